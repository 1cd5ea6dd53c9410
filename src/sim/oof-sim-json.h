/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON the way a strict server takes it. */

typedef enum
{
  OOF_SIM_JSON_STRING = 1 << 0,
  OOF_SIM_JSON_BOOLEAN = 1 << 1,
  OOF_SIM_JSON_INTEGER = 1 << 2,
  OOF_SIM_JSON_OBJECT = 1 << 3,
  OOF_SIM_JSON_ARRAY = 1 << 4,
  OOF_SIM_JSON_NULL = 1 << 5,
  OOF_SIM_JSON_ANY = (1 << 6) - 1
} OofSimJsonType;

/* One member that an object may have; lists end with a NULL name. */
typedef struct
{
  const gchar *name;
  OofSimJsonType types; /* which values it may have, OR-ed */
} OofSimJsonMember;

/* RFC 8259 to the letter: UTF-8, no comments, no member twice, nothing behind the value, at most 64
 * levels. (transfer full) (nullable) */
JsonNode *oof_sim_json_parse (GBytes *bytes);

/* Are all members of OBJECT known and of the right type? "@odata." annotations may stand anywhere.
 * Gives what is wrong, in words (transfer full), or NULL when all is well. */
gchar *oof_sim_json_check (JsonObject *object, const OofSimJsonMember *members);

/* The string member, or NULL when it is absent or null. The type was checked before. */
const gchar *oof_sim_json_get_string (JsonObject *object, const gchar *name);

/* Compact UTF-8 text. */
gchar *oof_sim_json_to_text (JsonObject *object);
/* Compact, everything beyond printable ASCII as \uXXXX: what storage.md rule 2 wants. */
gchar *oof_sim_json_to_ascii (JsonObject *object);

/* A list of strings. (transfer full) */
JsonArray *oof_sim_json_new_texts (const GPtrArray *texts);

/* NULL becomes null. */
void oof_sim_json_set_text (JsonObject *object, const gchar *name, const gchar *value);
/* NULL and "" become null. */
void oof_sim_json_set_filled (JsonObject *object, const gchar *name, const gchar *value);

/* A copy of OBJECT with the members in NAMES and the annotations ("@…") alone. */
JsonObject *oof_sim_json_pick (JsonObject *object, const gchar *const *names);

G_END_DECLS

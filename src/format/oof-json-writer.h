/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"

G_BEGIN_DECLS

/* Builds compact JSON text. `member` is the name inside an object and NULL at the root and inside
 * arrays. Unbalanced use, a missing or superfluous member name and a member written twice are
 * programming errors (criticals). Text that is not UTF-8 is repaired with U+FFFD. */
typedef struct _OofJsonWriter OofJsonWriter;

typedef enum
{
  OOF_JSON_WRITE_UTF8,
  OOF_JSON_WRITE_ASCII /* everything above 0x7E and below 0x20 as \uXXXX (storage.md rule 2) */
} OofJsonEncoding;

OofJsonWriter *oof_json_writer_new (OofJsonEncoding encoding);
void oof_json_writer_free (OofJsonWriter *self);

void oof_json_writer_begin_object (OofJsonWriter *self, const char *member);
/* An object that continues `base`: members written replace those of base, members written as
 * omitted (NULL, or by _omit) take them away, all others of base follow at the end. Thus members
 * that this version does not know survive a rewrite. base may be NULL or no object: then empty.
 */
void oof_json_writer_begin_object_over (OofJsonWriter *self, const char *member, OofJson *base);
void oof_json_writer_end_object (OofJsonWriter *self);
void oof_json_writer_begin_array (OofJsonWriter *self, const char *member);
void oof_json_writer_end_array (OofJsonWriter *self);

/* NULL: the member is omitted (inside an array: nothing is added). */
void oof_json_writer_add_string (OofJsonWriter *self, const char *member, const char *value);
void oof_json_writer_add_strv (OofJsonWriter *self, const char *member, const char *const *values);
/* Any parsed value as it is. */
void oof_json_writer_add_json (OofJsonWriter *self, const char *member, const OofJson *value);
/* NULL: an explicit null. */
void
oof_json_writer_add_string_or_null (OofJsonWriter *self, const char *member, const char *value);
void oof_json_writer_add_int (OofJsonWriter *self, const char *member, gint64 value);
void oof_json_writer_add_bool (OofJsonWriter *self, const char *member, gboolean value);
void oof_json_writer_add_null (OofJsonWriter *self, const char *member);
/* Takes a member of the base away. */
void oof_json_writer_omit (OofJsonWriter *self, const char *member);

/* The text (owned); the writer is empty afterwards and can only be freed. */
char *oof_json_writer_finish (OofJsonWriter *self);
/* The same as bytes, for a request body. */
GBytes *oof_json_writer_finish_bytes (OofJsonWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofJsonWriter, oof_json_writer_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* What all documents of docs/storage-format.md have in common: the members v, key, rev and w, ASCII
 * only, compressed above 8,000 characters. "Stored" text is as it lies in the property (plain JSON
 * or "z1:…"). */

/* Which write a document belongs to. */
typedef struct
{
  gint64 rev;
  const char *write_id; /* 16 hexadecimal digits */
} OofStamp;

/* Inflates and parses @stored and checks v and key. Errors carry key and JSON path: UNSUPPORTED
 * for a newer version, PROTOCOL, LIMIT. Returns: (transfer full) the root. */
OofJson *oof_document_open (const char *key, const char *stored, GError **error);
/* Member v: UNSUPPORTED when it is newer. */
gboolean oof_document_check_version (OofJson *root, GError **error);
/* The revision that the root names; 0 when it names none. */
gboolean oof_document_read_rev (OofJson *root, gint64 *rev, GError **error);

/* Starts a document that continues @base (nullable), so that members unknown here survive. */
OofJsonWriter *oof_document_begin (const char *key, const OofStamp *stamp, OofJson *base);
/* Ends it. Takes @writer. Returns: (transfer full) the stored text; LIMIT above 256 kB. */
char *oof_document_finish (OofJsonWriter *writer, const char *key, GError **error);

/* Plain JSON as it is stored. Takes @text. Returns: (transfer full); LIMIT above 256 kB. */
char *oof_document_store (char *text, const char *key, GError **error);

/* A fresh w. (transfer full) */
char *oof_document_new_write_id (void);
/* The w inside any stored document, NULL when unreadable. (transfer full) (nullable) */
char *oof_document_dup_write_id (const char *stored);

/* Typed members beyond format/oof-json.h; all optional, absent and null leave *out alone. */
gboolean
oof_document_read_instant (OofJson *json, const char *name, OofInstant *out, GError **error);
/* An integer within [min, max]. */
gboolean oof_document_read_range (
    OofJson *json, const char *name, int min, int max, int *out, GError **error);
/* Replaces *out, an owned string. */
gboolean oof_document_read_text (OofJson *json, const char *name, char **out, GError **error);
/* The same in lower case, for addresses. */
gboolean oof_document_read_address (OofJson *json, const char *name, char **out, GError **error);
void oof_document_add_instant (OofJsonWriter *writer, const char *name, OofInstant instant);

/* The member that identifies a line of the array @list: "account" in users, else "name". */
const char *oof_document_get_identity (const char *list);
/* The element of @array (nullable) whose member @identity is @value, whatever the case: the base of
 * a line that is written again. (transfer full) (nullable) */
OofJson *oof_document_find_line (OofJson *array, const char *identity, const char *value);

/* Texts in an array; unset leaves *out alone, else it is replaced (an owned GStrv). */
gboolean oof_document_read_texts (OofJson *json, const char *name, GStrv *out, GError **error);
void oof_document_add_texts (OofJsonWriter *writer, const char *name, const GStrv texts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A value inside a parsed JSON document: immutable, reference-counted, and it knows its path
 * ("value[3].subject", "document" for the root). It keeps the whole document alive.
 *
 * What was parsed is valid UTF-8 and RFC 8259 without duplicate members, NUL characters, lone
 * surrogates or numbers outside double and int64. */
typedef struct _OofJson OofJson;

#define OOF_TYPE_JSON              (oof_json_get_type ())
#define OOF_JSON_DEFAULT_MAX_BYTES ((gsize) 16 * 1024 * 1024)
#define OOF_JSON_MAX_DEPTH         64
#define OOF_JSON_MAX_ITEMS         500000

typedef enum
{
  OOF_JSON_NULL,
  OOF_JSON_BOOL,
  OOF_JSON_NUMBER,
  OOF_JSON_STRING,
  OOF_JSON_ARRAY,
  OOF_JSON_OBJECT
} OofJsonKind;

GType oof_json_get_type (void);

/* Parses bytes, at most max_bytes of them (0: OOF_JSON_DEFAULT_MAX_BYTES). A UTF-8 BOM is
 * skipped. Errors: OOF_ERROR_LIMIT (too long, too deep, too many values), OOF_ERROR_PROTOCOL
 * (anything else, with the offset in bytes). Gives the root (owned). */
OofJson *oof_json_parse (GBytes *bytes, gsize max_bytes, GError **error);

/* The same for a string of our own or out of another document. */
OofJson *oof_json_parse_text (const char *text, gsize max_bytes, GError **error);

OofJson *oof_json_ref (OofJson *self);
void oof_json_unref (OofJson *self);

const char *oof_json_get_path (const OofJson *self);
OofJsonKind oof_json_get_kind (const OofJson *self);

/* OOF_ERROR_PROTOCOL "path: expected object, found string" unless it is of that kind. */
gboolean oof_json_expect (const OofJson *self, OofJsonKind kind, GError **error);

/* Sets OOF_ERROR_PROTOCOL with the position in front: "path.member: message". member may be NULL.
 * For readers that find a value of the right type but without sense (an unknown enum). */
void oof_json_set_error (const OofJson *self,
                         const char *member,
                         GError **error,
                         const char *format,
                         ...) G_GNUC_PRINTF (4, 5);

/* Objects. Unknown members cause no error anywhere. */

/* The member (owned), of whatever kind, null included; NULL when absent or when self is no
 * object. */
OofJson *oof_json_get_member (const OofJson *self, const char *name);
/* The names in the order of the document (owned); empty when self is no object. */
GStrv oof_json_dup_member_names (const OofJson *self);

/* Typed members. self must be an object, else OOF_ERROR_PROTOCOL. Absent and null: TRUE with *out
 * untouched when OOF_OPTIONAL, an error when OOF_REQUIRED. A wrong type is always an error, e.g.
 * "value[3].start: expected string, found number". *out is written on success only; what it
 * held before is not freed. Results are owned by the caller. */
gboolean oof_json_read_string (
    const OofJson *self, const char *name, OofPresence presence, char **out, GError **error);
/* An integer literal that fits; 1.0 and 1e3 are refused. */
gboolean oof_json_read_int (
    const OofJson *self, const char *name, OofPresence presence, gint64 *out, GError **error);
gboolean oof_json_read_bool (
    const OofJson *self, const char *name, OofPresence presence, gboolean *out, GError **error);
/* An array of strings only. */
gboolean oof_json_read_strv (
    const OofJson *self, const char *name, OofPresence presence, GStrv *out, GError **error);
gboolean oof_json_read_object (
    const OofJson *self, const char *name, OofPresence presence, OofJson **out, GError **error);
gboolean oof_json_read_array (
    const OofJson *self, const char *name, OofPresence presence, OofJson **out, GError **error);

/* Arrays. */

/* Number of elements; 0 when self is no array. */
guint oof_json_get_length (const OofJson *self);
/* The element (owned); NULL past the end. */
OofJson *oof_json_get_element (const OofJson *self, guint index);

/* The value itself, for elements of arrays. */

/* The string (owned); NULL with OOF_ERROR_PROTOCOL for any other kind. */
char *oof_json_dup_string (const OofJson *self, GError **error);

/* The value as compact JSON text in ASCII (owned), members in the order of the document. */
char *oof_json_to_text (const OofJson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofJson, oof_json_unref)

G_END_DECLS

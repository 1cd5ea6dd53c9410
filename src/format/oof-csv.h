/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A table with a header line, as Export-Csv, Excel and people write it: RFC 4180 and what they do
 * beside it. Immutable, reference-counted.
 *
 * The delimiter (comma, semicolon, tab, bar) is the one that the header line has most often; a line
 * "sep=;" (Excel) decides it, a line "#TYPE ..." (PowerShell) and empty lines are passed over. Any
 * line end, any encoding of oof_plain_text_decode(). Blanks around a field that is not quoted do
 * not count. A quoted field may contain line ends; a quote inside it is doubled.
 *
 * Columns are found by name whatever the letter case, blanks, "-" and "_" ("Forwarding Address",
 * "forwardingaddress"). A row is bad or good by itself: see oof_csv_check_row(). */
typedef struct _OofCsv OofCsv;

#define OOF_TYPE_CSV              (oof_csv_get_type ())
#define OOF_CSV_DEFAULT_MAX_BYTES ((gsize) 16 * 1024 * 1024)
#define OOF_CSV_MAX_ROWS          100000
#define OOF_CSV_MAX_COLUMNS       256
#define OOF_CSV_MAX_FIELD         (64 * 1024)

GType oof_csv_get_type (void);

/* Reads a whole file, at most @max_bytes of it (0: OOF_CSV_DEFAULT_MAX_BYTES). Errors, with the
 * line number in front where there is one: OOF_ERROR_LIMIT, OOF_ERROR_INVALID (no header line, a
 * name twice in it, a quote that is not closed). Gives the table (owned). */
OofCsv *oof_csv_parse (GBytes *bytes, gsize max_bytes, GError **error);

OofCsv *oof_csv_ref (OofCsv *self);
void oof_csv_unref (OofCsv *self);

/* The names of the header line as written. Returns: (transfer none) */
const char *const *oof_csv_get_columns (const OofCsv *self);
gboolean oof_csv_has_column (const OofCsv *self, const char *name);
/* OOF_ERROR_INVALID naming the first of @names (NULL at the end) that is no column. */
gboolean oof_csv_require_columns (const OofCsv *self, const char *const *names, GError **error);

guint oof_csv_get_n_rows (const OofCsv *self);
/* The line of the file, counted from 1, in which the row begins. */
guint oof_csv_get_line (const OofCsv *self, guint row);
/* OOF_ERROR_INVALID "line 7: ..." when the row has more fields than the header or text behind a
 * closing quote. Missing fields at its end are empty: Excel leaves them out. */
gboolean oof_csv_check_row (const OofCsv *self, guint row, GError **error);
/* The field as it is; "" when it is empty; NULL when there is no such column. */
const char *oof_csv_get (const OofCsv *self, guint row, const char *name);

/* Sets OOF_ERROR_INVALID "line 7, column NAME: message"; @name may be NULL. For readers that find
 * a value without sense. */
void oof_csv_set_error (
    const OofCsv *self, guint row, const char *name, GError **error, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

/* Typed fields. No such column or an empty field: TRUE with *out untouched when OOF_OPTIONAL, an
 * error when OOF_REQUIRED. *out is written on success only. */
gboolean oof_csv_read_string (const OofCsv *self,
                              guint row,
                              const char *name,
                              OofPresence presence,
                              char **out,
                              GError **error);
/* true, yes, ja, wahr, 1 and their opposites, in any letter case. */
gboolean oof_csv_read_bool (const OofCsv *self,
                            guint row,
                            const char *name,
                            OofPresence presence,
                            gboolean *out,
                            GError **error);

/* Writing: appends a field, quoted, with the comma before it. @text: (nullable). */
void oof_csv_append_field (GString *text, const char *field);
void oof_csv_append_end (GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofCsv, oof_csv_unref)

G_END_DECLS

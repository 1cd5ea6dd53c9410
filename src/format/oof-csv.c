/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-csv.h"

#include "core/oof-error.h"
#include "format/oof-plain-text.h"

#include <string.h>

typedef struct
{
  guint line;
  const char *problem; /* (nullable) what makes this row alone unusable */
  GPtrArray *fields;   /* of char* (owned) */
} Row;

struct _OofCsv
{
  grefcount ref_count;
  GPtrArray *columns; /* the header line, closed by NULL */
  GPtrArray *folded;  /* the same as they are compared */
  GPtrArray *rows;    /* of Row* */
};

typedef struct
{
  const char *p;
  guint line;
  char delimiter;
} Scan;

G_DEFINE_BOXED_TYPE (OofCsv, oof_csv, oof_csv_ref, oof_csv_unref)

static void
row_free (Row *row)
{
  g_ptr_array_unref (row->fields);
  g_free (row);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Row, row_free)

static gboolean
fail_at (guint line, GError **error, OofError code, const char *what)
{
  g_set_error (error, OOF_ERROR, code, "line %u: %s", line, what);
  return FALSE;
}

/* A name without what people and programs write differently. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (strchr (" \t-_", *p) == NULL)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static gboolean
at_line_end (const Scan *scan)
{
  return *scan->p == '\0' || *scan->p == '\n' || *scan->p == '\r';
}

/* LF, CR LF and the CR of old. */
static void
skip_line_end (Scan *scan)
{
  if (*scan->p == '\0')
    return;
  scan->p += scan->p[0] == '\r' && scan->p[1] == '\n' ? 2 : 1;
  scan->line++;
}

static void
skip_blanks (Scan *scan)
{
  while (*scan->p == ' ' || (*scan->p == '\t' && scan->delimiter != '\t'))
    scan->p++;
}

static gboolean
field_ends (const Scan *scan)
{
  return at_line_end (scan) || *scan->p == scan->delimiter;
}

static char *
scan_bare (Scan *scan)
{
  const char *start = scan->p;

  while (!field_ends (scan))
    scan->p++;
  return g_strchomp (g_strndup (start, (gsize) (scan->p - start)));
}

/* A quoted field, @scan on its opening quote. Text between the closing quote and the delimiter
 * makes the row bad, and is passed over. */
static char *
scan_quoted (Scan *scan, Row *row, GError **error)
{
  guint first_line = scan->line;
  g_autoptr (GString) out = g_string_new (NULL);

  for (scan->p++; scan->p[0] != '"' || scan->p[1] == '"';)
    {
      if (*scan->p == '\0')
        {
          fail_at (first_line, error, OOF_ERROR_INVALID, "this quote is not closed");
          return NULL;
        }
      if (*scan->p == '"')
        scan->p++;
      if (at_line_end (scan))
        {
          skip_line_end (scan);
          g_string_append_c (out, '\n');
        }
      else
        g_string_append_c (out, *scan->p++);
    }
  scan->p++;
  skip_blanks (scan);
  if (!field_ends (scan))
    row->problem = "text behind a closing quote";
  while (!field_ends (scan))
    scan->p++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
scan_field (Scan *scan, Row *row, GError **error)
{
  char *field;

  skip_blanks (scan);
  field = *scan->p == '"' ? scan_quoted (scan, row, error) : scan_bare (scan);
  if (field == NULL)
    return FALSE;
  g_ptr_array_add (row->fields, field);
  if (strlen (field) > OOF_CSV_MAX_FIELD)
    return fail_at (row->line, error, OOF_ERROR_LIMIT, "a field is too long");
  if (row->fields->len > OOF_CSV_MAX_COLUMNS)
    return fail_at (row->line, error, OOF_ERROR_LIMIT, "too many fields");
  return TRUE;
}

static Row *
scan_row (Scan *scan, GError **error)
{
  g_autoptr (Row) row = g_new0 (Row, 1);

  row->line = scan->line;
  row->fields = g_ptr_array_new_with_free_func (g_free);
  if (!scan_field (scan, row, error))
    return NULL;
  while (!at_line_end (scan))
    {
      scan->p++;
      if (!scan_field (scan, row, error))
        return NULL;
    }
  skip_line_end (scan);
  return g_steal_pointer (&row);
}

static gboolean
row_is_empty (const Row *row)
{
  for (guint i = 0; i < row->fields->len; i++)
    if (*(const char *) row->fields->pdata[i] != '\0')
      return FALSE;
  return row->problem == NULL;
}

static void
skip_line (Scan *scan)
{
  while (!at_line_end (scan))
    scan->p++;
  skip_line_end (scan);
}

/* What stands before the header line: "sep=;", "#TYPE ...", empty lines. */
static void
scan_preface (Scan *scan)
{
  while (*scan->p != '\0')
    {
      if (g_ascii_strncasecmp (scan->p, "sep=", 4) == 0 && scan->p[4] != '\0'
          && strchr ("\r\n", scan->p[5]) != NULL)
        {
          scan->delimiter = scan->p[4];
          skip_line (scan);
        }
      else if (g_str_has_prefix (scan->p, "#TYPE") || strchr ("\r\n", *scan->p) != NULL)
        skip_line (scan);
      else
        return;
    }
}

static char
find_delimiter (const char *header)
{
  static const char candidates[] = ",;\t|";
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *p = header; *p != '\0' && (quoted || strchr ("\r\n", *p) == NULL); p++)
    {
      const char *found = strchr (candidates, *p);

      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL)
        counts[found - candidates]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (candidates) - 1; i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

static gboolean
take_header (OofCsv *self, Row *row, GError **error)
{
  if (row->problem != NULL)
    return fail_at (row->line, error, OOF_ERROR_INVALID, row->problem);
  for (guint i = 0; i < row->fields->len; i++)
    {
      const char *name = row->fields->pdata[i];
      char *folded = fold_name (name);

      if (*folded != '\0'
          && g_ptr_array_find_with_equal_func (self->folded, folded, g_str_equal, NULL))
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "line %u: the column \"%s\" twice",
                       row->line, name);
          g_free (folded);
          return FALSE;
        }
      g_ptr_array_add (self->folded, folded);
      g_ptr_array_add (self->columns, g_strdup (name));
    }
  g_ptr_array_add (self->columns, NULL);
  return TRUE;
}

static void
judge_row (const OofCsv *self, Row *row)
{
  for (guint i = self->folded->len; i < row->fields->len && row->problem == NULL; i++)
    if (*(const char *) row->fields->pdata[i] != '\0')
      row->problem = "more fields than the header line";
}

static gboolean
scan_table (OofCsv *self, Scan *scan, GError **error)
{
  g_autoptr (Row) header = NULL;

  scan_preface (scan);
  if (*scan->p == '\0')
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, "the file has no header line");
      return FALSE;
    }
  if (scan->delimiter == '\0')
    scan->delimiter = find_delimiter (scan->p);
  if ((header = scan_row (scan, error)) == NULL || !take_header (self, header, error))
    return FALSE;
  while (*scan->p != '\0')
    {
      g_autoptr (Row) row = scan_row (scan, error);

      if (row == NULL)
        return FALSE;
      if (row_is_empty (row))
        continue;
      if (self->rows->len == OOF_CSV_MAX_ROWS)
        return fail_at (row->line, error, OOF_ERROR_LIMIT, "too many rows");
      judge_row (self, row);
      g_ptr_array_add (self->rows, g_steal_pointer (&row));
    }
  return TRUE;
}

static const Row *
get_row (const OofCsv *self, guint row)
{
  return self->rows->pdata[row];
}

/* The position of a column; -1. */
static int
find_column (const OofCsv *self, const char *name)
{
  g_autofree char *folded = fold_name (name);
  guint index;

  return g_ptr_array_find_with_equal_func (self->folded, folded, g_str_equal, &index) ? (int) index
                                                                                      : -1;
}

/* A field with something in it; NULL, with an error when it must not be so. */
static const char *
read_field (const OofCsv *self, guint row, const char *name, OofPresence presence, GError **error)
{
  const char *field = oof_csv_get (self, row, name);

  if (field != NULL && *field != '\0')
    return field;
  if (presence == OOF_REQUIRED)
    oof_csv_set_error (self, row, name, error, "missing");
  return NULL;
}

OofCsv *
oof_csv_parse (GBytes *bytes, gsize max_bytes, GError **error)
{
  g_autoptr (OofCsv) self = NULL;
  g_autofree char *text = NULL;
  Scan scan = { .line = 1 };

  g_return_val_if_fail (bytes != NULL, NULL);
  text =
      oof_plain_text_decode (bytes, max_bytes != 0 ? max_bytes : OOF_CSV_DEFAULT_MAX_BYTES, error);
  if (text == NULL)
    return NULL;
  self = g_new0 (OofCsv, 1);
  g_ref_count_init (&self->ref_count);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->folded = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  scan.p = text;
  return scan_table (self, &scan, error) ? g_steal_pointer (&self) : NULL;
}

OofCsv *
oof_csv_ref (OofCsv *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
oof_csv_unref (OofCsv *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->folded);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const char *const *
oof_csv_get_columns (const OofCsv *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *const *) self->columns->pdata;
}

gboolean
oof_csv_has_column (const OofCsv *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);
  return find_column (self, name) >= 0;
}

gboolean
oof_csv_require_columns (const OofCsv *self, const char *const *names, GError **error)
{
  g_return_val_if_fail (self != NULL && names != NULL, FALSE);
  for (guint i = 0; names[i] != NULL; i++)
    if (find_column (self, names[i]) < 0)
      {
        g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "the file has no column \"%s\"",
                     names[i]);
        return FALSE;
      }
  return TRUE;
}

guint
oof_csv_get_n_rows (const OofCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rows->len;
}

guint
oof_csv_get_line (const OofCsv *self, guint row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, 0);
  return get_row (self, row)->line;
}

gboolean
oof_csv_check_row (const OofCsv *self, guint row, GError **error)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, FALSE);
  if (get_row (self, row)->problem == NULL)
    return TRUE;
  return fail_at (get_row (self, row)->line, error, OOF_ERROR_INVALID,
                  get_row (self, row)->problem);
}

const char *
oof_csv_get (const OofCsv *self, guint row, const char *name)
{
  const GPtrArray *fields;
  int column;

  g_return_val_if_fail (self != NULL && row < self->rows->len && name != NULL, NULL);
  fields = get_row (self, row)->fields;
  column = find_column (self, name);
  if (column < 0)
    return NULL;
  return (guint) column < fields->len ? fields->pdata[column] : "";
}

void
oof_csv_set_error (
    const OofCsv *self, guint row, const char *name, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  g_return_if_fail (self != NULL && row < self->rows->len);
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (name == NULL)
    fail_at (get_row (self, row)->line, error, OOF_ERROR_INVALID, message);
  else
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "line %u, column %s: %s",
                 get_row (self, row)->line, name, message);
}

gboolean
oof_csv_read_string (const OofCsv *self,
                     guint row,
                     const char *name,
                     OofPresence presence,
                     char **out,
                     GError **error)
{
  const char *field;

  g_return_val_if_fail (out != NULL, FALSE);
  field = read_field (self, row, name, presence, error);
  if (field == NULL)
    return presence == OOF_OPTIONAL;
  *out = g_strdup (field);
  return TRUE;
}

gboolean
oof_csv_read_bool (const OofCsv *self,
                   guint row,
                   const char *name,
                   OofPresence presence,
                   gboolean *out,
                   GError **error)
{
  static const char *const yes[] = { "true", "yes", "ja", "wahr", "1", NULL };
  static const char *const no[] = { "false", "no", "nein", "falsch", "0", NULL };
  g_autofree char *folded = NULL;
  const char *field;

  g_return_val_if_fail (out != NULL, FALSE);
  field = read_field (self, row, name, presence, error);
  if (field == NULL)
    return presence == OOF_OPTIONAL;
  folded = g_ascii_strdown (field, -1);
  if (!g_strv_contains (yes, folded) && !g_strv_contains (no, folded))
    {
      oof_csv_set_error (self, row, name, error, "expected true or false, found \"%.40s\"", field);
      return FALSE;
    }
  *out = g_strv_contains (yes, folded);
  return TRUE;
}

/* RFC 4180: a quote is doubled. */
void
oof_csv_append_field (GString *text, const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field ? field : "", "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
  g_string_append_printf (text, "\"%s\"", doubled);
}

void
oof_csv_append_end (GString *text)
{
  g_string_append (text, "\r\n");
}

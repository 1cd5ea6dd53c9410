/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-people-file.h"

#include "core/oof-address.h"
#include "core/oof-error.h"
#include "core/oof-people.h"
#include "core/oof-series.h"
#include "core/oof-text.h"
#include "core/oof-time.h"
#include "core/oof-user.h"
#include "format/oof-csv.h"

#define MAX_CHARACTERS 255
#define WORK_DAYS      "workDays"

static const char *const own_columns[] = { "address", "name", "zone", "language" };

/* "givenname", "Given Name": as format/oof-csv.h compares. */
static char *
fold (const char *column)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = column; *p != '\0'; p++)
    if (strchr (" -_", *p) == NULL)
      g_string_append_c (folded, g_ascii_tolower (*p));
  return g_string_free (folded, FALSE);
}

static gboolean
is_same_column (const char *a, const char *b)
{
  g_autofree char *folded_a = fold (a);
  g_autofree char *folded_b = fold (b);

  return g_str_equal (folded_a, folded_b);
}

static gboolean
is_known (const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_columns); i++)
    if (is_same_column (column, own_columns[i]))
      return TRUE;
  for (const char *const *name = oof_people_attributes; *name != NULL; name++)
    if (is_same_column (column, *name))
      return TRUE;
  return FALSE;
}

static gboolean
check_columns (OofCsv *csv, GError **error)
{
  static const char *const required[] = { "address", NULL };

  for (const char *const *column = oof_csv_get_columns (csv); *column != NULL; column++)
    if (!is_known (*column))
      {
        g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "unknown column \"%.64s\"", *column);
        return FALSE;
      }
  return oof_csv_require_columns (csv, required, error);
}

/* The field, "" when there is none. FALSE: it is too long or has control characters. */
static gboolean
read_field (OofCsv *csv, guint row, const char *column, const char **value, GError **error)
{
  const char *text = oof_csv_get (csv, row, column);

  *value = text != NULL ? text : "";
  if (g_utf8_strlen (*value, -1) <= MAX_CHARACTERS && !oof_text_has_control (*value))
    return TRUE;
  oof_csv_set_error (csv, row, column, error, "not a line of at most %d characters",
                     MAX_CHARACTERS);
  return FALSE;
}

/* "1,2,4", whichever way the days were written. (transfer full) */
static char *
dup_work_days (OofWeekdays days)
{
  GString *text = g_string_new (NULL);

  for (int day = 1; day <= 7; day++)
    if (days & (1u << (day - 1)))
      g_string_append_printf (text, "%s%d", text->len > 0 ? "," : "", day);
  return g_string_free (text, FALSE);
}

static gboolean
set_attribute (OofPerson *self, OofCsv *csv, guint row, const char *name, GError **error)
{
  g_autofree char *pattern = NULL;
  OofWeekdays days;
  const char *value;

  if (!read_field (csv, row, name, &value, error))
    return FALSE;
  if (*value != '\0' && g_str_equal (name, WORK_DAYS))
    {
      if (!oof_weekdays_from_string (value, &days))
        {
          oof_csv_set_error (csv, row, name, error, "\"%.64s\" is no pattern such as mo,tu,th",
                             value);
          return FALSE;
        }
      value = pattern = dup_work_days (days);
    }
  oof_person_set (self, name, value);
  return TRUE;
}

static gboolean
set_zone_and_language (OofPerson *self, OofCsv *csv, guint row, GError **error)
{
  const char *zone;
  const char *language;

  if (!read_field (csv, row, "zone", &zone, error)
      || !read_field (csv, row, "language", &language, error))
    return FALSE;
  if (*zone != '\0' && !oof_zone_is_known (zone))
    {
      oof_csv_set_error (csv, row, "zone", error, "\"%.64s\" is no time zone such as Europe/Berlin",
                         zone);
      return FALSE;
    }
  if (*language != '\0' && !oof_user_is_language (language))
    {
      oof_csv_set_error (csv, row, "language", error, "\"%.64s\" is no language such as de",
                         language);
      return FALSE;
    }
  self->zone = *zone != '\0' ? g_strdup (zone) : NULL;
  self->language = *language != '\0' ? g_strdup (language) : NULL;
  return TRUE;
}

/* (transfer full) (nullable) */
static OofPerson *
read_person (OofCsv *csv, guint row, GError **error)
{
  g_autoptr (OofPerson) self = NULL;
  const char *address;
  const char *name;

  if (!oof_csv_check_row (csv, row, error) || !read_field (csv, row, "address", &address, error)
      || !read_field (csv, row, "name", &name, error))
    return NULL;
  if (!oof_address_is_valid (address))
    {
      oof_csv_set_error (csv, row, "address", error, "\"%.64s\" is no e-mail address", address);
      return NULL;
    }
  self = oof_person_new (NULL, address, *name != '\0' ? name : address);
  if (!set_zone_and_language (self, csv, row, error))
    return NULL;
  for (const char *const *attribute = oof_people_attributes; *attribute != NULL; attribute++)
    if (!set_attribute (self, csv, row, *attribute, error))
      return NULL;
  return g_steal_pointer (&self);
}

/* @lines: address -> line of the file */
static gboolean
note_line (GHashTable *lines, OofCsv *csv, guint row, OofPerson *person, GError **error)
{
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, person->address));

  if (line == 0)
    return g_hash_table_insert (lines, person->address,
                                GUINT_TO_POINTER (oof_csv_get_line (csv, row)));
  oof_csv_set_error (csv, row, "address", error, "%s stands in line %u already", person->address,
                     line);
  return FALSE;
}

GPtrArray *
oof_people_file_read (GBytes *bytes, GPtrArray *problems, GError **error)
{
  g_return_val_if_fail (bytes != NULL && problems != NULL, NULL);

  g_autoptr (OofCsv) csv = oof_csv_parse (bytes, 0, error);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *people;

  if (csv == NULL || !check_columns (csv, error))
    return NULL;
  people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  for (guint row = 0; row < oof_csv_get_n_rows (csv); row++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autoptr (OofPerson) person = read_person (csv, row, &wrong);

      if (person != NULL && note_line (lines, csv, row, person, &wrong))
        g_ptr_array_add (people, g_steal_pointer (&person));
      else
        g_ptr_array_add (problems, g_strdup (wrong->message));
    }
  return people;
}

/* Writing */

static const char *
get_field (const OofPerson *person, const char *column)
{
  if (g_str_equal (column, "address"))
    return person->address;
  if (g_str_equal (column, "name"))
    return person->name;
  if (g_str_equal (column, "zone"))
    return person->zone;
  return g_str_equal (column, "language") ? person->language : oof_person_get (person, column);
}

static gboolean
is_used (GPtrArray *people, const char *column)
{
  for (guint i = 0; i < people->len; i++)
    if (oof_person_get (g_ptr_array_index (people, i), column) != NULL)
      return TRUE;
  return FALSE;
}

char *
oof_people_file_write (GPtrArray *people)
{
  g_return_val_if_fail (people != NULL, NULL);

  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (own_columns); i++)
    g_ptr_array_add (columns, (gpointer) own_columns[i]);
  for (const char *const *attribute = oof_people_attributes; *attribute != NULL; attribute++)
    if (is_used (people, *attribute))
      g_ptr_array_add (columns, (gpointer) *attribute);
  for (guint i = 0; i < columns->len; i++)
    oof_csv_append_field (text, g_ptr_array_index (columns, i));
  oof_csv_append_end (text);
  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = g_ptr_array_index (people, i);

      if (!oof_person_is_imported (person))
        continue;
      for (guint j = 0; j < columns->len; j++)
        oof_csv_append_field (text, get_field (person, g_ptr_array_index (columns, j)));
      oof_csv_append_end (text);
    }
  return g_string_free (text, FALSE);
}

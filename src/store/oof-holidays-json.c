/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-holidays-json.h"

#include <string.h>

#include "store/oof-document-private.h"

/* A key has at most 64 characters (storage.md rule 1). */
#define NAME_LIMIT (64 - strlen (OOF_KEY_HOLIDAYS))

char *
oof_holidays_json_dup_key (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *key = g_string_new (OOF_KEY_HOLIDAYS);

  for (const char *p = ascii; *p && key->len < strlen (OOF_KEY_HOLIDAYS) + NAME_LIMIT; p++)
    {
      gboolean separates = key->str[key->len - 1] == '-' || key->str[key->len - 1] == ':';

      if (g_ascii_isalnum (*p))
        g_string_append_c (key, g_ascii_tolower (*p));
      else if (!separates)
        g_string_append_c (key, '-');
    }
  if (key->str[key->len - 1] == '-')
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, key->len == strlen (OOF_KEY_HOLIDAYS));
}

static gboolean
read_day (OofHolidays *self, OofJson *json, GError **error)
{
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  OofDay on;

  if (!oof_json_read_string (json, "day", OOF_REQUIRED, &day, error)
      || !oof_json_read_string (json, "name", OOF_REQUIRED, &name, error))
    return FALSE;
  if (!oof_day_parse (day, &on, NULL))
    {
      oof_json_set_error (json, "day", error, "no day \"%.64s\"", day);
      return FALSE;
    }
  oof_holidays_add (self, on, name);
  return TRUE;
}

static gboolean
read_days (OofHolidays *self, OofJson *root, GError **error)
{
  g_autoptr (OofJson) array = NULL;

  if (!oof_json_read_array (root, "days", OOF_REQUIRED, &array, error))
    return FALSE;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);

      if (!read_day (self, element, error))
        return FALSE;
    }
  return TRUE;
}

static OofHolidays *
read_root (OofJson *root, GError **error)
{
  g_autoptr (OofHolidays) self = NULL;
  g_autofree char *name = NULL;

  if (!oof_json_read_string (root, "name", OOF_REQUIRED, &name, error))
    return NULL;
  self = oof_holidays_new (name);
  if (!oof_document_read_texts (root, "places", &self->places, error)
      || !read_days (self, root, error) || !oof_document_read_rev (root, &self->rev, error))
    return NULL;
  self->document = oof_json_to_text (root);
  return g_steal_pointer (&self);
}

OofHolidays *
oof_holidays_json_read (const char *key, const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  OofHolidays *self = root ? read_root (root, error) : NULL;

  if (root && !self)
    g_prefix_error (error, "%s: ", key);
  return self;
}

char *
oof_holidays_json_write (
    const OofHolidays *self, const char *key, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) base = NULL;
  OofJsonWriter *writer;

  if (self->document)
    {
      base = oof_document_open (key, self->document, error);
      if (!base)
        return NULL;
    }
  writer = oof_document_begin (key, &stamp, base);
  oof_json_writer_add_string (writer, "name", self->name);
  oof_document_add_texts (writer, "places", self->places);
  oof_json_writer_begin_array (writer, "days");
  for (guint i = 0; i < self->days->len; i++)
    {
      OofHoliday *holiday = g_ptr_array_index (self->days, i);
      g_autofree char *day = oof_day_format (holiday->day);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "day", day);
      oof_json_writer_add_string (writer, "name", holiday->name);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, key, error);
}

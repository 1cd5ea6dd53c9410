/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-backup-json.h"

#include "core/oof-error.h"
#include "format/oof-deflate.h"
#include "store/oof-document-private.h"
#include "store/oof-people-json.h"

#include <string.h>

#define PLAIN_LIMIT   ((gsize) 64 * 1024 * 1024)
#define SECONDS_A_DAY 86400
#define MAX_PARTS     1000

OofBackupItem *
oof_backup_item_new (const char *key, const char *subject, const char *json)
{
  OofBackupItem *self = g_new0 (OofBackupItem, 1);

  self->key = g_strdup (key);
  self->subject = g_strdup (subject);
  self->json = g_strdup (json);
  return self;
}

void
oof_backup_item_free (OofBackupItem *self)
{
  g_free (self->key);
  g_free (self->subject);
  g_free (self->json);
  g_free (self);
}

OofBackup *
oof_backup_new (OofInstant at)
{
  OofBackup *self = g_new0 (OofBackup, 1);

  self->at = at;
  self->n_parts = 1;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_backup_item_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
oof_backup_free (OofBackup *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

gboolean
oof_backup_has_key (const char *key)
{
  static const char *const documents[] = { "d:groups", "d:options", "d:subjects", "d:users", NULL };

  return g_str_has_prefix (key, "a:") || g_str_has_prefix (key, "d:template:")
         || g_str_has_prefix (key, "d:holidays:") || g_str_has_prefix (key, OOF_KEY_PEOPLE)
         || g_strv_contains (documents, key);
}

char *
oof_backup_dup_key (OofInstant at, guint part)
{
  g_autofree char *date = oof_day_format ((OofDay) (at / SECONDS_A_DAY));

  return part > 1 ? g_strdup_printf ("b:%s.%u", date, part) : g_strconcat ("b:", date, NULL);
}

/* Reading */

/* Keys as rule 1 of storage.md makes them, of items that a backup may bring back. */
static gboolean
read_key (OofJson *value, char **key, GError **error)
{
  if (!oof_json_expect (value, OOF_JSON_OBJECT, error)
      || !oof_json_read_string (value, "key", OOF_REQUIRED, key, error))
    return FALSE;
  for (const char *c = *key; *c; c++)
    if (!g_ascii_isgraph (*c) || g_ascii_isupper (*c))
      {
        oof_json_set_error (value, "key", error, "\"%.64s\" is no key", *key);
        return FALSE;
      }
  if (strlen (*key) <= 64 && oof_backup_has_key (*key))
    return TRUE;
  oof_json_set_error (value, "key", error, "\"%.64s\" does not belong into a backup", *key);
  return FALSE;
}

static gboolean
read_absence (OofJson *element, GPtrArray *items, GError **error)
{
  g_autoptr (OofJson) value = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (!oof_json_read_string (element, "subject", OOF_OPTIONAL, &subject, error)
      || !oof_json_read_object (element, "value", OOF_REQUIRED, &value, error)
      || !read_key (value, &key, error))
    return FALSE;
  text = oof_json_to_text (value);
  g_ptr_array_add (items, oof_backup_item_new (key, subject, text));
  return TRUE;
}

static gboolean
read_document (OofJson *element, GPtrArray *items, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (!read_key (element, &key, error))
    return FALSE;
  text = oof_json_to_text (element);
  g_ptr_array_add (items, oof_backup_item_new (key, NULL, text));
  return TRUE;
}

static gboolean
read_array (OofJson *root,
            const char *name,
            gboolean (*read) (OofJson *element, GPtrArray *items, GError **error),
            GPtrArray *items,
            GError **error)
{
  g_autoptr (OofJson) array = NULL;
  guint length;

  if (!oof_json_read_array (root, name, OOF_REQUIRED, &array, error))
    return FALSE;
  length = oof_json_get_length (array);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);

      if (!read (element, items, error))
        return FALSE;
    }
  return TRUE;
}

static OofBackup *
read_root (OofJson *root, GError **error)
{
  g_autoptr (OofBackup) self = oof_backup_new (OOF_INSTANT_NONE);

  if (!oof_json_expect (root, OOF_JSON_OBJECT, error) || !oof_document_check_version (root, error)
      || !oof_document_read_instant (root, "at", &self->at, error)
      || !oof_document_read_range (root, "parts", 1, MAX_PARTS, &self->n_parts, error)
      || !read_array (root, "documents", read_document, self->items, error)
      || !read_array (root, "absences", read_absence, self->items, error))
    return NULL;
  if (self->at != OOF_INSTANT_NONE)
    return g_steal_pointer (&self);
  oof_json_set_error (root, "at", error, "is missing");
  return NULL;
}

OofBackup *
oof_backup_json_read (const char *json, GError **error)
{
  g_autofree char *inflated = NULL;
  g_autoptr (OofJson) root = NULL;
  OofBackup *self;

  if (oof_deflate_is_encoded (json))
    {
      inflated = oof_deflate_decode (json, PLAIN_LIMIT, error);
      if (!inflated)
        return NULL;
    }
  root = oof_json_parse_text (inflated ? inflated : json, PLAIN_LIMIT, error);
  if (!root)
    return NULL;
  self = read_root (root, error);
  if (!self)
    g_prefix_error (error, "backup: ");
  return self;
}

/* Writing */

static void
write_item (OofJsonWriter *writer, const OofBackupItem *item)
{
  /* It was parsed or written by us before. */
  g_autoptr (OofJson) value = oof_json_parse_text (item->json, PLAIN_LIMIT, NULL);
  gboolean absence = g_str_has_prefix (item->key, "a:");

  if (!value)
    return;
  if (absence)
    {
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string_or_null (writer, "subject", item->subject);
    }
  oof_json_writer_add_json (writer, absence ? "value" : NULL, value);
  if (absence)
    oof_json_writer_end_object (writer);
}

static void
write_items (OofJsonWriter *writer, const OofBackup *self, const char *name, gboolean absences)
{
  oof_json_writer_begin_array (writer, name);
  for (guint i = 0; i < self->items->len; i++)
    {
      const OofBackupItem *item = g_ptr_array_index (self->items, i);

      if (g_str_has_prefix (item->key, "a:") == absences)
        write_item (writer, item);
    }
  oof_json_writer_end_array (writer);
}

char *
oof_backup_json_write (const OofBackup *self, const char *key, gint64 rev, const char *write_id)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJsonWriter) writer = oof_document_begin (key, &stamp, NULL);

  oof_document_add_instant (writer, "at", self->at);
  oof_json_writer_add_int (writer, "parts", self->n_parts);
  write_items (writer, self, "documents", FALSE);
  write_items (writer, self, "absences", TRUE);
  oof_json_writer_begin_array (writer, "leftOut");
  for (guint i = 0; i < self->left_out->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (self->left_out, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

char *
oof_backup_to_text (const OofBackup *self)
{
  g_autofree char *key = oof_backup_dup_key (self->at, 1);
  g_autofree char *write_id = oof_document_new_write_id ();

  return oof_backup_json_write (self, key, 0, write_id);
}

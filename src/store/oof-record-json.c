/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-record-json.h"

#include "store/oof-document-absence-private.h"
#include "store/oof-document-forward-private.h"
#include "store/oof-document-private.h"
#include "store/oof-document-reply-private.h"
#include "store/oof-document-told-private.h"

char *
oof_record_json_dup_key (const char *address)
{
  g_autofree char *lower = g_utf8_strdown (address, -1);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lower, -1);

  return g_strdup_printf ("s:%.2s", hash);
}

static gboolean
read_writing (OofRecord *self, OofJson *json, GError **error)
{
  return oof_json_read_string (json, "absence", OOF_OPTIONAL, &self->absence, error)
         && oof_document_read_absence (json, "applied", &self->applied, error)
         && oof_document_read_reply (json, "written", &self->written, error)
         && oof_document_read_reply (json, "returned", &self->returned, error)
         && oof_document_read_reply (json, "previous", &self->previous, error);
}

static gboolean
read_resting (OofRecord *self, OofJson *json, GError **error)
{
  g_autoptr (OofJson) nested = NULL;

  if (!oof_json_read_object (json, "resting", OOF_OPTIONAL, &nested, error))
    return FALSE;
  if (!nested)
    return TRUE;
  self->resting = oof_record_new (self->address);
  return read_writing (self->resting, nested, error);
}

static gboolean
read_outside (OofRecord *self, OofJson *json, GError **error)
{
  g_auto (GStrv) noticed = NULL;

  if (!oof_json_read_strv (json, "outside", OOF_OPTIONAL, &noticed, error))
    return FALSE;
  for (char **one = noticed; one && *one; one++)
    {
      OofInstant at;
      GArray *list;

      if (!oof_instant_parse (*one, &at, error))
        return FALSE;
      list = oof_outside_add (self->outside, at);
      g_clear_pointer (&self->outside, g_array_unref);
      self->outside = list;
    }
  return TRUE;
}

static void
add_outside (OofJsonWriter *writer, const GArray *noticed)
{
  if (!noticed)
    return;
  oof_json_writer_begin_array (writer, "outside");
  for (guint i = 0; i < noticed->len; i++)
    oof_document_add_instant (writer, NULL, g_array_index (noticed, OofInstant, i));
  oof_json_writer_end_array (writer);
}

OofRecord *
oof_record_json_read_one (OofJson *json, const char *address, GError **error)
{
  g_autoptr (OofRecord) self = oof_record_new (address);

  if (!read_writing (self, json, error) || !read_resting (self, json, error)
      || !oof_json_read_string (json, "run", OOF_OPTIONAL, &self->run, error)
      || !oof_json_read_string (json, "zone", OOF_OPTIONAL, &self->zone, error)
      || !oof_json_read_string (json, "language", OOF_OPTIONAL, &self->language, error)
      || !oof_document_read_instant (json, "seenAt", &self->seen_at, error)
      || !oof_document_read_reply (json, "seen", &self->seen, error)
      || !oof_document_read_forward (json, "forward", &self->forward, error)
      || !oof_document_read_told (json, "told", &self->told, error)
      || !read_outside (self, json, error))
    return NULL;
  return g_steal_pointer (&self);
}

static OofRecord *
read_record (OofJson *mailboxes, const char *address, GError **error)
{
  g_autoptr (OofJson) json = NULL;

  if (!oof_json_read_object (mailboxes, address, OOF_REQUIRED, &json, error))
    return NULL;
  return oof_record_json_read_one (json, address, error);
}

gboolean
oof_record_json_read (
    const char *key, const char *stored, GHashTable *records, GPtrArray *broken, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  g_autoptr (OofJson) mailboxes = NULL;
  g_auto (GStrv) names = NULL;

  if (!root)
    return FALSE;
  if (!oof_json_read_object (root, "mailboxes", OOF_REQUIRED, &mailboxes, error))
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  names = oof_json_dup_member_names (mailboxes);
  for (char **name = names; *name; name++)
    {
      g_autoptr (GError) local = NULL;
      OofRecord *record = read_record (mailboxes, *name, &local);

      if (record)
        g_hash_table_replace (records, g_strdup (record->address), record);
      else
        g_ptr_array_add (broken, g_strdup_printf ("%s: %s", key, local->message));
    }
  return TRUE;
}

static void
write_writing (OofJsonWriter *writer, const OofRecord *self, OofJson *old)
{
  oof_json_writer_add_string_or_null (writer, "absence", self->absence);
  oof_document_add_absence (writer, "applied", self->applied);
  oof_document_add_reply (writer, "written", self->written, old);
  oof_document_add_reply (writer, "returned", self->returned, old);
  oof_document_add_reply (writer, "previous", self->previous, old);
}

static void
write_resting (OofJsonWriter *writer, const OofRecord *self, OofJson *old)
{
  g_autoptr (OofJson) nested = old ? oof_json_get_member (old, "resting") : NULL;

  if (!self->resting)
    {
      oof_json_writer_omit (writer, "resting");
      return;
    }
  oof_json_writer_begin_object_over (writer, "resting", nested);
  write_writing (writer, self->resting, nested);
  oof_json_writer_end_object (writer);
}

void
oof_record_json_add (OofJsonWriter *writer,
                     const char *member,
                     const OofRecord *self,
                     OofJson *base)
{
  oof_json_writer_begin_object_over (writer, member, base);
  write_writing (writer, self, base);
  write_resting (writer, self, base);
  oof_json_writer_add_string_or_null (writer, "run", self->run);
  oof_json_writer_add_string_or_null (writer, "zone", self->zone);
  oof_json_writer_add_string_or_null (writer, "language", self->language);
  oof_document_add_instant (writer, "seenAt", self->seen_at);
  oof_document_add_reply (writer, "seen", self->seen, base);
  oof_document_add_forward (writer, "forward", self->forward);
  oof_document_add_told (writer, "told", self->told);
  add_outside (writer, self->outside);
  oof_json_writer_end_object (writer);
}

/* Somebody has written there since we looked: what became of that must not be forgotten. */
static gboolean
is_overtaken (const OofRecord *self, const char *run, OofJson *old)
{
  g_autofree char *theirs = NULL;

  return old && g_strcmp0 (self->run, run) != 0
         && oof_json_read_string (old, "run", OOF_OPTIONAL, &theirs, NULL)
         && g_strcmp0 (self->run, theirs) != 0;
}

static void
write_record (OofJsonWriter *writer, const OofRecord *self, const char *run, OofJson *mailboxes)
{
  g_autoptr (OofJson) old = mailboxes ? oof_json_get_member (mailboxes, self->address) : NULL;

  if (!is_overtaken (self, run, old))
    oof_record_json_add (writer, self->address, self, old);
}

GHashTable *
oof_record_json_group (GPtrArray *records)
{
  GHashTable *pages =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < records->len; i++)
    {
      OofRecord *record = g_ptr_array_index (records, i);
      g_autofree char *key = oof_record_json_dup_key (record->address);
      GPtrArray *page = g_hash_table_lookup (pages, key);

      if (!page)
        {
          page = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
          g_hash_table_insert (pages, g_steal_pointer (&key), page);
        }
      g_ptr_array_add (page, oof_record_ref (record));
    }
  return pages;
}

char *
oof_record_json_write (const char *key,
                       const char *run,
                       GPtrArray *records,
                       const char *base,
                       gint64 rev,
                       const char *write_id,
                       GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) root = NULL;
  g_autoptr (OofJson) mailboxes = NULL;
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  OofJsonWriter *writer;

  if (base)
    {
      root = oof_document_open (key, base, error);
      if (!root)
        return NULL;
      mailboxes = oof_json_get_member (root, "mailboxes");
    }
  writer = oof_document_begin (key, &stamp, root);
  oof_json_writer_begin_object_over (writer, "mailboxes", mailboxes);
  for (guint i = records->len; i > 0; i--)
    {
      OofRecord *record = g_ptr_array_index (records, i - 1);

      /* The last one of the same mailbox counts. */
      if (g_hash_table_add (written, record->address))
        write_record (writer, record, run, mailboxes);
    }
  oof_json_writer_end_object (writer);
  return oof_document_finish (writer, key, error);
}

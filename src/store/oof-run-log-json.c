/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-run-log-json.h"

#include "store/oof-document-absence-private.h"
#include "store/oof-document-private.h"
#include "store/oof-document-forward-private.h"
#include "store/oof-document-reply-private.h"

#include <string.h>

char *
oof_run_log_json_dup_key (const char *run, guint part)
{
  g_autofree char *lower = g_ascii_strdown (run, -1);

  return part > 1 ? g_strdup_printf ("l:%s.%u", lower, part) : g_strconcat ("l:", lower, NULL);
}

OofInstant
oof_run_log_json_get_time (const char *key)
{
  g_autofree char *text = NULL;
  OofInstant instant = OOF_INSTANT_NONE;

  /* l:20261123t090000z-1a2b3c4d */
  if (strlen (key) < 18 || !g_str_has_prefix (key, "l:") || key[10] != 't' || key[17] != 'z')
    return OOF_INSTANT_NONE;
  text = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", key + 2, key + 6, key + 8, key + 11,
                          key + 13, key + 15);
  return oof_instant_parse (text, &instant, NULL) ? instant : OOF_INSTANT_NONE;
}

static gboolean
read_changes (OofJson *json, OofLogPerson *person, GError **error)
{
  g_autoptr (OofJson) array = NULL;
  guint length;

  if (!oof_json_read_array (json, "changes", OOF_OPTIONAL, &array, error))
    return FALSE;
  length = array ? oof_json_get_length (array) : 0;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      g_autofree char *field = NULL;
      g_autofree char *old_value = NULL;
      g_autofree char *new_value = NULL;
      g_autofree char *reason = NULL;

      if (!oof_json_read_string (element, "field", OOF_REQUIRED, &field, error)
          || !oof_json_read_string (element, "old", OOF_OPTIONAL, &old_value, error)
          || !oof_json_read_string (element, "new", OOF_OPTIONAL, &new_value, error)
          || !oof_json_read_string (element, "reason", OOF_OPTIONAL, &reason, error))
        return FALSE;
      oof_log_person_add_change (person, field, old_value, new_value, reason);
    }
  return TRUE;
}

gboolean
oof_run_log_json_read_person (OofJson *json, OofRunLog *self, GError **error)
{
  g_autofree char *address = NULL;
  g_autofree char *result = NULL;
  g_autofree char *message = NULL;
  OofLogPerson *person;

  if (!oof_json_read_string (json, "address", OOF_REQUIRED, &address, error)
      || !oof_json_read_string (json, "result", OOF_REQUIRED, &result, error)
      || !oof_json_read_string (json, "error", OOF_OPTIONAL, &message, error))
    return FALSE;
  person = oof_run_log_add_person (self, address, result, message);
  return oof_json_read_string (json, "code", OOF_OPTIONAL, &person->code, error)
         && oof_json_read_string (json, "absence", OOF_OPTIONAL, &person->absence, error)
         && oof_json_read_string (json, "author", OOF_OPTIONAL, &person->author, error)
         && oof_json_read_string (json, "ticket", OOF_OPTIONAL, &person->ticket, error)
         && oof_document_read_reply (json, "before", &person->before, error)
         && oof_document_read_absence (json, "beforeAbsence", &person->before_absence, error)
         && oof_document_read_forward (json, "beforeForward", &person->before_forward, error)
         && read_changes (json, person, error);
}

static gboolean
read_people (OofJson *root, OofRunLog *self, GError **error)
{
  g_autoptr (OofJson) array = NULL;
  guint length;

  if (!oof_json_read_array (root, "people", OOF_OPTIONAL, &array, error))
    return FALSE;
  length = array ? oof_json_get_length (array) : 0;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);

      if (!oof_run_log_json_read_person (element, self, error))
        return FALSE;
    }
  return TRUE;
}

static OofRunLog *
read_root (OofJson *root, GError **error)
{
  g_autoptr (OofRunLog) self = NULL;
  g_autofree char *run = NULL;
  gint64 part = 1;
  gint64 n_parts = 1;

  if (!oof_json_read_string (root, "run", OOF_REQUIRED, &run, error)
      || !oof_json_read_int (root, "part", OOF_OPTIONAL, &part, error)
      || !oof_json_read_int (root, "parts", OOF_OPTIONAL, &n_parts, error))
    return NULL;
  self = oof_run_log_new (run, OOF_INSTANT_NONE);
  self->part = (guint) CLAMP (part, 1, G_MAXUINT16);
  self->n_parts = (guint) CLAMP (n_parts, 1, G_MAXUINT16);
  if (!oof_document_read_instant (root, "at", &self->at, error)
      || !oof_json_read_string (root, "by", OOF_OPTIONAL, &self->by, error)
      || !oof_json_read_int (root, "changed", OOF_OPTIONAL, &self->changed, error)
      || !oof_json_read_int (root, "unchanged", OOF_OPTIONAL, &self->unchanged, error)
      || !oof_json_read_int (root, "failed", OOF_OPTIONAL, &self->failed, error)
      || !oof_json_read_int (root, "seconds", OOF_OPTIONAL, &self->seconds, error)
      || !oof_json_read_string (root, "ended", OOF_OPTIONAL, &self->ended, error)
      || !oof_json_read_string (root, "message", OOF_OPTIONAL, &self->message, error)
      || !oof_json_read_bool (root, "partial", OOF_OPTIONAL, &self->partial, error)
      || !read_people (root, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

OofRunLog *
oof_run_log_json_read (const char *key, const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  OofRunLog *self = root ? read_root (root, error) : NULL;

  if (root && !self)
    g_prefix_error (error, "%s: ", key);
  return self;
}

static void
write_change (OofJsonWriter *writer, const OofLogChange *change)
{
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "field", change->field);
  oof_json_writer_add_string (writer, "old", change->old_value);
  oof_json_writer_add_string (writer, "new", change->new_value);
  oof_json_writer_add_string (writer, "reason", change->reason);
  oof_json_writer_end_object (writer);
}

void
oof_run_log_json_add_person (OofJsonWriter *writer, const char *member, const OofLogPerson *person)
{
  oof_json_writer_begin_object (writer, member);
  oof_json_writer_add_string (writer, "address", person->address);
  oof_json_writer_add_string (writer, "result", person->result);
  oof_json_writer_add_string_or_null (writer, "error", person->error);
  oof_json_writer_add_string (writer, "code", person->code);
  oof_json_writer_add_string (writer, "absence", person->absence);
  oof_json_writer_add_string (writer, "author", person->author);
  oof_json_writer_add_string (writer, "ticket", person->ticket);
  oof_json_writer_begin_array (writer, "changes");
  for (guint i = 0; i < person->changes->len; i++)
    write_change (writer, g_ptr_array_index (person->changes, i));
  oof_json_writer_end_array (writer);
  if (person->before)
    {
      oof_document_add_reply (writer, "before", person->before, NULL);
      oof_document_add_absence (writer, "beforeAbsence", person->before_absence);
    }
  if (person->before_forward)
    oof_document_add_forward (writer, "beforeForward", person->before_forward);
  oof_json_writer_end_object (writer);
}

GArray *
oof_run_log_json_measure (const OofRunLog *self)
{
  GArray *sizes = g_array_sized_new (FALSE, FALSE, sizeof (gsize), self->people->len);

  for (guint i = 0; i < self->people->len; i++)
    {
      g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
      g_autofree char *text = NULL;
      gsize length;

      oof_run_log_json_add_person (writer, NULL, g_ptr_array_index (self->people, i));
      text = oof_json_writer_finish (writer);
      length = strlen (text);
      g_array_append_val (sizes, length);
    }
  return sizes;
}

char *
oof_run_log_json_write (OofRunLog *self, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autofree char *key = oof_run_log_json_dup_key (self->run, self->part);
  OofJsonWriter *writer = oof_document_begin (key, &stamp, NULL);

  oof_json_writer_add_string (writer, "run", self->run);
  oof_document_add_instant (writer, "at", self->at);
  oof_json_writer_add_string_or_null (writer, "by", self->by);
  oof_json_writer_add_int (writer, "changed", self->changed);
  oof_json_writer_add_int (writer, "unchanged", self->unchanged);
  oof_json_writer_add_int (writer, "failed", self->failed);
  oof_json_writer_add_int (writer, "seconds", self->seconds);
  oof_json_writer_add_string (writer, "ended", self->ended);
  oof_json_writer_add_string (writer, "message", self->message);
  if (self->partial)
    oof_json_writer_add_bool (writer, "partial", TRUE);
  if (self->part > 1)
    oof_json_writer_add_int (writer, "part", self->part);
  else if (self->n_parts > 1)
    oof_json_writer_add_int (writer, "parts", self->n_parts);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < self->people->len; i++)
    oof_run_log_json_add_person (writer, NULL, g_ptr_array_index (self->people, i));
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, key, error);
}

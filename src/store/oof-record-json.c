/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-record-json.h"

#include "store/oof-document-private.h"

char *
oof_record_json_dup_key (const char *address)
{
  g_autofree char *lower = g_utf8_strdown (address, -1);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lower, -1);

  return g_strdup_printf ("s:%.2s", hash);
}

static gboolean
read_status (OofJson *json, OofReplyStatus *status, OofAudience *audience, GError **error)
{
  g_autofree char *state = NULL;
  g_autofree char *who = NULL;

  if (!oof_json_read_string (json, "state", OOF_REQUIRED, &state, error)
      || !oof_json_read_string (json, "audience", OOF_OPTIONAL, &who, error))
    return FALSE;
  if (!oof_reply_status_from_string (state, status))
    {
      oof_json_set_error (json, "state", error, "unknown value \"%.64s\"", state);
      return FALSE;
    }
  *audience = OOF_AUDIENCE_NONE;
  if (!who || (oof_audience_from_string (who, audience) && *audience != OOF_AUDIENCE_MAILBOX))
    return TRUE;
  oof_json_set_error (json, "audience", error, "unknown value \"%.64s\"", who);
  return FALSE;
}

static gboolean
read_state (OofJson *mailbox, const char *name, OofReplyState **out, GError **error)
{
  g_autoptr (OofJson) json = NULL;
  OofReplyStatus status = OOF_REPLY_DISABLED;
  OofAudience audience = OOF_AUDIENCE_NONE;
  OofRange window = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *internal = NULL;
  g_autofree char *external = NULL;

  if (!oof_json_read_object (mailbox, name, OOF_OPTIONAL, &json, error))
    return FALSE;
  if (!json)
    return TRUE;
  if (!read_status (json, &status, &audience, error)
      || !oof_document_read_instant (json, "from", &window.from, error)
      || !oof_document_read_instant (json, "to", &window.to, error)
      || !oof_json_read_string (json, "internal", OOF_OPTIONAL, &internal, error)
      || !oof_json_read_string (json, "external", OOF_OPTIONAL, &external, error))
    return FALSE;
  *out = oof_reply_state_new (status, audience, window, internal, external);
  return TRUE;
}

static OofRecord *
read_record (OofJson *mailboxes, const char *address, GError **error)
{
  g_autoptr (OofRecord) self = oof_record_new (address);
  g_autoptr (OofJson) json = NULL;

  if (!oof_json_read_object (mailboxes, address, OOF_REQUIRED, &json, error)
      || !oof_json_read_string (json, "absence", OOF_OPTIONAL, &self->absence, error)
      || !oof_json_read_string (json, "run", OOF_OPTIONAL, &self->run, error)
      || !oof_document_read_instant (json, "seenAt", &self->seen_at, error)
      || !read_state (json, "written", &self->written, error)
      || !read_state (json, "returned", &self->returned, error)
      || !read_state (json, "previous", &self->previous, error)
      || !read_state (json, "seen", &self->seen, error))
    return NULL;
  return g_steal_pointer (&self);
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
write_state (OofJsonWriter *writer, const char *name, const OofReplyState *state, OofJson *base)
{
  g_autoptr (OofJson) old = base ? oof_json_get_member (base, name) : NULL;

  if (!state)
    {
      oof_json_writer_add_null (writer, name);
      return;
    }
  oof_json_writer_begin_object_over (writer, name, old);
  oof_json_writer_add_string (writer, "state", oof_reply_status_to_string (state->status));
  oof_json_writer_add_string (writer, "audience", oof_audience_to_string (state->audience));
  if (state->status == OOF_REPLY_SCHEDULED)
    {
      oof_document_add_instant (writer, "from", state->window.from);
      oof_document_add_instant (writer, "to", state->window.to);
    }
  else
    {
      oof_json_writer_omit (writer, "from");
      oof_json_writer_omit (writer, "to");
    }
  oof_json_writer_add_string (writer, "internal", state->internal);
  oof_json_writer_add_string (writer, "external", state->external);
  oof_json_writer_end_object (writer);
}

static void
write_record (OofJsonWriter *writer, const OofRecord *self, OofJson *mailboxes)
{
  g_autoptr (OofJson) old = mailboxes ? oof_json_get_member (mailboxes, self->address) : NULL;

  oof_json_writer_begin_object_over (writer, self->address, old);
  oof_json_writer_add_string_or_null (writer, "absence", self->absence);
  oof_json_writer_add_string_or_null (writer, "run", self->run);
  oof_document_add_instant (writer, "seenAt", self->seen_at);
  write_state (writer, "written", self->written, old);
  write_state (writer, "returned", self->returned, old);
  write_state (writer, "previous", self->previous, old);
  write_state (writer, "seen", self->seen, old);
  oof_json_writer_end_object (writer);
}

char *
oof_record_json_write (const char *key,
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
        write_record (writer, record, mailboxes);
    }
  oof_json_writer_end_object (writer);
  return oof_document_finish (writer, key, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-request-json.h"

#include "store/oof-document-private.h"
#include "store/oof-document-reply-private.h"

static gboolean
read_state (OofRequest *self, OofJson *root, GError **error)
{
  g_autofree char *state = NULL;

  if (!oof_json_read_string (root, "state", OOF_REQUIRED, &state, error))
    return FALSE;
  if (oof_request_state_from_string (state, &self->state))
    return TRUE;
  oof_json_set_error (root, "state", error, "unknown value \"%.64s\"", state);
  return FALSE;
}

static gboolean
read_answer (OofRequest *self, OofJson *root, GError **error)
{
  return oof_document_read_text (root, "result", &self->result, error)
         && oof_document_read_text (root, "message", &self->message, error)
         && oof_document_read_reply (root, "seen", &self->seen, error)
         && oof_document_read_instant (root, "answeredAt", &self->answered_at, error)
         && oof_document_read_text (root, "by", &self->by, error);
}

static OofRequest *
read_root (OofJson *root, GError **error)
{
  g_autoptr (OofRequest) self = NULL;
  g_autofree char *action = NULL;
  g_autofree char *person = NULL;

  if (!oof_json_read_string (root, "action", OOF_REQUIRED, &action, error)
      || !oof_json_read_string (root, "person", OOF_REQUIRED, &person, error))
    return NULL;
  self = oof_request_new (oof_action_from_string (action), person);
  if (!oof_document_read_text (root, "absence", &self->absence, error)
      || !oof_document_read_text (root, "run", &self->run, error)
      || !oof_document_read_instant (root, "asOf", &self->as_of, error)
      || !oof_document_read_address (root, "author", &self->author, error)
      || !oof_document_read_instant (root, "at", &self->at, error)
      || !read_state (self, root, error) || !read_answer (self, root, error)
      || !oof_document_read_rev (root, &self->rev, error))
    return NULL;
  return g_steal_pointer (&self);
}

OofRequest *
oof_request_json_read (const char *key, const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  OofRequest *self;

  if (!root)
    return NULL;
  self = read_root (root, error);
  if (!self)
    {
      g_prefix_error (error, "%s: ", key);
      return NULL;
    }
  g_free (self->key);
  self->key = g_ascii_strdown (key, -1);
  self->document = oof_json_to_text (root);
  return self;
}

char *
oof_request_json_write (const OofRequest *self, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) base = NULL;
  OofJsonWriter *writer;

  if (self->document)
    {
      base = oof_document_open (self->key, self->document, error);
      if (!base)
        return NULL;
    }
  writer = oof_document_begin (self->key, &stamp, base);
  /* An unknown action survives as member of the base. */
  if (self->action != OOF_ACTION_UNKNOWN)
    oof_json_writer_add_string (writer, "action", oof_action_to_string (self->action));
  oof_json_writer_add_string (writer, "person", self->person);
  oof_json_writer_add_string_or_null (writer, "absence", self->absence);
  oof_json_writer_add_string (writer, "run", self->run);
  if (self->as_of != OOF_INSTANT_NONE)
    oof_document_add_instant (writer, "asOf", self->as_of);
  else
    oof_json_writer_omit (writer, "asOf");
  oof_json_writer_add_string_or_null (writer, "author", self->author);
  oof_document_add_instant (writer, "at", self->at);
  oof_json_writer_add_string (writer, "state", oof_request_state_to_string (self->state));
  oof_json_writer_add_string_or_null (writer, "result", self->result);
  oof_json_writer_add_string_or_null (writer, "message", self->message);
  oof_document_add_reply (writer, "seen", self->seen, base);
  oof_document_add_instant (writer, "answeredAt", self->answered_at);
  oof_json_writer_add_string_or_null (writer, "by", self->by);
  return oof_document_finish (writer, self->key, error);
}

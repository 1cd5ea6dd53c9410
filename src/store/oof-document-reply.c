/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-reply-private.h"

#include "store/oof-document-private.h"

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

gboolean
oof_document_read_reply (OofJson *mailbox, const char *name, OofReplyState **out, GError **error)
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

void
oof_document_add_reply (OofJsonWriter *writer,
                        const char *name,
                        const OofReplyState *state,
                        OofJson *base)
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

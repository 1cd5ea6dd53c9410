/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-request.h"

G_DEFINE_BOXED_TYPE (OofRequest, oof_request, oof_request_ref, oof_request_unref)

static const char *const action_names[] = { "apply",   "switch-off", "keep",
                                            "restore", "undo",       "reset" };
static const char *const state_names[] = { "asked", "running", "done", "refused", "failed" };

G_STATIC_ASSERT (G_N_ELEMENTS (action_names) == OOF_ACTION_UNKNOWN);

static void
request_clear (gpointer data)
{
  OofRequest *self = data;

  g_free (self->key);
  g_free (self->person);
  g_free (self->absence);
  g_free (self->run);
  g_free (self->author);
  g_free (self->result);
  g_free (self->message);
  g_clear_pointer (&self->seen, oof_reply_state_unref);
  g_free (self->by);
  g_free (self->document);
}

OofRequest *
oof_request_new (OofAction action, const char *person)
{
  OofRequest *self = g_atomic_rc_box_new0 (OofRequest);
  g_autofree char *uuid = g_uuid_string_random ();

  self->key = g_strconcat ("q:", uuid, NULL);
  self->action = action;
  self->person = g_ascii_strdown (person, -1);
  self->as_of = OOF_INSTANT_NONE;
  self->at = OOF_INSTANT_NONE;
  self->answered_at = OOF_INSTANT_NONE;
  return self;
}

OofRequest *
oof_request_ref (OofRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_request_unref (OofRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

OofRequest *
oof_request_copy (const OofRequest *self)
{
  OofRequest *copy = g_atomic_rc_box_new (OofRequest);

  *copy = *self;
  copy->key = g_strdup (self->key);
  copy->run = g_strdup (self->run);
  copy->person = g_strdup (self->person);
  copy->absence = g_strdup (self->absence);
  copy->author = g_strdup (self->author);
  copy->result = g_strdup (self->result);
  copy->message = g_strdup (self->message);
  copy->seen = self->seen ? oof_reply_state_ref (self->seen) : NULL;
  copy->by = g_strdup (self->by);
  copy->document = g_strdup (self->document);
  return copy;
}

gboolean
oof_request_is_open (const OofRequest *self)
{
  return self->state == OOF_REQUEST_ASKED || self->state == OOF_REQUEST_RUNNING;
}

const char *
oof_action_to_string (OofAction action)
{
  return action < OOF_ACTION_UNKNOWN ? action_names[action] : NULL;
}

OofAction
oof_action_from_string (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_names); i++)
    if (g_strcmp0 (text, action_names[i]) == 0)
      return i;
  return OOF_ACTION_UNKNOWN;
}

const char *
oof_request_state_to_string (OofRequestState state)
{
  return state_names[state];
}

gboolean
oof_request_state_from_string (const char *text, OofRequestState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (text, state_names[i]) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

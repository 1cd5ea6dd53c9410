/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-reply-state.h"

#include "core/oof-reply-text.h"

G_DEFINE_BOXED_TYPE (OofReplyState, oof_reply_state, oof_reply_state_ref, oof_reply_state_unref)

static const char *const statuses[] = {
  [OOF_REPLY_DISABLED] = "disabled",
  [OOF_REPLY_SCHEDULED] = "scheduled",
  [OOF_REPLY_ENABLED] = "enabled",
};

static const char *const audiences[] = {
  [OOF_AUDIENCE_UNSET] = NULL,          [OOF_AUDIENCE_NONE] = "none",
  [OOF_AUDIENCE_CONTACTS] = "contacts", [OOF_AUDIENCE_ALL] = "all",
  [OOF_AUDIENCE_MAILBOX] = "mailbox",
};

static void
oof_reply_state_clear (OofReplyState *self)
{
  g_free (self->internal);
  g_free (self->external);
}

/* Exchange keeps minutes. */
static gboolean
same_minute (OofInstant a, OofInstant b)
{
  return a / 60 == b / 60;
}

OofReplyState *
oof_reply_state_new (OofReplyStatus status,
                     OofAudience audience,
                     OofRange window,
                     const char *internal,
                     const char *external)
{
  OofReplyState *self = g_atomic_rc_box_new0 (OofReplyState);

  self->status = status;
  self->audience = audience;
  self->window =
      status == OOF_REPLY_SCHEDULED ? window : (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  self->internal = g_strdup (internal ? internal : "");
  self->external = g_strdup (external ? external : "");
  return self;
}

OofReplyState *
oof_reply_state_ref (OofReplyState *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_reply_state_unref (OofReplyState *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_reply_state_clear);
}

gboolean
oof_reply_state_identical (const OofReplyState *a, const OofReplyState *b)
{
  return a->status == b->status && a->audience == b->audience && a->window.from == b->window.from
         && a->window.to == b->window.to && g_str_equal (a->internal, b->internal)
         && g_str_equal (a->external, b->external);
}

gboolean
oof_reply_state_equal (const OofReplyState *a, const OofReplyState *b)
{
  if (a->status != b->status)
    return FALSE;
  if (a->status == OOF_REPLY_DISABLED)
    return TRUE;
  return a->audience == b->audience && same_minute (a->window.from, b->window.from)
         && same_minute (a->window.to, b->window.to)
         && oof_reply_text_equal (a->internal, b->internal)
         && (a->audience == OOF_AUDIENCE_NONE || oof_reply_text_equal (a->external, b->external));
}

OofReplyState *
oof_reply_state_new_hashed (const OofReplyState *self)
{
  g_autofree char *internal = oof_reply_text_hash (self->internal);
  g_autofree char *external = oof_reply_text_hash (self->external);

  return oof_reply_state_new (self->status, self->audience, self->window, internal, external);
}

gboolean
oof_reply_state_is_hashed (const OofReplyState *self)
{
  return oof_reply_text_is_hash (self->internal) || oof_reply_text_is_hash (self->external);
}

gboolean
oof_reply_state_answers_at (const OofReplyState *self, OofInstant now)
{
  switch (self->status)
    {
    case OOF_REPLY_ENABLED:
      return TRUE;
    case OOF_REPLY_SCHEDULED:
      return oof_range_contains (self->window, now);
    case OOF_REPLY_DISABLED:
    default:
      return FALSE;
    }
}

const char *
oof_reply_status_to_string (OofReplyStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), NULL);

  return statuses[status];
}

gboolean
oof_reply_status_from_string (const char *text, OofReplyStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (text, statuses[i]) == 0)
      {
        *status = i;
        return TRUE;
      }
  return FALSE;
}

const char *
oof_audience_to_string (OofAudience audience)
{
  g_return_val_if_fail (audience < G_N_ELEMENTS (audiences), NULL);

  return audiences[audience];
}

/* NULL is UNSET, as oof_audience_to_string() gives it. */
gboolean
oof_audience_from_string (const char *text, OofAudience *audience)
{
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (g_strcmp0 (text, audiences[i]) == 0)
      {
        *audience = i;
        return TRUE;
      }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-who-gets.h"

#include "core/oof-reply-text.h"

static const char *const senders[OOF_N_SENDER_KINDS] = {
  [OOF_SENDER_COLLEAGUE] = "colleague", [OOF_SENDER_CONTACT] = "contact",
  [OOF_SENDER_STRANGER] = "stranger",   [OOF_SENDER_LIST] = "list",
  [OOF_SENDER_SECOND] = "second",       [OOF_SENDER_JUNK] = "junk",
};

static const char *const silences[] = {
  [OOF_SILENCE_NONE] = "sent",
  [OOF_SILENCE_DISABLED] = "disabled",
  [OOF_SILENCE_OUTSIDE_WINDOW] = "outside-window",
  [OOF_SILENCE_SMTP_FORWARD] = "smtp-forward",
  [OOF_SILENCE_LIST] = "list",
  [OOF_SILENCE_JUNK] = "junk",
  [OOF_SILENCE_AUDIENCE] = "audience",
  [OOF_SILENCE_ALREADY_ANSWERED] = "already-answered",
};

/* What silences everybody, or the way the mail came. */
static OofSilence
find_silence (const OofWhoGetsInput *input, OofSenderKind sender)
{
  if (input->reply->status == OOF_REPLY_DISABLED)
    return OOF_SILENCE_DISABLED;
  if (!oof_reply_state_answers_at (input->reply, input->now))
    return OOF_SILENCE_OUTSIDE_WINDOW;
  if (input->forward != NULL && input->forward->kind == OOF_FORWARD_SMTP)
    return OOF_SILENCE_SMTP_FORWARD;
  if (sender == OOF_SENDER_LIST)
    return OOF_SILENCE_LIST;
  return sender == OOF_SENDER_JUNK ? OOF_SILENCE_JUNK : OOF_SILENCE_NONE;
}

static OofSilence
judge_outside (const OofReplyState *reply, OofSenderKind sender)
{
  if (*reply->external == '\0' || reply->audience == OOF_AUDIENCE_NONE
      || (reply->audience == OOF_AUDIENCE_CONTACTS && sender == OOF_SENDER_STRANGER))
    return OOF_SILENCE_AUDIENCE;
  return OOF_SILENCE_NONE;
}

static OofSilence
judge_inside (const OofReplyState *reply, OofSenderKind sender)
{
  if (*reply->internal == '\0')
    return OOF_SILENCE_DISABLED;
  return sender == OOF_SENDER_SECOND ? OOF_SILENCE_ALREADY_ANSWERED : OOF_SILENCE_NONE;
}

/* Exchange's own words, in the language of the mailbox. */
static const char *
get_prefix (const char *language)
{
  return language != NULL && g_ascii_strncasecmp (language, "de", 2) == 0 ? "Automatische Antwort: "
                                                                          : "Automatic reply: ";
}

OofWhoGets *
oof_who_gets (const OofWhoGetsInput *input, OofSenderKind sender)
{
  g_return_val_if_fail (input != NULL && input->reply != NULL, NULL);
  g_return_val_if_fail (sender < OOF_N_SENDER_KINDS, NULL);

  OofWhoGets *self = g_new0 (OofWhoGets, 1);
  gboolean outside = sender == OOF_SENDER_CONTACT || sender == OOF_SENDER_STRANGER;

  self->reason = find_silence (input, sender);
  if (self->reason == OOF_SILENCE_NONE)
    self->reason =
        outside ? judge_outside (input->reply, sender) : judge_inside (input->reply, sender);
  if (self->reason != OOF_SILENCE_NONE)
    return self;
  self->html = g_strdup (outside ? input->reply->external : input->reply->internal);
  self->text = oof_reply_text_to_plain (self->html);
  self->subject = g_strconcat (get_prefix (input->language),
                               input->subject != NULL ? input->subject : "", NULL);
  return self;
}

void
oof_who_gets_free (OofWhoGets *self)
{
  g_free (self->subject);
  g_free (self->text);
  g_free (self->html);
  g_free (self);
}

const char *
oof_sender_kind_to_string (OofSenderKind kind)
{
  g_return_val_if_fail (kind < OOF_N_SENDER_KINDS, NULL);

  return senders[kind];
}

gboolean
oof_sender_kind_from_string (const char *text, OofSenderKind *kind)
{
  for (guint i = 0; i < OOF_N_SENDER_KINDS; i++)
    if (g_strcmp0 (senders[i], text) == 0)
      {
        *kind = (OofSenderKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
oof_silence_to_string (OofSilence silence)
{
  g_return_val_if_fail (silence < G_N_ELEMENTS (silences), NULL);

  return silences[silence];
}

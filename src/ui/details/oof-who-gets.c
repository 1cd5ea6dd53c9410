/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/details/oof-who-gets.h"

#include <glib/gi18n.h>

static const char *const names[OOF_N_SENDERS] = {
  N_ ("A colleague"),
  N_ ("A contact outside"),
  N_ ("A stranger outside"),
  N_ ("A mailing list"),
  N_ ("Somebody for the second time"),
  N_ ("Junk mail"),
};

const char *
oof_sender_get_name (OofSender sender)
{
  g_return_val_if_fail (sender < OOF_N_SENDERS, NULL);

  return _ (names[sender]);
}

/* Rules of Exchange that no setting changes. (nullable) */
static const char *
find_rule (OofSender sender)
{
  if (sender == OOF_SENDER_MAILING_LIST)
    return _ ("Exchange answers no mailing list and no other automatic mail.");
  if (sender == OOF_SENDER_SECOND_MAIL)
    return _ ("Exchange answers each sender once, until the reply is changed or switched off.");
  return sender == OOF_SENDER_JUNK ? _ ("Exchange answers no junk mail.") : NULL;
}

const char *
oof_who_gets_find (const OofReplyState *state,
                   OofSender sender,
                   OofInstant now,
                   const char **reason)
{
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (reason != NULL, NULL);

  const char *text = sender == OOF_SENDER_COLLEAGUE ? state->internal : state->external;

  *reason = find_rule (sender);
  if (*reason != NULL)
    return NULL;
  if (!oof_reply_state_answers_at (state, now))
    *reason = state->status == OOF_REPLY_SCHEDULED
                  ? _ ("The replies are scheduled, and now is outside their time.")
                  : _ ("The replies are off.");
  else if (sender != OOF_SENDER_COLLEAGUE && state->audience == OOF_AUDIENCE_NONE)
    *reason = _ ("Nobody outside gets a reply.");
  else if (sender == OOF_SENDER_STRANGER && state->audience == OOF_AUDIENCE_CONTACTS)
    *reason = _ ("Outside only the contacts of the mailbox get a reply.");
  else if (*text == '\0')
    *reason = _ ("The text is empty.");
  return *reason == NULL ? text : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"

const char *
oof_words_silence (OofSilence silence)
{
  switch (silence)
    {
    case OOF_SILENCE_NONE:
      return _ ("A reply is sent");
    case OOF_SILENCE_DISABLED:
      return _ ("No reply: it is switched off, or it has no text");
    case OOF_SILENCE_OUTSIDE_WINDOW:
      return _ ("No reply: it is scheduled for another time");
    case OOF_SILENCE_SMTP_FORWARD:
      return _ ("No reply: the mailbox itself forwards, which silences it");
    case OOF_SILENCE_LIST:
      return _ ("No reply: mails through a distribution list get none");
    case OOF_SILENCE_JUNK:
      return _ ("No reply: junk mail and bounces get none");
    case OOF_SILENCE_AUDIENCE:
      return _ ("No reply: this sender is not among those outside who get one");
    case OOF_SILENCE_ALREADY_ANSWERED:
      return _ ("No reply: this sender has had it already");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_sender (OofSenderKind sender)
{
  static const char *const names[OOF_N_SENDER_KINDS] = {
    [OOF_SENDER_COLLEAGUE] = N_ ("A colleague"),
    [OOF_SENDER_CONTACT] = N_ ("A contact outside"),
    [OOF_SENDER_STRANGER] = N_ ("A stranger outside"),
    [OOF_SENDER_LIST] = N_ ("A mailing list"),
    [OOF_SENDER_SECOND] = N_ ("Somebody for the second time"),
    [OOF_SENDER_JUNK] = N_ ("Junk mail"),
  };

  g_return_val_if_fail (sender < OOF_N_SENDER_KINDS, "");

  return _ (names[sender]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

static char *
words_set (const OofForward *forward, const char *target)
{
  /* Translators: where the mails of a mailbox go */
  return g_strdup_printf (forward->set_copy ? _ ("Forwarded to %s, with copy")
                                            : _ ("Forwarded to %s, without copy"),
                          target != NULL ? target : "–");
}

char *
oof_words_forward (const OofForward *forward, const char *target)
{
  g_return_val_if_fail (forward != NULL, NULL);

  switch (forward->kind)
    {
    case OOF_FORWARD_NONE:
      return NULL;
    case OOF_FORWARD_OURS:
      return words_set (forward, target);
    case OOF_FORWARD_RULE:
      return target != NULL ? g_strdup_printf (_ ("Another rule forwards to %s"), target)
                            : g_strdup (_ ("Another rule forwards, to whom cannot be seen"));
    case OOF_FORWARD_SMTP:
      return target != NULL ? g_strdup_printf (_ ("The mailbox itself forwards to %s"), target)
                            : g_strdup (_ ("The mailbox itself forwards"));
    default:
      g_return_val_if_reached (NULL);
    }
}

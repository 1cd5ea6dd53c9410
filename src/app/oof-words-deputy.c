/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

static char *
dup_range (OofRange range, const char *zone)
{
  g_autofree char *from = oof_words_instant (range.from, zone);
  g_autofree char *to = oof_words_instant (range.to, zone);

  return g_strdup_printf ("%s – %s", from, to);
}

char *
oof_words_deputy (const OofDeputyFinding *finding, const char *zone)
{
  g_autofree char *when = dup_range (finding->when, zone);
  g_autofree char *chain = g_strjoinv (" → ", finding->chain);

  switch (finding->kind)
    {
    case OOF_DEPUTY_CIRCULAR:
      return g_strdup_printf (_ ("the deputies go round in a circle (%s): %s"), when, chain);
    case OOF_DEPUTY_UNKNOWN:
      return g_strdup_printf (_ ("the deputy %s is not known"), finding->address);
    case OOF_DEPUTY_NO_MAILBOX:
      return g_strdup_printf (_ ("the deputy %s has no mailbox"), finding->address);
    case OOF_DEPUTY_DISABLED:
      return g_strdup_printf (_ ("the account of the deputy %s is switched off"), finding->address);
    case OOF_DEPUTY_AWAY:
      return g_strdup_printf (_ ("the deputy %s is absent, too (%s)"), finding->address, when);
    case OOF_DEPUTY_NOWHERE:
      return g_strdup_printf (_ ("nobody of these is there (%s): %s"), when, chain);
    case OOF_DEPUTY_IS_DEPUTY:
    default:
      return g_strdup_printf (_ ("is the deputy of %s then (%s)"), finding->address, when);
    }
}

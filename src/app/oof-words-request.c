/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

#include "config.h"

#define SECONDS_A_MINUTE 60
#define SECONDS_AN_HOUR  3600

/* The task runs at every full hour (decisions 8). */
static char *
words_next_run (const OofRequest *request, const char *zone)
{
  g_autofree char *time =
      oof_words_time ((request->at / SECONDS_AN_HOUR + 1) * SECONDS_AN_HOUR, zone);

  /* Translators: when a request will be carried out; %s is a time */
  return g_strdup_printf (_ ("at the next run, %s"), time);
}

static char *
words_done (const OofRequest *request, const char *zone)
{
  g_autofree char *time = oof_words_time (request->answered_at, zone);

  if (g_strcmp0 (request->result, oof_run_result_to_string (OOF_RESULT_NOT_CONFIRMED)) == 0)
    return g_strdup (_ ("applied, not confirmed by Exchange yet"));
  /* Translators: %s is a time, %02d its seconds */
  return g_strdup_printf (_ ("applied, read back %s:%02d"), time,
                          (int) (request->answered_at % SECONDS_A_MINUTE));
}

char *
oof_words_request (const OofRequest *request, const char *zone)
{
  g_return_val_if_fail (request != NULL, NULL);

  switch (request->state)
    {
    case OOF_REQUEST_ASKED:
    case OOF_REQUEST_RUNNING:
      return words_next_run (request, zone);
    case OOF_REQUEST_DONE:
      return words_done (request, zone);
    case OOF_REQUEST_REFUSED:
      return g_strdup_printf (_ ("the runner refuses: %s"),
                              request->message != NULL ? request->message : request->result);
    case OOF_REQUEST_FAILED:
      return g_strdup_printf (_ ("failed: %s"),
                              request->message != NULL ? request->message : request->result);
    default:
      g_return_val_if_reached (NULL);
    }
}

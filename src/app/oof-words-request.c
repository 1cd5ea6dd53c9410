/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

#include "config.h"

#define SECONDS_A_MINUTE 60
#define SECONDS_AN_HOUR  3600

/* The task runs at every full hour (decisions 8). */
char *
oof_words_next_run (OofInstant from, const char *zone)
{
  g_autofree char *time = oof_words_time ((from / SECONDS_AN_HOUR + 1) * SECONDS_AN_HOUR, zone);

  /* Translators: when a request will be carried out; %s is a time */
  return g_strdup_printf (_ ("at the next run, %s"), time);
}

/* "14:02:07" */
static char *
words_time_with_seconds (OofInstant instant, const char *zone)
{
  g_autofree char *time = oof_words_time (instant, zone);

  return g_strdup_printf ("%s:%02d", time, (int) (instant % SECONDS_A_MINUTE));
}

static char *
words_done (const OofRequest *request, const char *zone)
{
  g_autofree char *time = words_time_with_seconds (request->answered_at, zone);

  if (g_strcmp0 (request->result, oof_run_result_to_string (OOF_RESULT_NOT_CONFIRMED)) == 0)
    return g_strdup (_ ("applied, not confirmed by Exchange yet"));
  /* Translators: %s is a time with seconds */
  return g_strdup_printf (_ ("applied, read back %s"), time);
}

char *
oof_words_request (const OofRequest *request, const char *zone)
{
  g_return_val_if_fail (request != NULL, NULL);

  switch (request->state)
    {
    case OOF_REQUEST_ASKED:
    case OOF_REQUEST_RUNNING:
      return oof_words_next_run (request->at, zone);
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

const char *
oof_words_action (OofAction action)
{
  switch (action)
    {
    case OOF_ACTION_APPLY:
      return _ ("Apply now");
    case OOF_ACTION_SWITCH_OFF:
      return _ ("Switch off");
    case OOF_ACTION_KEEP:
      return _ ("Keep theirs");
    case OOF_ACTION_RESTORE:
      return _ ("Restore ours");
    case OOF_ACTION_UNDO:
      return _ ("Restore this");
    case OOF_ACTION_RESET:
    case OOF_ACTION_UNKNOWN:
    default:
      return _ ("Request");
    }
}

char *
oof_words_request_asked (const OofRequest *request, const char *zone)
{
  g_return_val_if_fail (request != NULL, NULL);

  g_autofree char *time = words_time_with_seconds (request->at, zone);

  /* Translators: what the runner was asked for ("Switch off"), and a time with seconds */
  return g_strdup_printf (_ ("%s: asked %s"), oof_words_action (request->action), time);
}

const char *
oof_words_request_waiting (const OofRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  return request->state == OOF_REQUEST_RUNNING ? _ ("being written by the runner")
                                               : _ ("waiting for the runner");
}

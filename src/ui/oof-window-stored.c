/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "ui/oof-toast.h"
#include "ui/oof-window-private.h"

/* After absences were stored: what is said about it. */

static char *
describe_later (OofWindow *self, const char *done)
{
  OofInstant next = oof_session_get_next_run (self->session);
  g_autofree char *time = next != OOF_INSTANT_NONE
                              ? oof_words_time (next, oof_session_get_options (self->session)->zone)
                              : NULL;

  if (time == NULL)
    /* Translators: %s is "Saved" or "Cancelled" */
    return g_strdup_printf (_ ("%s. The OOF task applies it once it is active."), done);
  /* Translators: "Saved" or "Cancelled", then a time */
  return g_strdup_printf (_ ("%s. The OOF task applies it at its next run, %s."), done, time);
}

char *
_oof_window_describe (OofWindow *self, const char *done, OofRunReport *report, const GError *error)
{
  OofOptions *options = oof_session_get_options (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  g_autofree char *time = oof_words_time (now, options->zone);

  if (error != NULL || (report != NULL && report->failed > 0))
    /* Translators: %s is "Saved" or "Cancelled" */
    return g_strdup_printf (
        _ ("%s, but the mailbox could not be written. The OOF task tries again."), done);
  if (report == NULL)
    return describe_later (self, done);
  if (report->changed > 0)
    return g_strdup_printf (_ ("%s, applied and read back at %s."), done, time);
  return g_strdup_printf (_ ("%s. Exchange needs no change yet."), done);
}

static void
tell_applying (AdwToast *toast, const char *done, OofWindowApplying applying)
{
  g_autofree char *text = NULL;

  if (applying == OOF_WINDOW_APPLYING_NONE)
    return;
  text = applying == OOF_WINDOW_APPLYING_BEGUN
             /* Translators: %s is "Saved" or "Cancelled" */
             ? g_strdup_printf (_ ("%s. Exchange is being changed."), done)
             : g_strdup_printf (_ ("%s. Exchange is not changed yet."), done);
  oof_toast_set_text (toast, text);
}

void
_oof_window_tell_stored (OofWindow *self,
                         const char *done,
                         GPtrArray *stored,
                         GPtrArray *before,
                         OofRunReport *report,
                         const GError *error)
{
  g_autofree char *text = _oof_window_describe (self, done, report, error);
  g_autoptr (AdwToast) toast = _oof_window_toast_undo (self, text, stored, before);

  if (report == NULL && error == NULL)
    tell_applying (toast, done, _oof_window_apply_stored (self, stored, toast, done));
  if (self->home != NULL)
    oof_home_page_refresh_status (self->home);
  _oof_window_read_now (self);
}

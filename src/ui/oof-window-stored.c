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

/* What nobody answered for is not done. (transfer full) */
static GStrv
list_left (const OofRunReport *report)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (guint i = 0; report != NULL && i < report->rows->len; i++)
    if (oof_apply_is_left (report->rows->pdata[i]))
      g_strv_builder_add (left, ((OofRunRow *) report->rows->pdata[i])->address);
  return g_strv_builder_end (left);
}

char *
_oof_window_describe (OofWindow *self, const char *done, OofRunReport *report, const GError *error)
{
  OofOptions *options = oof_session_get_options (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  g_autofree char *time = oof_words_time (now, options->zone);
  g_auto (GStrv) left = list_left (report);

  if (error != NULL || (report != NULL && report->failed > 0))
    /* Translators: %s is "Saved" or "Cancelled" */
    return g_strdup_printf (
        _ ("%s, but the mailbox could not be written. The OOF task tries again."), done);
  if (report == NULL || *left != NULL)
    return describe_later (self, done);
  if (report->changed > 0)
    return g_strdup_printf (_ ("%s, applied and read back at %s."), done, time);
  return g_strdup_printf (_ ("%s. Exchange needs no change yet."), done);
}

static void
tell_applying (AdwToast *toast, const char *done, OofWindowApplying applying)
{
  g_autofree char *text = NULL;

  /* Translators: %s is "Saved" or "Cancelled" */
  if (applying == OOF_WINDOW_APPLYING_NONE)
    text = g_strdup_printf (_ ("%s. Exchange needs no change yet."), done);
  else if (applying == OOF_WINDOW_APPLYING_BEGUN)
    text = g_strdup_printf (_ ("%s. Exchange is being changed."), done);
  else
    text = g_strdup_printf (_ ("%s. Exchange is not changed yet."), done);
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
  g_auto (GStrv) left = list_left (report);

  oof_apply_bar_offer (self->apply_bar, (const char *const *) left);
  if (report == NULL && error == NULL)
    tell_applying (toast, done, _oof_window_apply_stored (self, stored, toast, done));
  if (self->home != NULL)
    oof_home_page_refresh_status (self->home);
  _oof_window_read_now (self);
}

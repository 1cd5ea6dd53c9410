/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "ui/oof-toast.h"
#include "ui/oof-window-private.h"

/* After absences were stored: what is said about it, and, where the runner is elsewhere, asking it
 * to apply them. */

/* The task does more mailboxes than this by itself. */
#define MANY 10

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
    return g_strdup_printf (_ ("%s. The OOF task applies it at its next run."), done);
  if (report->changed > 0)
    return g_strdup_printf (_ ("%s, applied and read back at %s."), done, time);
  return g_strdup_printf (_ ("%s. Exchange needs no change yet."), done);
}

/* Asking */

typedef struct
{
  OofWindow *window; /* (owned) */
  AdwToast *toast;   /* (owned) (nullable) of the only one that was asked for */
  char *done;        /* (owned) (nullable) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->window);
  g_clear_object (&asking->toast);
  g_free (asking->done);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* The card on Home shows each step; the toast what came of it. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_session_act_finish (OOF_SESSION (source), result, &error);

  if (report == NULL)
    g_message ("The runner could not be asked: %s", error->message);
  if (asking->window->session != OOF_SESSION (source) || asking->toast == NULL)
    return;
  OofRunRow *row =
      report != NULL && report->rows->len > 0 ? g_ptr_array_index (report->rows, 0) : NULL;
  g_autofree char *text = NULL;
  if (row != NULL && row->error != NULL)
    text = g_strdup_printf ("%s: %s", asking->done, row->error->message);
  else
    text = _oof_window_describe (asking->window, asking->done, report, NULL);
  oof_toast_set_text (asking->toast, text);
}

/* What was published last tells whether Exchange has to change; nobody knows about forwards. */
static gboolean
is_due (OofSession *session, const OofAbsence *absence)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (session));
  OofInstant as_of;
  g_autoptr (OofPlan) plan = oof_session_plan_published (session, absence->person, &as_of);

  return plan == NULL || plan->wanted != NULL
         || oof_range_contains (oof_absence_get_range (absence), now);
}

/* (transfer container) (element-type utf8) */
static GPtrArray *
list_due (OofSession *session, GPtrArray *stored)
{
  GPtrArray *addresses = g_ptr_array_new ();

  for (guint i = 0; i < stored->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (stored, i);
      if (!g_ptr_array_find_with_equal_func (addresses, absence->person, g_str_equal, NULL)
          && is_due (session, absence))
        g_ptr_array_add (addresses, absence->person);
    }
  return addresses;
}

gboolean
_oof_window_ask_runner (OofWindow *self, GPtrArray *stored, AdwToast *toast, const char *done)
{
  if (oof_session_has_runner (self->session))
    return FALSE;
  g_autoptr (GPtrArray) addresses = list_due (self->session, stored);
  if (addresses->len > MANY)
    return FALSE;
  for (guint i = 0; i < addresses->len; i++)
    {
      g_autoptr (OofRequest) order =
          oof_request_new (OOF_ACTION_APPLY, g_ptr_array_index (addresses, i));
      Asking *asking = g_new0 (Asking, 1);

      asking->window = g_object_ref (self);
      if (addresses->len == 1 && toast != NULL)
        asking->toast = g_object_ref (toast);
      asking->done = g_strdup (done);
      oof_session_act_async (self->session, order, OOF_SESSION_REQUEST_SECONDS, self->cancellable,
                             asked_cb, asking);
    }
  return addresses->len > 0;
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

  if (report == NULL && error == NULL && _oof_window_ask_runner (self, stored, toast, done))
    {
      /* Translators: %s is "Saved" or "Cancelled" */
      g_autofree char *asked = g_strdup_printf (_ ("%s. The runner is asked to apply it."), done);
      oof_toast_set_text (toast, asked);
    }
  if (self->home != NULL)
    oof_home_page_refresh_status (self->home);
  _oof_window_read_now (self);
}

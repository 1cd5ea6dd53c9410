/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/oof-toast.h"
#include "ui/oof-window-private.h"

/* What is stored, brought to Exchange: one mailbox quietly, several in the bar over the places, and
 * many by the runner elsewhere only when somebody says so there. */

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

/* (transfer full) */
static GStrv
list_due (OofSession *session, GPtrArray *stored)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new ();

  for (guint i = 0; i < stored->len; i++)
    if (is_due (session, g_ptr_array_index (stored, i)))
      g_ptr_array_add (due, g_ptr_array_index (stored, i));
  return oof_absence_dup_people (due);
}

/* One mailbox */

typedef struct
{
  OofWindow *window;   /* (owned) */
  OofSession *session; /* (owned) */
  AdwToast *toast;     /* (owned) (nullable) */
  char *done;          /* (owned) (nullable) */
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->window);
  g_object_unref (applying->session);
  g_clear_object (&applying->toast);
  g_free (applying->done);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

/* The card on Home shows each step; the toast what came of it. */
static void
applied_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Applying) applying = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_apply_run_finish (OOF_APPLY (source), result, &error);

  if (report == NULL)
    g_message ("The mailbox could not be written: %s", error->message);
  if (applying->window->session != applying->session || applying->toast == NULL)
    return;
  OofRunRow *row =
      report != NULL && report->rows->len > 0 ? g_ptr_array_index (report->rows, 0) : NULL;
  g_autofree char *text = NULL;
  if (row != NULL && row->error != NULL)
    text = g_strdup_printf ("%s: %s", applying->done, row->error->message);
  else
    text = _oof_window_describe (applying->window, applying->done, report, NULL);
  oof_toast_set_text (applying->toast, text);
}

static void
apply_one (OofWindow *self, const char *const *address, AdwToast *toast, const char *done)
{
  g_autoptr (OofApply) apply = oof_apply_new (self->session, address);
  Applying *applying = g_new0 (Applying, 1);

  applying->window = g_object_ref (self);
  applying->session = g_object_ref (self->session);
  applying->toast = toast != NULL ? g_object_ref (toast) : NULL;
  applying->done = g_strdup (done);
  oof_apply_run_async (apply, self->cancellable, applied_one_cb, applying);
}

OofWindowApplying
_oof_window_apply_stored (OofWindow *self, GPtrArray *stored, AdwToast *toast, const char *done)
{
  g_auto (GStrv) due = list_due (self->session, stored);
  const char *const *addresses = (const char *const *) due;
  guint n = g_strv_length (due);

  if (n == 0)
    return OOF_WINDOW_APPLYING_NONE;
  if (n > OOF_APPLY_MANY && !oof_session_has_runner (self->session))
    {
      oof_apply_bar_offer (self->apply_bar, addresses);
      return OOF_WINDOW_APPLYING_OFFERED;
    }
  if (n == 1)
    apply_one (self, addresses, toast, done);
  else
    oof_apply_bar_apply (self->apply_bar, addresses);
  return OOF_WINDOW_APPLYING_BEGUN;
}

/* Several */

static char *
describe (OofApply *apply, gboolean cancelled)
{
  OofRunReport *report = oof_apply_get_report (apply);
  g_auto (GStrv) left = oof_apply_dup_left (apply);
  guint n_left = g_strv_length (left);

  if (cancelled)
    return g_strdup_printf (_ ("Cancelled: %u written, %u left for the OOF task"), report->changed,
                            n_left);
  if (n_left > 0)
    return g_strdup_printf (_ ("The runner does not answer: %u written, %u left for the OOF task"),
                            report->changed, n_left);
  /* Translators: after applying the plan to some mailboxes again */
  return g_strdup_printf (_ ("Applied: %u written, %u already as planned, %u failed"),
                          report->changed, report->unchanged, report->failed);
}

static void
applied_cb (OofApplyBar *bar, OofApply *apply, GError *error, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean told = (error == NULL || cancelled) && oof_apply_get_report (apply) != NULL;
  g_autofree char *text = told            ? describe (apply, cancelled)
                          : error != NULL ? oof_words_error (error)
                                          : NULL;

  if (text != NULL)
    _oof_window_toast (self, text);
  if (self->home != NULL)
    oof_home_page_refresh_status (self->home);
  _oof_window_read_now (self);
}

void
_oof_window_init_apply (OofWindow *self)
{
  g_signal_connect_object (self->apply_bar, "applied", G_CALLBACK (applied_cb), self, 0);
}

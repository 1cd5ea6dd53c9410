/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "app/oof-words.h"
#include "core/oof-series.h"
#include "ui/compat/oof-alert.h"
#include "ui/oof-window-private.h"
#include "ui/overview/oof-bulk-change.h"

/* Cancelling an absence, and what follows it in its series: one question, then the database, then
 * the mailbox. */

enum
{
  ANSWER_KEEP,
  ANSWER_ONE,
  ANSWER_FOLLOWING
};

typedef struct
{
  OofWindow *self;     /* (owned) */
  OofAbsence *absence; /* (owned) */
  GPtrArray *before;   /* (owned) (nullable) OofAbsence */
} Cancelling;

static void
cancelling_free (Cancelling *cancelling)
{
  g_object_unref (cancelling->self);
  oof_absence_unref (cancelling->absence);
  g_clear_pointer (&cancelling->before, g_ptr_array_unref);
  g_free (cancelling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cancelling, cancelling_free)

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Cancelling) cancelling = user_data;
  OofWindow *self = cancelling->self;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GError) error = NULL;

  oof_bulk_change_finish (result, &stored, &report, &error);
  if (self->session != OOF_SESSION (source))
    return;
  if (error != NULL)
    {
      g_autofree char *words = oof_words_error (error);
      _oof_window_toast (self, words);
    }
  if (stored->len == 0)
    return;
  g_autofree char *done =
      stored->len == 1
          ? g_strdup (_ ("Cancelled"))
          : g_strdup_printf (
              ngettext ("%u absence cancelled", "%u absences cancelled", stored->len), stored->len);
  _oof_window_tell_stored (self, done, stored, cancelling->before, report, NULL);
}

/* (transfer full) (element-type OofAbsence) */
static GPtrArray *
create_cancelled (OofWindow *self, OofAbsence *absence, gboolean following)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  if (following)
    return oof_series_cancel_following (oof_session_get_absences (self->session), absence, now);
  GPtrArray *cancelled = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofAbsence *copy = oof_absence_copy (absence);
  copy->cancelled = now;
  g_ptr_array_add (cancelled, copy);
  return cancelled;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Cancelling) cancelling = user_data;
  OofWindow *self = cancelling->self;
  int answer = oof_alert_choose_finish (result, NULL);

  if (answer <= ANSWER_KEEP || self->session == NULL)
    return;
  g_autoptr (GPtrArray) cancelled =
      create_cancelled (self, cancelling->absence, answer == ANSWER_FOLLOWING);
  cancelling->before = oof_session_list_before (self->session, cancelled);
  oof_bulk_change_async (self->session, cancelled, self->cancellable, cancelled_cb,
                         g_steal_pointer (&cancelling));
}

/* @later: (nullable) what follows in the series. (transfer full) */
static char *
make_body (OofAbsence *absence, const char *later)
{
  g_autofree char *dates = oof_words_absence_dates (absence);
  g_autofree char *body = g_strdup_printf (
      /* Translators: subject, then dates of an absence */
      _ ("%s, %s. Its automatic reply is switched off. The entry stays in the history."),
      *absence->subject != '\0' ? absence->subject : _ ("Absence"), dates);

  return later != NULL ? g_strdup_printf ("%s\n\n%s", body, later) : g_steal_pointer (&body);
}

void
_oof_window_ask_cancel (OofWindow *self, OofAbsence *absence)
{
  OofPerson *person = oof_session_get_person (self->session, absence->person);
  Cancelling *cancelling = g_new0 (Cancelling, 1);
  g_autoptr (GPtrArray) following =
      oof_series_list_following (oof_session_get_absences (self->session), absence,
                                 oof_clock_now (oof_session_get_clock (self->session)));
  g_autofree char *later = following->len > 0 ? oof_words_following (following) : NULL;
  g_autofree char *body = make_body (absence, later);
  g_autofree char *heading = g_strdup_printf (_ ("Cancel the absence of %s?"),
                                              person != NULL ? person->name : absence->person);
  const char *const one[] = { _ ("_Keep"), _ ("_Cancel absence"), NULL };
  const char *const series[] = { _ ("_Keep"), _ ("Only _this one"), _ ("This and all _following"),
                                 NULL };

  cancelling->self = g_object_ref (self);
  cancelling->absence = oof_absence_ref (absence);
  oof_alert_choose_async (GTK_WINDOW (self), heading, body, later != NULL ? series : one, TRUE,
                          NULL, asked_cb, cancelling);
}

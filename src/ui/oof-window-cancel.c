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
  GPtrArray *absences; /* (owned) OofAbsence */
  GPtrArray *before;   /* (owned) (nullable) OofAbsence */
} Cancelling;

static void
cancelling_free (Cancelling *cancelling)
{
  g_object_unref (cancelling->self);
  g_ptr_array_unref (cancelling->absences);
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

static Cancelling *
cancelling_new (OofWindow *self)
{
  Cancelling *cancelling = g_new0 (Cancelling, 1);

  cancelling->self = g_object_ref (self);
  cancelling->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  return cancelling;
}

/* @following: of the only one. (transfer full) (element-type OofAbsence) */
static GPtrArray *
create_cancelled (Cancelling *cancelling, gboolean following)
{
  OofSession *session = cancelling->self->session;
  OofInstant now = oof_clock_now (oof_session_get_clock (session));

  if (following)
    return oof_series_cancel_following (oof_session_get_absences (session),
                                        g_ptr_array_index (cancelling->absences, 0), now);
  return oof_bulk_change_create_cancelled (cancelling->absences, now);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Cancelling) cancelling = user_data;
  OofWindow *self = cancelling->self;
  int answer = oof_alert_choose_finish (result, NULL);

  if (answer <= ANSWER_KEEP || self->session == NULL)
    return;
  g_autoptr (GPtrArray) cancelled = create_cancelled (cancelling, answer == ANSWER_FOLLOWING);
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
  Cancelling *cancelling = cancelling_new (self);
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

  g_ptr_array_add (cancelling->absences, oof_absence_ref (absence));
  oof_alert_choose_async (GTK_WINDOW (self), heading, body, later != NULL ? series : one, TRUE,
                          NULL, asked_cb, cancelling);
}

void
_oof_window_ask_cancel_all (OofWindow *self, GPtrArray *absences)
{
  Cancelling *cancelling = cancelling_new (self);
  const char *const answers[] = { _ ("_Keep"), _ ("_Cancel absences"), NULL };
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Cancel %u absence?", "Cancel %u absences?", absences->len), absences->len);

  for (guint i = 0; i < absences->len; i++)
    g_ptr_array_add (cancelling->absences, oof_absence_ref (g_ptr_array_index (absences, i)));
  oof_alert_choose_async (
      GTK_WINDOW (self), heading,
      _ ("Their automatic replies are switched off. The entries stay in the history."), answers,
      TRUE, NULL, asked_cb, cancelling);
}

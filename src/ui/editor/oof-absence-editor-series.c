/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/editor/oof-absence-editor-private.h"
#include "ui/editor/oof-editor-words.h"

/* An absence of a weekly series that is edited: only that one, or all that follow it, too. */

enum
{
  ANSWER_BACK,
  ANSWER_ONE,
  ANSWER_FOLLOWING
};

/* (transfer full) */
static GPtrArray *
list_following (OofAbsenceEditor *self)
{
  return oof_series_list_following (oof_session_get_absences (self->session), self->original,
                                    oof_clock_now (oof_session_get_clock (self->session)));
}

/* One that loses its end is there on all later days by itself. */
gboolean
_oof_absence_editor_has_following (OofAbsenceEditor *self, const OofAbsence *draft)
{
  if (self->original == NULL || self->original->series == NULL || draft->open_end || !self->touched)
    return FALSE;
  g_autoptr (GPtrArray) following = list_following (self);
  return following->len > 0;
}

/* @draft and all that follow it. (transfer full) */
static GPtrArray *
create_changed (OofAbsenceEditor *self, const OofAbsence *draft)
{
  return oof_series_change_following (oof_session_get_absences (self->session), self->original,
                                      draft, oof_clock_now (oof_session_get_clock (self->session)));
}

char *
_oof_absence_editor_words_later_conflicts (OofAbsenceEditor *self, const OofAbsence *draft)
{
  if (!_oof_absence_editor_has_following (self, draft))
    return NULL;
  g_autoptr (GPtrArray) drafts = create_changed (self, draft);
  return oof_editor_words_later_conflicts (self->session, drafts);
}

/* (transfer full) (nullable) NULL: one of them cannot be saved like this, which is shown */
static GPtrArray *
create_following (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) drafts = create_changed (self, self->draft);

  for (guint i = 0; i < drafts->len; i++)
    {
      OofAbsence *draft = g_ptr_array_index (drafts, i);
      g_autofree char *problem = oof_editor_words_problem (self->session, draft);
      if (problem == NULL)
        continue;
      g_autofree char *dates = oof_words_absence_dates (draft);
      g_autofree char *words = g_strdup_printf ("%s: %s", dates, problem);
      _oof_absence_editor_show_problem (self, words);
      return NULL;
    }
  return g_steal_pointer (&drafts);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  int answer = oof_alert_choose_finish (result, NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  self->asking = FALSE;
  if (answer <= ANSWER_BACK || self->session == NULL || self->draft == NULL || self->saving != NULL)
    return;
  drafts = answer == ANSWER_FOLLOWING ? create_following (self)
                                      : _oof_absence_editor_create_drafts (self, self->draft);
  if (drafts != NULL)
    _oof_absence_editor_store (self, drafts);
}

void
_oof_absence_editor_ask_following (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) following = list_following (self);
  g_autofree char *later = oof_words_following (following);
  const char *const answers[] = { _ ("_Back"), _ ("Only _this one"), _ ("This and all _following"),
                                  NULL };

  if (self->asking)
    return;
  self->asking = TRUE;
  g_autofree char *overlaps = _oof_absence_editor_words_later_conflicts (self, self->draft);
  g_autofree char *body = g_strjoin (
      " ", later, _ ("Only what you have changed is changed in them, the dates by as many days."),
      overlaps, NULL);
  oof_alert_choose_async (GTK_WINDOW (self), _ ("Change the series, too?"), body, answers, FALSE,
                          NULL, asked_cb, g_object_ref (self));
}

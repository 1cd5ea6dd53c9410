/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "core/oof-chain.h"
#include "core/oof-error.h"
#include "ui/editor/oof-absence-editor-private.h"
#include "ui/editor/oof-editor-words.h"

/* More than one absence out of one form: a weekly series, or, where it would be too long, several
 * that follow each other. */

#define SERIES_DAYS (12 * 7) /* how long one lasts unless said */

static gboolean
is_weekly (OofAbsenceEditor *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->weekly))
         && gtk_check_button_get_active (self->weekly);
}

static OofWeekdays
get_weekdays (OofAbsenceEditor *self)
{
  OofWeekdays days = 0;

  for (int i = 0; i < OOF_EDITOR_WEEK; i++)
    if (gtk_toggle_button_get_active (self->weekdays[i]))
      days |= 1u << i;
  return days;
}

static OofDay
get_until (OofAbsenceEditor *self)
{
  return gtk_check_button_get_active (self->goes_on) ? OOF_DAY_NONE
                                                     : oof_date_entry_get_day (self->until);
}

/* A try that is repeated must not store an absence twice: the same place in the list, the same key.
 * The first one keeps what @draft has. */
static void
keep_keys (OofAbsenceEditor *self, const OofAbsence *draft, GPtrArray *absences)
{
  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      g_autofree char *place = g_strdup_printf ("%s %u", draft->person, i);
      g_autofree char *key =
          g_strdup (i == 0 ? draft->key : _oof_absence_editor_get_key (self, place));
      g_free (absence->key);
      absence->key = g_steal_pointer (&key);
      if (absence->series == NULL)
        continue;
      g_free (absence->series);
      absence->series = g_strdup_printf ("%s-%s", self->closure_id, draft->person);
    }
}

GPtrArray *
_oof_absence_editor_repeat (OofAbsenceEditor *self, OofAbsence *draft)
{
  int months = oof_session_get_options (self->session)->max_months;
  GPtrArray *absences;

  if (is_weekly (self))
    absences = oof_series_create (draft, get_weekdays (self), get_until (self));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->chain))
           && gtk_check_button_get_active (self->chain))
    absences = oof_absence_chain (draft, months);
  else
    {
      absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
      g_ptr_array_add (absences, oof_absence_ref (draft));
      return absences;
    }
  keep_keys (self, draft, absences);
  return absences;
}

static void
show_weekly (OofAbsenceEditor *self, OofAbsence *draft)
{
  g_autofree char *words = NULL;

  if (is_weekly (self) && get_until (self) >= draft->first_day)
    {
      g_autoptr (GPtrArray) series = _oof_absence_editor_repeat (self, draft);
      OofDay first = OOF_DAY_NONE, last;
      if (series->len > 0)
        oof_absence_get_days (g_ptr_array_index (series, series->len - 1), &first, &last);
      g_autofree char *date = first != OOF_DAY_NONE ? oof_words_date (first) : g_strdup ("–");
      words = g_strdup_printf (
          /* Translators: of a weekly series; %s is a date */
          ngettext ("%u absence, on %s", "%u absences, the last one begins on %s", series->len),
          series->len, date);
    }
  gtk_label_set_label (self->weekly_words, words != NULL ? words : "");
}

static void
show_chain (OofAbsenceEditor *self, OofAbsence *draft)
{
  int months = oof_session_get_options (self->session)->max_months;
  gboolean possible = self->original == NULL && !is_weekly (self)
                      && oof_range_is_valid (oof_absence_get_range (draft));
  g_autoptr (GPtrArray) links = possible ? oof_absence_chain (draft, months) : NULL;
  gboolean too_long = links != NULL && links->len > 1;

  gtk_widget_set_visible (GTK_WIDGET (self->chain), too_long);
  if (!too_long)
    return;
  g_autofree char *words =
      g_strdup_printf (ngettext ("Plan it as %u absence",
                                 "Plan it as %u absences that follow each other", links->len),
                       links->len);
  gtk_check_button_set_label (self->chain, words);
}

char *
_oof_absence_editor_find_problem (OofAbsenceEditor *self, OofAbsence *draft)
{
  show_weekly (self, draft);
  show_chain (self, draft);
  if (is_weekly (self) && get_until (self) == OOF_DAY_NONE
      && !gtk_check_button_get_active (self->goes_on))
    return g_strdup (_ ("Say until when the series lasts."));
  g_autoptr (GPtrArray) absences = _oof_absence_editor_repeat (self, draft);
  if (absences->len == 0)
    return g_strdup (_ ("None of these weekdays lies before the end of the series."));
  for (guint i = 0; i < absences->len; i++)
    {
      char *problem = oof_editor_words_problem (self->session, g_ptr_array_index (absences, i));
      if (problem != NULL)
        return problem;
    }
  return NULL;
}

/* It begins with the weekday of the first day, and lasts a while. */
static void
begin_series (OofAbsenceEditor *self)
{
  OofDay first = oof_date_entry_get_day (self->first_day);

  if (first == OOF_DAY_NONE)
    return;
  if (get_weekdays (self) == 0)
    gtk_toggle_button_set_active (self->weekdays[oof_day_get_weekday (first) - 1], TRUE);
  if (oof_date_entry_get_day (self->until) == OOF_DAY_NONE)
    oof_date_entry_set_day (self->until, first + SERIES_DAYS);
}

static void
changed_cb (GtkWidget *widget, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready)
    return;
  if (widget == GTK_WIDGET (self->weekly) && is_weekly (self))
    begin_series (self);
  self->touched = TRUE;
  _oof_absence_editor_fold_repeat (self);
  _oof_absence_editor_update (self);
}

/* Neither what is edited nor a closure is repeated; what has no end is there every week. */
void
_oof_absence_editor_fold_repeat (OofAbsenceEditor *self)
{
  gboolean possible =
      self->original == NULL && self->group == NULL && !gtk_toggle_button_get_active (self->no_end);

  gtk_widget_set_visible (GTK_WIDGET (self->weekly), possible);
  gtk_widget_set_visible (self->weekly_box, possible && gtk_check_button_get_active (self->weekly));
  gtk_widget_set_sensitive (GTK_WIDGET (self->until), !gtk_check_button_get_active (self->goes_on));
}

void
_oof_absence_editor_init_repeat (OofAbsenceEditor *self)
{
  GtkWidget *controls[] = { GTK_WIDGET (self->weekly), GTK_WIDGET (self->goes_on),
                            GTK_WIDGET (self->chain) };

  for (int i = 0; i < OOF_EDITOR_WEEK; i++)
    {
      g_autofree char *name = oof_words_weekday (i + 1);
      self->weekdays[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (name));
      g_signal_connect_object (self->weekdays[i], "toggled", G_CALLBACK (changed_cb), self, 0);
      oof_wrap_box_append (self->weekdays_box, GTK_WIDGET (self->weekdays[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    g_signal_connect_object (controls[i], "toggled", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->until, "changed", G_CALLBACK (changed_cb), self, 0);
}

/* What becomes of the absences that it overlaps. */

static OofOnConflict
get_on_conflict (OofAbsenceEditor *self)
{
  if (gtk_toggle_button_get_active (self->conflict_replace))
    return OOF_ON_CONFLICT_REPLACE;
  return gtk_toggle_button_get_active (self->conflict_split) ? OOF_ON_CONFLICT_SPLIT
                                                             : OOF_ON_CONFLICT_KEEP;
}

char *
_oof_absence_editor_words_conflicts (OofAbsenceEditor *self, OofAbsence *draft)
{
  g_autoptr (GPtrArray) absences = _oof_absence_editor_repeat (self, draft);
  char *words = oof_editor_words_conflicts (self->session, absences, get_on_conflict (self));
  g_autofree char *later = _oof_absence_editor_words_later_conflicts (self, draft);

  if (words == NULL)
    return g_steal_pointer (&later);
  g_autofree char *own = words;
  return g_strjoin (" ", own, later, NULL);
}

OofConflictPlan *
_oof_absence_editor_plan_conflicts (OofAbsenceEditor *self, GPtrArray *drafts, GError **error)
{
  gboolean warned = gtk_widget_get_visible (self->conflict_box);

  return oof_conflict_resolve_all (oof_session_get_absences (self->session), drafts,
                                   warned ? get_on_conflict (self) : OOF_ON_CONFLICT_KEEP, error);
}

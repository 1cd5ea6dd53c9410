/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"
#include "ui/editor/oof-editor-words.h"
#include "ui/parts/oof-spoken.h"

/* What an absence by the hour begins with. */
#define WORK_STARTS (8 * 60)
#define WORK_ENDS   (17 * 60)

#define STALE_OPACITY 0.4

/* In the order of oof-absence-editor-draft.c. */
static const char *const audience_names[] = { N_ ("As the template says"), N_ ("Everybody"),
                                              N_ ("Contacts only"), N_ ("Nobody outside"),
                                              N_ ("As in the mailbox") };

/* The choices. */

static void
fill_subjects (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->subjects->len; i++)
    g_ptr_array_add (names, ((OofSubject *) g_ptr_array_index (self->subjects, i))->name);
  if (!oof_session_get_options (self->session)->subject_from_list)
    g_ptr_array_add (names, (gpointer) _ ("Own subject…"));
  g_ptr_array_add (names, NULL);
  oof_choice_set_names (self->subject, _ ("Subject"), (const char *const *) names->pdata,
                        self->subjects);
}

static void
fill_audiences (OofAbsenceEditor *self)
{
  const char *names[G_N_ELEMENTS (audience_names) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (audience_names); i++)
    names[i] = _ (audience_names[i]);
  oof_choice_set_names (self->audience, _ ("Outside"), names, NULL);
}

/* "Of the group (Standard)": which one that is, the preview knows. */
static char *
words_group_template (OofAbsenceEditor *self)
{
  g_autoptr (OofAbsence) draft = _oof_absence_editor_create_draft (self);
  g_autoptr (OofAbsencePreview) preview = NULL;

  if (draft != NULL)
    {
      g_clear_pointer (&draft->template_name, g_free);
      preview = oof_session_preview (self->session, draft, NULL);
    }
  if (preview == NULL || preview->tmpl == NULL)
    return g_strdup (_ ("Of the group"));
  /* Translators: the template of the person's group; %s is its name */
  return g_strdup_printf (_ ("Of the group (%s)"), preview->tmpl->name);
}

static void
fill_templates (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *group = words_group_template (self);
  gboolean choice = oof_session_get_options (self->session)->template_choice;

  g_ptr_array_add (names, group);
  for (guint i = 0; i < self->templates->len; i++)
    g_ptr_array_add (names, ((OofTemplate *) g_ptr_array_index (self->templates, i))->name);
  g_ptr_array_add (names, NULL);
  oof_choice_set_names (self->template, _ ("Template"), (const char *const *) names->pdata, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->template), choice);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->template),
                               choice ? NULL : _ ("The options leave the choice to the group"));
}

static void
fill_calendar (OofAbsenceEditor *self)
{
  const char *names[] = { oof_words_calendar_mode (OOF_CALENDAR_STANDARD),
                          oof_words_calendar_mode (OOF_CALENDAR_CALENDAR_ONLY),
                          oof_words_calendar_mode (OOF_CALENDAR_NONE), NULL };

  oof_choice_set_names (self->calendar, _ ("Calendar"), names, NULL);
}

/* "Kalender Optionen anzeigen". @chosen: the absence has another than the standard one. */
static void
show_calendar (OofAbsenceEditor *self, gboolean chosen)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self->calendar));

  gtk_widget_set_visible (row, chosen || oof_session_get_options (self->session)->calendar_options);
}

/* People. */

static void
offer_people (OofAbsenceEditor *self)
{
  GPtrArray *people = oof_session_get_people (self->session);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      if (g_ascii_strcasecmp (person->address, self->person->address) != 0)
        g_ptr_array_add (others, oof_person_ref (person));
    }
  oof_person_popover_set_people (self->person_popover, people);
  oof_person_popover_set_people (self->deputy_popover, others);
  oof_person_popover_set_people (self->more_popover, others);
}

static char *
words_person (const OofPerson *person)
{
  const char *department = oof_person_get (person, "department");

  return department != NULL ? g_strdup_printf ("%s · %s", person->name, department)
                            : g_strdup (person->name);
}

/* What a screen reader calls the button. */
static void
name_button (GtkMenuButton *button, const char *name)
{
  oof_spoken_set_name (GTK_WIDGET (button), name);
}

static void
show_person (OofAbsenceEditor *self)
{
  g_autofree char *subtitle = words_person (self->person);
  g_autofree char *name = g_strdup_printf (_ ("Person: %s"), self->person->name);

  if (self->original != NULL)
    {
      adw_window_title_set_title (self->window_title, _ ("Edit absence"));
      gtk_window_set_title (GTK_WINDOW (self), _ ("Edit absence"));
    }
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->person_button), self->original == NULL);
  adw_avatar_set_text (self->person_avatar, self->person->name);
  gtk_label_set_label (self->person_name, self->person->name);
  name_button (self->person_button, name);
}

static void
zone_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (OofPerson) person =
      oof_session_read_person_finish (OOF_SESSION (source), result, NULL);

  /* Without it the zone of the organisation stays; and meanwhile another person may be meant. */
  if (person == NULL || self->session == NULL
      || g_ascii_strcasecmp (person->address, self->person->address) != 0)
    return;
  oof_person_unref (self->person);
  self->person = g_steal_pointer (&person);
  _oof_absence_editor_update (self);
}

static void
read_zone (OofAbsenceEditor *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  oof_session_read_person_async (self->session, self->person->address, self->reading, zone_read_cb,
                                 g_object_ref (self));
}

void
_oof_absence_editor_set_person (OofAbsenceEditor *self, OofPerson *person)
{
  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
  show_person (self);
  offer_people (self);
  if (self->deputy != NULL && g_ascii_strcasecmp (self->deputy->address, person->address) == 0)
    _oof_absence_editor_set_deputy (self, NULL);
  fill_templates (self);
  read_zone (self);
  _oof_absence_editor_update (self);
}

void
_oof_absence_editor_set_deputy (OofAbsenceEditor *self, OofPerson *deputy)
{
  g_autofree char *words = deputy != NULL ? words_person (deputy) : g_strdup (_ ("Nobody"));
  /* Translators: %s is a name or "Nobody" */
  g_autofree char *name = g_strdup_printf (_ ("Deputy: %s"), words);

  if (deputy != NULL)
    oof_person_ref (deputy);
  g_clear_pointer (&self->deputy, oof_person_unref);
  self->deputy = deputy;
  gtk_label_set_label (self->deputy_name, words);
  adw_avatar_set_text (self->deputy_avatar, deputy != NULL ? deputy->name : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->deputy_avatar), deputy != NULL);
  gtk_widget_set_visible (self->deputy_clear, deputy != NULL);
  name_button (self->deputy_button, name);
  _oof_absence_editor_update (self);
}

void
_oof_absence_editor_fill (OofAbsenceEditor *self, OofDay first, OofDay last)
{
  OofOptions *options = oof_session_get_options (self->session);

  oof_date_entry_set_day (self->first_day, first);
  oof_date_entry_set_day (self->last_day, last);
  oof_time_entry_set_minute (self->first_time, WORK_STARTS);
  oof_time_entry_set_minute (self->last_time, WORK_ENDS);
  gtk_widget_set_visible (GTK_WIDGET (self->by_the_hour), options->time_of_day);
  fill_subjects (self);
  fill_audiences (self);
  fill_calendar (self);
  show_calendar (self, FALSE);
  _oof_absence_editor_fold (self);
}

static void
fill_dates_from (OofAbsenceEditor *self, const OofAbsence *absence)
{
  OofRange window = oof_absence_get_range (absence);

  if (absence->all_day)
    {
      gtk_toggle_button_set_active (absence->open_end ? self->no_end : self->whole_days, TRUE);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->by_the_hour), TRUE);
  gtk_toggle_button_set_active (self->by_the_hour, TRUE);
  oof_time_entry_set_minute (self->first_time, oof_zone_minute_of (absence->zone, window.from));
  if (absence->open_end)
    return;
  oof_time_entry_set_minute (self->last_time, oof_zone_minute_of (absence->zone, window.to));
  /* The day that the end stands on, also when it is its midnight. */
  oof_date_entry_set_day (self->last_day, oof_zone_day_of (absence->zone, window.to));
}

static void
select_subject (OofAbsenceEditor *self, const char *name)
{
  for (guint i = 0; i < self->subjects->len; i++)
    if (g_strcmp0 (((OofSubject *) g_ptr_array_index (self->subjects, i))->name, name) == 0)
      {
        gtk_drop_down_set_selected (self->subject, i);
        return;
      }
  gtk_drop_down_set_selected (self->subject, self->subjects->len);
  gtk_editable_set_text (GTK_EDITABLE (self->other_subject), name);
}

void
_oof_absence_editor_fill_from (OofAbsenceEditor *self, const OofAbsence *absence)
{
  OofPerson *deputy =
      absence->deputy != NULL ? oof_session_get_person (self->session, absence->deputy) : NULL;

  fill_dates_from (self, absence);
  select_subject (self, absence->subject);
  gtk_editable_set_text (GTK_EDITABLE (self->note), absence->note != NULL ? absence->note : "");
  for (guint i = 0; absence->template_name != NULL && i < self->templates->len; i++)
    if (g_strcmp0 (((OofTemplate *) g_ptr_array_index (self->templates, i))->name,
                   absence->template_name)
        == 0)
      gtk_drop_down_set_selected (self->template, i + 1);
  _oof_absence_editor_select_audience (self, absence->audience);
  gtk_drop_down_set_selected (self->calendar, absence->calendar);
  show_calendar (self, absence->calendar != OOF_CALENDAR_STANDARD);
  if (deputy != NULL)
    _oof_absence_editor_set_deputy (self, deputy);
  _oof_absence_editor_set_forward (self, absence);
  _oof_absence_editor_fold (self);
}

void
_oof_absence_editor_fold (OofAbsenceEditor *self)
{
  gboolean hours = gtk_toggle_button_get_active (self->by_the_hour);
  gboolean own = gtk_drop_down_get_selected (self->subject) >= self->subjects->len
                 && !oof_session_get_options (self->session)->subject_from_list;

  gtk_widget_set_visible (GTK_WIDGET (self->first_time), hours);
  gtk_widget_set_visible (GTK_WIDGET (self->last_time), hours);
  gtk_widget_set_visible (self->end_box, !gtk_toggle_button_get_active (self->no_end));
  gtk_widget_set_visible (GTK_WIDGET (self->other_subject), own);
  _oof_absence_editor_fold_forward (self);
  _oof_absence_editor_fold_closure (self);
  _oof_absence_editor_fold_repeat (self);
}

/* What follows from the form. */

/* @text: (nullable) */
static void
show_in (GtkWidget *box, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (box, text != NULL);
}

void
_oof_absence_editor_show_problem (OofAbsenceEditor *self, const char *problem)
{
  /* While it slides away the words stay. */
  if (problem != NULL)
    gtk_label_set_label (self->problem, problem);
  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
}

static void
show_warnings (OofAbsenceEditor *self, OofAbsence *draft)
{
  g_autofree char *conflicts = _oof_absence_editor_words_conflicts (self, draft);
  g_autofree char *deputy =
      self->deputy != NULL ? oof_editor_words_deputy (self->session, draft, self->deputy) : NULL;

  show_in (self->conflict_box, self->conflict, conflicts);
  show_in (self->deputy_warning_box, self->deputy_warning, deputy);
  _oof_absence_editor_offer_deputy (self, deputy != NULL ? draft : NULL);
  _oof_absence_editor_show_forward (self, draft);
}

static void
show_preview (OofAbsenceEditor *self, const OofAbsence *draft)
{
  gboolean possible = oof_range_is_valid (oof_absence_get_range (draft));
  g_autoptr (OofAbsencePreview) preview =
      possible ? oof_session_preview (self->session, draft, NULL) : NULL;
  g_autofree char *back = preview != NULL ? oof_editor_words_back (preview->back_on) : NULL;
  g_autofree char *length =
      oof_editor_words_length (draft, oof_session_get_options (self->session));

  gtk_label_set_label (self->length, length);
  show_in (self->back_box, self->back, back);
  if (preview != NULL)
    oof_absence_preview_pane_show (self->preview, self->session, draft, preview);
  else
    oof_absence_preview_pane_clear (self->preview);
}

/* While a date is half typed, what was said about the last one steps back. */
static void
set_stale (OofAbsenceEditor *self, gboolean stale)
{
  double opacity = stale ? STALE_OPACITY : 1.0;

  gtk_widget_set_opacity (GTK_WIDGET (self->length), opacity);
  gtk_widget_set_opacity (self->back_box, opacity);
  gtk_widget_set_opacity (GTK_WIDGET (self->preview), opacity);
}

void
_oof_absence_editor_update (OofAbsenceEditor *self)
{
  if (!self->ready)
    return;
  g_autoptr (OofAbsence) draft = _oof_absence_editor_create_draft (self);
  g_autofree char *problem = draft != NULL ? _oof_absence_editor_find_problem (self, draft) : NULL;

  g_clear_pointer (&self->draft, oof_absence_unref);
  set_stale (self, draft == NULL);
  if (draft != NULL)
    {
      show_preview (self, draft);
      show_warnings (self, draft);
    }
  _oof_absence_editor_show_problem (self, problem);
  if (problem == NULL)
    self->draft = g_steal_pointer (&draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 self->draft != NULL && self->saving == NULL);
}

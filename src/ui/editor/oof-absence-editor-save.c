/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>

#include "app/oof-apply.h"
#include "app/oof-session-absences.h"
#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"

/* Saving: first the database, then, where the runner is here, the mailboxes. */

/* The form is about to lose its sensitivity: what has the focus there would lose it unawares. */
static void
move_focus (OofAbsenceEditor *self, gboolean to_cancel)
{
  if (to_cancel)
    {
      g_set_weak_pointer (&self->focus, gtk_root_get_focus (GTK_ROOT (self)));
      gtk_widget_grab_focus (self->cancel);
    }
  else if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

/* @saving: (nullable) NULL: it does not save */
static void
set_saving (OofAbsenceEditor *self, GCancellable *saving)
{
  g_set_object (&self->saving, saving);
  if (saving != NULL)
    move_focus (self, TRUE);
  gtk_widget_set_sensitive (self->form, saving == NULL);
  if (saving == NULL)
    move_focus (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), saving != NULL);
  gtk_spinner_set_spinning (self->spinner, saving != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 saving == NULL && self->draft != NULL);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_apply_run_finish (OOF_APPLY (source), result, &error);

  if (self->session != NULL)
    _oof_absence_editor_finish (self, report, error);
}

/* Many are left to whoever shows progress, as those are that this machine does not write. */
static void
apply (OofAbsenceEditor *self)
{
  g_auto (GStrv) people = oof_absence_dup_people (self->saved);

  if (!oof_session_has_runner (self->session) || g_strv_length (people) > OOF_APPLY_MANY)
    {
      _oof_absence_editor_finish (self, NULL, NULL);
      return;
    }
  g_autoptr (OofApply) apply = oof_apply_new (self->session, (const char *const *) people);
  oof_apply_run_async (apply, self->saving, applied_cb, g_object_ref (self));
}

/* Those that it overlaps get out of its way once it is stored: a connection that breaks in between
 * leaves two absences, never none. */

static gboolean
has_to_settle (OofAbsenceEditor *self)
{
  return self->others_plan != NULL
         && self->others_plan->changed->len + self->others_plan->added->len
                    + self->others_plan->cancelled->len
                > 0;
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->settled, g_ptr_array_unref);
  oof_session_settle_finish (OOF_SESSION (source), result, &self->settled, &error);
  if (self->session == NULL)
    return;
  if (error != NULL)
    _oof_absence_editor_finish (self, NULL, error);
  else
    apply (self);
}

static void
settle (OofAbsenceEditor *self)
{
  oof_session_settle_async (self->session, self->others_plan, self->saving, settled_cb,
                            g_object_ref (self));
}

/* What could be stored is stored; with nothing at all the dialog stays and says why. */
static void
stored (OofAbsenceEditor *self, const GError *error)
{
  if (self->session == NULL)
    return;
  if (self->saved->len == 0 || error != NULL)
    {
      const GError *reason = error != NULL ? error : self->save_error;
      g_autofree char *words = reason != NULL ? oof_words_error (reason) : NULL;
      set_saving (self, NULL);
      _oof_absence_editor_show_problem (self, words);
    }
  else if (has_to_settle (self))
    settle (self);
  else
    apply (self);
}

static void
one_added (OofAbsence *draft, OofAbsence *absence, const GError *error, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (absence != NULL)
    g_ptr_array_add (self->saved, oof_absence_ref (absence));
  else if (self->save_error == NULL)
    self->save_error = g_error_copy (error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (GError) error = NULL;

  oof_session_add_absences_finish (OOF_SESSION (source), result, &error);
  stored (self, error);
}

/* What is about to change, as it is now. */
static void
keep_before (OofAbsenceEditor *self, GPtrArray *drafts)
{
  const GPtrArray *all[] = { drafts, self->others_plan->changed, self->others_plan->cancelled };
  g_autoptr (GPtrArray) stored = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint k = 0; k < all[i]->len; k++)
      g_ptr_array_add (stored, g_ptr_array_index (all[i], k));
  g_clear_pointer (&self->before, g_ptr_array_unref);
  self->before = oof_session_list_before (self->session, stored);
}

void
_oof_absence_editor_store (OofAbsenceEditor *self, GPtrArray *drafts)
{
  g_autoptr (GCancellable) saving = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->others_plan, oof_conflict_plan_free);
  self->others_plan = _oof_absence_editor_plan_conflicts (self, drafts, &error);
  if (self->others_plan == NULL)
    {
      g_autofree char *words = oof_words_error (error);
      _oof_absence_editor_show_problem (self, words);
      return;
    }
  keep_before (self, drafts);
  _oof_absence_editor_show_problem (self, NULL);
  g_ptr_array_set_size (self->saved, 0);
  g_clear_error (&self->save_error);
  set_saving (self, saving);
  oof_session_add_absences_async (self->session, drafts, one_added, self, saving, added_cb,
                                  g_object_ref (self));
}

static void
store (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) drafts = _oof_absence_editor_create_drafts (self, self->draft);

  _oof_absence_editor_store (self, drafts);
}

static void
many_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);

  self->asking = FALSE;
  if (oof_alert_ask_finish (result, NULL) && self->session != NULL && self->draft != NULL
      && self->saving == NULL)
    store (self);
}

static void
ask_many (OofAbsenceEditor *self)
{
  guint n = _oof_absence_editor_get_n_people (self);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Plan it for %u person?", "Plan it for %u people?", n), n);

  if (self->asking)
    return;
  self->asking = TRUE;
  oof_alert_ask_async (GTK_WINDOW (self), heading,
                       _ ("Each of them gets an absence of their own, and their mailboxes are "
                          "written where it has begun."),
                       _ ("_Back"), _ ("_Plan for all"), NULL, many_asked_cb, g_object_ref (self));
}

/* (nullable) the first date or time that is none */
static GtkWidget *
find_incomplete (OofAbsenceEditor *self)
{
  gboolean has_end = !gtk_toggle_button_get_active (self->no_end);
  gboolean hours = gtk_toggle_button_get_active (self->by_the_hour);

  if (oof_date_entry_get_day (self->first_day) == OOF_DAY_NONE)
    return GTK_WIDGET (self->first_day);
  if (hours && oof_time_entry_get_minute (self->first_time) == OOF_MINUTE_NONE)
    return GTK_WIDGET (self->first_time);
  if (has_end && oof_date_entry_get_day (self->last_day) == OOF_DAY_NONE)
    return GTK_WIDGET (self->last_day);
  if (hours && oof_time_entry_get_minute (self->last_time) == OOF_MINUTE_NONE)
    return GTK_WIDGET (self->last_time);
  return NULL;
}

/* The first thing that is missing gets the focus. */
static void
show_incomplete (OofAbsenceEditor *self)
{
  GtkWidget *incomplete = find_incomplete (self);
  const char *zone = oof_session_get_options (self->session)->zone;
  g_autoptr (OofAbsence) probe = oof_absence_new (self->person->address, zone);

  if (incomplete != NULL)
    _oof_absence_editor_show_problem (self, _ ("Complete the dates first."));
  else if (!_oof_absence_editor_fill_forward (self, probe))
    {
      _oof_absence_editor_show_problem (
          self, _ ("Say who gets the mail: choose a deputy, or enter an address."));
      incomplete = gtk_widget_get_visible (GTK_WIDGET (self->forward_address))
                       ? GTK_WIDGET (self->forward_address)
                       : GTK_WIDGET (self->deputy_button);
    }
  if (incomplete != NULL)
    gtk_widget_grab_focus (incomplete);
}

void
_oof_absence_editor_save (OofAbsenceEditor *self)
{
  if (self->saving != NULL)
    return;
  oof_date_entry_commit (self->first_day);
  oof_date_entry_commit (self->last_day);
  oof_time_entry_commit (self->first_time);
  oof_time_entry_commit (self->last_time);
  if (self->draft == NULL)
    {
      show_incomplete (self);
      return;
    }
  if (_oof_absence_editor_get_n_people (self) > OOF_APPLY_MANY)
    ask_many (self);
  else if (_oof_absence_editor_has_following (self, self->draft))
    _oof_absence_editor_ask_following (self);
  else
    store (self);
}

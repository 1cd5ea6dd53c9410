/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

/* Saving: first the database, then, where the runner is here, the mailbox. */

typedef struct
{
  OofAbsenceEditor *self; /* (owned) */
  OofAbsence *absence;    /* (owned) as stored */
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->self);
  oof_absence_unref (applying->absence);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

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
  g_autoptr (Applying) applying = user_data;
  OofAbsenceEditor *self = applying->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  if (self->session != NULL)
    _oof_absence_editor_finish (self, applying->absence, report, error);
}

static void
apply (OofAbsenceEditor *self, OofAbsence *absence)
{
  const char *addresses[] = { absence->person, NULL };
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self->session, OOF_RUN_APPLY, addresses);
  Applying *applying = g_new0 (Applying, 1);

  applying->self = g_object_ref (self);
  applying->absence = oof_absence_ref (absence);
  oof_run_job_run_async (job, self->saving, applied_cb, applying);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofAbsence) absence =
      oof_session_add_absence_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (absence == NULL)
    {
      g_autofree char *words = oof_words_error (error);
      set_saving (self, NULL);
      _oof_absence_editor_show_problem (self, words);
    }
  else if (oof_session_has_runner (self->session))
    apply (self, absence);
  else
    _oof_absence_editor_finish (self, absence, NULL, NULL);
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
      GtkWidget *incomplete = find_incomplete (self);
      if (incomplete == NULL)
        return;
      _oof_absence_editor_show_problem (self, _ ("Complete the dates first."));
      gtk_widget_grab_focus (incomplete);
      return;
    }
  g_autoptr (GCancellable) saving = g_cancellable_new ();
  _oof_absence_editor_show_problem (self, NULL);
  set_saving (self, saving);
  oof_session_add_absence_async (self->session, self->draft, saving, added_cb, g_object_ref (self));
}

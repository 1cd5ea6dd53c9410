/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/editor/oof-absence-editor.h"
#include "ui/oof-window-private.h"

/* @error: (nullable) of some of several */
static void
tell_failure (OofWindow *self, const GError *error)
{
  g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;

  if (words != NULL)
    _oof_window_toast (self, words);
}

static void
absence_saved_cb (OofAbsenceEditor *editor,
                  OofAbsence *absence,
                  OofRunReport *report,
                  GError *error,
                  gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);
  OofPerson *person = oof_session_get_person (self->session, absence->person);
  GPtrArray *saved = oof_absence_editor_get_saved (editor);
  g_autofree char *done =
      saved->len == 1
          ? g_strdup (_ ("Saved"))
          : g_strdup_printf (ngettext ("%u absence saved", "%u absences saved", saved->len),
                             saved->len);
  g_autoptr (GPtrArray) stored = g_ptr_array_new ();

  g_ptr_array_extend (stored, saved, NULL, NULL);
  g_ptr_array_extend (stored, oof_absence_editor_get_settled (editor), NULL, NULL);
  tell_failure (self, oof_absence_editor_get_failure (editor));
  _oof_window_tell_stored (self, done, stored, oof_absence_editor_get_before (editor), report,
                           error);
  if (person != NULL && saved->len == 1 && self->follow_saved)
    _oof_window_show_person (self, person);
}

/* Home shows the person when it is saved; a place that shows many stays as it is. */
static void
present_editor (OofWindow *self, GtkWidget *editor)
{
  const char *place = gtk_stack_get_visible_child_name (self->content);

  self->follow_saved = g_strcmp0 (place, "home") == 0;
  gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (self));
  g_signal_connect_object (editor, "saved", G_CALLBACK (absence_saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (editor));
}

void
_oof_window_plan (OofWindow *self, OofPerson *person, OofDay first, OofDay last)
{
  present_editor (self, oof_absence_editor_new (self->session, person, first, last));
}

void
_oof_window_plan_for (OofWindow *self, GPtrArray *people, OofDay first, OofDay last)
{
  present_editor (self, oof_absence_editor_new_for (self->session, people, first, last));
}

void
_oof_window_plan_closure (
    OofWindow *self, GPtrArray *people, OofDay first, OofDay last, const char *group)
{
  GtkWidget *editor = oof_absence_editor_new_for (self->session, people, first, last);

  oof_absence_editor_choose_closure (OOF_ABSENCE_EDITOR (editor), group);
  present_editor (self, editor);
}

void
_oof_window_edit (OofWindow *self, OofAbsence *absence)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  OofAbsenceState state = oof_absence_get_state (absence, now);
  OofPerson *person = oof_session_get_person (self->session, absence->person);

  if (state == OOF_ABSENCE_CANCELLED || state == OOF_ABSENCE_ENDED)
    {
      if (person != NULL)
        _oof_window_show_person (self, person);
      return;
    }
  present_editor (self, oof_absence_editor_new_edit (self->session, absence));
}

/* Actions. */

static void
new_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);
  OofPerson *person = oof_home_page_get_person (self->home);
  OofOptions *options = oof_session_get_options (self->session);
  OofDay today =
      oof_zone_day_of (options->zone, oof_clock_now (oof_session_get_clock (self->session)));

  if (person != NULL)
    _oof_window_plan (self, person, today, today);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (self->session != OOF_SESSION (source))
    return;
  if (oof_session_load_finish (self->session, result, &error))
    {
      self->offline = FALSE;
      g_clear_error (&self->trouble);
      _oof_window_update_who (self);
      _oof_window_update_banner (self);
      oof_home_page_refresh_status (self->home);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = oof_words_error (error);
      _oof_window_toast (self, words);
    }
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);

  oof_session_load_async (self->session, OOF_LOAD_ALL, self->cancellable, refreshed_cb,
                          g_object_ref (self));
}

void
_oof_window_install_absence_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-absence", NULL, new_absence_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-absence",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
}

void
_oof_window_enable_actions (OofWindow *self, gboolean connected)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-absence", connected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh", connected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.options", connected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.find-person", connected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.toggle-sidebar", connected);
}

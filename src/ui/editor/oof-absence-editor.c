/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>

#include "app/oof-session-rights.h"

#include "ui/compat/oof-alert.h"
#include "ui/editor/oof-fold-box.h"
#include "ui/help/oof-help-window.h"
#include "ui/parts/oof-dark.h"

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofAbsenceEditor, oof_absence_editor, ADW_TYPE_WINDOW)

/* The form. */

static void
form_changed (OofAbsenceEditor *self)
{
  if (!self->ready)
    return;
  self->touched = TRUE;
  _oof_absence_editor_update (self);
}

static void
form_changed_cb (GtkWidget *widget, gpointer user_data)
{
  form_changed (OOF_ABSENCE_EDITOR (user_data));
}

static void
choice_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  form_changed (OOF_ABSENCE_EDITOR (user_data));
}

/* An absence that is moved later takes its end along. */
static void
first_day_changed_cb (OofDateEntry *entry, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);
  OofDay first = oof_date_entry_get_day (self->first_day);
  OofDay last = oof_date_entry_get_day (self->last_day);

  if (self->ready && first != OOF_DAY_NONE && last != OOF_DAY_NONE && last < first)
    oof_date_entry_set_day (self->last_day, first);
  form_changed (self);
}

static void
mode_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready || !gtk_toggle_button_get_active (button))
    return;
  _oof_absence_editor_fold (self);
  form_changed (self);
}

static void
subject_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready)
    return;
  _oof_absence_editor_fold (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->other_subject)))
    gtk_widget_grab_focus (GTK_WIDGET (self->other_subject));
  form_changed (self);
}

static void
person_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  self->touched = TRUE;
  _oof_absence_editor_set_person (self, oof_person_item_get_person (item));
}

static void
deputy_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  self->touched = TRUE;
  _oof_absence_editor_set_deputy (self, oof_person_item_get_person (item));
}

static void
deputy_clear_cb (GtkButton *button, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  self->touched = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->deputy_button));
  _oof_absence_editor_set_deputy (self, NULL);
}

static void
deputy_remedy_cb (GtkButton *button, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);
  g_autoptr (OofPerson) deputy =
      self->free_deputy != NULL ? oof_person_ref (self->free_deputy) : NULL;

  if (deputy == NULL)
    return;
  self->touched = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->deputy_button));
  _oof_absence_editor_set_deputy (self, deputy);
}

static void
forward_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready || !gtk_toggle_button_get_active (button))
    return;
  _oof_absence_editor_fold_forward (self);
  form_changed (self);
}

static void
forward_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready)
    return;
  _oof_absence_editor_fold_forward (self);
  form_changed (self);
}

static void
distribute_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  if (!self->ready)
    return;
  _oof_absence_editor_choose_group (self);
  form_changed (self);
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  _oof_absence_editor_update (OOF_ABSENCE_EDITOR (user_data));
}

/* Closing. */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofAbsenceEditor) self = OOF_ABSENCE_EDITOR (user_data);

  self->asking = FALSE;
  if (oof_alert_ask_finish (result, NULL) && self->session != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
oof_absence_editor_close_request (GtkWindow *window)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (window);

  if (self->saving != NULL)
    {
      g_cancellable_cancel (self->saving);
      return GDK_EVENT_STOP;
    }
  if (!self->touched)
    return GTK_WINDOW_CLASS (oof_absence_editor_parent_class)->close_request (window);
  if (!self->asking)
    {
      self->asking = TRUE;
      oof_alert_ask_async (window,
                           self->original != NULL ? _ ("Discard the changes?")
                                                  : _ ("Discard the new absence?"),
                           _ ("What you have entered is not saved."), _ ("_Keep editing"),
                           _ ("_Discard"), NULL, asked_cb, g_object_ref (self));
    }
  return GDK_EVENT_STOP;
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_absence_editor_save (OOF_ABSENCE_EDITOR (widget));
}

/* Also while a date is half typed: saving completes it, or says what is missing. */
static gboolean
save_binding (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  _oof_absence_editor_save (OOF_ABSENCE_EDITOR (widget));
  return GDK_EVENT_STOP;
}

/* The class. */

static void
oof_absence_editor_dispose (GObject *object)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (object);

  self->ready = FALSE;
  g_clear_weak_pointer (&self->focus);
  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->saving);
  g_clear_object (&self->reading);
  g_clear_object (&self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_ABSENCE_EDITOR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_absence_editor_parent_class)->dispose (object);
}

static void
oof_absence_editor_finalize (GObject *object)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (object);

  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->deputy, oof_person_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->draft, oof_absence_unref);
  g_clear_pointer (&self->original, oof_absence_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->group, oof_group_unref);
  g_clear_pointer (&self->free_deputy, oof_person_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->others_plan, oof_conflict_plan_free);
  g_clear_error (&self->save_error);
  g_free (self->closure_id);

  G_OBJECT_CLASS (oof_absence_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, OofAbsenceEditor, name)
  BIND (window_title);
  BIND (cancel);
  BIND (spinner);
  BIND (form);
  BIND (person_button);
  BIND (person_avatar);
  BIND (person_name);
  BIND (whole_days);
  BIND (by_the_hour);
  BIND (no_end);
  BIND (first_day);
  BIND (first_time);
  BIND (end_box);
  BIND (last_day);
  BIND (last_time);
  BIND (length);
  BIND (back_box);
  BIND (back);
  BIND (chain);
  BIND (weekly);
  BIND (weekly_box);
  BIND (weekdays_box);
  BIND (until);
  BIND (goes_on);
  BIND (weekly_words);
  BIND (conflict_box);
  BIND (conflict_replace);
  BIND (conflict_split);
  BIND (conflict);
  BIND (subject);
  BIND (other_subject);
  BIND (note);
  BIND (template);
  BIND (audience);
  BIND (deputy_button);
  BIND (deputy_avatar);
  BIND (deputy_name);
  BIND (deputy_clear);
  BIND (deputy_warning_box);
  BIND (deputy_warning);
  BIND (deputy_remedy);
  BIND (people);
  BIND (people_words);
  BIND (forward_none);
  BIND (forward_copy);
  BIND (forward_only);
  BIND (forward_box);
  BIND (forward_to);
  BIND (forward_address);
  BIND (forward_words);
  BIND (calendar);
  BIND (distribute);
  BIND (distribute_to);
  BIND (preview);
  BIND (problem_revealer);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, deputy_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, deputy_remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, distribute_selected_cb);
}

static void
oof_absence_editor_class_init (OofAbsenceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_absence_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_absence_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = oof_absence_editor_close_request;
  g_type_ensure (OOF_TYPE_FOLD_BOX);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  g_type_ensure (OOF_TYPE_DATE_ENTRY);
  g_type_ensure (OOF_TYPE_TIME_ENTRY);
  g_type_ensure (OOF_TYPE_ABSENCE_PREVIEW_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/editor/oof-absence-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "editor.cancel", NULL);
  oof_help_install (widget_class, "plan");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_binding, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, save_binding,
                                NULL);

  signals[SAVED] =
      g_signal_new ("saved", OOF_TYPE_ABSENCE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, OOF_TYPE_ABSENCE, OOF_TYPE_RUN_REPORT, G_TYPE_ERROR);
}

/* GTK centres what stands in a menu button; a choice starts at the start, as a drop-down's does. */
static void
align_child (GtkMenuButton *button)
{
  GtkWidget *child = gtk_menu_button_get_child (button);

  for (GtkWidget *widget = child; widget != NULL && widget != GTK_WIDGET (button);
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
}

static void
oof_absence_editor_init (OofAbsenceEditor *self)
{

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  self->saved = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->settled = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->closure_id = g_uuid_string_random ();
  gtk_widget_init_template (GTK_WIDGET (self));
  align_child (self->deputy_button);
  oof_dark_follow (GTK_WIDGET (self));
  self->person_popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  self->deputy_popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->person_button, GTK_WIDGET (self->person_popover));
  gtk_menu_button_set_popover (self->deputy_button, GTK_WIDGET (self->deputy_popover));
  g_signal_connect_object (self->person_popover, "picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (self->deputy_popover, "picked", G_CALLBACK (deputy_picked_cb), self, 0);
  _oof_absence_editor_init_people (self);
  _oof_absence_editor_init_repeat (self);
}

/* @absence: (nullable) to fill the form from. */
static GtkWidget *
create (OofSession *session, OofPerson *person, OofDay first, OofDay last, OofAbsence *absence)
{
  OofAbsenceEditor *self = g_object_new (OOF_TYPE_ABSENCE_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->subjects = oof_session_list_subjects (session);
  self->templates = g_ptr_array_ref (oof_session_get_templates (session));
  self->original = absence != NULL ? oof_absence_ref (absence) : NULL;
  _oof_absence_editor_init_forward (self);
  _oof_absence_editor_fill (self, first, last);
  _oof_absence_editor_set_person (self, person);
  _oof_absence_editor_set_deputy (self, NULL);
  if (absence != NULL)
    _oof_absence_editor_fill_from (self, absence);
  self->ready = TRUE;
  _oof_absence_editor_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_day));
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

GtkWidget *
oof_absence_editor_new (OofSession *session, OofPerson *person, OofDay first, OofDay last)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (person != NULL, NULL);
  g_return_val_if_fail (first != OOF_DAY_NONE && last != OOF_DAY_NONE, NULL);

  return create (session, person, first, last, NULL);
}

GtkWidget *
oof_absence_editor_new_for (OofSession *session, GPtrArray *people, OofDay first, OofDay last)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (people != NULL && people->len > 0, NULL);

  GtkWidget *self = create (session, g_ptr_array_index (people, 0), first, last, NULL);
  _oof_absence_editor_add_people (OOF_ABSENCE_EDITOR (self), people);
  return self;
}

GtkWidget *
oof_absence_editor_new_edit (OofSession *session, OofAbsence *absence)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (absence != NULL, NULL);

  OofPerson *known = oof_session_get_person (session, absence->person);
  g_autoptr (OofPerson) person =
      known != NULL ? oof_person_ref (known)
                    : oof_person_new (absence->person, absence->person, absence->person);
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  return create (session, person, first, last != OOF_DAY_NONE ? last : first, absence);
}

GPtrArray *
oof_absence_editor_get_saved (OofAbsenceEditor *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_EDITOR (self), NULL);

  return self->saved;
}

GPtrArray *
oof_absence_editor_get_settled (OofAbsenceEditor *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_EDITOR (self), NULL);

  return self->settled;
}

GPtrArray *
oof_absence_editor_get_before (OofAbsenceEditor *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_EDITOR (self), NULL);

  return self->before;
}

const GError *
oof_absence_editor_get_failure (OofAbsenceEditor *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_EDITOR (self), NULL);

  return self->save_error;
}

void
_oof_absence_editor_finish (OofAbsenceEditor *self, OofRunReport *report, GError *error)
{
  g_signal_emit (self, signals[SAVED], 0, g_ptr_array_index (self->saved, 0), report, error);
  gtk_window_destroy (GTK_WINDOW (self));
}

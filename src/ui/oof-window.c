/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-window-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "config.h"
#include "ui/oof-toast.h"
#include "ui/parts/oof-dark.h"

/* Below this the places fold away and labels give room. */
#define NARROW_WIDTH 880

G_DEFINE_FINAL_TYPE (OofWindow, oof_window, ADW_TYPE_APPLICATION_WINDOW)

void
_oof_window_show_page (OofWindow *self, const char *name)
{
  gboolean is_main = g_strcmp0 (name, "main") == 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->search), is_main);
  gtk_widget_set_visible (GTK_WIDGET (self->who), is_main && !self->narrow);
  gtk_widget_set_visible (self->new_absence, is_main);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), is_main && self->narrow);
  if (g_strcmp0 (name, "busy") == 0)
    gtk_spinner_start (self->spinner);
  else
    gtk_spinner_stop (self->spinner);
  _oof_window_enable_actions (self, is_main);
}

void
_oof_window_show_person (OofWindow *self, OofPerson *person)
{
  if (self->home == NULL)
    return;
  oof_home_page_show_person (self->home, person);
  _oof_window_show_place (self, "home");
}

void
_oof_window_toast (OofWindow *self, const char *text)
{
  oof_toast_show (GTK_WIDGET (self->stack), text);
}

/* "● Anna Meier · read 14:02": who acts, and how old the data are. */
void
_oof_window_update_who (OofWindow *self)
{
  const char *author = oof_session_get_author (self->session);
  OofPerson *person = author != NULL ? oof_session_get_person (self->session, author) : NULL;
  OofOptions *options = oof_session_get_options (self->session);
  g_autofree char *time = oof_words_time (oof_session_get_loaded_at (self->session), options->zone);
  g_autofree char *age =
      g_strdup_printf (self->offline ? _ ("offline, read %s") : _ ("read %s"), time);
  const char *who = person != NULL ? person->name : author != NULL ? author : _ ("signed in");
  g_autofree char *markup = g_markup_printf_escaped (
      "<span foreground=\"%s\">●</span> <b>%s</b>  <span alpha=\"75%%\">%s</span>",
      self->offline ? "#e5a50a" : "#2ec27e", who, age);

  gtk_label_set_markup (self->who, markup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->who),
                               oof_session_has_runner (self->session)
                                   ? _ ("Connected; other mailboxes are written from here")
                                   : _ ("Connected; other mailboxes are written by the runner"));
}

/* Narrow windows fold the places away; the button brings them back. */

static void
set_narrow (OofWindow *self, gboolean narrow)
{
  gboolean is_main = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") == 0;

  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), is_main && narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->who), is_main && !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->search_label), !narrow);
  gtk_toggle_button_set_active (self->sidebar_button, FALSE);
  gtk_widget_set_visible (self->sidebar, !narrow);
  adw_button_content_set_label (self->new_absence_content, narrow ? "" : _ ("New absence"));
}

static gboolean
narrow_changed_cb (gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_WIDTH;

  if (narrow != self->narrow && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    set_narrow (self, narrow);
  return G_SOURCE_REMOVE;
}

/* Visibility must not change while sizes are being handed out. */
static void
oof_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofWindow *self = OOF_WINDOW (widget);

  GTK_WIDGET_CLASS (oof_window_parent_class)->size_allocate (widget, width, height, baseline);
  if ((width < NARROW_WIDTH) != self->narrow)
    g_idle_add_full (G_PRIORITY_DEFAULT, narrow_changed_cb, g_object_ref (self), g_object_unref);
}

static void
sidebar_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  if (self->narrow)
    gtk_widget_set_visible (self->sidebar, gtk_toggle_button_get_active (button));
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);

  gtk_toggle_button_set_active (self->sidebar_button,
                                !gtk_toggle_button_get_active (self->sidebar_button));
}

static void
find_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (OOF_WINDOW (widget)->search);
}

static void
person_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  _oof_window_show_person (self, oof_person_item_get_person (item));
  if (self->home != NULL)
    oof_home_page_focus_urgent (self->home);
}

static gboolean
oof_window_close_request (GtkWindow *window)
{
  OofWindow *self = OOF_WINDOW (window);
  int width, height;

  if (!self->closing && _oof_window_has_unsaved (self))
    {
      _oof_window_when_saved (self, oof_window_close_at_once);
      return GDK_EVENT_STOP;
    }
  gtk_window_get_default_size (window, &width, &height);
  oof_settings_set_window (self->settings, width, height, gtk_window_is_maximized (window));
  if (_oof_window_stays (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return TRUE;
    }
  _oof_window_disconnect (self);
  return GTK_WINDOW_CLASS (oof_window_parent_class)->close_request (window);
}

static void
oof_window_dispose (GObject *object)
{
  OofWindow *self = OOF_WINDOW (object);

  _oof_window_stop_live (self);
  _oof_window_stop_task (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->sample);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->connection, g_free);
  g_clear_pointer (&self->entered, g_ptr_array_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->person, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_WINDOW);

  G_OBJECT_CLASS (oof_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OofWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, search);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, search_label);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, title);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, who);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, new_absence);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, new_absence_content);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, busy_label);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, error);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, error_sign_in);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, error_again);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, places);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, content);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, OofWindow, apply_bar);
}

static void
oof_window_class_init (OofWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = oof_window_close_request;
  widget_class->size_allocate = oof_window_size_allocate;
  g_type_ensure (OOF_TYPE_APPLY_BAR);
  g_type_ensure (OOF_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/oofmanager/OofManager/ui/oof-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.find-person", NULL, find_person_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-sidebar", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.find-person",
                                       NULL);
  _oof_window_install_place_actions (widget_class);
  _oof_window_install_connection_actions (widget_class);
  _oof_window_install_absence_actions (widget_class);
  _oof_window_install_save_action (widget_class);
}

static void
oof_window_init (OofWindow *self)
{
  int width, height;
  gboolean maximized;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (OOF_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  self->settings = oof_settings_new ();
  self->cancellable = g_cancellable_new ();
  self->entered = g_ptr_array_new_with_free_func (g_object_unref);
  oof_settings_get_window (self->settings, &width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  _oof_window_init_places (self);
  _oof_window_init_task (self);
  _oof_window_init_apply (self);
  self->popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->search, GTK_WIDGET (self->popover));
  g_signal_connect_object (self->popover, "picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (self->sidebar_button, "toggled", G_CALLBACK (sidebar_toggled_cb), self,
                           0);
  oof_dark_follow (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (_oof_window_activated), NULL);
  _oof_window_show_page (self, "start");
}

GtkWidget *
oof_window_new (GtkApplication *application)
{
  return g_object_new (OOF_TYPE_WINDOW, "application", application, NULL);
}

void
oof_window_open (OofWindow *self, const char *connection, const char *place, const char *person)
{
  g_return_if_fail (OOF_IS_WINDOW (self));
  g_return_if_fail (connection != NULL);

  _oof_window_disconnect (self);
  if (g_strcmp0 (connection, self->connection) != 0)
    g_ptr_array_set_size (self->entered, 0);
  g_free (self->connection);
  self->connection = g_strdup (connection);
  g_free (self->place);
  self->place = g_strdup (place);
  g_free (self->person);
  self->person = g_strdup (person);
  _oof_window_connect (self);
}

void
oof_window_close_at_once (OofWindow *self)
{
  g_return_if_fail (OOF_IS_WINDOW (self));

  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

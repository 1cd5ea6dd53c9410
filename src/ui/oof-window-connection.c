/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-paths.h"
#include "app/oof-sign-in.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/exchange/oof-connection-window.h"
#include "ui/oof-window-private.h"
#include "ui/signin/oof-secret-window.h"
#include "ui/signin/oof-sign-in-window.h"

/* What a sign-in of the person may help. */
static gboolean
wants_person (OofWindow *self, const GError *error)
{
  OofConnection *connection =
      self->session != NULL ? oof_session_get_connection (self->session) : NULL;

  return connection != NULL && connection->person.present
         && (g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
             || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED));
}

/* One button is suggested: the sign-in where that may help, else to try again. */
static void
suggest_way_out (OofWindow *self, const GError *error)
{
  gboolean sign_in = wants_person (self, error);

  gtk_widget_set_visible (self->error_sign_in, sign_in);
  if (sign_in)
    gtk_widget_remove_css_class (self->error_again, "suggested-action");
  else
    gtk_widget_add_css_class (self->error_again, "suggested-action");
}

static void
show_error (OofWindow *self, const GError *error)
{
  g_autofree char *words = oof_words_error (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->session != NULL)
    oof_session_remember_claims (self->session);
  suggest_way_out (self, error);
  adw_status_page_set_description (self->error, escaped);
  _oof_window_show_page (self, "error");
}

static void
remove_pages (OofWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_stack_remove (self->content, child);
  self->home = NULL;
}

/* The person asked for, else the one who is signed in, else the first. (nullable) */
static OofPerson *
get_first_person (OofWindow *self)
{
  GPtrArray *people = oof_session_get_people (self->session);
  const char *author = oof_session_get_author (self->session);
  OofPerson *person =
      self->person != NULL ? oof_session_get_person (self->session, self->person) : NULL;

  if (person == NULL && author != NULL)
    person = oof_session_get_person (self->session, author);
  if (person == NULL && people->len > 0)
    person = g_ptr_array_index (people, 0);
  return person;
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  oof_person_popover_set_people (self->popover, oof_session_get_people (session));
  _oof_window_update_who (self);
  _oof_window_update_banner (self);
}

static void
show_places (OofWindow *self)
{
  OofPerson *person = get_first_person (self);

  _oof_window_start_task (self);
  oof_apply_bar_set_session (self->apply_bar, self->session);
  session_changed_cb (self->session, self);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  self->home = OOF_HOME_PAGE (_oof_window_get_place_page (self, "home"));
  _oof_window_show_page (self, "main");
  if (person != NULL)
    oof_home_page_show_person (self->home, person);
  gtk_list_box_unselect_all (self->places);
  g_autofree char *last = oof_settings_dup_place (self->settings);
  self->opening = TRUE;
  _oof_window_show_place (self, "home");
  /* A person who was asked for is shown on Home. */
  if (self->place != NULL || self->person == NULL)
    _oof_window_show_place (self, self->place != NULL ? self->place : last);
  self->opening = FALSE;
  gtk_widget_grab_focus (self->narrow ? GTK_WIDGET (self->content) : GTK_WIDGET (self->places));
  _oof_window_start_live (self);
}

static void
session_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean loaded = oof_session_load_finish (OOF_SESSION (source), result, &error);

  if (self->session != OOF_SESSION (source))
    return;
  if (loaded)
    show_places (self);
  else
    show_error (self, error);
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  OofSession *session = OOF_SESSION (source);
  g_autoptr (GError) error = NULL;
  gboolean opened = oof_session_open_finish (session, result, &error);

  if (self->session != session)
    return;
  gtk_label_set_label (self->busy_label, _ ("Reading people and absences…"));
  if (opened)
    oof_session_load_async (session, OOF_LOAD_ALL, self->cancellable, session_loaded_cb,
                            g_object_ref (self));
  else
    show_error (self, error);
}

void
_oof_window_connect (OofWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection = oof_connection_load (self->connection, &error);

  if (connection == NULL)
    {
      show_error (self, error);
      return;
    }
  _oof_window_show_page (self, "busy");
  gtk_label_set_label (self->busy_label, _ ("Asking the keyring and the servers…"));
  self->session = oof_session_new (connection, NULL, oof_paths_get_credentials (), FALSE);
  for (guint i = 0; i < self->entered->len; i++)
    oof_session_use_signed_in (self->session, g_ptr_array_index (self->entered, i));
  oof_session_open_async (self->session, self->cancellable, session_opened_cb, g_object_ref (self));
}

void
_oof_window_disconnect (OofWindow *self)
{
  _oof_window_stop_live (self);
  _oof_window_stop_task (self);
  oof_apply_bar_set_session (self->apply_bar, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  remove_pages (self);
  g_clear_object (&self->session);
}

/* Actions. */

static void
sample_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofSample) sample = oof_sample_start_finish (result, &error);

  if (sample == NULL)
    {
      show_error (self, error);
      return;
    }
  g_set_object (&self->sample, sample);
  oof_window_open (self, oof_sample_get_connection (sample), NULL, NULL);
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);

  _oof_window_show_page (self, "busy");
  gtk_label_set_label (self->busy_label, _ ("Starting the sample organisation…"));
  oof_sample_start_async ("demo", self->cancellable, sample_started_cb, g_object_ref (self));
}

static void
file_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GFile) file = oof_file_picker_open_finish (result, NULL);

  if (file == NULL)
    return;
  g_autofree char *path = g_file_get_path (file);
  oof_settings_set_connection (self->settings, path);
  oof_window_open (self, path, NULL, NULL);
}

static void
pick_connection (OofWindow *self)
{
  oof_file_picker_open_async (GTK_WINDOW (self), _ ("Open a connection file"), NULL, file_picked_cb,
                              g_object_ref (self));
}

static void
open_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_window_when_saved (OOF_WINDOW (widget), pick_connection);
}

static void
close_connection (OofWindow *self)
{
  _oof_window_disconnect (self);
  g_clear_object (&self->sample);
  g_clear_pointer (&self->connection, g_free);
  oof_settings_set_connection (self->settings, NULL);
  _oof_window_show_page (self, "start");
}

void
_oof_window_connect_to (OofWindow *self, const char *path, const char *place, OofSignedIn *entered)
{
  g_autofree char *own = g_strdup (path);

  if (own == NULL)
    {
      close_connection (self);
      return;
    }
  if (g_strcmp0 (own, self->connection) != 0)
    g_ptr_array_set_size (self->entered, 0);
  if (entered != NULL)
    g_ptr_array_add (self->entered, g_object_ref (entered));
  if (self->sample == NULL)
    oof_settings_set_connection (self->settings, own);
  oof_window_open (self, own, place, NULL);
}

/* Setting up. */

static void
connect_cb (GtkWidget *window, const char *path, OofSignedIn *entered, gpointer user_data)
{
  g_autofree char *own = g_strdup (path);

  gtk_window_destroy (GTK_WINDOW (window));
  _oof_window_connect_to (OOF_WINDOW (user_data), own, NULL, entered);
}

static void
present_connection (OofWindow *self, OofConnectionDraft *draft)
{
  GtkWidget *window = oof_connection_window_new (draft);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  g_signal_connect_object (window, "connect", G_CALLBACK (connect_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (OofConnectionDraft) draft = oof_connection_draft_new ();

  present_connection (OOF_WINDOW (widget), draft);
}

/* A file that is no key file is begun anew. */
static void
edit_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);
  g_autoptr (OofConnectionDraft) draft =
      self->connection != NULL ? oof_connection_draft_load (self->connection, NULL) : NULL;

  if (draft != NULL)
    present_connection (self, draft);
  else
    new_connection_action (widget, name, parameter);
}

static void
signed_in_cb (GtkWidget *window, OofSignedIn *entered, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  _oof_window_connect_to (self, self->connection, NULL, entered);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);
  OofConnection *connection =
      self->session != NULL ? oof_session_get_connection (self->session) : NULL;
  GtkWidget *window;

  if (connection == NULL || !connection->person.present)
    return;
  window = connection->person.over_ews ? oof_secret_window_new (connection, "person")
                                       : oof_sign_in_window_new (connection, FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  g_signal_connect_object (window, connection->person.over_ews ? "entered" : "signed-in",
                           G_CALLBACK (signed_in_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_window_when_saved (OOF_WINDOW (widget), close_connection);
}

static void
reconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);

  _oof_window_disconnect (self);
  if (self->connection != NULL)
    _oof_window_connect (self);
  else
    _oof_window_show_page (self, "start");
}

void
_oof_window_install_connection_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_install_action (widget_class, "win.open-connection", NULL,
                                   open_connection_action);
  gtk_widget_class_install_action (widget_class, "win.close-connection", NULL,
                                   close_connection_action);
  gtk_widget_class_install_action (widget_class, "win.reconnect", NULL, reconnect_action);
  gtk_widget_class_install_action (widget_class, "win.new-connection", NULL, new_connection_action);
  gtk_widget_class_install_action (widget_class, "win.edit-connection", NULL,
                                   edit_connection_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
}

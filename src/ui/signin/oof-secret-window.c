/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/signin/oof-secret-window.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/parts/oof-dark.h"

struct _OofSecretWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *purpose;
  AdwPreferencesRow *entry;
  GtkLabel *unkept;

  OofConnection *connection; /* (owned) */
  char *role;                /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) while the keyring is asked */
};

static guint entered_signal;

G_DEFINE_FINAL_TYPE (OofSecretWindow, oof_secret_window, ADW_TYPE_WINDOW)

static void
stop (OofSecretWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSecretWindow) self = OOF_SECRET_WINDOW (user_data);
  g_autoptr (OofSignedIn) entered = oof_signed_in_keep_finish (result, NULL);

  if (entered == NULL || self->connection == NULL)
    return;
  const char *why = oof_signed_in_get_unkept (entered);
  g_clear_object (&self->cancellable);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, entered_signal, 0, entered);
  if (why != NULL)
    {
      gtk_label_set_label (self->unkept, oof_words_unkept (why));
      gtk_stack_set_visible_child_name (self->stack, "unkept");
    }
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofSecretWindow *self = OOF_SECRET_WINDOW (widget);

  stop (self);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  oof_signed_in_keep_async (self->connection, self->role, NULL,
                            gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->cancellable,
                            kept_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofSecretWindow *self = OOF_SECRET_WINDOW (widget);

  stop (self);
  gtk_stack_set_visible_child_name (self->stack, "ask");
}

static void
text_changed_cb (GtkEditable *entry, gpointer user_data)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (user_data), "secret.keep",
                                 *gtk_editable_get_text (entry) != '\0');
}

static gboolean
oof_secret_window_close_request (GtkWindow *window)
{
  stop (OOF_SECRET_WINDOW (window));
  return GTK_WINDOW_CLASS (oof_secret_window_parent_class)->close_request (window);
}

static void
oof_secret_window_dispose (GObject *object)
{
  OofSecretWindow *self = OOF_SECRET_WINDOW (object);

  stop (self);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, text_changed_cb, self);
  g_clear_pointer (&self->connection, oof_connection_unref);
  g_clear_pointer (&self->role, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_SECRET_WINDOW);
  G_OBJECT_CLASS (oof_secret_window_parent_class)->dispose (object);
}

static void
oof_secret_window_class_init (OofSecretWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_secret_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = oof_secret_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/signin/oof-secret-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OofSecretWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, OofSecretWindow, purpose);
  gtk_widget_class_bind_template_child (widget_class, OofSecretWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, OofSecretWindow, unkept);
  gtk_widget_class_install_action (widget_class, "secret.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "secret.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  entered_signal = g_signal_new ("entered", OOF_TYPE_SECRET_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_SIGNED_IN);
}

/* The row's own button that shows what is entered has an icon and no name. */
static void
name_reveal (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Show what is entered"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_reveal (child);
}

static void
oof_secret_window_init (OofSecretWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_dark_follow (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "secret.keep", FALSE);
  name_reveal (GTK_WIDGET (self->entry));
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed_cb), self);
}

/* What is asked for: what it is called, and what it is good for. */
static void
set_words (OofSecretWindow *self)
{
  OofConnection *connection = self->connection;
  gboolean local = !g_str_equal (self->role, "runner");
  const char *user =
      g_str_equal (self->role, "ews") ? connection->ews.user : connection->person.user;
  g_autofree char *purpose =
      local ? g_strdup_printf (_ ("The password of %s at the local Exchange server. It goes into "
                                  "the keyring of this machine and into no file."),
                               user != NULL ? user : "–")
            : g_strdup (_ ("It goes into the keyring of this machine and into no file. Whoever can "
                           "use your account here can read it: a certificate is better on a "
                           "machine that others use."));
  const char *title = local ? _ ("Password")
                      : connection->runner.auth == OOF_CONNECTION_AUTH_CERTIFICATE
                          ? _ ("Password of the certificate")
                          : _ ("Client secret");

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_preferences_row_set_title (self->entry, title);
  gtk_label_set_label (self->purpose, purpose);
}

GtkWidget *
oof_secret_window_new (OofConnection *connection, const char *role)
{
  g_return_val_if_fail (connection != NULL && role != NULL, NULL);

  OofSecretWindow *self = g_object_new (OOF_TYPE_SECRET_WINDOW, NULL);

  self->connection = oof_connection_ref (connection);
  self->role = g_strdup (role);
  set_words (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/signin/oof-sign-in-window.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "core/oof-error.h"
#include "ui/compat/oof-uri.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-dark.h"
#include "ui/parts/oof-rows.h"

struct _OofSignInWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *purpose;
  OofSwitchRow *writing;
  GtkLabel *consent_link;
  GtkSpinner *spinner;
  GtkLabel *waiting;
  GtkLabel *code;
  GtkLabel *link;
  GtkWidget *link_buttons;
  GtkWidget *copy_code;
  GtkLabel *error;
  GtkLabel *details;
  GtkWidget *again;
  GtkWidget *ask_consent;
  GtkLabel *done;
  GtkLabel *unkept;

  OofConnection *connection; /* (owned) */
  gboolean runner;           /* whose application an administrator agrees to */
  const char *first;         /* the page to come back to */
  GCancellable *cancellable; /* (owned) (nullable) of what is under way */
  char *copied_details;      /* (owned) (nullable) */
};

static guint signed_in_signal;
static guint agreed_signal;

G_DEFINE_FINAL_TYPE (OofSignInWindow, oof_sign_in_window, ADW_TYPE_WINDOW)

static void
show_page (OofSignInWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  if (g_str_equal (name, "waiting"))
    gtk_spinner_start (self->spinner);
  else
    gtk_spinner_stop (self->spinner);
}

static void
stop (OofSignInWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @link, @code: (nullable) what there is to open and to type. */
static void
wait_for (OofSignInWindow *self, const char *what, const char *link, const char *code)
{
  gtk_label_set_label (self->waiting, what);
  gtk_label_set_label (self->link, link != NULL ? link : "");
  gtk_label_set_label (self->code, code != NULL ? code : "");
  gtk_widget_set_visible (GTK_WIDGET (self->link), link != NULL);
  gtk_widget_set_visible (self->link_buttons, link != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != NULL);
  gtk_widget_set_visible (self->copy_code, code != NULL);
  show_page (self, "waiting");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSignInWindow) self = OOF_SIGN_IN_WINDOW (user_data);

  if (!oof_uri_open_finish (result, NULL) && self->cancellable != NULL)
    gtk_label_set_label (self->waiting,
                         _ ("No browser could be opened. Copy the address into one on this "
                            "machine."));
}

static void
open_link (OofSignInWindow *self)
{
  oof_uri_open_async (GTK_WINDOW (self), gtk_label_get_label (self->link), opened_cb,
                      g_object_ref (self));
}

static void
show_cb (const char *link, const char *code, gpointer user_data)
{
  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (user_data);

  if (link == NULL)
    wait_for (self, _ ("Keeping the sign-in in the keyring…"), NULL, NULL);
  else if (code != NULL)
    wait_for (self, _ ("Enter this code on the page, on any device:"), link, code);
  else
    {
      wait_for (self, _ ("Waiting for the browser on this machine…"), link, NULL);
      open_link (self);
    }
}

/* What went wrong, in words with what to do; the server's own below. */
static void
fail (OofSignInWindow *self, const GError *error)
{
  const char *help = oof_words_sign_in_help (error);
  g_autofree char *general = oof_words_error (error);
  gboolean consent = g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);

  g_clear_object (&self->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_page (self, self->first);
      return;
    }
  if (help == NULL && error->domain == OOF_ERROR)
    general[strcspn (general, "(")] = '\0'; /* the rest is in the details */
  g_free (self->copied_details);
  self->copied_details = oof_words_error_details (error);
  gtk_label_set_label (self->error, help != NULL ? help : g_strstrip (general));
  gtk_label_set_label (self->details, self->copied_details);
  gtk_widget_set_visible (self->ask_consent, consent);
  show_page (self, "error");
  gtk_widget_grab_focus (self->again);
}

static void
succeed (OofSignInWindow *self, const char *words, const char *unkept)
{
  g_clear_object (&self->cancellable);
  gtk_label_set_label (self->done, words);
  gtk_label_set_label (self->unkept, unkept != NULL ? oof_words_unkept (unkept) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unkept), unkept != NULL);
  show_page (self, "done");
}

/* Signing in. */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSignInWindow) self = OOF_SIGN_IN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofSignedIn) signed_in = oof_sign_in_finish (result, &error);

  if (self->connection == NULL)
    return;
  if (signed_in == NULL)
    {
      fail (self, error);
      return;
    }
  g_autofree char *words =
      g_strdup_printf (_ ("Signed in as %s."), oof_signed_in_get_account (signed_in));
  succeed (self, words, oof_signed_in_get_unkept (signed_in));
  g_signal_emit (self, signed_in_signal, 0, signed_in);
}

static void
sign_in (OofSignInWindow *self, OofSignInFlags flags)
{
  if (oof_switch_row_get_active (self->writing))
    flags |= OOF_SIGN_IN_WITH_WRITING;
  stop (self);
  self->cancellable = g_cancellable_new ();
  wait_for (self, _ ("Asking the sign-in service…"), NULL, NULL);
  oof_sign_in_async (self->connection, flags, show_cb, self, self->cancellable, signed_in_cb,
                     g_object_ref (self));
}

static void
browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_in (OOF_SIGN_IN_WINDOW (widget), OOF_SIGN_IN_PLAIN);
}

static void
code_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_in (OOF_SIGN_IN_WINDOW (widget), OOF_SIGN_IN_BY_CODE);
}

/* Consent of an administrator. */

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSignInWindow) self = OOF_SIGN_IN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean agreed = oof_sign_in_consent_finish (result, &error);

  if (self->connection == NULL)
    return;
  if (!agreed)
    {
      fail (self, error);
      return;
    }
  succeed (self, _ ("An administrator has agreed."), NULL);
  g_signal_emit (self, agreed_signal, 0);
}

static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (widget);

  stop (self);
  self->cancellable = g_cancellable_new ();
  wait_for (self, _ ("Asking the sign-in service…"), NULL, NULL);
  oof_sign_in_consent_async (self->connection, self->runner, show_cb, self, self->cancellable,
                             agreed_cb, g_object_ref (self));
}

static void
copy (OofSignInWindow *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
link_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSignInWindow) self = OOF_SIGN_IN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *link = oof_sign_in_find_link_finish (result, &error);

  if (self->connection == NULL)
    return;
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  gtk_label_set_label (self->consent_link,
                       link != NULL ? link : _ ("This sign-in service has no such page."));
  gtk_widget_set_visible (GTK_WIDGET (self->consent_link), TRUE);
  if (link != NULL)
    copy (self, link);
}

static void
copy_consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (widget);

  oof_sign_in_find_link_async (self->connection, self->runner, NULL, link_found_cb,
                               g_object_ref (self));
}

static void
ask_consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (OOF_SIGN_IN_WINDOW (widget), "consent");
}

/* The small actions. */

static void
copy_code_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (OOF_SIGN_IN_WINDOW (widget), gtk_label_get_label (OOF_SIGN_IN_WINDOW (widget)->code));
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (OOF_SIGN_IN_WINDOW (widget), gtk_label_get_label (OOF_SIGN_IN_WINDOW (widget)->link));
}

static void
open_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_link (OOF_SIGN_IN_WINDOW (widget));
}

static void
copy_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (OOF_SIGN_IN_WINDOW (widget), OOF_SIGN_IN_WINDOW (widget)->copied_details);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (widget);

  stop (self);
  show_page (self, self->first);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (OOF_SIGN_IN_WINDOW (widget), OOF_SIGN_IN_WINDOW (widget)->first);
}

static void
oof_sign_in_window_dispose (GObject *object)
{
  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (object);

  stop (self);
  g_clear_pointer (&self->connection, oof_connection_unref);
  g_clear_pointer (&self->copied_details, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_SIGN_IN_WINDOW);
  G_OBJECT_CLASS (oof_sign_in_window_parent_class)->dispose (object);
}

static gboolean
oof_sign_in_window_close_request (GtkWindow *window)
{
  stop (OOF_SIGN_IN_WINDOW (window));
  return GTK_WINDOW_CLASS (oof_sign_in_window_parent_class)->close_request (window);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, stack);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, purpose);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, writing);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, consent_link);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, spinner);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, waiting);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, code);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, link);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, link_buttons);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, copy_code);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, error);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, details);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, again);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, ask_consent);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, done);
  gtk_widget_class_bind_template_child (klass, OofSignInWindow, unkept);
}

static void
oof_sign_in_window_class_init (OofSignInWindowClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "sign-in.browser", browser_action },
    { "sign-in.code", code_action },
    { "sign-in.consent", consent_action },
    { "sign-in.copy-consent", copy_consent_action },
    { "sign-in.ask-consent", ask_consent_action },
    { "sign-in.copy-code", copy_code_action },
    { "sign-in.copy-link", copy_link_action },
    { "sign-in.open-link", open_link_action },
    { "sign-in.copy-details", copy_details_action },
    { "sign-in.cancel", cancel_action },
    { "sign-in.again", again_action },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_sign_in_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = oof_sign_in_window_close_request;
  g_type_ensure (OOF_TYPE_SWITCH_ROW);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/signin/oof-sign-in-window.ui");
  bind_children (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signed_in_signal = g_signal_new ("signed-in", OOF_TYPE_SIGN_IN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_SIGNED_IN);
  agreed_signal = g_signal_new ("agreed", OOF_TYPE_SIGN_IN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
oof_sign_in_window_init (OofSignInWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_dark_follow (GTK_WIDGET (self));
}

GtkWidget *
oof_sign_in_window_new (OofConnection *connection, gboolean writing)
{
  g_return_val_if_fail (connection != NULL, NULL);

  OofSignInWindow *self = g_object_new (OOF_TYPE_SIGN_IN_WINDOW, NULL);
  g_autofree char *purpose = g_strdup_printf (
      /* Translators: %s is the address of the service mailbox */
      _ ("Sign in with your Microsoft 365 account. It says who you are, and reads the plan in %s "
         "and your own mailbox; nothing else."),
      connection->service_mailbox);

  self->connection = oof_connection_ref (connection);
  self->first = "start";
  gtk_label_set_label (self->purpose, purpose);
  oof_switch_row_set_active (self->writing, writing);
  return GTK_WIDGET (self);
}

GtkWidget *
oof_sign_in_window_new_for_consent (OofConnection *connection, gboolean runner)
{
  g_return_val_if_fail (connection != NULL, NULL);

  OofSignInWindow *self = OOF_SIGN_IN_WINDOW (oof_sign_in_window_new (connection, FALSE));

  gtk_window_set_title (GTK_WINDOW (self), _ ("Consent of an administrator"));
  self->runner = runner;
  self->first = "consent";
  show_page (self, self->first);
  return GTK_WIDGET (self);
}

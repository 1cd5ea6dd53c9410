/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-alert.h"

#include <adwaita.h>

static void
response_cb (gpointer dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, g_strcmp0 (response, "destroy") == 0);
}

/* AdwMessageDialog was followed by AdwAlertDialog, inside of the window. Takes @task. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION(1, 5, 0)
static void
present (GtkWindow *parent,
         const char *heading,
         const char *body,
         const char *keep,
         const char *destroy,
         GTask *task)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "keep", keep, "destroy", destroy, NULL);
  adw_alert_dialog_set_response_appearance (alert, "destroy", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "keep");
  adw_alert_dialog_set_default_response (alert, "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}
#else
static void
present (GtkWindow *parent,
         const char *heading,
         const char *body,
         const char *keep,
         const char *destroy,
         GTask *task)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *alert = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (alert, "keep", keep, "destroy", destroy, NULL);
  adw_message_dialog_set_response_appearance (alert, "destroy", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (alert, "keep");
  adw_message_dialog_set_default_response (alert, "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}
#endif
G_GNUC_END_IGNORE_DEPRECATIONS

void
oof_alert_ask_async (GtkWindow *parent,
                     const char *heading,
                     const char *body,
                     const char *keep,
                     const char *destroy,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_alert_ask_async);
  present (parent, heading, body, keep, destroy, task);
}

gboolean
oof_alert_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

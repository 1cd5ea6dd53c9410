/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-alert.h"

#include <adwaita.h>

/* What a question offers besides the harmless answer, which is number 0: these from 1 on. */
#define MAX_CHOICES 2

static const char *const ids[MAX_CHOICES + 1] = { "keep", "first", "second" };

static void
response_cb (gpointer dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  int answer = 0;

  for (int i = 0; i <= MAX_CHOICES; i++)
    if (g_strcmp0 (response, ids[i]) == 0)
      answer = i;
  g_task_return_int (task, answer);
}

/* AdwMessageDialog was followed by AdwAlertDialog, inside of the window. Takes @task. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION(1, 5, 0)
static void
present (GtkWindow *parent,
         const char *heading,
         const char *body,
         const char *const *answers,
         gboolean destroys,
         GTask *task)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  for (int i = 0; i <= MAX_CHOICES && answers[i] != NULL; i++)
    {
      adw_alert_dialog_add_response (alert, ids[i], answers[i]);
      if (destroys && i > 0)
        adw_alert_dialog_set_response_appearance (alert, ids[i], ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_alert_dialog_set_close_response (alert, ids[0]);
  adw_alert_dialog_set_default_response (alert, ids[destroys ? 0 : 1]);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}
#else
/* (nullable) the one beside @widget that says @label */
static GtkWidget *
find_beside (GtkWidget *widget, const char *label)
{
  GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_parent (widget));

  while (child != NULL
         && !(GTK_IS_BUTTON (child)
              && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Answers stand below each other where they do not fit beside each other: other buttons with the
 * same labels in another box, and the first of them gets the focus, which Enter takes. It belongs
 * to the one that says the same as the answer that had it. */
typedef struct
{
  char *label;    /* (owned) of the answer that has the focus */
  GtkWidget *box; /* (nullable) (weak) in which that is */
} Focus;

static void
focus_free (gpointer data)
{
  Focus *focus = data;

  g_clear_weak_pointer (&focus->box);
  g_free (focus->label);
  g_free (focus);
}

static void
focus_changed_cb (GtkWindow *dialog, GParamSpec *pspec, gpointer user_data)
{
  Focus *focus = user_data;
  GtkWidget *widget = gtk_window_get_focus (dialog);
  GtkWidget *wanted;

  if (!GTK_IS_BUTTON (widget))
    return;
  wanted = gtk_widget_get_parent (widget) != focus->box ? find_beside (widget, focus->label) : NULL;
  if (wanted == NULL)
    wanted = widget;
  g_set_weak_pointer (&focus->box, gtk_widget_get_parent (wanted));
  g_free (focus->label);
  focus->label = g_strdup (gtk_button_get_label (GTK_BUTTON (wanted)));
  gtk_window_set_focus (dialog, wanted);
}

static void
present (GtkWindow *parent,
         const char *heading,
         const char *body,
         const char *const *answers,
         gboolean destroys,
         GTask *task)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *alert = ADW_MESSAGE_DIALOG (dialog);
  Focus *focus = g_new0 (Focus, 1);

  for (int i = 0; i <= MAX_CHOICES && answers[i] != NULL; i++)
    {
      adw_message_dialog_add_response (alert, ids[i], answers[i]);
      if (destroys && i > 0)
        adw_message_dialog_set_response_appearance (alert, ids[i], ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (alert, ids[0]);
  adw_message_dialog_set_default_response (alert, ids[destroys ? 0 : 1]);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  focus->label = g_strdup (answers[destroys ? 0 : 1]);
  g_signal_connect (dialog, "notify::focus-widget", G_CALLBACK (focus_changed_cb), focus);
  g_object_set_data_full (G_OBJECT (dialog), "oof-focus", focus, focus_free);
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
  const char *const answers[] = { keep, destroy, NULL };

  oof_alert_choose_async (parent, heading, body, answers, TRUE, cancellable, callback, user_data);
}

gboolean
oof_alert_ask_finish (GAsyncResult *result, GError **error)
{
  return oof_alert_choose_finish (result, error) > 0;
}

void
oof_alert_choose_async (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const char *const *answers,
                        gboolean destroys,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_alert_choose_async);
  present (parent, heading, body, answers, destroys, task);
}

int
oof_alert_choose_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), 0);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

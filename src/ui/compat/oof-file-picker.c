/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-file-picker.h"

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  G_GNUC_END_IGNORE_DEPRECATIONS
  g_task_return_pointer (task, file, g_object_unref);
  g_object_unref (dialog);
}

/* Takes @task. @name: (nullable) offered for the file. */
static void
show (GTask *task,
      GtkWindow *parent,
      const char *title,
      GtkFileChooserAction action,
      const char *name)
{
  GtkNativeDialog *dialog;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (title, parent, action, NULL, NULL));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  G_GNUC_END_IGNORE_DEPRECATIONS
  gtk_native_dialog_set_modal (dialog, TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (dialog);
}

void
oof_file_picker_open_async (GtkWindow *parent,
                            const char *title,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_file_picker_open_async);
  show (task, parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL);
}

void
oof_file_picker_folder_async (GtkWindow *parent,
                              const char *title,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_file_picker_folder_async);
  show (task, parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL);
}

void
oof_file_picker_save_async (GtkWindow *parent,
                            const char *title,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_file_picker_save_async);
  show (task, parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, name);
}

GFile *
oof_file_picker_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
oof_file_picker_folder_finish (GAsyncResult *result, GError **error)
{
  return oof_file_picker_open_finish (result, error);
}

GFile *
oof_file_picker_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for one existing file. Inside: GtkFileChooserNative, which GTK 4.10 deprecates and which
 * goes through the portal in a sandbox. */
void oof_file_picker_open_async (GtkWindow *parent,
                                 const char *title,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (nullable) NULL without an error when nothing was chosen. */
GFile *oof_file_picker_open_finish (GAsyncResult *result, GError **error);

/* Asks for one existing folder. */
void oof_file_picker_folder_async (GtkWindow *parent,
                                   const char *title,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) (nullable) NULL without an error when nothing was chosen. */
GFile *oof_file_picker_folder_finish (GAsyncResult *result, GError **error);

/* Asks where to write: @name is offered. What is there already is asked about by the dialog. */
void oof_file_picker_save_async (GtkWindow *parent,
                                 const char *title,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (nullable) NULL without an error when nothing was chosen. */
GFile *oof_file_picker_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS

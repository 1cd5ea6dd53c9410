/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One question before a step that destroys something: @heading and @body say what with the numbers
 * in it, @keep is the harmless answer (Escape), @destroy the other one. Inside: AdwMessageDialog,
 * which libadwaita 1.6 deprecates. */
void oof_alert_ask_async (GtkWindow *parent,
                          const char *heading,
                          const char *body,
                          const char *keep,
                          const char *destroy,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* TRUE for @destroy. */
gboolean oof_alert_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS

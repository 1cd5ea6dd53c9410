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

/* One question with more than one answer: @answers, NULL at the end, are the harmless one (Escape)
 * and one or two others. @destroys: those destroy something, and Enter takes the harmless one; else
 * the first of the others. */
void oof_alert_choose_async (GtkWindow *parent,
                             const char *heading,
                             const char *body,
                             const char *const *answers,
                             gboolean destroys,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* The place in @answers: 0 for the harmless one; less on errors. */
int oof_alert_choose_finish (GAsyncResult *result, GError **error);

G_END_DECLS

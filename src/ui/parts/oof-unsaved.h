/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A widget in which something may stand that is not saved yet. */
#define OOF_TYPE_UNSAVED (oof_unsaved_get_type ())
G_DECLARE_INTERFACE (OofUnsaved, oof_unsaved, OOF, UNSAVED, GtkWidget)

struct _OofUnsavedInterface
{
  GTypeInterface g_iface;

  /* (transfer full) (nullable): "Groups", "Template “Standard”": what would be lost. */
  char *(*describe) (OofUnsaved *self);
  /* Saves what can be saved, or says why it cannot. */
  void (*save) (OofUnsaved *self);
};

/* What would be lost with @root and everything in it, seen or not. (transfer full) (element-type
 * utf8): empty when nothing would. */
GPtrArray *oof_unsaved_list (GtkWidget *root);
/* Asks whether @names (what was changed: "Groups, Standard") may be discarded.
 * oof_alert_ask_finish() gives the answer. */
void oof_unsaved_ask_async (GtkWindow *parent,
                            const char *names,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Saves the first one below @root that is seen and has something to save. */
void oof_unsaved_save (GtkWidget *root);

G_END_DECLS

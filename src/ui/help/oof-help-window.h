/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The help beside the window it is about, also beside a dialog that wants an answer. */
#define OOF_TYPE_HELP_WINDOW (oof_help_window_get_type ())
G_DECLARE_FINAL_TYPE (OofHelpWindow, oof_help_window, OOF, HELP_WINDOW, AdwWindow)

/* Shows the page @name, or the contents where there is none; in the one help window there is.
 * @widget: whose help it is. */
void oof_help_show (GtkWidget *widget, const char *name);
/* F1 in every @widget_class shows the page @name. */
void oof_help_install (GtkWidgetClass *widget_class, const char *name);

G_END_DECLS

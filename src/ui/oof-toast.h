/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What was done, said at the bottom of the window that holds @widget. @text is no markup. */
void oof_toast_show (GtkWidget *widget, const char *text);

typedef void (*OofToastFunc) (gpointer user_data);

/* The same with a button "Undo", which calls @undo. @user_data is freed by @destroy (nullable) when
 * the toast goes, whether it was pressed or not. Returns: (transfer full) the toast, gone or not.
 */
AdwToast *oof_toast_show_undo (GtkWidget *widget,
                               const char *text,
                               OofToastFunc undo,
                               gpointer user_data,
                               GDestroyNotify destroy);
/* What has become of it meanwhile, in a toast that may still be there. @text is no markup. */
void oof_toast_set_text (AdwToast *toast, const char *text);

G_END_DECLS

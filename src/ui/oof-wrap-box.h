/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children one after the other, in as many lines as the width asks for (AdwWrapBox came with
 * libadwaita 1.7). Those that expand share what is left of their line. Properties (construct only),
 * in pixels: "spacing" between them, "line-spacing" between lines. */
#define OOF_TYPE_WRAP_BOX (oof_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (OofWrapBox, oof_wrap_box, OOF, WRAP_BOX, GtkWidget)

void oof_wrap_box_append (OofWrapBox *self, GtkWidget *child);
void oof_wrap_box_remove_all (OofWrapBox *self);

G_END_DECLS

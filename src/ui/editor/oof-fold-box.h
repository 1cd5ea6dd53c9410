/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two children: side by side where there is room, else the first above the second. One of them has
 * a fixed width, the other the rest. Side by side the height is that of the taller minimum, so that
 * a second child that scrolls fills what is there; folded both get the height they want.
 *
 * Properties (construct from a .ui file): "fixed-width": least width of the fixed child (-1, the
 * default: its natural width); "end-fixed": the second child is the fixed one; "fold-width":
 * folded below this width in any case; "spacing" beside, "fold-spacing" below each other. */
#define OOF_TYPE_FOLD_BOX (oof_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (OofFoldBox, oof_fold_box, OOF, FOLD_BOX, GtkWidget)

G_END_DECLS

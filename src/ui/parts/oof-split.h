/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two children, such as a list and what belongs to its selected line: side by side where there is
 * room, else folded, either one above the other or ("one-at-a-time") one of them alone. What turns
 * to the other one is the business of who uses it.
 *
 * Properties: "start-child", "end-child"; "start-width" side by side (pixels; 0: half),
 * "start-height" one above the other (pixels); "fold-below" (pixels): folded below this width in
 * any case; "shows-end": which one is alone; "folded" (read-only). */
#define OOF_TYPE_SPLIT (oof_split_get_type ())
G_DECLARE_FINAL_TYPE (OofSplit, oof_split, OOF, SPLIT, GtkWidget)

gboolean oof_split_is_folded (OofSplit *self);
gboolean oof_split_shows_end (OofSplit *self);
void oof_split_show_end (OofSplit *self, gboolean end);

G_END_DECLS

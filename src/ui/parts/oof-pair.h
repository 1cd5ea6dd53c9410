/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two views of the same thing: side by side where there is room, else one of them at a time.
 * Properties "start-child", "end-child", "fold-below" (pixels), "start-width" (pixels side by side;
 * 0: half), "shows-end" (which one is seen when folded) and "folded" (read-only). What turns to the
 * other one is the business of who uses it. */
#define OOF_TYPE_PAIR (oof_pair_get_type ())
G_DECLARE_FINAL_TYPE (OofPair, oof_pair, OOF, PAIR, GtkWidget)

gboolean oof_pair_is_folded (OofPair *self);
gboolean oof_pair_shows_end (OofPair *self);
void oof_pair_show_end (OofPair *self, gboolean end);

G_END_DECLS

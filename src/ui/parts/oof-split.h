/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list and what belongs to its selected line: side by side, or one above the other where the
 * width does not do. Properties "start-child", "end-child", "start-width" (pixels, side by side),
 * "start-height" (pixels, one above the other) and "stack-below" (pixels). */
#define OOF_TYPE_SPLIT (oof_split_get_type ())
G_DECLARE_FINAL_TYPE (OofSplit, oof_split, OOF, SPLIT, GtkWidget)

G_END_DECLS

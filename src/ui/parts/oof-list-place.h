/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/parts/oof-split.h"

G_BEGIN_DECLS

/* The frame of a place that keeps a list: a banner, on the left the list with its title and tools,
 * on the right what belongs to its selected line, below a bar while something is not saved. It
 * folds as OofSplit does.
 *
 * Properties, all to be written: "title" and "about" over the list; "empty-child" in its stead;
 * "tools" below it; "end-child" beside it; "save-action", "discard-action" of the bar; and
 * "start-width", "start-height", "fold-below", "one-at-a-time" of the split. */
#define OOF_TYPE_LIST_PLACE (oof_list_place_get_type ())
G_DECLARE_FINAL_TYPE (OofListPlace, oof_list_place, OOF, LIST_PLACE, AdwBin)

/* (transfer none) */
GtkListBox *oof_list_place_get_list (OofListPlace *self);
/* (transfer none) */
OofSplit *oof_list_place_get_split (OofListPlace *self);
/* Whether the list has lines. */
void oof_list_place_show_lines (OofListPlace *self, gboolean any);
/* @text: (nullable) across the place. */
void oof_list_place_show_banner (OofListPlace *self, const char *text);
/* @changed: there is something to save; @words: what is said about it. */
void oof_list_place_show_bar (OofListPlace *self, gboolean changed, const char *words);

G_END_DECLS

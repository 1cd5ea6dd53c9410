/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "ui/parts/oof-choice-row.h"

G_BEGIN_DECLS

/* What the pages of the lists have in common. */

/* @base, or @base with the first number that no line has yet. (transfer full) */
char *oof_line_words_make_name (const char *base,
                                GPtrArray *lines,
                                const char *(*get_name) (gconstpointer line));
/* The words that are not empty, with dots between. (transfer full) */
char *oof_line_words_join (const char *const *words);
/* Replaces an owned string; @none: an empty one becomes NULL. */
void oof_line_words_set (char **member, const char *text, gboolean none);
/* "of the group" (value "") and every template. */
void oof_line_words_fill_templates (OofChoiceRow *row, OofSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was seen, kept as words and values: said in the language of whoever reads it, not of whoever
 * had it looked at. The kept form is a text, so that it lies where sentences of files of the first
 * days lie, which are said as they are. */

/* Marks the words of oof_sentence_new_plural() for translation. */
#define NP_(one, many) one, many

/* @words: English, marked with N_(), with %s, %u and %d for the values; a value may be a sentence
 * again. (transfer full) */
char *oof_sentence_new (const char *words, ...) G_GNUC_PRINTF (1, 2);
/* The same without values, for words that are chosen elsewhere. (transfer full) */
char *oof_sentence_new_plain (const char *words);
/* One after the other, between semicolons. @sentences: utf8, not empty. (transfer full) */
char *oof_sentence_new_list (GPtrArray *sentences);
/* @n decides between the two; it is a value of theirs, too. (transfer full) */
char *oof_sentence_new_plural (const char *one, const char *many, guint n, ...)
    G_GNUC_PRINTF (2, 4);
/* For people, in their language. @kept: a sentence as above, or any text, which stays as it is.
 * (transfer full) */
char *oof_sentence_say (const char *kept);
/* The same with a capital letter at its beginning, to stand alone; addresses and file names stay
 * as they are. (transfer full) */
char *oof_sentence_say_alone (const char *kept);

G_END_DECLS

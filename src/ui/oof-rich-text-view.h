/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-rich-text.h"

G_BEGIN_DECLS

/* A reply as its reader sees it, from OofRichText: words and their looks. Nothing is loaded,
 * nothing runs, a link is text. Can be selected and copied, not changed. */
#define OOF_TYPE_RICH_TEXT_VIEW (oof_rich_text_view_get_type ())
G_DECLARE_FINAL_TYPE (OofRichTextView, oof_rich_text_view, OOF, RICH_TEXT_VIEW, GtkWidget)

/* @name: what a screen reader calls it. */
GtkWidget *oof_rich_text_view_new (const char *name);
void oof_rich_text_view_show_html (OofRichTextView *self, const char *html);
/* The source, or anything else that is no HTML. */
void oof_rich_text_view_show_plain (OofRichTextView *self, const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What Exchange makes of a reply text when it stores it: plain text or a fragment is wrapped into
 * a whole document, a document is written anew, scripts are dropped. Doing it twice changes
 * nothing; an empty text stays empty. */
gchar *oof_sim_html_store (const gchar *text);

/* The text of a stored reply as a mail carries it: br and the ends of blocks are line breaks,
 * entities are decoded, blanks at the ends of lines and of the text are trimmed. */
gchar *oof_sim_html_to_text (const gchar *html);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exchange wraps plain text into HTML and re-serialises HTML (graph.md 1, ews.md 1), so texts are
 * never compared byte for byte. The normal form is the body's visible text: tags dropped, the
 * ends of br, p, div, li, tr and headings as line breaks, entities decoded, blanks (U+00A0 too)
 * collapsed, empty lines and blanks at line ends removed. head, style, script, title and comments
 * do not count. Works on any bytes: broken HTML gives some normal form, never an error. (transfer
 * full) */
char *oof_reply_text_normalize (const char *html);
gboolean oof_reply_text_equal (const char *a, const char *b);
/* Where texts are not to be kept (option hashTexts) "sha256:…" of the normal form stands for one:
 * oof_reply_text_equal() tells whether it is the same text. "" stays "", a hash stays as it is.
 * (transfer full) */
char *oof_reply_text_hash (const char *html);
gboolean oof_reply_text_is_hash (const char *text);
/* The visible text for people and for `--json`: like the normal form, but with empty lines kept
 * (at most one in a row). (transfer full) */
char *oof_reply_text_to_plain (const char *html);
/* Plain text -> the HTML that is sent: escaped, one <br> a line, in <html><body>…</body></html>.
 * "" stays "". (transfer full) */
char *oof_reply_text_from_plain (const char *text);
/* The same in a style. @style: (nullable) CSS declarations, escaped here. (transfer full) */
char *oof_reply_text_from_plain_styled (const char *text, const char *style);

G_END_DECLS

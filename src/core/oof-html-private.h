/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What core needs to know of HTML: a scanner that cuts any bytes into tokens, in linear time, with
 * the repairs of the HTML standard where they cost nothing. Private to core. */

typedef enum
{
  OOF_HTML_END,
  OOF_HTML_TEXT,  /* with its entities */
  OOF_HTML_OPEN,  /* <name …>, also <name …/> */
  OOF_HTML_CLOSE, /* </name> */
  OOF_HTML_OTHER  /* comments, declarations, and style, script, title as a whole */
} OofHtmlKind;

#define OOF_HTML_NAME_SIZE 16

typedef struct
{
  OofHtmlKind kind;
  const char *start;
  const char *end;
  char name[OOF_HTML_NAME_SIZE]; /* lower case; longer names are cut; "" unless OPEN or CLOSE */
} OofHtmlToken;

/* Reads the token at *@cursor and moves *@cursor behind it. @end: where the text ends. The tokens
 * follow each other without a gap. Returns: FALSE at the end. */
gboolean oof_html_next (const char **cursor, const char *end, OofHtmlToken *token);

gboolean oof_html_is_space (char c);
/* Whether an element of that name has no end tag. */
gboolean oof_html_is_void (const char *name);

/* Reads the entity at @text (which starts with '&'). @length: bytes it takes up. Returns: 0 when
 * there is none: then '&' stands for itself. */
gunichar oof_html_read_entity (const char *text, const char *end, gsize *length);

/* What a byte means in Windows-1252; U+FFFD for the five that mean nothing. */
gunichar oof_html_read_windows_1252 (guchar byte);

/* Appends @text escaped for element content and for attributes of either quoting. */
void oof_html_append_escaped (GString *out, const char *text, const char *end);
/* Where the line at @text ends, its "\n" or "\r\n" left out. @next: the line behind it, NULL when
 * it is the last. */
const char *oof_html_end_of_line (const char *text, const char *end, const char **next);

G_END_DECLS

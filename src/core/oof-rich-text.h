/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What of an HTML text is shown: words with their looks. Nothing else of it survives: no script, no
 * style sheet, no address that anything could be loaded from. */

typedef enum
{
  OOF_RICH_BOLD = 1 << 0,
  OOF_RICH_ITALIC = 1 << 1,
  OOF_RICH_UNDERLINE = 1 << 2,
  OOF_RICH_LINK = 1 << 3,   /* what a link says, followed by where it leads in plain text */
  OOF_RICH_PICTURE = 1 << 4 /* stands for a picture; the text is its alternative, or "" */
} OofRichStyle;

typedef struct
{
  char *text;   /* (owned) with "\n" between lines, "• " before list items, tabs between cells */
  guint style;  /* OofRichStyle */
  char *color;  /* (owned) (nullable) "#1a5fb4" */
  double scale; /* of the size of text: 1.0 normal, 0.5 to 3.0 */
} OofRichRun;

/* Reference-counted, immutable. */
typedef struct
{
  GPtrArray *runs; /* (owned) OofRichRun */
} OofRichText;

#define OOF_TYPE_RICH_TEXT (oof_rich_text_get_type ())
GType oof_rich_text_get_type (void);

/* Reads any bytes as HTML, in linear time. */
OofRichText *oof_rich_text_new_from_html (const char *html);
OofRichText *oof_rich_text_ref (OofRichText *self);
void oof_rich_text_unref (OofRichText *self);
/* The words alone. (transfer full) */
char *oof_rich_text_to_string (const OofRichText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRichText, oof_rich_text_unref)

G_END_DECLS

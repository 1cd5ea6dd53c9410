/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The [lang:xx] … [/lang] blocks of a template (decisions 6): finding them and bringing them into
 * the order of the reader's languages. Private to core.
 *
 * Blocks that follow each other, each of another language, say the same thing and are a group; a
 * language that comes again starts the next group. What stands between blocks stays where it is. */

typedef struct
{
  const char *start; /* of "[lang:" */
  const char *end;   /* behind "[/lang]", or where the next block opens */
  const char *code;
  gsize code_length;
  guint group; /* from 0 */
  gboolean closed;
} OofLanguageBlock;

/* @text: valid UTF-8; must outlive the result. (transfer full) (element-type OofLanguageBlock) */
GArray *oof_language_blocks_find (const char *text, gboolean html);

/* The codes of @blocks in lower case, each once, as they come. (transfer full) (element-type utf8)
 */
GPtrArray *oof_language_blocks_list_codes (GArray *blocks);

/* How well @code suits a reader of @languages, 0 is best; the same for all that do not. */
guint oof_language_rank (const char *code, gsize length, const char *const *languages);
/* Whether two codes mean the same language: "de", "de-AT", "DE_at". */
gboolean oof_language_same (const char *code, gsize length, const char *other, gsize other_length);

/* @text with the blocks of each group in the order of @languages, the others behind them as they
 * were. Groups that cannot be moved without harm (a block that is never closed, HTML tags that one
 * block closes and another does not) stay as they are. (transfer full) */
char *oof_language_blocks_order (const char *text, gboolean html, const char *const *languages);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-language-blocks-private.h"

#include <string.h>

#include "core/oof-html-private.h"
#include "core/oof-render-private.h"

/* The walk through a text. */
typedef struct
{
  GArray *blocks;
  GHashTable *seen; /* (owned) codes of the group, lower case */
  gboolean open;
} Finder;

static OofLanguageBlock *
block_at (GArray *blocks, guint index)
{
  return &g_array_index (blocks, OofLanguageBlock, index);
}

static void
end_block (Finder *self, const char *end, gboolean closed)
{
  if (!self->open)
    return;
  OofLanguageBlock *block = block_at (self->blocks, self->blocks->len - 1);
  block->end = end;
  block->closed = closed;
  self->open = FALSE;
}

static void
start_block (Finder *self, const OofScanItem *item)
{
  g_autofree char *code = g_ascii_strdown (item->inner, (gssize) item->inner_length);
  guint n = self->blocks->len;
  OofLanguageBlock block = { .start = item->start,
                             .end = item->end,
                             .code = item->inner,
                             .code_length = item->inner_length,
                             .group = n > 0 ? block_at (self->blocks, n - 1)->group : 0 };

  end_block (self, item->start, FALSE);
  if (g_hash_table_contains (self->seen, code))
    {
      g_hash_table_remove_all (self->seen);
      block.group++;
    }
  g_hash_table_add (self->seen, g_steal_pointer (&code));
  g_array_append_val (self->blocks, block);
  self->open = TRUE;
}

static void
find_in (Finder *self, const char *start, const char *end)
{
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, start, end);
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_LANGUAGE)
      start_block (self, &item);
    else if (item.kind == OOF_SCAN_LANGUAGE_END)
      end_block (self, item.end, TRUE);
}

GArray *
oof_language_blocks_find (const char *text, gboolean html)
{
  const char *cursor = text;
  const char *end = text + strlen (text);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder self = { .blocks = g_array_new (FALSE, FALSE, sizeof (OofLanguageBlock)), .seen = seen };
  OofHtmlToken token;

  if (!html)
    find_in (&self, text, end);
  while (html && oof_html_next (&cursor, end, &token))
    if (token.kind == OOF_HTML_TEXT)
      find_in (&self, token.start, token.end);
  end_block (&self, end, FALSE);
  return self.blocks;
}

/* Languages */

/* Bytes of "de" in "de-AT". */
static gsize
measure_primary (const char *code, gsize length)
{
  gsize n = 0;

  while (n < length && g_ascii_isalnum (code[n]))
    n++;
  return n;
}

gboolean
oof_language_same (const char *code, gsize length, const char *other, gsize other_length)
{
  gsize primary = measure_primary (code, length);

  return primary > 0 && primary == measure_primary (other, other_length)
         && g_ascii_strncasecmp (code, other, primary) == 0;
}

static gboolean
is_exactly (const char *code, gsize length, const char *language)
{
  return strlen (language) == length && g_ascii_strncasecmp (code, language, length) == 0;
}

/* "en-GB" before "en" for a reader of en-GB. */
guint
oof_language_rank (const char *code, gsize length, const char *const *languages)
{
  guint rank = 0;

  for (; *languages != NULL; languages++, rank += 2)
    if (is_exactly (code, length, *languages))
      return rank;
    else if (oof_language_same (code, length, *languages, strlen (*languages)))
      return rank + 1;
  return rank;
}

/* Order */

/* The tags that a piece of HTML closes without having opened them, and those that it leaves open:
 * pieces of the same shape can change places. (transfer full) (nullable): NULL when its tags cross
 * each other. */
static char *
describe_shape (const OofLanguageBlock *block)
{
  const char *cursor = block->start;
  g_autoptr (GString) closed = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  OofHtmlToken token;

  while (oof_html_next (&cursor, block->end, &token))
    {
      if (token.kind == OOF_HTML_OPEN && !oof_html_is_void (token.name))
        g_ptr_array_add (open, g_strdup (token.name));
      if (token.kind != OOF_HTML_CLOSE)
        continue;
      if (open->len == 0)
        g_string_append_printf (closed, "/%s", token.name);
      else if (g_str_equal (g_ptr_array_index (open, open->len - 1), token.name))
        g_ptr_array_set_size (open, (int) open->len - 1);
      else
        return NULL;
    }
  for (guint i = 0; i < open->len; i++)
    g_string_append_printf (closed, " %s", (const char *) g_ptr_array_index (open, i));
  return g_string_free (g_steal_pointer (&closed), FALSE);
}

static gboolean
can_move (GArray *blocks, guint first, guint n, gboolean html)
{
  g_autofree char *shape = html ? describe_shape (block_at (blocks, first)) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const OofLanguageBlock *block = block_at (blocks, first + i);
      g_autofree char *other = html ? describe_shape (block) : NULL;

      if (!block->closed || (html && (shape == NULL || g_strcmp0 (shape, other) != 0)))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  guint rank;
  guint index;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a;
  const Place *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

/* places[i]: which block comes where block i was. */
static void
order_group (GArray *blocks,
             guint first,
             guint n,
             gboolean html,
             const char *const *languages,
             Place *places)
{
  for (guint i = 0; i < n; i++)
    {
      const OofLanguageBlock *block = block_at (blocks, first + i);

      places[first + i] =
          (Place){ oof_language_rank (block->code, block->code_length, languages), first + i };
    }
  if (n > 1 && can_move (blocks, first, n, html))
    qsort (places + first, n, sizeof (Place), compare_places);
}

char *
oof_language_blocks_order (const char *text, gboolean html, const char *const *languages)
{
  g_autoptr (GArray) blocks = oof_language_blocks_find (text, html);
  g_autofree Place *places = g_new (Place, blocks->len);
  GString *out = g_string_sized_new (strlen (text));
  const char *cursor = text;

  for (guint first = 0, n; first < blocks->len; first += n)
    {
      for (n = 1; first + n < blocks->len
                  && block_at (blocks, first + n)->group == block_at (blocks, first)->group;)
        n++;
      order_group (blocks, first, n, html, languages, places);
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const OofLanguageBlock *here = block_at (blocks, i);
      const OofLanguageBlock *moved = block_at (blocks, places[i].index);

      g_string_append_len (out, cursor, here->start - cursor);
      g_string_append_len (out, moved->start, moved->end - moved->start);
      cursor = here->end;
    }
  g_string_append (out, cursor);
  return g_string_free (out, FALSE);
}

GPtrArray *
oof_language_blocks_list_codes (GArray *blocks)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < blocks->len; i++)
    {
      const OofLanguageBlock *block = &g_array_index (blocks, OofLanguageBlock, i);
      g_autofree char *code = g_ascii_strdown (block->code, (gssize) block->code_length);

      if (g_hash_table_contains (known, code))
        continue;
      g_hash_table_add (known, code);
      g_ptr_array_add (codes, g_steal_pointer (&code));
    }
  return codes;
}

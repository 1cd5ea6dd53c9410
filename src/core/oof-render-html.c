/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render-private.h"

#include <string.h>

#include "core/oof-html-private.h"
#include "core/oof-reply-text.h"

/* Lines of HTML (decisions 6): the smallest p, div, li or tr, or the piece between two br. The
 * document is read once; each token becomes a node, and what a removed line consisted of is marked
 * so that it is left out at the end. */

typedef enum
{
  BLOCK_BOUNDARY,  /* ends a line, and no more */
  BLOCK_LINE,      /* a line, when nothing smaller is one */
  BLOCK_CELL,      /* never removed by itself: the row is the line */
  BLOCK_CONTAINER, /* goes when all its lines are gone */
  BLOCK_ROOT
} BlockKind;

static const struct
{
  const char *name;
  BlockKind kind;
} blocks[] = {
  { "p", BLOCK_LINE },           { "div", BLOCK_LINE },
  { "li", BLOCK_LINE },          { "tr", BLOCK_LINE },
  { "h1", BLOCK_LINE },          { "h2", BLOCK_LINE },
  { "h3", BLOCK_LINE },          { "h4", BLOCK_LINE },
  { "h5", BLOCK_LINE },          { "h6", BLOCK_LINE },
  { "td", BLOCK_CELL },          { "th", BLOCK_CELL },
  { "table", BLOCK_CONTAINER },  { "ul", BLOCK_CONTAINER },
  { "ol", BLOCK_CONTAINER },     { "blockquote", BLOCK_CONTAINER },
  { "body", BLOCK_ROOT },        { "html", BLOCK_BOUNDARY },
  { "head", BLOCK_BOUNDARY },    { "tbody", BLOCK_BOUNDARY },
  { "thead", BLOCK_BOUNDARY },   { "tfoot", BLOCK_BOUNDARY },
  { "caption", BLOCK_BOUNDARY }, { "hr", BLOCK_BOUNDARY },
  { "center", BLOCK_BOUNDARY },  { "form", BLOCK_BOUNDARY },
  { "dl", BLOCK_BOUNDARY },      { "dt", BLOCK_BOUNDARY },
  { "dd", BLOCK_BOUNDARY },      { "pre", BLOCK_BOUNDARY },
  { "section", BLOCK_BOUNDARY }, { "article", BLOCK_BOUNDARY },
  { "header", BLOCK_BOUNDARY },  { "footer", BLOCK_BOUNDARY },
};

#define NO_BLOCK ((guint) -1)

typedef struct
{
  OofHtmlKind kind;
  char name[OOF_HTML_NAME_SIZE];
  gsize from; /* what it gives, in the output buffer */
  gsize to;
  guint skip_to; /* 0, or the node behind the element that starts here and is left out */
  gboolean dropped;
} Node;

typedef struct
{
  guint block; /* index into blocks */
  guint node;
  gboolean removed; /* the whole element is a line that goes */
  guint kept;       /* lines and elements in it that stay */
  guint gone;       /* the same that go */
} Element;

typedef struct
{
  OofRenderEngine *engine;
  OofRenderLine line;
  GString *out;
  GArray *nodes;
  GArray *open; /* Element, innermost last */
  guint counts[G_N_ELEMENTS (blocks)];
  guint line_start;       /* first node of the line */
  gboolean after_br;      /* the line starts behind a br */
  gboolean opens_element; /* the line starts an element: nothing in it stands before */
  guint last_br;          /* the br before the line, 0 when there is none or it is gone */
} Page;

static guint
find_block (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (g_str_equal (blocks[i].name, name))
      return i;
  return NO_BLOCK;
}

static gboolean
is_block (guint block, const char *name)
{
  return g_str_equal (blocks[block].name, name);
}

gboolean
oof_render_ends_line (const char *tag_name)
{
  return g_str_equal (tag_name, "br") || find_block (tag_name) != NO_BLOCK;
}

static gboolean
is_void (const char *name)
{
  return g_str_equal (name, "img") || g_str_equal (name, "input") || g_str_equal (name, "wbr");
}

static Node *
node_at (Page *self, guint index)
{
  return &g_array_index (self->nodes, Node, index);
}

static Element *
innermost (Page *self, guint up)
{
  return self->open->len > up ? &g_array_index (self->open, Element, self->open->len - 1 - up)
                              : NULL;
}

static void
add_node (Page *self, const OofHtmlToken *token)
{
  Node node = { .kind = token->kind, .from = self->out->len };

  memcpy (node.name, token->name, sizeof node.name);
  if (token->kind == OOF_HTML_TEXT)
    oof_render_engine_expand (self->engine, &self->line, token->start, token->end, self->out);
  else if (token->kind == OOF_HTML_OPEN)
    oof_render_engine_expand_tag (self->engine, &self->line, token->start, token->end, self->out);
  else
    g_string_append_len (self->out, token->start, token->end - token->start);
  node.to = self->out->len;
  g_array_append_val (self->nodes, node);
}

/* Leaves out the texts of a piece and the tags that have both their ends in it. */
static void
drop_piece (Page *self, guint end)
{
  g_autoptr (GArray) inline_open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = self->line_start; i < end; i++)
    {
      Node *node = node_at (self, i);
      guint depth = inline_open->len;

      if (node->kind == OOF_HTML_TEXT || is_void (node->name))
        node->dropped = TRUE;
      else if (node->kind == OOF_HTML_OPEN)
        g_array_append_val (inline_open, i);
      else if (node->kind == OOF_HTML_CLOSE && depth > 0)
        {
          Node *opening = node_at (self, g_array_index (inline_open, guint, depth - 1));

          if (!g_str_equal (opening->name, node->name))
            continue;
          opening->dropped = node->dropped = TRUE;
          g_array_set_size (inline_open, depth - 1);
        }
    }
}

/* The element that the current line is, NULL when it is a piece. */
static Element *
find_line_element (Page *self, gboolean before_br)
{
  Element *element = innermost (self, 0);
  Element *around = innermost (self, 1);

  if (element == NULL || before_br || self->after_br)
    return NULL;
  if (blocks[element->block].kind == BLOCK_CELL)
    return around != NULL && is_block (around->block, "tr") ? around : NULL;
  if (is_block (element->block, "tr"))
    return element;
  return self->opens_element && blocks[element->block].kind == BLOCK_LINE ? element : NULL;
}

/* The line ends before the node that comes next. @br: that node is a br. */
static void
end_line (Page *self, gboolean br)
{
  guint end = self->nodes->len;
  gboolean solid = self->line.solid;
  Element *element = innermost (self, 0);
  Element *whole = find_line_element (self, br);

  if (oof_render_engine_end_line (self->engine, &self->line))
    {
      if (element != NULL && solid)
        element->kept++;
      self->last_br = br ? end : 0;
    }
  else if (whole != NULL)
    whole->removed = TRUE;
  else
    {
      drop_piece (self, end);
      if (element != NULL)
        element->gone++;
      /* One br goes with the piece: the one behind it, else the one before it. */
      if (!br && self->last_br > 0)
        node_at (self, self->last_br)->dropped = TRUE;
      if (!br)
        self->last_br = 0;
    }
}

static void
close_element (Page *self, guint end)
{
  Element *element = innermost (self, 0);
  Element *around = innermost (self, 1);
  BlockKind kind = blocks[element->block].kind;
  gboolean emptied = element->removed || (element->kept == 0 && element->gone > 0);

  if (emptied && (kind == BLOCK_LINE || kind == BLOCK_CONTAINER))
    node_at (self, element->node)->skip_to = end;
  if (around != NULL && emptied)
    around->gone++;
  else if (around != NULL && element->kept > 0)
    around->kept++;
  self->counts[element->block]--;
  g_array_set_size (self->open, self->open->len - 1);
}

static gboolean
is_cell (guint block)
{
  return blocks[block].kind == BLOCK_CELL;
}

/* End tags that HTML lets one leave out: @block opens where they must have been. */
static void
close_implied (Page *self, guint block)
{
  guint end = self->nodes->len;

  if (self->open->len > 0 && is_block (innermost (self, 0)->block, "p"))
    close_element (self, end);
  if (self->open->len > 0 && is_block (block, "li") && is_block (innermost (self, 0)->block, "li"))
    close_element (self, end);
  if (self->open->len > 0 && (is_cell (block) || is_block (block, "tr"))
      && is_cell (innermost (self, 0)->block))
    close_element (self, end);
  if (self->open->len > 0 && is_block (block, "tr") && is_block (innermost (self, 0)->block, "tr"))
    close_element (self, end);
}

static void
start_line (Page *self, gboolean after_br, gboolean opens_element)
{
  self->line_start = self->nodes->len;
  self->after_br = after_br;
  self->opens_element = opens_element;
  if (!after_br)
    self->last_br = 0;
}

static void
open_block (Page *self, const OofHtmlToken *token, guint block)
{
  Element element = { .block = block, .node = self->nodes->len };
  gboolean tracked = blocks[block].kind != BLOCK_BOUNDARY;

  end_line (self, FALSE);
  close_implied (self, block);
  if (tracked)
    {
      g_array_append_val (self->open, element);
      self->counts[block]++;
    }
  else if (is_block (block, "hr") && self->open->len > 0)
    innermost (self, 0)->kept++;
  start_line (self, FALSE, tracked);
  add_node (self, token);
  self->line_start = self->nodes->len;
}

static void
close_block (Page *self, const OofHtmlToken *token, guint block)
{
  guint end = self->nodes->len;
  gboolean everything = is_block (block, "html") || is_block (block, "body");

  end_line (self, FALSE);
  while (self->open->len > 0 && (everything || self->counts[block] > 0)
         && innermost (self, 0)->block != block)
    close_element (self, end);
  if (self->counts[block] > 0)
    close_element (self, end + 1);
  add_node (self, token);
  start_line (self, FALSE, FALSE);
}

static void
add_token (Page *self, const OofHtmlToken *token)
{
  guint block = NO_BLOCK;

  if (token->name[0] != '\0')
    block = find_block (token->name);
  if (token->name[0] != '\0' && g_str_equal (token->name, "br"))
    {
      end_line (self, TRUE);
      gboolean gone = self->last_br != self->nodes->len;
      add_node (self, token);
      node_at (self, self->nodes->len - 1)->dropped = gone;
      start_line (self, TRUE, FALSE);
    }
  else if (block == NO_BLOCK)
    {
      if (token->kind == OOF_HTML_OPEN && is_void (token->name))
        self->line.content = self->line.solid = TRUE;
      add_node (self, token);
    }
  else if (token->kind == OOF_HTML_OPEN)
    open_block (self, token, block);
  else
    close_block (self, token, block);
}

static char *
join (Page *self)
{
  GString *html = g_string_sized_new (self->out->len);
  gboolean picture = FALSE;

  for (guint i = 0; i < self->nodes->len;)
    {
      const Node *node = node_at (self, i);

      if (node->skip_to > 0)
        {
          i = node->skip_to;
          continue;
        }
      if (!node->dropped)
        {
          picture |= g_str_equal (node->name, "img");
          g_string_append_len (html, self->out->str + node->from, (gssize) (node->to - node->from));
        }
      i++;
    }

  g_autofree char *visible = oof_reply_text_normalize (html->str);
  if (*visible == '\0' && !picture)
    g_string_truncate (html, 0);
  return g_string_free (html, FALSE);
}

char *
oof_render_html (OofRenderEngine *engine, const char *body)
{
  Page self = { .engine = engine };
  const char *end = body + strlen (body);
  OofHtmlToken token;

  self.out = g_string_new (NULL);
  self.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self.open = g_array_new (FALSE, FALSE, sizeof (Element));
  while (oof_html_next (&body, end, &token))
    add_token (&self, &token);
  end_line (&self, FALSE);
  while (self.open->len > 0)
    close_element (&self, self.nodes->len);

  char *html = join (&self);
  g_string_free (self.out, TRUE);
  g_array_unref (self.nodes);
  g_array_unref (self.open);
  return html;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-reply-text.h"

#include <string.h>

#include "core/oof-html-private.h"

#define HASH_PREFIX  "sha256:"
#define HASH_FIGURES 64

/* The visible text while it is being collected, line by line. */
typedef struct
{
  GString *out;
  gsize line;           /* where the current line starts in out */
  gboolean blank;       /* a blank is due before the next character */
  gboolean touched;     /* the line holds something, if only U+00A0 */
  gboolean keep_empty;  /* empty lines count */
  gboolean empty_above; /* an empty line is due before the next text */
} Collector;

static const char *const block_names[] = {
  "address", "blockquote", "body", "center", "dd",      "div",    "dl",   "dt",      "form", "h1",
  "h2",      "h3",         "h4",   "h5",     "h6",      "hr",     "html", "li",      "ol",   "p",
  "pre",     "table",      "tr",   "ul",     "article", "footer", "main", "section", NULL,
};

static void
end_line (Collector *self)
{
  if (self->out->len > self->line)
    {
      g_string_append_c (self->out, '\n');
      self->empty_above = FALSE;
    }
  else if (self->keep_empty && self->out->len > 0)
    self->empty_above = TRUE;
  self->line = self->out->len;
  self->blank = FALSE;
  self->touched = FALSE;
}

static void
add_char (Collector *self, gunichar c)
{
  /* A byte order mark in the middle is nothing that anybody sees. */
  if (c == 0xfeff)
    return;
  if (c == 0xa0 || (c < 0x80 && oof_html_is_space ((char) c)))
    {
      self->blank = TRUE;
      self->touched |= c == 0xa0;
      return;
    }
  if (self->out->len == self->line)
    {
      if (self->empty_above)
        {
          g_string_append_c (self->out, '\n');
          self->line++;
          self->empty_above = FALSE;
        }
    }
  else if (self->blank)
    g_string_append_c (self->out, ' ');
  g_string_append_unichar (self->out, c);
  self->blank = FALSE;
  self->touched = TRUE;
}

static void
add_text (Collector *self, const char *p, const char *end)
{
  while (p < end)
    {
      gsize length = 0;
      gunichar c = *p == '&' ? oof_html_read_entity (p, end, &length) : 0;

      if (c == 0)
        {
          c = g_utf8_get_char (p);
          length = (gsize) (g_utf8_next_char (p) - p);
        }
      add_char (self, c);
      p += length;
    }
}

static void
add_tag (Collector *self, const char *name)
{
  if (g_str_equal (name, "br"))
    end_line (self);
  else if (self->touched && g_strv_contains (block_names, name))
    end_line (self);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    self->blank = TRUE;
}

static char *
collect (const char *html, gboolean keep_empty)
{
  g_autofree char *valid = g_utf8_make_valid (html != NULL ? html : "", -1);
  const char *end = valid + strlen (valid);
  const char *cursor = valid;
  Collector self = { .out = g_string_new (NULL), .keep_empty = keep_empty };
  gboolean in_head = FALSE;
  OofHtmlToken token;

  while (oof_html_next (&cursor, end, &token))
    {
      gboolean is_head = g_str_equal (token.name, "head");

      if (token.kind == OOF_HTML_OPEN && (is_head || g_str_equal (token.name, "body")))
        in_head = is_head;
      else if (token.kind == OOF_HTML_CLOSE && is_head)
        in_head = FALSE;
      if (in_head)
        continue;
      if (token.kind == OOF_HTML_TEXT)
        add_text (&self, token.start, token.end);
      else if (token.kind == OOF_HTML_OPEN || token.kind == OOF_HTML_CLOSE)
        add_tag (&self, token.name);
    }
  if (self.out->len > 0 && self.out->str[self.out->len - 1] == '\n')
    g_string_truncate (self.out, self.out->len - 1);
  return g_string_free (self.out, FALSE);
}

char *
oof_reply_text_normalize (const char *html)
{
  return collect (html, FALSE);
}

gboolean
oof_reply_text_is_hash (const char *text)
{
  return text != NULL && g_str_has_prefix (text, HASH_PREFIX)
         && strspn (text + strlen (HASH_PREFIX), "0123456789abcdef") == HASH_FIGURES
         && strlen (text) == strlen (HASH_PREFIX) + HASH_FIGURES;
}

char *
oof_reply_text_hash (const char *html)
{
  g_autofree char *normal = NULL;
  g_autofree char *figures = NULL;

  if (oof_reply_text_is_hash (html))
    return g_strdup (html);
  normal = oof_reply_text_normalize (html);
  if (*normal == '\0')
    return g_steal_pointer (&normal);
  figures = g_compute_checksum_for_string (G_CHECKSUM_SHA256, normal, -1);
  return g_strconcat (HASH_PREFIX, figures, NULL);
}

static gboolean
has_same_hash (const char *a, const char *b)
{
  g_autofree char *hash_a = oof_reply_text_hash (a);
  g_autofree char *hash_b = oof_reply_text_hash (b);

  return g_str_equal (hash_a, hash_b);
}

gboolean
oof_reply_text_equal (const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (oof_reply_text_is_hash (a) || oof_reply_text_is_hash (b))
    return has_same_hash (a, b);

  g_autofree char *normal_a = oof_reply_text_normalize (a);
  g_autofree char *normal_b = oof_reply_text_normalize (b);
  return g_str_equal (normal_a, normal_b);
}

char *
oof_reply_text_to_plain (const char *html)
{
  return collect (html, TRUE);
}

char *
oof_reply_text_from_plain (const char *text)
{
  return oof_reply_text_from_plain_styled (text, NULL);
}

char *
oof_reply_text_from_plain_styled (const char *text, const char *style)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return g_strdup ("");

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *end = valid + strlen (valid);
  GString *out = g_string_new ("<html><body>");

  if (style != NULL)
    {
      g_string_append (out, "<div style=\"");
      oof_html_append_escaped (out, style, style + strlen (style));
      g_string_append (out, "\">");
    }
  for (const char *line = valid, *next = NULL; line != NULL; line = next)
    {
      const char *stop = oof_html_end_of_line (line, end, &next);

      oof_html_append_escaped (out, line, stop);
      if (next != NULL)
        g_string_append (out, "<br>");
    }
  g_string_append (out, style != NULL ? "</div></body></html>" : "</body></html>");
  return g_string_free (out, FALSE);
}

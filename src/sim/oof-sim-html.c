/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-html.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define HEAD                                                                                       \
  "<html>\r\n<head>\r\n"                                                                           \
  "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\r\n"

static gboolean
name_in (const xmlNode *node, const gchar *const *names)
{
  g_autofree gchar *name = g_ascii_strdown ((const gchar *) node->name, -1);

  return g_strv_contains (names, name);
}

static gboolean
is_dropped (const xmlNode *node)
{
  static const gchar *const dropped[] = { "script", "iframe", "object", "embed", "applet",
                                          "form",   "meta",   "title",  "link",  NULL };

  return node->type != XML_TEXT_NODE && (node->type != XML_ELEMENT_NODE || name_in (node, dropped));
}

static gboolean
is_void (const xmlNode *node)
{
  static const gchar *const voids[] = { "br", "hr", "img", "col", "input", "area", "wbr", NULL };

  return name_in (node, voids);
}

static gboolean
is_block (const xmlNode *node)
{
  static const gchar *const blocks[] = { "p",  "div", "li", "tr",  "table",      "ul", "ol",
                                         "h1", "h2",  "h3", "h4",  "h5",         "h6", "dl",
                                         "dt", "dd",  "hr", "pre", "blockquote", NULL };

  return name_in (node, blocks);
}

/* What stands between "<" and a letter, "/" or "!" is a tag; everything else is plain text. */
static gboolean
looks_like_html (const gchar *text)
{
  for (const gchar *at = strchr (text, '<'); at != NULL; at = strchr (at + 1, '<'))
    if (g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!')
      return strchr (at, '>') != NULL;
  return FALSE;
}

static gboolean
has_tag (const gchar *text, const gchar *tag)
{
  g_autofree gchar *lower = g_ascii_strdown (text, -1);

  return strstr (lower, tag) != NULL;
}

/* A document with html and body, for the parser. (transfer full) */
static gchar *
complete (const gchar *text)
{
  g_autofree gchar *escaped = NULL;

  if (!looks_like_html (text))
    {
      escaped = g_markup_escape_text (text, -1);
      return g_strconcat ("<html><body>", escaped, "</body></html>", NULL);
    }
  if (has_tag (text, "<html") || has_tag (text, "<body"))
    return g_strdup (text);
  return g_strconcat ("<html><body>", text, "</body></html>", NULL);
}

static void
append_escaped (GString *out, const gchar *text, gboolean attribute)
{
  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '&')
        g_string_append (out, "&amp;");
      else if (letter == '<')
        g_string_append (out, "&lt;");
      else if (letter == '>')
        g_string_append (out, "&gt;");
      else if (letter == '"' && attribute)
        g_string_append (out, "&quot;");
      else if (letter == 0xA0)
        g_string_append (out, "&nbsp;");
      else if (letter == '\n')
        g_string_append (out, "\r\n");
      else if (letter != '\r')
        g_string_append_unichar (out, letter);
    }
}

static void
append_attributes (GString *out, const xmlNode *node)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree gchar *name = g_ascii_strdown ((const gchar *) attribute->name, -1);
      const gchar *value = attribute->children == NULL || attribute->children->content == NULL
                               ? ""
                               : (const gchar *) attribute->children->content;

      if (g_str_has_prefix (name, "on") || g_ascii_strncasecmp (value, "javascript:", 11) == 0)
        continue;
      g_string_append_printf (out, " %s=\"", name);
      append_escaped (out, value, TRUE);
      g_string_append_c (out, '"');
    }
}

static void
append_nodes (GString *out, const xmlNode *node, gboolean raw)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type == XML_CDATA_SECTION_NODE && raw)
        g_string_append (out, (const gchar *) node->content);
      if (is_dropped (node))
        continue;
      if (node->type == XML_TEXT_NODE && raw)
        g_string_append (out, (const gchar *) node->content);
      else if (node->type == XML_TEXT_NODE)
        append_escaped (out, (const gchar *) node->content, FALSE);
      if (node->type != XML_ELEMENT_NODE)
        continue;
      g_string_append_printf (out, "<%s", (const gchar *) node->name);
      append_attributes (out, node);
      g_string_append_c (out, '>');
      append_nodes (out, node->children, strcmp ((const gchar *) node->name, "style") == 0);
      if (!is_void (node))
        g_string_append_printf (out, "</%s>", (const gchar *) node->name);
    }
}

static htmlDocPtr
parse (const gchar *text)
{
  g_autofree gchar *valid = g_utf8_make_valid (text, -1);
  g_autofree gchar *whole = complete (valid);

  return htmlReadMemory (whole, (int) strlen (whole), NULL, "UTF-8",
                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                             | HTML_PARSE_COMPACT);
}

static xmlNode *
find_child (xmlNode *parent, const gchar *name)
{
  for (xmlNode *node = parent == NULL ? NULL : parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && strcmp ((const gchar *) node->name, name) == 0)
      return node;
  return NULL;
}

gchar *
oof_sim_html_store (const gchar *text)
{
  g_autoptr (GString) inner = g_string_new (NULL);
  GString *out;
  htmlDocPtr document;
  xmlNode *root, *head, *body;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  out = g_string_new (HEAD);
  document = parse (text);
  root = document == NULL ? NULL : xmlDocGetRootElement (document);
  head = find_child (root, "head");
  body = find_child (root, "body");
  for (xmlNode *node = head == NULL ? NULL : head->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && strcmp ((const gchar *) node->name, "style") == 0)
      {
        g_string_append (out, "<style>");
        append_nodes (out, node->children, TRUE);
        g_string_append (out, "</style>\r\n");
      }
  g_string_append (out, "</head>\r\n<body");
  if (body != NULL)
    {
      append_attributes (out, body);
      append_nodes (inner, body->children, FALSE);
    }
  g_string_append_printf (out, ">%s</body>\r\n</html>\r\n", g_strstrip (inner->str));
  if (document != NULL)
    xmlFreeDoc (document);
  return g_string_free (out, FALSE);
}

/* Text on its way to lines. */
typedef struct
{
  GString *out;
  gsize line;     /* where the current line begins */
  gboolean blank; /* a blank is due before the next letter */
} Lines;

static void
end_line (Lines *lines)
{
  while (lines->out->len > lines->line && lines->out->str[lines->out->len - 1] == ' ')
    g_string_truncate (lines->out, lines->out->len - 1);
  g_string_append_c (lines->out, '\n');
  lines->line = lines->out->len;
  lines->blank = FALSE;
}

static void
append_text (Lines *lines, const gchar *text, gboolean keep_blanks)
{
  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (keep_blanks && letter == '\n')
        end_line (lines);
      else if (letter == 0xA0 || (keep_blanks && letter == ' '))
        g_string_append_c (lines->out, ' ');
      else if (letter < 128 && g_ascii_isspace ((gchar) letter))
        lines->blank = TRUE;
      else
        {
          if (lines->blank && lines->out->len > lines->line)
            g_string_append_c (lines->out, ' ');
          lines->blank = FALSE;
          g_string_append_unichar (lines->out, letter);
        }
    }
}

static void
append_lines (Lines *lines, const xmlNode *node, gboolean keep_blanks)
{
  static const gchar *const silent[] = { "style", "head", NULL };

  for (; node != NULL; node = node->next)
    {
      if (is_dropped (node) || name_in (node, silent))
        continue;
      if (node->type == XML_TEXT_NODE)
        {
          append_text (lines, (const gchar *) node->content, keep_blanks);
          continue;
        }
      if (is_block (node) && lines->out->len > lines->line)
        end_line (lines);
      append_lines (lines, node->children,
                    keep_blanks || strcmp ((const gchar *) node->name, "pre") == 0);
      if (strcmp ((const gchar *) node->name, "br") == 0
          || (is_block (node) && lines->out->len > lines->line))
        end_line (lines);
    }
}

gchar *
oof_sim_html_to_text (const gchar *html)
{
  Lines lines = { g_string_new (NULL), 0, FALSE };
  htmlDocPtr document;

  if (html == NULL || *html == '\0')
    return g_string_free (lines.out, FALSE);
  document = parse (html);
  if (document != NULL)
    {
      append_lines (&lines, find_child (xmlDocGetRootElement (document), "body"), FALSE);
      xmlFreeDoc (document);
    }
  end_line (&lines);
  g_strchomp (lines.out->str);
  return g_string_free (lines.out, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-html-private.h"

#include <string.h>

/* The names that mail programs write: Latin-1, typography, and what XML knows. */
static const struct
{
  const char *name;
  gunichar code;
} entities[] = {
  { "amp", '&' },       { "lt", '<' },        { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },     { "nbsp", 0xa0 },     { "iexcl", 0xa1 },    { "cent", 0xa2 },
  { "pound", 0xa3 },    { "curren", 0xa4 },   { "yen", 0xa5 },      { "brvbar", 0xa6 },
  { "sect", 0xa7 },     { "uml", 0xa8 },      { "copy", 0xa9 },     { "ordf", 0xaa },
  { "laquo", 0xab },    { "not", 0xac },      { "shy", 0xad },      { "reg", 0xae },
  { "macr", 0xaf },     { "deg", 0xb0 },      { "plusmn", 0xb1 },   { "sup2", 0xb2 },
  { "sup3", 0xb3 },     { "acute", 0xb4 },    { "micro", 0xb5 },    { "para", 0xb6 },
  { "middot", 0xb7 },   { "cedil", 0xb8 },    { "sup1", 0xb9 },     { "ordm", 0xba },
  { "raquo", 0xbb },    { "frac14", 0xbc },   { "frac12", 0xbd },   { "frac34", 0xbe },
  { "iquest", 0xbf },   { "Agrave", 0xc0 },   { "Aacute", 0xc1 },   { "Acirc", 0xc2 },
  { "Atilde", 0xc3 },   { "Auml", 0xc4 },     { "Aring", 0xc5 },    { "AElig", 0xc6 },
  { "Ccedil", 0xc7 },   { "Egrave", 0xc8 },   { "Eacute", 0xc9 },   { "Ecirc", 0xca },
  { "Euml", 0xcb },     { "Igrave", 0xcc },   { "Iacute", 0xcd },   { "Icirc", 0xce },
  { "Iuml", 0xcf },     { "ETH", 0xd0 },      { "Ntilde", 0xd1 },   { "Ograve", 0xd2 },
  { "Oacute", 0xd3 },   { "Ocirc", 0xd4 },    { "Otilde", 0xd5 },   { "Ouml", 0xd6 },
  { "times", 0xd7 },    { "Oslash", 0xd8 },   { "Ugrave", 0xd9 },   { "Uacute", 0xda },
  { "Ucirc", 0xdb },    { "Uuml", 0xdc },     { "Yacute", 0xdd },   { "THORN", 0xde },
  { "szlig", 0xdf },    { "agrave", 0xe0 },   { "aacute", 0xe1 },   { "acirc", 0xe2 },
  { "atilde", 0xe3 },   { "auml", 0xe4 },     { "aring", 0xe5 },    { "aelig", 0xe6 },
  { "ccedil", 0xe7 },   { "egrave", 0xe8 },   { "eacute", 0xe9 },   { "ecirc", 0xea },
  { "euml", 0xeb },     { "igrave", 0xec },   { "iacute", 0xed },   { "icirc", 0xee },
  { "iuml", 0xef },     { "eth", 0xf0 },      { "ntilde", 0xf1 },   { "ograve", 0xf2 },
  { "oacute", 0xf3 },   { "ocirc", 0xf4 },    { "otilde", 0xf5 },   { "ouml", 0xf6 },
  { "divide", 0xf7 },   { "oslash", 0xf8 },   { "ugrave", 0xf9 },   { "uacute", 0xfa },
  { "ucirc", 0xfb },    { "uuml", 0xfc },     { "yacute", 0xfd },   { "thorn", 0xfe },
  { "yuml", 0xff },     { "OElig", 0x152 },   { "oelig", 0x153 },   { "Scaron", 0x160 },
  { "scaron", 0x161 },  { "ensp", 0x2002 },   { "emsp", 0x2003 },   { "thinsp", 0x2009 },
  { "zwnj", 0x200c },   { "zwj", 0x200d },    { "ndash", 0x2013 },  { "mdash", 0x2014 },
  { "lsquo", 0x2018 },  { "rsquo", 0x2019 },  { "sbquo", 0x201a },  { "ldquo", 0x201c },
  { "rdquo", 0x201d },  { "bdquo", 0x201e },  { "dagger", 0x2020 }, { "bull", 0x2022 },
  { "hellip", 0x2026 }, { "permil", 0x2030 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203a },
  { "euro", 0x20ac },   { "trade", 0x2122 },  { "larr", 0x2190 },   { "rarr", 0x2192 },
};

#define LONGEST_ENTITY 8

/* Numeric references 0x80 to 0x9f mean Windows-1252 (HTML standard, numeric character reference
 * end state); Outlook used to write them. */
static const guint16 windows_1252[32] = {
  0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
  0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

gboolean
oof_html_is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

gboolean
oof_html_is_void (const char *name)
{
  static const char *const names[] = {
    "area",  "base", "br",   "col",    "embed", "hr",  "img",
    "input", "link", "meta", "source", "track", "wbr", NULL,
  };

  return g_strv_contains (names, name);
}

gunichar
oof_html_read_windows_1252 (guchar byte)
{
  gunichar c = byte >= 0x80 && byte <= 0x9f ? windows_1252[byte - 0x80] : byte;

  return c >= 0x80 && c <= 0x9f ? 0xfffd : c;
}

static gunichar
repair_code (guint64 code)
{
  if (code >= 0x80 && code <= 0x9f)
    return windows_1252[code - 0x80];
  if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return 0xfffd;
  return (gunichar) code;
}

static gunichar
read_numeric (const char *text, const char *end, gsize *length)
{
  const char *p = text + 2;
  gboolean hex = p < end && (*p == 'x' || *p == 'X');
  guint64 code = 0;

  if (hex)
    p++;
  const char *digits = p;
  for (; p < end && (hex ? g_ascii_isxdigit (*p) : g_ascii_isdigit (*p)); p++)
    code = MIN (code * (hex ? 16 : 10) + (guint) g_ascii_xdigit_value (*p), 0x110000);
  if (p == digits)
    return 0;
  *length = (gsize) (p - text) + (p < end && *p == ';');
  return repair_code (code);
}

gunichar
oof_html_read_entity (const char *text, const char *end, gsize *length)
{
  if (end - text > 2 && text[1] == '#')
    return read_numeric (text, end, length);

  gsize n = 0;
  while (text + 1 + n < end && n <= LONGEST_ENTITY && g_ascii_isalnum (text[1 + n]))
    n++;
  for (gsize i = 0; n > 0 && i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && memcmp (entities[i].name, text + 1, n) == 0)
      {
        *length = 1 + n + (text + 1 + n < end && text[1 + n] == ';');
        return entities[i].code;
      }
  return 0;
}

void
oof_html_append_escaped (GString *out, const char *text, const char *end)
{
  for (const char *p = text; p < end; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        /* Not &apos;: Outlook's engine speaks HTML 4. */
        g_string_append (out, "&#39;");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

const char *
oof_html_end_of_line (const char *text, const char *end, const char **next)
{
  const char *newline = memchr (text, '\n', (gsize) (end - text));
  const char *stop = newline != NULL ? newline : end;

  *next = newline != NULL ? newline + 1 : NULL;
  return stop > text && newline != NULL && stop[-1] == '\r' ? stop - 1 : stop;
}

/* Behind the next @needle, or @end. */
static const char *
skip_past (const char *p, const char *end, const char *needle)
{
  const char *found = g_strstr_len (p, end - p, needle);
  return found != NULL ? found + strlen (needle) : end;
}

/* Behind the '>' of the tag at @p. A quote counts only as the start of an attribute's value. */
static const char *
skip_tag (const char *p, const char *end)
{
  char last = '\0';

  for (; p < end && *p != '>'; p++)
    {
      if (last == '=' && (*p == '"' || *p == '\''))
        {
          const char *close = memchr (p + 1, *p, (gsize) (end - p - 1));
          if (close == NULL)
            return end;
          p = close;
        }
      if (!oof_html_is_space (*p))
        last = *p;
    }
  return p < end ? p + 1 : end;
}

static void
read_name (const char *p, const char *end, char *name)
{
  gsize n = 0;

  for (; p < end && !oof_html_is_space (*p) && *p != '/' && *p != '>'; p++)
    if (n < OOF_HTML_NAME_SIZE - 1)
      name[n++] = g_ascii_tolower (*p);
  name[n] = '\0';
}

/* Behind </@name …>: nothing inside such an element is markup. */
static const char *
skip_raw (const char *p, const char *end, const char *name)
{
  gsize n = strlen (name);

  while ((p = memchr (p, '<', (gsize) (end - p))) != NULL)
    {
      if ((gsize) (end - p) > n + 1 && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, n) == 0)
        return skip_tag (p, end);
      p++;
    }
  return end;
}

static gboolean
is_raw (const char *name)
{
  return g_str_equal (name, "style") || g_str_equal (name, "script") || g_str_equal (name, "title");
}

static void
read_markup (OofHtmlToken *token, const char *end)
{
  const char *p = token->start;

  if (g_ascii_isalpha (p[1]))
    {
      token->kind = OOF_HTML_OPEN;
      read_name (p + 1, end, token->name);
      token->end = skip_tag (p + 1, end);
      if (!is_raw (token->name))
        return;
      token->kind = OOF_HTML_OTHER;
      token->end = skip_raw (token->end, end, token->name);
      token->name[0] = '\0';
      return;
    }
  if (p[1] == '/' && p + 2 < end && g_ascii_isalpha (p[2]))
    {
      token->kind = OOF_HTML_CLOSE;
      read_name (p + 2, end, token->name);
      token->end = skip_tag (p + 2, end);
      return;
    }
  token->kind = OOF_HTML_OTHER;
  /* From "--" on, so that <!--> is closed already. */
  if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    token->end = skip_past (p + 2, end, "-->");
  else
    token->end = skip_past (p, end, ">");
}

static gboolean
starts_markup (const char *p, const char *end)
{
  return *p == '<' && p + 1 < end
         && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?');
}

gboolean
oof_html_next (const char **cursor, const char *end, OofHtmlToken *token)
{
  const char *p = *cursor;

  token->kind = OOF_HTML_END;
  token->start = token->end = p;
  token->name[0] = '\0';
  if (p >= end)
    return FALSE;

  if (starts_markup (p, end))
    read_markup (token, end);
  else
    {
      token->kind = OOF_HTML_TEXT;
      for (p++; p < end && !starts_markup (p, end); p++)
        ;
      token->end = p;
    }
  *cursor = token->end;
  return TRUE;
}

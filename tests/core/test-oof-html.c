/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-html-private.h"

#include <string.h>

/* "T[text]" "O name[whole]" "C name[whole]" "X[whole]" for each token. */
static char *
scan (const char *html)
{
  static const char letters[] = { 'E', 'T', 'O', 'C', 'X' };
  const char *cursor = html;
  const char *end = html + strlen (html);
  GString *out = g_string_new (NULL);
  OofHtmlToken token;

  while (oof_html_next (&cursor, end, &token))
    {
      g_assert_true (token.end > token.start);
      g_string_append_printf (out, "%c%s[%.*s]", letters[token.kind], token.name,
                              (int) (token.end - token.start), token.start);
    }
  g_assert_cmpint (token.kind, ==, OOF_HTML_END);
  return g_string_free (out, FALSE);
}

static void
test_tokens (void)
{
  static const struct
  {
    const char *html;
    const char *tokens;
  } rows[] = {
    { "", "" },
    { "a<BR/>b</P >", "T[a]Obr[<BR/>]T[b]Cp[</P >]" },
    { "<a b='>' c=\"'>\" d>x", "Oa[<a b='>' c=\"'>\" d>]T[x]" },
    { "<a it's>x", "Oa[<a it's>]T[x]" },
    { "<style>p>a{}</style >x", "X[<style>p>a{}</style >]T[x]" },
    { "<title>a</b></TITLE>", "X[<title>a</b></TITLE>]" },
    { "<!-- a > b -->c<!-->d<!doctype>e<?x?>",
      "X[<!-- a > b -->]T[c]X[<!-->]T[d]X[<!doctype>]T[e]X[<?x?>]" },
    { "</>a</ b>c", "X[</>]T[a]X[</ b>]T[c]" },
    { "1 < 2 <", "T[1 < 2 <]" },
    { "<a b=\"x>y", "Oa[<a b=\"x>y]" },
    { "<averylongelementname>", "Oaverylongelemen[<averylongelementname>]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tokens = scan (rows[i].html);

      g_assert_cmpstr (tokens, ==, rows[i].tokens);
    }
}

static void
test_entities (void)
{
  static const struct
  {
    const char *text;
    gunichar code;
    gsize length;
  } rows[] = {
    { "&amp;x", '&', 5 },    { "&amp", '&', 4 },
    { "&Uuml;", 0xdc, 6 },   { "&uuml;", 0xfc, 6 },
    { "&#65;", 'A', 5 },     { "&#x41x", 'A', 5 },
    { "&#128;", 0x20ac, 6 }, { "&#xFFFFFFFFFFFFFFFFFF;", 0xfffd, 22 },
    { "&", 0, 0 },           { "&;", 0, 0 },
    { "&#", 0, 0 },          { "&#x", 0, 0 },
    { "&ampx;", 0, 0 },      { "&waytoolongtobeanentity;", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = 0;
      gunichar code =
          oof_html_read_entity (rows[i].text, rows[i].text + strlen (rows[i].text), &length);

      g_assert_cmpuint (code, ==, rows[i].code);
      g_assert_cmpuint (length, ==, rows[i].length);
    }
}

static void
test_end_of_line (void)
{
  static const char text[] = "a\r\n\nb\r";
  const char *end = text + strlen (text);
  const char *next = NULL;

  g_assert_true (oof_html_end_of_line (text, end, &next) == text + 1);
  g_assert_true (next == text + 3);
  g_assert_true (oof_html_end_of_line (next, end, &next) == text + 3);
  g_assert_true (next == text + 4);
  g_assert_true (oof_html_end_of_line (next, end, &next) == end);
  g_assert_null (next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/tokens", test_tokens);
  g_test_add_func ("/html/entities", test_entities);
  g_test_add_func ("/html/end-of-line", test_end_of_line);
  return g_test_run ();
}

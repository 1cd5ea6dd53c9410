/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-rich-text.h"

#include <string.h>

static void
check (const char *html, const char *expected)
{
  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (html);
  g_autofree char *words = oof_rich_text_to_string (text);

  g_assert_cmpstr (words, ==, expected);
}

static const OofRichRun *
find_run (OofRichText *text, const char *words)
{
  for (guint i = 0; i < text->runs->len; i++)
    {
      OofRichRun *run = g_ptr_array_index (text->runs, i);
      if (strstr (run->text, words) != NULL)
        return run;
    }
  g_error ("no run says %s", words);
  return NULL;
}

static void
test_lines (void)
{
  check ("", "");
  check ("Guten Tag", "Guten Tag");
  check ("<p>Guten   Tag,\n</p><p>bis  morgen</p>", "Guten Tag,\n\nbis morgen");
  check ("<div>eins</div><div>zwei</div>", "eins\nzwei");
  check ("eins<br>zwei<br/><br>drei", "eins\nzwei\n\ndrei");
  check ("<ul><li>a</li><li>b</li></ul>", "• a\n• b");
  check ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc");
  check ("a &amp; b &lt;c&gt; &#228;&nbsp;&euro", "a & b <c> ä €");
}

static void
test_looks (void)
{
  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (
      "normal <b>fett <i>beides</i></b> <span style=\"COLOR: #1a5fb4; font-size: "
      "22pt\">blau</span> "
      "<font color='#abc'>kurz</font> <span style='color:red'>wort</span>");

  g_assert_cmpuint (find_run (text, "normal")->style, ==, 0);
  g_assert_cmpuint (find_run (text, "fett")->style, ==, OOF_RICH_BOLD);
  g_assert_cmpuint (find_run (text, "beides")->style, ==, OOF_RICH_BOLD | OOF_RICH_ITALIC);
  g_assert_cmpstr (find_run (text, "blau")->color, ==, "#1a5fb4");
  g_assert_cmpfloat (find_run (text, "blau")->scale, ==, 2.0);
  g_assert_cmpstr (find_run (text, "kurz")->color, ==, "#aabbcc");
  g_assert_null (find_run (text, "wort")->color);
}

/* A link shows where it leads, a picture that it was one; what runs or loads is not there at all.
 */
static void
test_hostile (void)
{
  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (
      "<script>alert(1)</script><style>p{background:url(http://evil/x)}</style>"
      "<img src=\"http://evil/pixel.gif\" alt=\"Logo\" onerror=\"alert(2)\">"
      "<a href=\"http://evil/\">https://bank.example</a><iframe src=\"http://evil/f\"></iframe>");
  g_autofree char *words = oof_rich_text_to_string (text);

  g_assert_null (strstr (words, "alert"));
  g_assert_null (strstr (words, "pixel"));
  g_assert_null (strstr (words, "background"));
  g_assert_nonnull (strstr (words, "https://bank.example (http://evil/)"));
  g_assert_cmpuint (find_run (text, "Logo")->style, ==, OOF_RICH_PICTURE);
  check ("<a href=\"https://a.example\">https://a.example</a>", "https://a.example");
}

static void
test_any_bytes (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  guint32 seed = 7;

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, i % 2 == 0 ? "<b>" : "<div style=\"color:#123456\">x");
  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (deep->str);
  g_assert_cmpuint (text->runs->len, <=, 20000);
  for (int round = 0; round < 500; round++)
    {
      char bytes[200];
      for (gsize i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = "<>/&;='\"ab p#\xc3\xff "[(seed = seed * 1664525u + 1013904223u) >> 16 & 15];
      bytes[sizeof bytes - 1] = '\0';
      g_autoptr (OofRichText) noise = oof_rich_text_new_from_html (bytes);
      g_autofree char *words = oof_rich_text_to_string (noise);
      g_assert_true (g_utf8_validate (words, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rich-text/lines", test_lines);
  g_test_add_func ("/rich-text/looks", test_looks);
  g_test_add_func ("/rich-text/hostile", test_hostile);
  g_test_add_func ("/rich-text/any-bytes", test_any_bytes);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-language-blocks-private.h"

#include <string.h>

#define SWAP_HTML "<p>[lang:de]a[/lang]</p><p>[lang:en]b[/lang]</p>"

static void
assert_order (const char *languages, gboolean html, const char *text, const char *expected)
{
  g_auto (GStrv) list = g_strsplit (languages, ",", -1);
  g_autofree char *ordered = oof_language_blocks_order (text, html, (const char *const *) list);

  g_assert_cmpstr (ordered, ==, expected);
}

static void
test_text (void)
{
  const char *pair = "x\n[lang:de]\nHallo\n[/lang]\n--\n[lang:en]\nHello\n[/lang]\ny\n";
  const char *swapped = "x\n[lang:en]\nHello\n[/lang]\n--\n[lang:de]\nHallo\n[/lang]\ny\n";

  assert_order ("de", FALSE, pair, pair);
  assert_order ("de,en", FALSE, pair, pair);
  assert_order ("fr", FALSE, pair, pair);
  assert_order ("", FALSE, pair, pair);
  assert_order ("en", FALSE, pair, swapped);
  assert_order ("EN-us,de", FALSE, pair, swapped);
  assert_order ("fr,en", FALSE, pair, swapped);
  assert_order ("en", FALSE, "", "");
  assert_order ("en", FALSE, "[lang:en]a[/lang]", "[lang:en]a[/lang]");
}

static void
test_ranks (void)
{
  static const char *const languages[] = { "en-GB", "de", NULL };

  g_assert_cmpuint (oof_language_rank ("EN-gb", 5, languages), ==, 0);
  g_assert_cmpuint (oof_language_rank ("en", 2, languages), ==, 1);
  g_assert_cmpuint (oof_language_rank ("en-US", 5, languages), ==, 1);
  g_assert_cmpuint (oof_language_rank ("de", 2, languages), ==, 2);
  g_assert_cmpuint (oof_language_rank ("de-AT", 5, languages), ==, 3);
  g_assert_cmpuint (oof_language_rank ("deu", 3, languages), ==, 4);
  g_assert_cmpuint (oof_language_rank ("", 0, languages), ==, 4);

  assert_order ("en-GB", FALSE,
                "[lang:fr]f[/lang][lang:en]e[/lang][lang:de]d[/lang][lang:en-GB]g[/lang]",
                "[lang:en-GB]g[/lang][lang:en]e[/lang][lang:fr]f[/lang][lang:de]d[/lang]");
}

/* A language that comes again starts the next group. */
static void
test_groups (void)
{
  const char *text = "[lang:de]1[/lang][lang:en]2[/lang] a [lang:DE]3[/lang][lang:en]4[/lang]";
  g_autoptr (GArray) blocks = oof_language_blocks_find (text, FALSE);

  g_assert_cmpuint (blocks->len, ==, 4);
  for (guint i = 0; i < blocks->len; i++)
    g_assert_cmpuint (g_array_index (blocks, OofLanguageBlock, i).group, ==, i / 2);
  assert_order ("en", FALSE, text,
                "[lang:en]2[/lang][lang:de]1[/lang] a [lang:en]4[/lang][lang:DE]3[/lang]");
}

static void
test_unclosed (void)
{
  assert_order ("en", FALSE, "[lang:de]1[lang:en]2[/lang]", "[lang:de]1[lang:en]2[/lang]");
  assert_order ("en", FALSE, "[lang:de]1[/lang][lang:en]2", "[lang:de]1[/lang][lang:en]2");
  assert_order ("en", FALSE, "[/lang][lang:de]1[/lang][/lang][lang:en]2[/lang]",
                "[/lang][lang:en]2[/lang][/lang][lang:de]1[/lang]");
}

static void
test_html (void)
{
  assert_order ("en", TRUE, SWAP_HTML, "<p>[lang:en]b[/lang]</p><p>[lang:de]a[/lang]</p>");
  assert_order (
      "en", TRUE,
      "<p>[lang:de]</p><p>a</p><p>[/lang]</p><p>[lang:en]</p><p>b<br>c</p><p>[/lang]</p>",
      "<p>[lang:en]</p><p>b<br>c</p><p>[/lang]</p><p>[lang:de]</p><p>a</p><p>[/lang]</p>");
  /* One of them would tear the elements apart. */
  assert_order ("en", TRUE, "<div>[lang:de]a[/lang]</div><p>[lang:en]</p><p>b</p><p>[/lang]</p>",
                "<div>[lang:de]a[/lang]</div><p>[lang:en]</p><p>b</p><p>[/lang]</p>");
  assert_order ("en", TRUE, "[lang:de]<b><i>a</b></i>[/lang][lang:en]<b><i>a</b></i>[/lang]",
                "[lang:de]<b><i>a</b></i>[/lang][lang:en]<b><i>a</b></i>[/lang]");
  assert_order ("en", TRUE, "<!--[lang:de]x[/lang]--><p title='[lang:en]'>a</p>",
                "<!--[lang:de]x[/lang]--><p title='[lang:en]'>a</p>");
}

/* Linear: a megabyte of blocks in languages that all differ. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const languages[] = { "en", NULL };

  for (guint i = 0; text->len < (1 << 20); i++)
    g_string_append_printf (text, "[lang:x%x]a[/lang]", i);
  g_string_append (text, "[lang:en]b[/lang]");

  g_autofree char *ordered = oof_language_blocks_order (text->str, TRUE, languages);
  g_assert_cmpuint (strlen (ordered), ==, text->len);
  g_assert_true (g_str_has_prefix (ordered, "[lang:en]b[/lang][lang:x0]a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language-blocks/text", test_text);
  g_test_add_func ("/language-blocks/ranks", test_ranks);
  g_test_add_func ("/language-blocks/groups", test_groups);
  g_test_add_func ("/language-blocks/unclosed", test_unclosed);
  g_test_add_func ("/language-blocks/html", test_html);
  g_test_add_func ("/language-blocks/large", test_large);
  return g_test_run ();
}

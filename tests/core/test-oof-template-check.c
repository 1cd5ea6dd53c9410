/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

typedef struct
{
  gboolean html;
  const char *body;
  const char *expected; /* "ERROR LINE CODE WHAT" for each finding, ';' behind each */
} Row;

static char *
check (const char *body, const char *external, gboolean html)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("Standard", html, body);
  g_autoptr (GPtrArray) findings = NULL;
  GString *out = g_string_new (NULL);

  tmpl->external = g_strdup (external);
  findings = oof_template_check (tmpl);
  for (guint i = 0; i < findings->len; i++)
    {
      const OofTemplateFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (out, "%c%s%u %s %s;", finding->is_error ? 'E' : 'W',
                              finding->external ? "x" : "", finding->line, finding->code,
                              finding->what);
    }
  return g_string_free (out, FALSE);
}

static void
test_rows (void)
{
  static const Row rows[] = {
    { FALSE, "", "" },
    { FALSE, "Bis @@oofto\n##oofexternal ##oofforwardtrue Tel ##telephoneNumber\n", "" },
    { FALSE, "a\nb @@oofton\n##Oofto @@oofton",
      "E2 unknown-variable oofton;"
      "E3 unknown-variable Oofto;"
      "E3 unknown-variable oofton;" },
    { FALSE, "a\r\n\r\n@@x", "E3 unknown-variable x;" },
    { FALSE, "anna@@b.c", "" },
    { FALSE, "bis@@oofto", "W1 glued-variable oofto;" },
    { FALSE, "x ##oofexternal y\n  ##oofexternal y", "W1 marker-not-at-start oofexternal;" },
    { FALSE, "##oofinternal @@sn ##oofexternal", "W1 marker-not-at-start oofexternal;" },
    { FALSE, "@@oofexternal y", "W1 marker-without-effect oofexternal;" },
    { FALSE, "[lang:de]##oofexternal a\n[/lang]\n[lang:en-GB]b[/lang]", "" },
    { FALSE, "a\n[lang:de]\n@@x\n", "E2 unclosed-language de;E3 unknown-variable x;" },
    { FALSE, "[lang:de]\n[lang:en]\n[/lang]", "E1 unclosed-language de;" },
    { FALSE, "\n[/lang]", "E2 stray-language-end [/lang];" },
    { FALSE, "[lang:]a[/lang][lang:d e]b[/lang]", "E1 bad-language ;E1 bad-language d e;" },
    { FALSE, "[##OOFSubject:Weg bis @@oofto]", "" },
    { FALSE, "a\n[##OOFSubject:@@x]", "E2 unknown-variable x;" },
    { FALSE, "a\n[##OOFSubject:x\n]", "E2 unclosed-subject OOFSubject;" },
    { FALSE, "\xff @@x", "E1 unknown-variable x;W1 broken-character ;" },
    { FALSE, "a\n\xef\xbf\xbd", "W2 broken-character ;" },
    { FALSE, "a\nMobil ##mobile @@oofforwardhomePhone",
      "W2 private-number mobile;W2 private-number oofforwardhomePhone;" },
    { FALSE, "##oofinternal ##mobile\n##oofinternal a\n@@mobile", "W3 private-number mobile;" },
    { FALSE, "[lang:de]a[/lang][lang:en]b[/lang]\n\n[lang:de]c[/lang]\n",
      "W3 missing-language en;" },
    { FALSE, "[lang:de]a[/lang]\n[lang:DE]b[/lang][lang:fr]c[/lang]", "W1 missing-language fr;" },
    { TRUE, "<p>a<br>##oofexternal b</p>\n<p><b>##oofinternal</b> c</p>", "" },
    { TRUE, "<p>a\n##oofexternal b</p>", "W2 marker-not-at-start oofexternal;" },
    { TRUE, "<p>\n<a href=\"mailto:@@mial\">@@x</a>\n@@y</p>",
      "E2 unknown-variable mial;"
      "E2 unknown-variable x;"
      "E3 unknown-variable y;" },
    { TRUE, "<p>##oofinternal ##mobile<br>##mobile</p>", "W1 private-number mobile;" },
    { TRUE, "<p>\n<img src='a'><svg></svg></p>", "W2 picture img;W2 picture svg;" },
    { TRUE, "a\n<script>@@x</script><iframe src='a'></iframe>",
      "E2 active-content script;E2 active-content iframe;" },
    { TRUE, "<p onclick='a'>b</p>\n<a href=\"JavaScript:a()\">b</a><b title='onclick= x' one>c</b>",
      "E1 active-content p;E2 active-content a;" },
    { TRUE, "a\n<!-- b @@x <p>", "E2 unclosed-markup <!--;" },
    { TRUE, "a<style>b", "E1 unclosed-markup <…;" },
    { TRUE, "a<p title=\"b>c</p>", "E1 unclosed-markup p;" },
    { TRUE, "<style>@@x</style><!-- @@x -->\n[lang:de]", "E2 unclosed-language de;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *findings = check (rows[i].body, NULL, rows[i].html);

      g_assert_cmpstr (findings, ==, rows[i].expected);
    }
}

static void
test_external (void)
{
  g_autofree char *findings = check ("a\n@@x\n[lang:de]", "@@y", FALSE);

  g_assert_cmpstr (findings, ==,
                   "E2 unknown-variable x;E3 unclosed-language de;Ex1 unknown-variable y;");
}

static void
assert_size (gsize size, const char *expected)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autofree char *findings = check (text, NULL, FALSE);

  g_assert_cmpstr (findings, ==, expected);
}

static void
test_size (void)
{
  assert_size (32 * 1024, "");
  assert_size (33 * 1024, "W0 large 33;");
  assert_size (256 * 1024, "W0 large 256;");
  assert_size (1 << 20, "E0 too-large 1024;");
}

/* A megabyte of anything is checked in linear time. */
static void
test_large (void)
{
  static const char *const parts[] = {
    "@@x ",           "\n@@mobile",    "[lang:de]", "[lang:de]a[/lang]",
    "<img>",          "<p onclick=x>", "<!--",      "<p title='",
    "[##OOFSubject:", "\xff",          "##",        "1.1.2020 ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) body = g_string_new (NULL);

      while (body->len < (1 << 20))
        g_string_append (body, parts[i]);
      g_autofree char *text = check (body->str, NULL, FALSE);
      g_autofree char *html = check (body->str, NULL, TRUE);
      g_assert_nonnull (strstr (text, "E0 too-large"));
      g_assert_nonnull (strstr (html, "E0 too-large"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-check/rows", test_rows);
  g_test_add_func ("/template-check/external", test_external);
  g_test_add_func ("/template-check/size", test_size);
  g_test_add_func ("/template-check/large", test_large);
  return g_test_run ();
}

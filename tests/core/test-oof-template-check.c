/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

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

      g_string_append_printf (out, "%c%u %s %s;", finding->is_error ? 'E' : 'W', finding->line,
                              finding->code, finding->what);
    }
  return g_string_free (out, FALSE);
}

static void
test_rows (void)
{
  static const Row rows[] = {
    { FALSE, "", "" },
    { FALSE, "Bis @@oofto\n##oofexternal ##oofforwardtrue Tel ##mobile\n", "" },
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
    { FALSE, "\xff @@x", "E1 unknown-variable x;" },
    { TRUE, "<p>a<br>##oofexternal b</p>\n<p><b>##oofinternal</b> c</p>", "" },
    { TRUE, "<p>a\n##oofexternal b</p>", "W2 marker-not-at-start oofexternal;" },
    { TRUE, "<p>\n<a href=\"mailto:@@mial\">@@x</a>\n@@y</p>",
      "E2 unknown-variable mial;"
      "E2 unknown-variable x;"
      "E3 unknown-variable y;" },
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
                   "E2 unknown-variable x;E3 unclosed-language de;E1 unknown-variable y;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-check/rows", test_rows);
  g_test_add_func ("/template-check/external", test_external);
  return g_test_run ();
}

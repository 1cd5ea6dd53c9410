/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template-readings.h"

static void
test_reverse (void)
{
  static const struct
  {
    const char *body;
    const char *reversed;
    gboolean differs;
  } rows[] = {
    { "a\n##oofforwardtrue b\n##oofforwardfalse c", "a\n##oofforwardfalse b\n##oofforwardtrue c",
      TRUE },
    { "##oofforwardusertrue ##oofforwarduserfalse x",
      "##oofforwarduserfalse ##oofforwardusertrue x", TRUE },
    { "##oofinternal##oofforwardtrue<p>", "##oofinternal##oofforwardfalse<p>", TRUE },
    { "@@oofforwardtrue ##oofforwarduser ##oofexternal [lang:de]x[/lang] @@", NULL, FALSE },
    { "", NULL, FALSE },
    { "oofforwardtrue #oofforwardtrue ##oofforwardtruex", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OofTemplate) tmpl = oof_template_new ("x", FALSE, rows[i].body);
      g_autoptr (OofTemplate) reversed = oof_template_reverse (tmpl);
      g_autoptr (OofTemplate) back = oof_template_reverse (reversed);

      g_assert_cmpint (oof_template_has_two_readings (tmpl), ==, rows[i].differs);
      g_assert_cmpstr (reversed->body, ==,
                       rows[i].reversed != NULL ? rows[i].reversed : rows[i].body);
      g_assert_cmpstr (back->body, ==, tmpl->body);
      g_assert_null (reversed->external);
    }
}

static void
test_external (void)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("x", TRUE, "<p>a</p>");
  g_autoptr (OofTemplate) reversed = NULL;

  tmpl->external = g_strdup ("<p>##oofforwardtrue b</p>");
  reversed = oof_template_reverse (tmpl);
  g_assert_true (oof_template_has_two_readings (tmpl));
  g_assert_cmpstr (reversed->external, ==, "<p>##oofforwardfalse b</p>");
  g_assert_true (reversed->html);
  g_assert_cmpstr (reversed->key, ==, tmpl->key);
}

static void
test_example (void)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new (
      "x", FALSE,
      "@@displayName bis @@oofto\n##oofforwardtrue an @@oofforwardsn\n##oofforwardfalse liegt");
  g_autoptr (OofTemplate) reversed = oof_template_reverse (tmpl);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autofree char *forwarded = oof_template_render_example (tmpl, options, TRUE);
  g_autofree char *alone = oof_template_render_example (tmpl, options, FALSE);
  g_autofree char *other = oof_template_render_example (reversed, options, TRUE);

  g_assert_cmpstr (forwarded, ==, "Anna Muster bis 25.06.2027\nan Beispiel");
  g_assert_cmpstr (alone, ==, "Anna Muster bis 25.06.2027\nliegt");
  g_assert_cmpstr (other, ==, alone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-readings/reverse", test_reverse);
  g_test_add_func ("/template-readings/external", test_external);
  g_test_add_func ("/template-readings/example", test_example);
  return g_test_run ();
}

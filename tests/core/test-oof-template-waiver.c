/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template.h"

static void
test_rows (void)
{
  static const struct
  {
    gboolean html;
    const char *body;
    gboolean waives;
  } rows[] = {
    { FALSE, "##NoForwardRequired", TRUE },
    { FALSE, "Guten Tag\r\n  ##NoForwardRequired \r\nx", TRUE },
    { FALSE, "[lang:de]\n##NoForwardRequired\n[/lang]", TRUE },
    { FALSE, "\xc2\xa0##NoForwardRequired", TRUE },
    { FALSE, "", FALSE },
    { FALSE, "##NoForwardRequired x", FALSE },
    { FALSE, "x ##NoForwardRequired", FALSE },
    { FALSE, "##oofinternal ##NoForwardRequired", FALSE },
    { FALSE, "[##OOFSubject:x]##NoForwardRequired", FALSE },
    { FALSE, "@@NoForwardRequired", FALSE },
    { FALSE, "##noforwardrequired", FALSE },
    { FALSE, "##NoForwardRequiredX", FALSE },
    { TRUE, "<p>a</p><p><b>##NoForwardRequired</b>&nbsp;</p>", TRUE },
    { TRUE, "a<br>##NoForwardRequired<br>b", TRUE },
    { TRUE, "<p>a\n##NoForwardRequired\nb</p>", FALSE },
    { TRUE, "<!-- ##NoForwardRequired -->", FALSE },
    { TRUE, "<p>&amp; ##NoForwardRequired</p>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OofTemplate) tmpl = oof_template_new ("x", rows[i].html, rows[i].body);

      g_assert_cmpint (oof_template_waives_forward (tmpl), ==, rows[i].waives);
    }
}

static void
test_external (void)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("x", FALSE, "a");

  tmpl->external = g_strdup ("b");
  g_assert_false (oof_template_waives_forward (tmpl));
  g_free (tmpl->external);
  tmpl->external = g_strdup ("b\n##NoForwardRequired");
  g_assert_true (oof_template_waives_forward (tmpl));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-waiver/rows", test_rows);
  g_test_add_func ("/template-waiver/external", test_external);
  return g_test_run ();
}

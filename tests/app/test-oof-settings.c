/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-settings.h"

/* What is given to one column leaves the others as they are. */
static void
test_column_widths (void)
{
  g_autoptr (OofSettings) settings = oof_settings_new ();
  g_autoptr (OofSettings) other = oof_settings_new ();

  g_assert_cmpint (oof_settings_get_column_width (settings, "overview.person"), ==, -1);
  oof_settings_set_column_width (settings, "overview.person", 240);
  oof_settings_set_column_width (settings, "overview.deputy", 120);
  oof_settings_set_column_width (settings, "overview.person", 250);
  g_assert_cmpint (oof_settings_get_column_width (other, "overview.person"), ==, 250);
  g_assert_cmpint (oof_settings_get_column_width (other, "overview.deputy"), ==, 120);
  g_assert_cmpint (oof_settings_get_column_width (other, "home.deputy"), ==, -1);
  oof_settings_set_column_width (settings, "overview.person", -1);
  g_assert_cmpint (oof_settings_get_column_width (other, "overview.person"), ==, -1);
  g_assert_cmpint (oof_settings_get_column_width (other, "overview.deputy"), ==, 120);
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/column-widths", test_column_widths);
  return g_test_run ();
}

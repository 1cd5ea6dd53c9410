/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-switches.h"

static void
assert_translation (const char *from, const char *to)
{
  g_auto (GStrv) words = g_strsplit (from, " ", 0);
  g_auto (GStrv) translated = oof_cli_translate_switches (words);
  g_autofree char *joined = g_strjoinv (" ", translated);

  g_assert_cmpstr (joined, ==, to);
}

static void
test_run (void)
{
  assert_translation ("/auto /oof", "run --scheduled");
  assert_translation ("/OOF /Auto", "run --scheduled");
  assert_translation ("/oof", "run");
  assert_translation ("--connection x /auto /oof --json", "run --scheduled --connection x --json");
  assert_translation ("/auto /oof /user:anna.meier", "run --scheduled --person=anna.meier");
}

static void
test_person (void)
{
  assert_translation ("run /user:bkrause", "run --person=bkrause");
  assert_translation ("run /USER:a /user:b", "run --person=a --person=b");
}

static void
test_forward_required (void)
{
  assert_translation ("/fwr", "options set forwardRequired true");
  assert_translation ("--connection x /FWR", "options set forwardRequired true --connection x");
  assert_translation ("/auto /oof /fwr", "run --scheduled");
  assert_translation ("/ccs /fwr", "ccs");
}

static void
test_others_stay (void)
{
  assert_translation ("/auto", "/auto");
  assert_translation ("people --search /x", "people --search /x");
  assert_translation ("", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/switches/run", test_run);
  g_test_add_func ("/cli/switches/person", test_person);
  g_test_add_func ("/cli/switches/forward-required", test_forward_required);
  g_test_add_func ("/cli/switches/others-stay", test_others_stay);
  return g_test_run ();
}

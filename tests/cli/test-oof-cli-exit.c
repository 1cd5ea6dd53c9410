/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-exit.h"

#include "core/oof-error.h"

static void
test_codes (void)
{
  static const struct
  {
    OofError code;
    OofCliExit exit;
  } rows[] = {
    { OOF_ERROR_AUTH_REQUIRED, OOF_CLI_SIGN_IN }, { OOF_ERROR_CONSENT_REQUIRED, OOF_CLI_SIGN_IN },
    { OOF_ERROR_FORBIDDEN, OOF_CLI_SIGN_IN },     { OOF_ERROR_REFUSED, OOF_CLI_SOME_FAILED },
    { OOF_ERROR_NOT_FOUND, OOF_CLI_USAGE },       { OOF_ERROR_EXISTS, OOF_CLI_CONFLICT },
    { OOF_ERROR_CONFLICT, OOF_CLI_CONFLICT },     { OOF_ERROR_LEASE, OOF_CLI_LEASE },
    { OOF_ERROR_THROTTLED, OOF_CLI_UNREACHABLE }, { OOF_ERROR_UNREACHABLE, OOF_CLI_UNREACHABLE },
    { OOF_ERROR_UNCERTAIN, OOF_CLI_UNREACHABLE }, { OOF_ERROR_PROTOCOL, OOF_CLI_UNREACHABLE },
    { OOF_ERROR_LIMIT, OOF_CLI_SOME_FAILED },     { OOF_ERROR_UNSUPPORTED, OOF_CLI_SOME_FAILED },
    { OOF_ERROR_INVALID, OOF_CLI_USAGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (OOF_ERROR, rows[i].code, "x");
      g_assert_cmpint (oof_cli_exit_from_error (error), ==, rows[i].exit);
    }
  g_assert_cmpint (oof_cli_exit_from_error (NULL), ==, OOF_CLI_DONE);
  g_assert_cmpint (oof_cli_fail (NULL), ==, OOF_CLI_DONE);
}

static void
test_other_errors (void)
{
  g_autoptr (GError) cancelled =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autoptr (GError) usage = NULL;

  g_assert_cmpint (oof_cli_exit_from_error (cancelled), ==, OOF_CLI_SOME_FAILED);
  oof_cli_set_usage_error (&usage, "%s is wrong", "it");
  g_assert_cmpstr (usage->message, ==, "it is wrong");
  g_assert_cmpint (oof_cli_exit_from_error (usage), ==, OOF_CLI_USAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/exit/codes", test_codes);
  g_test_add_func ("/cli/exit/other-errors", test_other_errors);
  return g_test_run ();
}

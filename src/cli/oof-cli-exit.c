/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-exit.h"

#include "app/oof-words.h"
#include "cli/oof-cli-output.h"
#include "core/oof-error.h"

static OofCliExit
exit_from_code (OofError code)
{
  switch (code)
    {
    case OOF_ERROR_INVALID:
    case OOF_ERROR_NOT_FOUND:
      return OOF_CLI_USAGE;
    case OOF_ERROR_AUTH_REQUIRED:
    case OOF_ERROR_CONSENT_REQUIRED:
    case OOF_ERROR_FORBIDDEN:
      return OOF_CLI_SIGN_IN;
    case OOF_ERROR_UNREACHABLE:
    case OOF_ERROR_THROTTLED:
    case OOF_ERROR_UNCERTAIN:
    case OOF_ERROR_PROTOCOL:
      return OOF_CLI_UNREACHABLE;
    case OOF_ERROR_LEASE:
      return OOF_CLI_LEASE;
    case OOF_ERROR_CONFLICT:
    case OOF_ERROR_EXISTS:
      return OOF_CLI_CONFLICT;
    case OOF_ERROR_LIMIT:
    case OOF_ERROR_UNSUPPORTED:
    case OOF_ERROR_DISK:
    case OOF_ERROR_REFUSED:
    default:
      return OOF_CLI_SOME_FAILED;
    }
}

OofCliExit
oof_cli_exit_from_error (const GError *error)
{
  if (error == NULL)
    return OOF_CLI_DONE;
  if (error->domain == OOF_ERROR)
    return exit_from_code ((OofError) error->code);
  return error->domain == G_OPTION_ERROR ? OOF_CLI_USAGE : OOF_CLI_SOME_FAILED;
}

OofCliExit
oof_cli_fail (const GError *error)
{
  if (error != NULL)
    {
      g_autofree char *sentence = oof_words_error (error);
      oof_cli_warn ("%s", sentence);
    }
  return oof_cli_exit_from_error (error);
}

void
oof_cli_set_usage_error (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
}

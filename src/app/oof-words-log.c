/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

/* Logs keep the words of `--json`, so that every version can read them. */

const char *
oof_words_log_result (const char *result)
{
  /* A log is never of a plan: "skipped" is the one that was left out on purpose. */
  for (OofRunResult known = OOF_RESULT_UNCHANGED; known <= OOF_RESULT_SKIPPED; known++)
    if (g_strcmp0 (oof_run_result_to_string (known), result) == 0)
      return oof_words_result (known);
  return result;
}

const char *
oof_words_log_field (const char *field)
{
  for (OofField known = OOF_FIELD_STATE; known <= OOF_FIELD_FORWARDING; known++)
    if (g_strcmp0 (oof_field_to_string (known), field) == 0)
      return oof_words_field (known);
  return field;
}

const char *
oof_words_log_reason (const char *reason)
{
  for (OofReason known = OOF_REASON_NONE; known <= OOF_REASON_NO_TEMPLATE; known++)
    if (g_strcmp0 (oof_reason_to_string (known), reason) == 0)
      return oof_words_reason (known);
  return reason;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-error-words-private.h"

#include "core/oof-error.h"

static const char *const words[] = {
  [OOF_ERROR_AUTH_REQUIRED] = "auth-required",
  [OOF_ERROR_CONSENT_REQUIRED] = "consent-required",
  [OOF_ERROR_FORBIDDEN] = "forbidden",
  [OOF_ERROR_NOT_FOUND] = "not-found",
  [OOF_ERROR_EXISTS] = "exists",
  [OOF_ERROR_CONFLICT] = "conflict",
  [OOF_ERROR_LEASE] = "lease",
  [OOF_ERROR_THROTTLED] = "throttled",
  [OOF_ERROR_UNREACHABLE] = "unreachable",
  [OOF_ERROR_UNCERTAIN] = "uncertain",
  [OOF_ERROR_PROTOCOL] = "protocol",
  [OOF_ERROR_LIMIT] = "limit",
  [OOF_ERROR_UNSUPPORTED] = "unsupported",
  [OOF_ERROR_INVALID] = "invalid",
  [OOF_ERROR_DISK] = "disk",
  [OOF_ERROR_REFUSED] = "refused",
};

const char *
oof_error_words_get (const GError *error)
{
  gboolean known =
      error->domain == OOF_ERROR && error->code >= 0 && (gsize) error->code < G_N_ELEMENTS (words);

  return known ? words[error->code] : "failed";
}

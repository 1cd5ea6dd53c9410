/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-answer.h"

typedef struct
{
  const char *name;
  OofError error;
} Code;

/* Only what somebody acts on (ews.md 1; MicrosoftDocs responsecode.md). All others are PROTOCOL and
 * keep their name in the message. */
static const Code codes[] = {
  { "ErrorAccessDenied", OOF_ERROR_FORBIDDEN },
  { "ErrorAccountDisabled", OOF_ERROR_FORBIDDEN },
  { "ErrorADUnavailable", OOF_ERROR_UNREACHABLE },
  { "ErrorBatchProcessingStopped", OOF_ERROR_UNREACHABLE },
  { "ErrorCalendarDurationIsTooLong", OOF_ERROR_INVALID },
  { "ErrorCalendarEndDateIsEarlierThanStartDate", OOF_ERROR_INVALID },
  { "ErrorCalendarInvalidTimeZone", OOF_ERROR_INVALID },
  { "ErrorCalendarViewRangeTooBig", OOF_ERROR_LIMIT },
  { "ErrorCannotDeleteObject", OOF_ERROR_FORBIDDEN },
  { "ErrorChangeKeyRequired", OOF_ERROR_CONFLICT },
  { "ErrorChangeKeyRequiredForWriteOperations", OOF_ERROR_CONFLICT },
  { "ErrorConnectionFailed", OOF_ERROR_UNREACHABLE },
  { "ErrorCreateItemAccessDenied", OOF_ERROR_FORBIDDEN },
  { "ErrorDataSizeLimitExceeded", OOF_ERROR_LIMIT },
  { "ErrorExceededConnectionCount", OOF_ERROR_THROTTLED },
  { "ErrorExceededFindCountLimit", OOF_ERROR_LIMIT },
  { "ErrorFolderExists", OOF_ERROR_EXISTS },
  { "ErrorFolderNotFound", OOF_ERROR_NOT_FOUND },
  { "ErrorImpersonateUserDenied", OOF_ERROR_FORBIDDEN },
  { "ErrorImpersonationDenied", OOF_ERROR_FORBIDDEN },
  { "ErrorImpersonationFailed", OOF_ERROR_FORBIDDEN },
  { "ErrorInboxRulesValidationError", OOF_ERROR_INVALID },
  { "ErrorInternalServerError", OOF_ERROR_UNREACHABLE },
  { "ErrorInternalServerTransientError", OOF_ERROR_UNREACHABLE },
  { "ErrorInvalidChangeKey", OOF_ERROR_CONFLICT },
  { "ErrorInvalidExchangeImpersonationHeaderData", OOF_ERROR_INVALID },
  { "ErrorInvalidRecipients", OOF_ERROR_INVALID },
  { "ErrorInvalidScheduledOofDuration", OOF_ERROR_INVALID },
  { "ErrorInvalidServerVersion", OOF_ERROR_UNSUPPORTED },
  { "ErrorInvalidSmtpAddress", OOF_ERROR_INVALID },
  { "ErrorInvalidSyncStateData", OOF_ERROR_INVALID },
  { "ErrorInvalidUserOofSettings", OOF_ERROR_INVALID },
  { "ErrorIrresolvableConflict", OOF_ERROR_CONFLICT },
  { "ErrorItemNotFound", OOF_ERROR_NOT_FOUND },
  { "ErrorMailboxMoveInProgress", OOF_ERROR_UNREACHABLE },
  { "ErrorMailboxStoreUnavailable", OOF_ERROR_UNREACHABLE },
  { "ErrorMailRecipientNotFound", OOF_ERROR_NOT_FOUND },
  { "ErrorMessageSizeExceeded", OOF_ERROR_LIMIT },
  { "ErrorMissingEmailAddress", OOF_ERROR_NOT_FOUND },
  { "ErrorMoveCopyFailed", OOF_ERROR_CONFLICT },
  { "ErrorNameResolutionNoMailbox", OOF_ERROR_NOT_FOUND },
  { "ErrorNameResolutionNoResults", OOF_ERROR_NOT_FOUND },
  { "ErrorNonExistentMailbox", OOF_ERROR_NOT_FOUND },
  { "ErrorNonPrimarySmtpAddress", OOF_ERROR_INVALID },
  { "ErrorNoRespondingCASInDestinationSite", OOF_ERROR_UNREACHABLE },
  { "ErrorOutlookRuleBlobExists", OOF_ERROR_UNSUPPORTED },
  { "ErrorPasswordChangeRequired", OOF_ERROR_AUTH_REQUIRED },
  { "ErrorPasswordExpired", OOF_ERROR_AUTH_REQUIRED },
  { "ErrorQuotaExceeded", OOF_ERROR_LIMIT },
  { "ErrorSendAsDenied", OOF_ERROR_FORBIDDEN },
  { "ErrorServerBusy", OOF_ERROR_THROTTLED },
  { "ErrorStaleObject", OOF_ERROR_CONFLICT },
  { "ErrorSyncFolderNotFound", OOF_ERROR_NOT_FOUND },
  { "ErrorTimeoutExpired", OOF_ERROR_UNREACHABLE },
  { "ErrorTimeZone", OOF_ERROR_INVALID },
  { "ErrorTooManyObjectsOpened", OOF_ERROR_THROTTLED },
};

OofError
oof_ews_code_to_error (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].name, code))
      return codes[i].error;
  return OOF_ERROR_PROTOCOL;
}

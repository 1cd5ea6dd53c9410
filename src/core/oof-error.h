/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one error domain. Each code is something a caller can act on; the message is for people who
 * read logs (English, with the server's code and request id), sentences are made in
 * app/oof-words.c. */
#define OOF_ERROR (oof_error_quark ())

typedef enum
{
  OOF_ERROR_AUTH_REQUIRED,    /* the sign-in is missing, expired or refused: exit code 3 */
  OOF_ERROR_CONSENT_REQUIRED, /* the application lacks a permission or consent: exit code 3 */
  OOF_ERROR_FORBIDDEN,        /* this mailbox or item may not be touched: an item error */
  OOF_ERROR_NOT_FOUND,        /* no such person, mailbox, item or document */
  OOF_ERROR_EXISTS,           /* it is there already (folder, key) */
  OOF_ERROR_CONFLICT,         /* somebody else changed it, or absences overlap: exit code 6 */
  OOF_ERROR_LEASE,            /* another runner holds the lease: exit code 5 */
  OOF_ERROR_THROTTLED,        /* the server asks for patience and patience has run out */
  OOF_ERROR_UNREACHABLE,      /* no connection, a time-out, 5xx: exit code 4 */
  OOF_ERROR_UNCERTAIN,        /* the answer to a write was lost: it may or may not have happened */
  OOF_ERROR_PROTOCOL,         /* the server's answer is not what the documents promise */
  OOF_ERROR_LIMIT,            /* larger, deeper or longer than we accept */
  OOF_ERROR_UNSUPPORTED,      /* not possible on this route or in this version */
  OOF_ERROR_INVALID,          /* an argument, a file or a value is wrong: exit code 2 */
  OOF_ERROR_DISK,             /* what must be kept on this machine cannot be: full, read-only */
  OOF_ERROR_REFUSED           /* the lists of users and subjects leave it to others */
} OofError;

GQuark oof_error_quark (void);
/* Whether @error ends a series of operations: sign-in, consent, cancelled. */
gboolean oof_error_ends_everything (const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/oof-connection.h"
#include "app/oof-session.h"
#include "app/oof-signed-in.h"

G_BEGIN_DECLS

/* Signing people in and out of Microsoft 365, for the window and for oofctl; an administrator's
 * consent; what lies in the Secret Service. */

/* How. */
typedef enum
{
  OOF_SIGN_IN_PLAIN = 0,
  OOF_SIGN_IN_BY_CODE = 1 << 0,      /* a code on another device instead of the browser here */
  OOF_SIGN_IN_WITH_WRITING = 1 << 1, /* with the permissions to change plans, asked for when they
                                        are first needed (decisions 3) */
} OofSignInFlags;

/* What a person has to open, once: @code is to be typed there, NULL where the browser comes back
 * by itself. Called once more with @link NULL when nothing is left to do but to ask the keyring. */
typedef void (*OofSignInShow) (const char *link, const char *code, gpointer user_data);

/* Signs the person of @connection in and keeps that; a demand of Graph that was met before
 * (app/oof-claims.h) is answered. @show is called on the way; @user_data must
 * live until the end. Errors: AUTH_REQUIRED, CONSENT_REQUIRED, UNREACHABLE, UNSUPPORTED (another
 * kind of sign-in, or the service has no such way), G_IO_ERROR_CANCELLED. At most five minutes,
 * with a code as long as that is good. */
void oof_sign_in_async (OofConnection *connection,
                        OofSignInFlags flags,
                        OofSignInShow show,
                        gpointer user_data_of_show,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/* (transfer full) */
OofSignedIn *oof_sign_in_finish (GAsyncResult *result, GError **error);
/* Before the session is opened: uses this sign-in or secret, kept or not. */
void oof_session_use_signed_in (OofSession *self, OofSignedIn *signed_in);
/* After a refusal with AUTH_REQUIRED: what Graph demands of the person's next sign-in, if it said
 * so, is kept for that. */
void oof_session_remember_claims (OofSession *self);

/* Opens the page on which an administrator agrees for everybody: to the runner's application, or to
 * the people's. Ends when the browser has come back. Errors as above. */
void oof_sign_in_consent_async (OofConnection *connection,
                                gboolean runner,
                                OofSignInShow show,
                                gpointer user_data_of_show,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean oof_sign_in_consent_finish (GAsyncResult *result, GError **error);

/* The link for an administrator, to be copied; no browser comes back from it. */
void oof_sign_in_find_link_async (OofConnection *connection,
                                  gboolean runner,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) (nullable) without an error: the service has no such page. */
char *oof_sign_in_find_link_finish (GAsyncResult *result, GError **error);

/* Keeps @secret for @role ("person", "runner", "ews") in the Secret Service; NULL: forgets it. */
void oof_sign_in_store_async (OofConnection *connection,
                              const char *role,
                              const char *secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean oof_sign_in_store_finish (GAsyncResult *result, GError **error);

G_END_DECLS

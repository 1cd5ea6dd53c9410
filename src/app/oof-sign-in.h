/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/oof-connection.h"
#include "app/oof-session.h"

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
 * by itself. */
typedef void (*OofSignInShow) (const char *link, const char *code, gpointer user_data);

/* A person who has signed in. Holds the refresh token, which nobody sees. */
#define OOF_TYPE_SIGNED_IN (oof_signed_in_get_type ())
G_DECLARE_FINAL_TYPE (OofSignedIn, oof_signed_in, OOF, SIGNED_IN, GObject)

/* The name of the account, "" where the service does not tell. */
const char *oof_signed_in_get_account (OofSignedIn *self);
/* NULL: kept in the Secret Service. Else why not: then it is good for this program only. */
const char *oof_signed_in_get_unkept (OofSignedIn *self);

/* Signs the person of @connection in and keeps that. @show is called on the way; @user_data must
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
/* Before the session is opened: uses this sign-in, kept or not. */
void oof_session_use_signed_in (OofSession *self, OofSignedIn *signed_in);

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

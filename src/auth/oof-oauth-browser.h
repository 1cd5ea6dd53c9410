/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "auth/oof-oauth-client.h"

G_BEGIN_DECLS

#define OOF_OAUTH_BROWSER_SECONDS 300

/* Called once with the address that a person opens in the system's browser. */
typedef void (*OofOauthShowLink) (const char *link, gpointer user_data);

typedef struct
{
  const char *scope;  /* of the sign-in */
  const char *claims; /* (nullable) JSON of a challenge that the sign-in must answer */
  const char *user;   /* (nullable) whose account it should be */
  const char *prompt; /* (nullable) "consent", "select_account", "login" */
  const char *page;   /* (nullable) what the browser shows at the end */
  guint seconds;      /* how long to wait; 0: OOF_OAUTH_BROWSER_SECONDS */
  OofOauthShowLink show;
  gpointer user_data; /* must live until the end */
} OofOauthBrowserOptions;

/* Authorization code with PKCE over a one-shot listener on loopback (RFC 7636, RFC 8252). Errors:
 * those of oof_oauth_client_request_async() and oof_oauth_listener_wait_async(); UNSUPPORTED where
 * the service has no authorization endpoint. */
void oof_oauth_browser_sign_in_async (OofOauthClient *client,
                                      const OofOauthBrowserOptions *options,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
OofOauthTokens *
oof_oauth_browser_sign_in_finish (OofOauthClient *client, GAsyncResult *result, GError **error);

/* An administrator agrees for the whole organisation (graph.md 1b, Admin consent). Of @options
 * page, seconds, show count. Errors: AUTH_REQUIRED when that was declined, UNSUPPORTED where the
 * service has no such page. */
void oof_oauth_browser_consent_async (OofOauthClient *client,
                                      const OofOauthBrowserOptions *options,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
oof_oauth_browser_consent_finish (OofOauthClient *client, GAsyncResult *result, GError **error);

G_END_DECLS

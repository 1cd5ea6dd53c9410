/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

G_BEGIN_DECLS

/* How the account proves who it is: BASIC with each request; the others by the connection, and then
 * the OofHttpClient was made with the same account. */
typedef enum
{
  OOF_EWS_AUTH_BASIC,
  OOF_EWS_AUTH_NTLM,
  OOF_EWS_AUTH_NEGOTIATE
} OofEwsAuth;

/* Whose account it is (decisions 3). */
typedef enum
{
  OOF_EWS_ROLE_PERSON, /* acts as itself: the own mailbox, calendars it may open as a delegate */
  OOF_EWS_ROLE_RUNNER  /* has ApplicationImpersonation: acts as the mailbox it works on */
} OofEwsRole;

typedef struct
{
  const char *url; /* "https://mail.example.com/EWS/Exchange.asmx" */
  OofEwsAuth auth;
  OofEwsRole role;
  const char *user;
  const char *password;
} OofEwsClientOptions;

/* Exchange Web Services with one account: wraps requests into SOAP, turns faults and error answers
 * into OOF_ERROR, keeps quiet for as long as the server asks the account to. The ports of this
 * folder share one; calls are in oof-ews-call.h. */
#define OOF_TYPE_EWS_CLIENT (oof_ews_client_get_type ())
G_DECLARE_FINAL_TYPE (OofEwsClient, oof_ews_client, OOF, EWS_CLIENT, GObject)

/* @http was made for the same server, with its ca-file. Copies @options. NULL with
 * OOF_ERROR_INVALID when the url
 * is no http(s) URL or lies elsewhere than @http. */
OofEwsClient *
oof_ews_client_new (const OofEwsClientOptions *options, OofHttpClient *http, GError **error);

G_END_DECLS

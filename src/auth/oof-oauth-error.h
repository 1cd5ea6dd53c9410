/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* What a sign-in service refuses with, for those who branch on it. */
typedef struct
{
  char *error;  /* (owned) "invalid_grant", "authorization_pending", … */
  char *claims; /* (owned) (nullable) JSON: what the next sign-in has to satisfy */
} OofOauthRefusal;

void oof_oauth_refusal_free (OofOauthRefusal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOauthRefusal, oof_oauth_refusal_free)

/* Sets what an error answer of a sign-in service means (graph.md 1b): by `error` and `suberror`,
 * never by AADSTS numbers or texts, which change. @secret: (nullable) what was sent, never shown
 * even if the server repeats it. @refusal: (out) (optional) (transfer full) NULL when it is no such
 * answer. */
void oof_oauth_error_set (OofHttpResponse *response,
                          const char *secret,
                          OofOauthRefusal **refusal,
                          GError **error);
/* The same for what comes back through a browser: `error`, `error_subcode` and `error_description`
 * of a redirect; the latter two (nullable). */
void oof_oauth_error_set_redirect (const char *code,
                                   const char *suberror,
                                   const char *description,
                                   GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"
#include "sim/oof-sim-sign-in.h"

G_BEGIN_DECLS

/* What the parts of the sign-in service share. */

#define OOF_SIM_TOKEN_SUFFIX     "/oauth2/v2.0/token"
#define OOF_SIM_INTERVAL_SECONDS 1 /* between two questions about one device code */

/* The error answer of graph.md 1b. NUMBER is the AADSTS number; SUBERROR and CLAIMS (nullable). */
void oof_sim_login_fail (
    OofSimExchange *exchange, guint status, const gchar *error, gint number, const gchar *text);
void oof_sim_login_fail_with (OofSimExchange *exchange,
                              const gchar *error,
                              const gchar *suberror,
                              const gchar *claims,
                              gint number,
                              const gchar *text);
void oof_sim_login_answer (OofSimExchange *exchange, guint status, JsonObject *object);

/* What the endpoints for forms refuse alike; FALSE: the refusal has answered. A form of another
 * kind or with a name twice; an application that is none of the tenant's, or not a public one. */
gboolean oof_sim_login_check_form (OofSimExchange *exchange, GHashTable **form);
gboolean oof_sim_login_check_public_client (OofSimExchange *exchange, GHashTable *form);
/* One resource a token. */
gboolean oof_sim_login_scopes_fit (const gchar *text);

/* oof-sim-login-token.c: POST of a grant. */
void oof_sim_login_token (OofSimExchange *exchange, const gchar *authority);
/* oof-sim-login-page.c: what a browser sees, GET and the POST of its forms. */
void oof_sim_login_authorize (OofSimExchange *exchange, const gchar *authority);
void oof_sim_login_device_page (OofSimExchange *exchange, const gchar *authority);
void oof_sim_login_admin_consent (OofSimExchange *exchange, const gchar *authority);
/* oof-sim-login-assertion.c: does ASSERTION prove the runner's application (RFC 7523)? 0, or the
 * AADSTS number of what is wrong. */
gint oof_sim_login_check_assertion (OofSimExchange *exchange,
                                    const gchar *assertion,
                                    const gchar *token_endpoint);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"
#include "sim/oof-sim-sign-in.h"

G_BEGIN_DECLS

/* What the parts of the sign-in service share. */

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* Who is calling, and what that one may do (decisions 3, graph.md 8, ews.md "Access denied"). */

typedef enum
{
  OOF_SIM_CALLER_PERSON, /* a signed-in person: own mailbox, calendars of the service mailbox */
  OOF_SIM_CALLER_RUNNER, /* the runner: over Graph everything, over EWS whom it impersonates */
} OofSimCallerKind;

typedef struct
{
  OofSimCallerKind kind;
  OofSimPerson *person;     /* (nullable) the person, also one the runner impersonates in EWS */
  const gchar *permissions; /* (nullable) roles or scopes of a token, between blanks; NULL: all */
  gboolean satisfied;       /* the token answers a claims challenge */
} OofSimCaller;

/* Whose account USER is: as below. FALSE: nobody's who may sign in. */
gboolean
oof_sim_access_find_account (OofSimTenant *tenant, const gchar *user, OofSimCaller *caller);
/* Basic: USER as "MFA\\user", user principal name or address, without regard to letter
 * case. FALSE for an unknown user or a wrong password: HTTP 401. */
gboolean oof_sim_access_check_password (OofSimTenant *tenant,
                                        const gchar *user,
                                        const gchar *password,
                                        OofSimCaller *caller);

/* Reading and writing the automatic reply and the rules. A person has these in the own mailbox
 * only; the runner everywhere over Graph (person is NULL), over EWS only in the impersonated
 * mailbox. */
gboolean oof_sim_access_settings (const OofSimCaller *caller, const OofSimPerson *mailbox);

/* Reading and writing calendars: own mailbox, and the service mailbox for everybody who is listed
 * (Anna Meier). The runner as above. */
gboolean oof_sim_access_calendars (const OofSimTenant *tenant,
                                   const OofSimCaller *caller,
                                   const OofSimPerson *mailbox);

/* Tokens are opaque and live by the tenant's clock. */
#define OOF_SIM_TOKEN_SECONDS 3599

/* A new access token for CALLER, shaped like the JSON web tokens that Entra gives: readable, not
 * signed. (transfer full) */
gchar *oof_sim_access_issue (OofSimTenant *tenant, const OofSimCaller *caller);
/* Who TOKEN is; FALSE when it is unknown or expired. */
gboolean
oof_sim_access_check_token (OofSimTenant *tenant, const gchar *token, OofSimCaller *caller);
/* A new refresh token for PERSON, good for 90 days. As in Entra, older ones stay valid, unless the
 * tenant is told otherwise (rotation_revokes). (transfer full) */
gchar *oof_sim_access_issue_refresh (OofSimTenant *tenant, const OofSimPerson *person);
/* The same in place of OLD, of whose family it is. (transfer full) */
gchar *
oof_sim_access_rotate_refresh (OofSimTenant *tenant, const gchar *old, const OofSimPerson *person);
/* (nullable): unknown, expired, revoked; with rotation that revokes, one that was used before ends
 * its whole family. NUMBER (out): the AADSTS number of that. */
OofSimPerson *
oof_sim_access_redeem_refresh (OofSimTenant *tenant, const gchar *token, gint *number);
/* All refresh tokens of all people end, as after a changed password. */
void oof_sim_access_revoke (OofSimTenant *tenant);
/* Which permissions CALLER needs one of for a request of KIND (oof-sim-counter.h); OTHER: in
 * somebody else's mailbox. TRUE when it has one. */
gboolean oof_sim_access_permits (const OofSimCaller *caller, const gchar *kind, gboolean other);
/* Is MAILBOX inside the scope that the runner's application is limited to? */
gboolean oof_sim_access_in_scope (OofSimTenant *tenant, const OofSimPerson *mailbox);

G_END_DECLS

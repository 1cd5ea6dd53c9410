/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-private.h"
#include "format/oof-json.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the tenant's clock shows at the start and after each reset: five days before clocks are set
 * back in Germany. */
#define OOF_CONTRACT_NOW    "2026-10-20T08:00:00Z"
#define OOF_CONTRACT_DOMAIN "mfa-wuerzburg.example"

/* People of every scenario; these have no absence and no reply. */
#define OOF_CONTRACT_PERSON "dieter.lang@" OOF_CONTRACT_DOMAIN
#define OOF_CONTRACT_OTHER  "carla.wolf@" OOF_CONTRACT_DOMAIN

/* An oof-sim process, and the clients that the application builds from its connection file. */
typedef struct
{
  GSubprocess *process;      /* (owned) */
  SoupSession *http;         /* (owned) for the control calls */
  char *control;             /* (owned) where they go */
  OofConnection *connection; /* (owned) */
  OofSession *session;       /* (owned) its clients are what the sides are made of */
  gint64 skipped;            /* microseconds that the gates' time is ahead of the real one */
  guint skipper;             /* 0: their pauses are waited for */
} OofContractTenant;

/* Starts oof-sim with @scenario ("demo", "onprem"); fails the test when that is not possible. */
OofContractTenant *oof_contract_tenant_new (const char *scenario);
/* The same with that many people, "0" for as many as the scenario has. */
OofContractTenant *oof_contract_tenant_new_with_people (const char *scenario, const char *people);
/* The same, and the clients wait no longer than @timeout seconds for an answer; 0: by default. */
OofContractTenant *
oof_contract_tenant_new_with_timeout (const char *scenario, const char *people, guint timeout);
/* From now on the pauses that servers ask for, and those before something is tried again, pass at
 * once: where all that a client has to do waits for the time of its gate, that time goes on. */
void oof_contract_tenant_skip_pauses (OofContractTenant *self);
/* Ends the process too. */
void oof_contract_tenant_free (OofContractTenant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofContractTenant, oof_contract_tenant_free)
/* Ends the process and waits for it: from then on nobody listens there. */
void oof_contract_tenant_stop (OofContractTenant *self);

/* The control calls of cli.md; each fails the test when it is refused. */

/* GET @what, or POST when there is a @body: JSON, "{}" for an empty one. (transfer full) */
OofJson *oof_contract_tenant_control (OofContractTenant *self, const char *what, const char *body);
void oof_contract_tenant_reset (OofContractTenant *self);
/* @location: "cloud", where Graph reaches the mailbox, or "onprem", where EWS does. */
void oof_contract_tenant_move (OofContractTenant *self, const char *address, const char *location);
/* The next @times requests of @match, a kind of oof-sim-counter.h. */
void oof_contract_tenant_add_fault (OofContractTenant *self,
                                    const char *match,
                                    const char *kind,
                                    int times);
/* Requests of @kind since the reset; NULL: of every kind. */
gint64 oof_contract_tenant_count (OofContractTenant *self, const char *kind);
/* Replies of that mailbox that were really changed since the reset. */
gint64 oof_contract_tenant_count_writes (OofContractTenant *self, const char *address);
/* Delivers a mail and gives what became of it: "sent", "disabled", "already-answered", …
 * (transfer full) */
char *oof_contract_tenant_mail (OofContractTenant *self, const char *from, const char *to);

/* Callback that keeps the result in the GAsyncResult* that @user_data points to, and what waits for
 * it there. */
void oof_contract_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *oof_contract_wait (GAsyncResult **result);

G_END_DECLS

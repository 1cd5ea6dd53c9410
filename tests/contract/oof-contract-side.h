/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-directory.h"
#include "core/oof-item-store.h"
#include "core/oof-mailbox-service.h"
#include "core/oof-mailer.h"
#include "core/oof-rule-service.h"
#include "oof-contract-tenant.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_CONTRACT_GRAPH,
  OOF_CONTRACT_EWS
} OofContractProtocol;

/* One protocol: its adapters with the runner's sign-in. Also the fixture of a case. */
typedef struct
{
  OofContractProtocol protocol;
  OofContractTenant *tenant;    /* (not owned) */
  OofMailboxService *mailboxes; /* (owned) */
  OofDirectory *directory;      /* (owned) */
  OofItemStore *items;          /* (owned) of the service mailbox */
  OofMailer *mailer;            /* (owned) out of the service mailbox */
} OofContractSide;

void oof_contract_side_init (OofContractSide *self,
                             OofContractTenant *tenant,
                             OofContractProtocol protocol);
void oof_contract_side_clear (OofContractSide *self);
/* The side of the other protocol, over the same tenant. To be cleared. */
void oof_contract_side_init_other (OofContractSide *self, OofContractSide *side);

/* The same side with a client of its own that waits no longer than @seconds for an answer:
 * mailboxes and items of the runner, the rest is @side's. To be cleared in its own way. */
void oof_contract_side_init_impatient (OofContractSide *self, OofContractSide *side, guint seconds);
void oof_contract_side_clear_impatient (OofContractSide *self);

/* Moves a mailbox to where this protocol reaches it. */
void oof_contract_side_fetch (OofContractSide *self, const char *address);
/* Another store over @mailbox, with the runner's sign-in. (transfer full) */
OofItemStore *oof_contract_side_open_items (OofContractSide *self, const char *mailbox);

/* The calls of the ports, waiting for the end. @error (out) as there. */
OofMailboxState *
oof_contract_read (OofMailboxService *mailboxes, const char *address, GError **error);
/* @current is read first. */
gboolean oof_contract_write (OofMailboxService *mailboxes,
                             const char *address,
                             OofReplyState *wanted,
                             GError **error);
GPtrArray *oof_contract_read_rules (OofContractSide *self, const char *address, GError **error);
gboolean oof_contract_change_rule (OofContractSide *self,
                                   const char *address,
                                   const OofRuleChange *change,
                                   OofRuleChangeFlags flags,
                                   GError **error);
gboolean oof_contract_send (OofContractSide *self, const OofMail *mail, GError **error);
GPtrArray *
oof_contract_list_people (OofDirectory *directory, const char *const *groups, GError **error);
GPtrArray *oof_contract_expand (OofDirectory *directory, const char *group, GError **error);
GPtrArray *oof_contract_resolve (OofDirectory *directory, const char *text, GError **error);
GPtrArray *
oof_contract_list_items (OofItemStore *items, OofCalendar calendar, OofRange range, GError **error);
GPtrArray *
oof_contract_find (OofItemStore *items, OofCalendar calendar, const char *key, GError **error);
OofItem *oof_contract_create (OofItemStore *items, OofItem *item, GError **error);
OofItem *oof_contract_update (OofItemStore *items, OofItem *item, GError **error);
gboolean oof_contract_remove (OofItemStore *items, OofItem *item, GError **error);

/* The same where nothing may go wrong. */

OofReplyState *oof_contract_must_read (OofContractSide *self, const char *address);
void oof_contract_must_write (OofContractSide *self, const char *address, OofReplyState *wanted);
OofItem *oof_contract_must_create (OofItemStore *items, OofItem *item);
/* The only item with that key. */
OofItem *oof_contract_must_find (OofItemStore *items, OofCalendar calendar, const char *key);

/* Registers a case as /contract/graph/@name and /contract/ews/@name. Before each the tenant is
 * reset, and the service mailbox and the two people of oof-contract-tenant.h are moved to where
 * the side reaches them. */
typedef void (*OofContractCase) (OofContractSide *side, gconstpointer data);
void oof_contract_add_case (const char *name, OofContractCase run);
/* The same for one protocol. */
void oof_contract_add_case_of (const char *name, OofContractProtocol protocol, OofContractCase run);
/* Registers a case that begins on side @first and goes on with the other one, as
 * /contract/cross/@name. */
void oof_contract_add_cross_case (const char *name, OofContractProtocol first, OofContractCase run);

/* Ends the tenant "demo" that the cases share; the first of them has started it. */
void oof_contract_end (void);

G_END_DECLS

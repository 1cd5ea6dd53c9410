/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-fault.h"
#include "sim/oof-sim-xml.h"

G_BEGIN_DECLS

/* One call of an operation. The request is valid by the schema before the operation sees it. */
typedef struct
{
  OofSimTenant *tenant;
  OofSimCaller caller; /* after impersonation; person NULL: an account without a mailbox */
  GTimeZone *zone;     /* (owned) of TimeZoneContext, else UTC; NULL after a fault */
  OofSimFault fault;   /* LAG, TOUCHED or EXPIRED, which the operations show themselves */
  guint turn;          /* 1, 2, 3 ...: the how-manieth request of its kind */
  xmlNode *request;    /* the operation's element */
  xmlNode *body;       /* the answer's s:Body, to be filled */
  guint status;        /* of HTTP */
} OofSimEwsCall;

/* Functions that can be refused give the response code, NULL when all is well. */
typedef const gchar *OofSimEwsCode;

void oof_sim_ews_get_oof (OofSimEwsCall *call);
void oof_sim_ews_set_oof (OofSimEwsCall *call);
void oof_sim_ews_get_rules (OofSimEwsCall *call);
void oof_sim_ews_update_rules (OofSimEwsCall *call);
void oof_sim_ews_resolve_names (OofSimEwsCall *call);
void oof_sim_ews_expand_dl (OofSimEwsCall *call);
void oof_sim_ews_get_folder (OofSimEwsCall *call);
void oof_sim_ews_find_folder (OofSimEwsCall *call);
void oof_sim_ews_create_folder (OofSimEwsCall *call);
void oof_sim_ews_find_item (OofSimEwsCall *call);
void oof_sim_ews_sync_items (OofSimEwsCall *call);
void oof_sim_ews_get_item (OofSimEwsCall *call);
void oof_sim_ews_create_item (OofSimEwsCall *call);
/* One t:Message of a CreateItem. */
OofSimEwsCode oof_sim_ews_send_mail (OofSimEwsCall *call, const xmlNode *message);
void oof_sim_ews_update_item (OofSimEwsCall *call);
void oof_sim_ews_delete_item (OofSimEwsCall *call);

G_END_DECLS

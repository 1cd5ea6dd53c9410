/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-call.h"

G_BEGIN_DECLS

/* What the ids in a request mean, and whether the caller may go there. */

typedef struct
{
  OofSimPerson *owner;
  OofSimCalendar *calendar; /* (nullable) NULL: msgfolderroot */
} OofSimEwsFolder;

typedef struct
{
  OofSimPerson *owner;
  OofSimCalendar *calendar;
  OofSimItem *item;
} OofSimEwsItem;

/* ID: t:FolderId or t:DistinguishedFolderId. */
OofSimEwsCode oof_sim_ews_find_target_folder (const OofSimEwsCall *call,
                                              const xmlNode *id,
                                              OofSimEwsFolder *folder);
/* ID: t:ItemId. */
OofSimEwsCode
oof_sim_ews_find_target_item (const OofSimEwsCall *call, const xmlNode *id, OofSimEwsItem *item);

/* The change key in ID is NULL, of another state, or nonsense. */
typedef enum
{
  OOF_SIM_EWS_KEY_MISSING,
  OOF_SIM_EWS_KEY_CURRENT,
  OOF_SIM_EWS_KEY_STALE,
  OOF_SIM_EWS_KEY_INVALID,
} OofSimEwsKey;

OofSimEwsKey oof_sim_ews_check_key (const xmlNode *id, const OofSimItem *item);

/* The id of the folder that holds the default calendar. */
gchar *oof_sim_ews_root_id (const OofSimPerson *owner);

/* The address of the mailbox that the first id below NODE names, NULL when there is none. */
gchar *oof_sim_ews_find_addressed (OofSimTenant *tenant, const xmlNode *node);

G_END_DECLS

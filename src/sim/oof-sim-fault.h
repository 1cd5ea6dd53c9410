/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Faults on demand: POST /_sim/fault and --fault MATCH:KIND[:TIMES]. */

typedef enum
{
  OOF_SIM_FAULT_NONE,
  OOF_SIM_FAULT_THROTTLE,      /* 429 with Retry-After; EWS: fault ErrorServerBusy */
  OOF_SIM_FAULT_BUSY,          /* the same without a figure */
  OOF_SIM_FAULT_ERROR,         /* 500 */
  OOF_SIM_FAULT_UNAVAILABLE,   /* 503 */
  OOF_SIM_FAULT_GATEWAY,       /* 504; nothing was done */
  OOF_SIM_FAULT_NOT_FOUND,     /* 404 ErrorItemNotFound */
  OOF_SIM_FAULT_CONFLICT,      /* 409 ErrorIrresolvableConflict */
  OOF_SIM_FAULT_UNAUTHORIZED,  /* 401 */
  OOF_SIM_FAULT_FORBIDDEN,     /* 403 ErrorAccessDenied; EWS: ResponseMessage ErrorAccessDenied */
  OOF_SIM_FAULT_RESET,         /* the connection is closed, nothing was done */
  OOF_SIM_FAULT_REFUSE,        /* the same, and for a second nobody listens */
  OOF_SIM_FAULT_HANG,          /* no answer, ever; nothing was done */
  OOF_SIM_FAULT_LOST_ANSWER,   /* it was done, then the connection is closed */
  OOF_SIM_FAULT_HALF_ANSWER,   /* it was done; half of the body comes, then the connection is closed
                                */
  OOF_SIM_FAULT_WRONG_CONTENT, /* 200 with a page of HTML; nothing was done */
  OOF_SIM_FAULT_EMPTY,         /* 200 without a body; nothing was done */
  OOF_SIM_FAULT_TOUCHED,       /* something foreign touched the item just before it is written */
  OOF_SIM_FAULT_EXPIRED, /* the state of a SyncFolderItems or delta query is worth nothing any more
                          */
  OOF_SIM_FAULT_OVERWRITE, /* another program writes a document just before; then as usual */
  OOF_SIM_FAULT_LAG,       /* a replica answers that has not seen the last write of a reply yet */
} OofSimFault;

typedef struct _OofSimFaults OofSimFaults;

OofSimFaults *oof_sim_faults_new (void);
void oof_sim_faults_free (OofSimFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimFaults, oof_sim_faults_free)

/* MATCH: a kind of oof-sim-counter.h, "calendar-list" or "any". The first SKIP requests that match
 * pass. FALSE for an unknown KIND. */
gboolean oof_sim_faults_add (
    OofSimFaults *faults, const gchar *match, const gchar *kind, guint skip, guint times);
/* SPEC "graph.get-settings:throttle:2". */
gboolean oof_sim_faults_add_spec (OofSimFaults *faults, const gchar *spec);
void oof_sim_faults_clear (OofSimFaults *faults);
/* What "overwrite" puts into the item of the service mailbox whose OofKey is KEY: OofDoc and
 * OofRev; until it is told something else. */
void oof_sim_faults_set_document (OofSimFaults *faults,
                                  const gchar *key,
                                  const gchar *document,
                                  gint64 rev);
const gchar *
oof_sim_faults_get_document (const OofSimFaults *faults, const gchar **document, gint64 *rev);

/* The fault that hits a request of KIND now; used up by that. "touched" waits for a write of a
 * calendar item, "lag" for a reply that is read, "expired" for a SyncFolderItems. */
OofSimFault oof_sim_faults_take (OofSimFaults *faults, const gchar *kind);

G_END_DECLS

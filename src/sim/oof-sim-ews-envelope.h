/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-call.h"

G_BEGIN_DECLS

/* The SOAP envelope: header of the request, frame of the answer, faults. */

/* An envelope with the version header; call->body is its empty body. */
xmlDoc *oof_sim_ews_envelope_new (OofSimEwsCall *call);

/* Reads the header (nullable): server version, impersonation (changes call->caller), time zone.
 * FALSE: the fault is in the answer. */
gboolean oof_sim_ews_read_header (OofSimEwsCall *call, const xmlNode *header);

/* The address in ExchangeImpersonation, NULL when there is no such header. */
gchar *oof_sim_ews_find_impersonated (const xmlNode *header);

/* A fault as Exchange gives it: HTTP 500, "a:" CODE, detail. TEXT (nullable): the usual one of
 * the code. VALUES: pairs of names and texts for t:MessageXml, then NULL. */
void oof_sim_ews_fault (OofSimEwsCall *call, const gchar *code, const gchar *text, ...)
    G_GNUC_NULL_TERMINATED;
/* A violation of the schema: the same with line and reason. WHERE (nullable). */
void oof_sim_ews_schema_fault (OofSimEwsCall *call, const gchar *violation, const xmlNode *where);
/* The other face of access denied, as MS-OXWOOF 3.1.4.1 shows it. */
void oof_sim_ews_owner_fault (OofSimEwsCall *call);

/* Begins the answer: an element "m:NAME" with the prefixes m and t. */
xmlNode *oof_sim_ews_begin (OofSimEwsCall *call, const gchar *name);
/* The same with m:ResponseMessages, which is given. */
xmlNode *oof_sim_ews_begin_messages (OofSimEwsCall *call, const gchar *name);
/* A response message "m:NAME"; CODE NULL: success, else error (or warning) with its text. */
xmlNode *oof_sim_ews_add_message (xmlNode *parent, const gchar *name, OofSimEwsCode code);
/* The same for an answer that is its own response message; gives it back. */
xmlNode *oof_sim_ews_fill_message (xmlNode *message, OofSimEwsCode code);
/* Adds the address that should have been used to an ErrorNonPrimarySmtpAddress. */
void oof_sim_ews_add_primary (xmlNode *message, const OofSimPerson *person);

G_END_DECLS

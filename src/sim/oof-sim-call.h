/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* One Graph request, whether it came by itself or inside a $batch. A handler either answers or
 * fails it, once. */
typedef struct
{
  OofSimExchange *exchange; /* (not owned) */
  gchar *method;            /* (owned) */
  gchar *raw_path;          /* (owned) below /v1.0, as sent, without the query */
  GStrv path;               /* (owned) its pieces, decoded; "me" is already the person's id */
  GHashTable *query;        /* (owned) */
  GHashTable *headers;      /* (owned) (nullable) lower-case names: those of an inner request */
  JsonNode *body;           /* (owned) (nullable) */
  OofSimCaller caller;      /* who asks */
  OofSimPerson *person;     /* (nullable) whom users/… names */
  OofSimFault fault;        /* LAG or TOUCHED, which the handlers show themselves */
  gboolean gone;            /* the connection was cut: no answer */
  guint status;
  JsonObject *answer;         /* (owned) (nullable) */
  GHashTable *answer_headers; /* (owned) */
} OofSimCall;

OofSimCall *oof_sim_call_new (OofSimExchange *exchange, const gchar *method);
void oof_sim_call_free (OofSimCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimCall, oof_sim_call_free)

/* URL below /v1.0, with its query. FALSE (and failed) when it is malformed. */
gboolean oof_sim_call_set_url (OofSimCall *call, const gchar *url);

OofSimTenant *oof_sim_call_get_tenant (OofSimCall *call);
gint64 oof_sim_call_get_now (OofSimCall *call);
const gchar *oof_sim_call_get_header (OofSimCall *call, const gchar *name); /* (nullable) */
const gchar *oof_sim_call_get_query (OofSimCall *call, const gchar *name);  /* (nullable) */
/* The value of NAME in the Prefer headers, "" without a value. (transfer full) (nullable) */
gchar *oof_sim_call_get_preference (OofSimCall *call, const gchar *name);

void oof_sim_call_fail (OofSimCall *call, guint status, const gchar *code, const gchar *format, ...)
    G_GNUC_PRINTF (4, 5);
/* ANSWER (transfer full) (nullable). */
void oof_sim_call_answer (OofSimCall *call, guint status, JsonObject *answer);

/* Fails unless every query option is in ALLOWED (NULL-terminated). */
gboolean oof_sim_call_check_query (OofSimCall *call, const gchar *const *allowed);
/* Is this an advanced query: ConsistencyLevel: eventual and $count=true (graph.md 2)? */
gboolean oof_sim_call_is_advanced (OofSimCall *call);
/* The members of the body object, all of them in MEMBERS; fails and gives NULL otherwise, also for
 * a wrong Content-Type. (transfer none) */
JsonObject *oof_sim_call_get_body (OofSimCall *call, const OofSimJsonMember *members);
/* $select as a list of names, all of them in KNOWN. NULL when there is none, or after a failure
 * (then status is set). (transfer full) */
GStrv oof_sim_call_get_select (OofSimCall *call, const gchar *const *known);

/* Which part [*first, *last) of TOTAL results this page has, by $top, $skip and our $skiptoken.
 * FALSE (and failed) when these are wrong. */
gboolean oof_sim_call_get_page (
    OofSimCall *call, guint total, guint standard, guint maximum, guint *first, guint *last);
/* Answers with that page: VALUE (transfer full), @odata.nextLink when something is left,
 * @odata.count on the first page of an advanced query or where COUNT. */
void oof_sim_call_answer_page (OofSimCall *call,
                               const gchar *context,
                               JsonArray *value,
                               guint total,
                               guint first,
                               guint last,
                               gboolean count);
/* Adds "@odata.context"; what belongs to a person gets "users('ID')/" before FRAGMENT. */
void oof_sim_call_set_context (OofSimCall *call, JsonObject *object, const gchar *fragment);

G_END_DECLS

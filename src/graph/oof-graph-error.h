/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"
#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* An answer outside 200 to 299. */
typedef struct
{
  guint status;
  const OofJson *body;    /* (nullable) */
  const char *where;      /* for the end of the message */
  gboolean write;         /* the request changes something */
  const char *permission; /* (nullable) named when Graph refuses */
  const char *token;      /* never shown, even if the server repeats it */
} OofGraphFailure;

/* Sets what it means (table in oof-graph-call.h). */
void oof_graph_failure_set (const OofGraphFailure *failure, GError **error);
/* The same for an answer as it came; the other arguments as above. */
void oof_graph_error_set (OofHttpResponse *response,
                          gboolean write,
                          const char *permission,
                          const char *token,
                          GError **error);
/* Whether what was read alone is gone: not so when it is the mailbox that is not found, perhaps for
 * the moment. */
gboolean oof_graph_error_is_item_gone (const GError *error);
/* Whether there is no such user, by the name that was asked for. */
gboolean oof_graph_error_is_unknown_user (const GError *error);
/* The JSON of a claims challenge (graph.md "Conditional Access"): in WWW-Authenticate, perhaps in
 * several headers, the fields in any order. (transfer full) (nullable) */
char *oof_graph_error_dup_claims (OofHttpResponse *response);

G_END_DECLS

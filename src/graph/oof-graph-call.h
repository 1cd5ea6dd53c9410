/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_GRAPH_CALL_PLAIN = 0,
  /* Users' mailbox data: Prefer: IdType="ImmutableId", with every request (graph.md 6). */
  OOF_GRAPH_CALL_IMMUTABLE_ID = 1 << 0,
  /* Calendar items: Prefer: outlook.timezone="UTC". */
  OOF_GRAPH_CALL_UTC = 1 << 1,
  /* Advanced directory queries: ConsistencyLevel: eventual, on every page (graph.md 2). */
  OOF_GRAPH_CALL_EVENTUAL = 1 << 2,
  /* A POST that only reads: doing it twice is as good as once. */
  OOF_GRAPH_CALL_READ = 1 << 3,
  /* A delta query: Prefer: odata.maxpagesize=250, since it takes no $top (graph.md 6). */
  OOF_GRAPH_CALL_DELTA = 1 << 4,
  /* A person waits for it: before all others that wait for their turn. */
  OOF_GRAPH_CALL_URGENT = 1 << 5,
  /* Cancelled only as long as it stands in line: CANCELLED says that it did nothing. */
  OOF_GRAPH_CALL_FINISHES = 1 << 6
} OofGraphCallFlags;

/* One request. Copied where it is taken. */
typedef struct
{
  const char *method;
  const char *path;     /* "/users?...", escaped, or an absolute link that Graph gave */
  const char *if_match; /* (nullable) an @odata.etag */
  GBytes *body;         /* (nullable) JSON */
  OofGraphCallFlags flags;
  const char *permission; /* static; what this needs, named when Graph refuses (graph.md 8) */
} OofGraphCall;

/* Errors, with Graph's code, its message cut short and the request id, never a token:
 * - OOF_ERROR_AUTH_REQUIRED: 401, also with another token; the token source's own errors.
 * - OOF_ERROR_CONSENT_REQUIRED: 403 Authorization_RequestDenied.
 * - OOF_ERROR_FORBIDDEN: 403 otherwise.
 * - OOF_ERROR_NOT_FOUND: 404 with any code (two of them mean "no mailbox here", graph.md 3); 410,
 *   a state of a delta query that Graph has forgotten.
 * - OOF_ERROR_EXISTS: ErrorFolderExists with whatever status (storage.md 3.2.4).
 * - OOF_ERROR_CONFLICT: 409, 412. OOF_ERROR_INVALID: 400. OOF_ERROR_LIMIT: 413.
 * - OOF_ERROR_UNSUPPORTED: 405, 501.
 * - OOF_ERROR_THROTTLED: 429, 509. OOF_ERROR_UNREACHABLE: other 5xx.
 * - OOF_ERROR_UNCERTAIN: a write was answered 502, 504, or with success but no JSON.
 * - OOF_ERROR_PROTOCOL: no JSON, or no error object where there should be one.
 * - those of oof_http_client_send_async(). */
void oof_graph_client_call_async (OofGraphClient *self,
                                  const OofGraphCall *call,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @answer (out) (nullable) (transfer full): NULL where a PATCH, a DELETE or what was only taken
 * (202) was answered without a body. */
gboolean oof_graph_client_call_finish (OofGraphClient *self,
                                       GAsyncResult *result,
                                       OofJson **answer,
                                       GError **error);
/* The callback of a call whose answer says nothing but that it succeeded (only a fresh read tells
 * what Exchange holds): ends the task @user_data (transfer full), which returns a boolean, with its
 * outcome. */
void oof_graph_client_call_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Whose mailbox an address is, where that is not the user's principal name: calls for
 * "/users/ADDRESS..." name the id then. One that was not told is looked for when Graph does not
 * know it. */
void oof_graph_client_learn_user (OofGraphClient *self, const char *address, const char *id);
/* A path as a call would ask for it. (transfer full) */
char *oof_graph_client_dup_path (OofGraphClient *self, const char *path);

/* The token that a finished call was sent with; (nullable) when it was not sent. For those who find
 * out later that it was refused: the next call asks for another one. */
const char *oof_graph_client_call_get_token (GAsyncResult *result);
void oof_graph_client_refuse_token (OofGraphClient *self, const char *token);

/* Reads a collection, every page; @call is its first page. A link that leaves the server, comes
 * twice, or never ends is refused. */
void oof_graph_client_list_async (OofGraphClient *self,
                                  const OofGraphCall *call,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type OofJson) the members of "value". */
GPtrArray *
oof_graph_client_list_finish (OofGraphClient *self, GAsyncResult *result, GError **error);

/* The same for a delta query: also gives the link for the next one, PROTOCOL when it is missing.
 * @link: (out) (transfer full). */
GPtrArray *oof_graph_client_list_finish_delta (OofGraphClient *self,
                                               GAsyncResult *result,
                                               char **link,
                                               GError **error);

/* The value of the header Prefer; NULL: none. (transfer full) */
char *oof_graph_call_flags_dup_prefer (OofGraphCallFlags flags);

/* A segment of a path: an id or an address, escaped. (transfer full) */
char *oof_graph_escape (const char *segment);
/* A string literal of $filter, in quotes: O'Neil -> 'O''Neil'. (transfer full) */
char *oof_graph_quote (const char *text);
/* Appends "?name=value" or "&name=value", escaped. */
void oof_graph_append_query (GString *path, const char *name, const char *value);

G_END_DECLS

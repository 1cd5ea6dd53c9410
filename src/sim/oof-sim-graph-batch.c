/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-graph.h"

#include <string.h>

#define MAX_REQUESTS 20

static const OofSimJsonMember batch_members[] = { { "requests", OOF_SIM_JSON_ARRAY }, { NULL, 0 } };
static const OofSimJsonMember request_members[] = { { "id", OOF_SIM_JSON_STRING },
                                                    { "method", OOF_SIM_JSON_STRING },
                                                    { "url", OOF_SIM_JSON_STRING },
                                                    { "headers", OOF_SIM_JSON_OBJECT },
                                                    { "body", OOF_SIM_JSON_ANY },
                                                    { "dependsOn", OOF_SIM_JSON_ARRAY },
                                                    { NULL, 0 } };

/* A batch at work: statuses of the requests so far, by id. */
typedef struct
{
  OofSimCall *outer;
  GHashTable *statuses; /* (owned) id -> status */
  JsonArray *responses; /* (owned) */
} Batch;

static gboolean
refuse (OofSimCall *call, const gchar *message)
{
  oof_sim_call_fail (call, 400, "BadRequest", "Invalid batch payload format: %s", message);
  return FALSE;
}

static gboolean
check_request (OofSimCall *call, JsonNode *node, GHashTable *ids)
{
  JsonObject *request;
  g_autofree gchar *problem = NULL;
  const gchar *id, *url;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (call, "a request is not an object.");
  request = json_node_get_object (node);
  problem = oof_sim_json_check (request, request_members);
  if (problem != NULL)
    return refuse (call, problem);
  id = oof_sim_json_get_string (request, "id");
  url = oof_sim_json_get_string (request, "url");
  if (id == NULL || *id == '\0' || url == NULL || *url != '/'
      || oof_sim_json_get_string (request, "method") == NULL)
    return refuse (call, "a request needs id, method and a relative url.");
  if (!g_hash_table_add (ids, (gpointer) id))
    return refuse (call, "request ids must be unique.");
  if (json_object_has_member (request, "body") && !json_object_has_member (request, "headers"))
    return refuse (call, "a request with a body needs a Content-Type header.");
  return TRUE;
}

static gboolean
check_batch (OofSimCall *call, JsonArray *requests)
{
  guint count = json_array_get_length (requests);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  if (count == 0 || count > MAX_REQUESTS)
    return refuse (call, "a batch has 1 to 20 requests.");
  for (guint i = 0; i < count; i++)
    if (!check_request (call, json_array_get_element (requests, i), ids))
      return FALSE;
  return TRUE;
}

static GHashTable *
read_headers (JsonObject *request)
{
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const gchar *name;
  JsonNode *node;

  if (!json_object_has_member (request, "headers"))
    return headers;
  json_object_iter_init (&iter, json_object_get_object_member (request, "headers"));
  while (json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_hash_table_insert (headers, g_ascii_strdown (name, -1),
                           g_strdup (json_node_get_string (node)));
  return headers;
}

/* Did everything go well that REQUEST waits for? */
static gboolean
dependencies_met (Batch *batch, JsonObject *request)
{
  JsonArray *needed;

  if (!json_object_has_member (request, "dependsOn"))
    return TRUE;
  needed = json_object_get_array_member (request, "dependsOn");
  for (guint i = 0; i < json_array_get_length (needed); i++)
    {
      JsonNode *node = json_array_get_element (needed, i);
      const gchar *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      guint status = id == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (batch->statuses, id));

      if (status < 200 || status >= 300)
        return FALSE;
    }
  return TRUE;
}

static void
add_response (Batch *batch, const gchar *id, OofSimCall *call)
{
  JsonObject *response = json_object_new ();
  JsonObject *headers = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, call->answer_headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (headers, name, value);
  json_object_set_string_member (response, "id", id);
  json_object_set_int_member (response, "status", call->status);
  if (call->answer != NULL)
    {
      json_object_set_string_member (headers, "Content-Type", "application/json");
      json_object_set_object_member (response, "body", json_object_ref (call->answer));
    }
  json_object_set_object_member (response, "headers", headers);
  json_array_add_object_element (batch->responses, response);
  g_hash_table_insert (batch->statuses, (gpointer) id, GUINT_TO_POINTER (call->status));
}

/* FALSE when the connection was cut. */
static gboolean
run_request (Batch *batch, JsonObject *request)
{
  const gchar *id = oof_sim_json_get_string (request, "id");
  g_autofree gchar *method = g_ascii_strup (oof_sim_json_get_string (request, "method"), -1);
  g_autoptr (OofSimCall) call = oof_sim_call_new (batch->outer->exchange, method);

  call->headers = read_headers (request);
  if (json_object_has_member (request, "body"))
    call->body = json_node_copy (json_object_get_member (request, "body"));
  if (!dependencies_met (batch, request))
    oof_sim_call_fail (call, 424, "FailedDependency",
                       "A request that this one depends on has failed.");
  else if (g_str_has_prefix (oof_sim_json_get_string (request, "url"), "/$batch"))
    oof_sim_call_fail (call, 400, "BadRequest", "A batch cannot contain a batch.");
  else if (oof_sim_call_set_url (call, oof_sim_json_get_string (request, "url")))
    oof_sim_graph_dispatch (call);
  batch->outer->gone = call->gone;
  if (!call->gone)
    add_response (batch, id, call);
  return !call->gone;
}

/* Answers may come in any order (graph.md 5): here the last one comes first. */
static JsonArray *
reverse (JsonArray *responses)
{
  JsonArray *reversed = json_array_new ();

  for (guint i = json_array_get_length (responses); i > 0; i--)
    json_array_add_element (reversed, json_array_dup_element (responses, i - 1));
  return reversed;
}

void
oof_sim_graph_batch (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  JsonObject *body, *answer;
  JsonArray *requests;
  Batch batch = { call, NULL, NULL };
  gboolean alive = TRUE;

  if (!oof_sim_call_check_query (call, options))
    return;
  body = oof_sim_call_get_body (call, batch_members);
  if (body == NULL)
    return;
  if (!json_object_has_member (body, "requests"))
    {
      refuse (call, "there are no requests.");
      return;
    }
  requests = json_object_get_array_member (body, "requests");
  if (!check_batch (call, requests))
    return;
  batch.statuses = g_hash_table_new (g_str_hash, g_str_equal);
  batch.responses = json_array_new ();
  for (guint i = 0; alive && i < json_array_get_length (requests); i++)
    alive = run_request (&batch, json_array_get_object_element (requests, i));
  if (alive)
    {
      answer = json_object_new ();
      json_object_set_array_member (answer, "responses", reverse (batch.responses));
      oof_sim_call_answer (call, 200, answer);
    }
  json_array_unref (batch.responses);
  g_hash_table_unref (batch.statuses);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-graph.h"

#include "sim/oof-sim-sign-in.h"

#include <string.h>

typedef struct
{
  const gchar *method;
  const gchar *pattern; /* "*" stands for one piece */
  const gchar *kind;
  void (*handle) (OofSimCall *call);
} Route;

static const Route routes[] = {
  { "POST", "$batch", "graph.batch", oof_sim_graph_batch },
  { "GET", "users", "graph.list-users", oof_sim_graph_list_users },
  { "GET", "users/*", "graph.get-user", oof_sim_graph_get_user },
  { "GET", "groups", "graph.list-groups", oof_sim_graph_list_groups },
  { "GET", "groups/*", "graph.list-groups", oof_sim_graph_get_group },
  { "GET", "groups/*/members", "graph.list-members", oof_sim_graph_list_members },
  { "GET", "groups/*/members/microsoft.graph.user", "graph.list-members",
    oof_sim_graph_list_members },
  { "GET", "groups/*/transitiveMembers", "graph.list-members", oof_sim_graph_list_members },
  { "GET", "groups/*/transitiveMembers/microsoft.graph.user", "graph.list-members",
    oof_sim_graph_list_members },
  { "GET", "organization", "graph.organization", oof_sim_graph_list_organization },
  { "GET", "users/*/mailboxSettings", "graph.get-settings", oof_sim_graph_get_settings },
  { "PATCH", "users/*/mailboxSettings", "graph.patch-settings", oof_sim_graph_patch_settings },
  { "GET", "users/*/mailboxSettings/*", "graph.get-settings", oof_sim_graph_get_setting },
  { "POST", "users/*/sendMail", "graph.send-mail", oof_sim_graph_send_mail },
  { "GET", "users/*/mailFolders/inbox/messageRules", "graph.list-rules", oof_sim_graph_list_rules },
  { "POST", "users/*/mailFolders/inbox/messageRules", "graph.create-rule",
    oof_sim_graph_create_rule },
  { "GET", "users/*/mailFolders/inbox/messageRules/*", "graph.get-rule", oof_sim_graph_get_rule },
  { "PATCH", "users/*/mailFolders/inbox/messageRules/*", "graph.update-rule",
    oof_sim_graph_update_rule },
  { "DELETE", "users/*/mailFolders/inbox/messageRules/*", "graph.delete-rule",
    oof_sim_graph_delete_rule },
  { "GET", "users/*/calendars", "graph.get-calendars", oof_sim_graph_list_calendars },
  { "POST", "users/*/calendars", "graph.create-calendar", oof_sim_graph_create_calendar },
  { "GET", "users/*/calendars/*", "graph.get-calendars", oof_sim_graph_get_calendar },
  { "GET", "users/*/calendar", "graph.get-calendars", oof_sim_graph_get_calendar },
  { "GET", "users/*/events", "graph.list-events", oof_sim_graph_list_events },
  { "GET", "users/*/calendar/events", "graph.list-events", oof_sim_graph_list_events },
  { "GET", "users/*/calendars/*/events", "graph.list-events", oof_sim_graph_list_events },
  { "GET", "users/*/calendarView", "graph.list-events", oof_sim_graph_view_events },
  { "GET", "users/*/calendar/calendarView", "graph.list-events", oof_sim_graph_view_events },
  { "GET", "users/*/calendars/*/calendarView", "graph.list-events", oof_sim_graph_view_events },
  { "POST", "users/*/events", "graph.create-event", oof_sim_graph_create_event },
  { "POST", "users/*/calendar/events", "graph.create-event", oof_sim_graph_create_event },
  { "POST", "users/*/calendars/*/events", "graph.create-event", oof_sim_graph_create_event },
  { "GET", "users/*/calendarView/delta", "graph.delta-events", oof_sim_graph_delta_view },
  { "GET", "users/*/calendar/calendarView/delta", "graph.delta-events", oof_sim_graph_delta_view },
  { "GET", "users/*/calendars/*/calendarView/delta", "graph.delta-events",
    oof_sim_graph_delta_view },
  { "GET", "users/*/calendars/*/events/delta", "graph.delta-events", oof_sim_graph_delta_events },
  { "GET", "users/*/events/*", "graph.get-event", oof_sim_graph_get_event },
  { "PATCH", "users/*/events/*", "graph.update-event", oof_sim_graph_update_event },
  { "DELETE", "users/*/events/*", "graph.delete-event", oof_sim_graph_delete_event },
  { "GET", "users/*/calendars/*/events/*", "graph.get-event", oof_sim_graph_get_event },
  { "PATCH", "users/*/calendars/*/events/*", "graph.update-event", oof_sim_graph_update_event },
  { "DELETE", "users/*/calendars/*/events/*", "graph.delete-event", oof_sim_graph_delete_event },
};

static gboolean
matches (const gchar *pattern, const GStrv path)
{
  g_auto (GStrv) pieces = g_strsplit (pattern, "/", -1);
  guint i;

  for (i = 0; pieces[i] != NULL && path[i] != NULL; i++)
    if (strcmp (pieces[i], "*") != 0 && strcmp (pieces[i], path[i]) != 0)
      return FALSE;
  return pieces[i] == NULL && path[i] == NULL;
}

/* Gives the route, or fails the call. */
static const Route *
find_route (OofSimCall *call)
{
  gboolean known_path = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!matches (routes[i].pattern, call->path))
        continue;
      if (strcmp (routes[i].method, call->method) == 0)
        return &routes[i];
      known_path = TRUE;
    }
  if (known_path)
    oof_sim_call_fail (call, 405, "MethodNotAllowed", "The HTTP method %s is not supported here.",
                       call->method);
  else
    oof_sim_call_fail (call, 400, "BadRequest", "Resource not found for the segment '%s'.",
                       call->raw_path);
  return NULL;
}

static gboolean
authenticate (OofSimCall *call)
{
  const gchar *header = oof_sim_exchange_get_header (call->exchange, "Authorization");

  return header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0
         && oof_sim_access_check_token (oof_sim_call_get_tenant (call), header + 7, &call->caller);
}

static void
refuse_token (OofSimCall *call)
{
  OofSimServer *server = oof_sim_exchange_get_server (call->exchange);
  gboolean missing = oof_sim_exchange_get_header (call->exchange, "Authorization") == NULL;

  g_hash_table_insert (
      call->answer_headers, (gpointer) "WWW-Authenticate",
      g_strdup_printf ("Bearer realm=\"\", authorization_uri=\"%s/common/oauth2/authorize\", "
                       "client_id=\"00000003-0000-0000-c000-000000000000\"",
                       oof_sim_server_get_origin (server)));
  oof_sim_call_fail (call, 401, "InvalidAuthenticationToken", "%s",
                     missing ? "Access token is empty."
                             : "Lifetime validation failed, the token is expired.");
}

/* Continuous access evaluation: the fields in another order than the documents print them. */
static void
challenge_token (OofSimCall *call)
{
  OofSimServer *server = oof_sim_exchange_get_server (call->exchange);
  g_autofree gchar *claims =
      g_base64_encode ((const guchar *) OOF_SIM_CLAIMS, strlen (OOF_SIM_CLAIMS));

  g_hash_table_insert (
      call->answer_headers, (gpointer) "WWW-Authenticate",
      g_strdup_printf ("Bearer error=\"insufficient_claims\", claims=\"%s\", realm=\"\", "
                       "authorization_uri=\"%s/common/oauth2/authorize\"",
                       claims, oof_sim_server_get_origin (server)));
  oof_sim_call_fail (call, 401, "InvalidAuthenticationToken",
                     "Continuous access evaluation resulted in challenge.");
}

/* "me" becomes the person of the token; runners have none. */
static gboolean
resolve_me (OofSimCall *call, gboolean authenticated)
{
  GStrv longer;
  guint length;

  if (g_strcmp0 (call->path[0], "me") != 0)
    return TRUE;
  if (!authenticated)
    {
      refuse_token (call);
      return FALSE;
    }
  if (call->caller.kind != OOF_SIM_CALLER_PERSON)
    {
      oof_sim_call_fail (call, 400, "BadRequest",
                         "/me request is only valid with delegated authentication flow.");
      return FALSE;
    }
  length = g_strv_length (call->path);
  longer = g_new0 (gchar *, length + 2);
  longer[0] = g_strdup ("users");
  longer[1] = g_strdup (call->caller.person->id);
  for (guint i = 1; i < length; i++)
    longer[i + 1] = g_strdup (call->path[i]);
  g_strfreev (call->path);
  call->path = longer;
  return TRUE;
}

/* users/KEY: an id or a principal name, in whatever case. An address is neither. */
static void
find_person (OofSimCall *call)
{
  const GPtrArray *people = oof_sim_call_get_tenant (call)->people;
  const gchar *key = strcmp (call->path[0], "users") == 0 ? call->path[1] : NULL;

  for (guint i = 0; key != NULL && call->person == NULL && i < people->len; i++)
    {
      OofSimPerson *person = people->pdata[i];

      if (g_ascii_strcasecmp (person->id, key) == 0 || g_ascii_strcasecmp (person->upn, key) == 0)
        call->person = person;
    }
}

/* FALSE when the fault has answered. */
static gboolean
pass_faults (OofSimCall *call, const gchar *kind)
{
  const gchar *mailbox = call->person == NULL ? NULL : call->person->mail;

  call->fault = oof_sim_exchange_enter (call->exchange, kind, mailbox, &call->gone);
  switch (call->fault)
    {
    case OOF_SIM_FAULT_THROTTLE:
      g_hash_table_insert (call->answer_headers, (gpointer) "Retry-After", g_strdup ("1"));
      oof_sim_call_fail (call, 429, "ApplicationThrottled",
                         "Application is over its MailboxConcurrency limit.");
      return FALSE;
    case OOF_SIM_FAULT_BUSY:
      oof_sim_call_fail (call, 429, "TooManyRequests", "Too many requests.");
      return FALSE;
    case OOF_SIM_FAULT_ERROR:
      oof_sim_call_fail (call, 500, "InternalServerError", "An internal server error occurred.");
      return FALSE;
    case OOF_SIM_FAULT_GATEWAY:
      oof_sim_call_fail (call, 504, "GatewayTimeout", "The request timed out upstream.");
      return FALSE;
    case OOF_SIM_FAULT_NOT_FOUND:
      oof_sim_call_fail (call, 404, "ErrorItemNotFound",
                         "The specified object was not found in the store.");
      return FALSE;
    case OOF_SIM_FAULT_CONFLICT:
      oof_sim_call_fail (call, 409, "ErrorIrresolvableConflict",
                         "The send or update operation could not be performed because the change "
                         "key passed in the request does not match the current change key.");
      return FALSE;
    case OOF_SIM_FAULT_UNAVAILABLE:
      oof_sim_call_fail (call, 503, "ServiceUnavailable",
                         "The service is temporarily unavailable.");
      return FALSE;
    case OOF_SIM_FAULT_UNAUTHORIZED:
      refuse_token (call);
      return FALSE;
    case OOF_SIM_FAULT_FORBIDDEN:
      oof_sim_call_fail (call, 403, "ErrorAccessDenied",
                         "Access is denied. Check credentials and try again.");
      return FALSE;
    case OOF_SIM_FAULT_NONE:
    case OOF_SIM_FAULT_RESET:
    case OOF_SIM_FAULT_REFUSE:
    case OOF_SIM_FAULT_HANG:
    case OOF_SIM_FAULT_LOST_ANSWER:
    case OOF_SIM_FAULT_HALF_ANSWER:
    case OOF_SIM_FAULT_WRONG_CONTENT:
    case OOF_SIM_FAULT_EMPTY:
    case OOF_SIM_FAULT_TOUCHED:
    case OOF_SIM_FAULT_EXPIRED:
    case OOF_SIM_FAULT_OVERWRITE:
    case OOF_SIM_FAULT_LAG:
    default:
      return !call->gone;
    }
}

/* Per application and mailbox (graph.md 4); the inner requests of a batch only spend the budget.
 * FALSE when the refusal has answered. */
static gboolean
pass_throttle (OofSimCall *call)
{
  const gchar *application =
      call->caller.kind == OOF_SIM_CALLER_RUNNER ? "graph:runner" : "graph:person";
  g_autofree gchar *key = NULL;
  gboolean crowded;
  guint wait;

  if (call->person == NULL || call->path[2] == NULL)
    return TRUE;
  key = g_strdup_printf ("%s:%s", application, call->person->id);
  wait = oof_sim_exchange_throttle (
      call->exchange, key, call->headers == NULL ? OOF_SIM_GRAPH_CONCURRENCY : 0, &crowded);
  if (wait == 0)
    return TRUE;
  g_hash_table_insert (call->answer_headers, (gpointer) "Retry-After",
                       g_strdup_printf ("%u", wait));
  oof_sim_call_fail (call, 429, "ApplicationThrottled", "Application is over its %s limit.",
                     crowded ? "MailboxConcurrency" : "RequestRate");
  return FALSE;
}

/* Does the token carry a permission for this, and what Graph demands by now? FALSE when the refusal
 * has answered. */
static gboolean
pass_permissions (OofSimCall *call, const Route *route)
{
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  gboolean in_mailbox = call->person != NULL && call->path[2] != NULL;

  if (call->caller.kind == OOF_SIM_CALLER_PERSON
      && tenant->sign_in->challenge != OOF_SIM_CHALLENGE_NONE && !call->caller.satisfied)
    {
      challenge_token (call);
      return FALSE;
    }
  if (!oof_sim_access_permits (&call->caller, route->kind, call->person != call->caller.person))
    {
      oof_sim_call_fail (call, 403,
                         in_mailbox ? "ErrorAccessDenied" : "Authorization_RequestDenied",
                         in_mailbox ? "Access is denied. Check credentials and try again."
                                    : "Insufficient privileges to complete the operation.");
      return FALSE;
    }
  if (in_mailbox && call->caller.kind == OOF_SIM_CALLER_RUNNER
      && !oof_sim_access_in_scope (tenant, call->person))
    {
      oof_sim_call_fail (call, 403, "ErrorAccessDenied", "Access to OData is disabled.");
      return FALSE;
    }
  return TRUE;
}

/* Has the call answered, by a replica that lags behind if the fault says so. */
static void
handle (OofSimCall *call, const Route *route)
{
  if (call->person != NULL)
    call->person->mailbox->lags = call->fault == OOF_SIM_FAULT_LAG;
  route->handle (call);
  if (call->person != NULL)
    call->person->mailbox->lags = FALSE;
}

void
oof_sim_graph_dispatch (OofSimCall *call)
{
  gboolean authenticated = authenticate (call);
  const Route *route = NULL;

  if (resolve_me (call, authenticated))
    route = find_route (call);
  if (route == NULL)
    {
      oof_sim_exchange_enter (call->exchange, "graph.other", NULL, &call->gone);
      return;
    }
  find_person (call);
  if (!pass_faults (call, route->kind))
    return;
  if (!authenticated)
    refuse_token (call);
  else if (strcmp (call->path[0], "users") == 0 && call->path[1] != NULL && call->person == NULL)
    oof_sim_call_fail (call, 404, "Request_ResourceNotFound",
                       "Resource '%s' does not exist or one of its queried reference-property "
                       "objects are not present.",
                       call->path[1]);
  else if (pass_permissions (call, route) && pass_throttle (call))
    handle (call, route);
}

static gboolean
enter_mailbox (OofSimCall *call, gboolean allowed)
{
  OofSimPerson *person = call->person;

  if (!allowed)
    oof_sim_call_fail (call, 403, "ErrorAccessDenied",
                       "Access is denied. Check credentials and try again.");
  else if (person->location != OOF_SIM_LOCATION_CLOUD && person->not_found_answers++ % 2 == 0)
    oof_sim_call_fail (call, 404, "MailboxNotEnabledForRESTAPI",
                       "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
  else if (person->location != OOF_SIM_LOCATION_CLOUD)
    oof_sim_call_fail (call, 404, "ResourceNotFound", "Resource could not be discovered.");
  else
    return TRUE;
  return FALSE;
}

gboolean
oof_sim_graph_enter_settings (OofSimCall *call)
{
  return enter_mailbox (call, oof_sim_access_settings (&call->caller, call->person));
}

gboolean
oof_sim_graph_enter_calendars (OofSimCall *call)
{
  return enter_mailbox (
      call, oof_sim_access_calendars (oof_sim_call_get_tenant (call), &call->caller, call->person));
}

static void
send_answer (OofSimCall *call)
{
  OofSimExchange *exchange = call->exchange;
  g_autofree gchar *request = g_uuid_string_random ();
  const gchar *wanted = oof_sim_exchange_get_header (exchange, "return-client-request-id");
  const gchar *client = oof_sim_exchange_get_header (exchange, "client-request-id");
  GHashTableIter iter;
  gpointer name, value;

  oof_sim_exchange_set_header (exchange, "request-id", request);
  if (client != NULL && wanted != NULL && g_ascii_strcasecmp (wanted, "true") == 0)
    oof_sim_exchange_set_header (exchange, "client-request-id", client);
  g_hash_table_iter_init (&iter, call->answer_headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    oof_sim_exchange_set_header (exchange, name, value);
  oof_sim_exchange_answer (exchange, call->status,
                           call->answer == NULL ? NULL
                                                : "application/json;odata.metadata=minimal;"
                                                  "odata.streaming=true;IEEE754Compatible=false;"
                                                  "charset=utf-8",
                           call->answer == NULL ? NULL : oof_sim_json_to_text (call->answer));
}

static void
handle_graph (OofSimExchange *exchange)
{
  g_autoptr (OofSimCall) call = oof_sim_call_new (exchange, oof_sim_exchange_get_method (exchange));
  const gchar *query = oof_sim_exchange_get_query (exchange);
  g_autofree gchar *url = g_strconcat (oof_sim_exchange_get_path (exchange) + strlen ("/v1.0"),
                                       query == NULL ? "" : "?", query == NULL ? "" : query, NULL);

  call->body = oof_sim_json_parse (oof_sim_exchange_get_body (exchange));
  if (oof_sim_call_set_url (call, url))
    oof_sim_graph_dispatch (call);
  if (!call->gone)
    send_answer (call);
}

void
oof_sim_graph_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, "/v1.0", handle_graph);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews.h"

#include <string.h>

#include "sim/oof-sim-ews-envelope.h"
#include "sim/oof-sim-ews-schema.h"
#include "sim/oof-sim-ews-target.h"
#include "sim/oof-sim-ntlm.h"

#define XML_TYPE       "text/xml; charset=utf-8"
#define REALM          "Basic realm=\"oof-sim\""
#define LARGEST_BODY   (16 * 1024 * 1024)
#define BACK_OFF       "500"
#define OTHER          "ews.other"
#define DIRECT         "ResponseMessage"
#define ITSELF         ""
#define MISSING_ANCHOR "ews.missing-anchor"

typedef struct
{
  const gchar *name; /* of the element in the body, and of its type */
  const gchar *kind;
  void (*run) (OofSimEwsCall *call);
  const gchar *answer;
  const gchar *message; /* of one response; DIRECT: not inside m:ResponseMessages;
                           ITSELF: the answer is it */
  gboolean has_items;   /* the schema wants m:Items in errors, too */
} Operation;

static const Operation operations[] = {
  { "GetUserOofSettingsRequest", "ews.get-oof", oof_sim_ews_get_oof, "GetUserOofSettingsResponse",
    DIRECT, FALSE },
  { "SetUserOofSettingsRequest", "ews.set-oof", oof_sim_ews_set_oof, "SetUserOofSettingsResponse",
    DIRECT, FALSE },
  { "GetInboxRules", "ews.get-rules", oof_sim_ews_get_rules, "GetInboxRulesResponse", ITSELF,
    FALSE },
  { "UpdateInboxRules", "ews.update-rules", oof_sim_ews_update_rules, "UpdateInboxRulesResponse",
    ITSELF, FALSE },
  { "ResolveNames", "ews.resolve-names", oof_sim_ews_resolve_names, "ResolveNamesResponse",
    "ResolveNamesResponseMessage", FALSE },
  { "ExpandDL", "ews.expand-dl", oof_sim_ews_expand_dl, "ExpandDLResponse",
    "ExpandDLResponseMessage", FALSE },
  { "GetFolder", "ews.get-folder", oof_sim_ews_get_folder, "GetFolderResponse",
    "GetFolderResponseMessage", FALSE },
  { "FindFolder", "ews.find-folder", oof_sim_ews_find_folder, "FindFolderResponse",
    "FindFolderResponseMessage", FALSE },
  { "CreateFolder", "ews.create-folder", oof_sim_ews_create_folder, "CreateFolderResponse",
    "CreateFolderResponseMessage", FALSE },
  { "FindItem", "ews.find-item", oof_sim_ews_find_item, "FindItemResponse",
    "FindItemResponseMessage", FALSE },
  { "SyncFolderItems", "ews.sync-items", oof_sim_ews_sync_items, "SyncFolderItemsResponse",
    "SyncFolderItemsResponseMessage", FALSE },
  { "GetItem", "ews.get-item", oof_sim_ews_get_item, "GetItemResponse", "GetItemResponseMessage",
    TRUE },
  { "CreateItem", "ews.create-item", oof_sim_ews_create_item, "CreateItemResponse",
    "CreateItemResponseMessage", TRUE },
  { "UpdateItem", "ews.update-item", oof_sim_ews_update_item, "UpdateItemResponse",
    "UpdateItemResponseMessage", TRUE },
  { "DeleteItem", "ews.delete-item", oof_sim_ews_delete_item, "DeleteItemResponse",
    "DeleteItemResponseMessage", FALSE },
};

static const Operation *
find_operation (const xmlNode *request)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree gchar *name = g_strconcat ("m:", operations[i].name, NULL);

      if (oof_sim_xml_is (request, name))
        return &operations[i];
    }
  return NULL;
}

/* "Basic" and base64 of "user:password", in UTF-8. */
static gboolean
check_basic (OofSimExchange *exchange, OofSimCaller *caller)
{
  const gchar *header = oof_sim_exchange_get_header (exchange, "Authorization");
  g_autofree guchar *bytes = NULL;
  g_autofree gchar *pair = NULL;
  gchar *colon;
  gsize size;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0 || header[6] == '\0')
    return FALSE;
  bytes = g_base64_decode (header + 6, &size);
  pair = g_strndup ((const gchar *) bytes, size);
  colon = strchr (pair, ':');
  if (colon == NULL || !g_utf8_validate (pair, -1, NULL))
    return FALSE;
  *colon = '\0';
  return oof_sim_access_check_password (oof_sim_exchange_get_tenant (exchange), pair, colon + 1,
                                        caller);
}

/* CHALLENGE (nullable): of NTLM. Negotiate is offered first, as IIS does, and taken from nobody. */
static void
refuse_with (OofSimExchange *exchange, const gchar *challenge)
{
  g_autofree gchar *offer =
      g_strconcat ("Negotiate, ", challenge == NULL ? "NTLM" : challenge, ", " REALM, NULL);

  /* While NTLM is under way nothing else is offered. */
  oof_sim_exchange_set_header (exchange, "WWW-Authenticate",
                               challenge != NULL && strlen (challenge) > 4 ? challenge : offer);
  oof_sim_exchange_answer (exchange, 401, NULL, NULL);
}

static void
refuse_password (OofSimExchange *exchange)
{
  refuse_with (exchange, NULL);
}

gboolean
oof_sim_ews_authenticate (OofSimExchange *exchange, OofSimCaller *caller)
{
  g_autofree gchar *challenge = NULL;

  if (check_basic (exchange, caller) || oof_sim_ntlm_enter (exchange, caller, &challenge))
    return TRUE;
  refuse_with (exchange, challenge);
  return FALSE;
}

/* Support asks for these two: the server's own id, and the client's when it wants it back. */
static void
set_request_ids (OofSimExchange *exchange)
{
  const gchar *client = oof_sim_exchange_get_header (exchange, "client-request-id");
  const gchar *wanted = oof_sim_exchange_get_header (exchange, "return-client-request-id");
  g_autofree gchar *own = g_uuid_string_random ();

  oof_sim_exchange_set_header (exchange, "request-id", own);
  if (client != NULL && wanted != NULL && g_ascii_strcasecmp (wanted, "true") == 0)
    oof_sim_exchange_set_header (exchange, "client-request-id", client);
}

/* Every response of the operation is this error. Gives the response message. */
static xmlNode *
answer_code (OofSimEwsCall *call, const Operation *operation, OofSimEwsCode code)
{
  g_autofree gchar *answer = g_strconcat ("m:", operation->answer, NULL);
  xmlNode *parent =
      g_str_equal (operation->message, DIRECT) || g_str_equal (operation->message, ITSELF)
          ? oof_sim_ews_begin (call, operation->answer)
          : oof_sim_ews_begin_messages (call, operation->answer);
  xmlNode *message = g_str_equal (operation->message, ITSELF)
                         ? oof_sim_ews_fill_message (parent, code)
                         : oof_sim_ews_add_message (parent, operation->message, code);

  if (operation->has_items)
    oof_sim_xml_add (message, "m:Items", NULL);
  return message;
}

static void
run_operation (OofSimEwsCall *call, const Operation *operation, const xmlNode *header)
{
  const xmlNode *where;
  g_autofree gchar *violation = NULL;

  if (!oof_sim_ews_read_header (call, header))
    return;
  if (operation == NULL)
    {
      oof_sim_ews_schema_fault (call, "There is no such operation here.", call->request);
      return;
    }
  violation = oof_sim_ews_schema_check (call->request, operation->name, &where);
  if (violation != NULL)
    oof_sim_ews_schema_fault (call, violation, where);
  else
    operation->run (call);
}

/* The mailbox a request works on, for the counter. */
static gchar *
find_mailbox (const OofSimEwsCall *call, const xmlNode *header)
{
  gchar *address = oof_sim_ews_find_impersonated (header);

  if (address == NULL)
    address = oof_sim_ews_find_addressed (call->tenant, call->request);
  if (address == NULL && call->caller.person != NULL)
    address = g_strdup (call->caller.person->mail);
  return address;
}

/* ErrorServerBusy in its two shapes, in turn: a fault with HTTP 500, a response with HTTP 200. */
static void
answer_busy (OofSimEwsCall *call, const Operation *operation, guint wait)
{
  g_autofree gchar *text = g_strdup_printf ("%u", wait * 1000);
  xmlNode *message, *values;

  if (operation == NULL || call->turn % 2 == 1)
    {
      oof_sim_ews_fault (call, "ErrorServerBusy", NULL, "BackOffMilliseconds", text, NULL);
      return;
    }
  message = answer_code (call, operation, "ErrorServerBusy");
  values = oof_sim_xml_add (message, "m:MessageXml", NULL);
  xmlAddNextSibling (oof_sim_xml_child (message, "m:DescriptiveLinkKey"), values);
  oof_sim_xml_set (oof_sim_xml_add (values, "t:Value", text), "Name", "BackOffMilliseconds");
}

/* Per account, whomever it impersonates (ews.md 1, Throttling). FALSE when the refusal has
 * answered. */
static gboolean
pass_throttle (OofSimExchange *exchange, OofSimEwsCall *call, const Operation *operation)
{
  const gchar *account =
      call->caller.kind == OOF_SIM_CALLER_RUNNER ? "runner" : call->caller.person->mail;
  g_autofree gchar *key = g_strconcat ("ews:", account, NULL);
  gboolean crowded;
  guint wait = oof_sim_exchange_throttle (exchange, key, OOF_SIM_EWS_CONCURRENCY, &crowded);

  if (wait > 0)
    answer_busy (call, operation, wait);
  return wait == 0;
}

/* Counts, looks for a fault on demand, then does it. FALSE when there must be no XML answer. */
/* What is answered before the service sees the request. */
static gboolean
answer_before (OofSimExchange *exchange, OofSimFault fault)
{
  if (fault == OOF_SIM_FAULT_UNAUTHORIZED)
    refuse_password (exchange);
  else if (fault == OOF_SIM_FAULT_UNAVAILABLE)
    oof_sim_exchange_answer (exchange, 503, "text/html", g_strdup ("<h2>Service Unavailable</h2>"));
  else if (fault == OOF_SIM_FAULT_GATEWAY)
    oof_sim_exchange_answer (exchange, 504, "text/html", g_strdup ("<h2>Gateway Time-out</h2>"));
  else
    return FALSE;
  return TRUE;
}

/* What is answered instead of the operation's own response; NULL: nothing. */
static const gchar *
get_code (OofSimFault fault)
{
  if (fault == OOF_SIM_FAULT_FORBIDDEN)
    return "ErrorAccessDenied";
  if (fault == OOF_SIM_FAULT_NOT_FOUND)
    return "ErrorItemNotFound";
  return fault == OOF_SIM_FAULT_CONFLICT ? "ErrorIrresolvableConflict" : NULL;
}

static gboolean
process (OofSimExchange *exchange, OofSimEwsCall *call, const xmlNode *header)
{
  OofSimCounter *counter = oof_sim_server_get_counter (oof_sim_exchange_get_server (exchange));
  const Operation *operation = find_operation (call->request);
  const gchar *kind = operation != NULL ? operation->kind : OTHER;
  g_autofree gchar *mailbox = find_mailbox (call, header);
  gboolean gone;
  OofSimFault fault = oof_sim_exchange_enter (exchange, kind, mailbox, &gone);

  if (gone)
    return FALSE;
  call->turn = oof_sim_counter_get (counter, kind);
  call->fault = fault;
  if (oof_sim_xml_child (header, "t:ExchangeImpersonation") != NULL
      && oof_sim_exchange_get_header (exchange, "X-AnchorMailbox") == NULL)
    oof_sim_counter_note (counter, MISSING_ANCHOR);
  if (answer_before (exchange, fault))
    return FALSE;
  if (fault == OOF_SIM_FAULT_THROTTLE)
    oof_sim_ews_fault (call, "ErrorServerBusy", NULL, "BackOffMilliseconds", BACK_OFF, NULL);
  else if (fault == OOF_SIM_FAULT_BUSY)
    oof_sim_ews_fault (call, "ErrorServerBusy", NULL, NULL);
  else if (fault == OOF_SIM_FAULT_ERROR)
    oof_sim_ews_fault (call, "ErrorInternalServerError", NULL, NULL);
  else if (get_code (fault) != NULL && operation != NULL)
    answer_code (call, operation, get_code (fault));
  else if (pass_throttle (exchange, call, operation))
    run_operation (call, operation, header);
  return TRUE;
}

static void
handle_post (OofSimExchange *exchange, const OofSimCaller *caller)
{
  OofSimEwsCall call = { .tenant = oof_sim_exchange_get_tenant (exchange), .caller = *caller };
  g_autofree gchar *problem = NULL;
  g_autoptr (xmlDoc) request = oof_sim_xml_parse (oof_sim_exchange_get_body (exchange), &problem);
  g_autoptr (xmlDoc) answer = oof_sim_ews_envelope_new (&call);
  xmlNode *envelope = request != NULL ? xmlDocGetRootElement (request) : NULL;
  gboolean has_answer = TRUE;

  call.zone = g_time_zone_new_utc ();
  if (oof_sim_xml_is (envelope, "s:Envelope"))
    call.request = oof_sim_xml_first (oof_sim_xml_child (envelope, "s:Body"));
  if (request == NULL)
    oof_sim_ews_schema_fault (&call, problem, NULL);
  else if (call.request == NULL || oof_sim_xml_next (call.request) != NULL)
    oof_sim_ews_schema_fault (&call, "This is no SOAP envelope with one operation.", envelope);
  else
    has_answer = process (exchange, &call, oof_sim_xml_child (envelope, "s:Header"));
  if (has_answer)
    oof_sim_exchange_answer (exchange, call.status, XML_TYPE, oof_sim_xml_print (answer));
  g_clear_pointer (&call.zone, g_time_zone_unref);
}

static void
handle_ews (OofSimExchange *exchange)
{
  OofSimCaller caller;

  set_request_ids (exchange);
  if (!oof_sim_exchange_get_tenant (exchange)->has_ews)
    oof_sim_exchange_answer (exchange, 404, NULL, NULL);
  else if (!oof_sim_ews_authenticate (exchange, &caller))
    return;
  else if (!g_str_equal (oof_sim_exchange_get_method (exchange), "POST"))
    {
      oof_sim_exchange_set_header (exchange, "Allow", "POST");
      oof_sim_exchange_answer (exchange, 405, NULL, NULL);
    }
  else if (!g_str_equal (oof_sim_exchange_get_content_type (exchange), "text/xml"))
    oof_sim_exchange_answer (exchange, 415, NULL, NULL);
  else if (g_bytes_get_size (oof_sim_exchange_get_body (exchange)) > LARGEST_BODY)
    oof_sim_exchange_answer (exchange, 413, NULL, NULL);
  else
    handle_post (exchange, &caller);
}

void
oof_sim_ews_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, OOF_SIM_EWS_PATH, handle_ews);
}

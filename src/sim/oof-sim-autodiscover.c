/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-autodiscover.h"

#include "sim/oof-sim-connection.h"
#include "sim/oof-sim-ews.h"
#include "sim/oof-sim-form.h"
#include "sim/oof-sim-json.h"

#include <string.h>

#define PREFIX   "/autodiscover"
#define V2_PATH  PREFIX "/autodiscover.json/v1.0/"
#define POX_PATH PREFIX "/autodiscover.xml"
#define SCHEMA   "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"

static gboolean
knows (OofSimExchange *exchange, const gchar *address)
{
  return address != NULL
         && oof_sim_tenant_find_person (oof_sim_exchange_get_tenant (exchange), address) != NULL;
}

static void
answer_json (OofSimExchange *exchange)
{
  const gchar *path = oof_sim_exchange_get_path (exchange);
  g_autofree gchar *address = oof_sim_form_unescape (path + strlen (V2_PATH));
  g_autofree gchar *url = oof_sim_connection_make_ews_url (oof_sim_exchange_get_server (exchange));
  const gchar *query = oof_sim_exchange_get_query (exchange);
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean known = knows (exchange, address) && g_strcmp0 (query, "Protocol=EWS") == 0;

  json_object_set_string_member (object, known ? "Protocol" : "ErrorCode",
                                 known ? "EWS" : "InvalidUserId");
  if (known)
    json_object_set_string_member (object, "Url", url);
  oof_sim_exchange_answer (exchange, known ? 200 : 404, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

/* EXCH and EXHTTP have the address, EXPR has not (ews.md 2.18). */
static void
answer_pox (OofSimExchange *exchange)
{
  gsize size;
  const gchar *body = g_bytes_get_data (oof_sim_exchange_get_body (exchange), &size);
  g_autofree gchar *text = g_strndup (body == NULL ? "" : body, size);
  const gchar *begin = strstr (text, "EMailAddress>");
  g_autofree gchar *address =
      begin == NULL ? NULL : g_strndup (begin + 13, strcspn (begin + 13, "<"));
  g_autofree gchar *url = oof_sim_connection_make_ews_url (oof_sim_exchange_get_server (exchange));
  gboolean known = knows (exchange, address);

  oof_sim_exchange_answer (
      exchange, 200, "text/xml; charset=utf-8",
      g_strdup_printf (
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Autodiscover xmlns=\"http://"
          "schemas.microsoft.com/exchange/autodiscover/responseschema/2006\"><Response "
          "xmlns=\"" SCHEMA "\">%s%s%s</Response></Autodiscover>",
          known ? "<Account><AccountType>email</AccountType><Action>settings</Action>"
                  "<Protocol><Type>EXPR</Type></Protocol><Protocol><Type>EXCH</Type>"
                  "<EwsUrl>"
                : "<Error><ErrorCode>500</ErrorCode><Message>The e-mail address "
                  "cannot be found.</Message>",
          known ? url : "", known ? "</EwsUrl></Protocol></Account>" : "</Error>"));
}

static void
handle_autodiscover (OofSimExchange *exchange)
{
  const gchar *path = oof_sim_exchange_get_path (exchange);
  gboolean json = g_ascii_strncasecmp (path, V2_PATH, strlen (V2_PATH)) == 0;
  gboolean pox = g_ascii_strcasecmp (path, POX_PATH) == 0;
  OofSimCaller caller;
  gboolean gone;
  OofSimFault fault = OOF_SIM_FAULT_NONE;

  if (json || pox)
    fault = oof_sim_exchange_enter (exchange, json ? "autodiscover.json" : "autodiscover.pox", NULL,
                                    &gone);
  if ((json || pox) && gone)
    return;
  if (fault != OOF_SIM_FAULT_NONE)
    oof_sim_exchange_answer (exchange, 503, NULL, NULL);
  else if (json)
    answer_json (exchange);
  else if (pox && oof_sim_ews_authenticate (exchange, &caller))
    answer_pox (exchange);
  else if (!pox)
    oof_sim_exchange_answer (exchange, 404, NULL, NULL);
}

void
oof_sim_autodiscover_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, PREFIX, handle_autodiscover);
}

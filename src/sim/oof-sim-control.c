/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control.h"

#include "sim/oof-sim-control-group.h"
#include "sim/oof-sim-control-mailbox.h"
#include "sim/oof-sim-control-tenant.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-mail.h"
#include "sim/oof-sim-scenario.h"
#include "sim/oof-sim-sign-in.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

static void
answer (OofSimExchange *exchange, guint status, JsonObject *object)
{
  oof_sim_exchange_answer (exchange, status, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

static void
refuse (OofSimExchange *exchange, guint status, const gchar *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", message);
  answer (exchange, status, object);
}

static JsonObject *
delivery_to_json (const OofSimDelivery *delivery)
{
  JsonObject *object = json_object_new ();
  JsonObject *reply;

  json_object_set_boolean_member (object, "answered", delivery->answered);
  json_object_set_string_member (object, "reason", delivery->reason);
  json_object_set_array_member (object, "delivered", oof_sim_json_new_texts (delivery->delivered));
  json_object_set_array_member (object, "bounced", oof_sim_json_new_texts (delivery->bounced));
  if (!delivery->answered)
    {
      json_object_set_null_member (object, "reply");
      return object;
    }
  reply = json_object_new ();
  json_object_set_string_member (reply, "from", delivery->from);
  json_object_set_string_member (reply, "subject", delivery->subject);
  json_object_set_string_member (reply, "text", delivery->text);
  json_object_set_string_member (reply, "html", delivery->html);
  json_object_set_object_member (object, "reply", reply);
  return object;
}

/* Delivers the mail in BODY. NULL and *PROBLEM (transfer full) when it is none. */
static OofSimDelivery *
deliver (OofSimExchange *exchange, JsonObject *body, gchar **problem)
{
  static const OofSimJsonMember members[] = {
    { "from", OOF_SIM_JSON_STRING },    { "to", OOF_SIM_JSON_STRING },
    { "subject", OOF_SIM_JSON_STRING }, { "text", OOF_SIM_JSON_STRING },
    { "kind", OOF_SIM_JSON_STRING },    { NULL, 0 }
  };
  static const gchar *const kinds[] = { "direct", "list", "junk", "null-sender" };
  const gchar *to, *kind;
  guint i = 0;

  *problem = oof_sim_json_check (body, members);
  if (*problem != NULL)
    return NULL;
  to = json_object_get_string_member_with_default (body, "to", NULL);
  kind = json_object_get_string_member_with_default (body, "kind", "direct");
  while (i < G_N_ELEMENTS (kinds) && strcmp (kinds[i], kind) != 0)
    i++;
  if (to == NULL)
    *problem = g_strdup ("A mail needs \"to\".");
  else if (i == G_N_ELEMENTS (kinds))
    *problem = g_strdup ("\"kind\" is direct, list, junk or null-sender.");
  else
    return oof_sim_mail_deliver (oof_sim_exchange_get_tenant (exchange),
                                 json_object_get_string_member_with_default (body, "from", ""), to,
                                 json_object_get_string_member_with_default (body, "subject", ""),
                                 (OofSimMailKind) i);
  return NULL;
}

/* {"mails":[MAIL,…]}: one after the other, in one request. */
static void
handle_mails (OofSimExchange *exchange, JsonObject *body)
{
  static const OofSimJsonMember members[] = { { "mails", OOF_SIM_JSON_ARRAY }, { NULL, 0 } };
  g_autofree gchar *problem = oof_sim_json_check (body, members);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *deliveries = json_array_new ();
  JsonArray *mails = problem == NULL ? json_object_get_array_member (body, "mails") : NULL;

  json_object_set_array_member (object, "deliveries", deliveries);
  for (guint i = 0; problem == NULL && i < json_array_get_length (mails); i++)
    {
      JsonNode *mail = json_array_get_element (mails, i);
      g_autoptr (OofSimDelivery) delivery =
          JSON_NODE_HOLDS_OBJECT (mail) ? deliver (exchange, json_node_get_object (mail), &problem)
                                        : NULL;

      if (delivery != NULL)
        json_array_add_object_element (deliveries, delivery_to_json (delivery));
      else if (problem == NULL)
        problem = g_strdup ("A mail is an object.");
    }
  if (problem != NULL)
    refuse (exchange, 400, problem);
  else
    answer (exchange, 200, object);
}

static void
handle_mail (OofSimExchange *exchange, JsonObject *body)
{
  g_autofree gchar *problem = NULL;
  g_autoptr (OofSimDelivery) delivery = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (json_object_has_member (body, "mails"))
    {
      handle_mails (exchange, body);
      return;
    }
  delivery = deliver (exchange, body, &problem);
  if (delivery == NULL)
    {
      refuse (exchange, 400, problem);
      return;
    }
  object = delivery_to_json (delivery);
  answer (exchange, 200, object);
}

static JsonObject *
sent_to_json (const OofSimSent *sent)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *at = oof_sim_zone_format (utc, sent->at, "%Y-%m-%dT%H:%M:%SZ");

  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "from", sent->from);
  json_object_set_array_member (object, "to", oof_sim_json_new_texts (sent->to));
  json_object_set_string_member (object, "subject", sent->subject);
  json_object_set_string_member (object, "text", sent->text);
  json_object_set_boolean_member (object, "html", sent->html);
  json_object_set_boolean_member (object, "saved", sent->saved);
  json_object_set_string_member (object, "over", sent->over);
  return object;
}

/* What clients have sent since the last reset, the newest last. */
static void
handle_outbox (OofSimExchange *exchange)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *mails = json_array_new ();

  for (guint i = 0; i < tenant->sent->len; i++)
    json_array_add_object_element (mails, sent_to_json (tenant->sent->pdata[i]));
  json_object_set_array_member (object, "mails", mails);
  answer (exchange, 200, object);
}

static void
handle_requests (OofSimExchange *exchange)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimCounter *counter = oof_sim_server_get_counter (oof_sim_exchange_get_server (exchange));
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *kinds = json_object_new ();
  JsonObject *peak = json_object_new ();
  JsonObject *writes = json_object_new ();
  g_autoptr (GList) names = oof_sim_counter_list_kinds (counter);

  for (GList *link = names; link != NULL; link = link->next)
    json_object_set_int_member (kinds, link->data, oof_sim_counter_get (counter, link->data));
  json_object_set_int_member (peak, "all", oof_sim_counter_get_peak (counter));
  json_object_set_int_member (peak, "perMailbox", oof_sim_counter_get_peak_per_mailbox (counter));
  for (guint i = 0; i < tenant->people->len; i++)
    {
      const OofSimPerson *person = tenant->people->pdata[i];

      if (person->mailbox->writes > 0)
        json_object_set_int_member (writes, person->mail, person->mailbox->writes);
    }
  json_object_set_int_member (object, "total", oof_sim_counter_get_total (counter));
  json_object_set_object_member (object, "byKind", kinds);
  json_object_set_object_member (object, "peak", peak);
  json_object_set_object_member (object, "writes", writes);
  answer (exchange, 200, object);
}

/* More than the clock can be turned by, and far from what a number holds. */
#define MAX_DURATION (G_GINT64_CONSTANT (2000) * 366 * 86400 * G_USEC_PER_SEC)

/* One "NUMBER UNIT" of a duration, microseconds. */
static gboolean
read_part (const gchar **text, gboolean in_time, gint64 *duration)
{
  static const struct
  {
    gchar unit;
    gboolean in_time;
    gint64 seconds;
  } units[] = { { 'W', FALSE, 604800 },
                { 'D', FALSE, 86400 },
                { 'H', TRUE, 3600 },
                { 'M', TRUE, 60 },
                { 'S', TRUE, 1 } };
  gint64 number = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text) && number < 10000000; (*text)++)
    number = number * 10 + (**text - '0');
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].unit == **text && units[i].in_time == in_time)
      {
        (*text)++;
        *duration += number * units[i].seconds * G_USEC_PER_SEC;
        return *duration <= MAX_DURATION;
      }
  return FALSE;
}

/* ISO 8601: "PT1H", "P1DT12H", "-PT5M"; no months and years. */
static gboolean
parse_duration (const gchar *text, gint64 *duration)
{
  gboolean negative = *text == '-';
  gboolean in_time = FALSE;

  *duration = 0;
  text += negative;
  if (*text++ != 'P' || *text == '\0')
    return FALSE;
  while (*text != '\0')
    {
      if (*text == 'T' && !in_time)
        {
          in_time = TRUE;
          text++;
        }
      if (!read_part (&text, in_time, duration))
        return FALSE;
    }
  if (negative)
    *duration = -*duration;
  return TRUE;
}

static void
answer_clock (OofSimExchange *exchange)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 now = oof_sim_tenant_now (oof_sim_exchange_get_tenant (exchange));
  g_autofree gchar *text = oof_sim_zone_format (utc, now, "%Y-%m-%dT%H:%M:%SZ");

  json_object_set_string_member (object, "now", text);
  answer (exchange, 200, object);
}

static void
handle_clock (OofSimExchange *exchange, JsonObject *body)
{
  static const OofSimJsonMember members[] = { { "now", OOF_SIM_JSON_STRING },
                                              { "advance", OOF_SIM_JSON_STRING },
                                              { "date", OOF_SIM_JSON_BOOLEAN },
                                              { NULL, 0 } };
  OofSimServer *server = oof_sim_exchange_get_server (exchange);
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *problem = oof_sim_json_check (body, members);
  const gchar *now = problem != NULL ? NULL : oof_sim_json_get_string (body, "now");
  const gchar *advance = problem != NULL ? NULL : oof_sim_json_get_string (body, "advance");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gboolean turned = FALSE;
  gint64 value;

  if (now != NULL && advance == NULL && oof_sim_zone_parse (now, utc, &value))
    turned = oof_sim_tenant_set_now (tenant, value);
  else if (advance != NULL && now == NULL && parse_duration (advance, &value))
    turned = oof_sim_tenant_set_now (tenant, oof_sim_tenant_now (tenant) + value);
  else if (problem == NULL && now == NULL && advance == NULL
           && json_object_has_member (body, "date"))
    {
      oof_sim_server_set_dated (server, json_object_get_boolean_member (body, "date"));
      turned = TRUE;
    }
  if (turned)
    answer_clock (exchange);
  else
    refuse (exchange, 400,
            "The clock takes {\"now\": TIME}, {\"advance\": \"PT1H\"}, both from 1970 to 2999, or "
            "{\"date\": BOOL}: whether answers carry a Date header.");
}

static void
handle_fault (OofSimExchange *exchange, JsonObject *body)
{
  static const OofSimJsonMember members[] = {
    { "match", OOF_SIM_JSON_STRING },  { "kind", OOF_SIM_JSON_STRING },
    { "after", OOF_SIM_JSON_INTEGER }, { "times", OOF_SIM_JSON_INTEGER },
    { "key", OOF_SIM_JSON_STRING },    { "document", OOF_SIM_JSON_STRING },
    { "rev", OOF_SIM_JSON_INTEGER },   { NULL, 0 }
  };
  OofSimFaults *faults = oof_sim_server_get_faults (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *problem = oof_sim_json_check (body, members);
  g_autoptr (JsonObject) object = json_object_new ();
  const gchar *match, *kind;
  gint64 after, times;

  if (problem != NULL)
    {
      refuse (exchange, 400, problem);
      return;
    }
  match = json_object_get_string_member_with_default (body, "match", "any");
  kind = json_object_get_string_member_with_default (body, "kind", "");
  after = json_object_get_int_member_with_default (body, "after", 0);
  times = json_object_get_int_member_with_default (body, "times", 1);
  if (json_object_has_member (body, "key"))
    oof_sim_faults_set_document (faults, json_object_get_string_member (body, "key"),
                                 json_object_get_string_member_with_default (body, "document", ""),
                                 json_object_get_int_member_with_default (body, "rev", 1));
  if (strcmp (kind, "none") == 0)
    {
      oof_sim_faults_clear (faults);
      answer (exchange, 200, object);
    }
  else if (after < 0 || after > G_MAXINT || times < 1 || times > G_MAXINT
           || !oof_sim_faults_add (faults, match, kind, (guint) after, (guint) times))
    refuse (
        exchange, 400,
        "\"kind\" is throttle, busy, error, unavailable, gateway, unauthorized, forbidden, "
        "not-found, conflict, reset, refuse, hang, lost-answer, half-answer, wrong-content, empty, "
        "touched, lag, expired, overwrite (with \"key\", \"document\" and \"rev\") or none, "
        "\"after\" at least 0, \"times\" at least 1.");
  else
    answer (exchange, 200, object);
}

/* {"requests":n,"seconds":n}: the budget of each application and mailbox, of each account. */
static void
handle_throttle (OofSimExchange *exchange, JsonObject *body)
{
  static const OofSimJsonMember members[] = { { "requests", OOF_SIM_JSON_INTEGER },
                                              { "seconds", OOF_SIM_JSON_INTEGER },
                                              { NULL, 0 } };
  OofSimThrottle *throttle = oof_sim_server_get_throttle (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *problem = oof_sim_json_check (body, members);
  g_autoptr (JsonObject) object = json_object_new ();
  gint64 requests = 0;
  gint64 seconds = 0;

  if (problem == NULL)
    {
      requests = json_object_get_int_member_with_default (body, "requests", -1);
      seconds = json_object_get_int_member_with_default (body, "seconds", 10);
    }
  if (problem != NULL || requests < 0 || requests > G_MAXINT || seconds < 1 || seconds > 86400)
    {
      refuse (exchange, 400,
              "The budget is {\"requests\": N, \"seconds\": N}; 0 requests: no budget.");
      return;
    }
  oof_sim_throttle_set_rate (throttle, (guint) requests, (guint) seconds);
  answer (exchange, 200, object);
}

/* How the sign-in service behaves: oof-sim-sign-in.h. */
static void
handle_sign_in (OofSimExchange *exchange, JsonObject *body)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *problem = oof_sim_sign_in_change (tenant->sign_in, body);
  g_autoptr (JsonObject) object = json_object_new ();

  if (problem != NULL)
    refuse (exchange, 400, problem);
  else
    answer (exchange, 200, object);
}

static void
handle_reset (OofSimExchange *exchange)
{
  OofSimServer *server = oof_sim_exchange_get_server (exchange);
  OofSimTenant *tenant = oof_sim_server_get_tenant (server);
  g_autoptr (JsonObject) object = json_object_new ();

  oof_sim_scenario_fill (tenant);
  oof_sim_sign_in_free (tenant->sign_in);
  tenant->sign_in = oof_sim_sign_in_new ();
  oof_sim_counter_reset (oof_sim_server_get_counter (server));
  oof_sim_faults_clear (oof_sim_server_get_faults (server));
  oof_sim_throttle_set_rate (oof_sim_server_get_throttle (server), 0, 0);
  oof_sim_server_set_dated (server, TRUE);
  answer (exchange, 200, object);
}

static void
handle_post (OofSimExchange *exchange, const gchar *what)
{
  static const struct
  {
    const gchar *what;
    void (*handle) (OofSimExchange *exchange, JsonObject *body);
  } posts[] = { { "mail", handle_mail },
                { "clock", handle_clock },
                { "fault", handle_fault },
                { "organization", oof_sim_control_change_organization },
                { "old-calendar", oof_sim_control_fill_calendar },
                { "sign-in", handle_sign_in },
                { "throttle", handle_throttle } };
  g_autoptr (JsonNode) node = oof_sim_json_parse (oof_sim_exchange_get_body (exchange));

  if (strcmp (what, "reset") == 0)
    {
      handle_reset (exchange);
      return;
    }
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (exchange, 400, "The body is not a JSON object.");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    if (strcmp (posts[i].what, what) == 0)
      {
        posts[i].handle (exchange, json_node_get_object (node));
        return;
      }
  if (g_str_has_prefix (what, "mailboxes/"))
    oof_sim_control_change_mailbox (exchange, what + strlen ("mailboxes/"),
                                    json_node_get_object (node));
  else if (g_str_has_prefix (what, "groups/"))
    oof_sim_control_change_group (exchange, what + strlen ("groups/"), json_node_get_object (node));
  else
    refuse (exchange, 404, "There is no such control call.");
}

static void
handle_control (OofSimExchange *exchange)
{
  const gchar *method = oof_sim_exchange_get_method (exchange);
  const gchar *path = oof_sim_exchange_get_path (exchange) + strlen ("/_sim");
  const gchar *what = *path == '/' ? path + 1 : path;

  if (strcmp (method, "POST") == 0)
    handle_post (exchange, what);
  else if (strcmp (method, "GET") != 0)
    refuse (exchange, 405, "The control calls take GET and POST.");
  else if (strcmp (what, "requests") == 0)
    handle_requests (exchange);
  else if (strcmp (what, "clock") == 0)
    answer_clock (exchange);
  else if (strcmp (what, "outbox") == 0)
    handle_outbox (exchange);
  else if (strcmp (what, "calendar") == 0)
    oof_sim_control_show_calendar (exchange, NULL);
  else if (g_str_has_prefix (what, "calendar/"))
    oof_sim_control_show_calendar (exchange, what + strlen ("calendar/"));
  else if (g_str_has_prefix (what, "mailboxes/"))
    oof_sim_control_show_mailbox (exchange, what + strlen ("mailboxes/"));
  else
    refuse (exchange, 404, "There is no such control call.");
}

void
oof_sim_control_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, "/_sim", handle_control);
}

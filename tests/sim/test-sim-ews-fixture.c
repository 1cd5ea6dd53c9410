/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-ews-fixture.h"

#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "config.h"
#include "sim/oof-sim-ews.h"
#include "sim/oof-sim-zone.h"

#define SCHEMA_FILE OOF_SOURCE_DIR "/../shared/ews-schema/envelope.xsd"

static OofSimPerson *
add_person (OofSimTenant *tenant, const gchar *first, const gchar *last, const gchar *mail)
{
  OofSimPerson *person = g_new0 (OofSimPerson, 1);
  gchar **fields[] = {
    &person->street,  &person->postal_code, &person->city,      &person->state,
    &person->country, &person->fax,         &person->locale,    &person->extension_attribute1,
    &person->office,  &person->job_title,   &person->department
  };
  g_autofree gchar *local = g_strndup (mail, (gsize) (strchr (mail, '@') - mail));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    *fields[i] = g_strdup ("");
  person->id = g_uuid_string_random ();
  person->upn = g_strdup (mail);
  person->mail = g_strdup (mail);
  person->alias = g_strdelimit (g_strdup (local), ".", '-');
  person->account = g_strconcat ("MFA\\", person->alias, NULL);
  person->password = g_strdup ("secret");
  person->display_name = g_strdup_printf ("%s %s", first, last);
  person->given_name = g_strdup (first);
  person->surname = g_strdup (last);
  person->company = g_strdup ("Mainfranken Apparatebau GmbH");
  person->phone = g_strdup ("+49 931 100");
  person->mobile = g_strdup ("+49 170 1");
  person->zone = g_strdup ("Europe/Berlin");
  person->location = OOF_SIM_LOCATION_ONPREM;
  person->enabled = TRUE;
  person->mailbox = oof_sim_mailbox_new (person->alias, "Kalender");
  g_ptr_array_add (tenant->people, person);
  return person;
}

static OofSimTenant *
make_tenant (EwsFixture *fixture)
{
  OofSimTenant *tenant = oof_sim_tenant_new ();
  OofSimGroup *everybody, *sales;
  OofSimPerson *carla;

  tenant->domain = g_strdup ("mfa.example");
  tenant->initial_domain = g_strdup ("mfa.onmicrosoft.example");
  tenant->runner_account = g_strdup (EWS_RUNNER);
  tenant->runner_password = g_strdup ("runner-secret");
  tenant->has_ews = TRUE;
  tenant->service = add_person (tenant, "OOF", "Dienst", EWS_SERVICE);
  fixture->anna = tenant->helpdesk = add_person (tenant, "Anna", "Meier", EWS_ANNA);
  fixture->bernd = add_person (tenant, "Bernd", "Krause", EWS_BERND);
  carla = add_person (tenant, "Carla", "Wolf", EWS_CARLA);
  add_person (tenant, "Dora", "Stein", EWS_DORA)->location = OOF_SIM_LOCATION_CLOUD;
  sales = oof_sim_tenant_add_group (tenant, "1", "Vertrieb", "vertrieb@mfa.example");
  everybody = oof_sim_tenant_add_group (tenant, "2", "Alle Benutzer", "alle@mfa.example");
  g_ptr_array_add (sales->people, carla);
  g_ptr_array_add (everybody->people, fixture->anna);
  g_ptr_array_add (everybody->people, fixture->bernd);
  g_ptr_array_add (everybody->groups, sales);
  return tenant;
}

void
ews_fixture_set_up (EwsFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now;

  fixture->tenant = make_tenant (fixture);
  g_assert_true (oof_sim_zone_parse ("2026-11-20T09:00:00Z", NULL, &now));
  oof_sim_tenant_set_now (fixture->tenant, now);
  fixture->server = oof_sim_server_new (fixture->tenant, 0);
  oof_sim_ews_register (fixture->server);
  oof_sim_server_listen (fixture->server, "127.0.0.1:0", NULL, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
  ews_fixture_reset (fixture);
}

static void
forget_answer (EwsFixture *fixture)
{
  g_clear_pointer (&fixture->answer, xmlFreeDoc);
  g_clear_pointer (&fixture->text, g_free);
  g_clear_pointer (&fixture->received, soup_message_headers_unref);
}

void
ews_fixture_tear_down (EwsFixture *fixture, gconstpointer data)
{
  forget_answer (fixture);
  soup_session_abort (fixture->session);
  g_object_unref (fixture->session);
  oof_sim_server_free (fixture->server);
  oof_sim_tenant_free (fixture->tenant);
}

void
ews_fixture_reset (EwsFixture *fixture)
{
  fixture->method = "POST";
  fixture->type = "text/xml; charset=utf-8";
  fixture->user = EWS_RUNNER;
  fixture->password = "runner-secret";
  fixture->version = "Exchange2013_SP1";
  fixture->impersonated = NULL;
  fixture->header = NULL;
  fixture->foreign = FALSE;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GBytes *
send_and_wait (SoupSession *session, SoupMessage *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_sent, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = soup_session_send_and_read_finish (session, result, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
add_password (EwsFixture *fixture, SoupMessage *message)
{
  g_autofree gchar *pair = g_strdup_printf ("%s:%s", fixture->user, fixture->password);
  g_autofree gchar *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree gchar *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", value);
}

void
ews_send (EwsFixture *fixture, const gchar *body)
{
  g_autofree gchar *uri =
      g_strconcat (oof_sim_server_get_origin (fixture->server), OOF_SIM_EWS_PATH, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (fixture->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;

  forget_answer (fixture);
  soup_message_set_flags (message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_set_request_body_from_bytes (message, fixture->type, bytes);
  soup_message_headers_append (headers, "client-request-id", "12-34");
  soup_message_headers_append (headers, "return-client-request-id", "true");
  if (fixture->user != NULL)
    add_password (fixture, message);
  answer = send_and_wait (fixture->session, message);
  fixture->status = soup_message_get_status (message);
  fixture->received = soup_message_headers_ref (soup_message_get_response_headers (message));
  fixture->text =
      g_strndup (g_bytes_get_data (answer, NULL) != NULL ? g_bytes_get_data (answer, NULL) : "",
                 g_bytes_get_size (answer));
  fixture->answer = xmlReadMemory (fixture->text, (int) strlen (fixture->text), NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR);
}

static gchar *
wrap (EwsFixture *fixture, const gchar *body)
{
  g_autofree gchar *impersonation = NULL;

  if (fixture->impersonated != NULL)
    impersonation =
        g_strconcat ("<t:ExchangeImpersonation><t:ConnectingSID>", fixture->impersonated,
                     "</t:ConnectingSID></t:ExchangeImpersonation>", NULL);
  return g_strconcat ("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"",
                      OOF_SIM_NS_SOAP, "\" xmlns:m=\"", OOF_SIM_NS_MESSAGES, "\" xmlns:t=\"",
                      OOF_SIM_NS_TYPES, "\"><s:Header><t:RequestServerVersion Version=\"",
                      fixture->version, "\"/>", impersonation != NULL ? impersonation : "",
                      fixture->header != NULL ? fixture->header : "", "</s:Header><s:Body>", body,
                      "</s:Body></s:Envelope>", NULL);
}

static xmlSchema *
get_schema (void)
{
  static xmlSchema *schema;
  static gboolean tried;

  if (!tried && g_file_test (SCHEMA_FILE, G_FILE_TEST_EXISTS))
    {
      xmlSchemaParserCtxt *parser = xmlSchemaNewParserCtxt (SCHEMA_FILE);

      schema = xmlSchemaParse (parser);
      xmlSchemaFreeParserCtxt (parser);
      g_assert_nonnull (schema);
    }
  tried = TRUE;
  return schema;
}

gboolean
ews_has_schema (void)
{
  return get_schema () != NULL;
}

static void
ignore_message (void *data, const char *format, ...)
{
}

static gboolean
is_valid (xmlDoc *doc, gboolean loud)
{
  xmlSchemaValidCtxt *validator;
  gboolean valid;

  if (get_schema () == NULL)
    return TRUE;
  validator = xmlSchemaNewValidCtxt (get_schema ());
  if (!loud)
    xmlSchemaSetValidErrors (validator, ignore_message, ignore_message, NULL);
  valid = xmlSchemaValidateDoc (validator, doc) == 0;
  xmlSchemaFreeValidCtxt (validator);
  return valid;
}

void
ews_call (EwsFixture *fixture, const gchar *body)
{
  g_autofree gchar *envelope = wrap (fixture, body);
  g_autoptr (xmlDoc) request = xmlReadMemory (envelope, (int) strlen (envelope), NULL, NULL, 0);
  gboolean refused;

  ews_send (fixture, envelope);
  g_assert_nonnull (fixture->answer);
  g_assert_true (is_valid (fixture->answer, TRUE));
  if (!ews_has_schema () || fixture->foreign)
    return;
  refused = g_str_equal (ews_value (fixture, "//e:ResponseCode"), "ErrorSchemaValidation");
  g_assert_true (is_valid (request, !refused) == !refused);
}

void
ews_call_as (EwsFixture *fixture, const gchar *user, const gchar *body)
{
  fixture->user = user;
  fixture->password = g_str_equal (user, EWS_RUNNER) ? "runner-secret" : "secret";
  ews_call (fixture, body);
}

void
ews_call_for (EwsFixture *fixture, const gchar *address, const gchar *body)
{
  g_autofree gchar *sid =
      g_strconcat ("<t:PrimarySmtpAddress>", address, "</t:PrimarySmtpAddress>", NULL);

  fixture->impersonated = sid;
  ews_call_as (fixture, EWS_RUNNER, body);
  fixture->impersonated = NULL;
}

const gchar *
ews_value (EwsFixture *fixture, const gchar *expression)
{
  static gchar buffer[65536];
  static const gchar *const prefixes[] = { "s", "m", "t", "e" };
  xmlXPathContext *context = xmlXPathNewContext (fixture->answer);
  xmlXPathObject *object;
  xmlChar *value;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    xmlXPathRegisterNs (context, (const xmlChar *) prefixes[i],
                        (const xmlChar *) oof_sim_xml_namespace (prefixes[i]));
  object = xmlXPathEvalExpression ((const xmlChar *) expression, context);
  g_assert_nonnull (object);
  value = xmlXPathCastToString (object);
  g_assert_cmpuint (g_strlcpy (buffer, (const gchar *) value, sizeof buffer), <, sizeof buffer);
  xmlFree (value);
  xmlXPathFreeObject (object);
  xmlXPathFreeContext (context);
  return buffer;
}

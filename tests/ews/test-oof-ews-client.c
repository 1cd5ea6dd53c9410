/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-fixture.h"

#include "core/oof-error.h"
#include "ews/oof-ews-answer.h"

#include <string.h>

#define UTF8_XML "text/xml; charset=utf-8"

/* A harmless operation. */
static OofXml *
call (OofEwsClient *client, OofEwsCallFlags flags, GError **error)
{
  OofEwsRequest *request =
      oof_ews_request_new (client, "GetUserOofSettingsRequest", "anna@example.com", flags);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);
  g_autoptr (GAsyncResult) result = NULL;

  oof_xml_writer_begin (xml, "t", "Mailbox");
  oof_xml_writer_element (xml, "t", "Address", "anna@example.com");
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (client, request, NULL, ews_keep_cb, &result);
  return oof_ews_client_call_finish (client, ews_wait (&result), error);
}

static void
assert_fails (EwsFixture *fixture, OofEwsCallFlags flags, OofError code, const char *text)
{
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofXml) answer = call (client, flags, &error);

  g_assert_null (answer);
  g_assert_error (error, OOF_ERROR, (int) code);
  if (!strstr (error->message, text))
    g_error ("\"%s\" is missing in: %s", text, error->message);
  g_assert_null (strstr (error->message, EWS_PASSWORD));
}

static void
answer_success (EwsFixture *fixture)
{
  ews_fixture_answer_soap (fixture, "<m:GetUserOofSettingsResponse>"
                                    "<m:ResponseMessage ResponseClass=\"Success\">"
                                    "<m:ResponseCode>NoError</m:ResponseCode>"
                                    "</m:ResponseMessage></m:GetUserOofSettingsResponse>");
}

static void
test_request (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) runner = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (OofEwsClient) person = ews_fixture_client (fixture, OOF_EWS_ROLE_PERSON);
  g_autoptr (OofXml) as_runner = NULL;
  g_autoptr (OofXml) as_person = NULL;
  g_autofree char *length = NULL;

  answer_success (fixture);
  answer_success (fixture);
  as_runner = call (runner, OOF_EWS_CALL_PLAIN, NULL);
  as_person = call (person, OOF_EWS_CALL_PLAIN, NULL);
  g_assert_true (oof_xml_is (as_runner, OOF_EWS_M, "GetUserOofSettingsResponse"));
  g_assert_nonnull (as_person);

  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "Content-Type"), ==, UTF8_XML);
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "SOAPAction"), ==,
                   "\"" OOF_EWS_M "/GetUserOofSettingsRequest\"");
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "X-AnchorMailbox"), ==, "anna@example.com");
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "return-client-request-id"), ==, "true");
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "Authorization"), ==,
                   "Basic cnVubmVyOkdlaGVpbSE0Mg==");
  length = g_strdup_printf ("%" G_GSIZE_FORMAT, strlen (ews_fixture_get_body (fixture, 0)));
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "Content-Length"), ==, length);
  g_assert_null (ews_fixture_get_header (fixture, 0, "Transfer-Encoding"));
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "Connection"), !=, "close");

  g_assert_true (ews_fixture_sent (fixture, 0,
                                   "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>",
                                   "<t:ExchangeImpersonation><t:ConnectingSID>"
                                   "<t:PrimarySmtpAddress>anna@example.com</t:PrimarySmtpAddress>"
                                   "</t:ConnectingSID></t:ExchangeImpersonation>",
                                   "<m:GetUserOofSettingsRequest>", NULL));
  g_assert_null (strstr (ews_fixture_get_body (fixture, 1), "Impersonation"));
  g_assert_cmpstr (ews_fixture_get_header (fixture, 1, "X-AnchorMailbox"), ==, "anna@example.com");
}

static void
test_options (void)
{
  OofHttpClientOptions http_options = { .base_url = "https://mail.example.com" };
  g_autoptr (OofHttpClient) http = oof_http_client_new (&http_options, NULL, NULL);
  OofEwsClientOptions options = { .url = "https://mail.example.com/EWS/Exchange.asmx",
                                  .user = "u",
                                  .password = "p" };
  g_autoptr (OofEwsClient) client = oof_ews_client_new (&options, http, NULL);
  const struct
  {
    const char *url;
    OofEwsAuth auth;
    OofError code;
  } wrong[] = {
    { "https://other.example.com/EWS/Exchange.asmx", OOF_EWS_AUTH_BASIC, OOF_ERROR_INVALID },
    { "http://mail.example.com/EWS/Exchange.asmx", OOF_EWS_AUTH_BASIC, OOF_ERROR_INVALID },
    { "mail.example.com", OOF_EWS_AUTH_BASIC, OOF_ERROR_INVALID },
  };

  g_assert_nonnull (client);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      options.url = wrong[i].url;
      options.auth = wrong[i].auth;
      g_assert_null (oof_ews_client_new (&options, http, &error));
      g_assert_error (error, OOF_ERROR, (int) wrong[i].code);
    }
}

static void
test_codes (void)
{
  g_autofree char *schema = ews_schema_text ("messages.xsd");
  const struct
  {
    const char *name;
    OofError code;
  } codes[] = {
    { "ErrorAccessDenied", OOF_ERROR_FORBIDDEN },
    { "ErrorImpersonateUserDenied", OOF_ERROR_FORBIDDEN },
    { "ErrorNonExistentMailbox", OOF_ERROR_NOT_FOUND },
    { "ErrorItemNotFound", OOF_ERROR_NOT_FOUND },
    { "ErrorIrresolvableConflict", OOF_ERROR_CONFLICT },
    { "ErrorStaleObject", OOF_ERROR_CONFLICT },
    { "ErrorChangeKeyRequiredForWriteOperations", OOF_ERROR_CONFLICT },
    { "ErrorFolderExists", OOF_ERROR_EXISTS },
    { "ErrorServerBusy", OOF_ERROR_THROTTLED },
    { "ErrorMailboxMoveInProgress", OOF_ERROR_UNREACHABLE },
    { "ErrorInvalidScheduledOofDuration", OOF_ERROR_INVALID },
    { "ErrorInvalidServerVersion", OOF_ERROR_UNSUPPORTED },
    { "ErrorPasswordExpired", OOF_ERROR_AUTH_REQUIRED },
    { "ErrorQuotaExceeded", OOF_ERROR_LIMIT },
    { "ErrorToDoWithWhatever", OOF_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *line = g_strdup_printf ("\"%s\"", codes[i].name);

      g_assert_cmpint (oof_ews_code_to_error (codes[i].name), ==, codes[i].code);
      if (schema && codes[i].code != OOF_ERROR_PROTOCOL)
        g_assert_nonnull (strstr (schema, line));
    }
}

/* The three faces of ews.md 1, and gromox's (2.12). */
static void
test_access_denied (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();

  ews_fixture_answer_soap (fixture,
                           "<m:GetUserOofSettingsResponse><m:ResponseMessage "
                           "ResponseClass=\"Error\"><m:MessageText>Access is denied.\r\n Check "
                           "credentials.</m:MessageText><m:ResponseCode>ErrorAccessDenied"
                           "</m:ResponseCode></m:ResponseMessage></m:GetUserOofSettingsResponse>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_FORBIDDEN,
                "ErrorAccessDenied: Access is denied.");

  ews_fixture_answer (
      fixture, 500, UTF8_XML,
      "<?xml version=\"1.0\"?><soap:Envelope "
      "xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
      "<faultcode>soap:Client</faultcode><faultstring>Microsoft.Exchange.Data.Storage."
      "AccessDeniedException: User is not mailbox owner.</faultstring><detail>"
      "<ErrorCode xmlns=\"" OOF_EWS_M "\">-2146233088</ErrorCode></detail></soap:Fault>"
      "</soap:Body></soap:Envelope>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_FORBIDDEN, "User is not mailbox owner");

  ews_fixture_answer_fault (fixture, "ErrorImpersonateUserDenied", "");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_FORBIDDEN, "ErrorImpersonateUserDenied");

  ews_fixture_answer (
      fixture, 200, "text/xml",
      "<SOAP:Envelope xmlns:SOAP=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP:Header/>"
      "<SOAP:Body><SOAP:Fault><faultcode>ErrorImpersonateUserDenied</faultcode><faultstring>E-3243"
      "</faultstring></SOAP:Fault></SOAP:Body></SOAP:Envelope>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_FORBIDDEN,
                "ErrorImpersonateUserDenied: E-3243");

  ews_fixture_answer_fault (fixture, "ErrorNonExistentMailbox", "");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_NOT_FOUND, "ErrorNonExistentMailbox");
}

static void
test_other_faults (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();

  ews_fixture_answer (fixture, 401, "text/html", "<html>no</html>");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_AUTH_REQUIRED, "HTTP 401");
  ews_fixture_answer (fixture, 403, "text/html", "<html>no</html>");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_FORBIDDEN, "HTTP 403");
  ews_fixture_answer (fixture, 400, "text/plain", "Bad Request");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_PROTOCOL, "HTTP 400");
  ews_fixture_answer (fixture, 503, "text/html", "<html>later</html>");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_UNREACHABLE, "HTTP 503");
  ews_fixture_answer_fault (fixture, "ErrorSomethingNew", "");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_PROTOCOL, "ErrorSomethingNew: The server");
  ews_fixture_answer_soap (fixture, "<s:Fault><faultcode>s:Server</faultcode></s:Fault>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_UNREACHABLE, "Server");
  ews_fixture_answer_soap (fixture, "<s:Fault/>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_PROTOCOL, "fault without code");
  ews_fixture_answer_soap (fixture, "<m:GetUserOofSettingsResponse><m:ResponseMessage/>"
                                    "</m:GetUserOofSettingsResponse>");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_PROTOCOL, "no ResponseCode");
}

/* What a read reports as it is, and a write cannot tell. */
static void
test_uncertain (void)
{
  const struct
  {
    guint status;
    const char *type;
    const char *body;
    OofError of_read;
  } answers[] = {
    { 200, "text/html", "<html>Outlook</html>", OOF_ERROR_PROTOCOL },
    { 200, UTF8_XML, "", OOF_ERROR_PROTOCOL },
    { 200, UTF8_XML, "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/env",
      OOF_ERROR_PROTOCOL },
    { 200, UTF8_XML, "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", OOF_ERROR_PROTOCOL },
    { 200, UTF8_XML, "<x/>", OOF_ERROR_PROTOCOL },
    { 502, "text/html", "<html>gateway</html>", OOF_ERROR_UNREACHABLE },
    { 504, "text/html", "<html>gateway</html>", OOF_ERROR_UNREACHABLE },
    { 500, "text/html", "<html>IIS</html>", OOF_ERROR_UNREACHABLE },
  };
  const char *contents[] = {
    "", "<m:SomethingElseResponse/>", "<m:GetUserOofSettingsResponse/>",
    "<m:GetUserOofSettingsResponse><m:ResponseMessages/></m:GetUserOofSettingsResponse>",
    "<x:GetUserOofSettingsResponse xmlns:x=\"urn:other\"/>"
  };
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      ews_fixture_answer (fixture, answers[i].status, answers[i].type, answers[i].body);
      assert_fails (fixture, OOF_EWS_CALL_PLAIN, answers[i].of_read, "HTTP");
      ews_fixture_answer (fixture, answers[i].status, answers[i].type, answers[i].body);
      assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_UNCERTAIN, "HTTP");
    }
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      ews_fixture_answer_soap (fixture, contents[i]);
      assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_PROTOCOL, "HTTP");
      ews_fixture_answer_soap (fixture, contents[i]);
      assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_UNCERTAIN, "HTTP");
    }
  ews_fixture_answer_fault (fixture, "ErrorTimeoutExpired", "");
  assert_fails (fixture, OOF_EWS_CALL_WRITE, OOF_ERROR_UNCERTAIN, "ErrorTimeoutExpired");
  ews_fixture_answer_fault (fixture, "ErrorTimeoutExpired", "");
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_UNREACHABLE, "ErrorTimeoutExpired");
}

#define BACK_OFF(value)                                                                            \
  "<t:MessageXml><t:Value Name=\"Other\">7</t:Value>"                                              \
  "<t:Value Name=\"BackOffMilliseconds\">" value "</t:Value></t:MessageXml>"

/* A short wait is sat out, also by a write, as a busy server has done nothing. */
static void
test_busy_shortly (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (OofXml) answer = NULL;
  g_autoptr (GError) error = NULL;

  ews_fixture_answer_fault (fixture, "ErrorServerBusy", BACK_OFF ("1"));
  answer_success (fixture);
  answer = call (client, OOF_EWS_CALL_WRITE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpuint (fixture->bodies->len, ==, 2);
  g_assert_cmpstr (ews_fixture_get_body (fixture, 0), ==, ews_fixture_get_body (fixture, 1));

  ews_fixture_answer_soap (fixture, "<m:GetUserOofSettingsResponse><m:ResponseMessage "
                                    "ResponseClass=\"Error\"><m:ResponseCode>ErrorServerBusy"
                                    "</m:ResponseCode><m:MessageXml><t:Value "
                                    "Name=\"BackOffMilliseconds\">1</t:Value></m:MessageXml>"
                                    "</m:ResponseMessage></m:GetUserOofSettingsResponse>");
  ews_fixture_answer_fault (fixture, "ErrorServerBusy", BACK_OFF ("nonsense"));
  g_assert_null (call (client, OOF_EWS_CALL_PLAIN, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_THROTTLED);
}

/* The trace of davmail #161: almost five minutes. The whole account keeps quiet. */
static void
test_busy_for_long (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);

  ews_fixture_answer_fault (fixture, "ErrorServerBusy", BACK_OFF ("297749"));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (call (client, OOF_EWS_CALL_PLAIN, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_THROTTLED);
    }
  g_assert_cmpuint (fixture->bodies->len, ==, 1);
}

/* The inner code of ErrorInternalServerError is what counts. */
static void
test_busy_inside (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();

  ews_fixture_answer_soap (fixture,
                           "<m:GetUserOofSettingsResponse><m:ResponseMessage "
                           "ResponseClass=\"Error\"><m:ResponseCode>ErrorInternalServerError"
                           "</m:ResponseCode><m:MessageXml><t:Value "
                           "Name=\"InnerErrorResponseCode\">ErrorServerBusy</t:Value><t:Value "
                           "Name=\"BackOffMilliseconds\">1</t:Value>"
                           "</m:MessageXml></m:ResponseMessage></m:GetUserOofSettingsResponse>");
  ews_fixture_answer_fault (fixture, "ErrorServerBusy", BACK_OFF ("99999999999999999999"));
  assert_fails (fixture, OOF_EWS_CALL_PLAIN, OOF_ERROR_THROTTLED, "ErrorServerBusy");
}

static void
test_cancel_while_waiting (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofEwsRequest *request = oof_ews_request_new (client, "ResolveNames", NULL, OOF_EWS_CALL_PLAIN);

  oof_xml_writer_attribute (oof_ews_request_get_xml (request), "ReturnFullContactData", "false");
  oof_xml_writer_element (oof_ews_request_get_xml (request), "m", "UnresolvedEntry", "x");
  ews_fixture_answer_fault (fixture, "ErrorServerBusy", BACK_OFF ("3900"));
  oof_ews_client_call_async (client, request, cancellable, ews_keep_cb, &result);
  while (fixture->bodies->len == 0 || fixture->in_flight > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_cancellable_cancel (cancellable);
  g_assert_null (oof_ews_client_call_finish (client, ews_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->bodies->len, ==, 1);
}

static OofEwsRequest *
create_resolution (OofEwsClient *client, const char *mailbox, const char *text)
{
  OofEwsRequest *request =
      oof_ews_request_new (client, "ResolveNames", mailbox, OOF_EWS_CALL_PLAIN);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  oof_xml_writer_attribute (xml, "ReturnFullContactData", "false");
  oof_xml_writer_element (xml, "m", "UnresolvedEntry", text);
  return request;
}

static char *
answer_resolution (EwsFixture *fixture, const char *body, gpointer user_data)
{
  g_autofree char *response = ews_response ("ResolveNames", "Success NoError", "");

  return ews_soap (response);
}

/* One at a time for each mailbox, in order; one that is cancelled meanwhile is passed over. */
static void
test_one_per_mailbox (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[4] = { NULL };
  g_autoptr (GError) error = NULL;

  fixture->handler = answer_resolution;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *text = g_strdup_printf ("number %u", i);

      oof_ews_client_call_async (
          client, create_resolution (client, i % 2 ? "svc@example.com" : "SVC@example.com", text),
          i == 1 ? cancellable : NULL, ews_keep_cb, &results[i]);
    }
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (OofXml) answer = NULL;

      answer = oof_ews_client_call_finish (client, ews_wait (&results[i]), i == 1 ? &error : NULL);
      g_assert_true ((answer != NULL) == (i != 1));
      g_object_unref (results[i]);
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->peak, ==, 1);
  g_assert_cmpuint (fixture->bodies->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf (">number %u<", i == 0 ? 0 : i + 1);

      g_assert_true (ews_fixture_sent (fixture, i, text, NULL));
    }
}

/* gromox answers 400 to what follows a large body on the same connection (storage.md rule 11). */
static void
test_large_body (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autofree char *text = g_strnfill (60000, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofXml) answer = NULL;

  fixture->handler = answer_resolution;
  oof_ews_client_call_async (client, create_resolution (client, NULL, text), NULL, ews_keep_cb,
                             &result);
  answer = oof_ews_client_call_finish (client, ews_wait (&result), NULL);
  g_assert_nonnull (answer);
  g_assert_cmpstr (ews_fixture_get_header (fixture, 0, "Connection"), ==, "close");
  g_assert_nonnull (ews_fixture_get_header (fixture, 0, "Content-Length"));
}

static void
test_forbidden_character (void)
{
  g_autoptr (EwsFixture) fixture = ews_fixture_new ();
  g_autoptr (OofEwsClient) client = ews_fixture_client (fixture, OOF_EWS_ROLE_RUNNER);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_ews_client_call_async (client, create_resolution (client, NULL, "a\001b"), NULL, ews_keep_cb,
                             &result);
  g_assert_null (oof_ews_client_call_finish (client, ews_wait (&result), &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_cmpuint (fixture->bodies->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ews/client/request", test_request);
  g_test_add_func ("/ews/client/options", test_options);
  g_test_add_func ("/ews/client/codes", test_codes);
  g_test_add_func ("/ews/client/access-denied", test_access_denied);
  g_test_add_func ("/ews/client/other-faults", test_other_faults);
  g_test_add_func ("/ews/client/uncertain", test_uncertain);
  g_test_add_func ("/ews/client/busy-shortly", test_busy_shortly);
  g_test_add_func ("/ews/client/busy-for-long", test_busy_for_long);
  g_test_add_func ("/ews/client/busy-inside", test_busy_inside);
  g_test_add_func ("/ews/client/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/ews/client/one-per-mailbox", test_one_per_mailbox);
  g_test_add_func ("/ews/client/large-body", test_large_body);
  g_test_add_func ("/ews/client/forbidden-character", test_forbidden_character);
  return g_test_run ();
}

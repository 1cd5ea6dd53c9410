/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-private.h"

static OofHttpResponse *
response_with (const char *name, const char *value)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
  OofHttpResponse *response;

  soup_message_headers_append (headers, "Date", "Fri, 11 Jun 2027 06:00:00 GMT");
  soup_message_headers_append (headers, "request-id", "r-1");
  if (value != NULL)
    soup_message_headers_append (headers, name, value);
  response = oof_http_response_new (503, "", headers, body, "c-1");
  soup_message_headers_unref (headers);
  return response;
}

static void
test_retry_after (void)
{
  const struct
  {
    const char *value;
    double seconds;
  } cases[] = {
    { NULL, -1 },
    { "", -1 },
    { "0", 0 },
    { "120", 120 },
    { "2.128", 2.128 },
    { "-5", -1 },
    { "soon", -1 },
    { ".", -1 },
    { "1e9", -1 },
    { "NaN", -1 },
    { "inf", -1 },
    { "2.1.8", -1 },
    { "2.", 2 },
    { "2,5", -1 },
    { "2 s", -1 },
    { "99999999999999999999", 99999999999999999999.0 },
    { "Fri, 31 Dec 9999 23:59:59 GMT", 251589607199.0 },
    { "Fri, 41 Jun 2027 06:01:30 GMT", -1 },
    { "Fri, 11 Jun 2027 06:01:30 GMT", 90 },
    { "Fri, 11 Jun 2027 05:00:00 GMT", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofHttpResponse) response = response_with ("Retry-After", cases[i].value);

      g_assert_cmpfloat_with_epsilon (oof_http_response_get_retry_after (response),
                                      cases[i].seconds, 1e-9);
    }
}

static void
test_describe (void)
{
  g_autoptr (OofHttpResponse) response = response_with ("Content-Type", "Text/XML; charset=utf-8");
  g_autofree char *text = oof_http_response_describe (response);

  g_assert_cmpstr (text, ==,
                   "HTTP 503 Service Unavailable (request-id r-1, client-request-id c-1)");
  g_assert_true (oof_http_response_has_content_type (response, "text/xml"));
  g_assert_false (oof_http_response_has_content_type (response, "text/plain"));
  g_assert_false (oof_http_response_is_success (response));
}

static void
test_verdict (void)
{
  const struct
  {
    guint status;
    OofHttpVerdict verdict;
  } cases[] = {
    { 200, OOF_HTTP_VERDICT_DONE },    { 302, OOF_HTTP_VERDICT_DONE },
    { 400, OOF_HTTP_VERDICT_DONE },    { 401, OOF_HTTP_VERDICT_DONE },
    { 404, OOF_HTTP_VERDICT_DONE },    { 429, OOF_HTTP_VERDICT_REFUSED },
    { 500, OOF_HTTP_VERDICT_DONE },    { 502, OOF_HTTP_VERDICT_FAILED },
    { 503, OOF_HTTP_VERDICT_REFUSED }, { 504, OOF_HTTP_VERDICT_FAILED },
    { 509, OOF_HTTP_VERDICT_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
      g_autoptr (OofHttpResponse) response =
          oof_http_response_new (cases[i].status, "", headers, body, "c-1");

      g_assert_cmpint (oof_http_response_get_verdict (response), ==, cases[i].verdict);
      soup_message_headers_unref (headers);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-response/retry-after", test_retry_after);
  g_test_add_func ("/http-response/verdict", test_verdict);
  g_test_add_func ("/http-response/describe", test_describe);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-log.h"

#include "wire-fixture.h"

#include <string.h>

static void
collect_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", message);
}

static void
test_redact_url (void)
{
  const struct
  {
    const char *url;
    const char *shown;
  } cases[] = {
    { "https://x/v1.0/users?$top=5&$select=id,mail",
      "https://x/v1.0/users?$top=5&$select=id,mail" },
    { "https://x/a?$filter=mail%20eq%20'a@b'&code=SECRET", "https://x/a?$filter=...&code=..." },
    { "https://x/a?%24top=5&SECRET", "https://x/a?%24top=5&..." },
    { "https://user:SECRET@x:444/a#SECRET", "https://x:444/a" },
    { "SECRET", "(not an address)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = oof_http_log_redact_url (cases[i].url);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Everything that must stay out contains the word SECRET. */
static void
test_whole_exchange (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("SECRET", 6);
  const char *paths[] = { "/x?access_token=SECRET&$top=1", "/lost?code=SECRET",
                          "/redirect?SECRET" };
  guint handler = g_log_set_handler (OOF_HTTP_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, collect_cb, log);
  const char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", paths[i]);
      g_autoptr (OofHttpResponse) response = NULL;

      oof_http_request_set_body (request, body, "text/plain");
      oof_http_request_set_header (request, "Cookie", "a=SECRET");
      oof_http_request_set_header (request, "X-Secret", "SECRET");
      oof_http_request_set_bearer (request, "SECRET");
      response = wire_send_sync (client, request, NULL, NULL);
      id = soup_message_headers_get_one (fixture->last_headers, "client-request-id");
      g_assert_nonnull (strstr (log->str, id));
    }
  g_log_remove_handler (OOF_HTTP_LOG_DOMAIN, handler);
  g_assert_nonnull (strstr (log->str, "/x?access_token=...&$top=1"));
  g_assert_nonnull (strstr (log->str, "200 for POST"));
  g_assert_nonnull (strstr (log->str, "no answer for POST"));
  g_assert_null (strstr (log->str, "SECRET"));
  g_assert_null (strstr (log->str, "Bearer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-log/redact-url", test_redact_url);
  g_test_add_func ("/http-log/whole-exchange", test_whole_exchange);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-origin.h"

#include "core/oof-error.h"

static void
test_origin (void)
{
  const struct
  {
    const char *url;
    const char *origin;
  } cases[] = {
    { "https://graph.microsoft.com/v1.0/users?$top=1#x", "https://graph.microsoft.com" },
    { "HTTPS://Graph.Microsoft.COM:443/", "https://graph.microsoft.com" },
    { "http://127.0.0.1:8080/a", "http://127.0.0.1:8080" },
    { "http://[::1]:80/", "http://[::1]" },
    { "https://x:8443", "https://x:8443" },
  };
  const char *refused[] = { "",
                            "/relative",
                            "//host/x",
                            "ftp://x/",
                            "file:///etc/passwd",
                            "https:///x",
                            "https://u:p@x/",
                            "https://@x/",
                            "https://x\\@evil.com/",

                            "https://x:99999/",
                            "mailto:a@b" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *origin = oof_http_origin_from_url (cases[i].url, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_http_origin_from_url (refused[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

static void
test_check (void)
{
  const char *base = "https://graph.microsoft.com/v1.0";
  const char *same[] = { "https://graph.microsoft.com/v1.0/users?$skiptoken=x",
                         "https://GRAPH.microsoft.com:443/beta" };
  const char *other[] = { "http://graph.microsoft.com/v1.0",
                          "https://graph.microsoft.com:8443/",
                          "https://graph.microsoft.com.evil.com/",
                          "https://evil.com/graph.microsoft.com",
                          "https://graph.microsoft.com@evil.com/",
                          "/v1.0/users",
                          "" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_true (oof_http_origin_check (base, same[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (oof_http_origin_check (base, other[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
}

/* decisions.md 10 */
static void
test_secure (void)
{
  const char *yes[] = { "https://x/", "http://127.0.0.1:80/", "http://127.255.1.2/",
                        "http://[::1]:8080/" };
  const char *no[] = { "http://localhost/",      "http://127.0.0.1.evil.com/", "http://127.1/",
                       "http://0x7f.0.0.1/",     "http://2130706433/",         "http://10.0.0.1/",
                       "http://[::2]/",          "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
                       "http://u@127.0.0.1/",    "http://evil.com#127.0.0.1",  "http://128.0.0.1/",
                       "http://[::1].evil.com/x" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (oof_http_origin_check_secure (yes[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (oof_http_origin_check_secure (no[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-origin/origin", test_origin);
  g_test_add_func ("/http-origin/check", test_check);
  g_test_add_func ("/http-origin/secure", test_secure);
  return g_test_run ();
}

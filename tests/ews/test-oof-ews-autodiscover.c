/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/oof-error.h"
#include "ews/oof-ews-autodiscover.h"
#include "script-server.h"

#define USER     "svc@example.com"
#define PASSWORD "s3cret-of-svc"
#define NS       "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"

static char *
pox (const char *account)
{
  return g_strdup_printf (
      "<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/"
      "responseschema/2006\"><Response xmlns=\"" NS "\"><Account>"
      "<AccountType>email</AccountType>%s</Account></Response></Autodiscover>",
      account);
}

static char *
search (ScriptServer *server, const char *const *allowed, char **elsewhere, GError **error)
{
  OofEwsAutodiscoverOptions options = { .address = USER,
                                        .base = script_server_get_base (server),
                                        .allowed = allowed,
                                        .user = USER,
                                        .password = PASSWORD };
  g_autoptr (GAsyncResult) result = NULL;

  oof_ews_autodiscover_async (&options, NULL, script_await_cb, &result);
  return oof_ews_autodiscover_finish (script_await (&result), elsewhere, error);
}

static void
assert_found (ScriptServer *server, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *url = search (server, NULL, &elsewhere, &error);

  g_assert_no_error (error);
  g_assert_null (elsewhere);
  g_assert_cmpstr (url, ==, expected);
}

static void
assert_refused (ScriptServer *server, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = NULL;

  g_assert_null (search (server, NULL, &elsewhere, &error));
  g_assert_error (error, OOF_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_null (strstr (error->message, PASSWORD));
}

static void
test_json (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();

  script_server_add_json (server, 200,
                          "{\"Protocol\":\"EWS\",\"Url\":\"https://mail.example.com/EWS/E.asmx\"}");
  assert_found (server, "https://mail.example.com/EWS/E.asmx");
  g_assert_cmpstr (script_server_get_path (server, 0), ==,
                   "/autodiscover/autodiscover.json/v1.0/" USER "?Protocol=EWS");
  g_assert_cmpstr (script_server_get_header (server, 0, "Authorization"), ==, "");
}

static void
test_pox (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *answer =
      pox ("<Protocol><Type>EXPR</Type></Protocol><Protocol><Type>EXHTTP</Type>"
           "<EwsUrl>https://mail.example.com/EWS/E.asmx</EwsUrl></Protocol>");

  script_server_add (server, 404, NULL, "");
  script_server_add (server, 200, "text/xml", answer);
  assert_found (server, "https://mail.example.com/EWS/E.asmx");
  g_assert_nonnull (strstr (script_server_get_body (server, 1), ">" USER "<"));
  g_assert_nonnull (strstr (script_server_get_header (server, 1, "Authorization"), "Basic "));
}

/* Another server is shown first, and asked once it was allowed; http never. */
static void
test_redirects (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *to_http = pox ("<Action>redirectUrl</Action><RedirectUrl>http://x.example.com/"
                                  "autodiscover/autodiscover.xml</RedirectUrl>");
  g_autofree char *to_other = pox ("<Action>redirectUrl</Action><RedirectUrl>https://x.example.com/"
                                   "autodiscover/autodiscover.xml</RedirectUrl>");
  const char *const redirects[] = { "http://x.example.com/a.xml", "https://x.example.com/a.xml" };

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *elsewhere = NULL;

      script_server_add (server, 404, NULL, "");
      if (i < 2)
        script_server_add (server, 200, "text/xml", i == 0 ? to_http : to_other);
      else
        {
          script_server_add (server, 302, NULL, "");
          script_server_add_header (server, "Location", redirects[i - 2]);
        }
      g_assert_null (search (server, NULL, &elsewhere, &error));
      if (i % 2 == 0)
        {
          g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, "http://x.example.com"));
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpstr (elsewhere, ==, "https://x.example.com");
        }
    }
}

/* As IIS writes it, within the server; and round in circles. */
static void
test_redirect_within (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *answer = pox ("<Protocol><EwsUrl>https://y/E.asmx</EwsUrl></Protocol>");

  script_server_add (server, 404, NULL, "");
  script_server_add (server, 302, NULL, "");
  script_server_add_header (server, "Location", "/Autodiscover/Autodiscover.xml");
  script_server_add (server, 200, "text/xml; charset=utf-8", answer);
  assert_found (server, "https://y/E.asmx");
  g_assert_cmpstr (script_server_get_path (server, 2), ==, "/Autodiscover/Autodiscover.xml");
  g_assert_nonnull (strstr (script_server_get_header (server, 2, "Authorization"), "Basic "));

  script_server_add (server, 404, NULL, "");
  for (int i = 0; i < 11; i++)
    {
      script_server_add (server, 302, NULL, "");
      script_server_add_header (server, "Location", "Autodiscover.xml");
    }
  assert_refused (server, OOF_ERROR_INVALID, "in circles");
}

static void
test_allowed (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (ScriptServer) other = script_server_new ();
  const char *const allowed[] = { script_server_get_base (other), NULL };
  g_autofree char *link = g_strconcat (allowed[0], "/autodiscover/autodiscover.xml", NULL);
  g_autofree char *answer = pox ("<Protocol><EwsUrl>https://y/E.asmx</EwsUrl></Protocol>");
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *url = NULL;

  script_server_add (server, 404, NULL, "");
  script_server_add (server, 302, NULL, "");
  script_server_add_header (server, "Location", link);
  script_server_add (other, 200, "text/xml", answer);
  url = search (server, allowed, &elsewhere, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, "https://y/E.asmx");
}

static void
test_failures (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *unsafe = pox ("<Protocol><EwsUrl>http://y/E.asmx</EwsUrl></Protocol>");

  script_server_add (server, 404, NULL, "");
  script_server_add (server, 401, NULL, "");
  assert_refused (server, OOF_ERROR_AUTH_REQUIRED, "401");
  script_server_add (server, 200, "text/html", "<html>hotel</html>");
  script_server_add (server, 200, "text/html", "<html>hotel</html>");
  assert_refused (server, OOF_ERROR_NOT_FOUND, "Autodiscover");
  script_server_add (server, 404, NULL, "");
  script_server_add (server, 200, "text/xml", unsafe);
  assert_refused (server, OOF_ERROR_INVALID, "TLS");
}

/* DNS of our own: no name has an address, one service record points elsewhere. */
#define TYPE_NO_DNS (no_dns_get_type ())
G_DECLARE_FINAL_TYPE (NoDns, no_dns, TEST, NO_DNS, GResolver)
struct _NoDns
{
  GResolver parent_instance;
};
G_DEFINE_FINAL_TYPE (NoDns, no_dns, G_TYPE_RESOLVER)

static void
by_name_async (GResolver *self,
               const char *name,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no %s", name);
}

static void
by_name_with_flags_async (GResolver *self,
                          const char *name,
                          GResolverNameLookupFlags flags,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  by_name_async (self, name, cancellable, callback, user_data);
}

static void
service_async (GResolver *self,
               const char *name,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GList *targets = g_list_append (NULL, g_srv_target_new ("mail.example.org", 443, 0, 0));

  g_assert_cmpstr (name, ==, "_autodiscover._tcp.example.com");
  g_task_return_pointer (task, targets, (GDestroyNotify) g_resolver_free_targets);
}

static GList *
lookup_finish (GResolver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_dns_class_init (NoDnsClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = by_name_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = by_name_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
  resolver_class->lookup_service_async = service_async;
  resolver_class->lookup_service_finish = lookup_finish;
}

static void
no_dns_init (NoDns *self)
{
}

/* The last place, and like a redirect: the server has to be shown. */
static void
test_service_record (void)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (TYPE_NO_DNS, NULL);
  OofEwsAutodiscoverOptions options = { .address = USER, .user = USER, .password = PASSWORD };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = NULL;

  g_resolver_set_default (resolver);
  oof_ews_autodiscover_async (&options, NULL, script_await_cb, &result);
  g_assert_null (oof_ews_autodiscover_finish (script_await (&result), &elsewhere, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (elsewhere, "https://mail.example.org"));
  g_resolver_set_default (before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ews/autodiscover/json", test_json);
  g_test_add_func ("/ews/autodiscover/pox", test_pox);
  g_test_add_func ("/ews/autodiscover/redirects", test_redirects);
  g_test_add_func ("/ews/autodiscover/redirect-within", test_redirect_within);
  g_test_add_func ("/ews/autodiscover/allowed", test_allowed);
  g_test_add_func ("/ews/autodiscover/failures", test_failures);
  g_test_add_func ("/ews/autodiscover/service-record", test_service_record);
  return g_test_run ();
}

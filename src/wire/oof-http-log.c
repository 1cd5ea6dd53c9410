/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-log.h"

#include <libsoup/soup.h>
#include <string.h>

/* Query members whose values say nothing about people and open nothing. */
static const char *const harmless[] = { "$select", "$top",        "$orderby", "$count",
                                        "$expand", "api-version", NULL };

static void
append_member (GString *out, const char *member)
{
  const char *equals = strchr (member, '=');
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;

  if (equals == NULL)
    {
      g_string_append (out, "...");
      return;
    }
  name = g_strndup (member, equals - member);
  plain = g_uri_unescape_string (name, NULL);
  if (plain != NULL && g_strv_contains (harmless, plain))
    g_string_append (out, member);
  else
    g_string_append_printf (out, "%s=...", name);
}

static char *
redact_query (const char *query)
{
  g_auto (GStrv) members = g_strsplit (query, "&", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '&');
      append_member (out, members[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
oof_http_log_redact_url (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) shown = NULL;
  g_autofree char *query = NULL;

  g_return_val_if_fail (url != NULL, NULL);
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return g_strdup ("(not an address)");
  if (g_uri_get_query (uri) != NULL)
    query = redact_query (g_uri_get_query (uri));
  shown = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                       g_uri_get_port (uri), g_uri_get_path (uri), query, NULL);
  return g_uri_to_string (shown);
}

void
oof_http_log_request (const OofHttpRequest *request, const char *client_request_id)
{
  g_autofree char *url = oof_http_log_redact_url (oof_http_request_get_url (request));
  GBytes *body = oof_http_request_get_body (request);

  g_log (OOF_HTTP_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "%s %s %" G_GSIZE_FORMAT " bytes, id %s",
         oof_http_request_get_method (request), url, body != NULL ? g_bytes_get_size (body) : 0,
         client_request_id);
}

void
oof_http_log_response (const OofHttpRequest *request, const OofHttpResponse *response)
{
  g_autofree char *url = oof_http_log_redact_url (oof_http_request_get_url (request));
  const char *request_id = oof_http_response_get_request_id (response);

  g_log (OOF_HTTP_LOG_DOMAIN, G_LOG_LEVEL_DEBUG,
         "%u for %s %s %" G_GSIZE_FORMAT " bytes, id %s, request-id %s",
         oof_http_response_get_status (response), oof_http_request_get_method (request), url,
         g_bytes_get_size (oof_http_response_get_body (response)),
         oof_http_response_get_client_request_id (response), request_id != NULL ? request_id : "-");
}

void
oof_http_log_failure (const OofHttpRequest *request,
                      const char *client_request_id,
                      const GError *failure)
{
  g_autofree char *url = oof_http_log_redact_url (oof_http_request_get_url (request));

  g_log (OOF_HTTP_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "no answer for %s %s, id %s: %s",
         oof_http_request_get_method (request), url, client_request_id, failure->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "wire/oof-http-origin.h"
#include "wire/oof-http-private.h"

#define DEFAULT_TIMEOUT 30

static GTlsDatabase *
load_ca_file (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) failure = NULL;
  GTlsDatabase *database = g_tls_file_database_new (absolute, &failure);

  if (database == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "certificate file %s: %s", path,
                 failure->message);
  return database;
}

/* Only what was chosen: a server must not talk us down to a weaker proof. */
static void
choose_auth (SoupSession *session, OofHttpAuth auth)
{
  if (auth == OOF_HTTP_AUTH_NONE)
    return;
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_BASIC);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_DIGEST);
  soup_session_add_feature_by_type (session, auth == OOF_HTTP_AUTH_NTLM ? SOUP_TYPE_AUTH_NTLM
                                                                        : SOUP_TYPE_AUTH_NEGOTIATE);
}

SoupSession *
oof_http_session_new (const OofHttpClientOptions *options, guint connections, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  SoupSession *session;

  if (options->ca_file != NULL)
    {
      database = load_ca_file (options->ca_file, error);
      if (database == NULL)
        return NULL;
    }
  /* The limits and the user agent must be given at construction. */
  session = soup_session_new_with_options (
      "max-conns", connections, "max-conns-per-host", connections, "timeout",
      options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT, "user-agent",
      options->user_agent != NULL ? options->user_agent : "OOF-Manager", NULL);
  if (database != NULL)
    soup_session_set_tls_database (session, database);
  choose_auth (session, options->auth);
  /* What may go over http to the own machine must not take the way over a proxy. */
  if (oof_http_origin_check_secure (options->base_url, NULL)
      && g_ascii_strncasecmp (options->base_url, "http:", 5) == 0)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

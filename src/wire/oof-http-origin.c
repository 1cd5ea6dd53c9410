/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-origin.h"

#include "core/oof-error.h"

#include <libsoup/soup.h>

static GUri *
parse (const char *url, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, &failure);

  if (uri == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "not an address: %s", failure->message);
  else if (!g_str_equal (g_uri_get_scheme (uri), "https")
           && !g_str_equal (g_uri_get_scheme (uri), "http"))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "not an http address: scheme %s",
                 g_uri_get_scheme (uri));
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, "an address without a host");
  else if (g_uri_get_userinfo (uri) != NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "an address with a user name: host %s",
                 g_uri_get_host (uri));
  else
    return g_steal_pointer (&uri);
  return NULL;
}

static char *
origin_of (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  int port = g_uri_get_port (uri);
  int usual = g_str_equal (scheme, "https") ? 443 : 80;

  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port == usual ? -1 : port, "", NULL,
                     NULL);
}

char *
oof_http_origin_from_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);
  uri = parse (url, error);
  return uri == NULL ? NULL : origin_of (uri);
}

gboolean
oof_http_origin_check (const char *base_url, const char *link, GError **error)
{
  g_autofree char *base = oof_http_origin_from_url (base_url, error);
  g_autofree char *other = NULL;
  g_autoptr (GError) failure = NULL;

  if (base == NULL)
    return FALSE;
  other = oof_http_origin_from_url (link, &failure);
  if (other == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "a link of %s cannot be followed: %s", base,
                 failure->message);
  else if (!g_str_equal (base, other))
    g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "a link of %s leads to another server, %s",
                 base, other);
  return other != NULL && g_str_equal (base, other);
}

/* Only the plain figures: a name may resolve to anything, and so may what looks like an address. */
static gboolean
is_loopback_in_figures (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autofree char *figures = NULL;

  if (address == NULL || !g_inet_address_get_is_loopback (address))
    return FALSE;
  figures = g_inet_address_to_string (address);
  return g_str_equal (figures, host);
}

gboolean
oof_http_origin_check_secure (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);
  uri = parse (url, error);
  if (uri == NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https")
      || is_loopback_in_figures (g_uri_get_host (uri)))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
               "credentials travel over https only, not to http://%s", g_uri_get_host (uri));
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-id-token.h"

#include <string.h>

#include "auth/oof-base64url.h"
#include "core/oof-error.h"
#include "format/oof-json.h"

/* The claims of a JWS in compact form. (transfer full) (nullable) */
static OofJson *
read_claims (const char *token)
{
  const char *begin = strchr (token, '.');
  const char *end = begin != NULL ? strchr (begin + 1, '.') : NULL;
  g_autoptr (GBytes) bytes =
      end != NULL ? oof_base64url_decode (begin + 1, (gsize) (end - begin - 1)) : NULL;
  g_autoptr (OofJson) claims = bytes != NULL ? oof_json_parse (bytes, 0, NULL) : NULL;

  return claims != NULL && oof_json_expect (claims, OOF_JSON_OBJECT, NULL)
             ? g_steal_pointer (&claims)
             : NULL;
}

/* `aud` is one name or a list of them. */
static gboolean
is_for (const OofJson *claims, const char *client_id)
{
  g_auto (GStrv) list = NULL;
  g_autofree char *one = NULL;

  if (oof_json_read_string (claims, "aud", OOF_REQUIRED, &one, NULL))
    return g_str_equal (one, client_id);
  return oof_json_read_strv (claims, "aud", OOF_REQUIRED, &list, NULL)
         && g_strv_contains ((const char *const *) list, client_id);
}

static char *
refuse (const char *what, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "The sign-in service's answer %s", what);
  return NULL;
}

static char *
get_account (const OofJson *claims)
{
  static const char *const names[] = { "preferred_username", "upn", "email", "name", "sub" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;

      if (oof_json_read_string (claims, names[i], OOF_OPTIONAL, &value, NULL) && value != NULL)
        return g_steal_pointer (&value);
    }
  return g_strdup ("");
}

char *
oof_oauth_id_token_read (const char *token,
                         const char *client_id,
                         const char *nonce,
                         GError **error)
{
  g_autoptr (OofJson) claims = read_claims (token);
  g_autofree char *own = NULL;

  if (claims == NULL)
    return refuse ("holds no readable ID token", error);
  if (!is_for (claims, client_id))
    return refuse ("is meant for another application", error);
  if (nonce != NULL
      && (!oof_json_read_string (claims, "nonce", OOF_OPTIONAL, &own, NULL)
          || g_strcmp0 (own, nonce) != 0))
    return refuse ("belongs to another sign-in", error);
  return get_account (claims);
}

GStrv
oof_oauth_access_token_dup_permissions (const char *token)
{
  g_autoptr (OofJson) claims = read_claims (token);
  g_autofree char *scopes = NULL;
  g_auto (GStrv) roles = NULL;

  if (claims == NULL)
    return NULL;
  if (oof_json_read_strv (claims, "roles", OOF_REQUIRED, &roles, NULL))
    return g_steal_pointer (&roles);
  if (oof_json_read_string (claims, "scp", OOF_REQUIRED, &scopes, NULL))
    return g_strsplit (scopes, " ", -1);
  return g_new0 (char *, 1);
}

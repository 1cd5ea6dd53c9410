/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-error.h"

#include "core/oof-error.h"
#include "format/oof-json.h"

#define MAX_MESSAGE 200 /* characters of the server's own words */

/* Codes that decide whatever the status is. */
static const struct
{
  const char *code;
  OofError error;
} codes[] = {
  { "Authorization_RequestDenied", OOF_ERROR_CONSENT_REQUIRED },
  { "ErrorFolderExists", OOF_ERROR_EXISTS },
  { "ErrorIrresolvableConflict", OOF_ERROR_CONFLICT },
  { "MailboxNotEnabledForRESTAPI", OOF_ERROR_NOT_FOUND },
  { "ResourceNotFound", OOF_ERROR_NOT_FOUND },
  { "Request_ResourceNotFound", OOF_ERROR_NOT_FOUND },
  { "ErrorItemNotFound", OOF_ERROR_NOT_FOUND },
};

/* What the status says alone; FALSE: it needs Graph's error object to be believed, since a proxy
 * or a wrong address can answer the same. */
static gboolean
error_from_status (guint status, gboolean write, OofError *error)
{
  if (status == 401)
    *error = OOF_ERROR_AUTH_REQUIRED;
  else if (status == 412)
    *error = OOF_ERROR_CONFLICT;
  else if (status == 413)
    *error = OOF_ERROR_LIMIT;
  else if (status == 429 || status == 509)
    *error = OOF_ERROR_THROTTLED;
  else if (write && (status == 502 || status == 504))
    *error = OOF_ERROR_UNCERTAIN;
  else if (status >= 500 && status != 501)
    *error = OOF_ERROR_UNREACHABLE;
  else
    return FALSE;
  return TRUE;
}

static OofError
error_from_code (guint status, const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (code, codes[i].code))
      return codes[i].error;

  switch (status)
    {
    case 400:
      return OOF_ERROR_INVALID;
    case 403:
      return OOF_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return OOF_ERROR_NOT_FOUND;
    case 409:
      return OOF_ERROR_CONFLICT;
    case 405:
    case 501:
      return OOF_ERROR_UNSUPPORTED;
    default:
      return OOF_ERROR_PROTOCOL;
    }
}

/* {"error":{"code","message"}}; FALSE when the answer holds no such thing. */
static gboolean
read_error_object (const OofJson *body, char **code, char **message)
{
  g_autoptr (OofJson) object = NULL;

  return body != NULL && oof_json_read_object (body, "error", OOF_REQUIRED, &object, NULL)
         && oof_json_read_string (object, "code", OOF_REQUIRED, code, NULL)
         && oof_json_read_string (object, "message", OOF_OPTIONAL, message, NULL);
}

/* One line of at most MAX_MESSAGE characters. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  if (g_utf8_strlen (line, -1) > MAX_MESSAGE)
    {
      g_autofree char *head = g_utf8_substring (line, 0, MAX_MESSAGE);

      return g_strconcat (head, "…", NULL);
    }
  return g_steal_pointer (&line);
}

void
oof_graph_failure_set (const OofGraphFailure *failure, GError **error)
{
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;
  g_autofree char *words = NULL;
  OofError kind = OOF_ERROR_PROTOCOL;
  gboolean understood = read_error_object (failure->body, &code, &message);

  if (!understood)
    {
      error_from_status (failure->status, failure->write, &kind);
      g_set_error (error, OOF_ERROR, kind, "Not an answer of Microsoft Graph: %s", failure->where);
      return;
    }
  if (!error_from_status (failure->status, failure->write, &kind)
      || g_str_equal (code, "Authorization_RequestDenied"))
    kind = error_from_code (failure->status, code);
  words = shorten (message ? message : "");
  if (strstr (words, failure->token) != NULL || strstr (code, failure->token) != NULL)
    g_set_error (error, OOF_ERROR, kind, "%s", failure->where);
  else if (failure->permission != NULL
           && (kind == OOF_ERROR_FORBIDDEN || kind == OOF_ERROR_CONSENT_REQUIRED))
    g_set_error (error, OOF_ERROR, kind, "%s: %s This needs %s. %s", code, words,
                 failure->permission, failure->where);
  else
    g_set_error (error, OOF_ERROR, kind, "%s: %s %s", code, words, failure->where);
}

void
oof_graph_error_set (OofHttpResponse *response,
                     gboolean write,
                     const char *permission,
                     const char *token,
                     GError **error)
{
  g_autofree char *where = oof_http_response_describe (response);
  g_autoptr (OofJson) body = NULL;
  OofGraphFailure failure = {
    oof_http_response_get_status (response), NULL, where, write, permission, token
  };

  if (oof_http_response_has_content_type (response, "application/json"))
    body = oof_json_parse (oof_http_response_get_body (response), 0, NULL);
  failure.body = body;
  oof_graph_failure_set (&failure, error);
}

/* Base64 as it should be, or as it may stand in a URL or without the signs that only fill it up. */
static GBytes *
decode_base64 (const char *text)
{
  g_autoptr (GString) padded = g_string_new (text);
  guchar *decoded;
  gsize size;

  g_strdelimit (padded->str, "-", '+');
  g_strdelimit (padded->str, "_", '/');
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  decoded = g_base64_decode (padded->str, &size);
  return g_bytes_new_take (decoded, size);
}

char *
oof_graph_error_dup_claims (OofHttpResponse *response)
{
  const char *header = oof_http_response_get_header (response, "WWW-Authenticate");
  const char *field = header != NULL ? strstr (header, "claims=\"") : NULL;
  g_autoptr (OofJson) json = NULL;
  g_autofree char *encoded = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (field == NULL)
    return NULL;
  field += strlen ("claims=\"");
  encoded = g_strndup (field, strcspn (field, "\""));
  bytes = decode_base64 (encoded);
  json = oof_json_parse (bytes, 0, NULL);
  return json != NULL && oof_json_expect (json, OOF_JSON_OBJECT, NULL) ? oof_json_to_text (json)
                                                                       : NULL;
}

gboolean
oof_graph_error_is_item_gone (const GError *error)
{
  static const char *const others[] = { "MailboxNotEnabledForRESTAPI", "ResourceNotFound",
                                        "Request_ResourceNotFound", "ErrorInvalidUser" };

  for (gsize i = 0; error != NULL && i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (error->message, others[i]))
      return FALSE;
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

gboolean
oof_graph_error_is_unknown_user (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
         && (g_str_has_prefix (error->message, "Request_ResourceNotFound")
             || g_str_has_prefix (error->message, "ErrorInvalidUser"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-request.h"

#include "core/oof-error.h"
#include "wire/oof-http-private.h"

#include <string.h>

struct _OofHttpRequest
{
  gatomicrefcount ref_count;
  char *method;                /* (owned) */
  char *url;                   /* (owned) */
  SoupMessageHeaders *headers; /* (owned) */
  char *broken;                /* (owned) (nullable): name of a header that cannot be sent */
  GBytes *body;                /* (owned) (nullable) */
  gboolean repeatable;
};

G_DEFINE_BOXED_TYPE (OofHttpRequest, oof_http_request, oof_http_request_ref, oof_http_request_unref)

/* RFC 9110 5.1 and 5.5: a token, and text without control characters. */
static gboolean
header_is_valid (const char *name, const char *value)
{
  gsize length = strspn (name, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (length == 0 || name[length] != '\0')
    return FALSE;
  for (; *value != '\0'; value++)
    if (((guchar) *value < 0x20 && *value != '\t') || *value == 0x7F)
      return FALSE;
  return TRUE;
}

OofHttpRequest *
oof_http_request_new (const char *method, const char *url)
{
  OofHttpRequest *self;

  g_return_val_if_fail (method != NULL && url != NULL, NULL);
  self = g_new0 (OofHttpRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  self->repeatable = g_str_equal (method, "GET") || g_str_equal (method, "HEAD");
  return self;
}

OofHttpRequest *
oof_http_request_ref (OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
oof_http_request_unref (OofHttpRequest *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->method);
  g_free (self->url);
  soup_message_headers_unref (self->headers);
  g_free (self->broken);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
oof_http_request_set_header (OofHttpRequest *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);
  if (header_is_valid (name, value))
    soup_message_headers_replace (self->headers, name, value);
  else if (self->broken == NULL)
    self->broken = g_strdup (name);
}

void
oof_http_request_set_body (OofHttpRequest *self, GBytes *body, const char *content_type)
{
  g_return_if_fail (self != NULL && body != NULL && content_type != NULL);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
  oof_http_request_set_header (self, "Content-Type", content_type);
}

void
oof_http_request_set_bearer (OofHttpRequest *self, const char *token)
{
  g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

  g_return_if_fail (token != NULL);
  oof_http_request_set_header (self, "Authorization", value);
}

void
oof_http_request_set_basic (OofHttpRequest *self, const char *user, const char *password)
{
  g_autofree char *pair = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *value = NULL;

  g_return_if_fail (user != NULL && password != NULL);
  pair = g_strconcat (user, ":", password, NULL);
  base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  value = g_strconcat ("Basic ", base64, NULL);
  oof_http_request_set_header (self, "Authorization", value);
}

void
oof_http_request_set_repeatable (OofHttpRequest *self, gboolean repeatable)
{
  g_return_if_fail (self != NULL);
  self->repeatable = repeatable;
}

const char *
oof_http_request_get_method (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->method;
}

const char *
oof_http_request_get_url (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->url;
}

const char *
oof_http_request_get_header (const OofHttpRequest *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  return soup_message_headers_get_list (self->headers, name);
}

GBytes *
oof_http_request_get_body (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->body;
}

gboolean
oof_http_request_get_repeatable (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->repeatable;
}

gboolean
oof_http_request_has_credentials (const OofHttpRequest *self)
{
  return oof_http_request_get_header (self, "Authorization") != NULL
         || oof_http_request_get_header (self, "Cookie") != NULL;
}

SoupMessageHeaders *
oof_http_request_peek_headers (const OofHttpRequest *self, GError **error)
{
  if (self->broken == NULL)
    return self->headers;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "header %s: it cannot be sent", self->broken);
  return NULL;
}

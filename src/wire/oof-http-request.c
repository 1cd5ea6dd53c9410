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
  GPtrArray *mailboxes;        /* (owned) of utf8 */
  OofHttpJudge judge;          /* (nullable) */
  gpointer judge_data;
  gboolean repeatable;
  gboolean urgent;
  gboolean finishes;
  gboolean shows_redirects;
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
  self->mailboxes = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (self->mailboxes);
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

void
oof_http_request_add_mailbox (OofHttpRequest *self, const char *mailbox)
{
  g_autofree char *key = NULL;

  g_return_if_fail (self != NULL && mailbox != NULL);
  key = g_ascii_strdown (mailbox, -1);
  if (!g_ptr_array_find_with_equal_func (self->mailboxes, key, g_str_equal, NULL))
    g_ptr_array_add (self->mailboxes, g_steal_pointer (&key));
}

void
oof_http_request_set_finishes (OofHttpRequest *self, gboolean finishes)
{
  g_return_if_fail (self != NULL);
  self->finishes = finishes;
}

void
oof_http_request_set_urgent (OofHttpRequest *self, gboolean urgent)
{
  g_return_if_fail (self != NULL);
  self->urgent = urgent;
}

void
oof_http_request_set_judge (OofHttpRequest *self, OofHttpJudge judge, gpointer user_data)
{
  g_return_if_fail (self != NULL);
  self->judge = judge;
  self->judge_data = user_data;
}

void
oof_http_request_set_shows_redirects (OofHttpRequest *self, gboolean shows)
{
  g_return_if_fail (self != NULL);
  self->shows_redirects = shows;
}

gboolean
oof_http_request_get_shows_redirects (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->shows_redirects;
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
oof_http_request_get_finishes (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->finishes;
}

gboolean
oof_http_request_get_urgent (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->urgent;
}

const GPtrArray *
oof_http_request_peek_mailboxes (const OofHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->mailboxes;
}

OofHttpVerdict
oof_http_request_judge (const OofHttpRequest *self, OofHttpResponse *response, double *wait)
{
  OofHttpVerdict verdict = oof_http_response_get_verdict (response);

  *wait = oof_http_response_get_retry_after (response);
  if (self->judge != NULL)
    self->judge (response, &verdict, wait, self->judge_data);
  return verdict;
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

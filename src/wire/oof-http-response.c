/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-response.h"

#include "wire/oof-http-private.h"

#include <string.h>

struct _OofHttpResponse
{
  gatomicrefcount ref_count;
  guint status;
  char *reason;                /* (owned) (nullable) */
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body;                /* (owned) */
  char *client_request_id;     /* (owned) */
  guint attempt;
  double spent; /* seconds of waiting and repeating before it */
};

G_DEFINE_BOXED_TYPE (OofHttpResponse,
                     oof_http_response,
                     oof_http_response_ref,
                     oof_http_response_unref)

OofHttpResponse *
oof_http_response_new (guint status,
                       const char *reason,
                       SoupMessageHeaders *headers,
                       GBytes *body,
                       const char *client_request_id)
{
  OofHttpResponse *self = g_new0 (OofHttpResponse, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->reason = g_strdup (reason);
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);
  self->client_request_id = g_strdup (client_request_id);
  return self;
}

void
oof_http_response_set_attempt (OofHttpResponse *self, guint attempt, double spent)
{
  self->attempt = attempt;
  self->spent = spent;
}

OofHttpResponse *
oof_http_response_ref (OofHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
oof_http_response_unref (OofHttpResponse *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->reason);
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self->client_request_id);
  g_free (self);
}

guint
oof_http_response_get_status (const OofHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->status;
}

gboolean
oof_http_response_is_success (const OofHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return SOUP_STATUS_IS_SUCCESSFUL (self->status);
}

const char *
oof_http_response_get_header (const OofHttpResponse *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  return soup_message_headers_get_list (self->headers, name);
}

gboolean
oof_http_response_has_content_type (const OofHttpResponse *self, const char *type)
{
  const char *found;

  g_return_val_if_fail (self != NULL && type != NULL, FALSE);
  found = soup_message_headers_get_content_type (self->headers, NULL);
  return found != NULL && g_ascii_strcasecmp (found, type) == 0;
}

GBytes *
oof_http_response_get_body (const OofHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->body;
}

const char *
oof_http_response_get_client_request_id (const OofHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->client_request_id;
}

const char *
oof_http_response_get_request_id (const OofHttpResponse *self)
{
  return oof_http_response_get_header (self, "request-id");
}

/* Seconds from the answer's Date, or from now without one, to an HTTP date. */
static double
seconds_until (const OofHttpResponse *self, const char *date)
{
  const char *sent = oof_http_response_get_header (self, "Date");
  g_autoptr (GDateTime) until = soup_date_time_new_from_http_string (date);
  g_autoptr (GDateTime) from = NULL;

  if (until == NULL)
    return -1;
  if (sent != NULL)
    from = soup_date_time_new_from_http_string (sent);
  if (from == NULL)
    from = g_date_time_new_now_utc ();
  return MAX (0, (double) g_date_time_difference (until, from) / G_TIME_SPAN_SECOND);
}

/* Figures and dots only. */
static double
read_seconds (const char *text)
{
  char *end = NULL;
  double seconds = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : -1;

  return end != NULL && *end == '\0' ? seconds : -1;
}

double
oof_http_response_get_retry_after (const OofHttpResponse *self)
{
  const char *text = oof_http_response_get_header (self, "Retry-After");

  if (text == NULL)
    return -1;
  if (*text != '\0' && text[strspn (text, "0123456789.")] == '\0')
    return read_seconds (text);
  return seconds_until (self, text);
}

OofHttpVerdict
oof_http_response_get_verdict (const OofHttpResponse *self)
{
  switch (oof_http_response_get_status (self))
    {
    case 429: /* too many requests */
    case 503: /* service unavailable */
    case 509: /* bandwidth exceeded */
      return OOF_HTTP_VERDICT_REFUSED;
    case 502: /* bad gateway */
    case 504: /* gateway timeout */
      return OOF_HTTP_VERDICT_FAILED;
    default:
      return OOF_HTTP_VERDICT_DONE;
    }
}

char *
oof_http_response_describe (const OofHttpResponse *self)
{
  const char *request_id = oof_http_response_get_request_id (self);
  const char *reason = self->reason;
  g_autofree char *attempt = NULL;

  if (reason == NULL || *reason == '\0')
    reason = soup_status_get_phrase (self->status);
  if (self->attempt > 1)
    attempt = g_strdup_printf (", attempt %u after %.1f s", self->attempt, self->spent);
  return g_strdup_printf ("HTTP %u %s (request-id %s, client-request-id %s%s)", self->status,
                          reason, request_id != NULL ? request_id : "-", self->client_request_id,
                          attempt != NULL ? attempt : "");
}

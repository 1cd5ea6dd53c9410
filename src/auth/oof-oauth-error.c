/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-error.h"

#include "core/oof-error.h"
#include "format/oof-json.h"

#define MAX_DESCRIPTION 200 /* characters of the server's own words */

typedef struct
{
  char *error;       /* (owned) */
  char *suberror;    /* (owned) (nullable) */
  char *description; /* (owned) (nullable) */
  char *correlation; /* (owned) (nullable) */
  char *timestamp;   /* (owned) (nullable) */
  char *claims;      /* (owned) (nullable) */
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->error);
  g_free (answer->suberror);
  g_free (answer->description);
  g_free (answer->correlation);
  g_free (answer->timestamp);
  g_free (answer->claims);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static gboolean
answer_read (OofHttpResponse *response, Answer *answer)
{
  g_autoptr (OofJson) root = oof_json_parse (oof_http_response_get_body (response), 0, NULL);

  return root != NULL && oof_json_read_string (root, "error", OOF_REQUIRED, &answer->error, NULL)
         && oof_json_read_string (root, "suberror", OOF_OPTIONAL, &answer->suberror, NULL)
         && oof_json_read_string (root, "error_description", OOF_OPTIONAL, &answer->description,
                                  NULL)
         && oof_json_read_string (root, "correlation_id", OOF_OPTIONAL, &answer->correlation, NULL)
         && oof_json_read_string (root, "timestamp", OOF_OPTIONAL, &answer->timestamp, NULL)
         && oof_json_read_string (root, "claims", OOF_OPTIONAL, &answer->claims, NULL);
}

static OofError
answer_get_error (const Answer *answer, guint status)
{
  if (status >= 500 || status == 429 || g_str_equal (answer->error, "temporarily_unavailable")
      || g_str_equal (answer->error, "server_error"))
    return OOF_ERROR_UNREACHABLE;
  if (g_str_equal (answer->error, "consent_required")
      || g_strcmp0 (answer->suberror, "consent_required") == 0)
    return OOF_ERROR_CONSENT_REQUIRED;
  return OOF_ERROR_AUTH_REQUIRED;
}

/* The first line, cut short. */
static void
append_description (GString *text, const char *description)
{
  g_autofree char *line = g_strndup (description, strcspn (description, "\r\n"));

  if (g_utf8_strlen (line, -1) > MAX_DESCRIPTION)
    *g_utf8_offset_to_pointer (line, MAX_DESCRIPTION) = '\0';
  g_string_append_printf (text, ": %s", line);
}

static char *
answer_describe (const Answer *answer)
{
  g_autoptr (GString) text = g_string_new (answer->error);

  if (answer->suberror != NULL && answer->suberror[0] != '\0')
    g_string_append_printf (text, " (%s)", answer->suberror);
  if (answer->description != NULL)
    append_description (text, answer->description);
  if (answer->correlation != NULL)
    g_string_append_printf (text, ", correlation id %s", answer->correlation);
  if (answer->timestamp != NULL)
    g_string_append_printf (text, ", timestamp %s", answer->timestamp);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
oof_oauth_refusal_free (OofOauthRefusal *self)
{
  g_free (self->error);
  g_free (self->claims);
  g_free (self);
}

static OofOauthRefusal *
answer_dup_refusal (const Answer *answer)
{
  OofOauthRefusal *self = g_new0 (OofOauthRefusal, 1);

  self->error = g_strdup (answer->error);
  self->claims = g_strdup (answer->claims);
  return self;
}

static void
answer_set_error (const Answer *answer, guint status, const char *secret, GError **error)
{
  g_autofree char *text = answer_describe (answer);

  g_set_error (error, OOF_ERROR, answer_get_error (answer, status), "Sign-in refused: %s",
               secret != NULL && strstr (text, secret) != NULL ? "(answer repeats the secret)"
                                                               : text);
}

void
oof_oauth_error_set (OofHttpResponse *response,
                     const char *secret,
                     OofOauthRefusal **refusal,
                     GError **error)
{
  g_auto (Answer) answer = { NULL };
  g_autofree char *text = NULL;

  if (refusal != NULL)
    *refusal = NULL;
  if (!answer_read (response, &answer))
    {
      text = oof_http_response_describe (response);
      g_set_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE,
                   "Not an answer of a sign-in service: %s", text);
      return;
    }
  if (refusal != NULL)
    *refusal = answer_dup_refusal (&answer);
  answer_set_error (&answer, oof_http_response_get_status (response), secret, error);
}

void
oof_oauth_error_set_redirect (const char *code,
                              const char *suberror,
                              const char *description,
                              GError **error)
{
  g_auto (Answer) answer = { NULL };

  answer.error = g_strdup (code);
  answer.suberror = g_strdup (suberror);
  answer.description = g_strdup (description);
  answer_set_error (&answer, 400, NULL, error);
}

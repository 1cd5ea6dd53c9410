/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-answer.h"

#define NS_SOAP   "http://schemas.xmlsoap.org/soap/envelope/"
#define NS_ERRORS "http://schemas.microsoft.com/exchange/services/2006/errors"

#define TEXT_LIMIT 300 /* characters of a server's text that go into a message */

/* The text of a child, NULL when absent. */
static char *
dup_child_text (const OofXml *parent, const char *ns, const char *name)
{
  g_autoptr (OofXml) child = oof_xml_get_child (parent, ns, name);

  return child ? oof_xml_dup_text (child) : NULL;
}

/* A t:Value of MessageXml, which messages carry in the messages namespace, faults in the types
 * namespace (ews.md 1, Throttling). NULL when absent. */
static char *
dup_value (const OofXml *parent, const char *wanted)
{
  static const char *const namespaces[] = { OOF_EWS_M, OOF_EWS_T };

  for (guint n = 0; n < G_N_ELEMENTS (namespaces); n++)
    {
      g_autoptr (OofXml) list = oof_xml_get_child (parent, namespaces[n], "MessageXml");
      g_autoptr (GPtrArray) values = list ? oof_xml_get_children (list, OOF_EWS_T, "Value") : NULL;

      for (guint i = 0; values && i < values->len; i++)
        {
          g_autofree char *name = oof_xml_dup_attribute (values->pdata[i], "Name");

          if (g_strcmp0 (name, wanted) == 0)
            return oof_xml_dup_text (values->pdata[i]);
        }
    }
  return NULL;
}

/* "Error<something>: text", the text on one line and cut short. */
static void
set_failure (GError **error, OofError code, const char *name, const char *text)
{
  g_autofree char *line = g_strdup (text ? text : "");
  g_autofree char *cut = NULL;

  g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
  cut = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), TEXT_LIMIT));
  g_set_error (error, OOF_ERROR, code, "%s%s%s", name, *cut ? ": " : "", cut);
}

/* Notes in @verdict that the server is busy, and for how long. */
static void
note_busy (const OofXml *holder, const char *code, OofEwsVerdict *verdict)
{
  g_autofree char *wait = holder ? dup_value (holder, "BackOffMilliseconds") : NULL;

  if (oof_ews_code_to_error (code) != OOF_ERROR_THROTTLED)
    return;
  verdict->busy = TRUE;
  if (!wait
      || !g_ascii_string_to_signed (g_strstrip (wait), 10, 0, G_MAXINT64, &verdict->back_off, NULL))
    verdict->back_off = -1;
}

char *
oof_ews_message_dup_code (const OofXml *message)
{
  g_autofree char *inner = dup_value (message, "InnerErrorResponseCode");
  g_autofree char *code = dup_child_text (message, OOF_EWS_M, "ResponseCode");

  if (g_strcmp0 (inner, "ErrorServerBusy") == 0)
    return g_steal_pointer (&inner);
  return code ? g_steal_pointer (&code) : g_strdup ("");
}

/* A warning says that something is odd, like more than one name found, or that an item was left
 * undone because an earlier one of its batch had failed. */
gboolean
oof_ews_message_check (const OofXml *message, GError **error)
{
  g_autofree char *class = oof_xml_dup_attribute (message, "ResponseClass");
  g_autofree char *code = oof_ews_message_dup_code (message);
  g_autofree char *text = NULL;

  if (g_strcmp0 (class, "Success") == 0
      || (g_strcmp0 (class, "Warning") == 0 && !g_str_equal (code, "ErrorBatchProcessingStopped")))
    return TRUE;
  text = dup_child_text (message, OOF_EWS_M, "MessageText");
  set_failure (error, oof_ews_code_to_error (code), *code ? code : "no ResponseCode", text);
  return FALSE;
}

/* The code of a fault: its detail's ResponseCode, else what faultcode says behind its prefix.
 * AccessDeniedException is the second face of a refusal (ews.md 1). */
static char *
dup_fault_code (const OofXml *fault, const OofXml *detail, const char *text)
{
  g_autofree char *code = detail ? dup_child_text (detail, NS_ERRORS, "ResponseCode") : NULL;
  const char *colon;

  if (code && *g_strstrip (code))
    return g_steal_pointer (&code);
  if (text && strstr (text, "AccessDeniedException"))
    return g_strdup ("ErrorAccessDenied");
  g_free (code);
  code = dup_child_text (fault, "", "faultcode");
  colon = code ? strrchr (code, ':') : NULL;
  return g_strstrip (g_strdup (colon ? colon + 1 : code ? code : ""));
}

static void
read_fault (const OofXml *fault, OofEwsVerdict *verdict, GError **error)
{
  g_autoptr (OofXml) detail = oof_xml_get_child (fault, "", "detail");
  g_autofree char *text = dup_child_text (fault, "", "faultstring");
  g_autofree char *code = dup_fault_code (fault, detail, text);
  /* A failure of the server that names no code: as good as an HTTP 500. */
  OofError meaning =
      g_str_equal (code, "Server") ? OOF_ERROR_UNREACHABLE : oof_ews_code_to_error (code);

  note_busy (detail, code, verdict);
  set_failure (error, meaning, *code ? code : "a fault without code", text);
}

/* The answers of the operations on inbox rules are their own response message (messages.xsd). */
static gboolean
is_message (const OofXml *response)
{
  g_autofree char *class = oof_xml_dup_attribute (response, "ResponseClass");

  return class != NULL;
}

/* Whether it is worth waiting for. */
static gboolean
is_for_later (const char *code)
{
  OofError meaning = oof_ews_code_to_error (code);

  return meaning == OOF_ERROR_THROTTLED || meaning == OOF_ERROR_UNREACHABLE;
}

/* The response messages of a batch, or the only message; see oof_ews_client_call_finish(). */
static OofXml *
read_messages (OofXml *response, OofEwsCallFlags flags, OofEwsVerdict *verdict, GError **error)
{
  g_autoptr (OofXml) list = oof_xml_get_child (response, OOF_EWS_M, "ResponseMessages");
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (OofXml) first = NULL;
  g_autofree char *code = NULL;

  if (list)
    {
      messages = oof_xml_get_children (list, NULL, NULL);
      first = messages->len > 0 ? oof_xml_ref (messages->pdata[0]) : NULL;
    }
  else if (is_message (response))
    first = oof_xml_ref (response);
  else
    first = oof_xml_get_child (response, OOF_EWS_M, "ResponseMessage");
  if (!first)
    {
      oof_xml_set_error (response, NULL, error, "no response message");
      verdict->uncertain = TRUE;
      return NULL;
    }
  code = oof_ews_message_dup_code (first);
  note_busy (first, code, verdict);
  if (list && (flags & OOF_EWS_CALL_BATCH) && !is_for_later (code))
    return g_steal_pointer (&list);
  if (!oof_ews_message_check (first, error))
    return NULL;
  return list ? g_steal_pointer (&first) : oof_xml_ref (response);
}

static gboolean
claims_xml (OofHttpResponse *http)
{
  return oof_http_response_has_content_type (http, "text/xml")
         || oof_http_response_has_content_type (http, "application/xml")
         || oof_http_response_has_content_type (http, "application/soap+xml");
}

/* The SOAP body, NULL when there is none. */
static OofXml *
read_body (OofHttpResponse *http, OofEwsVerdict *verdict, GError **error)
{
  g_autoptr (OofXml) envelope = NULL;
  OofXml *body = NULL;

  if (!claims_xml (http))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "the answer is no XML");
      return NULL;
    }
  envelope = oof_xml_parse (oof_http_response_get_body (http), 0, error);
  if (!envelope)
    {
      verdict->unreadable = oof_http_response_is_success (http);
      return NULL;
    }
  if (!oof_xml_is (envelope, NS_SOAP, "Envelope"))
    {
      oof_xml_set_error (envelope, NULL, error, "expected a SOAP envelope");
      return NULL;
    }
  oof_xml_read_child (envelope, NS_SOAP, "Body", OOF_REQUIRED, &body, error);
  return body;
}

/* What an HTTP status says when there is no SOAP. A success without SOAP keeps its @reason; 503
 * comes from before Exchange. */
static void
fail_by_status (OofHttpResponse *http, GError *reason, OofEwsVerdict *verdict)
{
  guint status = oof_http_response_get_status (http);

  if (status == 403)
    reason->code = OOF_ERROR_FORBIDDEN;
  else if (status == 429)
    reason->code = OOF_ERROR_THROTTLED;
  else if (status >= 500)
    reason->code = OOF_ERROR_UNREACHABLE;
  verdict->uncertain = status < 300 || (status >= 500 && status != 503);
}

static OofXml *
read_soap (OofHttpResponse *http,
           const char *response_name,
           OofEwsCallFlags flags,
           OofEwsVerdict *verdict,
           GError **error)
{
  g_autoptr (OofXml) body = read_body (http, verdict, error);
  g_autoptr (OofXml) fault = NULL;
  g_autoptr (OofXml) response = NULL;
  OofXml *answer = NULL;

  if (!body)
    {
      fail_by_status (http, *error, verdict);
      return NULL;
    }
  fault = oof_xml_get_child (body, NS_SOAP, "Fault");
  if (fault)
    read_fault (fault, verdict, error);
  else if (oof_xml_read_child (body, OOF_EWS_M, response_name, OOF_REQUIRED, &response, error))
    answer = read_messages (response, flags, verdict, error);
  else
    verdict->uncertain = TRUE;
  if (!answer && (*error)->code == OOF_ERROR_UNREACHABLE)
    verdict->uncertain = TRUE;
  return answer;
}

OofXml *
oof_ews_answer_read (OofHttpResponse *http,
                     const char *response_name,
                     OofEwsCallFlags flags,
                     OofEwsVerdict *verdict,
                     GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *where = oof_http_response_describe (http);
  OofXml *answer;

  *verdict = (OofEwsVerdict){ 0 };
  if (oof_http_response_get_status (http) == 401)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                   "the server refuses the account's user name or password; %s", where);
      return NULL;
    }
  answer = read_soap (http, response_name, flags, verdict, &failure);
  if (answer)
    return answer;
  if (verdict->uncertain && (flags & OOF_EWS_CALL_WRITE))
    failure->code = OOF_ERROR_UNCERTAIN;
  g_set_error (error, OOF_ERROR, failure->code, "%s; %s", failure->message, where);
  return NULL;
}

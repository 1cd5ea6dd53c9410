/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-mail.h"

#include <string.h>

/* sendMail. Graph takes 4 MB a request, Exchange 500 recipients a mail. */
#define LARGEST_BODY    (4 * 1024 * 1024)
#define MOST_RECIPIENTS 500

static const OofSimJsonMember mail_members[] = { { "message", OOF_SIM_JSON_OBJECT },
                                                 { "saveToSentItems",
                                                   OOF_SIM_JSON_BOOLEAN | OOF_SIM_JSON_NULL },
                                                 { NULL, 0 } };

static const OofSimJsonMember message_members[] = {
  { "subject", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
  { "importance", OOF_SIM_JSON_STRING },
  { "body", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
  { "toRecipients", OOF_SIM_JSON_ARRAY },
  { "ccRecipients", OOF_SIM_JSON_ARRAY },
  { "bccRecipients", OOF_SIM_JSON_ARRAY },
  { NULL, 0 }
};

static const OofSimJsonMember body_members[] = { { "contentType", OOF_SIM_JSON_STRING },
                                                 { "content",
                                                   OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                                 { NULL, 0 } };

static gboolean
check (OofSimCall *call, JsonObject *object, const OofSimJsonMember *members)
{
  g_autofree gchar *problem = oof_sim_json_check (object, members);

  if (problem != NULL)
    oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
  return problem == NULL;
}

/* As the metadata spell the enum. */
static gboolean
read_body (OofSimCall *call, JsonObject *message, OofSimSent *sent)
{
  JsonNode *node = json_object_get_member (message, "body");
  JsonObject *body;
  const gchar *type, *content;

  sent->text = g_strdup ("");
  if (node == NULL || json_node_is_null (node))
    return TRUE;
  body = json_node_get_object (node);
  if (!check (call, body, body_members))
    return FALSE;
  type = json_object_get_string_member_with_default (body, "contentType", "text");
  content = oof_sim_json_get_string (body, "content");
  sent->html = strcmp (type, "html") == 0;
  oof_sim_set_string (&sent->text, content);
  if (!sent->html && strcmp (type, "text") != 0)
    oof_sim_call_fail (call, 400, "RequestBodyRead",
                       "Requested value '%s' was not found for 'contentType'.", type);
  return call->status == 0;
}

static gboolean
read_everybody (OofSimCall *call, JsonObject *message, OofSimSent *sent)
{
  static const gchar *const lists[] = { "toRecipients", "ccRecipients", "bccRecipients" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_free);

      if (!oof_sim_graph_read_recipients (call, message, lists[i], some))
        return FALSE;
      g_ptr_array_extend_and_steal (sent->to, g_steal_pointer (&some));
    }
  if (sent->to->len == 0 || sent->to->len > MOST_RECIPIENTS)
    oof_sim_call_fail (call, 400, "ErrorInvalidRecipients",
                       "A message needs at least one recipient and takes %d.", MOST_RECIPIENTS);
  return call->status == 0;
}

static gboolean
is_too_large (OofSimCall *call)
{
  gboolean large = g_bytes_get_size (oof_sim_exchange_get_body (call->exchange)) > LARGEST_BODY;

  if (large)
    oof_sim_call_fail (call, 413, "ErrorMessageSizeExceeded",
                       "The message exceeds the maximum supported size.");
  return large;
}

void
oof_sim_graph_send_mail (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  g_autoptr (OofSimSent) sent = oof_sim_sent_new ();
  JsonObject *body, *message;

  if (is_too_large (call) || !oof_sim_call_check_query (call, options)
      || !oof_sim_graph_enter_settings (call))
    return;
  body = oof_sim_call_get_body (call, mail_members);
  if (body != NULL && !json_object_has_member (body, "message"))
    oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "'message' is required.");
  if (call->status != 0)
    return;
  message = json_object_get_object_member (body, "message");
  if (!check (call, message, message_members) || !read_body (call, message, sent)
      || !read_everybody (call, message, sent))
    return;
  sent->from = g_strdup (call->person->mail);
  oof_sim_set_string (&sent->subject, oof_sim_json_get_string (message, "subject"));
  sent->saved = !json_object_has_member (body, "saveToSentItems")
                || json_node_is_null (json_object_get_member (body, "saveToSentItems"))
                || json_object_get_boolean_member (body, "saveToSentItems");
  sent->over = "graph";
  oof_sim_mail_send (oof_sim_call_get_tenant (call), g_steal_pointer (&sent));
  oof_sim_call_answer (call, 202, NULL);
}

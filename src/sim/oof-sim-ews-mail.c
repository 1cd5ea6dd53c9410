/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-call.h"
#include "sim/oof-sim-mail.h"

#include <string.h>

/* The largest mail that Exchange sends unless somebody has said otherwise. */
#define LARGEST_TEXT (10 * 1024 * 1024)

static OofSimEwsCode
read_recipients (const xmlNode *message, const gchar *name, GPtrArray *addresses)
{
  const xmlNode *list = oof_sim_xml_child (message, name);

  for (xmlNode *node = oof_sim_xml_first (list); node != NULL; node = oof_sim_xml_next (node))
    {
      g_autofree gchar *address = oof_sim_xml_child_text (node, "t:EmailAddress");

      if (address == NULL || strchr (address, '@') == NULL)
        return "ErrorInvalidRecipients";
      g_ptr_array_add (addresses, g_ascii_strdown (address, -1));
    }
  return NULL;
}

static OofSimEwsCode
read_everybody (const xmlNode *message, GPtrArray *addresses)
{
  static const gchar *const lists[] = { "t:ToRecipients", "t:CcRecipients", "t:BccRecipients" };
  OofSimEwsCode code = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lists) && code == NULL; i++)
    code = read_recipients (message, lists[i], addresses);
  return code == NULL && addresses->len == 0 ? "ErrorInvalidRecipients" : code;
}

/* What is sent in somebody else's name needs a right that nobody has here. */
static OofSimEwsCode
check_sender (const OofSimEwsCall *call, const xmlNode *message)
{
  const xmlNode *from = oof_sim_xml_child (message, "t:From");
  g_autofree gchar *address =
      oof_sim_xml_child_text (oof_sim_xml_child (from, "t:Mailbox"), "t:EmailAddress");

  if (call->caller.person == NULL || call->caller.person->location != OOF_SIM_LOCATION_ONPREM)
    return "ErrorNonExistentMailbox";
  if (address != NULL && g_ascii_strcasecmp (address, call->caller.person->mail) != 0)
    return "ErrorSendAsDenied";
  return NULL;
}

static void
read_content (const xmlNode *message, OofSimSent *sent)
{
  const xmlNode *body = oof_sim_xml_child (message, "t:Body");
  g_autofree gchar *type = body != NULL ? oof_sim_xml_attribute (body, "BodyType") : NULL;

  sent->html = g_strcmp0 (type, "HTML") == 0;
  sent->text = oof_sim_xml_text (body);
  sent->subject = oof_sim_xml_text (oof_sim_xml_child (message, "t:Subject"));
}

OofSimEwsCode
oof_sim_ews_send_mail (OofSimEwsCall *call, const xmlNode *message)
{
  g_autofree gchar *disposition = oof_sim_xml_attribute (call->request, "MessageDisposition");
  g_autoptr (OofSimSent) sent = oof_sim_sent_new ();
  OofSimEwsCode code = check_sender (call, message);

  if (disposition == NULL)
    return "ErrorMessageDispositionRequired";
  /* Drafts are not simulated. */
  if (g_str_equal (disposition, "SaveOnly"))
    return "ErrorInvalidOperation";
  if (code == NULL)
    code = read_everybody (message, sent->to);
  if (code != NULL)
    return code;
  read_content (message, sent);
  if (strlen (sent->text) > LARGEST_TEXT)
    return "ErrorMessageSizeExceeded";
  sent->from = g_strdup (call->caller.person->mail);
  sent->saved = g_str_equal (disposition, "SendAndSaveCopy");
  sent->over = "ews";
  oof_sim_mail_send (call->tenant, g_steal_pointer (&sent));
  return NULL;
}

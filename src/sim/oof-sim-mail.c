/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-mail.h"

#include "sim/oof-sim-html.h"

#include <string.h>

/* The text for this sender, NULL when the audience leaves him out. */
static const gchar *
choose_text (const OofSimTenant *tenant, const OofSimMailbox *mailbox, const gchar *from)
{
  g_autofree gchar *sender = g_ascii_strdown (from, -1);
  const OofSimReply *reply = mailbox->reply;

  if (oof_sim_tenant_is_internal (tenant, from))
    return reply->internal;
  if (reply->audience == OOF_SIM_AUDIENCE_NONE || *reply->external == '\0')
    return NULL;
  if (reply->audience == OOF_SIM_AUDIENCE_CONTACTS
      && !g_hash_table_contains (mailbox->contacts, sender))
    return NULL;
  return reply->external;
}

/* Why nobody gets a reply now, NULL when one is due. */
static const gchar *
find_silence (const OofSimMailbox *mailbox, OofSimMailKind kind, gint64 now)
{
  const OofSimReply *reply = mailbox->reply;

  if (reply->state == OOF_SIM_REPLY_DISABLED)
    return "disabled";
  if (reply->state == OOF_SIM_REPLY_SCHEDULED && (now < reply->start || now >= reply->end))
    return "outside-window";
  if (mailbox->smtp_forward != NULL)
    return "smtp-forward";
  if (kind == OOF_SIM_MAIL_LIST)
    return "list";
  if (kind == OOF_SIM_MAIL_JUNK || kind == OOF_SIM_MAIL_NULL_SENDER)
    return "junk";
  return NULL;
}

static void
write_reply (OofSimDelivery *delivery,
             const OofSimPerson *person,
             const gchar *html,
             const gchar *subject)
{
  gboolean german = g_str_has_prefix (person->locale, "de");

  delivery->answered = TRUE;
  delivery->reason = "sent";
  delivery->from = g_strdup (person->mail);
  delivery->subject =
      g_strconcat (german ? "Automatische Antwort: " : "Automatic reply: ", subject, NULL);
  delivery->html = g_strdup (html);
  delivery->text = oof_sim_html_to_text (html);
}

static void send_to (OofSimDelivery *delivery,
                     OofSimTenant *tenant,
                     const gchar *from,
                     const gchar *to,
                     const gchar *subject,
                     const gchar *redirected_by);

static gboolean
contains (GPtrArray *texts, const gchar *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

static void
send_on (OofSimDelivery *delivery,
         OofSimTenant *tenant,
         const gchar *from,
         GPtrArray *addresses,
         const gchar *subject,
         const OofSimPerson *by)
{
  for (guint i = 0; i < addresses->len; i++)
    send_to (delivery, tenant, from, addresses->pdata[i], subject, by->mail);
}

/* Forwarding at the mailbox alone keeps no copy. */
static gboolean
run_rules (OofSimDelivery *delivery,
           OofSimTenant *tenant,
           const gchar *from,
           const OofSimPerson *person,
           const gchar *subject)
{
  g_autoptr (GPtrArray) rules = oof_sim_mailbox_list_rules (person->mailbox);
  gboolean stays = person->mailbox->smtp_forward == NULL;

  if (person->mailbox->smtp_forward != NULL)
    send_to (delivery, tenant, from, person->mailbox->smtp_forward, subject, person->mail);
  for (guint i = 0; i < rules->len; i++)
    {
      const OofSimRule *rule = rules->pdata[i];

      if (!oof_sim_rule_takes (rule, from, subject, oof_sim_tenant_now (tenant)))
        continue;
      send_on (delivery, tenant, from, rule->redirect_to, subject, person);
      send_on (delivery, tenant, from, rule->forward_to, subject, person);
      stays = stays && !rule->deletes
              && (rule->move_to_folder == NULL || strcmp (rule->move_to_folder, "inbox") == 0);
      if (rule->stop)
        break;
    }
  return stays;
}

/* One mailbox after the other, each at most once: rules that point at each other end there. */
static void
send_to (OofSimDelivery *delivery,
         OofSimTenant *tenant,
         const gchar *from,
         const gchar *to,
         const gchar *subject,
         const gchar *redirected_by)
{
  OofSimPerson *person = oof_sim_tenant_find_person (tenant, to);
  const gchar *address = person != NULL ? person->mail : to;

  if (contains (delivery->passed, address))
    return;
  g_ptr_array_add (delivery->passed, g_strdup (address));
  if (person == NULL)
    g_ptr_array_add (delivery->bounced, g_strdup (to));
  else if (run_rules (delivery, tenant, from, person, subject))
    {
      g_ptr_array_add (delivery->delivered, g_strdup (person->mail));
      oof_sim_mailbox_add_mail (person->mailbox, from, subject, redirected_by);
    }
}

/* Junk goes into another folder, where no rule runs. */
static void
deliver_copy (OofSimDelivery *delivery,
              OofSimTenant *tenant,
              const gchar *from,
              const gchar *to,
              const gchar *subject,
              OofSimMailKind kind)
{
  if (kind != OOF_SIM_MAIL_JUNK)
    send_to (delivery, tenant, from, to, subject, NULL);
}

OofSimDelivery *
oof_sim_mail_deliver (OofSimTenant *tenant,
                      const gchar *from,
                      const gchar *to,
                      const gchar *subject,
                      OofSimMailKind kind)
{
  OofSimDelivery *delivery = g_new0 (OofSimDelivery, 1);
  OofSimPerson *person = oof_sim_tenant_find_person (tenant, to);
  const gchar *text;

  delivery->delivered = g_ptr_array_new_with_free_func (g_free);
  delivery->bounced = g_ptr_array_new_with_free_func (g_free);
  delivery->passed = g_ptr_array_new_with_free_func (g_free);
  if (person == NULL)
    {
      delivery->reason = "unknown";
      return delivery;
    }
  deliver_copy (delivery, tenant, from, to, subject, kind);
  delivery->reason = find_silence (person->mailbox, kind, oof_sim_tenant_now (tenant));
  if (delivery->reason != NULL)
    return delivery;
  text = choose_text (tenant, person->mailbox, from);
  if (text == NULL)
    delivery->reason = "audience";
  else if (*text == '\0')
    delivery->reason = "disabled";
  else if (!g_hash_table_add (person->mailbox->answered, g_ascii_strdown (from, -1)))
    delivery->reason = "already-answered";
  else
    write_reply (delivery, person, text, subject);
  return delivery;
}

void
oof_sim_mail_send (OofSimTenant *tenant, OofSimSent *sent)
{
  sent->at = oof_sim_tenant_now (tenant);
  g_ptr_array_add (tenant->sent, sent);
  for (guint i = 0; i < sent->to->len; i++)
    oof_sim_delivery_free (oof_sim_mail_deliver (tenant, sent->from, sent->to->pdata[i],
                                                 sent->subject, OOF_SIM_MAIL_DIRECT));
}

void
oof_sim_delivery_free (OofSimDelivery *delivery)
{
  if (delivery == NULL)
    return;
  g_free (delivery->from);
  g_free (delivery->subject);
  g_free (delivery->text);
  g_free (delivery->html);
  g_ptr_array_unref (delivery->delivered);
  g_ptr_array_unref (delivery->bounced);
  g_ptr_array_unref (delivery->passed);
  g_free (delivery);
}

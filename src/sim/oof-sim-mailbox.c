/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-mailbox.h"

#include "sim/oof-sim-html.h"

#include <string.h>

static gchar *
encode_id (const gchar *kind, const OofSimMailbox *mailbox, guint64 serial)
{
  g_autofree gchar *plain =
      g_strdup_printf ("%s-%s-%06" G_GINT64_MODIFIER "x", kind, mailbox->prefix, serial);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

OofSimReply *
oof_sim_reply_copy (const OofSimReply *reply)
{
  OofSimReply *copy = g_new0 (OofSimReply, 1);

  *copy = *reply;
  copy->internal = g_strdup (reply->internal);
  copy->external = g_strdup (reply->external);
  return copy;
}

void
oof_sim_reply_free (OofSimReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->internal);
  g_free (reply->external);
  g_free (reply);
}

static void
mail_free (OofSimMail *mail)
{
  g_free (mail->from);
  g_free (mail->subject);
  g_free (mail->redirected_by);
  g_free (mail);
}

OofSimMailbox *
oof_sim_mailbox_new (const gchar *prefix, const gchar *calendar_name)
{
  OofSimMailbox *mailbox = g_new0 (OofSimMailbox, 1);

  mailbox->prefix = g_strdup (prefix);
  mailbox->generation = g_uuid_string_random ();
  mailbox->reply = g_new0 (OofSimReply, 1);
  mailbox->reply->internal = g_strdup ("");
  mailbox->reply->external = g_strdup ("");
  mailbox->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mailbox->contacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mailbox->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_rule_free);
  mailbox->inbox = g_ptr_array_new_with_free_func ((GDestroyNotify) mail_free);
  mailbox->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_calendar_free);
  g_ptr_array_add (mailbox->calendars,
                   oof_sim_calendar_new (prefix, ++mailbox->serial, calendar_name, TRUE));
  return mailbox;
}

void
oof_sim_mailbox_free (OofSimMailbox *mailbox)
{
  if (mailbox == NULL)
    return;
  g_free (mailbox->prefix);
  g_free (mailbox->generation);
  g_free (mailbox->smtp_forward);
  oof_sim_reply_free (mailbox->reply);
  oof_sim_reply_free (mailbox->old_reply);
  g_hash_table_unref (mailbox->answered);
  g_hash_table_unref (mailbox->contacts);
  g_ptr_array_unref (mailbox->rules);
  g_ptr_array_unref (mailbox->inbox);
  g_ptr_array_unref (mailbox->calendars);
  g_free (mailbox);
}

static OofSimProblem
check_window (const OofSimReply *reply, gint64 now)
{
  if (reply->state != OOF_SIM_REPLY_SCHEDULED)
    return OOF_SIM_PROBLEM_NONE;
  if (reply->start == 0 && reply->end == 0)
    return OOF_SIM_PROBLEM_NO_WINDOW;
  if (reply->end <= reply->start)
    return OOF_SIM_PROBLEM_REVERSED;
  if (reply->end <= now)
    return OOF_SIM_PROBLEM_PAST;
  return OOF_SIM_PROBLEM_NONE;
}

static gboolean
reply_differs (const OofSimReply *a, const OofSimReply *b)
{
  gboolean windows_differ = a->state == OOF_SIM_REPLY_SCHEDULED
                            && b->state == OOF_SIM_REPLY_SCHEDULED
                            && (a->start != b->start || a->end != b->end);

  return windows_differ || a->state != b->state || a->audience != b->audience
         || strcmp (a->internal, b->internal) != 0 || strcmp (a->external, b->external) != 0;
}

OofSimProblem
oof_sim_mailbox_set_reply (OofSimMailbox *mailbox, const OofSimReply *wanted, gint64 now)
{
  OofSimProblem problem = check_window (wanted, now);
  OofSimReply *stored;

  if (problem != OOF_SIM_PROBLEM_NONE)
    return problem;
  stored = g_new0 (OofSimReply, 1);
  *stored = *wanted;
  stored->internal = oof_sim_html_store (wanted->internal);
  stored->external = oof_sim_html_store (wanted->external);
  if (reply_differs (stored, mailbox->reply))
    {
      mailbox->writes++;
      g_hash_table_remove_all (mailbox->answered);
    }
  oof_sim_reply_free (mailbox->old_reply);
  mailbox->old_reply = mailbox->reply;
  mailbox->reply = stored;
  return OOF_SIM_PROBLEM_NONE;
}

const OofSimReply *
oof_sim_mailbox_read_reply (const OofSimMailbox *mailbox)
{
  return mailbox->lags && mailbox->old_reply != NULL ? mailbox->old_reply : mailbox->reply;
}

void
oof_sim_mailbox_add_mail (OofSimMailbox *mailbox,
                          const gchar *from,
                          const gchar *subject,
                          const gchar *redirected_by)
{
  OofSimMail *mail = g_new0 (OofSimMail, 1);

  mail->from = g_strdup (from);
  mail->subject = g_strdup (subject);
  mail->redirected_by = g_strdup (redirected_by);
  if (mailbox->inbox->len == OOF_SIM_INBOX_SIZE)
    g_ptr_array_remove_index (mailbox->inbox, 0);
  g_ptr_array_add (mailbox->inbox, mail);
}

void
oof_sim_mailbox_add_rule (OofSimMailbox *mailbox, OofSimRule *rule)
{
  g_autofree gchar *old = g_steal_pointer (&rule->id);

  rule->id = encode_id ("rule", mailbox, ++mailbox->serial);
  g_ptr_array_add (mailbox->rules, rule);
}

static gint
compare_sequence (gconstpointer a, gconstpointer b)
{
  return (*(OofSimRule *const *) a)->sequence - (*(OofSimRule *const *) b)->sequence;
}

GPtrArray *
oof_sim_mailbox_list_rules (OofSimMailbox *mailbox)
{
  GPtrArray *rules = g_ptr_array_copy (mailbox->rules, NULL, NULL);

  g_ptr_array_set_free_func (rules, NULL);
  g_ptr_array_sort (rules, compare_sequence);
  return rules;
}

OofSimRule *
oof_sim_mailbox_find_rule (OofSimMailbox *mailbox, const gchar *id)
{
  for (guint i = 0; i < mailbox->rules->len; i++)
    if (strcmp (((OofSimRule *) mailbox->rules->pdata[i])->id, id) == 0)
      return mailbox->rules->pdata[i];
  return NULL;
}

void
oof_sim_mailbox_replace_rule (OofSimMailbox *mailbox, OofSimRule *rule)
{
  guint index;

  if (g_ptr_array_find (mailbox->rules, oof_sim_mailbox_find_rule (mailbox, rule->id), &index))
    {
      oof_sim_rule_free (mailbox->rules->pdata[index]);
      mailbox->rules->pdata[index] = rule;
    }
}

OofSimCalendar *
oof_sim_mailbox_get_default_calendar (OofSimMailbox *mailbox)
{
  return mailbox->calendars->pdata[0];
}

OofSimCalendar *
oof_sim_mailbox_find_calendar (OofSimMailbox *mailbox, const gchar *id)
{
  for (guint i = 0; i < mailbox->calendars->len; i++)
    {
      OofSimCalendar *calendar = mailbox->calendars->pdata[i];

      if (strcmp (calendar->id, id) == 0)
        return calendar;
    }
  return NULL;
}

OofSimCalendar *
oof_sim_mailbox_find_calendar_by_name (OofSimMailbox *mailbox, const gchar *name)
{
  g_autofree gchar *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < mailbox->calendars->len; i++)
    {
      OofSimCalendar *calendar = mailbox->calendars->pdata[i];
      g_autofree gchar *folded = g_utf8_casefold (calendar->name, -1);

      if (strcmp (folded, wanted) == 0)
        return calendar;
    }
  return NULL;
}

OofSimCalendar *
oof_sim_mailbox_add_calendar (OofSimMailbox *mailbox, const gchar *name)
{
  OofSimCalendar *calendar;

  if (oof_sim_mailbox_find_calendar_by_name (mailbox, name) != NULL)
    return NULL;
  calendar = oof_sim_calendar_new (mailbox->prefix, ++mailbox->serial, name, FALSE);
  g_ptr_array_add (mailbox->calendars, calendar);
  return calendar;
}

gchar *
oof_sim_mailbox_dup_item_id (const OofSimMailbox *mailbox, guint64 serial)
{
  return encode_id ("item", mailbox, serial);
}

gchar *
oof_sim_mailbox_dup_immutable_id (const OofSimMailbox *mailbox, guint64 serial)
{
  return encode_id ("immutable", mailbox, serial);
}

void
oof_sim_mailbox_add_item (OofSimMailbox *mailbox,
                          OofSimCalendar *calendar,
                          OofSimItem *item,
                          gint64 now)
{
  item->serial = ++mailbox->serial;
  g_free (item->id);
  item->id = oof_sim_mailbox_dup_item_id (mailbox, item->serial);
  g_free (item->immutable_id);
  item->immutable_id = oof_sim_mailbox_dup_immutable_id (mailbox, item->serial);
  if (*item->uid == '\0')
    {
      g_free (item->uid);
      item->uid = g_strdup_printf ("040000008200E00074C5B7101A82E008%s%08" G_GINT64_MODIFIER "X",
                                   mailbox->prefix, item->serial);
    }
  item->created = now;
  oof_sim_item_touch (item, now);
  g_ptr_array_add (calendar->items, item);
}

OofSimItem *
oof_sim_mailbox_find_item (OofSimMailbox *mailbox, const gchar *id, OofSimCalendar **calendar)
{
  for (guint i = 0; i < mailbox->calendars->len; i++)
    {
      OofSimCalendar *candidate = mailbox->calendars->pdata[i];

      for (guint j = 0; j < candidate->items->len; j++)
        {
          OofSimItem *item = candidate->items->pdata[j];

          if (strcmp (item->id, id) != 0 && strcmp (item->immutable_id, id) != 0)
            continue;
          if (calendar != NULL)
            *calendar = candidate;
          return item;
        }
    }
  return NULL;
}

gboolean
oof_sim_mailbox_remove_item (OofSimMailbox *mailbox, OofSimItem *item)
{
  for (guint i = 0; i < mailbox->calendars->len; i++)
    {
      OofSimCalendar *calendar = mailbox->calendars->pdata[i];

      if (g_ptr_array_remove (calendar->items, item))
        return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-rule.h"

#include <string.h>

#define TEXTS     OOF_SIM_CONDITION_TEXTS
#define ADDRESSES OOF_SIM_CONDITION_ADDRESSES
#define BOOLEAN   OOF_SIM_CONDITION_BOOLEAN

const OofSimCondition oof_sim_conditions[] = {
  { "categories", "Categories", TEXTS },
  { "bodyContains", "ContainsBodyStrings", TEXTS },
  { "headerContains", "ContainsHeaderStrings", TEXTS },
  { "recipientContains", "ContainsRecipientStrings", TEXTS },
  { "senderContains", "ContainsSenderStrings", TEXTS },
  { "bodyOrSubjectContains", "ContainsSubjectOrBodyStrings", TEXTS },
  { "subjectContains", "ContainsSubjectStrings", TEXTS },
  { "fromAddresses", "FromAddresses", ADDRESSES },
  { "hasAttachments", "HasAttachments", BOOLEAN },
  { "isAutomaticReply", "IsAutomaticReply", BOOLEAN },
  { "isMeetingRequest", "IsMeetingRequest", BOOLEAN },
  { "notSentToMe", "NotSentToMe", BOOLEAN },
  { "sentCcMe", "SentCcMe", BOOLEAN },
  { "sentOnlyToMe", "SentOnlyToMe", BOOLEAN },
  { "sentToAddresses", "SentToAddresses", ADDRESSES },
  { "sentToMe", "SentToMe", BOOLEAN },
  { "sentToOrCcMe", "SentToOrCcMe", BOOLEAN },
  { NULL },
};

const gchar *const oof_sim_rule_folders[] = { "deleteditems", "inbox", "junkemail", NULL };

OofSimRule *
oof_sim_rule_new (void)
{
  OofSimRule *rule = g_new0 (OofSimRule, 1);

  rule->enabled = TRUE;
  rule->name = g_strdup ("");
  rule->redirect_to = g_ptr_array_new_with_free_func (g_free);
  rule->forward_to = g_ptr_array_new_with_free_func (g_free);
  return rule;
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (texts->pdata[i]));
  return copy;
}

OofSimRule *
oof_sim_rule_copy (const OofSimRule *rule)
{
  OofSimRule *copy = g_new (OofSimRule, 1);

  *copy = *rule;
  copy->id = g_strdup (rule->id);
  copy->name = g_strdup (rule->name);
  copy->redirect_to = copy_texts (rule->redirect_to);
  copy->forward_to = copy_texts (rule->forward_to);
  copy->move_to_folder = g_strdup (rule->move_to_folder);
  copy->conditions = rule->conditions != NULL ? json_object_ref (rule->conditions) : NULL;
  copy->exceptions = rule->exceptions != NULL ? json_object_ref (rule->exceptions) : NULL;
  return copy;
}

void
oof_sim_rule_free (OofSimRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->id);
  g_free (rule->name);
  g_free (rule->move_to_folder);
  g_ptr_array_unref (rule->redirect_to);
  g_ptr_array_unref (rule->forward_to);
  g_clear_pointer (&rule->conditions, json_object_unref);
  g_clear_pointer (&rule->exceptions, json_object_unref);
  g_free (rule);
}

gchar *
oof_sim_rule_folder_id (const gchar *prefix, const gchar *folder)
{
  g_autofree gchar *plain = g_strdup_printf ("folder-%s-%s", prefix, folder);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

const gchar *
oof_sim_rule_find_folder (const gchar *prefix, const gchar *id_or_name)
{
  for (guint i = 0; oof_sim_rule_folders[i] != NULL; i++)
    {
      g_autofree gchar *id = oof_sim_rule_folder_id (prefix, oof_sim_rule_folders[i]);

      if (strcmp (id, id_or_name) == 0 || strcmp (oof_sim_rule_folders[i], id_or_name) == 0)
        return oof_sim_rule_folders[i];
    }
  return NULL;
}

gboolean
oof_sim_rule_has_action (const OofSimRule *rule)
{
  return rule->redirect_to->len > 0 || rule->forward_to->len > 0 || rule->move_to_folder != NULL
         || rule->deletes || rule->marks_read || rule->stop;
}

gboolean
oof_sim_rule_is_conditional (const OofSimRule *rule)
{
  return (rule->conditions != NULL && json_object_get_size (rule->conditions) > 0)
         || (rule->exceptions != NULL && json_object_get_size (rule->exceptions) > 0)
         || rule->from != 0 || rule->until != 0;
}

gboolean
oof_sim_rule_is_opaque (const OofSimRule *rule)
{
  return rule->read_only || rule->from != 0 || rule->until != 0;
}

/* Is one of the texts part of the value, without regard to letter case? */
static gboolean
contains_any (JsonArray *texts, const gchar *value)
{
  g_autofree gchar *folded = g_utf8_casefold (value, -1);

  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      g_autofree gchar *wanted = g_utf8_casefold (json_array_get_string_element (texts, i), -1);

      if (strstr (folded, wanted) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds (JsonObject *conditions, const gchar *name, const gchar *from, const gchar *subject)
{
  if (strcmp (name, "senderContains") == 0 || strcmp (name, "fromAddresses") == 0)
    return contains_any (json_object_get_array_member (conditions, name), from);
  if (strcmp (name, "subjectContains") == 0 || strcmp (name, "bodyOrSubjectContains") == 0)
    return contains_any (json_object_get_array_member (conditions, name), subject);
  return strcmp (name, "sentToMe") == 0 || strcmp (name, "sentOnlyToMe") == 0
         || strcmp (name, "sentToOrCcMe") == 0;
}

gboolean
oof_sim_rule_takes (const OofSimRule *rule, const gchar *from, const gchar *subject, gint64 now)
{
  if (!rule->enabled || (rule->from != 0 && now < rule->from)
      || (rule->until != 0 && now >= rule->until))
    return FALSE;
  for (guint i = 0; oof_sim_conditions[i].graph != NULL; i++)
    {
      const gchar *name = oof_sim_conditions[i].graph;

      if (rule->conditions != NULL && json_object_has_member (rule->conditions, name)
          && !holds (rule->conditions, name, from, subject))
        return FALSE;
      if (rule->exceptions != NULL && json_object_has_member (rule->exceptions, name)
          && holds (rule->exceptions, name, from, subject))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "ews/oof-ews-call.h"
#include "ews/oof-ews-mailbox-private.h"

/* Inbox rules: Get- and UpdateInboxRules (ews.md, Inbox rules). The mailbox is the impersonated
 * one; MailboxSmtpAddress would ask for another one's. */

static int
compare_sequence (gconstpointer a, gconstpointer b)
{
  return (*(OofInboxRule *const *) a)->sequence - (*(OofInboxRule *const *) b)->sequence;
}

/* The t:Rule elements of an answer. (transfer full) */
static GPtrArray *
list_elements (const OofXml *response)
{
  g_autoptr (OofXml) list = oof_xml_get_child (response, OOF_EWS_M, "InboxRules");

  return list ? oof_xml_get_children (list, OOF_EWS_T, "Rule") : g_ptr_array_new ();
}

static GPtrArray *
read_rules (const OofXml *response, GError **error)
{
  g_autoptr (GPtrArray) elements = list_elements (response);
  g_autoptr (GPtrArray) rules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_inbox_rule_unref);

  for (guint i = 0; i < elements->len; i++)
    {
      OofInboxRule *rule = _oof_ews_rule_read (elements->pdata[i], error);

      if (!rule)
        return NULL;
      g_ptr_array_add (rules, rule);
    }
  g_ptr_array_sort (rules, compare_sequence);
  return g_steal_pointer (&rules);
}

static void
ask (OofEwsMailbox *self,
     const char *address,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  OofEwsClient *client = _oof_ews_mailbox_get_client (self);

  oof_ews_client_call_async (
      client,
      oof_ews_request_new (client, "GetInboxRules", address, _oof_ews_mailbox_get_flags (self)),
      cancellable, callback, user_data);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (OofXml) response =
      oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  GPtrArray *rules = response ? read_rules (response, &error) : NULL;

  if (rules)
    g_task_return_pointer (task, rules, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_async (OofRuleService *service,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, read_async);
  ask (OOF_EWS_MAILBOX (service), address, cancellable, listed_cb, task);
}

static GPtrArray *
read_finish (OofRuleService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One change under way. */
#define OUTLOOK_RULES "ErrorOutlookRuleBlobExists"

typedef struct
{
  char *address;         /* (owned) */
  OofRuleChange *change; /* (owned) */
  OofRuleChangeFlags flags;
} Change;

static void
change_free (Change *self)
{
  g_free (self->address);
  oof_rule_change_free (self->change);
  g_free (self);
}

/* A rule that is gone already: a request that only deletes one can hardly be wrong in another way,
 * and whoever deletes reads afterwards. */
static gboolean
is_gone (const GError *error, const Change *change)
{
  return change->change->action == OOF_RULE_DELETE
         && g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofXml) response =
      oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);

  if (response || is_gone (error, change))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (strstr (error->message, OUTLOOK_RULES) != NULL)
    g_prefix_error (&error,
                    "Outlook keeps rules of its own there, which a change removes for good; "
                    "\"oofctl forward allow %s\" agrees to that: ",
                    change->address);
  g_task_return_error (task, error);
}

/* Takes @task. @xml: (nullable) the rule as the server gave it, for a switch. */
static void
send_change (GTask *task, const OofXml *xml)
{
  static const char *const operations[] = { [OOF_RULE_CREATE] = "CreateRuleOperation",
                                            [OOF_RULE_DELETE] = "DeleteRuleOperation",
                                            [OOF_RULE_ENABLE] = "SetRuleOperation",
                                            [OOF_RULE_DISABLE] = "SetRuleOperation" };
  OofEwsMailbox *self = g_task_get_source_object (task);
  OofEwsClient *client = _oof_ews_mailbox_get_client (self);
  Change *change = g_task_get_task_data (task);
  OofRuleAction action = change->change->action;
  OofEwsRequest *request =
      oof_ews_request_new (client, "UpdateInboxRules", change->address,
                           OOF_EWS_CALL_WRITE | _oof_ews_mailbox_get_flags (self));
  OofXmlWriter *writer = oof_ews_request_get_xml (request);

  oof_xml_writer_element_bool (writer, "m", "RemoveOutlookRuleBlob",
                               (change->flags & OOF_RULE_CHANGE_OVER_OUTLOOK) != 0);
  oof_xml_writer_begin (writer, "m", "Operations");
  oof_xml_writer_begin (writer, "t", operations[action]);
  if (action == OOF_RULE_CREATE)
    _oof_ews_rule_write (writer, change->change->rule);
  else if (action == OOF_RULE_DELETE)
    oof_xml_writer_element (writer, "t", "RuleId", change->change->rule->id);
  else
    _oof_ews_rule_write_switched (writer, xml, action == OOF_RULE_ENABLE);
  oof_xml_writer_end (writer);
  oof_xml_writer_end (writer);
  oof_ews_client_call_async (client, request, g_task_get_cancellable (task), changed_cb, task);
}

static OofXml *
find_element (const OofXml *response, const char *id)
{
  g_autoptr (GPtrArray) elements = list_elements (response);

  for (guint i = 0; i < elements->len; i++)
    {
      g_autofree char *found = NULL;

      if (oof_xml_read_string (elements->pdata[i], OOF_EWS_T, "RuleId", OOF_REQUIRED, &found, NULL)
          && g_str_equal (found, id))
        return oof_xml_ref (elements->pdata[i]);
    }
  return NULL;
}

static void
fresh_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofXml) response =
      oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  g_autoptr (OofXml) xml = response ? find_element (response, change->change->rule->id) : NULL;

  if (xml)
    send_change (g_steal_pointer (&task), xml);
  else if (response)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "the rule \"%s\" is gone",
                             change->change->rule->name);
  else
    g_task_return_error (task, error);
}

/* SetRuleOperation replaces the whole rule: a switch starts from a fresh read. */
static void
change_async (OofRuleService *service,
              const char *address,
              const OofRuleChange *change,
              OofRuleChangeFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  Change *self = g_new0 (Change, 1);

  g_task_set_source_tag (task, change_async);
  self->address = g_strdup (address);
  self->change = oof_rule_change_new (change->action, change->rule);
  self->flags = flags;
  g_task_set_task_data (task, self, (GDestroyNotify) change_free);
  if (change->action == OOF_RULE_CREATE || change->action == OOF_RULE_DELETE)
    send_change (task, NULL);
  else
    ask (OOF_EWS_MAILBOX (service), address, cancellable, fresh_cb, task);
}

static gboolean
change_finish (OofRuleService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
_oof_ews_rules_init (OofRuleServiceInterface *iface)
{
  iface->read_async = read_async;
  iface->read_finish = read_finish;
  iface->change_async = change_async;
  iface->change_finish = change_finish;
}

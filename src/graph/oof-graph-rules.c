/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "format/oof-json-writer.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-error.h"
#include "graph/oof-graph-mailbox-private.h"

/* Inbox rules: /users/{id}/mailFolders/inbox/messageRules (graph.md 7). */

/* More than a mailbox can hold: its rules share 256 KB. */
#define PAGE_SIZE "999"

/* Appends the addresses of a list of recipients, lower case. */
static gboolean
read_recipients (const OofJson *actions, const char *member, GStrv *addresses, GError **error)
{
  g_autoptr (OofJson) list = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!oof_json_read_array (actions, member, OOF_OPTIONAL, &list, error))
    return FALSE;
  g_strv_builder_addv (builder, (const char **) *addresses);
  for (guint i = 0; list != NULL && i < oof_json_get_length (list); i++)
    {
      g_autoptr (OofJson) recipient = oof_json_get_element (list, i);
      g_autoptr (OofJson) inner = NULL;
      g_autofree char *address = NULL;
      g_autofree char *lower = NULL;

      if (!oof_json_read_object (recipient, "emailAddress", OOF_REQUIRED, &inner, error)
          || !oof_json_read_string (inner, "address", OOF_OPTIONAL, &address, error))
        return FALSE;
      lower = g_utf8_strdown (address != NULL ? address : "", -1);
      g_strv_builder_add (builder, lower);
    }
  g_strfreev (*addresses);
  *addresses = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
is_filled (const OofJson *value)
{
  switch (oof_json_get_kind (value))
    {
    case OOF_JSON_NULL:
      return FALSE;
    case OOF_JSON_ARRAY:
      return oof_json_get_length (value) > 0;
    case OOF_JSON_OBJECT:
      {
        g_auto (GStrv) names = oof_json_dup_member_names (value);

        return *names != NULL;
      }
    case OOF_JSON_BOOL:
    case OOF_JSON_NUMBER:
    case OOF_JSON_STRING:
    default:
      return TRUE;
    }
}

static gboolean
has_filled (const OofJson *object, const char *member)
{
  g_autoptr (OofJson) value = oof_json_get_member (object, member);

  return value != NULL && is_filled (value);
}

static gboolean
read_flag (const OofJson *object, const char *member)
{
  gboolean flag = FALSE;

  return oof_json_read_bool (object, member, OOF_OPTIONAL, &flag, NULL) && flag;
}

/* Actions beside those that OofInboxRule names. */
static gboolean
has_other_actions (const OofJson *actions)
{
  static const char *const lists[] = { "assignCategories", "copyToFolder", "markImportance" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (has_filled (actions, lists[i]))
      return TRUE;
  return read_flag (actions, "markAsRead");
}

/* The folder of moveToFolder comes as an id that only a right to mails would explain: moved is
 * moved. */
static gboolean
read_actions (const OofJson *actions, OofInboxRule *rule, GError **error)
{
  if (!read_recipients (actions, "redirectTo", &rule->redirect_to, error)
      || !read_recipients (actions, "forwardTo", &rule->forward_to, error)
      || !read_recipients (actions, "forwardAsAttachmentTo", &rule->forward_to, error))
    return FALSE;
  rule->no_copy = has_filled (actions, "moveToFolder") || read_flag (actions, "delete")
                  || read_flag (actions, "permanentDelete");
  rule->stop = read_flag (actions, "stopProcessingRules");
  rule->other = has_other_actions (actions);
  return TRUE;
}

static OofInboxRule *
read_rule (const OofJson *json, GError **error)
{
  g_autoptr (OofInboxRule) rule = oof_inbox_rule_new ();
  g_autoptr (OofJson) actions = NULL;
  g_autofree char *name = NULL;
  gint64 sequence = 0;

  if (!oof_json_read_string (json, "id", OOF_REQUIRED, &rule->id, error)
      || !oof_json_read_string (json, "displayName", OOF_OPTIONAL, &name, error)
      || !oof_json_read_int (json, "sequence", OOF_OPTIONAL, &sequence, error)
      || !oof_json_read_bool (json, "isEnabled", OOF_OPTIONAL, &rule->enabled, error)
      || !oof_json_read_bool (json, "isReadOnly", OOF_OPTIONAL, &rule->read_only, error)
      || !oof_json_read_object (json, "actions", OOF_OPTIONAL, &actions, error))
    return NULL;
  if (name != NULL)
    {
      g_free (rule->name);
      rule->name = g_steal_pointer (&name);
    }
  rule->sequence = (int) CLAMP (sequence, G_MININT, G_MAXINT);
  rule->conditional = has_filled (json, "conditions") || has_filled (json, "exceptions");
  if (actions != NULL && !read_actions (actions, rule, error))
    return NULL;
  return g_steal_pointer (&rule);
}

static int
compare_sequence (gconstpointer a, gconstpointer b)
{
  return (*(OofInboxRule *const *) a)->sequence - (*(OofInboxRule *const *) b)->sequence;
}

static GPtrArray *
read_rules (GPtrArray *values, GError **error)
{
  g_autoptr (GPtrArray) rules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_inbox_rule_unref);

  for (guint i = 0; i < values->len; i++)
    {
      OofInboxRule *rule = read_rule (values->pdata[i], error);

      if (rule == NULL)
        return NULL;
      g_ptr_array_add (rules, rule);
    }
  g_ptr_array_sort (rules, compare_sequence);
  return g_steal_pointer (&rules);
}

static char *
build_path (const char *address, const OofInboxRule *rule)
{
  g_autofree char *user = oof_graph_escape (address);
  g_autofree char *id = rule != NULL ? oof_graph_escape (rule->id) : NULL;

  return g_strconcat ("/users/", user, "/mailFolders/inbox/messageRules", id != NULL ? "/" : "", id,
                      NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GPtrArray) values =
      oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  GPtrArray *rules = values != NULL ? read_rules (values, &error) : NULL;

  if (rules != NULL)
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
  OofGraphMailbox *self = OOF_GRAPH_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = build_path (address, NULL);
  g_autofree char *query = g_strconcat (path, "?$top=" PAGE_SIZE, NULL);
  OofGraphCall call = { .method = "GET",
                        .path = query,
                        .flags = _oof_graph_mailbox_get_flags (self),
                        .permission = OOF_GRAPH_MAILBOX_PERMISSION };

  g_task_set_source_tag (task, read_async);
  oof_graph_client_list_async (_oof_graph_mailbox_get_client (self), &call, cancellable, listed_cb,
                               task);
}

static GPtrArray *
read_finish (OofRuleService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_recipients (OofJsonWriter *writer, const char *member, char **addresses)
{
  oof_json_writer_begin_array (writer, member);
  for (; *addresses != NULL; addresses++)
    {
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_begin_object (writer, "emailAddress");
      oof_json_writer_add_string (writer, "address", *addresses);
      oof_json_writer_end_object (writer);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

/* One change under way. */
typedef struct
{
  OofRuleAction action;
  OofInboxRule *rule; /* (owned) */
  char *path;         /* (owned) */
  gboolean deletes;   /* no copy, said in the other way */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  oof_inbox_rule_unref (self->rule);
  g_free (self->path);
  g_free (self);
}

/* The one shape of decisions 7. Microsoft's documents want the id of a folder, which only a right
 * to mails would tell, and have "delete" for the folder that is meant. */
static GBytes *
build_rule (const OofInboxRule *rule, gboolean deletes)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "displayName", rule->name);
  oof_json_writer_add_int (writer, "sequence", rule->sequence);
  oof_json_writer_add_bool (writer, "isEnabled", TRUE);
  oof_json_writer_begin_object (writer, "actions");
  write_recipients (writer, "redirectTo", rule->redirect_to);
  if (rule->no_copy && deletes)
    oof_json_writer_add_bool (writer, "delete", TRUE);
  else if (rule->no_copy)
    oof_json_writer_add_string (writer, "moveToFolder", "deleteditems");
  oof_json_writer_add_bool (writer, "stopProcessingRules", FALSE);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish_bytes (writer);
}

static GBytes *
build_switch (gboolean enabled)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_bool (writer, "isEnabled", enabled);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish_bytes (writer);
}

static void send_change (GTask *task);

/* The folder, by the name that it has in paths. */
static gboolean
is_folder_refused (const Change *change, const GError *error)
{
  return change->action == OOF_RULE_CREATE && change->rule->no_copy && !change->deletes
         && (g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID)
             || oof_graph_error_is_item_gone (error));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, NULL, &error)
      || (change->action == OOF_RULE_DELETE
          && g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)))
    g_task_return_boolean (task, TRUE);
  else if (is_folder_refused (change, error))
    {
      change->deletes = TRUE;
      send_change (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_change (GTask *task)
{
  static const char *const methods[] = { [OOF_RULE_CREATE] = "POST",
                                         [OOF_RULE_DELETE] = "DELETE",
                                         [OOF_RULE_ENABLE] = "PATCH",
                                         [OOF_RULE_DISABLE] = "PATCH" };
  OofGraphMailbox *self = g_task_get_source_object (task);
  const Change *change = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  OofGraphCall call = { .method = methods[change->action],
                        .path = change->path,
                        .flags = _oof_graph_mailbox_get_flags (self),
                        .permission = OOF_GRAPH_MAILBOX_PERMISSION };

  if (change->action == OOF_RULE_CREATE)
    body = build_rule (change->rule, change->deletes);
  else if (change->action != OOF_RULE_DELETE)
    body = build_switch (change->action == OOF_RULE_ENABLE);
  call.body = body;
  oof_graph_client_call_async (_oof_graph_mailbox_get_client (self), &call,
                               g_task_get_cancellable (task), changed_cb, g_object_ref (task));
}

static void
change_async (OofRuleService *service,
              const char *address,
              const OofRuleChange *change,
              OofRuleChangeFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  gboolean create = change->action == OOF_RULE_CREATE;
  Change *copy;

  g_task_set_source_tag (task, change_async);
  if (!create && change->rule->read_only)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "the rule \"%s\" was made through EWS or by Outlook: Graph cannot "
                               "change it",
                               change->rule->name);
      return;
    }
  copy = g_new0 (Change, 1);
  copy->action = change->action;
  copy->rule = oof_inbox_rule_ref (change->rule);
  copy->path = build_path (address, create ? NULL : change->rule);
  g_task_set_task_data (task, copy, change_free);
  send_change (task);
}

static gboolean
change_finish (OofRuleService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
_oof_graph_rules_init (OofRuleServiceInterface *iface)
{
  iface->read_async = read_async;
  iface->read_finish = read_finish;
  iface->change_async = change_async;
  iface->change_finish = change_finish;
}

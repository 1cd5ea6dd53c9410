/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-members.h"

#include "core/oof-error.h"
#include "ews/oof-ews-contact.h"

typedef struct
{
  char *mailbox;     /* (owned) (nullable) */
  GQueue todo;       /* (owned) char*: groups to expand */
  char *current;     /* (owned) (nullable) the group asked for now */
  GHashTable *seen;  /* (owned) groups asked for, and people found, lower case */
  GPtrArray *people; /* (owned) OofPerson */
  gboolean lenient;  /* go on without a group that does not exist */
} Walk;

static void walk_next (GTask *task);

static void
walk_free (Walk *walk)
{
  g_free (walk->mailbox);
  g_queue_clear_full (&walk->todo, g_free);
  g_free (walk->current);
  g_hash_table_unref (walk->seen);
  g_ptr_array_unref (walk->people);
  g_free (walk);
}

/* Takes @error. */
static void
walk_fail (GTask *task, GError *error)
{
  const Walk *walk = g_task_get_task_data (task);

  if (walk->lenient && g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      walk_next (task);
      return;
    }
  g_prefix_error (&error, "group \"%s\": ", walk->current);
  g_task_return_error (task, error);
}

static void
walk_add (Walk *walk, const OofXml *mailbox)
{
  g_autoptr (OofPerson) person = NULL;

  switch (oof_ews_entry_read (mailbox, &person))
    {
    case OOF_EWS_ENTRY_GROUP:
      g_queue_push_tail (&walk->todo, g_strdup (person->address));
      break;
    case OOF_EWS_ENTRY_PERSON:
      if (g_hash_table_add (walk->seen, g_strdup (person->address)))
        g_ptr_array_add (walk->people, g_steal_pointer (&person));
      break;
    case OOF_EWS_ENTRY_OTHER:
    default:
      break;
    }
}

static gboolean
walk_read_members (Walk *walk, const OofXml *message, GError **error)
{
  g_autoptr (OofXml) expansion = oof_xml_get_child (message, OOF_EWS_M, "DLExpansion");
  g_autofree char *complete = NULL;
  g_autoptr (GPtrArray) mailboxes = NULL;

  if (!expansion)
    return TRUE;
  complete = oof_xml_dup_attribute (expansion, "IncludesLastItemInRange");
  if (g_strcmp0 (complete, "false") == 0)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_LIMIT,
                           "the server gives only a part of the members");
      return FALSE;
    }
  mailboxes = oof_xml_get_children (expansion, OOF_EWS_T, "Mailbox");
  for (guint i = 0; i < mailboxes->len; i++)
    walk_add (walk, mailboxes->pdata[i]);
  return TRUE;
}

static void
expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (OofXml) message = NULL;
  GError *error = NULL;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (message && walk_read_members (walk, message, &error))
    walk_next (task);
  else
    walk_fail (task, error);
}

/* The group of exactly that name, else the only one found. */
static const OofPerson *
pick_group (GPtrArray *groups, const char *name)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const OofPerson *group = groups->pdata[i];

      if (g_str_equal (group->name, name))
        return group;
    }
  return groups->len == 1 ? groups->pdata[0] : NULL;
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GPtrArray) groups = NULL;
  const OofPerson *group;
  GError *error = NULL;

  groups = oof_ews_resolve_finish (OOF_EWS_CLIENT (source), result, OOF_EWS_ENTRY_GROUP, &error);
  if (!groups)
    {
      walk_fail (task, error);
      return;
    }
  group = pick_group (groups, walk->current);
  if (!group)
    {
      walk_fail (task, g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND,
                                    "there is no group, or more than one, of that name"));
      return;
    }
  g_queue_push_head (&walk->todo, g_strdup (group->address));
  walk_next (task);
}

static OofEwsRequest *
create_expand_request (OofEwsClient *client, const char *mailbox, const char *address)
{
  OofEwsRequest *request =
      oof_ews_request_new (client, "ExpandDL", mailbox, OOF_EWS_CALL_DIRECTORY);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  oof_xml_writer_begin (xml, "m", "Mailbox");
  oof_xml_writer_element (xml, "t", "EmailAddress", address);
  oof_xml_writer_end (xml);
  return request;
}

/* The next group that was not expanded yet. */
static void
walk_next (GTask *task)
{
  OofEwsClient *client = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);

  do
    {
      g_free (walk->current);
      walk->current = g_queue_pop_head (&walk->todo);
    }
  while (walk->current && !g_hash_table_add (walk->seen, g_ascii_strdown (walk->current, -1)));

  if (!walk->current)
    g_task_return_pointer (task, g_ptr_array_ref (walk->people),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (strchr (walk->current, '@'))
    oof_ews_client_call_async (client, create_expand_request (client, walk->mailbox, walk->current),
                               g_task_get_cancellable (task), expanded_cb, g_object_ref (task));
  else
    oof_ews_resolve_async (client, walk->mailbox, walk->current, g_task_get_cancellable (task),
                           resolved_cb, g_object_ref (task));
}

void
oof_ews_members_async (OofEwsClient *client,
                       const char *mailbox,
                       const char *const *groups,
                       gboolean lenient,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  g_task_set_source_tag (task, oof_ews_members_async);
  walk->mailbox = g_strdup (mailbox);
  walk->lenient = lenient;
  g_queue_init (&walk->todo);
  for (guint i = 0; groups && groups[i]; i++)
    g_queue_push_tail (&walk->todo, g_strdup (groups[i]));
  walk->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  walk_next (task);
}

GPtrArray *
oof_ews_members_finish (OofEwsClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-directory.h"

#include "core/oof-error.h"
#include "core/oof-people.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-user.h"

#define PAGE            "999"
#define USER_PERMISSION "the permission User.Read.All"
#define GROUP_PERMISSION                                                                           \
  "the permissions Group.ReadBasic.All, GroupMember.ReadBasic.All and User.Read.All"

struct _OofGraphDirectory
{
  GObject parent_instance;

  OofGraphClient *client; /* (owned) */
  GHashTable *group_ids;  /* (owned) address -> id: of groups that were expanded before */
};

static void directory_init (OofDirectoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofGraphDirectory,
                               oof_graph_directory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_DIRECTORY, directory_init))

/* Where the paths of Graph would not find a person by the address. */
static void
note_user (OofGraphDirectory *self, const OofJson *user, const OofPerson *person)
{
  g_autofree char *name = NULL;

  if (oof_json_read_string (user, "userPrincipalName", OOF_OPTIONAL, &name, NULL) && name != NULL
      && g_ascii_strcasecmp (name, person->address) != 0)
    oof_graph_client_learn_user (self->client, person->address, person->id);
}

/* Users -> people by name; those without a mailbox are left out. */
static GPtrArray *
read_people (OofGraphDirectory *self, GPtrArray *users, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);

  for (guint i = 0; i < users->len; i++)
    {
      OofPerson *person;

      if (!oof_graph_user_read (g_ptr_array_index (users, i), &person, error))
        return NULL;
      if (person == NULL)
        continue;
      note_user (self, g_ptr_array_index (users, i), person);
      g_ptr_array_add (people, person);
    }
  oof_people_sort (people);
  return g_steal_pointer (&people);
}

static void
return_people (GTask *task, GPtrArray *users)
{
  GError *error = NULL;
  GPtrArray *people = read_people (g_task_get_source_object (task), users, &error);

  if (people == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
}

static void
users_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GPtrArray) users = NULL;
  GError *error = NULL;

  users = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (users == NULL)
    g_task_return_error (task, error);
  else
    return_people (task, users);
}

static void
oof_graph_directory_list_async (OofDirectory *directory,
                                const char *const *groups,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  OofGraphDirectory *self = OOF_GRAPH_DIRECTORY (directory);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GString) path = g_string_new ("/users");
  OofGraphCall call = { .method = "GET", .permission = USER_PERMISSION };

  g_task_set_source_tag (task, oof_graph_directory_list_async);
  oof_graph_append_query (path, "$select", oof_graph_user_select);
  oof_graph_append_query (path, "$top", PAGE);
  call.path = path->str;
  oof_graph_client_list_async (self->client, &call, cancellable, users_cb, task);
}

/* Lower-case addresses, each once. */
static GPtrArray *
read_addresses (OofGraphDirectory *self, GPtrArray *users, GError **error)
{
  g_autoptr (GPtrArray) people = read_people (self, users, error);
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (people == NULL)
    return NULL;
  addresses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = g_ptr_array_index (people, i);

      if (g_hash_table_add (seen, person->address))
        g_ptr_array_add (addresses, g_strdup (person->address));
    }
  return g_steal_pointer (&addresses);
}

static void find_group (GTask *task);

static void
members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphDirectory *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) users = NULL;
  GPtrArray *addresses = NULL;
  GError *error = NULL;

  users = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  /* Another group may have the address by now. */
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
      && g_hash_table_remove (self->group_ids, g_task_get_task_data (task)))
    {
      g_error_free (error);
      find_group (task);
      return;
    }
  if (users != NULL)
    addresses = read_addresses (self, users, &error);
  if (addresses == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_ptr_array_unref);
}

/* transitiveMembers cast to users is flat: nested groups are resolved by Graph. */
static void
list_members (GTask *task, const char *id)
{
  OofGraphDirectory *self = g_task_get_source_object (task);
  g_autofree char *escaped = oof_graph_escape (id);
  g_autoptr (GString) path = g_string_new ("/groups/");
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_CALL_EVENTUAL,
                        .permission = GROUP_PERMISSION };

  g_string_append_printf (path, "%s/transitiveMembers/microsoft.graph.user", escaped);
  oof_graph_append_query (path, "$select", "id,mail,displayName,userType");
  oof_graph_append_query (path, "$count", "true");
  oof_graph_append_query (path, "$top", PAGE);
  call.path = path->str;
  oof_graph_client_list_async (self->client, &call, g_task_get_cancellable (task), members_cb,
                               g_object_ref (task));
}

/* The one group that is meant; the task data is its name or address. */
static char *
choose_group (GPtrArray *groups, const char *wanted, GError **error)
{
  char *id = NULL;

  if (groups->len == 0)
    g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "No group \"%s\" in the directory", wanted);
  else if (groups->len > 1)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "%u groups are called \"%s\": name it by its address or id", groups->len, wanted);
  else
    oof_json_read_string (g_ptr_array_index (groups, 0), "id", OOF_REQUIRED, &id, error);
  return id;
}

static void
groups_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphDirectory *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *id = NULL;
  const char *group = g_task_get_task_data (task);
  GError *error = NULL;

  groups = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (groups != NULL)
    id = choose_group (groups, group, &error);
  if (id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  list_members (task, id);
  /* Only an address belongs to one group alone. Remembered last: a first 404 is an answer. */
  if (strchr (group, '@') != NULL)
    g_hash_table_replace (self->group_ids, g_strdup (group), g_steal_pointer (&id));
}

static void
find_group (GTask *task)
{
  OofGraphDirectory *self = g_task_get_source_object (task);
  const char *group = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new ("/groups");
  g_autofree char *quoted = oof_graph_quote (group);
  g_autofree char *filter =
      g_strconcat (strchr (group, '@') ? "mail" : "displayName", " eq ", quoted, NULL);
  OofGraphCall call = { .method = "GET", .permission = GROUP_PERMISSION };

  oof_graph_append_query (path, "$filter", filter);
  oof_graph_append_query (path, "$select", "id,displayName,mail");
  call.path = path->str;
  oof_graph_client_list_async (self->client, &call, g_task_get_cancellable (task), groups_cb,
                               g_object_ref (task));
}

static void
oof_graph_directory_expand_async (OofDirectory *directory,
                                  const char *group,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  OofGraphDirectory *self = OOF_GRAPH_DIRECTORY (directory);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *id = g_hash_table_lookup (self->group_ids, group);

  g_task_set_source_tag (task, oof_graph_directory_expand_async);
  g_task_set_task_data (task, g_strdup (group), g_free);
  if (id != NULL || g_uuid_string_is_valid (group))
    list_members (task, id != NULL ? id : group);
  else
    find_group (task);
}

/* "displayName:TEXT" OR "mail:TEXT"; quotes and backslashes in the text are escaped. */
static char *
build_search (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *text);
    }
  return g_strdup_printf ("\"displayName:%s\" OR \"mail:%s\"", escaped->str, escaped->str);
}

static void
search (GTask *task)
{
  OofGraphDirectory *self = g_task_get_source_object (task);
  g_autofree char *terms = build_search (g_task_get_task_data (task));
  g_autoptr (GString) path = g_string_new ("/users");
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_CALL_EVENTUAL,
                        .permission = USER_PERMISSION };

  oof_graph_append_query (path, "$search", terms);
  oof_graph_append_query (path, "$select", oof_graph_user_select);
  oof_graph_append_query (path, "$count", "true");
  oof_graph_append_query (path, "$top", PAGE);
  call.path = path->str;
  oof_graph_client_list_async (self->client, &call, g_task_get_cancellable (task), users_cb,
                               g_object_ref (task));
}

/* An address that is no sign-in name, or belongs to a guest, is searched. */
static void
user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (OofJson) user = NULL;
  OofPerson *person = NULL;
  GError *error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &user, &error))
    {
      oof_graph_user_read (user, &person, &error);
      if (person != NULL)
        note_user (OOF_GRAPH_DIRECTORY (g_task_get_source_object (task)), user, person);
    }
  else if (g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_clear_error (&error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (person == NULL)
    {
      search (task);
      return;
    }
  g_ptr_array_add (people, person);
  g_task_return_pointer (task, g_steal_pointer (&people), (GDestroyNotify) g_ptr_array_unref);
}

static void
oof_graph_directory_resolve_async (OofDirectory *directory,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  OofGraphDirectory *self = OOF_GRAPH_DIRECTORY (directory);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *wanted = g_strstrip (g_strdup (text));
  g_autofree char *escaped = oof_graph_escape (wanted);
  g_autoptr (GString) path = g_string_new ("/users/");
  OofGraphCall call = { .method = "GET", .permission = USER_PERMISSION };

  g_task_set_source_tag (task, oof_graph_directory_resolve_async);
  g_task_set_task_data (task, g_strdup (wanted), g_free);
  if (wanted[0] == '\0')
    {
      g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (strchr (wanted, '@') == NULL)
    {
      search (task);
      return;
    }
  g_string_append (path, escaped);
  oof_graph_append_query (path, "$select", oof_graph_user_select);
  call.path = path->str;
  oof_graph_client_call_async (self->client, &call, cancellable, user_cb, g_steal_pointer (&task));
}

static GPtrArray *
oof_graph_directory_finish (OofDirectory *directory, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, directory), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
directory_init (OofDirectoryInterface *iface)
{
  iface->list_async = oof_graph_directory_list_async;
  iface->list_finish = oof_graph_directory_finish;
  iface->expand_async = oof_graph_directory_expand_async;
  iface->expand_finish = oof_graph_directory_finish;
  iface->resolve_async = oof_graph_directory_resolve_async;
  iface->resolve_finish = oof_graph_directory_finish;
}

static void
oof_graph_directory_finalize (GObject *object)
{
  OofGraphDirectory *self = OOF_GRAPH_DIRECTORY (object);

  g_clear_object (&self->client);
  g_hash_table_unref (self->group_ids);
  G_OBJECT_CLASS (oof_graph_directory_parent_class)->finalize (object);
}

static void
oof_graph_directory_class_init (OofGraphDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_graph_directory_finalize;
}

static void
oof_graph_directory_init (OofGraphDirectory *self)
{
  self->group_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

OofGraphDirectory *
oof_graph_directory_new (OofGraphClient *client)
{
  OofGraphDirectory *self;

  g_return_val_if_fail (OOF_IS_GRAPH_CLIENT (client), NULL);

  self = g_object_new (OOF_TYPE_GRAPH_DIRECTORY, NULL);
  self->client = g_object_ref (client);
  return self;
}

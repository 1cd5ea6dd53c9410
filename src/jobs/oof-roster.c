/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-roster.h"

#include "core/oof-error.h"
#include "core/oof-people.h"

#define MAX_CANDIDATES 5
#define MAX_AT_ONCE    4 /* groups that are expanded */

G_DEFINE_BOXED_TYPE (OofRoster, oof_roster, oof_roster_ref, oof_roster_unref)

static void
roster_clear (gpointer data)
{
  OofRoster *self = data;

  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->by_address);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->problems);
}

static gboolean
is_everybody (const OofGroup *group)
{
  return g_str_equal (group->name, OOF_GROUP_EVERYBODY);
}

/* Lower-case address -> array of the names of the groups that have it, in their order. From the
 * members to the groups: to ask every group for every person takes seconds where there are many of
 * both. (transfer full) */
static GHashTable *
index_members (GPtrArray *groups)
{
  GHashTable *index =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      GHashTableIter iter;
      gpointer address;

      if (group->members == NULL || is_everybody (group))
        continue;
      g_hash_table_iter_init (&iter, group->members);
      while (g_hash_table_iter_next (&iter, &address, NULL))
        {
          GPtrArray *names = g_hash_table_lookup (index, address);
          if (names == NULL)
            g_hash_table_insert (index, address, names = g_ptr_array_new ());
          g_ptr_array_add (names, group->name);
        }
    }
  return index;
}

static GStrv
dup_groups_of (GPtrArray *groups, GHashTable *index, const char *address)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GPtrArray *found = g_hash_table_lookup (index, address);

  /* Sorted first. */
  for (guint i = 0; i < groups->len && is_everybody (g_ptr_array_index (groups, i)); i++)
    g_strv_builder_add (names, ((OofGroup *) g_ptr_array_index (groups, i))->name);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (found, i));
  return g_strv_builder_end (names);
}

OofRoster *
oof_roster_new (GPtrArray *people, GPtrArray *groups)
{
  OofRoster *self = g_atomic_rc_box_new0 (OofRoster);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  self->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (self->groups, oof_group_ref (g_ptr_array_index (groups, i)));
  oof_groups_sort (self->groups);
  g_autoptr (GHashTable) index = index_members (self->groups);
  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = oof_person_copy (g_ptr_array_index (people, i));

      g_strfreev (person->groups);
      person->groups = dup_groups_of (self->groups, index, person->address);
      g_ptr_array_add (self->people, person);
      g_hash_table_insert (self->by_address, person->address, person);
    }
  return self;
}

OofRoster *
oof_roster_ref (OofRoster *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_roster_unref (OofRoster *self)
{
  g_atomic_rc_box_release_full (self, roster_clear);
}

/* Loading */

typedef struct
{
  OofDirectory *directory; /* (owned) */
  GPtrArray *groups;       /* (owned) OofGroup, own copies once they are resolved */
  guint next;              /* the group to expand next */
  guint running;           /* how many are being expanded */
  GError *failure;         /* (owned) (nullable) of everything, not of one group */
  GPtrArray *people;       /* (owned) (nullable) OofPerson */
  GPtrArray *imported;     /* (owned) OofPerson */
  gboolean add_imported;
  char *limit;         /* (owned) (nullable) the group that people are limited to */
  GPtrArray *problems; /* (owned) utf8 (nullable), by group, then of the limit */
} Load;

/* One group that is being expanded. */
typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Step;

static void load_groups (GTask *task);

static void
load_free (gpointer data)
{
  Load *self = data;

  g_object_unref (self->directory);
  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_ptr_array_unref (self->imported);
  g_free (self->limit);
  g_clear_error (&self->failure);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* What is wrong with one group, in contrast to what is wrong with everything. */
static gboolean
is_problem_of_group (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_PROTOCOL)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_LIMIT);
}

static OofGroup *
resolve (const OofGroup *group, GPtrArray *addresses)
{
  OofGroup *resolved = oof_group_copy (group);

  g_clear_pointer (&resolved->members, g_hash_table_unref);
  resolved->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < addresses->len; i++)
    g_hash_table_add (resolved->members, g_ascii_strdown (g_ptr_array_index (addresses, i), -1));
  return resolved;
}

static void
expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (GTask) task = step->task;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses =
      oof_directory_expand_finish (OOF_DIRECTORY (source), result, &error);
  OofGroup *group = g_ptr_array_index (load->groups, step->index);

  load->running--;
  if (error && is_problem_of_group (error))
    load->problems->pdata[step->index] = g_strdup_printf ("%s: %s", group->name, error->message);
  else if (error && !load->failure)
    load->failure = g_steal_pointer (&error);
  else if (!error)
    {
      load->groups->pdata[step->index] = resolve (group, addresses);
      oof_group_unref (group);
    }
  g_free (step);
  load_groups (task);
}

static void
finish_load (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  OofRoster *roster = oof_roster_new (load->people, load->groups);

  for (guint i = 0; i < load->problems->len; i++)
    if (load->problems->pdata[i])
      g_ptr_array_add (roster->problems, g_steal_pointer (&load->problems->pdata[i]));
  g_task_return_pointer (task, roster, (GDestroyNotify) oof_roster_unref);
}

/* Only the members of @limit stay. */
static void
keep_members (GPtrArray *people, const OofGroup *limit)
{
  for (guint i = people->len; i > 0; i--)
    if (!oof_group_has (limit, ((OofPerson *) g_ptr_array_index (people, i - 1))->address))
      g_ptr_array_remove_index (people, i - 1);
}

static void
limit_expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses =
      oof_directory_expand_finish (OOF_DIRECTORY (source), result, &error);
  g_autoptr (OofGroup) limit = oof_group_new (load->limit);

  if (error && !is_problem_of_group (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error)
    g_ptr_array_add (load->problems,
                     g_strdup_printf ("peopleGroup: %s: %s", load->limit, error->message));
  else
    {
      g_autoptr (OofGroup) resolved = resolve (limit, addresses);
      keep_members (load->people, resolved);
    }
  finish_load (task);
}

/* Several at once: one round trip after the other takes minutes where there are many groups. */
static void
load_groups (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (!load->failure && load->running < MAX_AT_ONCE && load->next < load->groups->len)
    {
      OofGroup *group = g_ptr_array_index (load->groups, load->next++);

      if (!group->address)
        continue;
      Step *step = g_new0 (Step, 1);
      step->task = g_object_ref (task);
      step->index = load->next - 1;
      load->running++;
      oof_directory_expand_async (load->directory, group->address, g_task_get_cancellable (task),
                                  expanded_cb, step);
    }
  if (load->running > 0)
    return;
  if (load->failure)
    g_task_return_error (task, g_steal_pointer (&load->failure));
  else if (load->limit)
    oof_directory_expand_async (load->directory, load->limit, g_task_get_cancellable (task),
                                limit_expanded_cb, g_object_ref (task));
  else
    finish_load (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GPtrArray) listed = NULL;
  GError *error = NULL;

  listed = oof_directory_list_finish (OOF_DIRECTORY (source), result, &error);
  if (!listed)
    {
      g_task_return_error (task, error);
      return;
    }
  load->people = oof_people_merge (listed, load->imported, load->add_imported);
  load_groups (task);
}

/* Where people come from without Graph. */
static GStrv
dup_addresses (GPtrArray *groups, const char *limit)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);

      if (group->address)
        g_strv_builder_add (addresses, group->address);
    }
  if (limit)
    g_strv_builder_add (addresses, limit);
  return g_strv_builder_end (addresses);
}

void
oof_roster_load_async (OofDirectory *directory,
                       OofSnapshot *snapshot,
                       gboolean add_imported,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *groups;
  g_auto (GStrv) addresses = NULL;
  Load *load;

  g_return_if_fail (OOF_IS_DIRECTORY (directory));
  g_return_if_fail (snapshot != NULL);

  groups = snapshot->groups;
  task = g_task_new (directory, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_roster_load_async);
  load = g_new0 (Load, 1);
  load->directory = g_object_ref (directory);
  load->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  load->problems = g_ptr_array_new_with_free_func (g_free);
  load->imported = g_ptr_array_ref (snapshot->imported);
  load->add_imported = add_imported;
  if (*snapshot->options->people_group)
    load->limit = g_strdup (snapshot->options->people_group);
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (load->groups, oof_group_ref (g_ptr_array_index (groups, i)));
  g_ptr_array_set_size (load->problems, (int) groups->len);
  g_task_set_task_data (task, load, load_free);
  addresses = dup_addresses (groups, load->limit);
  oof_directory_list_async (directory, (const char *const *) addresses, cancellable, listed_cb,
                            g_steal_pointer (&task));
}

OofRoster *
oof_roster_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Finding */

void
oof_roster_replace (OofRoster *self, OofPerson *person)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (person != NULL);

  guint position;
  OofPerson *known = g_hash_table_lookup (self->by_address, person->address);
  if (known == NULL || !g_ptr_array_find (self->people, known, &position))
    return;
  g_ptr_array_index (self->people, position) = oof_person_ref (person);
  g_hash_table_replace (self->by_address, person->address, person);
  oof_person_unref (known);
}

OofPerson *
oof_roster_get (OofRoster *self, const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);

  return g_hash_table_lookup (self->by_address, lower);
}

static gboolean
has_name (OofPerson *person, const char *folded)
{
  g_autofree char *name = g_utf8_casefold (person->name, -1);

  return g_str_equal (name, folded);
}

/* (transfer full) (element-type OofPerson), not owned. */
static GPtrArray *
list_matches (OofRoster *self, const char *text, gboolean whole_name)
{
  GPtrArray *matches = g_ptr_array_new ();
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < self->people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (self->people, i);

      if (whole_name ? has_name (person, folded) : oof_person_matches (person, text))
        g_ptr_array_add (matches, person);
    }
  return matches;
}

static void
set_ambiguous (GPtrArray *matches, const char *text, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);

  for (guint i = 0; i < matches->len && i < MAX_CANDIDATES; i++)
    {
      OofPerson *person = g_ptr_array_index (matches, i);

      g_string_append_printf (candidates, "%s%s <%s>", i > 0 ? ", " : "", person->name,
                              person->address);
    }
  if (matches->len > MAX_CANDIDATES)
    g_string_append_printf (candidates, " and %u more", matches->len - MAX_CANDIDATES);
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "\"%s\" can mean %s", text, candidates->str);
}

OofPerson *
oof_roster_find (OofRoster *self, const char *text, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *wanted = g_strdup (g_strstrip (valid));
  OofPerson *person = oof_roster_get (self, wanted);
  g_autoptr (GPtrArray) matches = NULL;

  if (person)
    return person;
  if (*wanted)
    {
      matches = list_matches (self, wanted, TRUE);
      if (matches->len == 0)
        {
          g_ptr_array_unref (matches);
          matches = list_matches (self, wanted, FALSE);
        }
    }
  if (matches && matches->len == 1)
    return g_ptr_array_index (matches, 0);
  if (matches && matches->len > 1)
    set_ambiguous (matches, wanted, error);
  else
    g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "nobody is called \"%s\"", wanted);
  return NULL;
}

OofGroup *
oof_roster_get_group_of (OofRoster *self, const char *address)
{
  return oof_groups_find_for (self->groups, address);
}

gboolean
oof_roster_is_open_end (OofRoster *self, const char *address)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (self->groups, i);

      if (group->open_end && oof_group_has (group, address))
        return TRUE;
    }
  return FALSE;
}

GHashTable *
oof_roster_dup_domains (OofRoster *self)
{
  GHashTable *domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (self != NULL, domains);

  for (guint i = 0; i < self->people->len; i++)
    {
      const OofPerson *person = self->people->pdata[i];
      const char *at = strrchr (person->address, '@');

      if (at)
        g_hash_table_add (domains, g_ascii_strdown (at + 1, -1));
    }
  return domains;
}

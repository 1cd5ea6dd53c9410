/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-group.h"

#include "core/oof-error.h"
#include "core/oof-list-name.h"

#define NAME_LIMIT 255

G_DEFINE_BOXED_TYPE (OofGroup, oof_group, oof_group_ref, oof_group_unref)

static void
oof_group_clear (OofGroup *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->template_name);
  g_clear_pointer (&self->members, g_hash_table_unref);
}

static gboolean
is_everybody (const OofGroup *self)
{
  return g_str_equal (self->name, OOF_GROUP_EVERYBODY);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const OofGroup *left = *(const OofGroup *const *) a;
  const OofGroup *right = *(const OofGroup *const *) b;

  if (is_everybody (left) != is_everybody (right))
    return is_everybody (left) ? -1 : 1;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  return strcmp (left->name, right->name);
}

OofGroup *
oof_group_new (const char *name)
{
  OofGroup *self = g_atomic_rc_box_new0 (OofGroup);

  self->name = g_strdup (name ? name : "");
  return self;
}

OofGroup *
oof_group_ref (OofGroup *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_group_unref (OofGroup *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_group_clear);
}

OofGroup *
oof_group_copy (const OofGroup *self)
{
  OofGroup *copy = oof_group_new (self->name);
  GHashTableIter iter;
  gpointer address;

  copy->address = g_strdup (self->address);
  copy->priority = self->priority;
  copy->template_name = g_strdup (self->template_name);
  copy->open_end = self->open_end;
  copy->forward_required = self->forward_required;
  if (!self->members)
    return copy;

  copy->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    g_hash_table_add (copy->members, g_strdup (address));
  return copy;
}

gboolean
oof_group_has (const OofGroup *self, const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);

  return is_everybody (self) || (self->members && g_hash_table_contains (self->members, lower));
}

void
oof_groups_sort (GPtrArray *groups)
{
  g_ptr_array_sort (groups, compare_groups);
}

OofGroup *
oof_groups_find_for (GPtrArray *groups, const char *address)
{
  for (guint i = groups->len; i > 0; i--)
    {
      OofGroup *group = g_ptr_array_index (groups, i - 1);

      if (group->template_name && oof_group_has (group, address))
        return group;
    }
  return NULL;
}

OofGroup *
oof_group_find (GPtrArray *groups, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *folded = g_utf8_casefold (group->name, -1);

      if (g_str_equal (folded, wanted))
        return group;
    }
  return NULL;
}

static OofGroup *
find_priority (GPtrArray *groups, guint before, int priority)
{
  for (guint i = 0; i < before; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);

      if (!is_everybody (group) && group->priority == priority)
        return group;
    }
  return NULL;
}

static gboolean
check_place (GPtrArray *groups, guint index, GError **error)
{
  OofGroup *self = g_ptr_array_index (groups, index);
  OofGroup *other = find_priority (groups, index, self->priority);

  if (self->address == NULL || *self->address == '\0')
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "group \"%s\": it has no address",
                 self->name);
  else if (self->priority < 1)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "group \"%s\": its priority is not a number from 1", self->name);
  else if (other != NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "group \"%s\": priority %d is that of \"%s\"",
                 self->name, self->priority, other->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
oof_groups_check (GPtrArray *groups, GError **error)
{
  g_autoptr (GHashTable) names = oof_list_names_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);

      if (!oof_list_names_add (names, "group", group->name, NAME_LIMIT, error))
        return FALSE;
      if (is_everybody (group) && group->address != NULL)
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                       "group \"%s\": it is everybody and has no address", group->name);
          return FALSE;
        }
      if (!is_everybody (group) && !check_place (groups, i, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
oof_groups_list_problems (GPtrArray *groups)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      OofGroup *other = find_priority (groups, i, group->priority);

      if (other != NULL && !is_everybody (group))
        g_ptr_array_add (problems,
                         g_strdup_printf ("%s: has the priority of %s, %d; %s goes last",
                                          group->name, other->name, group->priority, group->name));
    }
  return problems;
}

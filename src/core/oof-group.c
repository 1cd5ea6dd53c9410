/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-group.h"

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

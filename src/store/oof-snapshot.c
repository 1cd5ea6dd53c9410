/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-snapshot.h"

G_DEFINE_BOXED_TYPE (OofSnapshot, oof_snapshot, oof_snapshot_ref, oof_snapshot_unref)

static void
problem_free (gpointer data)
{
  OofProblem *self = data;

  g_free (self->key);
  g_free (self->subject);
  g_free (self->message);
  g_free (self);
}

static void
snapshot_clear (gpointer data)
{
  OofSnapshot *self = data;

  g_ptr_array_unref (self->absences);
  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->groups);
  oof_options_unref (self->options);
  g_ptr_array_unref (self->subjects);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->holidays);
  g_ptr_array_unref (self->imported);
  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->problems);
  g_free (self->holder);
  g_clear_pointer (&self->by_person, g_hash_table_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
}

OofSnapshot *
oof_snapshot_new (void)
{
  OofSnapshot *self = g_atomic_rc_box_new0 (OofSnapshot);

  self->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  self->options = oof_options_new ();
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_user_unref);
  self->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_holidays_unref);
  self->imported = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_record_unref);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->held_until = OOF_INSTANT_NONE;
  return self;
}

OofSnapshot *
oof_snapshot_new_with_options (OofSnapshot *self, OofOptions *options)
{
  OofSnapshot *other;

  g_return_val_if_fail (self && options, NULL);
  other = g_atomic_rc_box_new0 (OofSnapshot);
  *other = *self;
  g_ptr_array_ref (other->absences);
  g_ptr_array_ref (other->templates);
  g_ptr_array_ref (other->groups);
  other->options = oof_options_ref (options);
  g_ptr_array_ref (other->subjects);
  g_ptr_array_ref (other->users);
  g_ptr_array_ref (other->holidays);
  g_ptr_array_ref (other->imported);
  g_hash_table_ref (other->records);
  g_ptr_array_ref (other->problems);
  other->holder = g_strdup (self->holder);
  if (other->by_person)
    g_hash_table_ref (other->by_person);
  if (other->by_key)
    g_hash_table_ref (other->by_key);
  return other;
}

OofSnapshot *
oof_snapshot_ref (OofSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_snapshot_unref (OofSnapshot *self)
{
  g_atomic_rc_box_release_full (self, snapshot_clear);
}

/* Takes @address. (transfer none) */
static GPtrArray *
get_list_of (OofSnapshot *self, char *address)
{
  GPtrArray *list = g_hash_table_lookup (self->by_person, address);

  if (list)
    g_free (address);
  else
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
      g_hash_table_insert (self->by_person, address, list);
    }
  return list;
}

void
oof_snapshot_index (OofSnapshot *self)
{
  g_return_if_fail (self != NULL && !self->by_person);

  self->by_person =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < self->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (self->absences, i);
      char *key = g_ascii_strdown (absence->key, -1);

      g_ptr_array_add (get_list_of (self, g_ascii_strdown (absence->person, -1)),
                       oof_absence_ref (absence));
      /* The first one of the list counts, as for oof_absence_find(). */
      if (g_hash_table_contains (self->by_key, key))
        g_free (key);
      else
        g_hash_table_insert (self->by_key, key, oof_absence_ref (absence));
    }
}

void
oof_snapshot_share_absences (OofSnapshot *self, OofSnapshot *other)
{
  g_return_if_fail (self != NULL && !self->by_person && other != NULL && other->by_person);

  g_ptr_array_unref (self->absences);
  self->absences = g_ptr_array_ref (other->absences);
  self->by_person = g_hash_table_ref (other->by_person);
  self->by_key = g_hash_table_ref (other->by_key);
}

OofAbsence *
oof_snapshot_find_absence (OofSnapshot *self, const char *key)
{
  g_autofree char *lower = g_ascii_strdown (key, -1);

  return self->by_key ? g_hash_table_lookup (self->by_key, lower)
                      : oof_absence_find (self->absences, key);
}

GPtrArray *
oof_snapshot_dup_absences_of (OofSnapshot *self, const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  GPtrArray *among = self->absences;

  if (self->by_person)
    among = g_hash_table_lookup (self->by_person, lower);
  return oof_absence_list_of (among ? among : nothing, address);
}

OofRecord *
oof_snapshot_find_record (OofSnapshot *self, const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);

  return g_hash_table_lookup (self->records, lower);
}

OofProblem *
oof_snapshot_find_unreadable (OofSnapshot *self, const char *key)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      OofProblem *problem = g_ptr_array_index (self->problems, i);

      if (!problem->copied && g_ascii_strcasecmp (problem->key, key) == 0)
        return problem;
    }
  return NULL;
}

void
oof_snapshot_add_problem (
    OofSnapshot *self, const char *key, const char *subject, gboolean copied, const char *message)
{
  OofProblem *problem = g_new0 (OofProblem, 1);

  problem->key = g_strdup (key);
  problem->subject = g_strdup (subject);
  problem->copied = copied;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->problems, problem);
}

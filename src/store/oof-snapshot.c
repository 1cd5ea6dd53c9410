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
oof_snapshot_ref (OofSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_snapshot_unref (OofSnapshot *self)
{
  g_atomic_rc_box_release_full (self, snapshot_clear);
}

OofAbsence *
oof_snapshot_find_absence (OofSnapshot *self, const char *key)
{
  return oof_absence_find (self->absences, key);
}

GPtrArray *
oof_snapshot_dup_absences_of (OofSnapshot *self, const char *address)
{
  return oof_absence_list_of (self->absences, address);
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

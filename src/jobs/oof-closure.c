/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-closure.h"

#include "core/oof-error.h"
#include "core/oof-series.h"
#include "jobs/oof-run-scope-private.h"

#include <string.h>

/* What has to change */

void
oof_closure_changes_free (OofClosureChanges *self)
{
  g_ptr_array_unref (self->additions);
  g_ptr_array_unref (self->leaves);
  g_free (self);
}

static gboolean
is_live (const OofAbsence *absence, OofInstant now)
{
  return absence->closure_id && absence->cancelled == OOF_INSTANT_NONE
         && oof_absence_get_range (absence).to > now;
}

/* The resolved group of that name. (transfer none) (nullable) */
static OofGroup *
find_group (OofRoster *roster, const char *name)
{
  for (guint i = 0; name && i < roster->groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (roster->groups, i);

      if (g_strcmp0 (group->name, name) == 0 && group->members
          && g_hash_table_size (group->members) > 0)
        return group;
    }
  return NULL;
}

static OofAbsence *
find_of_person (OofSnapshot *snapshot, const char *id, const char *address)
{
  g_autoptr (GPtrArray) own = oof_snapshot_dup_absences_of (snapshot, address);

  for (guint i = 0; i < own->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (own, i);

      if (g_strcmp0 (absence->closure_id, id) == 0)
        return absence;
    }
  return NULL;
}

/* The same days or hours, in the zone of @person. */
static OofAbsence *
new_member (const OofAbsence *model, const OofPerson *person, OofSnapshot *snapshot)
{
  OofRecord *record = oof_snapshot_find_record (snapshot, person->address);
  const char *zone = person->zone             ? person->zone
                     : record && record->zone ? record->zone
                                              : snapshot->options->zone;
  OofAbsence *absence = oof_absence_new (person->address, zone);

  absence->all_day = model->all_day;
  absence->open_end = model->open_end;
  absence->first_day = model->first_day;
  absence->last_day = model->last_day;
  absence->window = model->window;
  g_free (absence->subject);
  absence->subject = g_strdup (model->subject);
  absence->note = g_strdup (model->note);
  absence->template_name = g_strdup (model->template_name);
  absence->audience = model->audience;
  absence->calendar = model->calendar;
  absence->closure_id = g_strdup (model->closure_id);
  absence->closure_group = g_strdup (model->closure_group);
  absence->ticket = g_strdup (model->ticket);
  absence->created_by = g_strdup (model->created_by);
  return absence;
}

static void
add_joined (OofClosureChanges *self,
            const OofAbsence *model,
            const OofPerson *person,
            OofSnapshot *snapshot)
{
  OofAbsence *there = find_of_person (snapshot, model->closure_id, person->address);
  OofAbsence *back;

  if (!there)
    g_ptr_array_add (self->additions, new_member (model, person, snapshot));
  if (!there || !there->closure_left)
    return;
  back = oof_absence_copy (there);
  back->closure_left = FALSE;
  back->cancelled = OOF_INSTANT_NONE;
  g_ptr_array_add (self->additions, back);
}

static void
add_left (OofClosureChanges *self, GPtrArray *live, const OofGroup *group, OofInstant now)
{
  g_autoptr (GPtrArray) leaves =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < live->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (live, i);
      OofAbsence *left;

      if (oof_group_has (group, absence->person))
        continue;
      left = oof_absence_copy (absence);
      left->closure_left = TRUE;
      left->cancelled = now;
      g_ptr_array_add (leaves, left);
    }
  if (oof_run_scope_may_be_gone (leaves->len, live->len))
    g_ptr_array_extend_and_steal (self->leaves, g_steal_pointer (&leaves));
}

static void
follow_one (OofClosureChanges *self,
            const OofAbsence *model,
            OofSnapshot *snapshot,
            OofRoster *roster,
            OofInstant now)
{
  OofGroup *group = find_group (roster, model->closure_group);
  g_autoptr (GPtrArray) live = NULL;

  if (!group)
    return;
  for (guint i = 0; i < roster->people->len; i++)
    {
      const OofPerson *person = g_ptr_array_index (roster->people, i);

      if (g_hash_table_contains (group->members, person->address))
        add_joined (self, model, person, snapshot);
    }
  live = oof_closure_list_live (snapshot->absences, model->closure_id, now);
  add_left (self, live, group, now);
}

OofClosureChanges *
oof_closure_list_changes (OofSnapshot *snapshot, OofRoster *roster, OofInstant now)
{
  OofClosureChanges *self = g_new0 (OofClosureChanges, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->additions = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < snapshot->absences->len; i++)
    {
      const OofAbsence *model = g_ptr_array_index (snapshot->absences, i);

      if (is_live (model, now) && model->moved->len == 0
          && g_hash_table_add (seen, model->closure_id))
        follow_one (self, model, snapshot, roster, now);
    }
  return self;
}

const char *
oof_closure_find (GPtrArray *absences, const char *id)
{
  const char *bare = g_str_has_prefix (id, "a:") ? id + 2 : id;

  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);

      if (absence->closure_id
          && (g_ascii_strcasecmp (absence->closure_id, bare) == 0
              || g_ascii_strcasecmp (absence->key + strlen ("a:"), bare) == 0))
        return absence->closure_id;
    }
  return NULL;
}

GPtrArray *
oof_closure_list_live (GPtrArray *absences, const char *id, OofInstant now)
{
  GPtrArray *live = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (is_live (absence, now) && g_strcmp0 (absence->closure_id, id) == 0)
        g_ptr_array_add (live, oof_absence_ref (absence));
    }
  return live;
}

/* Storing: one after the other */

typedef struct
{
  OofRoster *roster;    /* (owned) (nullable) */
  GPtrArray *additions; /* (owned) (nullable) OofAbsence */
  GPtrArray *changes;   /* (owned) OofAbsence: leaves, or what is withdrawn */
  GPtrArray *stored;    /* (owned) OofAbsence */
  OofInstant now;
  guint n_failed;
  GError *error; /* (owned) (nullable) the first one */
} Storing;

static void follow_next (GTask *task);
static void withdraw_next (GTask *task);

static void
storing_free (gpointer data)
{
  Storing *self = data;

  g_clear_pointer (&self->roster, oof_roster_unref);
  g_clear_pointer (&self->additions, g_ptr_array_unref);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->stored);
  g_clear_error (&self->error);
  g_free (self);
}

/* Takes both (nullable). Whether to go on. */
static gboolean
note (Storing *self, OofAbsence *stored, GError *error)
{
  gboolean goes_on = !error
                     || (!g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
                         && !g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
                         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));

  if (stored)
    g_ptr_array_add (self->stored, stored);
  self->n_failed += error != NULL;
  if (self->error)
    g_clear_error (&error);
  else
    self->error = error;
  return goes_on;
}

static void
return_stored (GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

static const char *
get_name (Storing *self, const OofAbsence *absence)
{
  OofPerson *person = oof_roster_get (self->roster, absence->person);

  return person ? person->name : NULL;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_add_absence_finish (OOF_STORE (source), result, &error);

  if (note (g_task_get_task_data (task), stored, error))
    follow_next (task);
  else
    return_stored (task);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  if (note (g_task_get_task_data (task), stored, error))
    follow_next (task);
  else
    return_stored (task);
}

/* Who leaves waits until everybody who joins has theirs: the last one to leave would take with him
 * what theirs is made from. */
static void
follow_next (GTask *task)
{
  Storing *self = g_task_get_task_data (task);
  OofStore *store = g_task_get_source_object (task);
  GPtrArray *list = self->additions->len > 0 ? self->additions : self->changes;
  gboolean waits = list == self->changes && self->n_failed > 0;
  g_autoptr (OofAbsence) absence =
      list->len > 0 && !waits ? g_ptr_array_steal_index (list, list->len - 1) : NULL;

  if (!absence)
    return_stored (task);
  else if (absence->rev == 0)
    oof_store_add_absence_async (store, absence, get_name (self, absence),
                                 g_task_get_cancellable (task), added_cb, g_object_ref (task));
  else
    oof_store_update_absence_async (store, absence, get_name (self, absence),
                                    g_task_get_cancellable (task), updated_cb, g_object_ref (task));
}

void
oof_closure_follow_async (OofStore *store,
                          OofSnapshot *snapshot,
                          OofRoster *roster,
                          OofInstant now,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (OofClosureChanges) changes = oof_closure_list_changes (snapshot, roster, now);
  Storing *self = g_new0 (Storing, 1);

  g_task_set_source_tag (task, oof_closure_follow_async);
  g_task_set_check_cancellable (task, FALSE);
  g_ptr_array_extend_and_steal (changes->additions,
                                oof_series_list_missing (snapshot->absences, now));
  self->roster = oof_roster_ref (roster);
  self->additions = g_ptr_array_ref (changes->additions);
  self->changes = g_ptr_array_ref (changes->leaves);
  self->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_task_set_task_data (task, self, storing_free);
  follow_next (task);
}

gboolean
oof_closure_follow_finish (GAsyncResult *result, guint *n_changed, GError **error)
{
  Storing *self = g_task_get_task_data (G_TASK (result));

  *n_changed = self->stored->len;
  g_task_propagate_boolean (G_TASK (result), NULL);
  if (!self->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  if (note (g_task_get_task_data (task), stored, error))
    withdraw_next (task);
  else
    return_stored (task);
}

static void
withdraw_next (GTask *task)
{
  Storing *self = g_task_get_task_data (task);
  g_autoptr (OofAbsence) absence = NULL;

  if (self->changes->len == 0)
    {
      return_stored (task);
      return;
    }
  absence = g_ptr_array_steal_index (self->changes, 0);
  oof_store_cancel_absence_async (g_task_get_source_object (task), absence->key, self->now,
                                  g_task_get_cancellable (task), cancelled_cb, g_object_ref (task));
}

void
oof_closure_withdraw_async (OofStore *store,
                            GPtrArray *absences,
                            OofInstant now,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Storing *self = g_new0 (Storing, 1);

  g_task_set_source_tag (task, oof_closure_withdraw_async);
  g_task_set_check_cancellable (task, FALSE);
  self->changes = g_ptr_array_copy (absences, (GCopyFunc) (void (*) (void)) oof_absence_ref, NULL);
  self->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->now = now;
  g_task_set_task_data (task, self, storing_free);
  withdraw_next (task);
}

GPtrArray *
oof_closure_withdraw_finish (GAsyncResult *result, guint *n_failed, GError **error)
{
  Storing *self = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), NULL);
  *n_failed = self->n_failed + self->changes->len;
  if (self->error)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_ptr_array_ref (self->stored);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-copies.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "jobs/oof-run-scope-private.h"
#include "store/oof-copy-item.h"

#define SECONDS_A_DAY 86400
/* As far as weekly series are stored ahead. */
#define DAYS_AHEAD 366

typedef struct
{
  OofSnapshot *snapshot; /* (owned) */
  OofRoster *roster;     /* (owned) */
  OofInstant now;
  OofRunGuard guard;
  gpointer guard_data;
  GPtrArray *removed; /* (owned) OofItem */
  GPtrArray *changed; /* (owned) OofItem */
  GPtrArray *missing; /* (owned) OofAbsence: no copy in what was listed */
  /* of the write under way */
  OofItem *(*write_finish) (OofItemStore *calendar, GAsyncResult *result, GError **error);
  guint n_written;
  GError *error; /* (owned) (nullable) the first one */
} Copies;

static void go_on (GTask *task);

static void
copies_free (gpointer data)
{
  Copies *self = data;

  oof_snapshot_unref (self->snapshot);
  oof_roster_unref (self->roster);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->missing);
  g_clear_error (&self->error);
  g_free (self);
}

static OofRange
get_window (const Copies *self)
{
  OofInstant before = (OofInstant) self->snapshot->options->day_difference * SECONDS_A_DAY;

  return (OofRange){ self->now - before, self->now + (OofInstant) DAYS_AHEAD * SECONDS_A_DAY };
}

static gboolean
has_copy (const OofAbsence *absence)
{
  return absence->cancelled == OOF_INSTANT_NONE && absence->calendar != OOF_CALENDAR_NONE;
}

/* (transfer full) (nullable) */
static OofItem *
make_copy (const Copies *self, const OofAbsence *absence, const OofItem *base)
{
  OofPerson *person = oof_roster_get (self->roster, absence->person);
  gboolean confidential = oof_subject_is_confidential (self->snapshot->subjects, absence->subject);

  return oof_copy_item_new (absence, person ? person->name : NULL, confidential, base, self->now);
}

static void
change_copy (Copies *self, const OofAbsence *absence, const OofItem *there)
{
  OofItem *wanted = make_copy (self, absence, there);

  if (wanted && oof_copy_item_is_same (there, wanted))
    oof_item_unref (wanted);
  else if (wanted)
    g_ptr_array_add (self->changed, wanted);
}

/* Takes @error (nullable). */
static void
note_error (Copies *self, GError *error)
{
  if (self->error)
    g_clear_error (&error);
  else
    self->error = error;
}

/* Absences that are not there any more: as little is believed as where replies are concerned. */
static void
remove_gone (Copies *self, GPtrArray *gone, guint n_listed)
{
  if (oof_run_scope_may_be_gone (gone->len, n_listed))
    g_ptr_array_extend (self->removed, gone, (GCopyFunc) (void (*) (void)) oof_item_ref, NULL);
  else
    note_error (self, g_error_new (OOF_ERROR, OOF_ERROR_CONFLICT,
                                   "%u absences of %u are missing: their copies stay", gone->len,
                                   n_listed));
}

/* What has to be done about what is there. @found: gets the keys of the absences that have a
 * copy. */
static void
judge (Copies *self, GPtrArray *items, GHashTable *found)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      OofItem *item = g_ptr_array_index (items, i);
      g_autofree char *key = item->key ? oof_copy_item_dup_absence_key (item->key) : NULL;
      OofAbsence *absence = key ? oof_snapshot_find_absence (self->snapshot, key) : NULL;

      if (!key || oof_snapshot_find_unreadable (self->snapshot, key))
        continue;
      if (!absence)
        g_ptr_array_add (gone, item);
      else if (!has_copy (absence) || !g_hash_table_add (found, g_steal_pointer (&key)))
        g_ptr_array_add (self->removed, oof_item_ref (item));
      else
        change_copy (self, absence, item);
    }
  remove_gone (self, gone, items->len);
}

static void
list_missing (Copies *self, GHashTable *found)
{
  GPtrArray *absences = self->snapshot->absences;

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (has_copy (absence)
          && oof_range_overlaps (oof_absence_get_range (absence), get_window (self))
          && !g_hash_table_contains (found, absence->key))
        g_ptr_array_add (self->missing, oof_absence_ref (absence));
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Copies *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!items)
    {
      g_task_return_error (task, error);
      return;
    }
  judge (self, items, found);
  list_missing (self, found);
  go_on (task);
}

/* What somebody did meanwhile is seen at the next run; an item's own trouble is no reason to leave
 * the others. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_EXISTS);
}

static gboolean
is_own (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_LIMIT)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
}

/* Takes @error (nullable). */
static void
done_one (GTask *task, GError *error)
{
  Copies *self = g_task_get_task_data (task);

  if (!error)
    self->n_written++;
  else if (is_passing (error))
    g_clear_error (&error);
  else if (is_own (error))
    note_error (self, g_steal_pointer (&error));
  if (error)
    g_task_return_error (task, error);
  else
    go_on (task);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  oof_item_store_remove_finish (OOF_ITEM_STORE (source), result, &error);
  done_one (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  const Copies *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) stored = self->write_finish (OOF_ITEM_STORE (source), result, &error);

  done_one (task, error);
}

/* @wanted has an id when it is there already. */
static void
write_copy (GTask *task, OofItem *wanted)
{
  Copies *self = g_task_get_task_data (task);
  OofItemStore *calendar = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->write_finish = wanted->id ? oof_item_store_update_finish : oof_item_store_create_finish;
  if (wanted->id)
    oof_item_store_update_async (calendar, wanted, cancellable, written_cb, g_object_ref (task));
  else
    oof_item_store_create_async (calendar, wanted, cancellable, written_cb, g_object_ref (task));
}

/* An absence that was moved has its copy where it was; a lost answer may have left one. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Copies *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_find_finish (OOF_ITEM_STORE (source), result, &error);
  g_autoptr (OofAbsence) absence = g_ptr_array_steal_index (self->missing, 0);
  g_autoptr (OofItem) wanted = NULL;

  if (!items)
    {
      done_one (task, error);
      return;
    }
  wanted = make_copy (self, absence, items->len > 0 ? g_ptr_array_index (items, 0) : NULL);
  if (wanted)
    write_copy (task, wanted);
  else
    go_on (task);
}

static void
return_done (GTask *task)
{
  Copies *self = g_task_get_task_data (task);

  if (self->error)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* One request in flight to a mailbox. */
static void
go_on (GTask *task)
{
  Copies *self = g_task_get_task_data (task);
  OofItemStore *calendar = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint n_left = self->removed->len + self->changed->len + self->missing->len;
  GError *error = NULL;
  g_autoptr (OofItem) item = NULL;

  if (n_left == 0)
    return_done (task);
  else if (self->guard && !self->guard (self->guard_data, &error))
    g_task_return_error (task, error);
  else if (self->removed->len > 0)
    {
      item = g_ptr_array_steal_index (self->removed, 0);
      oof_item_store_remove_async (calendar, item, cancellable, removed_cb, g_object_ref (task));
    }
  else if (self->changed->len > 0)
    {
      item = g_ptr_array_steal_index (self->changed, 0);
      write_copy (task, item);
    }
  else
    {
      const OofAbsence *absence = g_ptr_array_index (self->missing, 0);
      g_autofree char *key = oof_copy_item_dup_key (absence->key);

      oof_item_store_find_async (calendar, OOF_CALENDAR_ABSENCES, key, cancellable, found_cb,
                                 g_object_ref (task));
    }
}

void
oof_copies_async (OofItemStore *calendar,
                  OofSnapshot *snapshot,
                  OofRoster *roster,
                  OofInstant now,
                  OofRunGuard guard,
                  gpointer guard_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (calendar));

  GTask *task = g_task_new (calendar, cancellable, callback, user_data);
  Copies *self = g_new0 (Copies, 1);

  g_task_set_source_tag (task, oof_copies_async);
  self->snapshot = oof_snapshot_ref (snapshot);
  self->roster = oof_roster_ref (roster);
  self->now = now;
  self->guard = guard;
  self->guard_data = guard_data;
  self->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_task_set_task_data (task, self, copies_free);
  oof_item_store_list_async (calendar, OOF_CALENDAR_ABSENCES, get_window (self), cancellable,
                             listed_cb, task);
}

gboolean
oof_copies_finish (GAsyncResult *result, guint *n_written, GError **error)
{
  const Copies *self = g_task_get_task_data (G_TASK (result));

  if (n_written)
    *n_written = self->n_written;
  return g_task_propagate_boolean (G_TASK (result), error);
}

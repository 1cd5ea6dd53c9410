/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-undo.h"

#include "core/oof-error.h"
#include "jobs/oof-mailbox-plan.h"

/* More absences than this never decide one after the other about one moment. */
#define MAX_HOLDS 32

static void
undo_free (gpointer data)
{
  OofUndo *self = data;

  g_free (self->address);
  g_clear_pointer (&self->wanted, oof_reply_state_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_ptr_array_unref (self->updates);
  g_clear_error (&self->error);
  g_free (self);
}

/* The log */

static const OofRunLog *
find_run (GPtrArray *runs, const char *run)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const OofRunLog *log = g_ptr_array_index (runs, i);

      if (g_ascii_strcasecmp (log->run, run) == 0)
        return log;
    }
  return NULL;
}

static gboolean
is_earlier (const OofRunLog *a, const OofRunLog *b)
{
  return !b || a->at < b->at || (a->at == b->at && g_strcmp0 (a->run, b->run) < 0);
}

static const OofLogPerson *
find_write (const OofRunLog *log, const char *address)
{
  const OofLogPerson *person = oof_run_log_find (log, address);

  return person && person->before ? person : NULL;
}

/* The first write to @address after @as_of, or the last one of all. (transfer none) (nullable) */
static const OofLogPerson *
find_first_write (GPtrArray *runs, const char *address, OofInstant as_of)
{
  const OofRunLog *found = NULL;

  for (guint i = 0; i < runs->len; i++)
    {
      const OofRunLog *log = g_ptr_array_index (runs, i);
      gboolean better = as_of != OOF_INSTANT_NONE ? log->at > as_of && is_earlier (log, found)
                                                  : !found || is_earlier (found, log);

      if (better && find_write (log, address))
        found = log;
    }
  return found ? find_write (found, address) : NULL;
}

/* The plan */

/* As it was, over what is stored now. */
static OofAbsence *
new_revision (const OofAbsence *before, const OofAbsence *now)
{
  OofAbsence *copy = oof_absence_copy (before);

  copy->rev = now->rev;
  g_free (copy->document);
  copy->document = g_strdup (now->document);
  g_ptr_array_set_size (copy->moved, 0);
  for (guint i = 0; i < now->moved->len; i++)
    {
      const OofMoved *moved = g_ptr_array_index (now->moved, i);

      oof_absence_add_moved (copy, moved->from, moved->to);
    }
  return copy;
}

/* Puts @absence in the place of the one with its key. */
static void
replace (GPtrArray *absences, OofAbsence *absence)
{
  for (guint i = absences->len; i > 0; i--)
    if (g_str_equal (((OofAbsence *) g_ptr_array_index (absences, i - 1))->key, absence->key))
      g_ptr_array_remove_index (absences, i - 1);
  g_ptr_array_add (absences, oof_absence_ref (absence));
}

static void
add_update (OofUndo *self, GPtrArray *absences, OofAbsence *absence)
{
  replace (absences, absence);
  replace (self->updates, absence);
  oof_absence_unref (absence);
}

static gboolean
is_over (const OofAbsence *absence, OofInstant now)
{
  OofAbsenceState state = oof_absence_get_state (absence, now);

  return state == OOF_ABSENCE_ENDED || state == OOF_ABSENCE_CANCELLED;
}

/* The absence whose reply is put back, as it was then. */
static void
restore_absence (OofUndo *self, GPtrArray *absences, const OofLogPerson *write, OofInstant now)
{
  const OofAbsence *before = write->before_absence;
  OofAbsence *there = NULL;

  for (guint i = 0; before && i < absences->len; i++)
    if (g_str_equal (((OofAbsence *) g_ptr_array_index (absences, i))->key, before->key))
      there = g_ptr_array_index (absences, i);
  if (!there)
    return;
  if (!oof_absence_gives_same (there, before) || there->hold != before->hold)
    {
      there = new_revision (before, there);
      add_update (self, absences, there);
    }
  if (!is_over (there, now))
    self->absence = oof_absence_ref (there);
}

/* What the record will say when the mailbox is as wanted. */
static OofRecord *
new_record (const OofUndo *self, const OofRecord *old)
{
  OofRecord *record = oof_record_new (self->address);

  record->absence = self->absence ? g_strdup (self->absence->key) : NULL;
  record->applied = self->absence ? oof_absence_ref (self->absence) : NULL;
  record->written = oof_reply_state_new_hashed (self->wanted);
  record->returned = oof_reply_state_ref (self->wanted);
  record->previous = old && old->previous ? oof_reply_state_ref (old->previous) : NULL;
  return record;
}

/* What the next run would write over it goes on hold. */
static void
hold_rest (
    OofUndo *self, GPtrArray *absences, OofSnapshot *snapshot, OofRoster *roster, OofInstant now)
{
  const OofRecord *old = oof_snapshot_find_record (snapshot, self->address);
  g_autoptr (OofRecord) record = new_record (self, old);
  OofPerson *person = oof_roster_get (roster, self->address);
  g_autoptr (OofPerson) complete = person ? oof_person_copy (person) : NULL;

  if (complete && old && !complete->zone)
    complete->zone = g_strdup (old->zone);
  if (complete && old && !complete->language)
    complete->language = g_strdup (old->language);
  for (guint i = 0; complete && i < MAX_HOLDS; i++)
    {
      g_autoptr (OofPlan) plan = oof_mailbox_plan_with (
          roster, snapshot, complete, absences, self->wanted, record, OOF_MAILBOX_PLAN_NORMAL, now);
      OofAbsence *held;

      if (!plan->wanted || !plan->absence || plan->absence->hold)
        return;
      held = oof_absence_copy (plan->absence);
      held->hold = TRUE;
      add_update (self, absences, held);
    }
}

/* A reply whose texts nobody knows any more. */
static gboolean
is_lost (const OofReplyState *wanted)
{
  return wanted->status != OOF_REPLY_DISABLED && oof_reply_state_is_hashed (wanted);
}

static OofUndo *
undo_new (const OofLogPerson *write, OofSnapshot *snapshot, OofRoster *roster, OofInstant now)
{
  OofUndo *self = g_new0 (OofUndo, 1);
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (snapshot, write->address);
  const OofReplyState *before = write->before;
  gboolean over = before->status == OOF_REPLY_SCHEDULED && before->window.to <= now;

  self->address = g_ascii_strdown (write->address, -1);
  self->updates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->wanted = oof_reply_state_new (over ? OOF_REPLY_DISABLED : before->status, before->audience,
                                      before->window, before->internal, before->external);
  if (is_lost (self->wanted))
    {
      self->error = g_error_new (OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                                 "only hashes of the texts were kept: they cannot be put back");
      return self;
    }
  restore_absence (self, absences, write, now);
  if (self->wanted->status == OOF_REPLY_DISABLED)
    g_clear_pointer (&self->absence, oof_absence_unref);
  hold_rest (self, absences, snapshot, roster, now);
  return self;
}

GPtrArray *
oof_undo_list (GPtrArray *runs,
               const OofUndoScope *scope,
               OofSnapshot *snapshot,
               OofRoster *roster,
               OofInstant now,
               GError **error)
{
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func (undo_free);
  const OofRunLog *log = scope->run ? find_run (runs, scope->run) : NULL;
  const OofLogPerson *write;

  if (scope->run && !log)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "the log has no run \"%s\"", scope->run);
      return NULL;
    }
  for (guint i = 0; log && i < log->people->len; i++)
    {
      write = g_ptr_array_index (log->people, i);
      if (write->before
          && (!scope->address || g_ascii_strcasecmp (scope->address, write->address) == 0))
        g_ptr_array_add (undos, undo_new (write, snapshot, roster, now));
    }
  write = !log && scope->address ? find_first_write (runs, scope->address, scope->as_of) : NULL;
  if (write)
    g_ptr_array_add (undos, undo_new (write, snapshot, roster, now));
  if (undos->len > 0)
    return g_steal_pointer (&undos);
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: nothing was written then",
               scope->address ? scope->address : scope->run);
  return NULL;
}

/* Storing */

typedef struct
{
  OofRoster *roster; /* (owned) */
  GPtrArray *undos;  /* (owned) */
  guint undo;        /* index */
  guint update;      /* index */
} Storing;

static void store_next (GTask *task);

static void
storing_free (gpointer data)
{
  Storing *self = data;

  oof_roster_unref (self->roster);
  g_ptr_array_unref (self->undos);
  g_free (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Storing *self = g_task_get_task_data (task);
  OofUndo *undo = g_ptr_array_index (self->undos, self->undo);
  GError *error = NULL;
  g_autoptr (OofAbsence) stored =
      oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  if (error && oof_error_ends_everything (error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (error)
    {
      undo->error = error;
      self->update = undo->updates->len;
    }
  store_next (task);
}

static void
store_next (GTask *task)
{
  Storing *self = g_task_get_task_data (task);
  OofUndo *undo = NULL;
  OofAbsence *absence;
  OofPerson *person;

  while (self->undo < self->undos->len)
    {
      undo = g_ptr_array_index (self->undos, self->undo);
      if (self->update < undo->updates->len)
        break;
      self->undo++;
      self->update = 0;
    }
  if (self->undo == self->undos->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  absence = g_ptr_array_index (undo->updates, self->update++);
  person = oof_roster_get (self->roster, absence->person);
  oof_store_update_absence_async (g_task_get_source_object (task), absence,
                                  person ? person->name : NULL, g_task_get_cancellable (task),
                                  stored_cb, g_object_ref (task));
}

void
oof_undo_store_async (OofStore *store,
                      OofRoster *roster,
                      GPtrArray *undos,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Storing *self = g_new0 (Storing, 1);

  g_task_set_source_tag (task, oof_undo_store_async);
  self->roster = oof_roster_ref (roster);
  self->undos = g_ptr_array_ref (undos);
  g_task_set_task_data (task, self, storing_free);
  store_next (task);
}

gboolean
oof_undo_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The job */

void
oof_undo_prepare_job (GPtrArray *undos, OofRunJob *job)
{
  for (guint i = 0; i < undos->len; i++)
    {
      const OofUndo *undo = g_ptr_array_index (undos, i);
      /* Off it goes with the texts that are there. */
      gboolean known = !oof_reply_state_is_hashed (undo->wanted);
      OofRunTarget *target =
          oof_run_target_new (known ? undo->wanted : NULL, undo->absence, OOF_REASON_UNDONE);

      target->error = undo->error ? g_error_copy (undo->error) : NULL;
      oof_run_job_set_target (job, undo->address, target);
    }
}

GStrv
oof_undo_dup_addresses (GPtrArray *undos)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < undos->len; i++)
    g_strv_builder_add (builder, ((const OofUndo *) g_ptr_array_index (undos, i))->address);
  return g_strv_builder_end (builder);
}

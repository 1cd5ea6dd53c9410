/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-recovery.h"

#include "core/oof-error.h"
#include "jobs/oof-run-record-private.h"
#include "jobs/oof-run-save-private.h"

#define KILLED "killed"

typedef struct
{
  GPtrArray *remains;       /* (owned) OofJournalRemains */
  guint next;               /* index into remains */
  OofStore *store;          /* (owned) */
  OofMailboxRouter *router; /* (owned) */
  OofRoster *roster;        /* (owned) */
  OofSnapshot *snapshot;    /* (owned) */
  OofClock *clock;          /* (owned) */
  GPtrArray *open;          /* (owned) (nullable) utf8: of the one in hand, still to be read */
} Recovery;

static void recover_next (GTask *task);
static void look_next (GTask *task);

static void
recovery_free (gpointer data)
{
  Recovery *self = data;

  g_ptr_array_unref (self->remains);
  g_object_unref (self->store);
  g_object_unref (self->router);
  oof_roster_unref (self->roster);
  oof_snapshot_unref (self->snapshot);
  g_object_unref (self->clock);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_free (self);
}

static OofJournalRemains *
get_remains (Recovery *self)
{
  return g_ptr_array_index (self->remains, self->next);
}

/* Recording */

/* Ids begin with the time: a later run has read what this one left. */
static gboolean
is_overtaken (Recovery *self, const OofRecord *record)
{
  OofRecord *stored = oof_snapshot_find_record (self->snapshot, record->address);

  return stored && g_strcmp0 (stored->run, record->run) > 0;
}

static GPtrArray *
list_records (Recovery *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
  gboolean hashes = self->snapshot->options->hash_texts;
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, get_remains (self)->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (!is_overtaken (self, record))
      g_ptr_array_add (records, hashes ? oof_record_copy_hashed (record) : oof_record_ref (record));
  return records;
}

/* What nobody had the time to count. */
static void
count_lines (OofRunLog *log)
{
  for (guint i = 0; i < log->people->len; i++)
    {
      OofLogPerson *person = g_ptr_array_index (log->people, i);
      const char *written = oof_run_result_to_string (OOF_RESULT_WRITTEN);
      const char *not_confirmed = oof_run_result_to_string (OOF_RESULT_NOT_CONFIRMED);
      const char *unchanged = oof_run_result_to_string (OOF_RESULT_UNCHANGED);

      if (g_str_equal (person->result, unchanged))
        log->unchanged++; /* told something, and nothing written */
      else if (g_str_equal (person->result, written) || g_str_equal (person->result, not_confirmed))
        log->changed++;
      else
        log->failed++;
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Recovery *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!oof_run_save_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  oof_journal_remains_settle (get_remains (self), !self->snapshot->options->hash_texts);
  self->next++;
  recover_next (task);
}

static void
record (GTask *task)
{
  Recovery *self = g_task_get_task_data (task);
  OofRunLog *log = get_remains (self)->log;
  g_autoptr (GPtrArray) records = list_records (self);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  count_lines (log);
  if (self->snapshot->options->hash_texts)
    oof_run_log_hash_texts (log);
  log->ended = g_strdup (KILLED);
  if (log->at == OOF_INSTANT_NONE)
    log->at = oof_clock_now (self->clock);
  oof_run_save_async (self->store, records, log, nothing, saved_cb, g_object_ref (task));
}

/* Looking */

static OofLogPerson *
find_line (OofRunLog *log, const char *address)
{
  for (guint i = 0; i < log->people->len; i++)
    {
      OofLogPerson *person = g_ptr_array_index (log->people, i);

      if (g_strcmp0 (person->address, address) == 0)
        return person;
    }
  return NULL;
}

static void
set_line (Recovery *self, const char *address, OofRunResult result, const char *error)
{
  OofLogPerson *person = find_line (get_remains (self)->log, address);

  g_free (person->result);
  person->result = g_strdup (oof_run_result_to_string (result));
  g_free (person->error);
  person->error = g_strdup (error);
  g_clear_pointer (&person->code, g_free);
}

static gboolean
is_what_was_there (const OofRecord *record, const OofReplyState *state)
{
  return record->seen && oof_reply_state_equal (record->seen, state)
         && !oof_reply_state_equal (record->written, state);
}

/* A reset was on its way from off to on: its absence goes on, and the next run writes it. */
static gboolean
is_between (const OofRecord *record, const OofReplyState *state)
{
  return record->seen && oof_reply_state_equal (record->seen, record->written)
         && record->written->status != OOF_REPLY_DISABLED && state->status == OOF_REPLY_DISABLED;
}

/* The mailbox shows what has become of the write. One that is neither the old nor the new value was
 * changed by somebody since, and must not be taken for a write that never arrived. */
static void
decide (Recovery *self, const char *address, OofReplyState *state)
{
  GHashTable *records = get_remains (self)->records;
  OofRecord *sent = g_hash_table_lookup (records, address);
  OofRecord *arrived;

  if (is_what_was_there (sent, state))
    {
      set_line (self, address, OOF_RESULT_FAILED, "the run was killed before this was written");
      g_hash_table_remove (records, address);
      return;
    }
  if (is_between (sent, state))
    {
      set_line (self, address, OOF_RESULT_FAILED, "the run was killed while this was off");
      return;
    }
  arrived = oof_record_copy (sent);
  oof_run_record_confirm (arrived,
                          oof_mailbox_visit_shows (sent->written, state) ? state : sent->written);
  set_line (self, address, OOF_RESULT_WRITTEN, NULL);
  g_hash_table_replace (records, g_strdup (address), arrived);
}

/* Whether another time may bring what was not to be had now. */
static gboolean
is_passing (const GError *error)
{
  return !g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
         && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
         && !g_error_matches (error, OOF_ERROR, OOF_ERROR_PROTOCOL)
         && !g_error_matches (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Recovery *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);
  g_autofree char *address = g_ptr_array_steal_index (self->open, self->open->len - 1);

  if (state)
    decide (self, address, state->reply);
  else if (is_passing (error))
    {
      g_task_return_error (task, error);
      return;
    }
  else
    set_line (self, address, OOF_RESULT_NOT_CONFIRMED, error->message);
  g_clear_error (&error);
  look_next (task);
}

static void
look_next (GTask *task)
{
  Recovery *self = g_task_get_task_data (task);
  const char *address;
  OofPerson *person;
  OofMailboxService *service;
  g_autoptr (GError) error = NULL;

  if (self->open->len == 0)
    {
      record (task);
      return;
    }
  address = g_ptr_array_index (self->open, self->open->len - 1);
  person = oof_roster_get (self->roster, address);
  service = person ? oof_mailbox_router_find (self->router, person, &error) : NULL;
  if (service)
    {
      oof_mailbox_service_read_async (service, address, g_task_get_cancellable (task), looked_cb,
                                      g_object_ref (task));
      return;
    }
  set_line (self, address, OOF_RESULT_NOT_CONFIRMED, error ? error->message : "no such person");
  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  look_next (task);
}

static void
recover_next (GTask *task)
{
  Recovery *self = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer address;

  if (self->next >= self->remains->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_clear_pointer (&self->open, g_ptr_array_unref);
  self->open = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, get_remains (self)->open);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    g_ptr_array_add (self->open, g_strdup (address));
  look_next (task);
}

void
oof_recovery_async (GPtrArray *remains,
                    OofStore *store,
                    OofMailboxRouter *router,
                    OofRoster *roster,
                    OofSnapshot *snapshot,
                    OofClock *clock,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Recovery *self = g_new0 (Recovery, 1);

  g_task_set_source_tag (task, oof_recovery_async);
  self->remains = g_ptr_array_ref (remains);
  self->store = g_object_ref (store);
  self->router = g_object_ref (router);
  self->roster = oof_roster_ref (roster);
  self->snapshot = oof_snapshot_ref (snapshot);
  self->clock = g_object_ref (clock);
  g_task_set_task_data (task, self, recovery_free);
  recover_next (task);
}

gboolean
oof_recovery_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

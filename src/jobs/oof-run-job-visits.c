/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-record-private.h"

/* Read together: what a $batch takes (graph.md 5). */
#define CHUNK 20

/* The last look: what was not confirmed is read once more when all others are through. */

static void look_next (GTask *task);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  OofRunRow *row = g_ptr_array_index (self->report->rows, self->next_look++);
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, NULL);
  OofRecord *record = g_hash_table_lookup (self->records, row->address);

  /* Not any more when the mailbox was left to somebody else. */
  if (record && state && row->plan->wanted
      && oof_mailbox_visit_is_confirmed (row->plan, state->reply))
    {
      g_clear_pointer (&row->after, oof_reply_state_unref);
      row->after = oof_reply_state_ref (state->reply);
      g_clear_error (&row->error);
      row->result = OOF_RESULT_WRITTEN;
      oof_run_record_confirm (record, state->reply);
      oof_run_job_row_changed (self, row);
    }
  look_next (task);
}

static gboolean
wants_look (OofRunJob *self, const OofRunRow *row)
{
  return row->result == OOF_RESULT_NOT_CONFIRMED
         && !g_hash_table_contains (self->left_out, row->address);
}

static void
look_next (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  GPtrArray *rows = self->report->rows;
  OofRunRow *row;
  OofPerson *person;

  while (self->next_look < rows->len
         && !wants_look (self, g_ptr_array_index (rows, self->next_look)))
    self->next_look++;
  if (self->next_look >= rows->len || g_cancellable_is_cancelled (self->stop))
    {
      oof_run_job_end (task);
      return;
    }
  row = g_ptr_array_index (rows, self->next_look);
  person = oof_roster_get (self->roster, row->address);
  self->report->requests++;
  oof_mailbox_service_read_async (oof_mailbox_router_find (self->router, person, NULL),
                                  row->address, self->stop, looked_cb, g_object_ref (task));
}

/* The mailboxes: a chunk is read at once, each of them goes its own way from there. */

typedef struct
{
  GTask *task;                /* (owned) the run's */
  OofMailboxService *service; /* (owned) */
  GPtrArray *addresses;       /* (owned) utf8, ended by NULL once it is read */
} Chunk;

static void
chunk_free (Chunk *self)
{
  g_object_unref (self->task);
  g_object_unref (self->service);
  g_ptr_array_unref (self->addresses);
  g_free (self);
}

static Chunk *
chunk_new (GTask *task, OofMailboxService *service)
{
  Chunk *self = g_new0 (Chunk, 1);

  self->task = g_object_ref (task);
  self->service = g_object_ref (service);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Chunk *chunk = user_data;
  g_autoptr (GTask) task = g_object_ref (chunk->task);
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) readings =
      oof_mailbox_service_read_many_finish (OOF_MAILBOX_SERVICE (source), result, NULL);

  for (guint i = 0; i + 1 < chunk->addresses->len; i++)
    {
      const char *address = g_ptr_array_index (chunk->addresses, i);

      /* NULL only when stopped: nobody was read. */
      if (readings)
        oof_run_job_visit (task, chunk->service, address, g_ptr_array_index (readings, i));
      else
        {
          self->n_running--;
          if (!g_hash_table_contains (self->left_out, address))
            oof_run_job_skip (self, address);
        }
    }
  chunk_free (chunk);
  oof_run_job_visit_more (task);
}

/* Takes @chunk. */
static void
read_chunk (Chunk *chunk)
{
  OofRunJob *self = g_task_get_source_object (chunk->task);

  if (chunk->addresses->len == 1)
    {
      oof_run_job_visit (chunk->task, chunk->service, g_ptr_array_index (chunk->addresses, 0),
                         NULL);
      chunk_free (chunk);
      return;
    }
  g_ptr_array_add (chunk->addresses, NULL);
  oof_mailbox_service_read_many_async (chunk->service,
                                       (const char *const *) chunk->addresses->pdata, self->stop,
                                       chunk_read_cb, chunk);
}

static gboolean
is_stopped (OofRunJob *self)
{
  return g_cancellable_is_cancelled (self->stop)
         || (self->limit_errors > 0 && self->n_failed >= self->limit_errors);
}

/* Up to where the scope may be begun. */
static guint
get_limit (OofRunJob *self)
{
  return self->n_first > 0 ? MIN (self->n_first, self->scope->len) : self->scope->len;
}

/* A run that is to stop after some errors goes from chunk to chunk: what is read together fails
 * together. */
static guint
get_places (OofRunJob *self)
{
  return self->limit_errors > 0 ? MIN (CHUNK, self->max_in_flight) : self->max_in_flight;
}

/* The next ones that one service can read together. */
static void
begin_chunk (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  guint n = MIN (CHUNK, get_places (self) - self->n_running);
  Chunk *chunk = NULL;

  while (n > 0 && self->next < get_limit (self) && !is_stopped (self))
    {
      const char *address = g_ptr_array_index (self->scope, self->next);
      OofMailboxService *service = oof_run_job_find_service (self, address);

      if (service && chunk && chunk->service != service)
        break;
      self->next++;
      if (!service)
        continue;
      if (!chunk)
        chunk = chunk_new (task, service);
      g_ptr_array_add (chunk->addresses, g_strdup (address));
      self->n_running++;
      n--;
    }
  if (chunk)
    read_chunk (chunk);
}

/* With few places free it is better to wait for more: a chunk costs one request, however small. */
static gboolean
may_begin (OofRunJob *self)
{
  guint left = get_limit (self) - MIN (self->next, get_limit (self));
  guint places = get_places (self);
  guint n_free = places - MIN (self->n_running, places);

  return left > 0 && !self->paused && !is_stopped (self)
         && n_free >= MIN (MIN (CHUNK, places), left);
}

/* The first batch is through: the rest waits until somebody says so. */
static void
end_first_batch (OofRunJob *self)
{
  if (self->n_first == 0 || self->next < self->n_first || is_stopped (self))
    return;
  self->n_first = 0;
  if (self->next >= self->scope->len)
    return;
  self->paused = TRUE;
  g_signal_emit_by_name (self, "first-batch");
}

void
oof_run_job_visit_more (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  while (may_begin (self))
    begin_chunk (task);
  if (self->n_running > 0)
    return;
  end_first_batch (self);
  if (self->next < self->scope->len && !is_stopped (self))
    oof_run_job_wait (task);
  else
    {
      oof_run_job_skip_rest (self);
      look_next (task);
    }
}

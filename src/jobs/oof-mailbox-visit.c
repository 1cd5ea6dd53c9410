/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-mailbox-visit-private.h"

#include "core/oof-error.h"
#include "jobs/oof-visit-later-private.h"

typedef struct
{
  OofVisitInput input;
  OofMailboxService *service; /* (owned) */
  char *address;              /* (owned) */
  OofMailboxVisit *visit;     /* (owned) (nullable) */
  GError *write_error;        /* (owned) (nullable) the last write failed or is uncertain */
  gboolean allowed;           /* the policy was asked */
  gboolean repeated;          /* the write was repeated already */
  guint n_read_backs;
} Visit;

static void write_now (GTask *task);
static void read_back_later (GTask *task);

void
oof_mailbox_visit_free (OofMailboxVisit *self)
{
  g_clear_pointer (&self->plan, oof_plan_unref);
  g_clear_pointer (&self->after, oof_reply_state_unref);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
visit_free (gpointer data)
{
  Visit *self = data;

  g_object_unref (self->service);
  g_free (self->address);
  g_clear_pointer (&self->visit, oof_mailbox_visit_free);
  g_clear_error (&self->write_error);
  g_free (self);
}

static void
return_visit (GTask *task)
{
  Visit *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->visit),
                         (GDestroyNotify) oof_mailbox_visit_free);
}

/* The worse of two results, where nothing to do is best and done is next. */
static OofRunResult
get_worse (OofRunResult a, OofRunResult b)
{
  static const int ranks[] = {
    [OOF_RESULT_UNCHANGED] = 0, [OOF_RESULT_SKIPPED] = 1,       [OOF_RESULT_WOULD_WRITE] = 2,
    [OOF_RESULT_WRITTEN] = 3,   [OOF_RESULT_NOT_CONFIRMED] = 4, [OOF_RESULT_FAILED] = 5,
  };

  return ranks[a] >= ranks[b] ? a : b;
}

/* The rules share the reply's guards, policy and journal. */

static OofForwardPlan *
plan_rules_cb (GPtrArray *rules, gpointer user_data)
{
  Visit *self = user_data;

  return self->input.forward (rules, self->input.data);
}

static gboolean
guard_rules_cb (gpointer user_data, GError **error)
{
  Visit *self = user_data;

  if (!self->allowed && self->input.allow && !self->input.allow (self->input.data, error))
    return FALSE;
  self->allowed = TRUE;
  return !self->input.guard || self->input.guard (self->input.data, error);
}

static void
note_rules_cb (OofForward *intended,
               GAsyncReadyCallback callback,
               gpointer callback_data,
               gpointer user_data)
{
  Visit *self = user_data;

  g_clear_pointer (&self->visit->forward, oof_forward_unref);
  self->visit->forward = oof_forward_ref (intended);
  self->input.note (self->visit, callback, callback_data, self->input.data);
}

static gboolean
noted_rules_cb (GAsyncResult *result, gpointer user_data, GError **error)
{
  Visit *self = user_data;

  self->visit->noted = self->input.noted (result, self->input.data, error);
  return self->visit->noted;
}

static void
forwarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  OofMailboxVisit *visit = self->visit;
  g_autoptr (OofForwardVisit) forward = oof_forward_visit_finish (result);

  visit->n_requests += forward->n_requests;
  g_clear_pointer (&visit->forward, oof_forward_unref);
  visit->forward = g_steal_pointer (&forward->forward);
  if (forward->plan)
    oof_plan_add_forward (visit->plan, forward->plan);
  if (!visit->error || forward->result == OOF_RESULT_FAILED)
    {
      g_clear_error (&visit->error);
      visit->error = g_steal_pointer (&forward->error);
    }
  visit->result = get_worse (visit->reply, forward->result);
  return_visit (task);
}

/* Whoever writes it instead sees to all of it. */
static gboolean
is_withdrawn (const Visit *self)
{
  return self->input.withdraw && g_cancellable_is_cancelled (self->input.withdraw);
}

/* The rules follow the reply, unless that is in trouble. */
static gboolean
begin_rules (GTask *task)
{
  Visit *self = g_task_get_task_data (task);
  OofForwardVisitInput input = { .address = self->address,
                                 .apply = self->input.apply,
                                 .over_outlook = self->input.over_outlook,
                                 .planner = plan_rules_cb,
                                 .guard = guard_rules_cb,
                                 .data = self };

  if (self->visit->reply == OOF_RESULT_FAILED || !self->visit->plan || is_withdrawn (self)
      || !self->input.wants_rules || !OOF_IS_RULE_SERVICE (self->service)
      || !oof_rule_service_reaches (OOF_RULE_SERVICE (self->service), self->address)
      || !self->input.wants_rules (self->visit->plan, self->input.data))
    return FALSE;
  input.service = OOF_RULE_SERVICE (self->service);
  if (self->input.note)
    {
      input.note = note_rules_cb;
      input.noted = noted_rules_cb;
    }
  memcpy (input.delays, self->input.delays, sizeof input.delays);
  oof_forward_visit_async (&input, forwarded_cb, g_object_ref (task));
  return TRUE;
}

/* The reply is through. Takes @error (nullable). */
static void
end_visit (GTask *task, OofRunResult result, GError *error)
{
  Visit *self = g_task_get_task_data (task);

  self->visit->reply = result;
  self->visit->result = result;
  self->visit->error = error;
  if (!begin_rules (task))
    return_visit (task);
}

static gboolean
is_old (const OofPlan *plan, const OofReplyState *state)
{
  return oof_reply_state_equal (plan->current, state)
         && !oof_reply_state_equal (plan->wanted, state);
}

static gboolean
same_minute (OofInstant a, OofInstant b)
{
  return a / 60 == b / 60;
}

/* Texts may come back in another dress, state and window may not. */
gboolean
oof_mailbox_visit_shows (const OofReplyState *wanted, const OofReplyState *state)
{
  if (state->status != wanted->status)
    return FALSE;
  return wanted->status != OOF_REPLY_SCHEDULED
         || (same_minute (state->window.from, wanted->window.from)
             && same_minute (state->window.to, wanted->window.to));
}

gboolean
oof_mailbox_visit_is_confirmed (const OofPlan *plan, const OofReplyState *state)
{
  return !is_old (plan, state) && oof_mailbox_visit_shows (plan->wanted, state);
}

/* The old value is read though a write was sent. */
static void
still_old (GTask *task)
{
  Visit *self = g_task_get_task_data (task);

  if (self->write_error && !self->repeated)
    {
      self->repeated = TRUE;
      write_now (task);
    }
  else if (self->write_error)
    end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->write_error));
  else if (self->n_read_backs < OOF_VISIT_READ_BACKS)
    read_back_later (task);
  else
    end_visit (task, OOF_RESULT_NOT_CONFIRMED, NULL);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  OofMailboxVisit *visit = self->visit;
  GError *error = NULL;
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);

  if (!state && self->write_error)
    {
      g_clear_error (&error);
      end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->write_error));
      return;
    }
  if (!state)
    {
      end_visit (task, OOF_RESULT_NOT_CONFIRMED, error);
      return;
    }
  g_clear_pointer (&visit->after, oof_reply_state_unref);
  visit->after = oof_reply_state_ref (state->reply);
  if (is_old (visit->plan, state->reply))
    {
      still_old (task);
      return;
    }
  visit->sent = TRUE;
  if (oof_mailbox_visit_is_confirmed (visit->plan, state->reply))
    end_visit (task, OOF_RESULT_WRITTEN, NULL);
  else
    end_visit (task, OOF_RESULT_NOT_CONFIRMED, NULL);
}

static gboolean
read_back_now (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);

  self->visit->n_requests++;
  oof_mailbox_service_read_async (self->service, self->address, NULL, read_back_cb,
                                  g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
read_back_later (GTask *task)
{
  Visit *self = g_task_get_task_data (task);
  guint delay = self->input.delays[MIN (self->n_read_backs, OOF_VISIT_READ_BACKS - 1)];

  self->n_read_backs++;
  oof_visit_later (task, delay, read_back_now);
}

/* The write that was about to leave stays here. One before it may have arrived. */
static void
withdraw (GTask *task)
{
  Visit *self = g_task_get_task_data (task);

  if (self->write_error)
    {
      end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->write_error));
      return;
    }
  self->visit->result = OOF_RESULT_SKIPPED;
  self->visit->withdrawn = TRUE;
  return_visit (task);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (oof_mailbox_service_write_finish (OOF_MAILBOX_SERVICE (source), result, &error))
    self->visit->sent = TRUE;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->visit->n_requests--;
      withdraw (task);
      return;
    }
  g_clear_error (&self->write_error);
  self->write_error = g_steal_pointer (&error);
  if (self->write_error && oof_visit_error_is_final (self->write_error))
    {
      end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->write_error));
      return;
    }
  else if (g_error_matches (self->write_error, OOF_ERROR, OOF_ERROR_UNCERTAIN))
    self->visit->sent = TRUE;
  self->n_read_backs = 0;
  read_back_later (task);
}

/* Takes @error. */
static void
refuse (GTask *task, GError *error)
{
  Visit *self = g_task_get_task_data (task);

  if (!self->write_error)
    {
      end_visit (task, OOF_RESULT_SKIPPED, error);
      return;
    }
  g_error_free (error);
  end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->write_error));
}

/* A reset: off, a look at what that left, on again. From then on it is on that counts. */

static void write_on (GTask *task, OofReplyState *current);

static OofReplyState *
new_off (const OofReplyState *state)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  return oof_reply_state_new (OOF_REPLY_DISABLED, state->audience, none, state->internal,
                              state->external);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  g_autoptr (OofReplyState) off = new_off (self->visit->plan->current);

  if (oof_mailbox_service_write_finish (OOF_MAILBOX_SERVICE (source), result, NULL)
      || self->repeated)
    {
      self->n_read_backs = 0;
      read_back_later (task);
      return;
    }
  self->repeated = TRUE;
  write_on (task, off);
}

static void
write_on (GTask *task, OofReplyState *current)
{
  Visit *self = g_task_get_task_data (task);

  self->visit->sent = TRUE;
  self->visit->n_requests++;
  oof_mailbox_service_write_async (self->service, self->address, current, self->visit->plan->wanted,
                                   NULL, on_written_cb, g_object_ref (task));
}

static void
off_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  g_autoptr (OofReplyState) off = new_off (self->visit->plan->current);
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, NULL);

  write_on (task, state ? state->reply : off);
}

static void
off_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  GError *error = NULL;

  /* With a lost answer it may be off. */
  if (!oof_mailbox_service_write_finish (OOF_MAILBOX_SERVICE (source), result, &error)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_UNCERTAIN))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_error_free (error);
          self->visit->n_requests--;
          withdraw (task);
          return;
        }
      end_visit (task, OOF_RESULT_FAILED, error);
      return;
    }
  g_clear_error (&error);
  self->visit->n_requests++;
  oof_mailbox_service_read_async (self->service, self->address, NULL, off_read_cb,
                                  g_object_ref (task));
}

static void
switch_off (GTask *task)
{
  Visit *self = g_task_get_task_data (task);
  g_autoptr (OofReplyState) off = new_off (self->visit->plan->current);

  self->visit->n_requests++;
  oof_mailbox_service_write_async (self->service, self->address, self->visit->plan->current, off,
                                   self->input.withdraw, off_written_cb, g_object_ref (task));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->visit->noted = self->input.noted (result, self->input.data, &error);
  if (!self->visit->noted)
    refuse (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    write_now (task);
}

/* The way to the first write. */
static void
begin_write (GTask *task)
{
  Visit *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->input.allow && !self->input.allow (self->input.data, &error))
    {
      refuse (task, error);
      return;
    }
  self->allowed = TRUE;
  if (self->input.note)
    self->input.note (self->visit, noted_cb, g_object_ref (task), self->input.data);
  else
    write_now (task);
}

/* What the write is compared with. The words of a text in another look are the same, so that a
 * service would leave it out: without the texts it sends them. */
static OofReplyState *
dup_current (const OofPlan *plan)
{
  OofReplyState *current = plan->current;

  return plan->look_change
             ? oof_reply_state_new (current->status, current->audience, current->window, NULL, NULL)
             : oof_reply_state_ref (current);
}

static void
write_now (GTask *task)
{
  Visit *self = g_task_get_task_data (task);
  OofPlan *plan = self->visit->plan;
  g_autoptr (OofReplyState) current = dup_current (plan);
  GError *error = NULL;

  if (is_withdrawn (self))
    {
      withdraw (task);
      return;
    }
  if (self->input.guard && !self->input.guard (self->input.data, &error))
    {
      refuse (task, error);
      return;
    }
  if (plan->off_first)
    {
      switch_off (task);
      return;
    }
  self->visit->n_requests++;
  oof_mailbox_service_write_async (self->service, self->address, current, plan->wanted,
                                   self->input.withdraw, written_cb, g_object_ref (task));
}

/* @state: (nullable) then takes @error. */
static void
go_on (GTask *task, OofMailboxState *state, GError *error)
{
  Visit *self = g_task_get_task_data (task);
  OofMailboxVisit *visit = self->visit;

  if (error && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!state)
    {
      end_visit (task, OOF_RESULT_FAILED, error);
      return;
    }
  visit->plan = self->input.planner (state, self->input.data);
  visit->after = oof_reply_state_ref (state->reply);
  if (!visit->plan->wanted)
    end_visit (task, OOF_RESULT_UNCHANGED, NULL);
  else if (!self->input.apply)
    end_visit (task, OOF_RESULT_WOULD_WRITE, NULL);
  else if (!g_task_return_error_if_cancelled (task))
    begin_write (task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);

  go_on (task, state, error);
}

void
oof_mailbox_visit_async (const OofVisitInput *input,
                         GCancellable *stop,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, stop, callback, user_data);
  Visit *self = g_new0 (Visit, 1);

  g_task_set_source_tag (task, oof_mailbox_visit_async);
  /* Once something was sent the outcome counts, stopped or not. */
  g_task_set_check_cancellable (task, FALSE);
  self->input = *input;
  self->service = g_object_ref (input->service);
  self->address = g_strdup (input->address);
  self->visit = g_new0 (OofMailboxVisit, 1);
  self->visit->n_requests = 1;
  g_task_set_task_data (task, self, visit_free);
  self->input.reading = NULL;
  if (input->reading)
    go_on (task, input->reading->state,
           input->reading->error ? g_error_copy (input->reading->error) : NULL);
  else
    oof_mailbox_service_read_async (self->service, self->address, stop, read_cb,
                                    g_steal_pointer (&task));
}

OofMailboxVisit *
oof_mailbox_visit_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

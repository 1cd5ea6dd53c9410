/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-forward-visit-private.h"

#include "core/oof-error.h"
#include "jobs/oof-visit-later-private.h"

typedef struct
{
  OofForwardVisitInput input;
  OofRuleService *service; /* (owned) */
  char *address;           /* (owned) */
  OofForwardVisit *visit;  /* (owned) (nullable) */
  guint next;              /* index of the change at work */
  gboolean repeated;       /* it was repeated already */
  GError *change_error;    /* (owned) (nullable) it failed or is uncertain */
  gboolean changed;        /* something was sent */
  guint n_read_backs;
} Work;

static void change_next (GTask *task);
static void read_back_later (GTask *task);

void
oof_forward_visit_free (OofForwardVisit *self)
{
  g_clear_pointer (&self->plan, oof_forward_plan_free);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
work_free (Work *self)
{
  g_object_unref (self->service);
  g_free (self->address);
  g_clear_pointer (&self->visit, oof_forward_visit_free);
  g_clear_error (&self->change_error);
  g_free (self);
}

/* Takes @error (nullable). */
static void
end_visit (GTask *task, OofRunResult result, GError *error)
{
  Work *self = g_task_get_task_data (task);

  self->visit->result = result;
  self->visit->error = error;
  g_task_return_pointer (task, g_steal_pointer (&self->visit),
                         (GDestroyNotify) oof_forward_visit_free);
}

static gboolean
is_switched_off (GPtrArray *rules, const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const OofInboxRule *rule = rules->pdata[i];

      if (g_strcmp0 (rule->id, id) == 0)
        return !rule->enabled;
    }
  return FALSE;
}

static gboolean
has_rule_of (GPtrArray *rules, const char *absence)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (oof_inbox_rule_get_absence (rules->pdata[i]), absence) == 0)
      return TRUE;
  return FALSE;
}

/* What is known to be set once something was sent. @rules: (nullable) as read afterwards. A forward
 * that was not seen counts as not set, so that the next run sets it; a rule that may have been
 * switched off counts as such, so that it is switched on again. */
static OofForward *
settle (const OofForwardPlan *plan, GPtrArray *rules, OofInstant now)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  OofForward *forward = oof_forward_new_found (rules ? rules : none, plan->after, now);

  if (!rules)
    {
      g_clear_pointer (&forward->absence, g_free);
      forward->read_at = OOF_INSTANT_NONE;
      return forward;
    }
  if (forward->absence && !has_rule_of (rules, forward->absence))
    g_clear_pointer (&forward->absence, g_free);
  for (guint i = forward->replaced->len; i > 0; i--)
    if (!is_switched_off (rules, forward->replaced->pdata[i - 1]))
      g_ptr_array_remove_index (forward->replaced, i - 1);
  return forward;
}

static gboolean
all_done (const OofForwardPlan *plan, GPtrArray *rules)
{
  for (guint i = 0; i < plan->rule_changes->len; i++)
    if (!oof_rule_change_is_done (plan->rule_changes->pdata[i], rules))
      return FALSE;
  return TRUE;
}

/* All changes were answered, or one of them ended the visit. */
static void
conclude (GTask *task, GPtrArray *rules)
{
  Work *self = g_task_get_task_data (task);
  OofForwardVisit *visit = self->visit;
  gboolean done = rules && all_done (visit->plan, rules);

  if (rules && !done && !self->change_error && self->n_read_backs < OOF_FORWARD_READ_BACKS)
    {
      read_back_later (task);
      return;
    }
  g_clear_pointer (&visit->forward, oof_forward_unref);
  visit->forward = settle (visit->plan, rules, visit->plan->found->read_at);
  if (self->change_error)
    end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->change_error));
  else
    end_visit (task, done ? OOF_RESULT_WRITTEN : OOF_RESULT_NOT_CONFIRMED,
               visit->plan->error ? g_error_copy (visit->plan->error) : NULL);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GPtrArray) rules =
      oof_rule_service_read_finish (OOF_RULE_SERVICE (source), result, NULL);

  conclude (task, rules);
}

static gboolean
read_back_now (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);

  self->visit->n_requests++;
  oof_rule_service_read_async (self->service, self->address, NULL, read_back_cb,
                               g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
read_back_later (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  guint delay = self->input.delays[MIN (self->n_read_backs, OOF_FORWARD_READ_BACKS - 1)];

  self->n_read_backs++;
  oof_visit_later (task, delay, read_back_now);
}

static void
next_change (GTask *task)
{
  Work *self = g_task_get_task_data (task);

  g_clear_error (&self->change_error);
  self->repeated = FALSE;
  self->next++;
  change_next (task);
}

/* After a change of which it is not known whether it has happened. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rules =
      oof_rule_service_read_finish (OOF_RULE_SERVICE (source), result, NULL);

  if (rules && oof_rule_change_is_done (self->visit->plan->rule_changes->pdata[self->next], rules))
    next_change (task);
  else if (rules && !self->repeated)
    {
      self->repeated = TRUE;
      change_next (task);
    }
  else
    conclude (task, rules);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);

  g_clear_error (&self->change_error);
  if (oof_rule_service_change_finish (OOF_RULE_SERVICE (source), result, &self->change_error))
    {
      self->changed = TRUE;
      next_change (task);
    }
  else if (oof_visit_error_is_final (self->change_error) && !self->changed)
    end_visit (task, OOF_RESULT_FAILED, g_steal_pointer (&self->change_error));
  else if (oof_visit_error_is_final (self->change_error))
    read_back_later (task);
  else
    {
      self->changed = TRUE;
      self->visit->n_requests++;
      oof_rule_service_read_async (self->service, self->address, NULL, looked_cb,
                                   g_object_ref (task));
    }
}

static void
change_next (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  OofForwardPlan *plan = self->visit->plan;
  GError *error = NULL;

  if (self->next == plan->rule_changes->len)
    {
      read_back_later (task);
      return;
    }
  if (self->input.guard && !self->input.guard (self->input.data, &error))
    {
      if (!self->changed)
        {
          end_visit (task, OOF_RESULT_SKIPPED, error);
          return;
        }
      g_clear_error (&self->change_error);
      self->change_error = error;
      read_back_later (task);
      return;
    }
  self->visit->n_requests++;
  oof_rule_service_change_async (
      self->service, self->address, plan->rule_changes->pdata[self->next],
      self->input.over_outlook ? OOF_RULE_CHANGE_OVER_OUTLOOK : OOF_RULE_CHANGE_PLAIN, NULL,
      changed_cb, g_object_ref (task));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->input.noted (result, self->input.data, &error))
    change_next (task);
  else
    end_visit (task, OOF_RESULT_SKIPPED, error);
}

/* The way to the first change. */
static void
begin_changes (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  OofForwardPlan *plan = self->visit->plan;
  g_autoptr (OofForward) intended = NULL;
  GError *error = NULL;

  if (!self->input.note)
    change_next (task);
  else if (self->input.guard && !self->input.guard (self->input.data, &error))
    end_visit (task, OOF_RESULT_SKIPPED, error);
  else
    {
      intended = settle (plan, NULL, plan->found->read_at);
      self->input.note (intended, noted_cb, g_object_ref (task), self->input.data);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  OofForwardVisit *visit = self->visit;
  GError *error = NULL;
  g_autoptr (GPtrArray) rules =
      oof_rule_service_read_finish (OOF_RULE_SERVICE (source), result, &error);

  if (!rules)
    {
      end_visit (task, OOF_RESULT_FAILED, error);
      return;
    }
  visit->plan = self->input.planner (rules, self->input.data);
  /* Nothing changes: what was set before, or what is there already as it is wanted. */
  visit->forward = oof_forward_ref (visit->plan->found);
  if (visit->plan->rule_changes->len == 0)
    {
      oof_forward_unref (visit->forward);
      visit->forward =
          oof_forward_new_found (rules, visit->plan->after, visit->plan->found->read_at);
      end_visit (task, visit->plan->error ? OOF_RESULT_SKIPPED : OOF_RESULT_UNCHANGED,
                 visit->plan->error ? g_error_copy (visit->plan->error) : NULL);
    }
  else if (!self->input.apply)
    end_visit (task, OOF_RESULT_WOULD_WRITE, NULL);
  else
    begin_changes (task);
}

void
oof_forward_visit_async (const OofForwardVisitInput *input,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Work *self = g_new0 (Work, 1);

  g_task_set_source_tag (task, oof_forward_visit_async);
  self->input = *input;
  self->service = g_object_ref (input->service);
  self->address = g_strdup (input->address);
  self->visit = g_new0 (OofForwardVisit, 1);
  self->visit->n_requests = 1;
  g_task_set_task_data (task, self, (GDestroyNotify) work_free);
  oof_rule_service_read_async (self->service, self->address, NULL, read_cb, task);
}

OofForwardVisit *
oof_forward_visit_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

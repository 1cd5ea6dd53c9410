/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-gate-private.h"

#include "core/oof-error.h"
#include "wire/oof-http-log.h"
#include "wire/oof-http-pace.h"

#include <sys/random.h>

#define MAX_FAILURES 3  /* attempts, when their answers are lost or the server is in trouble */
#define OWN_BUDGET   10 /* seconds */

/* In the order in which they are served. */
enum
{
  LANE_URGENT,
  LANE_BULK,
  N_LANES
};

struct _OofHttpGate
{
  GObject parent_instance;

  OofHttpPace pace;
  gint64 budget;         /* microseconds */
  gboolean guesses;      /* waits also when the server does not say for how long */
  GQueue lanes[N_LANES]; /* passes whose turn comes, by serial */
  GQueue resting;        /* passes that wait for themselves after a failure */
  GHashTable *mailboxes; /* (owned): in flight; the keys belong to their requests */
  guint n_in_flight;
  guint64 n_passes;
  GSource *alarm; /* (owned) */
  OofHttpGateNature nature;
};

G_DEFINE_FINAL_TYPE (OofHttpGate, oof_http_gate, G_TYPE_OBJECT)

static gint64
real_now (gpointer data)
{
  return g_get_monotonic_time ();
}

static double
real_chance (gpointer data)
{
  guint32 number;

  if (getrandom (&number, sizeof number, GRND_NONBLOCK) != sizeof number)
    return 0.5;
  return (double) number / G_MAXUINT32;
}

static gint64
gate_now (OofHttpGate *self)
{
  return self->nature.now (self->nature.data);
}

static gint64
get_spent (OofHttpGate *self, const OofHttpPass *pass, gint64 now)
{
  return pass->n_attempts > 0 ? now - pass->origin
                              : oof_http_pace_get_shut (&self->pace, now) - pass->shut;
}

static gboolean
can_wait (OofHttpGate *self, const OofHttpPass *pass, gint64 until, gint64 now)
{
  return get_spent (self, pass, now) + MAX (0, until - now) < self->budget;
}

static void
return_hopeless (OofHttpGate *self, OofHttpPass *pass, gint64 now)
{
  double spent = (double) get_spent (self, pass, now) / G_USEC_PER_SEC;
  double rest = (double) (self->pace.deadline - now) / G_USEC_PER_SEC;
  g_autoptr (GTask) task = oof_http_pass_take_task (pass);

  g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_THROTTLED,
                           "the server wants no requests for another %.1f s, given up after %u "
                           "attempts and %.1f s of waiting",
                           rest, pass->n_attempts, spent);
}

/* Those whose budget ends before the deadline learn it now. They are all taken out first, since
 * being told may make a caller do anything. */
static void
drop_hopeless (OofHttpGate *self, gint64 now)
{
  GQueue *queues[] = { &self->lanes[LANE_URGENT], &self->lanes[LANE_BULK], &self->resting };
  GQueue hopeless = G_QUEUE_INIT;

  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    for (GList *link = queues[i]->head, *next; link != NULL; link = next)
      {
        OofHttpPass *pass = link->data;

        next = link->next;
        if (can_wait (self, pass, self->pace.deadline, now))
          continue;
        oof_http_pass_step_out (pass);
        g_queue_push_tail_link (&hopeless, link);
        pass->queue = &hopeless;
      }
  while (hopeless.head != NULL)
    return_hopeless (self, hopeless.head->data, now);
}

static void
shut (OofHttpGate *self, gint64 wait, gint64 now)
{
  gint64 before = self->pace.deadline;

  oof_http_pace_shut (&self->pace, now + wait, now);
  if (self->pace.deadline == before)
    return;
  g_log (OOF_HTTP_LOG_DOMAIN, G_LOG_LEVEL_DEBUG,
         "gate shut for %.1f s, then %u in flight, %u waiting", (double) wait / G_USEC_PER_SEC,
         self->pace.limit, oof_http_gate_get_n_waiting (self));
  drop_hopeless (self, now);
}

/* The first in line whose mailboxes are all free. One that must wait keeps its place at them, else
 * a batch with many would never find all of them free. */
static OofHttpPass *
find_startable (OofHttpGate *self, gint64 now)
{
  g_autoptr (GHashTable) claimed = NULL;

  if (self->n_in_flight >= self->pace.limit || now < self->pace.deadline)
    return NULL;
  claimed = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < N_LANES; i++)
    for (GList *link = self->lanes[i].head; link != NULL; link = link->next)
      {
        OofHttpPass *pass = link->data;

        if (g_cancellable_is_cancelled (g_task_get_cancellable (pass->task)))
          continue;
        if (!oof_http_pass_shares_mailbox (pass, self->mailboxes)
            && !oof_http_pass_shares_mailbox (pass, claimed))
          return pass;
        oof_http_pass_add_mailboxes (pass, claimed);
      }
  return NULL;
}

static void
start (OofHttpGate *self, OofHttpPass *pass, gint64 now)
{
  g_autoptr (GTask) task = NULL;

  if (pass->n_attempts == 0)
    pass->origin = now - get_spent (self, pass, now);
  pass->n_attempts++;
  pass->started = now;
  self->n_in_flight++;
  oof_http_pass_add_mailboxes (pass, self->mailboxes);
  task = oof_http_pass_take_task (pass);
  g_task_return_boolean (task, TRUE);
}

static GQueue *
get_lane (OofHttpGate *self, const OofHttpPass *pass)
{
  return &self->lanes[oof_http_request_get_urgent (pass->request) ? LANE_URGENT : LANE_BULK];
}

/* Those that have rested long enough stand in line again. */
static void
wake_rested (OofHttpGate *self, gint64 now)
{
  for (GList *link = self->resting.head, *next; link != NULL; link = next)
    {
      OofHttpPass *pass = link->data;

      next = link->next;
      if (pass->rest_until > now)
        continue;
      oof_http_pass_step_out (pass);
      oof_http_pass_stand_in (pass, get_lane (self, pass));
    }
}

/* For the next instant at which somebody may enter of whom no other event would tell. */
static void
set_alarm (OofHttpGate *self, gint64 now)
{
  gint64 instant = G_MAXINT64;

  if (self->lanes[LANE_URGENT].length + self->lanes[LANE_BULK].length > 0
      && now < self->pace.deadline)
    instant = self->pace.deadline;
  for (GList *link = self->resting.head; link != NULL; link = link->next)
    instant = MIN (instant, ((OofHttpPass *) link->data)->rest_until);
  g_source_set_ready_time (
      self->alarm, instant == G_MAXINT64 ? -1 : g_get_monotonic_time () + MAX (0, instant - now));
}

/* Lets in whoever may enter now. */
static void
pump (OofHttpGate *self)
{
  g_autoptr (OofHttpGate) guard = g_object_ref (self);
  gint64 now = gate_now (self);
  OofHttpPass *pass;

  wake_rested (self, now);
  while ((pass = find_startable (self, now)) != NULL)
    start (self, pass, now);
  set_alarm (self, now);
}

static gboolean
alarm_cb (gpointer user_data)
{
  pump (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
alarm_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs alarm_funcs = { .dispatch = alarm_dispatch };

static void
oof_http_gate_finalize (GObject *object)
{
  OofHttpGate *self = OOF_HTTP_GATE (object);

  g_source_destroy (self->alarm);
  g_source_unref (self->alarm);
  g_hash_table_unref (self->mailboxes);
  G_OBJECT_CLASS (oof_http_gate_parent_class)->finalize (object);
}

static void
oof_http_gate_class_init (OofHttpGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_http_gate_finalize;
}

static void
oof_http_gate_init (OofHttpGate *self)
{
  self->budget = (gint64) OOF_HTTP_GATE_BUDGET * G_USEC_PER_SEC;
  self->guesses = TRUE;
  self->mailboxes = g_hash_table_new (g_str_hash, g_str_equal);
  self->nature = (OofHttpGateNature){ real_now, real_chance, NULL };
  self->alarm = g_source_new (&alarm_funcs, sizeof (GSource));
  g_source_set_callback (self->alarm, alarm_cb, self, NULL);
  g_source_attach (self->alarm, g_main_context_get_thread_default ());
}

OofHttpGate *
oof_http_gate_new (guint start, guint max)
{
  OofHttpGate *self = g_object_new (OOF_TYPE_HTTP_GATE, NULL);
  guint most = max > 0 ? MIN (max, OOF_HTTP_GATE_MAX) : OOF_HTTP_GATE_MAX;

  oof_http_pace_init (&self->pace, MIN (start > 0 ? start : OOF_HTTP_GATE_DEFAULT_START, most),
                      most);
  return self;
}

OofHttpGate *
oof_http_gate_new_own (guint start)
{
  OofHttpGate *self = g_object_new (OOF_TYPE_HTTP_GATE, NULL);

  oof_http_pace_init (&self->pace, start, start);
  self->budget = (gint64) OWN_BUDGET * G_USEC_PER_SEC;
  self->guesses = FALSE;
  return self;
}

guint
oof_http_gate_get_max (OofHttpGate *self)
{
  g_return_val_if_fail (OOF_IS_HTTP_GATE (self), 0);
  return self->pace.max;
}

void
oof_http_gate_set_budget (OofHttpGate *self, guint seconds)
{
  g_return_if_fail (OOF_IS_HTTP_GATE (self));
  self->budget = (gint64) seconds * G_USEC_PER_SEC;
}

/* Shuts the gate after what was @started then has been refused; @n_before: how often before. FALSE
 * when nobody knows for how long. */
static gboolean
take_refusal (OofHttpGate *self, gint64 started, double told, guint n_before, gint64 now)
{
  gboolean first = oof_http_pace_note_refusal (&self->pace, started, now);

  if (!(told >= 0) && !self->guesses)
    return FALSE;
  if (!(told >= 0))
    n_before = MAX (n_before, self->pace.n_bursts - 1);
  if (told >= 0 || first)
    shut (self, oof_http_pace_choose_wait (told, n_before, self->nature.chance (self->nature.data)),
          now);
  return TRUE;
}

void
oof_http_gate_back_off (OofHttpGate *self, double seconds)
{
  gint64 now;

  g_return_if_fail (OOF_IS_HTTP_GATE (self));
  now = gate_now (self);
  take_refusal (self, now, seconds, 0, now);
  pump (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  OofHttpPass *pass = user_data;
  g_autoptr (GTask) task = oof_http_pass_take_task (pass);
  g_autoptr (OofHttpGate) self = g_object_ref (g_task_get_source_object (task));

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled while waiting");
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (OofHttpPass *pass)
{
  GCancellable *cancellable = g_task_get_cancellable (pass->task);

  if (cancellable == NULL)
    return;
  pass->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (pass->cancelled, G_SOURCE_FUNC (cancelled_cb), pass, NULL);
  g_source_attach (pass->cancelled, g_task_get_context (pass->task));
}

void
oof_http_gate_enter_async (OofHttpGate *self,
                           OofHttpPass *pass,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  gint64 now;

  g_return_if_fail (OOF_IS_HTTP_GATE (self));
  g_return_if_fail (pass != NULL && pass->task == NULL);

  now = gate_now (self);
  pass->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (pass->task, oof_http_gate_enter_async);
  g_task_set_check_cancellable (pass->task, FALSE);
  if (pass->n_attempts == 0)
    {
      pass->serial = self->n_passes++;
      pass->shut = oof_http_pace_get_shut (&self->pace, now);
    }
  if (now < self->pace.deadline && !can_wait (self, pass, self->pace.deadline, now))
    return_hopeless (self, pass, now);
  else
    {
      watch_cancellable (pass);
      oof_http_pass_stand_in (pass,
                              pass->rest_until > now ? &self->resting : get_lane (self, pass));
    }
  pump (self);
}

gboolean
oof_http_gate_enter_finish (OofHttpGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A failure is the request's own: only it rests before it tries again. */
static gboolean
take_failure (OofHttpGate *self, OofHttpPass *pass, double told, gint64 now)
{
  if (pass->n_attempts >= MAX_FAILURES || (!(told >= 0) && !self->guesses))
    return FALSE;
  pass->rest_until = now
                     + oof_http_pace_choose_wait (told, pass->n_attempts - 1,
                                                  self->nature.chance (self->nature.data));
  return can_wait (self, pass, MAX (pass->rest_until, self->pace.deadline), now);
}

gboolean
oof_http_gate_leave (
    OofHttpGate *self, OofHttpPass *pass, OofHttpVerdict verdict, double told, gboolean repeatable)
{
  gboolean full = self->n_in_flight >= self->pace.limit;
  gint64 now = gate_now (self);
  gboolean again = FALSE;

  g_assert (self->n_in_flight > 0);
  self->n_in_flight--;
  oof_http_pass_remove_mailboxes (pass, self->mailboxes);
  switch (verdict)
    {
    case OOF_HTTP_VERDICT_DONE:
      oof_http_pace_note_good (&self->pace, pass->started, full);
      break;
    case OOF_HTTP_VERDICT_REFUSED:
      again = take_refusal (self, pass->started, told, pass->n_refusals++, now)
              && can_wait (self, pass, self->pace.deadline, now);
      break;
    case OOF_HTTP_VERDICT_FAILED:
      oof_http_pace_note_failure (&self->pace);
      again = repeatable && take_failure (self, pass, told, now);
      break;
    }
  /* Else it comes back at once, to its own place. */
  if (!again)
    pump (self);
  return again;
}

double
oof_http_gate_get_spent (OofHttpGate *self, const OofHttpPass *pass)
{
  return (double) get_spent (self, pass, gate_now (self)) / G_USEC_PER_SEC;
}

void
oof_http_gate_set_nature (OofHttpGate *self, OofHttpGateNature nature)
{
  self->nature = nature;
}

void
oof_http_gate_wake (OofHttpGate *self)
{
  pump (self);
}

guint
oof_http_gate_get_limit (OofHttpGate *self)
{
  return self->pace.limit;
}

guint
oof_http_gate_get_n_in_flight (OofHttpGate *self)
{
  return self->n_in_flight;
}

guint
oof_http_gate_get_n_waiting (OofHttpGate *self)
{
  return self->lanes[LANE_URGENT].length + self->lanes[LANE_BULK].length + self->resting.length;
}

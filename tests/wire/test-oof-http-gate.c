/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-gate-private.h"

#include "core/oof-error.h"

#include <math.h>
#include <string.h>

#define SECOND  G_USEC_PER_SEC
#define NO_WORD -1.0 /* refused without a figure */

/* A gate whose clock only the test moves. */
typedef struct
{
  OofHttpGate *gate; /* (owned) */
  gint64 now;
  double chance;
  guint n_started; /* attempts so far */
} World;

/* One request, and what has become of it. */
typedef struct
{
  World *world;
  OofHttpRequest *request;   /* (owned) */
  OofHttpPass *pass;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean in;
  GError *error; /* (owned) (nullable) */
  guint started; /* 1 for the first attempt that got in, 0 while none did */
} Caller;

static gint64
world_now (gpointer data)
{
  return ((World *) data)->now;
}

static double
world_chance (gpointer data)
{
  return ((World *) data)->chance;
}

static void
world_init (World *self, OofHttpGate *gate)
{
  *self = (World){ .gate = gate, .now = 1000 * SECOND, .chance = 0.5 };
  oof_http_gate_set_nature (gate, (OofHttpGateNature){ world_now, world_chance, self });
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
world_clear (World *self)
{
  settle ();
  g_assert_cmpuint (oof_http_gate_get_n_in_flight (self->gate), ==, 0);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (self->gate), ==, 0);
  g_assert_finalize_object (self->gate);
}

static void
world_pass (World *self, double seconds)
{
  self->now += (gint64) (seconds * SECOND);
  oof_http_gate_wake (self->gate);
  settle ();
}

static Caller *
caller_new (World *world, const char *mailbox)
{
  Caller *self = g_new0 (Caller, 1);

  self->world = world;
  self->request = oof_http_request_new ("PATCH", "https://x/");
  if (mailbox != NULL)
    oof_http_request_add_mailbox (self->request, mailbox);
  self->cancellable = g_cancellable_new ();
  self->pass = oof_http_pass_new (self->request);
  return self;
}

static void
caller_free (Caller *self)
{
  oof_http_pass_free (self->pass);
  oof_http_request_unref (self->request);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Caller *self = user_data;

  g_assert_false (self->in);
  self->in = oof_http_gate_enter_finish (OOF_HTTP_GATE (source), result, &self->error);
  if (self->in)
    self->started = ++self->world->n_started;
}

static void
caller_enter (Caller *self)
{
  oof_http_gate_enter_async (self->world->gate, self->pass, self->cancellable, entered_cb, self);
}

/* The answer is here; TRUE when the caller stands in line again. */
static gboolean
caller_leave (Caller *self, OofHttpVerdict verdict, double told)
{
  gboolean again;

  g_assert_true (self->in);
  self->in = FALSE;
  again = oof_http_gate_leave (self->world->gate, self->pass, verdict, told, TRUE);
  if (again)
    caller_enter (self);
  settle ();
  return again;
}

static gboolean
caller_done (Caller *self)
{
  return caller_leave (self, OOF_HTTP_VERDICT_DONE, NO_WORD);
}

static gboolean
caller_refused (Caller *self, double told)
{
  return caller_leave (self, OOF_HTTP_VERDICT_REFUSED, told);
}

static GPtrArray *
callers_enter (World *world, guint n)
{
  GPtrArray *callers = g_ptr_array_new_with_free_func ((GDestroyNotify) caller_free);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (callers, caller_new (world, NULL));
      caller_enter (callers->pdata[i]);
    }
  settle ();
  return callers;
}

static guint
count_in (GPtrArray *callers)
{
  guint n = 0;

  for (guint i = 0; i < callers->len; i++)
    n += ((Caller *) callers->pdata[i])->in ? 1 : 0;
  return n;
}

/* All answers that are due come, all good, until nobody is in or waits. */
static void
callers_finish (GPtrArray *callers)
{
  while (count_in (callers) > 0)
    for (guint i = 0; i < callers->len; i++)
      if (((Caller *) callers->pdata[i])->in)
        caller_done (callers->pdata[i]);
}

static void
assert_throttled (Caller *caller, const char *says)
{
  g_assert_false (caller->in);
  g_assert_error (caller->error, OOF_ERROR, OOF_ERROR_THROTTLED);
  if (strstr (caller->error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", caller->error->message, says);
}

static void
test_limits (void)
{
  const struct
  {
    guint start;
    guint max;
    guint in;
    guint most;
  } cases[] = {
    { 0, 0, 4, 32 }, { 32, 32, 32, 32 }, { 99, 99, 32, 32 },
    { 7, 3, 3, 3 },  { 1, 0, 1, 32 },    { 0, 2, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      World world;
      g_autoptr (GPtrArray) callers = NULL;

      world_init (&world, oof_http_gate_new (cases[i].start, cases[i].max));
      g_assert_cmpuint (oof_http_gate_get_max (world.gate), ==, cases[i].most);
      callers = callers_enter (&world, 40);
      g_assert_cmpuint (count_in (callers), ==, cases[i].in);
      g_assert_cmpuint (oof_http_gate_get_n_waiting (world.gate), ==, 40 - cases[i].in);
      callers_finish (callers);
      for (guint n = 0; n < callers->len; n++)
        g_assert_cmpuint (((Caller *) callers->pdata[n])->started, ==, n + 1);
      world_clear (&world);
    }
}

static void
test_urgent (void)
{
  World world;
  g_autoptr (GPtrArray) bulk = NULL;
  Caller *urgent[2];

  world_init (&world, oof_http_gate_new (0, 4));
  bulk = callers_enter (&world, 100);
  for (guint i = 0; i < 2; i++)
    {
      urgent[i] = caller_new (&world, NULL);
      oof_http_request_set_urgent (urgent[i]->request, TRUE);
      caller_enter (urgent[i]);
    }
  caller_done (bulk->pdata[2]);
  g_assert_true (urgent[0]->in);
  caller_done (bulk->pdata[0]);
  g_assert_true (urgent[1]->in);
  /* One that must be repeated stays urgent, and goes before its younger fellow. */
  g_assert_true (caller_refused (urgent[1], 1));
  g_assert_true (caller_refused (urgent[0], 1));
  callers_finish (bulk);
  world_pass (&world, 1);
  g_assert_true (urgent[0]->in && urgent[1]->in);
  g_assert_cmpuint (urgent[0]->started, <, urgent[1]->started);
  caller_done (urgent[0]);
  caller_done (urgent[1]);
  callers_finish (bulk);
  g_assert_cmpuint (oof_http_gate_get_limit (world.gate), >=, 2);
  caller_free (urgent[0]);
  caller_free (urgent[1]);
  world_clear (&world);
}

/* The callers that are in now; each of another mailbox, as there is one for every fifth. */
static GPtrArray *
collect_in (GPtrArray *callers)
{
  GPtrArray *in = g_ptr_array_new ();
  gboolean seen[5] = { FALSE };

  for (guint i = 0; i < callers->len; i++)
    if (((Caller *) callers->pdata[i])->in)
      {
        g_assert_false (seen[i % 5]);
        seen[i % 5] = TRUE;
        g_ptr_array_add (in, callers->pdata[i]);
      }
  return in;
}

/* 50 requests to 5 mailboxes, written in any letter case: never two of one in flight, in order. */
static void
test_mailboxes (void)
{
  World world;
  g_autoptr (GPtrArray) callers = g_ptr_array_new_with_free_func ((GDestroyNotify) caller_free);

  world_init (&world, oof_http_gate_new (32, 32));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("%cOx%u@example.com", i % 2 ? 'B' : 'b', i % 5);

      g_ptr_array_add (callers, caller_new (&world, name));
      caller_enter (callers->pdata[i]);
    }
  settle ();
  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (GPtrArray) in = collect_in (callers);

      g_assert_cmpuint (in->len, ==, 5);
      for (guint i = 0; i < in->len; i++)
        {
          g_assert_true (in->pdata[i] == callers->pdata[round * 5 + i]);
          caller_done (in->pdata[i]);
        }
    }
  g_assert_cmpuint (world.n_started, ==, 50);
  world_clear (&world);
}

/* A batch waits for all of its mailboxes, and those behind it do not keep it out for ever. */
static void
test_batch (void)
{
  World world;
  Caller *a;
  Caller *b;
  Caller *batch;
  Caller *later;
  Caller *other;

  world_init (&world, oof_http_gate_new (32, 32));
  a = caller_new (&world, "a");
  b = caller_new (&world, "b");
  batch = caller_new (&world, "a");
  later = caller_new (&world, "b");
  other = caller_new (&world, "c");
  oof_http_request_add_mailbox (batch->request, "B");
  oof_http_request_add_mailbox (batch->request, "A");
  caller_enter (a);
  caller_enter (b);
  caller_enter (batch);
  caller_enter (later);
  caller_enter (other);
  settle ();
  g_assert_true (a->in && b->in && other->in);
  caller_done (b);
  g_assert_false (batch->in || later->in);
  caller_done (a);
  g_assert_true (batch->in && !later->in);
  caller_done (batch);
  g_assert_true (later->in);
  caller_done (later);
  caller_done (other);
  caller_free (a);
  caller_free (b);
  caller_free (batch);
  caller_free (later);
  caller_free (other);
  world_clear (&world);
}

/* When a batch is called off, those that it kept waiting go on. */
static void
test_batch_cancelled (void)
{
  World world;
  Caller *a;
  Caller *batch;
  Caller *b;

  world_init (&world, oof_http_gate_new (0, 0));
  a = caller_new (&world, "a");
  b = caller_new (&world, "b");
  batch = caller_new (&world, "a");
  oof_http_request_add_mailbox (batch->request, "b");
  caller_enter (a);
  caller_enter (batch);
  caller_enter (b);
  settle ();
  g_assert_false (b->in);
  g_cancellable_cancel (batch->cancellable);
  settle ();
  g_assert_true (a->in && b->in);
  caller_done (a);
  caller_done (b);
  caller_free (a);
  caller_free (b);
  caller_free (batch);
  world_clear (&world);
}

/* One is refused, all wait; a later answer with less changes nothing, one with more does. */
static void
test_deadline (void)
{
  World world;
  g_autoptr (GPtrArray) callers = NULL;
  Caller *late;

  world_init (&world, oof_http_gate_new (4, 4));
  callers = callers_enter (&world, 6);
  g_assert_true (caller_refused (callers->pdata[1], 2.128));
  caller_done (callers->pdata[0]);
  g_assert_cmpuint (count_in (callers), ==, 2);
  world_pass (&world, 1);
  g_assert_true (caller_refused (callers->pdata[2], 0.5));
  late = caller_new (&world, NULL);
  caller_enter (late);
  world_pass (&world, 1.127);
  g_assert_cmpuint (count_in (callers), ==, 1);
  g_assert_true (caller_refused (callers->pdata[3], 10));
  world_pass (&world, 9.999);
  g_assert_cmpuint (count_in (callers), ==, 0);
  g_assert_false (late->in);
  world_pass (&world, 0.001);
  /* Half of what it was, for one burst, and the oldest first. */
  g_assert_cmpuint (count_in (callers), ==, 2);
  g_assert_true (((Caller *) callers->pdata[1])->in && ((Caller *) callers->pdata[2])->in);
  callers_finish (callers);
  g_assert_true (late->in);
  caller_done (late);
  caller_free (late);
  world_clear (&world);
}

/* What was refused together counts as one refusal, and "at once" keeps its place. */
static void
test_burst (void)
{
  World world;
  g_autoptr (GPtrArray) callers = NULL;

  world_init (&world, oof_http_gate_new (4, 4));
  callers = callers_enter (&world, 6);
  g_assert_true (caller_refused (callers->pdata[0], NO_WORD));
  world_pass (&world, 2);
  for (guint i = 1; i < 4; i++)
    g_assert_true (caller_refused (callers->pdata[i], NO_WORD));
  world_pass (&world, 2);
  g_assert_cmpuint (count_in (callers), ==, 2);
  world_pass (&world, 1);
  g_assert_true (caller_refused (callers->pdata[1], 0.2));
  world_pass (&world, 0.2);
  g_assert_true (((Caller *) callers->pdata[0])->in);
  caller_done (callers->pdata[0]);
  g_assert_true (((Caller *) callers->pdata[1])->in);
  callers_finish (callers);
  g_ptr_array_set_size (callers, 0);
  world_clear (&world);

  world_init (&world, oof_http_gate_new (1, 1));
  g_clear_pointer (&callers, g_ptr_array_unref);
  callers = callers_enter (&world, 2);
  g_assert_true (caller_refused (callers->pdata[0], 0));
  g_assert_true (((Caller *) callers->pdata[0])->in);
  callers_finish (callers);
  world_clear (&world);
}

/* The alarm is a real one: here the clock is not the test's. */
static void
test_alarm (void)
{
  g_autoptr (OofHttpGate) gate = oof_http_gate_new (0, 0);
  World world = { .gate = gate };
  Caller *caller = caller_new (&world, NULL);

  oof_http_gate_back_off (gate, 0.02);
  caller_enter (caller);
  settle ();
  while (!caller->in)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (oof_http_gate_get_spent (gate, caller->pass), >=, 0.015);
  caller_done (caller);
  caller_free (caller);
}

static void
test_grow_and_halve (void)
{
  World world;
  g_autoptr (GPtrArray) callers = NULL;
  const guint expected[] = { 16, 8, 4, 2, 1, 1 };

  world_init (&world, oof_http_gate_new (4, 32));
  callers = callers_enter (&world, 700);
  for (guint i = 0; i < 560; i++)
    caller_done (callers->pdata[i]);
  g_assert_cmpuint (oof_http_gate_get_limit (world.gate), ==, 32);
  g_assert_cmpuint (count_in (callers), ==, 32);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      world_pass (&world, 1);
      g_assert_true (caller_refused (callers->pdata[560], 0.1));
      g_assert_cmpuint (oof_http_gate_get_limit (world.gate), ==, expected[i]);
      for (guint n = 561; n < 592; n++)
        if (((Caller *) callers->pdata[n])->in)
          g_assert_true (caller_refused (callers->pdata[n], 0.1));
      g_assert_cmpuint (oof_http_gate_get_limit (world.gate), ==, expected[i]);
      world_pass (&world, 7);
      g_assert_cmpuint (count_in (callers), ==, expected[i]);
    }
  callers_finish (callers);
  g_assert_cmpuint (oof_http_gate_get_limit (world.gate), >, 1);
  world_clear (&world);
}

/* Nobody waits for what his budget cannot reach: neither the one refused, nor those in line, nor
 * those that come meanwhile. */
static void
test_budget (void)
{
  const struct
  {
    double told;
    gboolean again;
  } cases[] = {
    { 59, TRUE }, { 59.9, TRUE }, { 60, FALSE }, { 297.749, FALSE }, { INFINITY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      World world;
      g_autoptr (GPtrArray) callers = NULL;
      Caller *late;

      world_init (&world, oof_http_gate_new (1, 1));
      callers = callers_enter (&world, 3);
      g_assert_true (caller_refused (callers->pdata[0], cases[i].told) == cases[i].again);
      late = caller_new (&world, NULL);
      caller_enter (late);
      settle ();
      if (!cases[i].again)
        {
          assert_throttled (callers->pdata[1], "given up after 0 attempts and 0.0 s");
          assert_throttled (callers->pdata[2], "no requests for another");
          assert_throttled (late, "no requests for another");
          g_assert_null (((Caller *) callers->pdata[0])->error);
        }
      world_pass (&world, 60);
      callers_finish (callers);
      if (cases[i].again)
        caller_done (late);
      caller_free (late);
      world_clear (&world);
    }
}

/* It is spent by what the server makes one wait for and by one's own attempts, not by standing in
 * line. */
static void
test_budget_is_spent (void)
{
  World world;
  Caller *first;
  Caller *second;

  world_init (&world, oof_http_gate_new (1, 1));
  oof_http_gate_set_budget (world.gate, 20);
  first = caller_new (&world, NULL);
  second = caller_new (&world, NULL);
  caller_enter (first);
  caller_enter (second);
  settle ();
  world_pass (&world, 1000);
  caller_done (first);
  g_assert_true (second->in);
  g_assert_cmpfloat (oof_http_gate_get_spent (world.gate, second->pass), ==, 0);
  world_pass (&world, 4);
  g_assert_true (caller_refused (second, 5));
  world_pass (&world, 5);
  g_assert_true (second->in);
  world_pass (&world, 2);
  g_assert_cmpfloat (oof_http_gate_get_spent (world.gate, second->pass), ==, 11);
  g_assert_false (caller_refused (second, 9));
  g_assert_null (second->error);

  /* What one has waited in line while the gate was shut counts. */
  caller_free (first);
  first = caller_new (&world, NULL);
  caller_enter (first);
  world_pass (&world, 9);
  g_assert_cmpfloat (oof_http_gate_get_spent (world.gate, first->pass), ==, 9);
  g_assert_false (caller_refused (first, 11));

  /* In line, after attempts of one's own. */
  world_pass (&world, 100);
  caller_free (first);
  caller_free (second);
  first = caller_new (&world, NULL);
  second = caller_new (&world, NULL);
  caller_enter (first);
  settle ();
  g_assert_true (caller_refused (first, 5));
  caller_enter (second);
  world_pass (&world, 3);
  oof_http_gate_back_off (world.gate, 18);
  settle ();
  assert_throttled (first, "another 18.0 s, given up after 1 attempts and 3.0 s");
  assert_throttled (second, "another 18.0 s, given up after 0 attempts and 3.0 s");
  caller_free (first);
  caller_free (second);
  world_clear (&world);
}

/* Without a figure the waits double, from refusal to refusal, whoever is refused. */
static void
test_guess (void)
{
  World world;
  const double waits[] = { 4, 8, 16, 32 };
  Caller *caller;

  world_init (&world, oof_http_gate_new (0, 0));
  oof_http_gate_set_budget (world.gate, 100);
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_assert_true (caller_refused (caller, i % 2 ? NO_WORD : NAN));
      world_pass (&world, waits[i] - 0.001);
      g_assert_false (caller->in);
      world_pass (&world, 0.001);
      g_assert_true (caller->in);
    }
  g_assert_false (caller_refused (caller, NO_WORD));
  caller_free (caller);

  /* The next one does not begin from the beginning, until a good answer came. */
  world_pass (&world, 60);
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  settle ();
  g_assert_true (caller_refused (caller, NO_WORD));
  world_pass (&world, 59);
  g_assert_false (caller->in);
  world_pass (&world, 1);
  caller_done (caller);
  caller_free (caller);
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  world_pass (&world, 1);
  g_assert_true (caller_refused (caller, NO_WORD));
  world_pass (&world, 4);
  g_assert_true (caller->in);
  caller_done (caller);
  caller_free (caller);
  world_clear (&world);
}

/* "At once", for ever: neither a busy loop nor for ever. */
static void
test_at_once_for_ever (void)
{
  World world;
  Caller *caller;
  guint n_attempts = 1;

  world_init (&world, oof_http_gate_new (0, 0));
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  settle ();
  while (caller_refused (caller, 0))
    {
      n_attempts++;
      while (!caller->in)
        world_pass (&world, 0.1);
    }
  g_assert_cmpuint (n_attempts, >=, 5);
  g_assert_cmpuint (n_attempts, <=, 10);
  g_assert_cmpuint (caller->pass->n_attempts, ==, n_attempts);
  caller_free (caller);
  world_clear (&world);
}

/* A failure holds up nobody else. */
static void
test_failure (void)
{
  World world;
  Caller *caller;
  Caller *other;

  world_init (&world, oof_http_gate_new (1, 1));
  caller = caller_new (&world, "a");
  other = caller_new (&world, "a");
  caller_enter (caller);
  caller_enter (other);
  settle ();
  g_assert_true (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, NO_WORD));
  g_assert_true (other->in);
  caller_done (other);
  world_pass (&world, 3.999);
  g_assert_false (caller->in);
  world_pass (&world, 0.001);
  g_assert_true (caller->in);
  g_assert_true (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, 1));
  /* It stands before those that came after it when it wakes. */
  oof_http_gate_back_off (world.gate, 3);
  caller_enter (other);
  world_pass (&world, 2);
  g_assert_false (caller->in || other->in);
  world_pass (&world, 1);
  g_assert_true (caller->in && !other->in);
  g_assert_false (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, 1));
  g_assert_true (other->in);

  /* Not repeatable. */
  other->in = FALSE;
  g_assert_false (oof_http_gate_leave (world.gate, other->pass, OOF_HTTP_VERDICT_FAILED, 0, FALSE));
  caller_free (caller);
  caller_free (other);

  /* Cancelled while it rests. */
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  settle ();
  g_assert_true (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, 5));
  g_cancellable_cancel (caller->cancellable);
  settle ();
  g_assert_error (caller->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  caller_free (caller);
  world_clear (&world);
}

/* A client without a shared gate: waits when told, shortly, and never guesses. */
static void
test_own_gate (void)
{
  World world;
  Caller *caller;

  world_init (&world, oof_http_gate_new_own (2));
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  settle ();
  g_assert_true (caller_refused (caller, 2));
  world_pass (&world, 2);
  g_assert_true (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, 2));
  world_pass (&world, 2);
  g_assert_false (caller_leave (caller, OOF_HTTP_VERDICT_FAILED, NO_WORD));
  caller_enter (caller);
  settle ();
  g_assert_false (caller_refused (caller, NO_WORD));
  caller_enter (caller);
  settle ();
  g_assert_true (caller->in);
  g_assert_false (caller_refused (caller, 10));
  caller_free (caller);
  world_clear (&world);
}

static guint
next_random (guint *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* A thousand in line, called off in any order, while the gate is full and while it is shut. */
static void
test_cancel (void)
{
  guint state = 1;

  for (guint shut = 0; shut < 2; shut++)
    {
      World world;
      g_autoptr (GPtrArray) callers = NULL;
      g_autoptr (GPtrArray) left = g_ptr_array_new ();

      world_init (&world, oof_http_gate_new (4, 4));
      if (shut)
        oof_http_gate_back_off (world.gate, 5);
      callers = callers_enter (&world, 1000);
      for (guint i = shut ? 0 : 4; i < callers->len; i++)
        g_ptr_array_add (left, callers->pdata[i]);
      g_assert_cmpuint (oof_http_gate_get_n_waiting (world.gate), ==, left->len);
      while (left->len > 10)
        {
          Caller *caller = g_ptr_array_steal_index_fast (left, next_random (&state) % left->len);

          g_cancellable_cancel (caller->cancellable);
          if (left->len % 7 == 0)
            {
              settle ();
              g_assert_error (caller->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
              g_assert_cmpuint (oof_http_gate_get_n_waiting (world.gate), ==, left->len);
            }
        }
      settle ();
      world_pass (&world, 5);
      callers_finish (callers);
      g_assert_cmpuint (world.n_started, ==, shut ? 10 : 14);
      world_clear (&world);
    }
}

/* Who is called off in the same moment in which a place falls free does not take it. */
static void
test_cancel_before_turn (void)
{
  World world;
  g_autoptr (GPtrArray) callers = NULL;
  Caller *second;

  world_init (&world, oof_http_gate_new (1, 1));
  callers = callers_enter (&world, 3);
  second = callers->pdata[1];
  g_cancellable_cancel (second->cancellable);
  caller_done (callers->pdata[0]);
  g_assert_error (second->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (((Caller *) callers->pdata[2])->in);
  g_clear_error (&second->error);
  caller_enter (second);
  caller_done (callers->pdata[2]);
  g_assert_error (second->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  world_clear (&world);
}

/* ... and who is called off once it has its turn keeps it, and gives it back. */
static void
test_cancel_after_turn (void)
{
  World world;
  Caller *caller;

  world_init (&world, oof_http_gate_new (1, 1));
  caller = caller_new (&world, NULL);
  caller_enter (caller);
  g_cancellable_cancel (caller->cancellable);
  settle ();
  g_assert_true (caller->in);
  g_assert_false (
      oof_http_gate_leave (world.gate, caller->pass, OOF_HTTP_VERDICT_FAILED, NO_WORD, FALSE));
  caller_free (caller);
  world_clear (&world);
}

/* The server refuses everything for half a minute, then bears two at a time, then everything. */
static gboolean
server_answers (World *world, guint n_in_flight)
{
  gint64 second = world->now / SECOND - 1000;

  return second >= 30 && (second >= 60 || n_in_flight <= 2);
}

static void
test_storm (void)
{
  World world;
  g_autoptr (GPtrArray) callers = NULL;
  guint most = 0;

  world_init (&world, oof_http_gate_new (32, 32));
  callers = callers_enter (&world, 2000);
  while (count_in (callers) > 0 || oof_http_gate_get_n_waiting (world.gate) > 0)
    {
      guint n_in_flight = oof_http_gate_get_n_in_flight (world.gate);
      gboolean good = server_answers (&world, n_in_flight);

      if (world.now >= 1061 * SECOND)
        most = MAX (most, n_in_flight);
      for (guint i = 0, n = n_in_flight; n > 0; i++)
        {
          Caller *caller = callers->pdata[i];

          if (!caller->in)
            continue;
          n--;
          if (good)
            caller_done (caller);
          else
            g_assert_true (caller_refused (caller, 1.5));
        }
      world_pass (&world, 0.25);
    }
  for (guint i = 0; i < callers->len; i++)
    g_assert_no_error (((Caller *) callers->pdata[i])->error);
  /* It did not hammer, nobody was lost, and it came back to more than it fell to. */
  g_assert_cmpuint (world.n_started, <, 2000 + 150);
  g_assert_cmpuint (most, >=, 8);
  world_clear (&world);
}

static void
enter_another_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Caller **callers = user_data;

  g_assert_false (oof_http_gate_enter_finish (OOF_HTTP_GATE (source), result, NULL));
  for (guint i = 1; i < 3; i++)
    g_cancellable_cancel (callers[i]->cancellable);
  caller_enter (callers[3]);
}

/* Whoever learns that it is hopeless may call others off and come with something else. */
static void
test_reentrance (void)
{
  World world;
  Caller *callers[4];

  world_init (&world, oof_http_gate_new (1, 1));
  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    callers[i] = caller_new (&world, NULL);
  oof_http_gate_back_off (world.gate, 1);
  oof_http_gate_enter_async (world.gate, callers[0]->pass, NULL, enter_another_cb, callers);
  caller_enter (callers[1]);
  caller_enter (callers[2]);
  settle ();
  oof_http_gate_back_off (world.gate, 100);
  settle ();
  assert_throttled (callers[1], "another 100.0 s");
  assert_throttled (callers[2], "another 100.0 s");
  assert_throttled (callers[3], "another 100.0 s");
  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    caller_free (callers[i]);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-gate/limits", test_limits);
  g_test_add_func ("/http-gate/urgent", test_urgent);
  g_test_add_func ("/http-gate/mailboxes", test_mailboxes);
  g_test_add_func ("/http-gate/batch", test_batch);
  g_test_add_func ("/http-gate/batch-cancelled", test_batch_cancelled);
  g_test_add_func ("/http-gate/deadline", test_deadline);
  g_test_add_func ("/http-gate/burst", test_burst);
  g_test_add_func ("/http-gate/alarm", test_alarm);
  g_test_add_func ("/http-gate/grow-and-halve", test_grow_and_halve);
  g_test_add_func ("/http-gate/budget", test_budget);
  g_test_add_func ("/http-gate/budget-is-spent", test_budget_is_spent);
  g_test_add_func ("/http-gate/guess", test_guess);
  g_test_add_func ("/http-gate/at-once-for-ever", test_at_once_for_ever);
  g_test_add_func ("/http-gate/failure", test_failure);
  g_test_add_func ("/http-gate/own-gate", test_own_gate);
  g_test_add_func ("/http-gate/cancel", test_cancel);
  g_test_add_func ("/http-gate/cancel-before-turn", test_cancel_before_turn);
  g_test_add_func ("/http-gate/cancel-after-turn", test_cancel_after_turn);
  g_test_add_func ("/http-gate/storm", test_storm);
  g_test_add_func ("/http-gate/reentrance", test_reentrance);
  return g_test_run ();
}

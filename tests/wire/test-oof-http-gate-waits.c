/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "gate-world.h"

#include <math.h>

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
  g_test_add_func ("/http-gate-waits/deadline", test_deadline);
  g_test_add_func ("/http-gate-waits/burst", test_burst);
  g_test_add_func ("/http-gate-waits/alarm", test_alarm);
  g_test_add_func ("/http-gate-waits/grow-and-halve", test_grow_and_halve);
  g_test_add_func ("/http-gate-waits/budget", test_budget);
  g_test_add_func ("/http-gate-waits/budget-is-spent", test_budget_is_spent);
  g_test_add_func ("/http-gate-waits/guess", test_guess);
  g_test_add_func ("/http-gate-waits/at-once-for-ever", test_at_once_for_ever);
  g_test_add_func ("/http-gate-waits/failure", test_failure);
  g_test_add_func ("/http-gate-waits/own-gate", test_own_gate);
  g_test_add_func ("/http-gate-waits/storm", test_storm);
  g_test_add_func ("/http-gate-waits/reentrance", test_reentrance);
  return g_test_run ();
}

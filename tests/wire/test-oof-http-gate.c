/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate-world.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-gate/limits", test_limits);
  g_test_add_func ("/http-gate/urgent", test_urgent);
  g_test_add_func ("/http-gate/mailboxes", test_mailboxes);
  g_test_add_func ("/http-gate/batch", test_batch);
  g_test_add_func ("/http-gate/batch-cancelled", test_batch_cancelled);
  g_test_add_func ("/http-gate/cancel", test_cancel);
  g_test_add_func ("/http-gate/cancel-before-turn", test_cancel_before_turn);
  g_test_add_func ("/http-gate/cancel-after-turn", test_cancel_after_turn);
  return g_test_run ();
}

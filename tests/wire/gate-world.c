/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate-world.h"

#include "core/oof-error.h"

#include <string.h>

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

void
world_init (World *self, OofHttpGate *gate)
{
  *self = (World){ .gate = gate, .now = 1000 * SECOND, .chance = 0.5 };
  oof_http_gate_set_nature (gate, (OofHttpGateNature){ world_now, world_chance, self });
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
world_clear (World *self)
{
  settle ();
  g_assert_cmpuint (oof_http_gate_get_n_in_flight (self->gate), ==, 0);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (self->gate), ==, 0);
  g_assert_finalize_object (self->gate);
}

void
world_pass (World *self, double seconds)
{
  self->now += (gint64) (seconds * SECOND);
  oof_http_gate_wake (self->gate);
  settle ();
}

Caller *
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

void
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

void
caller_enter (Caller *self)
{
  oof_http_gate_enter_async (self->world->gate, self->pass, self->cancellable, entered_cb, self);
}

gboolean
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

gboolean
caller_done (Caller *self)
{
  return caller_leave (self, OOF_HTTP_VERDICT_DONE, NO_WORD);
}

gboolean
caller_refused (Caller *self, double told)
{
  return caller_leave (self, OOF_HTTP_VERDICT_REFUSED, told);
}

GPtrArray *
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

guint
count_in (GPtrArray *callers)
{
  guint n = 0;

  for (guint i = 0; i < callers->len; i++)
    n += ((Caller *) callers->pdata[i])->in ? 1 : 0;
  return n;
}

void
callers_finish (GPtrArray *callers)
{
  while (count_in (callers) > 0)
    for (guint i = 0; i < callers->len; i++)
      if (((Caller *) callers->pdata[i])->in)
        caller_done (callers->pdata[i]);
}

void
assert_throttled (Caller *caller, const char *says)
{
  g_assert_false (caller->in);
  g_assert_error (caller->error, OOF_ERROR, OOF_ERROR_THROTTLED);
  if (strstr (caller->error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", caller->error->message, says);
}

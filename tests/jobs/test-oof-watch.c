/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-watch-world.h"

/* The runner at work: lease, runs at their time, and what happens when something fails. */

static void
test_once (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autofree char *asked = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRequest) request = NULL;

  oof_run_world_add_people (&w->run, 2);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  asked = oof_watch_world_ask (w, OOF_ACTION_APPLY, 1, NULL);
  g_assert_true (oof_watch_world_once (w, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (oof_watch_get_report (w->watch)->changed, ==, 1);
  g_assert_cmpuint (w->n_served, ==, 1);
  request = oof_watch_world_find (w, asked);
  g_assert_cmpint (request->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpstr (request->result, ==, "unchanged");
  g_assert_cmpstr (request->by, ==, "runner@x.example");
  g_assert_cmpuint (oof_fake_store_count (w->run.items, "b:2026-11-20"), ==, 1);
  /* Released: free at once. */
  g_assert_true (oof_watch_world_take_lease (w, &error));
}

static void
remove_absences (OofWatchWorld *w)
{
  for (guint i = w->run.items->items->len; i > 0; i--)
    {
      OofItem *item = g_ptr_array_index (w->run.items->items, i - 1);

      if (item->key && g_str_has_prefix (item->key, "a:"))
        g_ptr_array_remove_index (w->run.items->items, i - 1);
    }
}

/* Nothing is planned and nobody served before it is known what a killed run has left. */
static void
test_recover (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *asked = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  asked = oof_watch_world_ask (w, OOF_ACTION_APPLY, 0, NULL);
  w->run.n_recover_errors = 2;
  oof_watch_run_async (w->watch, w->stop, oof_fake_store_cb, &w->result);
  oof_watch_world_wait (w, &w->n_trouble, 2);
  g_assert_error (w->trouble, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (w->n_jobs, ==, 0);
  g_assert_cmpuint (w->n_served, ==, 0);
  oof_watch_world_wait (w, &w->n_ran, 1);
  g_assert_cmpuint (w->run.n_recovered, ==, 1);
  g_assert_cmpuint (w->n_served, ==, 1);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
}

static void
test_recover_once (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  w->run.n_recover_errors = 1;
  g_assert_false (oof_watch_world_once (w, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (w->n_jobs, ==, 0);
}

/* One backup a day, and none that would make missing absences forgotten. */
static void
test_backup (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 20);
  for (guint i = 0; i < 20; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-12-01"));
  oof_watch_world_start (w);
  oof_watch_world_idle (w);
  g_assert_cmpuint (oof_fake_store_count (w->run.items, "b:"), ==, 1);
  remove_absences (w);
  w->run.clock->now += 86400;
  oof_watch_world_wait (w, &w->n_trouble, 1);
  g_assert_error (w->trouble, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_cmpuint (oof_fake_store_count (w->run.items, "b:"), ==, 1);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 20);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
}

static void
test_foreign (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  g_free (oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24"));
  g_assert_true (oof_watch_world_take_lease (w, &error));
  g_assert_false (oof_watch_world_once (w, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_nonnull (strstr (error->message, "runner@two"));
  g_assert_null (oof_watch_get_report (w->watch));
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 0);
}

/* Nobody has saved the options: not even a lease is written. */
static void
test_scheduled (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  g_free (oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24"));
  oof_watch_set_scheduled (w->watch, TRUE);
  oof_watch_run_async (w->watch, w->stop, oof_fake_store_cb, &w->result);
  oof_watch_world_idle (w);
  g_assert_null (oof_fake_store_get (w->run.items, "d:lease"));
  g_assert_cmpuint (w->n_jobs, ==, 0);

  /* Saved: it begins by itself. */
  oof_fake_store_put_document (w->run.items, "d:options", 1,
                               "{\"v\":1,\"key\":\"d:options\",\"rev\":1,"
                               "\"savedAt\":\"2026-11-20T08:59:00Z\"}");
  oof_watch_world_wait (w, &w->n_ran, 1);
  g_assert_nonnull (oof_fake_store_get (w->run.items, "d:lease"));
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
}

/* 09:00: at once, at the start of the absence at 09:30, at its end at 09:45, at 10:00. */
static void
test_times (OofWatchWorld *w, gconstpointer data)
{
  const char *const times[] = { "2026-11-20T09:30:00Z", "2026-11-20T09:45:00Z",
                                "2026-11-20T10:00:00Z", NULL };
  g_autoptr (OofAbsence) absence = oof_absence_new ("p0@x.example", "Europe/Berlin");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  absence->all_day = FALSE;
  absence->window.from = oof_fake_instant (times[0]);
  absence->window.to = oof_fake_instant (times[1]);
  oof_store_add_absence_async (w->run.store, absence, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_absence_finish (w->run.store, result, NULL);
  oof_watch_world_start (w);
  for (guint i = 0; times[i]; i++)
    {
      w->run.clock->now = oof_fake_instant (times[i]) - 1;
      oof_watch_world_idle (w);
      g_assert_cmpuint (w->n_ran, ==, i + 1);
      w->run.clock->now++;
      oof_watch_world_wait (w, &w->n_ran, i + 2);
      oof_watch_world_idle (w);
      g_assert_cmpuint (w->n_ran, ==, i + 2);
    }
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (w->n_trouble, ==, 0);
  g_assert_true (oof_watch_world_take_lease (w, &error));
}

/* Somebody else has taken the lease, as only a program with a wrong clock would. */
static void
test_lost (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OofItem *item;

  oof_run_world_add_people (&w->run, 1);
  oof_watch_world_start (w);
  w->run.clock->now += 10 * 60;
  item = oof_fake_store_get (w->run.items, "d:lease");
  g_free (item->document);
  item->document = g_strdup ("{\"v\":1,\"key\":\"d:lease\",\"rev\":9,\"w\":\"0\",\"runner\":"
                             "\"runner@two\",\"nonce\":\"other\","
                             "\"until\":\"2026-11-20T09:30:00Z\"}");
  item->rev = 9;
  oof_fake_store_touch (w->run.items, item);
  g_assert_false (oof_watch_world_end (w, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
}

/* The line is cut for more than 4 minutes: nothing is written until the lease is renewed. */
static void
test_unsafe (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  oof_watch_world_start (w);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  oof_fake_store_fail (w->run.items, OOF_FAKE_UPDATE, OOF_ERROR_UNREACHABLE, 1000, FALSE);
  w->boot += 4 * 60;
  w->run.clock->now = oof_fake_instant ("2026-11-20T10:00:00Z");
  oof_watch_world_wait (w, &w->n_jobs, 2);
  oof_watch_world_idle (w);
  g_assert_cmpuint (w->n_ran, ==, 1);
  g_assert_cmpuint (w->n_trouble, >, 0);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 0);

  w->run.items->n_faults = 0;
  w->run.clock->now += 60;
  oof_watch_world_wait (w, &w->n_ran, 2);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
}

static void
slept_cb (OofRunJob *job, OofRunRow *row, OofWatchWorld *w)
{
  OofItem *item = oof_fake_store_get (w->run.items, "d:lease");

  if (w->boot >= 2000)
    return;
  w->boot += 3600;
  w->run.clock->now += 3600;
  g_free (item->document);
  item->document = g_strdup ("{\"v\":1,\"key\":\"d:lease\",\"rev\":9,\"w\":\"0\",\"runner\":"
                             "\"runner@two\",\"nonce\":\"other\","
                             "\"until\":\"2026-11-20T10:05:00Z\"}");
  item->rev = 9;
  oof_fake_store_touch (w->run.items, item);
}

static void
hook_slept_cb (OofWatch *watch, OofRunJob *job, OofWatchWorld *w)
{
  g_signal_connect (job, "row", G_CALLBACK (slept_cb), w);
}

/* The machine sleeps for an hour when one mailbox is written, and somebody else goes on: not one
 * more is written. */
static void
test_slept (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  w->run.max_in_flight = 1;
  oof_run_world_add_people (&w->run, 3);
  for (guint i = 0; i < 3; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-11-24"));
  g_signal_connect (w->watch, "job", G_CALLBACK (hook_slept_cb), w);
  g_assert_false (oof_watch_world_once (w, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
}

/* What fails is told, and tried again a minute later; a lost sign-in ends it. */
static void
test_trouble (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  oof_watch_world_start (w);
  oof_fake_store_fail (w->run.items, OOF_FAKE_LIST, OOF_ERROR_UNREACHABLE, 1000, FALSE);
  w->run.clock->now = oof_fake_instant ("2026-11-20T10:00:00Z");
  oof_watch_world_wait (w, &w->n_trouble, 3);
  g_assert_error (w->trouble, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  w->run.items->n_faults = 0;
  oof_watch_world_idle (w);
  g_assert_cmpuint (w->n_ran, ==, 1);
  w->run.clock->now += 60;
  oof_watch_world_wait (w, &w->n_ran, 2);

  oof_fake_store_fail (w->run.items, OOF_FAKE_LIST, OOF_ERROR_CONSENT_REQUIRED, 1000, FALSE);
  g_assert_false (oof_watch_world_end (w, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
}

/* Cancelled before, during and after: never an error, never a lease left behind. */
static void
test_stop (OofWatchWorld *w, gconstpointer data)
{
  guint turns = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 3);
  for (guint i = 0; i < 3; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-11-24"));
  if (turns == 0)
    g_cancellable_cancel (w->stop);
  oof_watch_run_async (w->watch, w->stop, oof_fake_store_cb, &w->result);
  for (guint i = 0; i < turns; i++)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
  g_assert_no_error (error);
  g_assert_true (oof_watch_world_take_lease (w, &error));
  g_assert_no_error (error);
}

/* A single run that is cancelled says so. */
static void
test_stop_once (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  g_cancellable_cancel (w->stop);
  g_assert_false (oof_watch_world_once (w, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/jobs/watch/" name, OofWatchWorld, GUINT_TO_POINTER (data), oof_watch_world_set_up, \
              func, oof_watch_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("once", 0, test_once);
  ADD ("recover", 0, test_recover);
  ADD ("recover-once", 0, test_recover_once);
  ADD ("backup", 0, test_backup);
  ADD ("foreign", 0, test_foreign);
  ADD ("scheduled", 0, test_scheduled);
  ADD ("times", 0, test_times);
  ADD ("lost", 0, test_lost);
  ADD ("unsafe", 0, test_unsafe);
  ADD ("slept", 0, test_slept);
  ADD ("trouble", 0, test_trouble);
  for (guint turns = 0; turns < 40; turns++)
    {
      g_autofree char *path = g_strdup_printf ("/jobs/watch/stop/%u", turns);

      g_test_add (path, OofWatchWorld, GUINT_TO_POINTER (turns), oof_watch_world_set_up, test_stop,
                  oof_watch_world_tear_down);
    }
  ADD ("stop-once", 0, test_stop_once);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-watch-world.h"

/* What overtakes a run, at every moment of it. */

#define PEOPLE 6
#define PERSON 3
#define MANY   300

static void
add_absences (OofRunWorld *w, guint n)
{
  oof_run_world_add_people (w, n);
  for (guint i = 0; i < n; i++)
    g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
}

typedef struct
{
  guint turns; /* after how many the mailbox is taken out */
  OofRunJob *job;
  gboolean left;

} Moment;

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  oof_run_job_leave_out_finish (OOF_RUN_JOB (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
turn_cb (gpointer user_data)
{
  Moment *moment = user_data;

  if (moment->turns-- > 0)
    return G_SOURCE_CONTINUE;
  oof_run_job_leave_out_async (moment->job, "P3@x.example", left_cb, &moment->left);
  return G_SOURCE_REMOVE;
}

static void
prepare_cb (OofRunJob *job, gpointer data)
{
  Moment *moment = data;

  moment->job = job;
  g_idle_add (turn_cb, moment);
}

/* It is left as the run has written it and recorded, or as if the run had never been; all others
 * get what is planned. */
static void
test_moment (OofRunWorld *w, gconstpointer data)
{
  Moment moment = { .turns = GPOINTER_TO_UINT (data) };
  OofFakeMailbox *mailbox;
  g_autoptr (OofRecord) record = NULL;

  add_absences (w, PEOPLE);
  mailbox = oof_run_world_mailbox (w, PERSON);
  w->max_in_flight = 2;
  w->prepare = prepare_cb;
  w->data = &moment;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  while (!moment.left)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < PEOPLE; i++)
    g_assert_cmpuint (oof_run_world_mailbox (w, i)->n_writes, ==,
                      i == PERSON ? mailbox->n_writes : 1);
  record = oof_run_world_record (w, PERSON);
  g_assert_cmpuint (mailbox->n_writes, ==, record && record->written ? 1 : 0);
  g_assert_true ((oof_run_world_row (w, PERSON) != NULL) == (mailbox->n_writes == 1));
  g_assert_cmpuint (oof_run_job_get_report (w->job)->changed, ==, PEOPLE - 1 + mailbox->n_writes);

  /* The next run does what is left. */
  w->prepare = NULL;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
}

/* Once it is told that the run has let go, it does not come back. */
static void
test_no_return (OofRunWorld *w, gconstpointer data)
{
  Moment moment = { .turns = GPOINTER_TO_UINT (data) };
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (OofRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofRunReport) report = NULL;
  OofFakeMailbox *mailbox;
  guint n_reads, n_writes;

  add_absences (w, PEOPLE);
  mailbox = oof_run_world_mailbox (w, PERSON);
  snapshot = oof_run_world_read (w);
  roster = oof_roster_new (w->people, w->groups);
  moment.job =
      oof_run_job_new (OOF_RUN_APPLY, w->store, w->router, roster, snapshot, OOF_CLOCK (w->clock));
  oof_run_job_set_max_in_flight (moment.job, 2);
  oof_run_job_set_read_back_delays (moment.job, (const guint[3]){ 0, 0, 0 });
  g_idle_add (turn_cb, &moment);
  oof_run_job_run_async (moment.job, NULL, oof_fake_store_cb, &result);
  while (!moment.left)
    g_main_context_iteration (NULL, TRUE);
  n_writes = mailbox->n_writes;
  n_reads = mailbox->n_reads + mailbox->n_running;
  if (!result)
    oof_fake_wait (&result);
  report = oof_run_job_run_finish (moment.job, result, NULL);
  g_assert_cmpuint (mailbox->n_writes, ==, n_writes);
  g_assert_cmpuint (mailbox->n_reads, <=, n_reads);
  g_object_unref (moment.job);
}

/* What stands in line */

typedef struct
{
  OofRunWorld *world;
  OofRunJob *job;
  gboolean left;
} Line;

static gboolean
line_cb (gpointer user_data)
{
  Line *line = user_data;
  OofFakeMailbox *mailbox = oof_run_world_mailbox (line->world, PERSON);

  if (mailbox->n_standing == 0)
    return G_SOURCE_CONTINUE;
  mailbox->in_line = FALSE;
  oof_run_job_leave_out_async (line->job, "P3@x.example", left_cb, &line->left);
  return G_SOURCE_REMOVE;
}

static void
prepare_line_cb (OofRunJob *job, gpointer data)
{
  Line *line = data;

  line->job = job;
  g_idle_add (line_cb, line);
}

static void
run_in_line (OofRunWorld *w, Line *line)
{
  line->world = w;
  w->max_in_flight = PEOPLE;
  w->prepare = prepare_line_cb;
  w->data = line;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_true (line->left);
  for (guint i = 0; i < PEOPLE; i++)
    g_assert_cmpuint (oof_run_world_mailbox (w, i)->n_writes, ==, i != PERSON);
}

/* A write that has not left is taken back, and as good as never planned. */
static void
test_in_line (OofRunWorld *w, gconstpointer data)
{
  Line line = { NULL };
  g_autoptr (OofRecord) record = NULL;

  add_absences (w, PEOPLE);
  oof_run_world_mailbox (w, PERSON)->in_line = TRUE;
  run_in_line (w, &line);
  record = oof_run_world_record (w, PERSON);
  g_assert_null (record);
  g_assert_null (oof_run_world_row (w, PERSON));
  g_assert_cmpuint (oof_run_job_get_report (w->job)->changed, ==, PEOPLE - 1);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->failed, ==, 0);

  w->prepare = NULL;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (oof_run_world_mailbox (w, PERSON)->n_writes, ==, 1);
}

/* The repetition of one whose answer was lost is taken back, too; that the first one may have
 * arrived is recorded. */
static void
test_repeated_in_line (OofRunWorld *w, gconstpointer data)
{
  Line line = { NULL };
  OofFakeMailbox *mailbox;
  g_autoptr (OofRecord) record = NULL;
  OofRunRow *row;

  add_absences (w, PEOPLE);
  mailbox = oof_run_world_mailbox (w, PERSON);
  mailbox->n_write_errors = 1;
  mailbox->write_error = OOF_ERROR_UNCERTAIN;
  mailbox->in_line = TRUE;
  run_in_line (w, &line);
  record = oof_run_world_record (w, PERSON);
  row = oof_run_world_row (w, PERSON);
  g_assert_nonnull (record);
  g_assert_nonnull (record->written);
  g_assert_nonnull (row);
  g_assert_cmpint (row->result, ==, OOF_RESULT_FAILED);
  g_assert_error (row->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
}

/* Requests under a watch */

static void
ask_later (OofWatchWorld *w, guint turns)
{
  for (guint i = 0; i < turns; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* "Switch off" while the run sets the reply: off it is, and off it stays. */
static void
test_switched_off (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *asked = NULL;
  g_autoptr (OofRequest) answer = NULL;
  g_autoptr (GError) error = NULL;
  OofFakeMailbox *mailbox;

  add_absences (&w->run, PEOPLE);
  mailbox = oof_run_world_mailbox (&w->run, PERSON);
  w->run.max_in_flight = 3;
  oof_watch_run_async (w->watch, w->stop, oof_fake_store_cb, &w->result);
  ask_later (w, GPOINTER_TO_UINT (data));
  asked = oof_watch_world_ask (w, OOF_ACTION_SWITCH_OFF, PERSON, NULL);
  oof_watch_world_wait (w, &w->n_served, 1);
  oof_watch_world_wait (w, &w->n_ran, 1);
  answer = oof_watch_world_find (w, asked);
  g_assert_cmpint (answer->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpuint (mailbox->n_writes % 2, ==, 0);
  for (guint i = 0; i < PEOPLE; i++)
    g_assert_cmpuint (oof_run_world_mailbox (&w->run, i)->n_writes, ==,
                      i == PERSON ? mailbox->n_writes : 1);
  w->run.clock->now += 3600;
  oof_watch_world_wait (w, &w->n_ran, 2);
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpuint (mailbox->n_writes, <=, 2);
  g_assert_cmpuint (w->n_trouble, ==, 0);
  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
  w->run.max_in_flight = 4; /* and the request */
}

/* A single run serves what comes in while it works, too. */
static void
test_once (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *asked = NULL;
  g_autoptr (OofRequest) answer = NULL;
  g_autoptr (GError) error = NULL;

  add_absences (&w->run, MANY);
  w->run.max_in_flight = 1;
  oof_watch_run_once_async (w->watch, w->stop, oof_fake_store_cb, &w->result);
  while (w->run.mailboxes->n_writes == 0)
    g_main_context_iteration (NULL, TRUE);
  asked = oof_watch_world_ask (w, OOF_ACTION_SWITCH_OFF, MANY - 1, NULL);
  oof_watch_world_wait (w, &w->n_served, 1);
  g_assert_cmpuint (w->n_ran, ==, 0);
  oof_watch_world_wait (w, &w->n_ran, 1);
  while (!w->result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (oof_watch_run_once_finish (w->watch, w->result, &error));
  g_assert_no_error (error);
  answer = oof_watch_world_find (w, asked);
  g_assert_cmpint (answer->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpuint (oof_run_world_mailbox (&w->run, MANY - 1)->n_writes, ==, 0);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, MANY - 1);
  w->run.max_in_flight = 2; /* and the request */
}

static void
add_moments (const char *name,
             gsize size,
             void (*set_up) (gpointer, gconstpointer),
             void (*func) (gpointer, gconstpointer),
             void (*tear_down) (gpointer, gconstpointer),
             guint n,
             guint step)
{
  for (guint turns = 0; turns < n; turns += step)
    {
      g_autofree char *path = g_strdup_printf ("/jobs/run-leave/%s/%u", name, turns);

      g_test_add_vtable (path, size, GUINT_TO_POINTER (turns), (GTestFixtureFunc) set_up,
                         (GTestFixtureFunc) func, (GTestFixtureFunc) tear_down);
    }
}

#define ADD_MOMENTS(name, world, prefix, func, n, step)                                            \
  add_moments (name, sizeof (world), (gpointer) prefix##_set_up, (gpointer) func,                  \
               (gpointer) prefix##_tear_down, n, step)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_MOMENTS ("moment", OofRunWorld, oof_run_world, test_moment, 80, 1);
  ADD_MOMENTS ("no-return", OofRunWorld, oof_run_world, test_no_return, 80, 1);
  g_test_add ("/jobs/run-leave/in-line", OofRunWorld, NULL, oof_run_world_set_up, test_in_line,
              oof_run_world_tear_down);
  g_test_add ("/jobs/run-leave/repeated-in-line", OofRunWorld, NULL, oof_run_world_set_up,
              test_repeated_in_line, oof_run_world_tear_down);
  ADD_MOMENTS ("switched-off", OofWatchWorld, oof_watch_world, test_switched_off, 120, 2);
  g_test_add ("/jobs/run-leave/once", OofWatchWorld, NULL, oof_watch_world_set_up, test_once,
              oof_watch_world_tear_down);
  return g_test_run ();
}

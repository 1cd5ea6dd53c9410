/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-watch-world.h"

/* What people ask the runner for, and what they get. */

/* Asks, waits for the answer, and gives it as it is stored. (transfer full) */
static OofRequest *
ask_for (OofWatchWorld *w, OofRequest *request)
{
  guint n_served = w->n_served;
  g_autofree char *key = oof_watch_world_store (w, request);

  oof_watch_world_wait (w, &w->n_served, n_served + 1);
  g_assert_cmpstr (w->served->key, ==, key);
  return oof_watch_world_find (w, key);
}

static OofRequest *
ask (OofWatchWorld *w, OofAction action, guint n, const char *absence)
{
  g_autofree char *address = g_strdup_printf ("p%u@x.example", n);
  g_autoptr (OofRequest) request = oof_request_new (action, address);

  request->absence = g_strdup (absence);
  return ask_for (w, request);
}

static void
stop (OofWatchWorld *w)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (w->stop);
  g_assert_true (oof_watch_world_end (w, &error));
  g_assert_no_error (error);
}

static OofAbsence *
find_absence (OofWatchWorld *w, const char *key)
{
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (&w->run);
  OofAbsence *absence = oof_snapshot_find_absence (snapshot, key);

  g_assert_nonnull (absence);
  return oof_absence_ref (absence);
}

static void
assert_refused (OofRequest *request, const char *result)
{
  g_assert_cmpint (request->state, ==, OOF_REQUEST_REFUSED);
  g_assert_cmpstr (request->result, ==, result);
  g_assert_nonnull (request->message);
  g_assert_null (request->seen);
}

static void
test_apply (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (OofRequest) request = NULL;
  g_autoptr (OofRequest) again = NULL;

  oof_run_world_add_people (&w->run, 2);
  oof_watch_world_start (w);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  request = ask (w, OOF_ACTION_APPLY, 0, NULL);
  g_assert_cmpint (request->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpstr (request->result, ==, "written");
  g_assert_cmpint (request->answered_at, ==, w->run.clock->now);
  g_assert_cmpint (request->rev, ==, 3); /* asked, in hand, done */
  g_assert_true (
      oof_reply_state_identical (request->seen, oof_run_world_mailbox (&w->run, 0)->reply));
  g_assert_cmpuint (w->n_ran, ==, 1);

  again = ask (w, OOF_ACTION_APPLY, 0, NULL);
  g_assert_cmpstr (again->result, ==, "unchanged");
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
  stop (w);
}

static void
test_switch_off (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (OofRequest) request = NULL;
  g_autoptr (OofRequest) again = NULL;
  g_autoptr (OofAbsence) absence = NULL;

  oof_run_world_add_people (&w->run, 1);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-19", "2026-11-24");
  oof_watch_world_start (w);
  g_assert_cmpint (oof_run_world_mailbox (&w->run, 0)->reply->status, ==, OOF_REPLY_SCHEDULED);
  w->run.clock->now += 90;
  request = ask (w, OOF_ACTION_SWITCH_OFF, 0, NULL);
  g_assert_cmpint (request->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpstr (request->result, ==, "written");
  g_assert_cmpint (request->seen->status, ==, OOF_REPLY_DISABLED);
  absence = find_absence (w, key);
  g_assert_false (absence->all_day);
  g_assert_cmpint (absence->window.from, ==, oof_fake_instant ("2026-11-18T23:00:00Z"));
  g_assert_cmpint (absence->window.to, ==, oof_fake_instant ("2026-11-20T09:01:00Z"));
  g_assert_cmpuint (absence->moved->len, ==, 1);
  g_assert_cmpint (oof_absence_get_state (absence, w->run.clock->now), ==, OOF_ABSENCE_ENDED);

  again = ask (w, OOF_ACTION_SWITCH_OFF, 0, NULL);
  g_assert_cmpstr (again->result, ==, "unchanged");
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 2);
  stop (w);
}

/* Without end, by its key; one that began this very minute; one that is still to come. */
static void
test_switch_off_others (OofWatchWorld *w, gconstpointer data)
{
  g_autofree char *endless = NULL;
  g_autofree char *coming = NULL;
  g_autofree char *foreign = NULL;
  g_autoptr (OofRequest) request = NULL;
  g_autoptr (OofRequest) early = NULL;
  g_autoptr (OofRequest) theirs = NULL;
  g_autoptr (OofRequest) just_begun = NULL;
  g_autoptr (OofAbsence) absence = NULL;
  g_autoptr (OofAbsence) cancelled = NULL;

  oof_run_world_add_people (&w->run, 2);
  endless = oof_run_world_add_absence (&w->run, 0, "2026-11-20", NULL);
  coming = oof_run_world_add_absence (&w->run, 0, "2026-11-23", "2026-11-24");
  foreign = oof_run_world_add_absence (&w->run, 1, "2026-11-21", "2026-11-24");
  oof_watch_world_start (w);
  early = ask (w, OOF_ACTION_SWITCH_OFF, 0, coming);
  assert_refused (early, "conflict");
  theirs = ask (w, OOF_ACTION_SWITCH_OFF, 0, foreign);
  assert_refused (theirs, "not-found");
  request = ask (w, OOF_ACTION_SWITCH_OFF, 0, endless);
  g_assert_cmpint (request->state, ==, OOF_REQUEST_DONE);
  absence = find_absence (w, endless);
  g_assert_false (absence->open_end);
  g_assert_cmpint (absence->window.to, ==, w->run.clock->now);

  w->run.clock->now = oof_fake_instant ("2026-11-20T23:00:30Z");
  just_begun = ask (w, OOF_ACTION_SWITCH_OFF, 1, NULL);
  g_assert_cmpint (just_begun->state, ==, OOF_REQUEST_DONE);
  cancelled = find_absence (w, foreign);
  g_assert_cmpint (cancelled->cancelled, !=, OOF_INSTANT_NONE);
  stop (w);
}

static void
test_keep (OofWatchWorld *w, gconstpointer data)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *key = NULL;
  g_autoptr (OofRequest) request = NULL;
  g_autoptr (OofRequest) again = NULL;
  g_autoptr (OofAbsence) absence = NULL;

  oof_run_world_add_people (&w->run, 1);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  oof_watch_world_start (w);
  oof_fake_mailbox_set (oof_run_world_mailbox (&w->run, 0),
                        oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, none, "a", "b"));
  request = ask (w, OOF_ACTION_KEEP, 0, key);
  g_assert_cmpint (request->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpstr (request->seen->internal, ==, "a");
  absence = find_absence (w, key);
  g_assert_true (absence->hold);
  again = ask (w, OOF_ACTION_KEEP, 0, key);
  g_assert_cmpint (again->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
  stop (w);
}

/* What this version cannot do, and people that nobody knows. */
static void
test_refused (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (OofRequest) unknown = NULL;
  g_autoptr (OofRequest) nothing = NULL;

  oof_run_world_add_people (&w->run, 1);
  oof_watch_world_start (w);
  nothing = ask (w, OOF_ACTION_UNDO, 0, NULL);
  assert_refused (nothing, "not-found");
  unknown = ask (w, OOF_ACTION_APPLY, 7, NULL);
  assert_refused (unknown, "not-found");
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 0);
  stop (w);
}

/* Switched off though no absence says so; restored; reset; undone; and the undo undone. */
static void
test_decisions (OofWatchWorld *w, gconstpointer data)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  OofFakeMailbox *mailbox;
  g_autofree char *key = NULL;
  g_autoptr (OofRequest) off = NULL;
  g_autoptr (OofRequest) restored = NULL;
  g_autoptr (OofRequest) reset = NULL;
  g_autoptr (OofRequest) undone = NULL;
  g_autoptr (OofRequest) redone = NULL;
  g_autoptr (OofReplyState) own = NULL;
  g_autoptr (OofReplyState) ours = NULL;
  g_autoptr (OofAbsence) held = NULL;
  g_autoptr (OofAbsence) released = NULL;
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_UNDO, "p0@x.example");
  guint n_writes;

  oof_run_world_add_people (&w->run, 1);
  mailbox = oof_run_world_mailbox (&w->run, 0);
  oof_fake_mailbox_set (mailbox,
                        oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, none, "a", "b"));
  oof_watch_world_start (w);
  off = ask (w, OOF_ACTION_SWITCH_OFF, 0, NULL);
  g_assert_cmpstr (off->result, ==, "written");
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpstr (mailbox->reply->internal, ==, "a");

  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  own = oof_reply_state_ref (mailbox->reply);
  w->run.clock->now++;
  g_clear_pointer (&off, oof_request_unref);
  off = ask (w, OOF_ACTION_APPLY, 0, NULL);
  ours = oof_reply_state_ref (mailbox->reply);
  oof_fake_mailbox_set (mailbox,
                        oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, none, "a", "b"));
  w->run.clock->now++;
  restored = ask (w, OOF_ACTION_RESTORE, 0, NULL);
  g_assert_cmpstr (restored->result, ==, "written");
  g_assert_true (oof_reply_state_identical (mailbox->reply, ours));

  n_writes = mailbox->n_writes;
  w->run.clock->now++;
  reset = ask (w, OOF_ACTION_RESET, 0, NULL);
  g_assert_cmpstr (reset->result, ==, "written");
  g_assert_cmpuint (mailbox->n_writes, ==, n_writes + 2);
  g_assert_true (oof_reply_state_identical (mailbox->reply, ours));

  /* Back to before the first of our writes. */
  order->as_of = oof_fake_instant ("2026-11-20T08:59:00Z");
  w->run.clock->now++;
  undone = ask_for (w, order);
  g_assert_cmpint (undone->state, ==, OOF_REQUEST_DONE);
  held = find_absence (w, key);
  g_assert_true (held->hold);
  g_assert_cmpstr (mailbox->reply->internal, ==, "a");
  w->run.clock->now++;
  redone = ask (w, OOF_ACTION_UNDO, 0, NULL);
  g_assert_cmpint (redone->state, ==, OOF_REQUEST_DONE);
  g_assert_true (oof_reply_state_identical (mailbox->reply, ours));
  released = find_absence (w, key);
  g_assert_false (released->hold);
  stop (w);
}

static void
forbid (OofRunJob *job, gpointer data)
{
  oof_run_job_set_policy (job, 0, data, NULL);
}

/* The policy and the mailbox have their say; a failure is an answer too. */
static void
test_faults (OofWatchWorld *w, gconstpointer data)
{
  g_autoptr (OofFakeDirectory) directory = oof_fake_directory_new ();
  g_autofree char *key = NULL;
  g_autoptr (OofRequest) kept_back = NULL;
  g_autoptr (OofRequest) failed = NULL;

  oof_run_world_add_people (&w->run, 1);
  oof_watch_world_start (w);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  w->run.prepare = forbid;
  w->run.data = directory;
  kept_back = ask (w, OOF_ACTION_APPLY, 0, NULL);
  g_assert_cmpint (kept_back->state, ==, OOF_REQUEST_REFUSED);
  g_assert_cmpstr (kept_back->result, ==, "limit");
  g_assert_cmpint (kept_back->seen->status, ==, OOF_REPLY_DISABLED);

  w->run.prepare = NULL;
  oof_run_world_mailbox (&w->run, 0)->read_error = OOF_ERROR_FORBIDDEN;
  oof_run_world_mailbox (&w->run, 0)->n_read_errors = 1;
  failed = ask (w, OOF_ACTION_APPLY, 0, NULL);
  g_assert_cmpint (failed->state, ==, OOF_REQUEST_FAILED);
  g_assert_cmpstr (failed->result, ==, "forbidden");
  stop (w);
}

/* Asked in the middle of a run over many: served before it is over, and written once. */
static void
test_overtakes (OofWatchWorld *w, gconstpointer data)
{
  OofFakeMailbox *last;
  g_autofree char *key = NULL;
  g_autofree char *asked = NULL;

  oof_run_world_add_people (&w->run, 60);
  w->run.max_in_flight = 1;
  oof_watch_world_start (w);
  for (guint i = 0; i < 60; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-11-24"));
  asked = oof_watch_world_ask (w, OOF_ACTION_APPLY, 9, NULL); /* "p9" is the last by address */
  last = oof_run_world_mailbox (&w->run, 9);
  w->run.clock->now = oof_fake_instant ("2026-11-20T10:00:00Z");
  w->run.max_in_flight = 2; /* the run and the request */
  oof_watch_world_wait (w, &w->n_served, 1);
  g_assert_cmpuint (last->n_writes, ==, 1);
  oof_watch_world_wait (w, &w->n_ran, 2);
  g_assert_cmpuint (last->n_writes, ==, 1);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 60);
  w->run.max_in_flight = 4;
  stop (w);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/jobs/requests/" name, OofWatchWorld, NULL, oof_watch_world_set_up, func,           \
              oof_watch_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("apply", test_apply);
  ADD ("switch-off", test_switch_off);
  ADD ("switch-off-others", test_switch_off_others);
  ADD ("keep", test_keep);
  ADD ("refused", test_refused);
  ADD ("decisions", test_decisions);
  ADD ("faults", test_faults);
  ADD ("overtakes", test_overtakes);
  return g_test_run ();
}

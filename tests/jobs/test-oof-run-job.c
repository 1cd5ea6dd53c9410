/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-run-world.h"

/* The run in fair weather: who is looked at, what is written, what is recorded. */

static void
test_life (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (OofRecord) record = NULL;
  OofRunReport *report;
  OofFakeMailbox *mailbox;

  oof_run_world_add_people (w, 2);
  w->mailboxes->rewrites = TRUE;
  key = oof_run_world_add_absence (w, 0, "2026-11-22", "2026-11-24");
  mailbox = oof_run_world_mailbox (w, 0);

  /* Planned: seen, said, not written. */
  report = oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->rows->len, ==, 1);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WOULD_WRITE);
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_cmpuint (mailbox->n_writes, ==, 0);
  g_assert_cmpuint (oof_fake_store_count (w->items, "l:"), ==, 0);

  /* Applied. */
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpstr (oof_run_world_row (w, 0)->name, ==, "Person 0");
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_SCHEDULED);
  g_assert_nonnull (strstr (mailbox->reply->internal, "24.11.2026"));
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_cmpuint (report->requests, ==, 3);
  g_assert_cmpuint (oof_fake_store_count (w->items, "l:"), ==, 1);
  record = oof_run_world_record (w, 0);
  g_assert_cmpstr (record->absence, ==, key);
  g_assert_cmpstr (record->run, ==, report->run);
  g_assert_true (oof_reply_state_identical (record->returned, mailbox->reply));
  g_assert_false (oof_reply_state_identical (record->written, mailbox->reply));
  g_assert_cmpint (record->previous->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpint (record->seen_at, ==, w->clock->now);

  /* Nothing to do a minute later: one read, nothing written anywhere. */
  w->clock->now += 60;
  w->items->n_calls[OOF_FAKE_CREATE] = w->items->n_calls[OOF_FAKE_UPDATE] = 0;
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
  g_assert_cmpuint (report->requests, ==, 1);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
  g_assert_cmpuint (oof_fake_store_get_n_writes (w->items), ==, 0);

  /* Cancelled: switched off, the first previous value still kept. */
  oof_run_world_cancel (w, key);
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_DISABLED);
  g_clear_pointer (&record, oof_record_unref);
  record = oof_run_world_record (w, 0);
  g_assert_null (record->absence);
  g_assert_cmpint (record->previous->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpstr (record->previous->internal, ==, "");

  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (report->changed, ==, 0);
  g_assert_cmpuint (mailbox->n_writes, ==, 2);
}

/* What the person had before stays as previous, however often our own text changes. */
static void
test_previous (OofRunWorld *w, gconstpointer data)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *key = NULL;
  g_autofree char *key2 = NULL;
  g_autoptr (OofRecord) record = NULL;
  OofItem *item;

  oof_run_world_add_people (w, 1);
  oof_fake_mailbox_set (
      oof_run_world_mailbox (w, 0),
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_CONTACTS, none, "meins", "mine"));
  key = oof_run_world_add_absence (w, 0, "2026-11-19", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  item = oof_fake_store_get (w->items, "d:template:1");
  g_free (item->document);
  item->document = g_strdup ("{\"v\":1,\"key\":\"d:template:1\",\"rev\":2,\"name\":\"Standard\","
                             "\"body\":\"Ein anderer Text\"}");
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);

  /* Changed by its owner, and then the text of the template changes: theirs stays. */
  oof_fake_mailbox_set (
      oof_run_world_mailbox (w, 0),
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, none, "anders", "other"));
  item->document[strlen (item->document) - 3] = 'T';
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
  record = oof_run_world_record (w, 0);
  g_assert_cmpstr (record->previous->internal, ==, "meins");
  g_assert_cmpint (record->previous->audience, ==, OOF_AUDIENCE_CONTACTS);
  g_clear_pointer (&record, oof_record_unref);

  /* Another absence takes over without a gap: what they had last is kept. */
  key2 = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-26");
  oof_run_world_run (w, OOF_RUN_APPLY);
  record = oof_run_world_record (w, 0);
  g_assert_cmpstr (record->absence, ==, key2);
  g_assert_cmpstr (record->previous->internal, ==, "anders");
}

/* Kept and reported: the user's own change is neither overwritten nor taken for ours. */
static void
test_changed_outside (OofRunWorld *w, gconstpointer data)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *key = NULL;
  g_autoptr (OofRecord) record = NULL;
  OofRunRow *row;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-19", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  oof_fake_mailbox_set (
      oof_run_world_mailbox (w, 0),
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, none, "anders", "other"));
  oof_run_world_run (w, OOF_RUN_APPLY);
  row = oof_run_world_row (w, 0);
  g_assert_cmpint (row->result, ==, OOF_RESULT_UNCHANGED);
  g_assert_cmpint (row->plan->verdict, ==, OOF_VERDICT_CHANGED_OUTSIDE);
  record = oof_run_world_record (w, 0);
  g_assert_cmpstr (record->seen->internal, ==, "anders");
  g_assert_cmpstr (record->returned->internal, !=, "anders");
}

/* The owner switched it off; once the absence is over nothing of ours is out there. */
static void
test_switched_off_by_owner (OofRunWorld *w, gconstpointer data)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *key = NULL;
  g_autoptr (OofRecord) record = NULL;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-19", "2026-11-21");
  oof_run_world_run (w, OOF_RUN_APPLY);
  oof_fake_mailbox_set (oof_run_world_mailbox (w, 0),
                        oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL, none, "", ""));
  w->clock->now += 5 * 86400;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
  record = oof_run_world_record (w, 0);
  g_assert_null (record->absence);
  w->clock->now += 60 * 86400;
  g_assert_cmpuint (oof_run_world_run (w, OOF_RUN_APPLY)->rows->len, ==, 0);
}

static void
test_scope (OofRunWorld *w, gconstpointer data)
{
  const char *const only[] = { "P2@x.example", "p2@x.example", "stranger@x.example", NULL };
  g_autofree char *near = NULL;
  g_autofree char *far = NULL;
  g_autofree char *past = NULL;
  g_autofree char *left = NULL;
  OofRunReport *report;

  oof_run_world_add_people (w, 4);
  near = oof_run_world_add_absence (w, 0, "2026-12-10", "2026-12-11");
  far = oof_run_world_add_absence (w, 1, "2026-12-25", "2026-12-28");
  past = oof_run_world_add_absence (w, 2, "2026-11-01", "2026-11-02");
  left = oof_run_world_add_absence (w, 77, "2026-11-01", "2026-11-02");
  report = oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_cmpuint (report->rows->len, ==, 2);
  g_assert_nonnull (oof_run_world_row (w, 0));
  g_assert_nonnull (oof_run_world_row (w, 2));

  report = oof_run_world_run (w, OOF_RUN_STATUS);
  g_assert_cmpuint (report->rows->len, ==, 4);
  g_assert_cmpuint (w->n_rows_seen, ==, 4);

  w->scope = only;
  report = oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_cmpuint (report->rows->len, ==, 2);
  g_assert_error (oof_run_report_find (report, "stranger@x.example")->error, OOF_ERROR,
                  OOF_ERROR_NOT_FOUND);
  w->scope = NULL;

  /* As if it were Christmas. */
  w->instant = oof_fake_instant ("2026-12-24T09:00:00Z");
  report = oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_cmpint (oof_run_world_row (w, 1)->result, ==, OOF_RESULT_WOULD_WRITE);
}

static void
test_routes (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  OofPerson *person;
  OofRunRow *row;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  person = g_ptr_array_index (w->people, 0);
  person->route = OOF_ROUTE_EWS;
  oof_run_world_run (w, OOF_RUN_APPLY);
  row = oof_run_world_row (w, 0);
  g_assert_cmpint (row->result, ==, OOF_RESULT_FAILED);
  g_assert_error (row->error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_assert_null (row->plan);
}

/* Zone and language of the mailbox serve a person of whom the directory knows neither; the group
 * gives the template. */
static void
test_person_and_group (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  OofGroup *group = oof_group_new ("Vertrieb");

  group->template_name = g_strdup ("Kurz");
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (group->members, g_strdup ("p0@x.example"));
  g_ptr_array_add (w->groups, group);
  oof_fake_store_put_document (w->items, "d:template:2", 1,
                               "{\"v\":1,\"key\":\"d:template:2\",\"rev\":1,\"name\":\"Kurz\","
                               "\"body\":\"[lang:de]Weg bis @@oofto[/lang]\"}");
  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_nonnull (strstr (oof_run_world_mailbox (w, 0)->reply->internal, "Weg bis 24.11.2026"));
}

/* An entry without end stays inside the reading window. */
static void
test_open_end (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  OofFakeMailbox *mailbox;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", NULL);
  mailbox = oof_run_world_mailbox (w, 0);
  for (guint week = 0; week < 20; week++)
    {
      oof_run_world_run (w, OOF_RUN_APPLY);
      g_assert_no_error (w->error);
      g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_ENABLED);
      w->clock->now += 7 * 86400;
    }
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
  /* It never had to be looked up. */
  g_assert_cmpuint (w->items->n_calls[OOF_FAKE_FIND], ==, 0);
}

static void
test_log (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  OofRunLog *log;
  OofLogPerson *person;

  oof_run_world_add_people (w, 3);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  g_free (oof_run_world_add_absence (w, 1, "2026-12-10", "2026-12-11"));
  g_free (oof_run_world_add_absence (w, 2, "2026-11-20", "2026-11-24"));
  oof_run_world_mailbox (w, 2)->read_error = OOF_ERROR_FORBIDDEN;
  oof_run_world_mailbox (w, 2)->n_read_errors = 9;
  oof_run_world_run (w, OOF_RUN_APPLY);
  oof_store_list_runs_async (w->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  runs = oof_store_list_runs_finish (w->store, result, NULL);
  g_assert_cmpuint (runs->len, ==, 1);
  log = runs->pdata[0];
  g_assert_cmpstr (log->run, ==, oof_run_job_get_report (w->job)->run);
  g_assert_cmpstr (log->by, ==, "runner@x.example");
  g_assert_cmpint (log->changed, ==, 1);
  g_assert_cmpint (log->unchanged, ==, 1);
  g_assert_cmpint (log->failed, ==, 1);
  g_assert_cmpuint (log->people->len, ==, 2);
  person = log->people->pdata[0];
  g_assert_cmpstr (person->result, ==, "written");
  g_assert_cmpstr (((OofLogChange *) person->changes->pdata[0])->field, ==, "state");
  person = log->people->pdata[1];
  g_assert_cmpstr (person->result, ==, "failed");
  g_assert_nonnull (person->error);
}

static void
test_run_id (void)
{
  g_autoptr (OofRunReport) a = oof_run_report_new (oof_fake_instant ("2026-11-23T09:00:00Z"));
  g_autoptr (OofRunReport) b = oof_run_report_new (oof_fake_instant ("2026-11-23T09:00:00Z"));

  g_assert_true (g_str_has_prefix (a->run, "20261123T090000Z-"));
  g_assert_cmpuint (strlen (a->run), ==, 25);
  g_assert_cmpstr (a->run, !=, b->run);
  g_assert_cmpstr (oof_run_result_to_string (OOF_RESULT_WOULD_WRITE), ==, "skipped");
  g_assert_cmpstr (oof_run_result_to_string (OOF_RESULT_NOT_CONFIRMED), ==, "not-confirmed");
}

#define ADD(name, func)                                                                            \
  g_test_add (name, OofRunWorld, NULL, oof_run_world_set_up, func, oof_run_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/run-job/life", test_life);
  ADD ("/run-job/previous", test_previous);
  ADD ("/run-job/changed-outside", test_changed_outside);
  ADD ("/run-job/switched-off-by-owner", test_switched_off_by_owner);
  ADD ("/run-job/scope", test_scope);
  ADD ("/run-job/routes", test_routes);
  ADD ("/run-job/person-and-group", test_person_and_group);
  ADD ("/run-job/open-end", test_open_end);
  ADD ("/run-job/log", test_log);
  g_test_add_func ("/run-job/run-id", test_run_id);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-run-world.h"

/* The run in foul weather: lag, lost answers, errors, cancellation, damaged documents. */

static OofFakeMailbox *
one_running (OofRunWorld *w)
{
  g_autofree char *key = NULL;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  return oof_run_world_mailbox (w, 0);
}

static void
test_lag (OofRunWorld *w, gconstpointer data)
{
  /* read-backs that still show the old value, and what becomes of the row */
  const struct
  {
    guint lag;
    OofRunResult result;
    guint n_reads;
  } cases[] = { { 0, OOF_RESULT_WRITTEN, 2 },
                { 1, OOF_RESULT_WRITTEN, 3 },
                { 2, OOF_RESULT_WRITTEN, 4 },
                { 3, OOF_RESULT_WRITTEN, 5 }, /* the last look at the end of the run */
                { 4, OOF_RESULT_NOT_CONFIRMED, 5 },
                { G_MAXUINT, OOF_RESULT_NOT_CONFIRMED, 5 } };

  oof_run_world_add_people (w, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
      oof_run_world_mailbox (w, i)->lag = cases[i].lag;
    }
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->changed, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofRecord) record = oof_run_world_record (w, i);

      g_assert_cmpint (oof_run_world_row (w, i)->result, ==, cases[i].result);
      g_assert_cmpuint (oof_run_world_mailbox (w, i)->n_reads, ==, cases[i].n_reads);
      g_assert_cmpuint (oof_run_world_mailbox (w, i)->n_writes, ==, 1);
      g_assert_true ((record->returned != NULL) == (cases[i].result == OOF_RESULT_WRITTEN));
      g_assert_nonnull (record->absence);
    }
}

/* What was not confirmed is confirmed by the next run, without a second write. */
static void
test_confirmed_later (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);
  g_autoptr (OofRecord) record = NULL;

  mailbox->lag = 4;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_NOT_CONFIRMED);
  mailbox->lag_left = 0;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
  record = oof_run_world_record (w, 0);
  g_assert_nonnull (record->returned);
}

/* A replica that lags answers the next run: nobody has come back, and what was seen last stays. */
static void
test_lag_of_next_run (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);
  g_autoptr (OofReplyState) before = oof_reply_state_ref (mailbox->reply);
  g_autoptr (OofReplyState) ours = NULL;

  oof_run_world_run (w, OOF_RUN_APPLY);
  ours = oof_reply_state_ref (mailbox->reply);
  for (guint i = 0; i < 2; i++)
    {
      w->clock->now += 60;
      oof_fake_mailbox_set (mailbox, oof_reply_state_ref (before));
      oof_run_world_run (w, OOF_RUN_APPLY);
      g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
      g_assert_cmpint (oof_run_world_row (w, 0)->plan->verdict, ==, OOF_VERDICT_NOT_CONFIRMED);
    }
  oof_fake_mailbox_set (mailbox, g_steal_pointer (&ours));
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->plan->verdict, ==, OOF_VERDICT_AS_PLANNED);
  g_assert_nonnull (oof_run_world_row (w, 0)->plan->absence);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
}

static void
test_lost_answer (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);

  mailbox->write_error = OOF_ERROR_UNCERTAIN;
  mailbox->n_write_errors = 1;
  mailbox->write_applies = TRUE;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_no_error (oof_run_world_row (w, 0)->error);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
}

static void
test_failed_write (OofRunWorld *w, gconstpointer data)
{
  const int codes[] = { OOF_ERROR_UNCERTAIN, OOF_ERROR_UNREACHABLE, OOF_ERROR_THROTTLED,
                        OOF_ERROR_PROTOCOL };

  oof_run_world_add_people (w, 2 * G_N_ELEMENTS (codes));
  for (guint i = 0; i < 2 * G_N_ELEMENTS (codes); i++)
    {
      OofFakeMailbox *mailbox = oof_run_world_mailbox (w, i);

      g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
      mailbox->write_error = codes[i / 2];
      mailbox->n_write_errors = i % 2 + 1;
    }
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (codes); i++)
    {
      OofRunRow *row = oof_run_world_row (w, i);
      OofFakeMailbox *mailbox = oof_run_world_mailbox (w, i);

      /* Once more when the old value is there, and then no more. */
      g_assert_cmpint (row->result, ==, i % 2 ? OOF_RESULT_FAILED : OOF_RESULT_WRITTEN);
      g_assert_cmpuint (mailbox->n_writes, ==, i % 2 ? 0 : 1);
      g_assert_cmpuint (mailbox->n_write_errors, ==, 0);
      if (i % 2)
        g_assert_error (row->error, OOF_ERROR, codes[i / 2]);
    }
}

static void
test_forbidden_write (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);
  g_autoptr (OofRecord) record = NULL;

  mailbox->write_error = OOF_ERROR_FORBIDDEN;
  mailbox->n_write_errors = 9;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_FAILED);
  g_assert_cmpuint (mailbox->n_write_errors, ==, 8);
  g_assert_cmpuint (mailbox->n_reads, ==, 1);
  record = oof_run_world_record (w, 0);
  g_assert_null (record->written);
  g_assert_null (record->absence);
  g_assert_nonnull (record->seen);
}

/* The answer lost and the look after it too: known to be possible. */
static void
test_lost_and_blind (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);
  g_autoptr (OofRecord) record = NULL;

  mailbox->write_error = OOF_ERROR_UNCERTAIN;
  mailbox->n_write_errors = 1;
  mailbox->write_applies = TRUE;
  mailbox->read_error = OOF_ERROR_UNREACHABLE;
  mailbox->n_reads_before_error = 1;
  mailbox->n_read_errors = 1;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_FAILED);
  g_assert_error (oof_run_world_row (w, 0)->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  record = oof_run_world_record (w, 0);
  g_assert_nonnull (record->written);
  g_assert_null (record->returned);
  g_assert_cmpint (record->previous->status, ==, OOF_REPLY_DISABLED);
}

static void
test_read_back_fails (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);

  mailbox->read_error = OOF_ERROR_UNREACHABLE;
  mailbox->n_reads_before_error = 1;
  mailbox->n_read_errors = 1;
  oof_run_world_run (w, OOF_RUN_APPLY);
  /* The last look finds it. */
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_no_error (oof_run_world_row (w, 0)->error);
  g_assert_cmpuint (w->n_rows_seen, ==, 2);
}

static void
test_200_people (OofRunWorld *w, gconstpointer data)
{
  OofRunReport *report;
  guint n_pages;

  oof_run_world_add_people (w, 200);
  w->mailboxes->rewrites = TRUE;
  for (guint i = 0; i < 200; i++)
    {
      OofFakeMailbox *mailbox = oof_run_world_mailbox (w, i);

      g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
      if (i % 10 == 3)
        {
          mailbox->read_error = i % 20 == 3 ? OOF_ERROR_FORBIDDEN : OOF_ERROR_UNREACHABLE;
          mailbox->n_read_errors = 1;
        }
      if (i % 10 == 5)
        {
          mailbox->write_error = OOF_ERROR_UNCERTAIN;
          mailbox->n_write_errors = 1;
          mailbox->write_applies = i % 20 == 5;
        }
      mailbox->lag = i % 4;
    }
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->rows->len, ==, 200);
  g_assert_cmpuint (report->failed, ==, 20);
  g_assert_cmpuint (report->changed, ==, 180);
  g_assert_cmpuint (w->mailboxes->peak, ==, 4);
  g_assert_cmpstr (((OofRunRow *) report->rows->pdata[0])->address, ==, "p0@x.example");

  /* Another run does what is left, a third one nothing. */
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (report->failed, ==, 0);
  g_assert_cmpuint (report->changed, ==, 20);
  n_pages = oof_fake_store_count (w->items, "s:");
  g_assert_cmpuint (n_pages, >, 100);
  w->items->n_calls[OOF_FAKE_CREATE] = w->items->n_calls[OOF_FAKE_UPDATE] = 0;
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (report->unchanged, ==, 200);
  g_assert_cmpuint (report->requests, ==, 200);
  g_assert_cmpuint (oof_fake_store_get_n_writes (w->items), ==, 0);
}

/* Those that the run did not come to any more. */
static guint
count_skipped (OofRunReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);

      n += row->result == OOF_RESULT_SKIPPED
           && g_error_matches (row->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  return n;
}

static void
test_signed_out (OofRunWorld *w, gconstpointer data)
{
  const int codes[] = { OOF_ERROR_AUTH_REQUIRED, OOF_ERROR_CONSENT_REQUIRED };
  guint n_recorded = 0;

  oof_run_world_add_people (w, 30);
  for (guint i = 0; i < 30; i++)
    g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
  w->max_in_flight = 2;
  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    {
      OofFakeMailbox *mailbox = oof_run_world_mailbox (w, c == 0 ? 15 : 17);
      OofRunReport *report;

      mailbox->read_error = codes[c];
      mailbox->n_read_errors = 1;
      report = oof_run_world_run (w, OOF_RUN_APPLY);
      g_assert_error (w->error, OOF_ERROR, codes[c]);
      g_assert_cmpuint (report->failed, ==, 0);
      g_assert_cmpuint (report->rows->len, ==, 30);
      g_assert_cmpuint (count_skipped (report), >, 1);
      g_assert_cmpuint (count_skipped (report), <, 30);
    }
  {
    g_autoptr (OofSnapshot) snapshot = oof_run_world_read (w);

    for (guint i = 0; i < 30; i++)
      {
        g_autofree char *address = g_strdup_printf ("p%u@x.example", i);
        OofRecord *record = oof_snapshot_find_record (snapshot, address);

        g_assert_true ((record && record->written) == (oof_run_world_mailbox (w, i)->n_writes > 0));
        n_recorded += record != NULL;
      }
  }
  g_assert_cmpuint (n_recorded, >, 0);
  g_assert_cmpuint (n_recorded, <, 30);
  g_assert_cmpuint (oof_fake_store_count (w->items, "l:"), ==, 2);
}

static void
test_cancelled (OofRunWorld *w, gconstpointer data)
{
  OofRunReport *report;

  oof_run_world_add_people (w, 40);
  for (guint i = 0; i < 40; i++)
    g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
  w->cancellable = g_cancellable_new ();
  w->mailboxes->cancel_on_write = g_object_ref (w->cancellable);
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Every write that went out was seen through and recorded. */
  g_assert_cmpuint (w->mailboxes->n_writes, >=, 1);
  g_assert_cmpuint (w->mailboxes->n_writes, <=, 4);
  g_assert_cmpuint (report->changed, ==, w->mailboxes->n_writes);
  g_assert_cmpuint (count_skipped (report), ==, 40 - w->mailboxes->n_writes);
  for (guint i = 0; i < 40; i++)
    if (oof_run_world_mailbox (w, i)->n_writes > 0)
      {
        g_autoptr (OofRecord) record = oof_run_world_record (w, i);

        g_assert_cmpint (oof_run_world_row (w, i)->result, ==, OOF_RESULT_WRITTEN);
        g_assert_nonnull (record->returned);
      }
  g_assert_cmpuint (oof_fake_store_count (w->items, "l:"), ==, 1);
}

static void
test_cancelled_before (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);

  w->cancellable = g_cancellable_new ();
  g_cancellable_cancel (w->cancellable);
  oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_error (w->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (mailbox->n_reads, ==, 0);
}

/* Between read and write: nothing is written any more. */
static void
test_cancelled_while_reading (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);

  w->cancellable = g_cancellable_new ();
  w->mailboxes->cancel_on_read = g_object_ref (w->cancellable);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (mailbox->n_reads, ==, 1);
  g_assert_cmpuint (mailbox->n_writes, ==, 0);
  g_assert_cmpuint (count_skipped (oof_run_job_get_report (w->job)), ==, 1);
}

static void
test_limit_errors (OofRunWorld *w, gconstpointer data)
{
  OofRunReport *report;
  guint n_skipped = 0;

  oof_run_world_add_people (w, 20);
  for (guint i = 0; i < 20; i++)
    {
      g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
      oof_run_world_mailbox (w, i)->read_error = OOF_ERROR_FORBIDDEN;
      oof_run_world_mailbox (w, i)->n_read_errors = 9;
    }
  w->limit_errors = 3;
  w->max_in_flight = 1;
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->rows->len, ==, 20);
  g_assert_cmpuint (report->failed, ==, 3);
  for (guint i = 0; i < 20; i++)
    if (oof_run_world_row (w, i)->result == OOF_RESULT_SKIPPED)
      {
        g_assert_error (oof_run_world_row (w, i)->error, OOF_ERROR, OOF_ERROR_LIMIT);
        n_skipped++;
      }
  g_assert_cmpuint (n_skipped, ==, 17);
}

/* With options or groups of a newer version nothing may be written. */
static void
test_newer_documents (OofRunWorld *w, gconstpointer data)
{
  const char *const keys[] = { "d:options", "d:groups" };
  OofFakeMailbox *mailbox = one_running (w);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"v\":2,\"key\":\"%s\"}", keys[i]);
      OofItem *item = oof_fake_store_put_document (w->items, keys[i], 1, json);

      oof_run_world_run (w, OOF_RUN_APPLY);
      g_assert_error (w->error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
      oof_run_world_run (w, OOF_RUN_STATUS);
      g_assert_no_error (w->error);
      g_ptr_array_remove (w->items->items, item);
    }
  g_assert_cmpuint (mailbox->n_writes, ==, 0);
}

/* An absence that cannot be read may still run: its reply stays. */
static void
test_unreadable_absence (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  OofItem *item;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  item = oof_fake_store_get (w->items, key);
  g_free (item->absence);
  item->absence = g_strdup ("z1:");
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_FAILED);
  g_assert_cmpint (oof_run_world_mailbox (w, 0)->reply->status, ==, OOF_REPLY_SCHEDULED);
}

/* Moved far away in Outlook: found by key, switched off because it does not run now. */
static void
test_moved_far (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  OofItem *item;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  item = oof_fake_store_get (w->items, key);
  item->first_day += 200;
  item->last_day += 200;
  item->range.from += 200 * 86400;
  item->range.to += 200 * 86400;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpint (oof_run_world_mailbox (w, 0)->reply->status, ==, OOF_REPLY_DISABLED);
}

static void
test_deleted (OofRunWorld *w, gconstpointer data)
{
  oof_run_world_add_people (w, 30);
  for (guint i = 0; i < 30; i++)
    g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
  oof_run_world_run (w, OOF_RUN_APPLY);

  /* Three deleted in Outlook are meant to be gone. */
  for (guint i = 0; i < w->items->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (w->items->items, i);

      if (g_str_has_prefix (item->key, "a:") && oof_fake_store_count (w->items, "a:") > 27)
        g_ptr_array_remove_index (w->items->items, i--);
    }
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->changed, ==, 3);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->failed, ==, 0);

  /* Eleven at once are not. */
  for (guint i = 0; i < w->items->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (w->items->items, i);

      if (g_str_has_prefix (item->key, "a:") && oof_fake_store_count (w->items, "a:") > 16)
        g_ptr_array_remove_index (w->items->items, i--);
    }
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->changed, ==, 0);
  g_assert_cmpuint (oof_run_job_get_report (w->job)->failed, ==, 11);
}

/* The look-up itself fails: nobody knows, so nothing happens to that mailbox. */
static void
test_look_up_fails (OofRunWorld *w, gconstpointer data)
{
  g_autofree char *key = NULL;

  oof_run_world_add_people (w, 1);
  key = oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24");
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_ptr_array_remove (w->items->items, oof_fake_store_get (w->items, key));
  oof_fake_store_fail (w->items, OOF_FAKE_FIND, OOF_ERROR_UNREACHABLE, 1, FALSE);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (oof_run_world_row (w, 0)->error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpint (oof_run_world_mailbox (w, 0)->reply->status, ==, OOF_REPLY_SCHEDULED);
}

/* Written but not recorded: the run says so, the report is there. */
static void
test_not_recorded (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox = one_running (w);

  oof_fake_store_fail (w->items, OOF_FAKE_CREATE, OOF_ERROR_UNREACHABLE, 9, FALSE);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);

  w->items->n_faults = 0;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add (name, OofRunWorld, NULL, oof_run_world_set_up, func, oof_run_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/run-job-faults/lag", test_lag);
  ADD ("/run-job-faults/confirmed-later", test_confirmed_later);
  ADD ("/run-job-faults/lag-of-next-run", test_lag_of_next_run);
  ADD ("/run-job-faults/lost-answer", test_lost_answer);
  ADD ("/run-job-faults/failed-write", test_failed_write);
  ADD ("/run-job-faults/forbidden-write", test_forbidden_write);
  ADD ("/run-job-faults/lost-and-blind", test_lost_and_blind);
  ADD ("/run-job-faults/read-back-fails", test_read_back_fails);
  ADD ("/run-job-faults/200-people", test_200_people);
  ADD ("/run-job-faults/signed-out", test_signed_out);
  ADD ("/run-job-faults/cancelled", test_cancelled);
  ADD ("/run-job-faults/cancelled-before", test_cancelled_before);
  ADD ("/run-job-faults/cancelled-while-reading", test_cancelled_while_reading);
  ADD ("/run-job-faults/limit-errors", test_limit_errors);
  ADD ("/run-job-faults/newer-documents", test_newer_documents);
  ADD ("/run-job-faults/unreadable-absence", test_unreadable_absence);
  ADD ("/run-job-faults/moved-far", test_moved_far);
  ADD ("/run-job-faults/deleted", test_deleted);
  ADD ("/run-job-faults/look-up-fails", test_look_up_fails);
  ADD ("/run-job-faults/not-recorded", test_not_recorded);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-copies.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "oof-fake-store.h"

/* The calendar of a resource mailbox at 2026-11-20 09:00 UTC. */
typedef struct
{
  OofFakeStore *calendar;
  OofSnapshot *snapshot;
  OofRoster *roster;
  gboolean guarded; /* the lease is lost */
  guint n_written;
  GError *error;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  OofSubject *ill = oof_subject_new ("Krank");

  f->calendar = oof_fake_store_new ();
  f->snapshot = oof_snapshot_new ();
  ill->confidential = TRUE;
  g_ptr_array_add (f->snapshot->subjects, ill);
  g_ptr_array_add (people, oof_person_new (NULL, "anna@x.example", "Anna Meier"));
  f->roster = oof_roster_new (people, groups);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->calendar);
  oof_snapshot_unref (f->snapshot);
  oof_roster_unref (f->roster);
  g_clear_error (&f->error);
}

static OofAbsence *
add (Fixture *f, const char *key, const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new ("anna@x.example", "Europe/Berlin");

  g_free (absence->key);
  absence->key = g_strdup (key);
  absence->rev = 1;
  absence->all_day = TRUE;
  absence->first_day = oof_fake_day (from);
  absence->last_day = oof_fake_day (to);
  g_free (absence->subject);
  absence->subject = g_strdup ("Urlaub");
  g_ptr_array_add (f->snapshot->absences, absence);
  return absence;
}

static gboolean
guard_cb (gpointer data, GError **error)
{
  Fixture *f = data;

  if (f->guarded)
    g_set_error (error, OOF_ERROR, OOF_ERROR_LEASE, "lost");
  return !f->guarded;
}

static gboolean
copy (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_error (&f->error);
  oof_copies_async (OOF_ITEM_STORE (f->calendar), f->snapshot, f->roster,
                    oof_fake_instant ("2026-11-20T09:00:00Z"), guard_cb, f, NULL, oof_fake_store_cb,
                    &result);
  oof_fake_wait (&result);
  return oof_copies_finish (result, &f->n_written, &f->error);
}

static void
assert_copied (Fixture *f, guint n_written, guint n_there)
{
  g_assert_true (copy (f));
  g_assert_no_error (f->error);
  g_assert_cmpuint (f->n_written, ==, n_written);
  g_assert_cmpuint (oof_fake_store_count (f->calendar, "c:"), ==, n_there);
}

/* Differences only, and only what has an entry in the reading window. */
static void
test_differences (Fixture *f, gconstpointer data)
{
  OofAbsence *absence = add (f, "a:1", "2026-11-23", "2026-11-27");
  OofAbsence *ill = add (f, "a:2", "2026-11-23", "2026-11-24");
  OofItem *item;

  add (f, "a:3", "2026-11-23", "2026-11-24")->calendar = OOF_CALENDAR_NONE;
  add (f, "a:4", "2026-01-05", "2026-01-09");
  add (f, "a:5", "2028-01-05", "2028-01-09");
  g_free (ill->subject);
  ill->subject = g_strdup ("krank");
  ill->note = g_strdup ("Grippe");
  assert_copied (f, 2, 2);
  item = oof_fake_store_get (f->calendar, "c:2");
  g_assert_cmpstr (item->subject, ==, "Anna Meier: Abwesend");
  g_assert_null (item->absence);
  g_assert_null (strstr (item->document, "rank"));
  g_assert_cmpstr (item->body, ==, "");
  assert_copied (f, 0, 2);

  absence->rev++;
  absence->last_day++;
  assert_copied (f, 1, 2);
  absence->cancelled = oof_fake_instant ("2026-11-20T09:00:00Z");
  assert_copied (f, 1, 1);
}

/* The copy lies where the absence was; one of a lost answer is found again; a second one goes. */
static void
test_found_again (Fixture *f, gconstpointer data)
{
  OofAbsence *absence = add (f, "a:1", "2026-11-23", "2026-11-27");
  OofItem *twin;

  oof_fake_store_fail (f->calendar, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 1, TRUE);
  g_assert_false (copy (f));
  g_assert_error (f->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  assert_copied (f, 0, 1);

  f->snapshot->options->day_difference = 2;
  absence->first_day += 20;
  absence->last_day += 400;
  absence->rev++;
  assert_copied (f, 1, 1);
  twin = oof_item_copy (oof_fake_store_get (f->calendar, "c:1"));
  oof_fake_store_put (f->calendar, twin);
  assert_copied (f, 1, 1);
}

/* What is missing is believed within reason; what cannot be read is not missing. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%u", i);

      add (f, key, "2026-11-23", "2026-11-27");
    }
  assert_copied (f, 30, 30);
  g_ptr_array_set_size (f->snapshot->absences, 15);
  g_assert_false (copy (f));
  g_assert_error (f->error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_cmpuint (oof_fake_store_count (f->calendar, "c:"), ==, 30);
  for (guint i = 15; i < 25; i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%u", i);

      oof_snapshot_add_problem (f->snapshot, key, "", FALSE, "damaged");
    }
  assert_copied (f, 5, 25);
}

/* Without the lease nothing is written; what others have there is not looked at. */
static void
test_guarded (Fixture *f, gconstpointer data)
{
  add (f, "a:1", "2026-11-23", "2026-11-27");
  f->guarded = TRUE;
  g_assert_false (copy (f));
  g_assert_error (f->error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_cmpuint (f->calendar->items->len, ==, 0);
  f->guarded = FALSE;
  oof_fake_store_put_document (f->calendar, "d:other", 1, "{}");
  g_ptr_array_set_size (f->snapshot->absences, 0);
  assert_copied (f, 0, 0);
  g_assert_cmpuint (f->calendar->items->len, ==, 1);
}

/* One entry that cannot be written does not keep the others from being written. */
static void
test_one_fails (Fixture *f, gconstpointer data)
{
  add (f, "a:1", "2026-11-23", "2026-11-27");
  add (f, "a:2", "2026-11-23", "2026-11-27");
  oof_fake_store_fail (f->calendar, OOF_FAKE_CREATE, OOF_ERROR_LIMIT, 1, FALSE);
  g_assert_false (copy (f));
  g_assert_error (f->error, OOF_ERROR, OOF_ERROR_LIMIT);
  g_assert_cmpuint (oof_fake_store_count (f->calendar, "c:"), ==, 1);
  oof_fake_store_fail (f->calendar, OOF_FAKE_LIST, OOF_ERROR_FORBIDDEN, 1, FALSE);
  g_assert_false (copy (f));
  g_assert_error (f->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  assert_copied (f, 1, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/copies/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("differences", test_differences);
  ADD ("found-again", test_found_again);
  ADD ("missing", test_missing);
  ADD ("guarded", test_guarded);
  ADD ("one-fails", test_one_fails);
  return g_test_run ();
}

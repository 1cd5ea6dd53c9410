/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-snapshot-reader-private.h"

/* Reading: what the snapshot is made of. */

typedef struct
{
  OofFakeStore *items;
  OofFakeClock *clock;
  OofStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->items = oof_fake_store_new ();
  f->clock = oof_fake_clock_new ("2026-11-20T09:00:00Z");
  f->store = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), "Anna@x.example");
  g_object_set (f->store, "retry-delay", 0, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (f->items->peak, <=, 1);
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->items);
  g_assert_finalize_object (f->clock);
}

static OofSnapshot *
read_range (Fixture *f, const char *from, const char *to, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  OofRange range = { oof_fake_instant (from), oof_fake_instant (to) };

  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_read_finish (f->store, result, error);
}

static OofSnapshot *
read_all (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  OofSnapshot *snapshot = read_range (f, "2026-10-20T00:00:00Z", "2026-12-20T00:00:00Z", &error);

  g_assert_no_error (error);
  return snapshot;
}

/* An all-day absence as another program stored it. */
static OofItem *
put_absence (Fixture *f, const char *id, const char *from, const char *to, const char *more)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_ABSENCES);

  item->key = g_strconcat ("a:", id, NULL);
  item->rev = 1;
  g_free (item->subject);
  item->subject = g_strdup ("Bernd Krause: Urlaub");
  item->all_day = TRUE;
  g_free (item->zone);
  item->zone = g_strdup ("Europe/Berlin");
  item->first_day = oof_fake_day (from);
  item->last_day = oof_fake_day (to);
  item->range.from = oof_zone_day_start (item->zone, item->first_day);
  item->range.to = oof_zone_day_start (item->zone, item->last_day + 1);
  item->absence = g_strdup_printf (
      "{\"v\":1,\"key\":\"a:%s\",\"rev\":1,\"w\":\"0\",\"person\":\"bernd@x.example\","
      "\"zone\":\"Europe/Berlin\",\"allDay\":true,\"from\":\"%s\",\"to\":\"%s\","
      "\"subject\":\"Urlaub\"%s}",
      id, from, to, more);
  return oof_fake_store_put (f->items, item);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = read_all (f);

  g_assert_cmpuint (snapshot->absences->len, ==, 0);
  g_assert_cmpuint (snapshot->templates->len, ==, 0);
  g_assert_cmpuint (snapshot->groups->len, ==, 0);
  g_assert_cmpuint (snapshot->subjects->len, ==, 0);
  g_assert_cmpuint (snapshot->problems->len, ==, 0);
  g_assert_cmpint (snapshot->options->lead_days, ==, 3);
  g_assert_true (snapshot->options->saved_at == OOF_INSTANT_NONE);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_LIST], ==, 2);
  g_assert_cmpuint (oof_fake_store_get_n_writes (f->items), ==, 0);
}

static void
test_everything (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item;

  oof_fake_store_put_document (f->items, "d:template:2", 4,
                               "{\"v\":1,\"key\":\"d:template:2\",\"rev\":4,\"name\":\"Zwei\","
                               "\"body\":\"b\"}");
  oof_fake_store_put_document (f->items, "d:template:1", 1,
                               "{\"v\":1,\"key\":\"d:template:1\",\"rev\":1,\"name\":\"Eins\","
                               "\"body\":\"a\"}");
  oof_fake_store_put_document (f->items, "d:groups", 1,
                               "{\"v\":1,\"key\":\"d:groups\",\"groups\":[{\"name\":\"B\","
                               "\"priority\":5},{\"name\":\"Alle Benutzer\",\"priority\":9}]}");
  oof_fake_store_put_document (f->items, "d:options", 1,
                               "{\"v\":1,\"key\":\"d:options\",\"leadDays\":9}");
  oof_fake_store_put_document (
      f->items, "d:subjects", 1,
      "{\"v\":1,\"key\":\"d:subjects\",\"subjects\":[{\"name\":\"krank\"}]}");
  oof_fake_store_put_document (f->items, "s:f5", 1,
                               "{\"v\":1,\"key\":\"s:f5\",\"mailboxes\":{\"anna.meier@contoso."
                               "example\":{\"absence\":\"a:1\"}}}");
  oof_fake_store_put_document (f->items, "d:users", 1,
                               "{\"v\":1,\"key\":\"d:users\",\"users\":[]}");
  oof_fake_store_put_document (f->items, "q:1", 1, "not read here");
  put_absence (f, "2", "2026-11-25", "2026-11-26", "");
  put_absence (f, "1", "2026-11-23", "2026-11-24", "");
  put_absence (f, "far", "2027-11-23", "2027-11-24", "");
  item = put_absence (f, "none", "2026-11-30", "2026-11-30", ",\"calendar\":\"none\"");
  item->calendar = OOF_CALENDAR_DOCUMENTS;
  item = put_absence (f, "old", "2025-11-30", "2025-11-30", ",\"calendar\":\"none\"");
  item->calendar = OOF_CALENDAR_DOCUMENTS;
  /* A meeting of somebody: never ours, never returned, never touched. */
  item = oof_fake_store_put (f->items, oof_item_new (OOF_CALENDAR_ABSENCES));
  item->range = (OofRange){ 1795424400, 1795428000 };

  snapshot = read_all (f);
  g_assert_cmpuint (snapshot->problems->len, ==, 0);
  g_assert_cmpuint (snapshot->absences->len, ==, 3);
  g_assert_cmpstr (((OofAbsence *) snapshot->absences->pdata[0])->key, ==, "a:1");
  g_assert_cmpstr (((OofAbsence *) snapshot->absences->pdata[1])->key, ==, "a:2");
  g_assert_cmpstr (((OofAbsence *) snapshot->absences->pdata[2])->key, ==, "a:none");
  g_assert_cmpuint (snapshot->templates->len, ==, 2);
  g_assert_cmpstr (((OofTemplate *) snapshot->templates->pdata[0])->name, ==, "Eins");
  g_assert_cmpstr (((OofGroup *) snapshot->groups->pdata[0])->name, ==, "Alle Benutzer");
  g_assert_cmpint (snapshot->options->lead_days, ==, 9);
  g_assert_cmpuint (snapshot->subjects->len, ==, 1);
  g_assert_cmpstr (oof_snapshot_find_record (snapshot, "Anna.Meier@contoso.example")->absence, ==,
                   "a:1");
  g_assert_nonnull (oof_snapshot_find_absence (snapshot, "A:2"));
  g_assert_null (oof_snapshot_find_absence (snapshot, "a:far"));
}

/* One bad item of each kind beside a good one. */
static void
test_problems (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item;

  put_absence (f, "good", "2026-11-23", "2026-11-24", "");
  item = put_absence (f, "newer", "2026-11-23", "2026-11-24", "");
  g_free (item->absence);
  item->absence = g_strdup ("{\"v\":2,\"key\":\"a:newer\"}");
  item = put_absence (f, "cut", "2026-11-23", "2026-11-24", "");
  item->absence[100] = '\0';
  item = put_absence (f, "bare", "2026-11-23", "2026-11-24", "");
  g_clear_pointer (&item->absence, g_free);
  oof_fake_store_put_document (f->items, "d:template:1", 1, "z1:AAAA");
  oof_fake_store_put_document (f->items, "d:options", 1, "{\"v\":7,\"key\":\"d:options\"}");
  oof_fake_store_put_document (f->items, "d:groups", 1, NULL);
  oof_fake_store_put_document (
      f->items, "s:f5", 1,
      "{\"v\":1,\"key\":\"s:f5\",\"mailboxes\":{\"good@x.example\":{},\"bad@x.example\":7}}");

  snapshot = read_all (f);
  g_assert_cmpuint (snapshot->absences->len, ==, 1);
  g_assert_cmpuint (snapshot->problems->len, ==, 7);
  g_assert_nonnull (oof_snapshot_find_unreadable (snapshot, "a:newer"));
  g_assert_nonnull (
      strstr (oof_snapshot_find_unreadable (snapshot, "a:newer")->message, "a:newer: v: "));
  g_assert_nonnull (oof_snapshot_find_unreadable (snapshot, "d:options"));
  g_assert_nonnull (oof_snapshot_find_unreadable (snapshot, "d:groups"));
  g_assert_nonnull (oof_snapshot_find_record (snapshot, "good@x.example"));
  g_assert_null (oof_snapshot_find_record (snapshot, "bad@x.example"));
  g_assert_null (oof_snapshot_find_unreadable (snapshot, "a:good"));
}

static void
test_copies (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *copy = put_absence (f, "1", "2026-11-25", "2026-11-26", "");
  OofItem *original = put_absence (f, "1", "2026-11-23", "2026-11-24", "");
  OofProblem *problem;

  copy->created = 2000;
  original->created = 1000;
  oof_fake_store_put_document (f->items, "d:options", 2,
                               "{\"v\":1,\"key\":\"d:options\",\"leadDays\":2}");
  oof_fake_store_put_document (f->items, "d:options", 3,
                               "{\"v\":1,\"key\":\"d:options\",\"leadDays\":4}");

  snapshot = read_all (f);
  g_assert_cmpuint (snapshot->absences->len, ==, 1);
  g_assert_cmpint (((OofAbsence *) snapshot->absences->pdata[0])->first_day, ==,
                   oof_fake_day ("2026-11-23"));
  g_assert_cmpint (snapshot->options->lead_days, ==, 4);
  g_assert_cmpuint (snapshot->problems->len, ==, 2);
  problem = g_ptr_array_index (snapshot->problems, 0);
  g_assert_true (problem->copied);
  g_assert_null (oof_snapshot_find_unreadable (snapshot, "a:1"));
}

static OofAbsence *
first_absence (OofSnapshot *snapshot)
{
  g_assert_cmpuint (snapshot->absences->len, ==, 1);
  return snapshot->absences->pdata[0];
}

/* The item moved in Outlook: its days count, the old ones are kept. */
static void
test_echo_days (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) same = NULL;
  g_autoptr (OofSnapshot) moved = NULL;
  OofItem *item = put_absence (f, "1", "2026-11-23", "2026-11-24",
                               ",\"echo\":{\"start\":\"2026-11-23\",\"end\":\"2026-11-25\"}");
  OofAbsence *absence;

  same = read_all (f);
  g_assert_cmpuint (first_absence (same)->moved->len, ==, 0);

  item->first_day = oof_fake_day ("2026-11-30");
  item->last_day = oof_fake_day ("2026-12-02");
  moved = read_all (f);
  absence = first_absence (moved);
  g_assert_cmpint (absence->first_day, ==, item->first_day);
  g_assert_cmpint (absence->last_day, ==, item->last_day);
  g_assert_cmpuint (absence->moved->len, ==, 1);
  g_assert_cmpstr (((OofMoved *) absence->moved->pdata[0])->from, ==, "2026-11-23");
  g_assert_cmpstr (((OofMoved *) absence->moved->pdata[0])->to, ==, "2026-11-24");
}

/* Instants as echo of an all-day item: the dates in its zone are compared. */
static void
test_echo_instants_of_days (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;

  put_absence (f, "1", "2026-11-23", "2026-12-04",
               ",\"echo\":{\"start\":\"2026-11-22T23:00:00Z\",\"end\":\"2026-12-04T23:00:00Z\"}");
  snapshot = read_all (f);
  g_assert_cmpuint (first_absence (snapshot)->moved->len, ==, 0);
}

static void
test_echo_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item = put_absence (f, "1", "2026-11-23", "2026-11-24", "");

  item->first_day = oof_fake_day ("2026-11-30");
  item->last_day = oof_fake_day ("2026-12-02");
  snapshot = read_all (f);
  g_assert_cmpint (first_absence (snapshot)->first_day, ==, oof_fake_day ("2026-11-23"));
}

/* Turned from all-day into an appointment by the hour. */
static void
test_echo_other_kind (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item = put_absence (f, "1", "2026-11-23", "2026-11-24",
                               ",\"echo\":{\"start\":\"2026-11-23\",\"end\":\"2026-11-25\"}");
  OofAbsence *absence;

  item->all_day = FALSE;
  item->range.from = oof_fake_instant ("2026-11-23T08:00:00Z");
  item->range.to = oof_fake_instant ("2026-11-23T12:00:00Z");
  snapshot = read_all (f);
  absence = first_absence (snapshot);
  g_assert_false (absence->all_day);
  g_assert_true (absence->window.to == item->range.to);
  g_assert_cmpuint (absence->moved->len, ==, 1);

  /* Nonsense dates of an item do not count. */
  item->all_day = TRUE;
  item->first_day = item->last_day + 1;
  g_clear_pointer (&snapshot, oof_snapshot_unref);
  snapshot = read_all (f);
  g_assert_cmpint (first_absence (snapshot)->first_day, ==, oof_fake_day ("2026-11-23"));
}

/* An absence without end: dragged it stays without end, stretched it has got one. */
static void
test_echo_open_end (Fixture *f, gconstpointer data)
{
  const char *json =
      "{\"v\":1,\"key\":\"a:1\",\"rev\":1,\"w\":\"0\",\"person\":\"b@x.example\","
      "\"zone\":\"Europe/Berlin\",\"allDay\":true,\"from\":\"2026-11-23\",\"to\":null,"
      "\"openEnd\":true,\"echo\":{\"start\":\"2026-11-23\",\"end\":\"2026-11-24\"}}";
  g_autoptr (OofSnapshot) dragged = NULL;
  g_autoptr (OofSnapshot) stretched = NULL;
  OofItem *item = put_absence (f, "1", "2026-11-25", "2026-11-25", "");

  g_free (item->absence);
  item->absence = g_strdup (json);
  dragged = read_all (f);
  g_assert_true (first_absence (dragged)->open_end);
  g_assert_cmpint (first_absence (dragged)->first_day, ==, oof_fake_day ("2026-11-25"));
  g_assert_null (((OofMoved *) first_absence (dragged)->moved->pdata[0])->to);

  item->last_day = oof_fake_day ("2026-11-27");
  stretched = read_all (f);
  g_assert_false (first_absence (stretched)->open_end);
  g_assert_cmpint (first_absence (stretched)->last_day, ==, oof_fake_day ("2026-11-27"));
}

/* The window is cut by the absence's own zone, not by the day more that was asked for. */
static void
test_range (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  put_absence (f, "before", "2026-11-22", "2026-11-22", "");
  put_absence (f, "first", "2026-11-23", "2026-11-23", "");
  put_absence (f, "after", "2026-11-25", "2026-11-25", "");
  snapshot = read_range (f, "2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first_absence (snapshot)->key, ==, "a:first");
}

typedef struct
{
  GHashTable *known;
  OofSnapshotMemory *memory;
} Reader;

/* As the store does with a list that remembers its items. */
static OofSnapshot *
read_same_items (Fixture *f, Reader *reader, OofRange range)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) absences = g_ptr_array_new ();

  for (guint i = 0; i < f->items->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (f->items->items, i);

      g_ptr_array_add (item->calendar == OOF_CALENDAR_ABSENCES ? absences : documents, item);
    }
  return oof_snapshot_reader_read (documents, absences, range, reader->known, reader->memory);
}

/* The absences that did not change are not made again, whatever else changes; those that did are.
 */
static void
test_same_absences (Fixture *f, gconstpointer data)
{
  OofRange range = { OOF_INSTANT_NONE, OOF_INSTANT_FOREVER };
  OofRange later = { oof_fake_instant ("2027-01-01T00:00:00Z"), OOF_INSTANT_FOREVER };
  Reader reader = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) oof_item_unref),
                    oof_snapshot_memory_new () };
  OofItem *item = put_absence (f, "1", "2026-11-23", "2026-11-27", "");
  g_autoptr (OofSnapshot) first = read_same_items (f, &reader, range);
  g_autoptr (OofSnapshot) second = NULL;
  g_autoptr (OofSnapshot) third = NULL;
  g_autoptr (OofSnapshot) fourth = NULL;

  oof_fake_store_put_document (f->items, "d:groups", 1,
                               "{\"v\":1,\"key\":\"d:groups\",\"groups\":[{\"name\":\"B\"}]}");
  g_hash_table_insert (reader.known, g_strdup ("a:9"), oof_item_copy (item));
  second = read_same_items (f, &reader, range);
  g_assert_true (second->absences == first->absences);
  g_assert_cmpuint (second->groups->len, ==, 1);
  g_assert_nonnull (oof_snapshot_find_absence (second, "a:1"));
  g_assert_cmpuint (g_hash_table_size (reader.known), ==, 2);
  g_assert_true (g_hash_table_lookup (reader.known, "a:1") == item);

  g_ptr_array_remove (f->items->items, item);
  put_absence (f, "2", "2026-11-24", "2026-11-24", "");
  third = read_same_items (f, &reader, range);
  g_assert_cmpuint (third->absences->len, ==, 1);
  g_assert_nonnull (oof_snapshot_find_absence (third, "a:2"));
  g_assert_cmpuint (third->groups->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (reader.known), ==, 2);

  fourth = read_same_items (f, &reader, later);
  g_assert_cmpuint (fourth->absences->len, ==, 0);

  /* One that somebody moved among the documents is an absence still. */
  g_clear_pointer (&third, oof_snapshot_unref);
  third = read_same_items (f, &reader, range);
  put_absence (f, "3", "2026-11-25", "2026-11-25", "")->calendar = OOF_CALENDAR_DOCUMENTS;
  g_clear_pointer (&fourth, oof_snapshot_unref);
  fourth = read_same_items (f, &reader, range);
  g_assert_cmpuint (fourth->absences->len, ==, 2);
  g_hash_table_unref (reader.known);
  oof_snapshot_memory_free (reader.memory);
}

/* What is wrong with one is said at each reading. */
static void
test_same_problems (Fixture *f, gconstpointer data)
{
  OofRange range = { OOF_INSTANT_NONE, OOF_INSTANT_FOREVER };
  Reader reader = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) oof_item_unref),
                    oof_snapshot_memory_new () };
  OofItem *item = put_absence (f, "1", "2026-11-23", "2026-11-27", "");

  put_absence (f, "2", "2026-11-23", "2026-11-27", "");
  item->absence[0] = '?';
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (OofSnapshot) snapshot = read_same_items (f, &reader, range);

      g_assert_cmpuint (snapshot->absences->len, ==, 1);
      g_assert_cmpuint (snapshot->problems->len, ==, 1);
    }
  g_hash_table_unref (reader.known);
  oof_snapshot_memory_free (reader.memory);
}

static void
test_read_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_fake_store_fail (f->items, OOF_FAKE_LIST, OOF_ERROR_UNREACHABLE, 1, FALSE);
  g_assert_null (read_range (f, "2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_LIST], ==, 1);
}

/* Two reads and a look-up at once go one after the other; one of them cancelled stops no other. */
static void
test_one_at_a_time (Fixture *f, gconstpointer data)
{
  OofRange range = { oof_fake_instant ("2026-11-01T00:00:00Z"),
                     oof_fake_instant ("2026-12-01T00:00:00Z") };
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (OofAbsence) absence = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put_absence (f, "1", "2026-11-23", "2026-11-24", "");
  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &first);
  oof_store_read_async (f->store, range, cancellable, oof_fake_store_cb, &second);
  oof_store_find_absence_async (f->store, "A:1", NULL, oof_fake_store_cb, &third);
  g_cancellable_cancel (cancellable);
  oof_fake_wait (&third);
  snapshot = oof_store_read_finish (f->store, first, &error);
  g_assert_no_error (error);
  g_assert_nonnull (snapshot);
  g_assert_null (oof_store_read_finish (f->store, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  absence = oof_store_find_absence_finish (f->store, third, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (absence->person, ==, "bernd@x.example");
  g_assert_cmpuint (f->items->peak, ==, 1);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_LIST], ==, 2);
}

static void
test_find (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_store_find_absence_async (f->store, "a:nowhere", NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  g_assert_null (oof_store_find_absence_finish (f->store, result, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_FIND], ==, 2);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/empty", test_empty);
  ADD ("/store/everything", test_everything);
  ADD ("/store/problems", test_problems);
  ADD ("/store/copies", test_copies);
  ADD ("/store/echo-days", test_echo_days);
  ADD ("/store/echo-instants-of-days", test_echo_instants_of_days);
  ADD ("/store/echo-missing", test_echo_missing);
  ADD ("/store/echo-other-kind", test_echo_other_kind);
  ADD ("/store/echo-open-end", test_echo_open_end);
  ADD ("/store/range", test_range);
  ADD ("/store/same-absences", test_same_absences);
  ADD ("/store/same-problems", test_same_problems);
  ADD ("/store/read-fails", test_read_fails);
  ADD ("/store/one-at-a-time", test_one_at_a_time);
  ADD ("/store/find", test_find);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-run-log-json.h"
#include "store/oof-absence-json.h"

/* Writing: items as they lie in the calendar, and what happens when others write too. */

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
read_all (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofRange range = { oof_fake_instant ("2026-10-20T00:00:00Z"),
                     oof_fake_instant ("2026-12-20T00:00:00Z") };
  OofSnapshot *snapshot;

  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  snapshot = oof_store_read_finish (f->store, result, &error);
  g_assert_no_error (error);
  return snapshot;
}

static OofAbsence *
new_absence (const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");

  absence->first_day = oof_fake_day (from);
  absence->last_day = oof_fake_day (to);
  g_free (absence->subject);
  absence->subject = g_strdup ("Urlaub");
  absence->note = g_strdup ("Ostsee");
  return absence;
}

static OofAbsence *
add (Fixture *f, OofAbsence *absence, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_add_absence_async (f->store, absence, name, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_add_absence_finish (f->store, result, error);
}

static OofAbsence *
add_ok (Fixture *f, OofAbsence *absence)
{
  g_autoptr (GError) error = NULL;
  OofAbsence *stored = add (f, absence, "Bernd Krause", &error);

  g_assert_no_error (error);
  g_assert_nonnull (stored);
  return stored;
}

static OofAbsence *
update (Fixture *f, OofAbsence *absence, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_update_absence_async (f->store, absence, "Bernd Krause", NULL, oof_fake_store_cb,
                                  &result);
  oof_fake_wait (&result);
  return oof_store_update_absence_finish (f->store, result, error);
}

static OofAbsence *
cancel (Fixture *f, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_cancel_absence_async (f->store, key, f->clock->now, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_cancel_absence_finish (f->store, result, error);
}

static void
test_add (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  OofItem *item = oof_fake_store_get (f->items, absence->key);
  g_auto (OofEcho) echo = { NULL, NULL };
  g_autoptr (OofAbsence) json = oof_absence_json_read (item->key, item->absence, &echo, NULL);

  g_assert_cmpuint (oof_fake_store_get_n_writes (f->items), ==, 1);
  g_assert_cmpint (item->calendar, ==, OOF_CALENDAR_ABSENCES);
  g_assert_cmpstr (item->subject, ==, "Bernd Krause: Urlaub");
  g_assert_cmpstr (item->body, ==, "Ostsee");
  g_assert_cmpstr (item->categories[0], ==, "geplant");
  g_assert_null (item->categories[1]);
  g_assert_cmpint (item->free_busy, ==, OOF_FREE_BUSY_OOF);
  g_assert_true (item->all_day);
  g_assert_cmpstr (item->zone, ==, "Europe/Berlin");
  g_assert_cmpint (item->range.from, ==, oof_fake_instant ("2026-11-22T23:00:00Z"));
  g_assert_cmpint (item->range.to, ==, oof_fake_instant ("2026-12-04T23:00:00Z"));
  g_assert_cmpint (item->rev, ==, 1);
  g_assert_null (item->document);
  g_assert_cmpstr (echo.start, ==, "2026-11-23");
  g_assert_cmpstr (echo.end, ==, "2026-12-05");
  g_assert_cmpstr (json->created_by, ==, "anna@x.example");
  g_assert_cmpint (json->created_at, ==, f->clock->now);
  g_assert_cmpint (stored->rev, ==, 1);
  g_assert_cmpuint (stored->moved->len, ==, 0);
  g_assert_nonnull (stored->document);
}

static void
test_add_kinds (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) hidden = new_absence ("2026-11-23", "2026-11-23");
  g_autoptr (OofAbsence) office = new_absence ("2026-11-24", "2026-11-24");
  g_autoptr (OofAbsence) endless = new_absence ("2026-11-25", "2026-11-25");
  g_autoptr (OofAbsence) begun = new_absence ("2026-11-10", "2026-11-10");
  g_autoptr (OofAbsence) stored = NULL;
  OofItem *item;

  hidden->calendar = OOF_CALENDAR_NONE;
  stored = add_ok (f, hidden);
  item = oof_fake_store_get (f->items, hidden->key);
  g_assert_cmpint (item->calendar, ==, OOF_CALENDAR_DOCUMENTS);

  office->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  g_clear_pointer (&office->note, g_free);
  g_free (office->subject);
  office->subject = g_strdup ("");
  g_clear_pointer (&stored, oof_absence_unref);
  stored = add_ok (f, office);
  item = oof_fake_store_get (f->items, office->key);
  g_assert_cmpint (item->free_busy, ==, OOF_FREE_BUSY_FREE);
  g_assert_cmpstr (item->subject, ==, "Bernd Krause");
  g_assert_cmpstr (item->body, ==, "");

  endless->open_end = TRUE;
  endless->last_day = OOF_DAY_NONE;
  g_clear_pointer (&stored, oof_absence_unref);
  stored = add_ok (f, endless);
  item = oof_fake_store_get (f->items, endless->key);
  g_assert_cmpint (item->first_day, ==, item->last_day);
  g_assert_true (stored->open_end);

  /* Begun ten days ago: found by every window round the present. */
  begun->open_end = TRUE;
  begun->last_day = OOF_DAY_NONE;
  g_clear_pointer (&stored, oof_absence_unref);
  stored = add_ok (f, begun);
  item = oof_fake_store_get (f->items, begun->key);
  g_assert_cmpint (item->last_day, ==, oof_fake_day ("2026-11-20"));
  g_assert_cmpuint (stored->moved->len, ==, 0);
}

/* The server makes other times of it: the JSON is told so, and nothing looks moved. */
static void
test_add_echo (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-11-23");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofAbsence *read;

  absence->all_day = FALSE;
  absence->window.from = oof_fake_instant ("2026-11-23T08:00:30Z");
  absence->window.to = oof_fake_instant ("2026-11-23T12:00:30Z");
  f->items->round_to = 60;
  stored = add_ok (f, absence);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_CREATE], ==, 1);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 1);
  g_assert_cmpint (stored->rev, ==, 2);
  g_assert_cmpuint (stored->moved->len, ==, 0);
  snapshot = read_all (f);
  read = g_ptr_array_index (snapshot->absences, 0);
  g_assert_cmpuint (read->moved->len, ==, 0);
  g_assert_cmpint (read->window.from, ==, absence->window.from);
}

/* It is stored even when that second write fails; the dates of the item count then. */
static void
test_add_echo_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-11-23");
  g_autoptr (OofAbsence) stored = NULL;

  absence->all_day = FALSE;
  absence->window.from = oof_fake_instant ("2026-11-23T08:00:30Z");
  absence->window.to = oof_fake_instant ("2026-11-23T12:00:30Z");
  f->items->round_to = 60;
  oof_fake_store_fail (f->items, OOF_FAKE_UPDATE, OOF_ERROR_UNREACHABLE, 1, FALSE);
  stored = add_ok (f, absence);
  g_assert_cmpint (stored->window.from, ==, oof_fake_instant ("2026-11-23T08:00:00Z"));
}

static void
test_confidential (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item;

  oof_fake_store_put_document (f->items, "d:subjects", 1,
                               "{\"v\":1,\"key\":\"d:subjects\",\"subjects\":[{\"name\":\"Krank\","
                               "\"confidential\":true}]}");
  snapshot = read_all (f);
  g_free (absence->subject);
  absence->subject = g_strdup ("krank");
  stored = add_ok (f, absence);
  item = oof_fake_store_get (f->items, absence->key);
  g_assert_cmpstr (item->subject, ==, "Bernd Krause: Abwesend");
  g_assert_cmpstr (item->body, ==, "");
  g_assert_nonnull (strstr (item->absence, "\"subject\":\"krank\""));
  g_assert_cmpstr (stored->note, ==, "Ostsee");
}

static void
test_add_lost (Fixture *f, gconstpointer data)
{
  for (guint applied = 0; applied < 2; applied++)
    {
      g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
      g_autoptr (OofAbsence) stored = NULL;

      oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 1, applied);
      stored = add_ok (f, absence);
      g_assert_cmpuint (f->items->items->len, ==, applied + 1);
    }
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_CREATE], ==, 3);
}

static void
test_add_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (GError) error = NULL;

  oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_CONSENT_REQUIRED, 1, FALSE);
  g_assert_null (add (f, absence, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
}

static void
test_update (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofAbsence) changed = oof_absence_copy (stored);
  g_autoptr (OofAbsence) same = NULL;
  g_autoptr (OofAbsence) again = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item = oof_fake_store_get (f->items, absence->key);
  GStrv categories = g_strsplit ("Rot,geplant", ",", -1);

  g_strfreev (item->categories);
  item->categories = categories;

  /* Another program's member, and a category that somebody set in Outlook. */
  changed->last_day = oof_fake_day ("2026-12-11");
  changed->deputy = g_strdup ("carla@x.example");
  oof_fake_store_touch (f->items, item);
  again = update (f, changed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->rev, ==, 2);
  g_assert_cmpuint (again->moved->len, ==, 1);
  g_assert_cmpstr (((OofMoved *) again->moved->pdata[0])->to, ==, "2026-12-04");
  item = oof_fake_store_get (f->items, absence->key);
  g_assert_cmpint (item->last_day, ==, oof_fake_day ("2026-12-11"));
  g_assert_cmpint (item->rev, ==, 2);
  g_assert_cmpstr (item->categories[0], ==, "geplant");
  g_assert_cmpstr (item->categories[1], ==, "Rot");

  /* The same again: not written. */
  same = update (f, again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (same->rev, ==, 2);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 2);
}

/* Moved, and taken back: as it was, under its key, and nothing tells of a move. */
static void
test_take_back (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) before = add_ok (f, absence);
  g_autoptr (OofAbsence) moved = oof_absence_copy (before);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  moved->last_day -= 2;
  g_autoptr (OofAbsence) stored = update (f, moved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored->moved->len, ==, 1);
  g_autoptr (OofAbsence) back = oof_absence_copy (before);
  back->rev = stored->rev;
  oof_store_take_back_absence_async (f->store, back, "Bernd Krause", NULL, oof_fake_store_cb,
                                     &result);
  oof_fake_wait (&result);
  g_autoptr (OofAbsence) again = oof_store_update_absence_finish (f->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->key, ==, before->key);
  g_assert_cmpint (again->last_day, ==, before->last_day);
  g_assert_cmpuint (again->moved->len, ==, 0);
  g_assert_cmpint (again->rev, ==, stored->rev + 1);
}

static void
test_update_unknown_members (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofAbsence) again = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (OofAbsence) changed = NULL;
  OofItem *item = oof_fake_store_get (f->items, absence->key);
  char *text = g_strconcat ("{\"future\":{\"x\":1},", item->absence + 1, NULL);

  g_free (item->absence);
  item->absence = text;
  oof_fake_store_touch (f->items, item);
  snapshot = read_all (f);
  changed = oof_absence_copy (snapshot->absences->pdata[0]);
  g_free (changed->subject);
  changed->subject = g_strdup ("Kur");
  again = update (f, changed, NULL);
  item = oof_fake_store_get (f->items, absence->key);
  g_assert_nonnull (strstr (item->absence, "\"future\":{\"x\":1}"));
  g_assert_nonnull (strstr (item->absence, "\"subject\":\"Kur\""));
  g_assert_cmpstr (item->subject, ==, "Bernd Krause: Kur");
}

static void
test_update_conflicts (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofAbsence) mine = oof_absence_copy (stored);
  g_autoptr (OofAbsence) theirs = oof_absence_copy (stored);
  g_autoptr (OofAbsence) first = NULL;
  g_autoptr (OofAbsence) third = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  theirs->last_day += 2;
  first = update (f, theirs, &error);
  g_assert_no_error (error);
  mine->last_day++;
  g_assert_null (update (f, mine, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Moved in Outlook between read and write. */
  third = oof_absence_copy (first);
  third->last_day++;
  item = oof_fake_store_get (f->items, absence->key);
  item->first_day++;
  item->last_day++;
  oof_fake_store_touch (f->items, item);
  g_assert_null (update (f, third, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_clear_error (&error);

  third->calendar = OOF_CALENDAR_NONE;
  item->first_day--;
  item->last_day--;
  g_assert_null (update (f, third, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

static void
test_update_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (f->items->items, 0);
  stored->last_day++;
  g_assert_null (update (f, stored, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofAbsence) cancelled = NULL;
  g_autoptr (OofAbsence) again = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  /* Another program has not read it: it looks the item up. */
  g_object_unref (f->store);
  f->store = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), NULL);
  g_object_set (f->store, "retry-delay", 0, NULL);
  f->items->n_touches = 1;
  cancelled = cancel (f, absence->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cancelled->cancelled, ==, f->clock->now);
  g_assert_cmpint (cancelled->rev, ==, 2);
  item = oof_fake_store_get (f->items, absence->key);
  g_assert_cmpstr (item->subject, ==, "Abgesagt: Bernd Krause: Urlaub");
  g_assert_cmpstr (item->categories[0], ==, "abgesagt");
  g_assert_cmpint (item->free_busy, ==, OOF_FREE_BUSY_FREE);

  again = cancel (f, absence->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->rev, ==, 2);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 2);
  g_assert_null (cancel (f, "a:nowhere", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

/* Edited by somebody while it is being cancelled: both hold. */
static void
edit_meanwhile (OofFakeStore *store, const OofItem *item)
{
  OofItem *stored = oof_fake_store_get (store, item->key);
  g_autoptr (OofAbsence) absence = oof_absence_json_read (item->key, stored->absence, NULL, NULL);
  OofEcho echo = { (char *) "2026-11-23", (char *) "2026-12-05" };

  g_free (absence->subject);
  absence->subject = g_strdup ("Kur");
  g_free (stored->absence);
  stored->absence = oof_absence_json_write (absence, &echo, 2, "feed", NULL);
  stored->rev = 2;
  oof_fake_store_touch (store, stored);
}

static void
test_cancel_merges (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofAbsence) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  f->items->before_write = edit_meanwhile;
  cancelled = cancel (f, absence->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cancelled->rev, ==, 3);
  g_assert_cmpstr (cancelled->subject, ==, "Kur");
}

static void
test_cancel_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-23", "2026-12-04");
  g_autoptr (OofAbsence) stored = add_ok (f, absence);
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item = oof_fake_store_get (f->items, absence->key);

  g_free (item->absence);
  item->absence = g_strdup_printf ("{\"v\":2,\"key\":\"%s\"}", absence->key);
  snapshot = read_all (f);
  g_assert_null (cancel (f, absence->key, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 0);
}

static void
extend (Fixture *f, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_store_extend_absence_async (f->store, key, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  g_assert_true (oof_store_extend_absence_finish (f->store, result, &error));
  g_assert_no_error (error);
}

static void
test_extend (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) absence = new_absence ("2026-11-18", "2026-11-18");
  g_autoptr (OofAbsence) by_hour = new_absence ("2026-11-18", "2026-11-18");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (OofAbsence) stored2 = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;

  absence->open_end = by_hour->open_end = TRUE;
  absence->last_day = by_hour->last_day = OOF_DAY_NONE;
  by_hour->all_day = FALSE;
  by_hour->window.from = oof_fake_instant ("2026-11-18T10:00:00Z");
  by_hour->window.to = OOF_INSTANT_FOREVER;
  stored = add_ok (f, absence);
  stored2 = add_ok (f, by_hour);
  extend (f, absence->key);
  extend (f, by_hour->key);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 0);

  f->clock->now += 86400;
  extend (f, absence->key);
  extend (f, by_hour->key);
  extend (f, by_hour->key);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==, 2);
  g_assert_cmpint (oof_fake_store_get (f->items, absence->key)->last_day, ==,
                   oof_fake_day ("2026-11-21"));
  g_assert_cmpint (oof_fake_store_get (f->items, by_hour->key)->range.to, ==,
                   oof_fake_instant ("2026-11-21T23:00:00Z"));
  snapshot = read_all (f);
  for (guint i = 0; i < 2; i++)
    {
      OofAbsence *read = g_ptr_array_index (snapshot->absences, i);

      g_assert_true (read->open_end);
      g_assert_cmpuint (read->moved->len, ==, 0);
    }
}

static OofTemplate *
save_template (Fixture *f, OofTemplate *tmpl, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_template_async (f->store, tmpl, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_template_finish (f->store, result, error);
}

static gboolean
remove_template (Fixture *f, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_remove_template_async (f->store, name, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_remove_template_finish (f->store, result, error);
}

static void
test_templates (Fixture *f, gconstpointer data)
{
  g_autoptr (OofTemplate) first = oof_template_new ("Standard", FALSE, "Guten Tag");
  g_autoptr (OofTemplate) second = oof_template_new ("STANDARD", TRUE, "<p>Hallo</p>");
  g_autoptr (OofTemplate) stored = NULL;
  g_autoptr (OofTemplate) replaced = NULL;
  g_autoptr (OofTemplate) edited = NULL;
  g_autoptr (OofTemplate) renamed = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  stored = save_template (f, first, &error);
  g_assert_no_error (error);
  item = oof_fake_store_get (f->items, first->key);
  g_assert_cmpint (item->calendar, ==, OOF_CALENDAR_DOCUMENTS);
  g_assert_cmpstr (item->subject, ==, first->key);
  g_assert_nonnull (strstr (item->body, "do not edit; edit in OOF Manager"));
  g_assert_true (item->all_day);
  g_assert_cmpint (item->first_day, ==, oof_fake_day ("2000-01-01"));
  g_assert_cmpint (item->last_day, ==, item->first_day);
  g_assert_cmpint (item->free_busy, ==, OOF_FREE_BUSY_FREE);
  g_assert_null (item->categories);

  replaced = save_template (f, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->items->items->len, ==, 1);
  g_assert_cmpstr (replaced->key, ==, first->key);
  g_assert_cmpint (replaced->rev, ==, 2);
  g_assert_true (replaced->html);

  /* What was there before is kept. */
  g_assert_cmpuint (stored->versions->len, ==, 0);
  g_assert_cmpuint (replaced->versions->len, ==, 1);
  g_assert_cmpstr (oof_template_find_version (replaced, 1)->body, ==, "Guten Tag");
  g_assert_cmpint (oof_template_find_version (replaced, 1)->saved_at, ==, stored->saved_at);
  g_assert_cmpint (stored->saved_at, !=, OOF_INSTANT_NONE);
  g_assert_cmpstr (replaced->saved_by, ==, oof_store_get_author (f->store));
  g_clear_pointer (&stored, oof_template_unref);
  edited = oof_template_restore (replaced, 1);
  stored = save_template (f, edited, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->body, ==, "Guten Tag");
  g_assert_cmpint (stored->rev, ==, 3);
  g_assert_cmpuint (stored->versions->len, ==, 2);
  g_clear_pointer (&edited, oof_template_unref);

  /* Edited over what is not there any more. */
  edited = oof_template_copy (replaced);
  g_free (edited->body);
  edited->body = g_strdup ("nothing of the other one");
  g_assert_null (save_template (f, edited, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_clear_error (&error);

  renamed = oof_template_new ("Kurz", FALSE, "x");
  renamed->rev = 1;
  g_assert_null (save_template (f, renamed, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_clear_error (&error);

  g_assert_false (remove_template (f, "nobody", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  item = oof_fake_store_get (f->items, first->key);
  item->rev++;
  g_assert_false (remove_template (f, "standard", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (remove_template (f, "standard", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->items->items->len, ==, 0);
  g_assert_false (remove_template (f, "standard", &error));
}

static gboolean
save_records (Fixture *f, GPtrArray *records, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_records_async (f->store, "20261123T090000Z-1a2b3c4d", records, NULL,
                                oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_records_finish (f->store, result, error);
}

static GPtrArray *
new_records (guint n, const char *absence)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *address = g_strdup_printf ("person%u@x.example", i);
      OofRecord *record = oof_record_new (address);

      record->absence = g_strdup (absence);
      g_ptr_array_add (records, record);
    }
  return records;
}

static void
test_records (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) many = new_records (1000, "a:1");
  g_autoptr (GPtrArray) one = new_records (1, "a:2");
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  guint n_pages;

  g_assert_true (save_records (f, many, &error));
  g_assert_no_error (error);
  n_pages = oof_fake_store_count (f->items, "s:");
  g_assert_cmpuint (n_pages, >, 200);
  g_assert_cmpuint (n_pages, <=, 256);
  g_assert_cmpuint (oof_fake_store_get_n_writes (f->items), ==, n_pages);

  /* Only the page of the one that changed, and the others of that page stay. */
  g_assert_true (save_records (f, one, &error));
  g_assert_cmpuint (oof_fake_store_get_n_writes (f->items), ==, n_pages + 1);
  snapshot = read_all (f);
  g_assert_cmpuint (g_hash_table_size (snapshot->records), ==, 1000);
  g_assert_cmpstr (oof_snapshot_find_record (snapshot, "person0@x.example")->absence, ==, "a:2");
  g_assert_cmpstr (oof_snapshot_find_record (snapshot, "person1@x.example")->absence, ==, "a:1");
}

/* Two runners on one page: the later one merges into what the first one wrote. */
static void
test_records_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (OofStore) other =
      oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), NULL);
  g_autoptr (GPtrArray) first = new_records (300, "a:1");
  g_autoptr (GPtrArray) second = new_records (300, "a:2");
  g_autoptr (GPtrArray) third = new_records (150, "a:3");
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  OofStore *mine = f->store;

  g_object_set (other, "retry-delay", 0, NULL);
  g_assert_true (save_records (f, first, &error));
  f->store = other;
  snapshot = read_all (f);
  g_assert_true (save_records (f, second, &error));
  f->store = mine;
  g_assert_true (save_records (f, third, &error));
  g_assert_no_error (error);
  g_clear_pointer (&snapshot, oof_snapshot_unref);
  snapshot = read_all (f);
  g_assert_cmpstr (oof_snapshot_find_record (snapshot, "person149@x.example")->absence, ==, "a:3");
  g_assert_cmpstr (oof_snapshot_find_record (snapshot, "person150@x.example")->absence, ==, "a:2");
}

/* A page of a newer version is not rewritten; the others are. */
static void
test_records_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = new_records (50, "a:1");
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  g_assert_true (save_records (f, records, NULL));
  item = g_ptr_array_index (f->items->items, 0);
  g_free (item->document);
  item->document = g_strdup_printf ("{\"v\":2,\"key\":\"%s\"}", item->key);
  snapshot = read_all (f);
  g_clear_pointer (&records, g_ptr_array_unref);
  records = new_records (50, "a:2");
  g_assert_false (save_records (f, records, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (item->document, "\"v\":2"));
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_UPDATE], ==,
                    oof_fake_store_count (f->items, "s:") - 1);
}

static void
test_records_signed_out (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = new_records (50, "a:1");
  g_autoptr (GError) error = NULL;

  oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_AUTH_REQUIRED, 99, FALSE);
  g_assert_false (save_records (f, records, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_CREATE], ==, 1);
}

static void
save_log_of (Fixture *f, const char *run, const char *at, guint changed, gboolean partial)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunLog) log = oof_run_log_new (run, oof_fake_instant (at));

  log->changed = changed;
  log->partial = partial;
  oof_store_save_run_log_async (f->store, log, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  g_assert_true (oof_store_save_run_log_finish (f->store, result, &error));
  g_assert_no_error (error);
}

static void
save_log (Fixture *f, const char *run, const char *at, guint changed)
{
  save_log_of (f, run, at, changed, FALSE);
}

static void
test_run_logs (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  save_log (f, "20261123T090000Z-00000001", "2026-11-23T09:00:00Z", 0);
  g_assert_cmpuint (oof_fake_store_count (f->items, "l:"), ==, 1);
  save_log (f, "20261123T093000Z-00000002", "2026-11-23T09:30:00Z", 0); /* idle: not kept */
  g_assert_cmpuint (oof_fake_store_count (f->items, "l:"), ==, 1);
  save_log (f, "20261123T094500Z-00000003", "2026-11-23T09:45:00Z", 2);
  save_log (f, "20261123T104500Z-00000004", "2026-11-23T10:45:00Z", 0);
  g_assert_cmpuint (oof_fake_store_count (f->items, "l:"), ==, 3);
  oof_fake_store_put_document (f->items, "l:broken", 1, "{");

  oof_store_list_runs_async (f->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  runs = oof_store_list_runs_finish (f->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 3);
  g_assert_cmpstr (((OofRunLog *) runs->pdata[0])->run, ==, "20261123T104500Z-00000004");
  g_assert_cmpint (((OofRunLog *) runs->pdata[1])->changed, ==, 2);
}

/* The newest over all, with the people of all its parts: somebody has acted upon one mailbox since,
 * and what cannot be read is left out. */
static void
test_last_log (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *run;
    guint part;
    guint n_parts;
    guint n_people;
    gboolean partial;
  } stored[] = {
    { "20261123T090000Z-00000001", 1, 1, 9, FALSE },
    { "20261123T100000Z-00000002", 1, 2, 2, FALSE },
    { "20261123T100000Z-00000002", 2, 1, 3, FALSE },
    { "20261123T103000Z-00000003", 1, 1, 3, TRUE },
  };
  g_autoptr (OofRunLog) none = oof_store_dup_last_log (f->store);
  g_autoptr (OofRunLog) last = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;

  g_assert_null (none);
  for (gsize i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autoptr (OofRunLog) log = oof_run_log_new (stored[i].run, 0);
      g_autofree char *key = oof_run_log_json_dup_key (stored[i].run, stored[i].part);
      g_autofree char *text = NULL;

      log->part = stored[i].part;
      log->n_parts = stored[i].n_parts;
      log->partial = stored[i].partial;
      for (guint n = 0; n < stored[i].n_people; n++)
        {
          g_autofree char *address = g_strdup_printf ("p%u-%u@x.example", stored[i].part, n);
          OofLogPerson *person = oof_run_log_add_person (log, address, "skipped", "why");

          person->code = g_strdup ("limit");
        }
      text = oof_run_log_json_write (log, 1, "w", NULL);
      oof_fake_store_put_document (f->items, key, 1, text);
    }
  oof_fake_store_put_document (f->items, "l:20261123t110000z-00000004", 1, "{");
  snapshot = read_all (f);
  last = oof_store_dup_last_log (f->store);
  g_assert_nonnull (last);
  g_assert_cmpstr (last->run, ==, "20261123T100000Z-00000002");
  g_assert_cmpuint (last->people->len, ==, 5);
  g_assert_cmpstr (((OofLogPerson *) last->people->pdata[4])->code, ==, "limit");
}

/* Whoever saves an absence just after the hour must not take the hour's run from everybody else. */
static void
test_last_run (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) snapshot = NULL;

  g_assert_cmpint (oof_store_get_last_run (f->store), ==, OOF_INSTANT_NONE);
  save_log (f, "20261123T090000Z-00000001", "2026-11-23T09:00:00Z", 1);
  save_log_of (f, "20261123T100500Z-00000002", "2026-11-23T10:05:00Z", 1, TRUE);
  g_assert_cmpint (oof_store_get_last_run (f->store), ==,
                   oof_fake_instant ("2026-11-23T09:00:00Z"));
  snapshot = read_all (f);
  g_assert_cmpint (oof_store_get_last_run (f->store), ==,
                   oof_fake_instant ("2026-11-23T09:00:00Z"));

  /* That it changed nothing is worth a line all the same. */
  save_log (f, "20261123T101000Z-00000003", "2026-11-23T10:10:00Z", 0);
  g_assert_cmpint (oof_store_get_last_run (f->store), ==,
                   oof_fake_instant ("2026-11-23T10:10:00Z"));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-writes/add", test_add);
  ADD ("/store-writes/add-kinds", test_add_kinds);
  ADD ("/store-writes/add-echo", test_add_echo);
  ADD ("/store-writes/add-echo-fails", test_add_echo_fails);
  ADD ("/store-writes/confidential", test_confidential);
  ADD ("/store-writes/add-lost", test_add_lost);
  ADD ("/store-writes/add-fails", test_add_fails);
  ADD ("/store-writes/update", test_update);
  ADD ("/store-writes/take-back", test_take_back);
  ADD ("/store-writes/update-unknown-members", test_update_unknown_members);
  ADD ("/store-writes/update-conflicts", test_update_conflicts);
  ADD ("/store-writes/update-gone", test_update_gone);
  ADD ("/store-writes/cancel", test_cancel);
  ADD ("/store-writes/cancel-merges", test_cancel_merges);
  ADD ("/store-writes/cancel-newer", test_cancel_newer);
  ADD ("/store-writes/extend", test_extend);
  ADD ("/store-writes/templates", test_templates);
  ADD ("/store-writes/records", test_records);
  ADD ("/store-writes/records-merge", test_records_merge);
  ADD ("/store-writes/records-newer", test_records_newer);
  ADD ("/store-writes/records-signed-out", test_records_signed_out);
  ADD ("/store-writes/run-logs", test_run_logs);
  ADD ("/store-writes/last-log", test_last_log);
  ADD ("/store-writes/last-run", test_last_run);
  return g_test_run ();
}

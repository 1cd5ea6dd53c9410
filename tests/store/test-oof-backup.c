/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-backup-json.h"

#include "core/oof-error.h"
#include "format/oof-deflate.h"
#include "oof-fake-store.h"
#include "store/oof-store.h"

#include <string.h>

/* The whole plan out, in again, and what has vanished meanwhile. */

#define SUBJECTS                                                                                   \
  "{\"v\":1,\"key\":\"d:subjects\",\"rev\":1,\"w\":\"x\",\"subjects\":["                           \
  "{\"name\":\"krank\",\"confidential\":true}]}"
#define OPTIONS                                                                                    \
  "{\"v\":1,\"key\":\"d:options\",\"rev\":4,\"w\":\"x\",\"leadDays\":7,\"future\":true}"

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
  f->clock = oof_fake_clock_new ("2026-11-23T09:00:00Z");
  f->store = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), "anna@x.example");
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

static void
read_now (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofRange range = { f->clock->now - 30 * 86400, f->clock->now + 30 * 86400 };

  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  snapshot = oof_store_read_finish (f->store, result, NULL);
  g_assert_nonnull (snapshot);
}

static char *
add (Fixture *f, const char *subject, int from, int days)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  OofDay today = oof_fake_day ("2026-11-23");

  absence->first_day = today + from;
  absence->last_day = today + from + days;
  g_free (absence->subject);
  absence->subject = g_strdup (subject);
  absence->note = g_strdup ("Ostsee");
  oof_store_add_absence_async (f->store, absence, "Bernd Krause", NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_absence_finish (f->store, result, NULL);
  g_assert_nonnull (stored);
  return g_strdup (stored->key);
}

static char *
export_plan (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *json;

  oof_store_export_async (f->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  json = oof_store_export_finish (f->store, result, &error);
  g_assert_no_error (error);
  return json;
}

static gboolean
save (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_backup_async (f->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_backup_finish (f->store, result, error);
}

static char *
load (Fixture *f, const char *date, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_load_backup_async (f->store, date, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_load_backup_finish (f->store, result, error);
}

static OofRestoreReport *
restore (Fixture *f, const char *json, const char *const *keys, gboolean dry_run, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_restore_async (f->store, json, keys, dry_run, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_restore_finish (f->store, result, error);
}

static void
restore_ok (Fixture *f,
            const char *json,
            gboolean dry_run,
            guint created,
            guint changed,
            guint unchanged,
            guint failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRestoreReport) report = restore (f, json, NULL, dry_run, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->created, ==, created);
  g_assert_cmpuint (report->changed, ==, changed);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->failed->len, ==, failed);
}

static GPtrArray *
find_vanished (Fixture *f, guint *n_expected, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_find_vanished_async (f->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_find_vanished_finish (f->store, result, n_expected, error);
}

static void
remove_absences (Fixture *f)
{
  for (guint i = f->items->items->len; i > 0; i--)
    if (g_str_has_prefix (((OofItem *) f->items->items->pdata[i - 1])->key, "a:"))
      g_ptr_array_remove_index (f->items->items, i - 1);
}

static void
put_plan (Fixture *f)
{
  g_autofree char *holiday = NULL;
  g_autofree char *ill = NULL;

  oof_fake_store_put_document (f->items, "d:subjects", 1, SUBJECTS);
  oof_fake_store_put_document (f->items, "d:options", 4, OPTIONS);
  oof_fake_store_put_document (f->items, "d:lease", 1, "{\"v\":1,\"key\":\"d:lease\"}");
  oof_fake_store_put_document (f->items, "s:00", 1, "{\"v\":1,\"key\":\"s:00\"}");
  read_now (f);
  holiday = add (f, "Urlaub", 300, 5);
  ill = add (f, "krank", -1, 3);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *json = NULL;
  OofItem *item;

  put_plan (f);
  json = export_plan (f);
  g_assert_true (g_str_has_prefix (json, "{\"v\":1,\"key\":\"b:2026-11-23\","));
  g_assert_null (strstr (json, "d:lease"));
  g_assert_null (strstr (json, "s:00"));
  restore_ok (f, json, FALSE, 0, 0, 4, 0);
  g_ptr_array_set_size (f->items->items, 0);
  restore_ok (f, json, TRUE, 4, 0, 0, 0);
  g_assert_cmpuint (f->items->items->len, ==, 0);
  restore_ok (f, json, FALSE, 4, 0, 0, 0);
  restore_ok (f, json, FALSE, 0, 0, 4, 0);
  item = oof_fake_store_get (f->items, "d:options");
  g_assert_nonnull (strstr (item->document, "\"leadDays\":7"));
  g_assert_nonnull (strstr (item->document, "\"future\":true"));
  for (guint i = 0; i < f->items->items->len; i++)
    {
      item = f->items->items->pdata[i];
      if (!item->absence)
        continue;
      /* What is confidential stays so, on a mailbox that does not know yet too. */
      if (strstr (item->absence, "krank"))
        {
          g_assert_cmpstr (item->subject, ==, "bernd@x.example: Abwesend");
          g_assert_cmpstr (item->body, ==, "");
        }
      else
        {
          g_assert_cmpstr (item->subject, ==, "Bernd Krause: Urlaub");
          g_assert_cmpstr (item->body, ==, "Ostsee");
        }
    }
}

static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autofree char *json = NULL;
  g_autofree char *key = NULL;
  const char *only[] = { "d:options", NULL };
  g_autoptr (OofRestoreReport) report = NULL;
  OofItem *item;

  put_plan (f);
  key = add (f, "Kur", 5, 5);
  json = export_plan (f);
  /* Moved in Outlook, and other options. */
  item = oof_fake_store_get (f->items, key);
  item->first_day += 2;
  item->last_day += 2;
  oof_fake_store_touch (f->items, item);
  item = oof_fake_store_get (f->items, "d:options");
  g_free (item->document);
  item->document =
      g_strdup ("{\"w\":\"y\",\"rev\":5,\"leadDays\":2,\"key\":\"d:options\",\"v\":1}");
  item->rev = 5;
  oof_fake_store_touch (f->items, item);
  restore_ok (f, json, TRUE, 0, 2, 3, 0);
  report = restore (f, json, only, FALSE, NULL);
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_cmpuint (report->unchanged, ==, 0);
  restore_ok (f, json, FALSE, 0, 1, 4, 0);
  restore_ok (f, json, FALSE, 0, 0, 5, 0);
  item = oof_fake_store_get (f->items, key);
  g_assert_cmpint (item->first_day, ==, oof_fake_day ("2026-11-28"));
  item = oof_fake_store_get (f->items, "d:options");
  g_assert_cmpint (item->rev, ==, 6);
}

static void
test_restore_failing (Fixture *f, gconstpointer data)
{
  static const char json[] =
      "{\"v\":1,\"key\":\"b:2026-11-23\",\"at\":\"2026-11-23T09:00:00Z\",\"documents\":["
      "{\"v\":2,\"key\":\"d:template:1\",\"name\":\"neu\"},"
      "{\"v\":1,\"key\":\"d:groups\",\"groups\":7},"
      "{\"v\":1,\"key\":\"d:options\",\"leadDays\":5}],"
      "\"absences\":[{\"subject\":\"x\",\"value\":{\"v\":1,\"key\":\"a:1\",\"person\":\"x\"}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRestoreReport) report = restore (f, json, NULL, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->created, ==, 1);
  g_assert_cmpuint (report->failed->len, ==, 3);
  g_assert_error (((OofRestoreFailure *) report->failed->pdata[0])->error, OOF_ERROR,
                  OOF_ERROR_UNSUPPORTED);
  g_assert_cmpuint (f->items->items->len, ==, 1);

  g_ptr_array_set_size (f->items->items, 0);
  oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_THROTTLED, 1, FALSE);
  restore_ok (f, json, FALSE, 0, 0, 0, 4);
  oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_AUTH_REQUIRED, 1, FALSE);
  g_clear_pointer (&report, oof_restore_report_unref);
  g_assert_null (restore (f, json, NULL, FALSE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
}

static void
test_hostile (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *json;
    int code;
  } cases[] = {
    { "", OOF_ERROR_PROTOCOL },
    { "[]", OOF_ERROR_PROTOCOL },
    { "{}", OOF_ERROR_PROTOCOL },
    { "z1:", OOF_ERROR_PROTOCOL },
    { "{\"v\":2,\"key\":\"b:2026-11-23\"}", OOF_ERROR_UNSUPPORTED },
    { "{\"v\":1,\"documents\":[],\"absences\":[]}", OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"documents\":[]}", OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"parts\":0,\"documents\":[],\"absences\":[]}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"documents\":[7],\"absences\":[]}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"documents\":[{\"key\":\"d:lease\"}],"
      "\"absences\":[]}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"documents\":[],"
      "\"absences\":[{\"value\":{\"key\":\"a:UPPER\"}}]}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"at\":\"2026-11-23T09:00:00Z\",\"documents\":[],\"absences\":[{\"value\":{\"key\":"
      "\"a:0123456789012345678901234567890123456789012345678901234567890123\"}}]}",
      OOF_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (restore (f, cases[i].json, NULL, FALSE, &error));
      g_assert_error (error, OOF_ERROR, cases[i].code);
    }
  g_assert_cmpuint (oof_fake_store_get_n_writes (f->items), ==, 0);
}

/* What cannot be read is named, not forgotten. */
static void
test_left_out (Fixture *f, gconstpointer data)
{
  g_autofree char *json = NULL;

  oof_fake_store_put_document (f->items, "d:groups", 1, "{\"v\":1,");
  json = export_plan (f);
  g_assert_nonnull (strstr (json, "\"leftOut\":[\"d:groups\"]"));
}

static void
test_daily (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *first = NULL;
  g_autofree char *newest = NULL;
  OofItem *item;

  g_assert_null (load (f, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  put_plan (f);
  g_assert_true (save (f, &error));
  f->clock->now += 3600;
  g_assert_true (save (f, &error));
  item = oof_fake_store_get (f->items, "b:2026-11-23");
  g_assert_cmpint (item->rev, ==, 1);
  key = add (f, "Kur", 5, 5);
  g_assert_true (save (f, &error));
  item = oof_fake_store_get (f->items, "b:2026-11-23");
  g_assert_cmpint (item->rev, ==, 2);
  first = load (f, "2026-11-23", &error);
  g_assert_no_error (error);
  f->clock->now += 86400;
  remove_absences (f);
  g_assert_true (save (f, &error));
  oof_fake_store_put_document (f->items, "b:2026-12-01", 1, "{\"v\":1}");
  newest = load (f, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (newest, "{\"v\":1,\"key\":\"b:2026-11-24\""));
  g_assert_null (strstr (newest, key));
  g_assert_nonnull (strstr (first, key));
  g_assert_null (load (f, "2026-11-20", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (load (f, "2026-12-01", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
add_many (Fixture *f, guint n, int from)
{
  for (guint i = 0; i < n; i++)
    g_free (add (f, "Urlaub", from, 1));
}

/* A plan larger than one item holds. */
static void
test_parts (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  OofItem *item;

  add_many (f, 600, 3);
  g_assert_true (save (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (oof_fake_store_count (f->items, "b:"), >, 1);
  item = oof_fake_store_get (f->items, "b:2026-11-23.2");
  g_assert_true (oof_deflate_is_encoded (item->document));
  g_assert_cmpuint (strlen (item->document), <, 100000);
  g_test_message ("%u parts, the second %zu characters", oof_fake_store_count (f->items, "b:"),
                  strlen (item->document));
  json = load (f, NULL, &error);
  g_assert_no_error (error);
  remove_absences (f);
  restore_ok (f, json, FALSE, 600, 0, 0, 0);
  g_ptr_array_remove (f->items->items, item);
  read_now (f);
  g_free (load (f, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

static void
test_vanished (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) vanished = NULL;
  g_autofree char *json = NULL;
  guint n_expected = 9;

  read_now (f);
  none = find_vanished (f, &n_expected, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_expected, ==, 0);
  add_many (f, 200, 3);
  add_many (f, 40, 100);
  add_many (f, 5, -50);
  g_assert_true (save (f, &error));

  /* Nothing is missing, however little the last read saw. */
  read_now (f);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = find_vanished (f, &n_expected, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_expected, ==, 240);

  remove_absences (f);
  read_now (f);
  vanished = find_vanished (f, &n_expected, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vanished->len, ==, 240);
  g_assert_cmpuint (n_expected, ==, 240);
  json = load (f, NULL, &error);
  restore_ok (f, json, FALSE, 245, 0, 0, 0);
  read_now (f);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = find_vanished (f, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Meant to be gone: the next backup says so. */
static void
test_vanished_accepted (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) vanished = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint n_expected = 9;

  add_many (f, 3, 3);
  g_assert_true (save (f, &error));
  remove_absences (f);
  read_now (f);
  vanished = find_vanished (f, &n_expected, &error);
  g_assert_cmpuint (vanished->len, ==, 3);
  g_assert_true (save (f, &error));
  none = find_vanished (f, &n_expected, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_expected, ==, 0);
}

/* Nothing is gone for certain while a look-up fails. */
static void
test_vanished_uncertain (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_many (f, 3, 3);
  g_assert_true (save (f, &error));
  remove_absences (f);
  read_now (f);
  oof_fake_store_fail (f->items, OOF_FAKE_FIND, OOF_ERROR_UNREACHABLE, 1, FALSE);
  g_assert_null (find_vanished (f, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/backup/round-trip", test_round_trip);
  ADD ("/backup/changed", test_changed);
  ADD ("/backup/restore-failing", test_restore_failing);
  ADD ("/backup/hostile", test_hostile);
  ADD ("/backup/left-out", test_left_out);
  ADD ("/backup/daily", test_daily);
  ADD ("/backup/parts", test_parts);
  ADD ("/backup/vanished", test_vanished);
  ADD ("/backup/vanished-accepted", test_vanished_accepted);
  ADD ("/backup/vanished-uncertain", test_vanished_uncertain);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-lease.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-lease-json.h"

#include <string.h>

/* One run at a time (storage.md rule 8). */

typedef struct
{
  OofFakeStore *items;
  OofFakeClock *clock;
  OofFakeClock *other_clock; /* of their machine */
  OofStore *store;
  OofLease *mine;
  OofStore *other_store;
  OofLease *theirs;
  gint64 boot;
} Fixture;

static gint64
get_boot (gpointer user_data)
{
  Fixture *f = user_data;

  return f->boot;
}

static OofLease *
new_lease (Fixture *f, const char *runner, OofFakeClock *clock, OofStore **store)
{
  OofLease *lease;

  *store = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (clock), NULL);
  g_object_set (*store, "retry-delay", 0, NULL);
  lease = oof_lease_new (*store, runner);
  oof_lease_set_wait (lease, 0);
  oof_lease_set_boot_clock (lease, get_boot, f);
  return lease;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->items = oof_fake_store_new ();
  f->clock = oof_fake_clock_new ("2026-11-23T09:00:00Z");
  f->other_clock = oof_fake_clock_new ("2026-11-23T09:00:00Z");
  f->boot = 1000;
  f->mine = new_lease (f, "server-1", f->clock, &f->store);
  f->theirs = new_lease (f, "laptop-2", f->other_clock, &f->other_store);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->mine);
  g_assert_finalize_object (f->theirs);
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->other_store);
  g_assert_finalize_object (f->items);
  g_assert_finalize_object (f->clock);
  g_assert_finalize_object (f->other_clock);
}

/* Both machines have the server's time. */
static void
pass (Fixture *f, gint64 seconds)
{
  f->clock->now += seconds;
  f->other_clock->now += seconds;
}

static gboolean
acquire (OofLease *lease, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_acquire_async (lease, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_lease_acquire_finish (lease, result, error);
}

static gboolean
renew (OofLease *lease, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_renew_async (lease, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_lease_renew_finish (lease, result, error);
}

static gboolean
release (OofLease *lease, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_release_async (lease, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_lease_release_finish (lease, result, error);
}

static void
acquire_ok (OofLease *lease)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (acquire (lease, &error));
  g_assert_no_error (error);
}

static void
acquire_refused (OofLease *lease, const char *pattern)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (acquire (lease, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_true (g_pattern_match_simple (pattern, error->message));
  g_assert_false (oof_lease_is_safe (lease));
}

static void
test_cycle (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (OofLeaseTerm) term = { NULL, NULL, OOF_INSTANT_NONE };

  g_assert_false (oof_lease_is_safe (f->mine));
  acquire_ok (f->mine);
  g_assert_true (oof_lease_is_safe (f->mine));
  acquire_refused (f->theirs, "server-1 *2026-11-23T09:05:00Z*");
  pass (f, 60);
  f->boot += 60;
  g_assert_true (renew (f->mine, &error));
  g_assert_true (
      oof_lease_json_read (oof_fake_store_get (f->items, OOF_KEY_LEASE)->document, &term, &error));
  g_assert_cmpint (term.until, ==, f->clock->now + 300);
  g_assert_cmpstr (term.runner, ==, "server-1");
  g_assert_true (release (f->mine, &error));
  g_assert_false (oof_lease_is_safe (f->mine));
  acquire_ok (f->theirs);
  g_assert_cmpint (oof_fake_store_get (f->items, OOF_KEY_LEASE)->rev, ==, 4);
  g_assert_true (release (f->mine, &error));
  g_assert_true (oof_lease_is_safe (f->theirs));
  acquire_refused (f->mine, "laptop-2 *");
}

/* A laptop that slept: the boot clock went on. */
static void
test_safe (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  acquire_ok (f->mine);
  f->boot += 239;
  g_assert_true (oof_lease_is_safe (f->mine));
  f->boot += 1;
  g_assert_false (oof_lease_is_safe (f->mine));
  g_assert_true (renew (f->mine, &error));
  g_assert_true (oof_lease_is_safe (f->mine));
  oof_fake_store_fail (f->items, OOF_FAKE_UPDATE, OOF_ERROR_UNREACHABLE, 1, FALSE);
  f->boot += 200;
  pass (f, 200);
  g_assert_false (renew (f->mine, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_true (oof_lease_is_safe (f->mine));
  f->boot += 40;
  g_assert_false (oof_lease_is_safe (f->mine));
}

static void
test_expired (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  acquire_ok (f->mine);
  pass (f, 299);
  acquire_refused (f->theirs, "*");
  pass (f, 1);
  acquire_ok (f->theirs);
  g_assert_false (renew (f->mine, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_false (oof_lease_is_safe (f->mine));
  g_clear_error (&error);
  g_assert_false (renew (f->mine, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
}

/* After a crash: the same runner id needs no patience, only one read and one write. */
static void
test_own_after_crash (Fixture *f, gconstpointer data)
{
  g_autoptr (OofStore) store = NULL;
  g_autoptr (OofLease) again = new_lease (f, "server-1", f->clock, &store);
  guint n_finds;

  acquire_ok (f->mine);
  oof_lease_set_wait (again, 600000);
  n_finds = f->items->n_calls[OOF_FAKE_FIND];
  acquire_ok (again);
  g_assert_true (oof_lease_is_safe (again));
  g_assert_cmpuint (f->items->n_calls[OOF_FAKE_FIND] - n_finds, ==, 1);
}

/* Their clock was set, hours away, since a server last told the time: what it says with the next
 * answer counts. */
static void
test_own_clock_set (Fixture *f, gconstpointer data)
{
  static const gint64 hours[] = { 3, -3 };

  acquire_ok (f->mine);
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      f->other_clock->now += hours[i] * 3600;
      oof_lease_acquire_async (f->theirs, NULL, oof_fake_store_cb, &result);
      f->other_clock->now -= hours[i] * 3600;
      oof_fake_wait (&result);
      g_assert_false (oof_lease_acquire_finish (f->theirs, result, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
    }
  pass (f, 300);
  acquire_ok (f->theirs);
}

static void
take_away (OofFakeStore *items, const OofItem *item)
{
  OofItem *stored = oof_fake_store_get (items, OOF_KEY_LEASE);

  g_free (stored->document);
  stored->document =
      g_strdup ("{\"v\":1,\"key\":\"d:lease\",\"rev\":9,\"w\":\"x\",\"runner\":\"quick-3\","
                "\"nonce\":\"n\",\"until\":\"2026-11-23T09:09:00Z\"}");
  stored->rev = 9;
  oof_fake_store_touch (items, stored);
}

/* Somebody else is quicker between read and write. */
static void
test_race (Fixture *f, gconstpointer data)
{
  acquire_ok (f->mine);
  pass (f, 301);
  f->items->before_write = take_away;
  acquire_refused (f->theirs, "quick-3 *");
}

static gboolean
steal_cb (gpointer user_data)
{
  Fixture *f = user_data;

  take_away (f->items, NULL);
  return G_SOURCE_REMOVE;
}

static void
test_stolen_while_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_lease_set_wait (f->mine, 60);
  oof_lease_acquire_async (f->mine, NULL, oof_fake_store_cb, &result);
  g_timeout_add (20, steal_cb, f);
  oof_fake_wait (&result);
  g_assert_false (oof_lease_acquire_finish (f->mine, result, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_false (oof_lease_is_safe (f->mine));
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_lease_set_wait (f->mine, 600000);
  oof_lease_acquire_async (f->mine, cancellable, oof_fake_store_cb, &result);
  g_timeout_add (20, cancel_cb, cancellable);
  oof_fake_wait (&result);
  g_assert_false (oof_lease_acquire_finish (f->mine, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (oof_lease_is_safe (f->mine));
}

static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  acquire_ok (f->mine);
  g_ptr_array_set_size (f->items->items, 0);
  g_assert_false (renew (f->mine, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_false (oof_lease_is_safe (f->mine));
  acquire_ok (f->mine);
}

/* What is damaged locks nobody out, what is newer does. */
static void
test_hostile (Fixture *f, gconstpointer data)
{
  static const char *const damaged[] = {
    "",
    "{",
    "{\"v\":1,\"key\":\"d:lease\"}",
    "{\"v\":1,\"key\":\"d:options\",\"runner\":\"x\"}",
    "{\"v\":1,\"key\":\"d:lease\",\"runner\":\"x\",\"nonce\":\"n\"}",
    "{\"v\":1,\"key\":\"d:lease\",\"runner\":1,\"nonce\":\"n\",\"until\":\"x\"}",
    "{\"v\":1,\"key\":\"d:lease\",\"runner\":\"x\",\"nonce\":\"n\","
    "\"until\":\"9999-12-31T00:00:00Z\"}",
    "{\"v\":1,\"key\":\"d:lease\",\"runner\":\"x\",\"nonce\":null,"
    "\"until\":\"2026-11-23T09:04:00Z\"}"
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_ptr_array_set_size (f->items->items, 0);
      oof_fake_store_put_document (f->items, OOF_KEY_LEASE, 1, damaged[i]);
      acquire_ok (f->mine);
    }
  g_ptr_array_set_size (f->items->items, 0);
  oof_fake_store_put_document (f->items, OOF_KEY_LEASE, 1, "{\"v\":2,\"key\":\"d:lease\"}");
  g_assert_false (acquire (f->theirs, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  oof_fake_store_fail (f->items, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 1, TRUE);
  acquire_ok (f->mine);
  g_assert_cmpuint (oof_fake_store_count (f->items, OOF_KEY_LEASE), ==, 1);
  acquire_refused (f->theirs, "server-1 *");
}

/* The real clock goes on. */
static void
test_boot_clock (Fixture *f, gconstpointer data)
{
  g_autoptr (OofLease) lease = oof_lease_new (f->store, "server-1");

  oof_lease_set_wait (lease, 0);
  acquire_ok (lease);
  g_assert_true (oof_lease_is_safe (lease));
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lease/cycle", test_cycle);
  ADD ("/lease/safe", test_safe);
  ADD ("/lease/expired", test_expired);
  ADD ("/lease/own-after-crash", test_own_after_crash);
  ADD ("/lease/own-clock-set", test_own_clock_set);
  ADD ("/lease/race", test_race);
  ADD ("/lease/stolen-while-waiting", test_stolen_while_waiting);
  ADD ("/lease/cancelled", test_cancelled);
  ADD ("/lease/removed", test_removed);
  ADD ("/lease/hostile", test_hostile);
  ADD ("/lease/lost-answer", test_lost_answer);
  ADD ("/lease/boot-clock", test_boot_clock);
  return g_test_run ();
}

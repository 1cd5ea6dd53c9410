/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-options-json.h"

/* Saving the options: stamped with the time, only over what was read, never over what cannot be
 * understood. */

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
  f->store = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), NULL);
  g_object_set (f->store, "retry-delay", 0, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->items);
  g_assert_finalize_object (f->clock);
}

static OofOptions *
read_options (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofRange range = { oof_fake_instant ("2026-10-20T00:00:00Z"),
                     oof_fake_instant ("2026-12-20T00:00:00Z") };

  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  g_autoptr (OofSnapshot) snapshot = oof_store_read_finish (f->store, result, &error);
  g_assert_no_error (error);
  return oof_options_copy (snapshot->options);
}

static OofOptions *
save (Fixture *f, OofOptions *options, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_options_async (f->store, options, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_options_finish (f->store, result, error);
}

static void
test_first (Fixture *f, gconstpointer data)
{
  g_autoptr (OofOptions) options = read_options (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOptions) stored = save (f, options, &error);

  g_assert_no_error (error);
  g_assert_cmpint (stored->rev, ==, 1);
  g_assert_cmpint (stored->saved_at, ==, f->clock->now);
  g_assert_cmpint (options->saved_at, ==, OOF_INSTANT_NONE);
}

static void
test_over (Fixture *f, gconstpointer data)
{
  oof_fake_store_put_document (
      f->items, OOF_KEY_OPTIONS, 4,
      "{\"v\":1,\"key\":\"d:options\",\"rev\":4,\"w\":\"0\",\"leadDays\":5,\"later\":[1]}");
  g_autoptr (OofOptions) options = read_options (f);
  g_autoptr (GError) error = NULL;

  options->max_months = 2;
  g_autoptr (OofOptions) stored = save (f, options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->rev, ==, 5);
  g_assert_cmpint (stored->lead_days, ==, 5);
  g_assert_cmpint (stored->max_months, ==, 2);
  /* What a later version wrote survives. */
  g_assert_nonnull (strstr (oof_fake_store_get (f->items, OOF_KEY_OPTIONS)->document, "\"later\""));

  /* The same options carry an old revision now, and another length. */
  options->max_months = 4;
  g_assert_null (save (f, options, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
}

static void
test_not_understood (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *json;
    int code;
  } cases[] = {
    { "{\"v\":2,\"key\":\"d:options\",\"rev\":4,\"w\":\"0\"}", OOF_ERROR_UNSUPPORTED },
    { "{\"v\":1,\"key\":\"d:opt", OOF_ERROR_PROTOCOL },
  };
  gsize which = GPOINTER_TO_SIZE (data);

  oof_fake_store_put_document (f->items, OOF_KEY_OPTIONS, 4, cases[which].json);
  g_autoptr (OofOptions) options = read_options (f);
  g_autoptr (GError) error = NULL;

  g_assert_null (save (f, options, &error));
  g_assert_error (error, OOF_ERROR, cases[which].code);
  g_assert_nonnull (strstr (error->message, OOF_KEY_OPTIONS));
  g_assert_cmpstr (oof_fake_store_get (f->items, OOF_KEY_OPTIONS)->document, ==, cases[which].json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store-options/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/store-options/over", Fixture, NULL, set_up, test_over, tear_down);
  g_test_add ("/store-options/newer", Fixture, GSIZE_TO_POINTER (0), set_up, test_not_understood,
              tear_down);
  g_test_add ("/store-options/damaged", Fixture, GSIZE_TO_POINTER (1), set_up, test_not_understood,
              tear_down);
  return g_test_run ();
}

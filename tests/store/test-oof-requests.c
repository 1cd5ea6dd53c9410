/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-request-json.h"
#include "store/oof-store.h"

#include <string.h>

/* Requests from person to runner, and what becomes of old documents. */

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

static OofRequest *
add (Fixture *f, OofAction action, const char *person)
{
  g_autoptr (OofRequest) request = oof_request_new (action, person);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofRequest *stored;

  oof_store_add_request_async (f->store, request, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_request_finish (f->store, result, &error);
  g_assert_no_error (error);
  return stored;
}

static GPtrArray *
list (Fixture *f, OofStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *requests;

  oof_store_list_requests_async (store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  requests = oof_store_list_requests_finish (store, result, &error);
  g_assert_no_error (error);
  return requests;
}

static OofRequest *
update (OofStore *store, OofRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_update_request_async (store, request, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_update_request_finish (store, result, error);
}

static OofRequest *
find (Fixture *f, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_find_request_async (f->store, key, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_find_request_finish (f->store, result, error);
}

static guint
prune (Fixture *f, int log_days, GError **error)
{
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofRange range = { f->clock->now, f->clock->now + 1 };
  guint n_removed = 0;

  oof_store_read_async (f->store, range, NULL, oof_fake_store_cb, &read);
  oof_fake_wait (&read);
  snapshot = oof_store_read_finish (f->store, read, NULL);
  oof_store_prune_async (f->store, log_days, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  oof_store_prune_finish (f->store, result, &n_removed, error);
  return n_removed;
}

static void
test_words (void)
{
  OofRequestState state = OOF_REQUEST_DONE;

  for (OofAction action = OOF_ACTION_APPLY; action < OOF_ACTION_UNKNOWN; action++)
    g_assert_cmpint (oof_action_from_string (oof_action_to_string (action)), ==, action);
  g_assert_null (oof_action_to_string (OOF_ACTION_UNKNOWN));
  g_assert_cmpint (oof_action_from_string ("dance"), ==, OOF_ACTION_UNKNOWN);
  g_assert_cmpint (oof_action_from_string (NULL), ==, OOF_ACTION_UNKNOWN);
  g_assert_cmpstr (oof_action_to_string (OOF_ACTION_SWITCH_OFF), ==, "switch-off");
  g_assert_true (oof_request_state_from_string ("refused", &state));
  g_assert_cmpint (state, ==, OOF_REQUEST_REFUSED);
  g_assert_false (oof_request_state_from_string ("", &state));
  g_assert_cmpint (state, ==, OOF_REQUEST_REFUSED);
}

static void
test_asked_and_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (OofStore) runner =
      oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), "runner@x.example");
  g_autoptr (OofRequest) asked = add (f, OOF_ACTION_SWITCH_OFF, "Bernd@X.example");
  g_autoptr (GPtrArray) open = list (f, runner);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (OofRequest) work = NULL;
  g_autoptr (OofRequest) answered = NULL;
  g_autoptr (OofRequest) seen = NULL;
  g_autoptr (GError) error = NULL;
  OofRange window = { f->clock->now, f->clock->now + 3600 };

  g_assert_cmpint (asked->rev, ==, 1);
  g_assert_cmpstr (asked->author, ==, "anna@x.example");
  g_assert_cmpstr (asked->person, ==, "bernd@x.example");
  g_assert_cmpint (asked->at, ==, f->clock->now);
  g_assert_cmpuint (open->len, ==, 1);
  work = oof_request_copy (open->pdata[0]);
  g_assert_cmpint (work->action, ==, OOF_ACTION_SWITCH_OFF);
  work->state = OOF_REQUEST_DONE;
  work->result = g_strdup ("written");
  work->by = g_strdup ("server-1");
  work->answered_at = f->clock->now + 5;
  work->seen =
      oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, window, "<p>fort</p>", "");
  answered = update (runner, work, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answered->rev, ==, 2);
  seen = find (f, asked->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seen->state, ==, OOF_REQUEST_DONE);
  g_assert_cmpstr (seen->result, ==, "written");
  g_assert_cmpstr (seen->by, ==, "server-1");
  g_assert_cmpint (seen->answered_at, ==, f->clock->now + 5);
  g_assert_true (oof_reply_state_identical (seen->seen, work->seen));
  none = list (f, runner);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Two runners take the same request in hand: one gets it. */
static void
test_one_runner (Fixture *f, gconstpointer data)
{
  g_autoptr (OofStore) other =
      oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), NULL);
  g_autoptr (OofRequest) asked = add (f, OOF_ACTION_APPLY, "bernd@x.example");
  g_autoptr (GPtrArray) here = list (f, f->store);
  g_autoptr (GPtrArray) there = list (f, other);
  g_autoptr (OofRequest) mine = oof_request_copy (here->pdata[0]);
  g_autoptr (OofRequest) theirs = oof_request_copy (there->pdata[0]);
  g_autoptr (OofRequest) first = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (other, "retry-delay", 0, NULL);
  mine->state = OOF_REQUEST_RUNNING;
  theirs->state = OOF_REQUEST_RUNNING;
  theirs->by = g_strdup ("server-2");
  first = update (f->store, mine, &error);
  g_assert_no_error (error);
  g_assert_null (update (other, theirs, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (OofRequest) first = add (f, OOF_ACTION_APPLY, "a@x.example");
  g_autoptr (OofRequest) second = NULL;
  g_autoptr (GPtrArray) open = NULL;

  f->clock->now += 60;
  second = add (f, OOF_ACTION_UNDO, "b@x.example");
  oof_fake_store_put_document (f->items, "q:bad", 1, "{\"v\":1,\"key\":\"q:bad\"}");
  oof_fake_store_put_document (f->items, "q:new", 1, "{\"v\":2,\"key\":\"q:new\"}");
  open = list (f, f->store);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpstr (((OofRequest *) open->pdata[0])->key, ==, first->key);
  g_assert_cmpstr (((OofRequest *) open->pdata[1])->key, ==, second->key);
}

/* An action of a newer version is kept while it is refused. */
static void
test_unknown_action (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (OofRequest) refused = NULL;
  g_autoptr (OofRequest) stored = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  oof_fake_store_put_document (
      f->items, "q:1", 1,
      "{\"v\":1,\"key\":\"q:1\",\"rev\":1,\"w\":\"x\",\"action\":\"dance\","
      "\"person\":\"B@x.example\",\"at\":\"2026-11-23T08:00:00Z\","
      "\"state\":\"asked\",\"future\":[1]}");
  open = list (f, f->store);
  refused = oof_request_copy (open->pdata[0]);
  g_assert_cmpint (refused->action, ==, OOF_ACTION_UNKNOWN);
  refused->state = OOF_REQUEST_REFUSED;
  stored = update (f->store, refused, &error);
  g_assert_no_error (error);
  item = oof_fake_store_get (f->items, "q:1");
  g_assert_nonnull (strstr (item->document, "\"action\":\"dance\""));
  g_assert_nonnull (strstr (item->document, "\"future\":[1]"));
  g_assert_nonnull (strstr (item->document, "\"state\":\"refused\""));
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
    { "{\"v\":1,\"key\":\"q:2\",\"action\":\"apply\",\"person\":\"a\",\"state\":\"asked\"}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":9,\"key\":\"q:1\"}", OOF_ERROR_UNSUPPORTED },
    { "{\"v\":1,\"key\":\"q:1\",\"action\":1,\"person\":\"a\",\"state\":\"asked\"}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"key\":\"q:1\",\"action\":\"apply\",\"state\":\"asked\"}", OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"key\":\"q:1\",\"action\":\"apply\",\"person\":\"a\",\"state\":\"maybe\"}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"key\":\"q:1\",\"action\":\"apply\",\"person\":\"a\",\"state\":\"asked\","
      "\"at\":\"yesterday\"}",
      OOF_ERROR_PROTOCOL },
    { "{\"v\":1,\"key\":\"q:1\",\"action\":\"apply\",\"person\":\"a\",\"state\":\"asked\","
      "\"seen\":{\"state\":\"on\"}}",
      OOF_ERROR_PROTOCOL },
    { "z1:AAAA", OOF_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_request_json_read ("q:1", cases[i].json, &error));
      g_assert_error (error, OOF_ERROR, cases[i].code);
    }
}

static void
test_find (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OofItem *item;

  g_assert_null (find (f, "q:none", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  item = oof_fake_store_put_document (f->items, "q:empty", 1, "{}");
  g_clear_pointer (&item->document, g_free);
  g_assert_null (find (f, "q:empty", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
put_old (Fixture *f)
{
  oof_fake_store_put_document (f->items, "q:old", 3,
                               "{\"v\":1,\"key\":\"q:old\",\"action\":\"apply\",\"person\":\"a\","
                               "\"state\":\"done\",\"at\":\"2026-11-16T08:00:00Z\"}");
  oof_fake_store_put_document (f->items, "q:young", 3,
                               "{\"v\":1,\"key\":\"q:young\",\"action\":\"apply\",\"person\":\"a\","
                               "\"state\":\"done\",\"at\":\"2026-11-16T10:00:00Z\"}");
  oof_fake_store_put_document (f->items, "b:2026-10-23", 1, "{}");
  oof_fake_store_put_document (f->items, "b:2026-10-23.2", 1, "{}");
  oof_fake_store_put_document (f->items, "b:2026-10-25", 1, "{}");
  oof_fake_store_put_document (f->items, "b:someday", 1, "{}");
  oof_fake_store_put_document (f->items, "l:20260824t080000z-1a2b3c4d", 1, "{}");
  oof_fake_store_put_document (f->items, "l:20260826t080000z-1a2b3c4d", 1, "{}");
  oof_fake_store_put_document (f->items, "l:x", 1, "{}");
  oof_fake_store_put_document (f->items, "d:options", 1, "{}");
  oof_fake_store_put_document (f->items, "s:00", 1, "{}");
}

static void
test_prune (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put_old (f);
  g_assert_cmpuint (prune (f, 90, &error), ==, 4);
  g_assert_no_error (error);
  g_assert_null (oof_fake_store_get (f->items, "q:old"));
  g_assert_null (oof_fake_store_get (f->items, "b:2026-10-23"));
  g_assert_null (oof_fake_store_get (f->items, "b:2026-10-23.2"));
  g_assert_null (oof_fake_store_get (f->items, "l:20260824t080000z-1a2b3c4d"));
  g_assert_cmpuint (f->items->items->len, ==, 7);
  g_assert_cmpuint (prune (f, 90, &error), ==, 0);
  g_assert_no_error (error);
  /* The options want less of the logs. */
  g_assert_cmpuint (prune (f, 80, &error), ==, 1);
  g_assert_null (oof_fake_store_get (f->items, "l:20260826t080000z-1a2b3c4d"));
}

static void
test_prune_failing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put_old (f);
  oof_fake_store_fail (f->items, OOF_FAKE_REMOVE, OOF_ERROR_THROTTLED, 1, FALSE);
  g_assert_cmpuint (prune (f, 90, &error), ==, 3);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_THROTTLED);
  g_clear_error (&error);
  oof_fake_store_fail (f->items, OOF_FAKE_REMOVE, OOF_ERROR_NOT_FOUND, 1, TRUE);
  g_assert_cmpuint (prune (f, 90, &error), ==, 1);
  g_assert_no_error (error);
  put_old (f);
  oof_fake_store_fail (f->items, OOF_FAKE_REMOVE, OOF_ERROR_AUTH_REQUIRED, 1, FALSE);
  g_assert_cmpuint (prune (f, 90, &error), ==, 0);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/requests/words", test_words);
  ADD ("/requests/asked-and-answered", test_asked_and_answered);
  ADD ("/requests/one-runner", test_one_runner);
  ADD ("/requests/order", test_order);
  ADD ("/requests/unknown-action", test_unknown_action);
  ADD ("/requests/hostile", test_hostile);
  ADD ("/requests/find", test_find);
  ADD ("/requests/prune", test_prune);
  ADD ("/requests/prune-failing", test_prune_failing);
  return g_test_run ();
}

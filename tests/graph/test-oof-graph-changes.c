/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "graph-fixture.h"
#include "graph/oof-graph-items.h"

#define SERVICE "oof@example.com"
#define USER    "/v1.0/users/" SERVICE
#define SET     "{78daff46-7f2e-494a-a88b-3c79c88ebb10}"
#define LINK    "@BASE@/v1.0/users/" SERVICE "/calendars/first/events/delta?$deltatoken="

#define TIMES                                                                                      \
  "\"start\":{\"dateTime\":\"2026-11-23T08:00:00.0000000\",\"timeZone\":\"UTC\"},"                 \
  "\"end\":{\"dateTime\":\"2026-11-23T16:00:00.0000000\",\"timeZone\":\"UTC\"}"
#define MODIFIED(text) "\"lastModifiedDateTime\":\"" text "\","
#define EVENT(id, key)                                                                             \
  "{\"@odata.etag\":\"W/\\\"1\\\"\",\"id\":\"" id "\"," MODIFIED ("2026-11-20T10:00:00.9Z") TIMES  \
      ",\"singleValueExtendedProperties\":[{\"id\":\"String " SET                                  \
      " Name OofKey\",\"value\":\"" key "\"}]}"
#define FOREIGN(id)                                                                                \
  "{\"@odata.etag\":\"e\",\"id\":\"" id "\"," MODIFIED ("2026-11-21T10:00:00Z") TIMES "}"
#define CALENDAR        "{\"id\":\"first\",\"name\":\"Kalender\"}"
#define PAGE(more, all) "{" more "\"value\":[" all "]}"
#define NEXT(token)     "\"@odata.nextLink\":\"" LINK token "\","
#define DELTA(token)    "\"@odata.deltaLink\":\"" LINK token "\","
#define REMOVED(id)     "{\"id\":\"" id "\",\"@removed\":{\"reason\":\"deleted\"}}"
#define READ(id, body)  "{\"id\":\"" id "\",\"status\":200,\"headers\":{},\"body\":" body "}"
#define FAILED(id, status, headers, code)                                                          \
  "{\"id\":\"" id "\",\"status\":" status ",\"headers\":{" headers "},"                            \
  "\"body\":{\"error\":{\"code\":\"" code "\"}}}"

typedef struct
{
  GraphFixture graph;
  OofItemStore *store;
  guint next; /* the first request that was not looked at */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  graph_fixture_set_up (&self->graph, NULL);
  self->store = OOF_ITEM_STORE (oof_graph_items_new (self->graph.client, SERVICE));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->store);
  graph_fixture_tear_down (&self->graph, NULL);
}

static void
answer (Fixture *self, const char *body)
{
  script_server_add_json (self->graph.server, 200, body);
}

static OofItemChanges *
get_changes (Fixture *self, const char *state, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_changes_async (self->store, OOF_CALENDAR_ABSENCES, state, NULL, script_await_cb,
                                &result);
  return oof_item_store_changes_finish (self->store, script_await (&result), error);
}

static OofItemChanges *
must_get_changes (Fixture *self, const char *state)
{
  g_autoptr (GError) error = NULL;
  OofItemChanges *changes = get_changes (self, state, &error);

  g_assert_no_error (error);
  return changes;
}

/* The next request asked for that. */
static void
assert_path (Fixture *self, const char *path)
{
  g_assert_cmpstr (script_server_get_path (self->graph.server, self->next++), ==, path);
}

static void
assert_path_begins (Fixture *self, const char *path)
{
  const char *is = script_server_get_path (self->graph.server, self->next++);

  g_test_message ("%s", is);
  g_assert_true (g_str_has_prefix (is, path));
}

/* A link as the server gives it. */
static char *
link_new (Fixture *self, const char *token)
{
  return g_strconcat (script_server_get_base (self->graph.server), LINK + strlen ("@BASE@"), token,
                      NULL);
}

static void
assert_state (Fixture *self, const OofItemChanges *changes, const char *token)
{
  g_autofree char *link = link_new (self, token);

  g_assert_cmpstr (changes->sync_state, ==, link);
}

static gboolean
has_id (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

#define BEGIN USER "/calendars/first/events/delta?startDateTime=1990-01-01T00:00:00Z&endDateTime=21"

/* The delta query for its link, then everything with our properties. */
static void
test_full (Fixture *self, gconstpointer data)
{
  g_autoptr (OofItemChanges) changes = NULL;

  answer (self, CALENDAR);
  answer (self, PAGE (NEXT ("p2"), FOREIGN ("x")));
  answer (self, PAGE (DELTA ("d1"), ""));
  answer (self, PAGE ("", EVENT ("one", "a:1") "," FOREIGN ("x") "," EVENT ("two", "a:2")));
  changes = must_get_changes (self, NULL);
  g_assert_true (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 2);
  g_assert_cmpuint (changes->removed->len, ==, 0);
  g_assert_null (changes->present);
  assert_state (self, changes, "d1");
  assert_path (self, USER "/calendar?$select=id");
  g_assert_cmpstr (script_server_get_header (self->graph.server, self->next, "Prefer"), ==,
                   "IdType=\"ImmutableId\", odata.maxpagesize=250");
  assert_path_begins (self, BEGIN);
  g_assert_cmpstr (script_server_get_header (self->graph.server, self->next, "Prefer"), ==,
                   "IdType=\"ImmutableId\", odata.maxpagesize=250");
  assert_path (self, USER "/calendars/first/events/delta?$deltatoken=p2");
  assert_path_begins (self, USER "/calendar/events?$select=id,");
}

/* The ids alone are taken from the delta, what they hold from a batch, one after the other. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  g_autofree char *state = link_new (self, "d1");
  g_autoptr (OofItemChanges) changes = NULL;
  g_autoptr (OofItemChanges) nothing = NULL;
  const char *body;

  answer (self, PAGE (NEXT ("p2"), EVENT ("one", "cut") "," REMOVED ("two") "," FOREIGN ("x")));
  answer (self, PAGE (DELTA ("d2"), REMOVED ("three") "," FOREIGN ("gone") "," FOREIGN (
                                        "one") "," FOREIGN ("two") "," FOREIGN ("bad")));
  /* In the order of the last word on each, from the end: bad, two, one, gone, x. */
  answer (
      self,
      "{\"responses\":[" READ ("1", "{\"id\":\"bad\"}") "," READ ("2", EVENT ("two", "a:2")) "," FAILED (
          "3", "429", "\"Retry-After\":\"0.001\"",
          "TooManyRequests") "," FAILED ("4", "424", "",
                                         "FailedDependency") "," FAILED ("5", "424", "",
                                                                         "FailedDependency") "]}");
  answer (self, "{\"responses\":[" READ ("1", EVENT ("one", "a:1")) "," FAILED (
                    "2", "404", "", "ErrorItemNotFound") "," FAILED ("3", "424", "",
                                                                     "FailedDependency") "]}");
  answer (self, "{\"responses\":[" READ ("1", FOREIGN ("x")) "]}");
  changes = must_get_changes (self, state);
  g_assert_false (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 2);
  g_assert_cmpuint (changes->removed->len, ==, 3);
  g_assert_true (has_id (changes->removed, "three") && has_id (changes->removed, "gone")
                 && has_id (changes->removed, "x"));
  g_assert_cmpuint (changes->unreadable->len, ==, 1);
  g_assert_true (has_id (changes->unreadable, "bad"));
  assert_state (self, changes, "d2");
  body = script_server_get_body (self->graph.server, 2);
  g_assert_nonnull (strstr (body, "\"url\":\"/users/" SERVICE "/events/bad?$select=id%2C"));
  g_assert_nonnull (strstr (body, "outlook.timezone"));
  g_assert_nonnull (strstr (body, "\"id\":\"5\""));
  g_assert_nonnull (strstr (body, "\"dependsOn\":[\"4\"]"));

  answer (self, PAGE (DELTA ("d3"), ""));
  nothing = must_get_changes (self, changes->sync_state);
  g_assert_false (nothing->is_full);
  g_assert_cmpuint (nothing->items->len + nothing->removed->len, ==, 0);
  assert_state (self, nothing, "d3");
}

/* Forgotten, refused as nonsense, made up, from another server: all of it anew. */
static void
test_bad_state (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *code;
    const char *state; /* NULL: a link */
  } cases[] = {
    { 410, "SyncStateNotFound", NULL },
    { 410, "resyncRequired", NULL },
    { 400, "BadRequest", NULL },
    { 0, NULL, "garbage" },
    { 0, NULL, "" },
    { 0, NULL, "modified:yesterday" },
    { 0, NULL, "https://evil.example/v1.0/users/x/events/delta?$deltatoken=1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = link_new (self, "old");
      g_autoptr (OofItemChanges) changes = NULL;

      if (cases[i].status != 0)
        graph_fixture_add_error (&self->graph, cases[i].status, cases[i].code);
      answer (self, CALENDAR);
      answer (self, PAGE (DELTA ("d1"), ""));
      answer (self, PAGE ("", EVENT ("one", "a:1")));
      changes = must_get_changes (self, cases[i].state ? cases[i].state : link);
      g_assert_true (changes->is_full);
      g_assert_cmpuint (changes->items->len, ==, 1);
      assert_state (self, changes, "d1");
    }
}

/* A person's token: delta works for one page. From then on by the time of the last change. */
static void
test_person (Fixture *self, gconstpointer data)
{
  g_autoptr (OofItemChanges) full = NULL;
  g_autoptr (OofItemChanges) changes = NULL;
  g_autoptr (OofItemStore) later = NULL;

  answer (self, CALENDAR);
  answer (self, PAGE (NEXT ("p2"), FOREIGN ("x")));
  graph_fixture_add_error (&self->graph, 403, "ErrorAccessDenied");
  answer (self, PAGE ("", EVENT ("one", "a:1") "," FOREIGN ("x")));
  full = must_get_changes (self, NULL);
  g_assert_true (full->is_full);
  g_assert_cmpuint (full->items->len, ==, 1);
  g_assert_cmpstr (full->sync_state, ==, "modified:2026-11-21T10:00:00Z");
  self->next = 4;

  answer (self, PAGE ("", EVENT ("two", "a:2") "," FOREIGN ("x")));
  changes = must_get_changes (self, full->sync_state);
  assert_path_begins (self, USER
                      "/calendar/events?$filter=lastModifiedDateTime ge 2026-11-21T09:59:00Z&");
  g_assert_false (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 1);
  g_assert_true (has_id (changes->removed, "x"));
  g_assert_null (changes->present);
  g_assert_cmpstr (changes->sync_state, ==, "modified:2026-11-21T10:00:00Z");
  g_clear_pointer (&changes, oof_item_changes_free);

  /* Who has not seen all ids yet lists them, too. */
  g_set_object (&self->store, NULL);
  self->store = OOF_ITEM_STORE (oof_graph_items_new (self->graph.client, SERVICE));
  answer (self, PAGE ("", ""));
  answer (self, PAGE ("", "{\"id\":\"one\"},{\"id\":\"x\"}"));
  changes = must_get_changes (self, full->sync_state);
  g_assert_cmpuint (changes->items->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (changes->present), ==, 2);
  g_assert_true (g_hash_table_contains (changes->present, "one"));
  g_assert_cmpstr (changes->sync_state, ==, "modified:2026-11-21T10:00:00Z");
  self->next++;
  assert_path (self, USER "/calendar/events?$select=id&$top=999");
}

/* All of a small calendar came on the one page, and the link is refused. */
static void
test_person_small (Fixture *self, gconstpointer data)
{
  g_autofree char *state = link_new (self, "d1");
  g_autoptr (OofItemChanges) changes = NULL;

  graph_fixture_add_error (&self->graph, 403, "ErrorAccessDenied");
  answer (self, PAGE ("", ""));
  changes = must_get_changes (self, state);
  g_assert_true (changes->is_full);
  g_assert_cmpstr (changes->sync_state, ==, "modified:1970-01-01T00:00:00Z");
}

/* A server that knows no such query, one that filters nothing by time, or one whose pages never
 * come to a link: everything is listed. */
static void
test_unknown_queries (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
  } cases[] = {
    { 400, "application/json", "{\"error\":{\"code\":\"BadRequest\",\"message\":\"m\"}}" },
    { 404, "application/json", "{\"error\":{\"code\":\"NotFound\",\"message\":\"m\"}}" },
    { 404, "text/html", "<html>Not Found</html>" },
    { 405, "application/json", "{\"error\":{\"code\":\"x\",\"message\":\"m\"}}" },
    { 501, "application/json", "{\"error\":{\"code\":\"notImplemented\",\"message\":\"m\"}}" },
    { 200, "application/json", PAGE ("", "") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofItemChanges) full = NULL;
      g_autoptr (OofItemChanges) again = NULL;

      answer (self, CALENDAR);
      script_server_add (self->graph.server, cases[i].status, cases[i].type, cases[i].body);
      answer (self, PAGE ("", EVENT ("one", "a:1")));
      full = must_get_changes (self, NULL);
      g_assert_true (full->is_full);
      g_assert_cmpuint (full->items->len, ==, 1);

      script_server_add (self->graph.server, cases[i].status == 200 ? 400 : cases[i].status,
                         cases[i].type, cases[i].body);
      answer (self, PAGE ("", EVENT ("two", "a:2")));
      again = must_get_changes (self, full->sync_state);
      g_assert_true (again->is_full);
      g_assert_cmpuint (again->items->len, ==, 1);
      g_assert_cmpstr (again->sync_state, ==, "modified:2026-11-20T10:00:00Z");
    }
}

/* No rights at all, no server, no sense: errors, never an empty calendar. */
static void
test_errors (Fixture *self, gconstpointer data)
{
  g_autofree char *state = link_new (self, "d1");
  g_autoptr (GError) error = NULL;

  answer (self, CALENDAR);
  for (int i = 0; i < 2; i++)
    graph_fixture_add_error (&self->graph, 403, "ErrorAccessDenied");
  g_assert_null (get_changes (self, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);

  graph_fixture_add_error (&self->graph, 500, "InternalServerError");
  g_assert_null (get_changes (self, state, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_clear_error (&error);

  answer (self, PAGE (DELTA ("d2"), "{\"subject\":\"no id\"}"));
  g_assert_null (get_changes (self, state, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
  g_clear_error (&error);

  answer (self, PAGE (DELTA ("d2"), FOREIGN ("x")));
  answer (self, "{\"responses\":[" FAILED ("1", "404", "", "ResourceNotFound") "]}");
  g_assert_null (get_changes (self, state, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);

  answer (self, PAGE (DELTA ("d2"), FOREIGN ("x")));
  answer (self, "{\"responses\":[" FAILED ("1", "403", "", "ErrorAccessDenied") "]}");
  g_assert_null (get_changes (self, state, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
}

#define changes_test(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  changes_test ("/graph/changes/full", test_full);
  changes_test ("/graph/changes/changes", test_changes);
  changes_test ("/graph/changes/unknown-queries", test_unknown_queries);
  changes_test ("/graph/changes/bad-state", test_bad_state);
  changes_test ("/graph/changes/person", test_person);
  changes_test ("/graph/changes/person-small", test_person_small);
  changes_test ("/graph/changes/errors", test_errors);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#include <string.h>

#define EXPAND         "$expand=singleValueExtendedProperties($filter=id eq '" SIM_KEY_ID "')"
#define AT(text, zone) "{\"dateTime\":\"" text "\",\"timeZone\":\"" zone "\"}"
#define ALL_DAY(key)                                                                               \
  "{\"subject\":\"Bernd Krause: Urlaub\",\"isAllDay\":true,\"showAs\":\"oof\","                    \
  "\"start\":" AT (                                                                                \
      "2026-12-24T00:00:00",                                                                       \
      "W. Europe Standard Time") ","                                                               \
                                 "\"end\":" AT (                                                   \
                                     "2026-12-28T00:00:00",                                        \
                                     "W. Europe Standard Time") ","                                \
                                                                "\"categories\":[\"geplant\"],"    \
                                                                "\"isReminderOn\":false,"          \
                                                                "\"transactionId\":\"t-" key "\"," \
                                                                "\"body\":{\"contentType\":"       \
                                                                "\"text\",\"content\":\"a < b\"}," \
                                                                "\"singleValueExtendedProperties"  \
                                                                "\":[{\"id\":\"" SIM_KEY_ID        \
                                                                "\",\"value\":\"" key "\"}]}"

/* SERVICE mailbox + SUFFIX, as Anna Meier with more HEADERS. */
static void
call (SimFixture *fixture,
      const gchar *method,
      const gchar *suffix,
      const gchar *headers,
      const gchar *body)
{
  g_autofree gchar *path = g_strconcat (fixture->service_path, suffix, NULL);
  g_autofree gchar *all =
      g_strdup_printf ("Authorization: Bearer %s\n%s", fixture->person, headers);

  sim_send (fixture, method, path, all, body);
}

/* Creates the all-day event and gives "/events/ID". */
static gchar *
create (SimFixture *fixture)
{
  call (fixture, "POST", "/events", "", ALL_DAY ("a:1"));
  g_assert_cmpuint (fixture->status, ==, 201);
  return g_strconcat ("/events/", sim_value (fixture, "id"), NULL);
}

static void
test_create (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = create (fixture);
  g_autofree gchar *expanded = g_strconcat (path, "?$select=subject&" EXPAND, NULL);

  sim_assert (fixture, "start.dateTime", "2026-12-24T00:00:00.0000000");
  sim_assert (fixture, "start.timeZone", "UTC");
  sim_assert (fixture, "originalStartTimeZone", "W. Europe Standard Time");
  sim_assert (fixture, "end.dateTime", "2026-12-28T00:00:00.0000000");
  sim_assert (fixture, "body.contentType", "html");
  g_assert_nonnull (strstr (sim_value (fixture, "body.content"), "a &lt; b"));
  g_assert_null (sim_node (fixture, "singleValueExtendedProperties"));
  call (fixture, "GET", expanded, "", NULL);
  sim_assert (fixture, "singleValueExtendedProperties.0.value", "a:1");
  g_assert_null (sim_node (fixture, "start"));
  call (fixture, "GET", path,
        "Prefer: outlook.timezone=\"Eastern Standard Time\", outlook.body-content-type=\"text\"",
        NULL);
  sim_assert (fixture, "start.dateTime", "2026-12-24T00:00:00.0000000");
  sim_assert (fixture, "start.timeZone", "Eastern Standard Time");
  sim_assert (fixture, "body.content", "a < b");
  call (fixture, "GET", path, "Prefer: outlook.timezone=\"Mars\"", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_timed (SimFixture *fixture, gconstpointer data)
{
  call (fixture, "POST", "/events", "Prefer: outlook.timezone=\"W. Europe Standard Time\"",
        "{\"subject\":\"x\",\"start\":" AT ("2026-12-01T08:00:00.0000000", "UTC") ",\"end\":" AT (
            "2026-12-01T12:30:00", "Europe/Berlin") "}");
  g_assert_cmpuint (fixture->status, ==, 201);
  sim_assert (fixture, "start.dateTime", "2026-12-01T09:00:00.0000000");
  sim_assert (fixture, "end.dateTime", "2026-12-01T12:30:00.0000000");
  sim_assert (fixture, "showAs", "busy");
}

static void
test_create_refused (SimFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    "{\"subject\":\"x\"}",
    "{\"start\":" AT ("2026-12-24T00:00:00", "Mars") ",\"end\":" AT ("2026-12-25T00:00:00",
                                                                     "UTC") "}",
    "{\"start\":" AT ("2026-12-24T10:00:00", "UTC") ",\"end\":" AT ("2026-12-24T09:00:00",
                                                                    "UTC") "}",
    "{\"isAllDay\":true,\"start\":" AT ("2026-12-24T10:00:00",
                                        "UTC") ",\"end\":" AT ("2026-12-25T00:00:00", "UTC") "}",
    "{\"isAllDay\":true,\"start\":" AT ("2026-12-24T00:00:00", "UTC") ",\"end\":" AT (
        "2026-12-25T00:00:00", "Europe/Berlin") "}",
    "{\"showAs\":\"away\",\"start\":" AT ("2026-12-24T00:00:00",
                                          "UTC") ",\"end\":" AT ("2026-12-25T00:00:00", "UTC") "}",
    "{\"colour\":\"red\",\"start\":" AT ("2026-12-24T00:00:00",
                                         "UTC") ",\"end\":" AT ("2026-12-25T00:00:00", "UTC") "}",
    "{\"singleValueExtendedProperties\":[{\"id\":\"OofKey\",\"value\":\"x\"}],\"start\":" AT (
        "2026-12-24T00:00:00", "UTC") ",\"end\":" AT ("2026-12-25T00:00:00", "UTC") "}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      call (fixture, "POST", "/events", "", bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
}

static void
test_transaction (SimFixture *fixture, gconstpointer data)
{
  OofSimCalendar *calendar =
      oof_sim_mailbox_get_default_calendar (fixture->tenant->service->mailbox);
  guint before = calendar->items->len;
  g_autofree gchar *first = create (fixture);
  g_autofree gchar *second = create (fixture);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (calendar->items->len, ==, before + 1);
}

static void
test_conditional (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = create (fixture);
  g_autofree gchar *match = g_strdup_printf ("If-Match: %s", sim_value (fixture, "/@odata.etag"));

  call (fixture, "PATCH", path, match, "{\"subject\":\"neu\"}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "subject", "neu");
  sim_assert (fixture, "isAllDay", "true");
  call (fixture, "PATCH", path, match, "{\"subject\":\"zu spät\"}");
  sim_assert_error (fixture, 412, "ErrorIrresolvableConflict");
  call (fixture, "DELETE", path, match, NULL);
  sim_assert_error (fixture, 412, "ErrorIrresolvableConflict");
  call (fixture, "PATCH", path, "",
        "{\"isAllDay\":false,\"end\":" AT ("2026-12-24T23:00:00", "UTC") "}");
  g_assert_cmpuint (fixture->status, ==, 200);
  /* A refused change leaves nothing half done. */
  call (fixture, "PATCH", path, "", "{\"subject\":\"halb\",\"showAs\":\"away\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  call (fixture, "GET", path, "", NULL);
  sim_assert (fixture, "subject", "neu");
  call (fixture, "DELETE", path, "", NULL);
  g_assert_cmpuint (fixture->status, ==, 204);
  call (fixture, "GET", path, "", NULL);
  sim_assert_error (fixture, 404, "ErrorItemNotFound");
}

static void
test_immutable_ids (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = create (fixture);
  g_autofree gchar *plain = g_strdup (sim_value (fixture, "id"));
  g_autofree gchar *immutable = NULL;

  call (fixture, "GET", path, "Prefer: IdType=\"ImmutableId\"", NULL);
  g_assert_cmpstr (sim_value (fixture, "id"), !=, plain);
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "Preference-Applied"));
  immutable = g_strconcat ("/events/", sim_value (fixture, "id"), NULL);
  call (fixture, "GET", immutable, "", NULL);
  sim_assert (fixture, "id", plain);
}

static void
test_find (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = create (fixture);

  call (fixture, "GET",
        "/calendar/events?$filter=singleValueExtendedProperties/any(ep: ep/id eq '" SIM_KEY_ID
        "' and ep/value eq 'A:1')",
        "", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  call (fixture, "GET",
        "/calendar/events?$filter=singleValueExtendedProperties/any(ep: ep/id eq 'String "
        "{78daff46-7f2e-494a-a88b-3c79c88ebb10} Name oofkey' and ep/value eq 'a:1')",
        "", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 0);
  call (fixture, "GET", "/events?$filter=lastModifiedDateTime ge 2026-11-23T08:00:00Z", "", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  call (fixture, "GET",
        "/events?$filter=start/dateTime ge '2026-12-20T00:00:00Z'"
        "&$orderby=start/dateTime desc&$top=2",
        "", NULL);
  sim_assert (fixture, "value.0.subject", "Bernd Krause: Urlaub");
  call (fixture, "GET", "/events?$filter=colour eq 'red'", "", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_view (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = create (fixture);

  call (fixture, "GET",
        "/calendarView?startDateTime=2026-12-27T22:00:00Z&endDateTime=2026-12-28T00:00:00Z", "",
        NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  call (fixture, "GET",
        "/calendarView?startDateTime=2026-12-27T23:00:00Z&endDateTime=2026-12-28T00:00:00Z", "",
        NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 0);
  call (fixture, "GET", "/calendarView", "", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  call (fixture, "GET",
        "/calendarView?startDateTime=2020-01-01T00:00:00Z"
        "&endDateTime=2030-01-01T00:00:00Z",
        "", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_calendars (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = NULL;

  call (fixture, "GET", "/calendars?$filter=name eq 'oof manager'", "", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  path =
      g_strdup_printf ("/calendars/%s/events?$top=1000&" EXPAND, sim_value (fixture, "value.0.id"));
  call (fixture, "GET", path, "", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), >, 10);
  sim_assert (fixture, "value.0.start.dateTime", "2000-01-01T00:00:00.0000000");
  call (fixture, "POST", "/calendars", "", "{\"name\":\"OOF MANAGER\"}");
  sim_assert_error (fixture, 400, "ErrorFolderExists");
  call (fixture, "POST", "/calendars", "", "{\"name\":\"oof manager\"}");
  sim_assert_error (fixture, 409, "ErrorFolderExists");
  call (fixture, "POST", "/calendars", "", "{\"name\":\"Proben\"}");
  g_assert_cmpuint (fixture->status, ==, 201);
  sim_assert (fixture, "isDefaultCalendar", "false");
  sim_person (fixture, "GET", "/v1.0/users/" SIM_BERND "/events", NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  sim_person (fixture, "GET", "/v1.0/me/events", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

/* The link NAME of the last answer, as a path. (transfer full) */
static gchar *
dup_link (SimFixture *fixture, const gchar *name)
{
  g_autofree gchar *path = g_strconcat ("/", name, NULL);
  const gchar *link = sim_value (fixture, path);

  g_assert_nonnull (link);
  return g_strdup (strstr (link, "/v1.0/"));
}

#define WINDOW "?startDateTime=2026-12-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z"
#define IDS    "Prefer: IdType=\"ImmutableId\", odata.maxpagesize=1"

/* Page by page to the link that ends the round, then what changed since: an empty page first, then
 * what is new and what is gone. */
static void
test_delta (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *base = g_strconcat (fixture->service_path, "/calendarView/delta", NULL);
  g_autofree gchar *view = g_strconcat (base, WINDOW, NULL);
  g_autofree gchar *all = g_strdup_printf ("Authorization: Bearer %s\n" IDS, fixture->runner);
  g_autofree gchar *one = create (fixture);
  g_autofree gchar *two = NULL;
  g_autofree gchar *id = NULL;
  g_autofree gchar *link = NULL;
  g_autofree gchar *next = NULL;

  call (fixture, "POST", "/events", "",
        "{\"subject\":\"x\",\"start\":" AT ("2026-12-02T08:00:00", "UTC") ",\"end\":" AT (
            "2026-12-02T09:00:00", "UTC") "}");
  two = g_strconcat ("/events/", sim_value (fixture, "id"), NULL);
  call (fixture, "GET", two, IDS, NULL);
  id = g_strdup (sim_value (fixture, "id"));
  sim_send (fixture, "GET", view, all, NULL);
  while (sim_node (fixture, "/@odata.deltaLink") == NULL)
    {
      g_clear_pointer (&next, g_free);
      g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
      g_assert_null (sim_node (fixture, "value.0.singleValueExtendedProperties"));
      next = dup_link (fixture, "@odata.nextLink");
      sim_send (fixture, "GET", next, all, NULL);
    }
  link = dup_link (fixture, "@odata.deltaLink");

  call (fixture, "DELETE", two, "", NULL);
  call (fixture, "PATCH", one, "Content-Type: application/json", "{\"subject\":\"y\"}");
  sim_send (fixture, "GET", link, all, NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 0);
  g_clear_pointer (&next, g_free);
  next = dup_link (fixture, "@odata.nextLink");
  sim_send (fixture, "GET", next, all, NULL);
  sim_assert (fixture, "value.0.subject", "y");
  g_clear_pointer (&next, g_free);
  next = dup_link (fixture, "@odata.nextLink");
  sim_send (fixture, "GET", next, all, NULL);
  sim_assert (fixture, "value.0.id", id);
  sim_assert (fixture, "value.0.@removed.reason", "deleted");
  g_assert_nonnull (sim_node (fixture, "/@odata.deltaLink"));
}

static void
test_delta_refused (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *base = g_strconcat (fixture->service_path, "/calendarView/delta", NULL);
  static const gchar *const wrong[] = { "", WINDOW "&$select=subject", WINDOW "&$expand=x",
                                        "?startDateTime=2020-01-01T00:00:00Z"
                                        "&endDateTime=2030-01-01T00:00:00Z" };
  g_autofree gchar *link = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree gchar *path = g_strconcat (base, wrong[i], NULL);

      sim_runner (fixture, "GET", path, NULL);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
  link = g_strconcat (base, "?$deltatoken=bm9uc2Vuc2U=", NULL);
  sim_runner (fixture, "GET", link, NULL);
  sim_assert_error (fixture, 410, "SyncStateNotFound");
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "Location"));
  /* A person gets the first page of another mailbox. */
  call (fixture, "GET", "/calendarView/delta" WINDOW, "", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_clear_pointer (&link, g_free);
  link = dup_link (fixture, sim_node (fixture, "/@odata.nextLink") != NULL ? "@odata.nextLink"
                                                                           : "@odata.deltaLink");
  sim_person (fixture, "GET", link, NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/sim/graph-events/" name, SimFixture, NULL, sim_fixture_set_up, test,               \
              sim_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("timed", test_timed);
  ADD ("create-refused", test_create_refused);
  ADD ("transaction", test_transaction);
  ADD ("conditional", test_conditional);
  ADD ("immutable-ids", test_immutable_ids);
  ADD ("find", test_find);
  ADD ("view", test_view);
  ADD ("calendars", test_calendars);
  ADD ("delta", test_delta);
  ADD ("delta-refused", test_delta_refused);
  return g_test_run ();
}

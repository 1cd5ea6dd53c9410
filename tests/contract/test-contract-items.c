/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "graph/oof-graph-call.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define KEY       "a:6f1c0e0a-5f0e-4d43-9c36-2f0f9d3a7b11"
#define OTHER_KEY "a:0b7e2f7c-93a4-4f5e-8f2d-7c1de8d0a522"

/* An appointment of somebody else that every tenant has in its service mailbox, three days on. */
#define FOREIGN_SUBJECT "Wartung USV im Serverraum"

static GPtrArray *
must_list (OofItemStore *items, OofCalendar calendar, OofRange range)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = oof_contract_list_items (items, calendar, range, &error);

  g_assert_no_error (error);
  return found;
}

/* Whether the list has it, as it was written. */
static gboolean
list_has (OofItemStore *items, OofRange range, const OofItem *wanted)
{
  g_autoptr (GPtrArray) found = must_list (items, OOF_CALENDAR_ABSENCES, range);
  guint count = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const OofItem *item = found->pdata[i];

      g_assert_nonnull (item->key);
      if (!g_str_equal (item->key, wanted->key))
        continue;
      oof_contract_assert_same_item (item, wanted);
      count++;
    }
  g_assert_cmpuint (count, <=, 1);
  return count == 1;
}

/* Around the lengths at which lists cut, at which mail programs stream, and at which a body is no
 * longer small. */
static void
test_values (OofContractSide *side, gconstpointer data)
{
  static const gsize lengths[] = { 254, 255, 256, 5000, 30000, 120000 };
  const char *kind =
      side->protocol == OOF_CONTRACT_GRAPH ? "graph.create-event" : "ews.create-item";
  OofRange range = oof_contract_range ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%" G_GSIZE_FORMAT, lengths[i]);
      g_autoptr (OofItem) item =
          oof_contract_days_new (key, "Europe/Berlin", "2026-11-02", "2026-11-06");
      g_autoptr (OofItem) created = NULL;
      g_autoptr (OofItem) found = NULL;

      g_free (item->absence);
      item->absence = oof_contract_value (lengths[i]);
      created = oof_contract_must_create (side->items, item);
      g_assert_cmpint (oof_contract_tenant_count (side->tenant, kind), ==, (gint64) i + 1);
      found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, key);
      oof_contract_assert_same_item (found, item);
      g_assert_cmpstr (found->id, ==, created->id);
      g_assert_cmpstr (found->change_key, ==, created->change_key);
      g_assert_true (list_has (side->items, range, item));
    }
}

/* The key is compared letter by letter. */
static void
test_find (OofContractSide *side, gconstpointer data)
{
  static const char *const keys[] = {
    "a:6F1C0E0A-5f0e-4d43-9c36-2f0f9d3a7b11", "a:6f1c0e0a", "a", "", "' or 1 eq 1 or '", "<&>\"'"
  };
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      g_test_message ("\"%s\"", keys[i]);
      found = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, keys[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 0);
    }
  documents = oof_contract_find (side->items, OOF_CALENDAR_DOCUMENTS, KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 0);
}

static void
test_range (OofContractSide *side, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    gboolean hours; /* 9 November 08:00 to 12:30 in Berlin */
    gboolean days;  /* 2 to 6 November in Berlin */
  } cases[] = {
    { "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", TRUE, TRUE },
    { "2026-11-09T08:00:00Z", "2026-11-09T09:00:00Z", TRUE, FALSE },
    { "2026-11-09T11:29:00Z", "2026-11-10T00:00:00Z", TRUE, FALSE },
    { "2026-11-09T11:30:00Z", "2026-11-10T00:00:00Z", FALSE, FALSE },
    { "2026-11-08T00:00:00Z", "2026-11-09T07:00:00Z", FALSE, FALSE },
    { "2026-11-08T00:00:00Z", "2026-11-09T07:01:00Z", TRUE, FALSE },
    { "2026-11-06T22:59:00Z", "2026-11-07T12:00:00Z", FALSE, TRUE },
    { "2026-11-06T23:00:00Z", "2026-11-07T12:00:00Z", FALSE, FALSE },
    { "2026-11-01T00:00:00Z", "2026-11-01T23:00:00Z", FALSE, FALSE },
    { "2026-11-01T00:00:00Z", "2026-11-01T23:01:00Z", FALSE, TRUE },
    { "2025-11-01T00:00:00Z", "2028-11-01T00:00:00Z", TRUE, TRUE },
    { "2027-11-01T00:00:00Z", "2027-12-01T00:00:00Z", FALSE, FALSE },
  };
  g_autoptr (OofItem) days =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) hours = oof_contract_hours_new (
      OTHER_KEY, "Europe/Berlin", "2026-11-09T07:00:00Z", "2026-11-09T11:30:00Z");
  g_autoptr (OofItem) days_created = oof_contract_must_create (side->items, days);
  g_autoptr (OofItem) hours_created = oof_contract_must_create (side->items, hours);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofRange range = oof_contract_range (cases[i].from, cases[i].to);

      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_cmpint (list_has (side->items, range, hours), ==, cases[i].hours);
      g_assert_cmpint (list_has (side->items, range, days), ==, cases[i].days);
    }
}

/* Everything that Graph tells about somebody else's appointment, its etag and the time of its last
 * change too. (transfer full) */
static char *
dup_foreign (OofContractSide *side)
{
  OofGraphClient *client = side->tenant->session->graph[OOF_SIGN_IN_RUNNER];
  const char *service = side->tenant->connection->service_mailbox;
  g_autofree char *path = g_strdup_printf ("/users/%s/calendar/events?$top=999", service);
  OofGraphCall call = { .method = "GET", .path = path };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  oof_contract_tenant_move (side->tenant, service, "cloud");
  oof_graph_client_list_async (client, &call, NULL, oof_contract_keep_cb, &result);
  events = oof_graph_client_list_finish (client, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len && text == NULL; i++)
    {
      g_autofree char *subject = NULL;

      oof_json_read_string (events->pdata[i], "subject", OOF_REQUIRED, &subject, &error);
      g_assert_no_error (error);
      if (g_str_equal (subject, FOREIGN_SUBJECT))
        text = oof_json_to_text (events->pdata[i]);
    }
  g_assert_nonnull (text);
  oof_contract_side_fetch (side, service);
  return text;
}

/* It stands in the middle of ours and is neither seen nor touched. */
static void
test_foreign (OofContractSide *side, gconstpointer data)
{
  OofRange range = oof_contract_range ("2026-10-22T00:00:00Z", "2026-10-25T00:00:00Z");
  g_autofree char *before = dup_foreign (side);
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-10-22", "2026-10-24");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) changed = oof_item_copy (created);
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  changed->rev = 2;
  updated = oof_contract_update (side->items, changed, &error);
  g_assert_no_error (error);
  listed = must_list (side->items, OOF_CALENDAR_ABSENCES, range);
  for (guint i = 0; i < listed->len; i++)
    {
      g_assert_nonnull (((OofItem *) listed->pdata[i])->key);
      g_assert_cmpstr (((OofItem *) listed->pdata[i])->subject, !=, FOREIGN_SUBJECT);
    }
  g_assert_true (list_has (side->items, range, changed));
  g_assert_true (oof_contract_remove (side->items, updated, &error));
  g_assert_no_error (error);
  after = dup_foreign (side);
  g_assert_cmpstr (after, ==, before);
}

/* Sets everything that an absence can have otherwise. */
static OofItem *
make_change (const OofItem *created)
{
  OofItem *changed = oof_contract_hours_new (KEY, "America/New_York", "2026-10-31T12:00:00Z",
                                             "2026-11-01T22:00:00Z");

  changed->id = g_strdup (created->id);
  changed->change_key = g_strdup (created->change_key);
  changed->rev = created->rev + 1;
  changed->free_busy = OOF_FREE_BUSY_FREE;
  g_clear_pointer (&changed->categories, g_strfreev);
  g_free (changed->subject);
  changed->subject = g_strdup ("Krause, Bernd: Dienstreise");
  g_free (changed->absence);
  changed->absence = oof_contract_value (6000);
  return changed;
}

static void
test_update (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) changed = make_change (created);
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (OofItem) found = NULL;
  g_autoptr (OofItem) again = NULL;
  g_autoptr (GError) error = NULL;

  updated = oof_contract_update (side->items, changed, &error);
  g_assert_no_error (error);
  oof_contract_assert_same_item (updated, changed);
  g_assert_cmpstr (updated->change_key, !=, created->change_key);
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  oof_contract_assert_same_item (found, changed);
  g_assert_cmpstr (found->id, ==, updated->id);
  g_assert_cmpstr (found->change_key, ==, updated->change_key);
  g_assert_cmpint (found->created, ==, created->created);

  /* And back to days, with the key that the first update gave. */
  g_free (item->id);
  item->id = g_strdup (updated->id);
  item->change_key = g_strdup (updated->change_key);
  item->rev = 3;
  again = oof_contract_update (side->items, item, &error);
  g_assert_no_error (error);
  oof_contract_assert_same_item (again, item);
}

static void
test_stale (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) first = oof_item_copy (created);
  g_autoptr (OofItem) second = make_change (created);
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (OofItem) found = NULL;
  GError *error = NULL;

  first->rev = 2;
  updated = oof_contract_update (side->items, first, &error);
  g_assert_no_error (error);
  /* Servers take turns between the answers that mean this. */
  for (int turn = 0; turn < 3; turn++)
    {
      g_assert_null (oof_contract_update (side->items, second, &error));
      oof_contract_take_error (&error, OOF_ERROR_CONFLICT);
    }
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  oof_contract_assert_same_item (found, first);
  g_assert_cmpstr (found->change_key, ==, updated->change_key);
}

static void
test_remove (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) kept_item =
      oof_contract_days_new (OTHER_KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) kept = oof_contract_must_create (side->items, kept_item);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (OofItem) left = NULL;
  GError *error = NULL;

  g_assert_true (oof_contract_remove (side->items, created, &error));
  g_assert_no_error (error);
  found = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (oof_contract_remove (side->items, created, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
  g_assert_null (oof_contract_update (side->items, created, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
  left = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, OTHER_KEY);
  oof_contract_assert_same_item (left, kept_item);
}

/* With a change key that is out of date: Graph refuses, EWS does not look at it (storage.md rule
 * 7), which is why callers read just before. */
static void
test_remove_stale (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) changed = make_change (created);
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GError *error = NULL;

  updated = oof_contract_update (side->items, changed, &error);
  g_assert_no_error (error);
  if (!oof_contract_remove (side->items, created, &error))
    {
      g_autoptr (OofItem) left = NULL;

      g_assert_cmpint (side->protocol, ==, OOF_CONTRACT_GRAPH);
      oof_contract_take_error (&error, OOF_ERROR_CONFLICT);
      left = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
      oof_contract_assert_same_item (left, changed);
      g_assert_true (oof_contract_remove (side->items, left, &error));
    }
  g_assert_no_error (error);
  found = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
}

/* Also as it is listed, where servers show times otherwise than in an item alone. */
static void
round_trip (OofContractSide *side, OofItem *item)
{
  OofRange wide = oof_contract_range ("2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) found =
      oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, item->key);

  oof_contract_assert_same_item (found, item);
  g_assert_true (list_has (side->items, wide, item));
  g_assert_true (list_has (side->items, item->range, item));
}

static void
test_days (OofContractSide *side, gconstpointer data)
{
  static const struct
  {
    const char *zone;
    const char *first;
    const char *last;
  } cases[] = {
    { "Europe/Berlin", "2026-10-24", "2026-10-26" }, /* back on the 25th */
    { "Europe/Berlin", "2026-10-25", "2026-10-25" },
    { "Europe/Berlin", "2027-03-27", "2027-03-29" }, /* forward on the 28th */
    { "Europe/Berlin", "2027-03-28", "2027-03-28" },
    { "Europe/Berlin", "2026-10-01", "2027-04-30" },
    { "America/New_York", "2026-10-31", "2026-11-02" }, /* back on the 1st */
    { "America/New_York", "2026-11-01", "2026-11-01" },
    { "America/New_York", "2027-03-14", "2027-03-14" }, /* forward */
    { "Asia/Kathmandu", "2026-12-24", "2026-12-31" },   /* five hours and three quarters */
    { "Pacific/Auckland", "2026-12-31", "2027-01-01" },
    { "Africa/Cairo", "2027-04-30", "2027-04-30" }, /* forward at midnight, which is not */
    { "Africa/Cairo", "2026-10-29", "2026-10-29" }, /* back at its end: 25 hours */
    { "UTC", "2026-10-25", "2026-10-25" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%" G_GSIZE_FORMAT, i);
      g_autoptr (OofItem) item =
          oof_contract_days_new (key, cases[i].zone, cases[i].first, cases[i].last);

      g_test_message ("%s %s to %s", cases[i].zone, cases[i].first, cases[i].last);
      round_trip (side, item);
    }
}

static void
test_hours (OofContractSide *side, gconstpointer data)
{
  static const struct
  {
    const char *zone;
    const char *from;
    const char *to;
  } cases[] = {
    { "Europe/Berlin", "2026-10-24T06:00:00Z", "2026-10-26T15:30:00Z" },
    { "Europe/Berlin", "2026-10-24T23:59:00Z", "2026-10-25T02:00:00Z" }, /* 01:59 to 03:00 */
    { "Europe/Berlin", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z" }, /* 01:30 to 03:30 */
    { "America/New_York", "2026-10-31T13:00:00Z", "2026-11-02T22:00:00Z" },
    { "Asia/Kathmandu", "2026-12-24T02:15:00Z", "2026-12-24T11:15:00Z" },
    { "UTC", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z" }, /* a day, but not all-day */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%" G_GSIZE_FORMAT, i);
      g_autoptr (OofItem) item =
          oof_contract_hours_new (key, cases[i].zone, cases[i].from, cases[i].to);

      g_test_message ("%s %s to %s", cases[i].zone, cases[i].from, cases[i].to);
      round_trip (side, item);
    }
}

/* In the hour that comes twice only the instants count: Graph has no word for its first half but
 * UTC, and then shows that as the zone of the item. */
static void
test_repeated_hour (OofContractSide *side, gconstpointer data)
{
  static const char *const cases[][3] = {
    { "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z" }, /* 02:30 to 02:30 */
    { "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z" },
    { "Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z" },
    { "America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = g_strdup_printf ("a:%" G_GSIZE_FORMAT, i);
      g_autoptr (OofItem) item =
          oof_contract_hours_new (key, cases[i][0], cases[i][1], cases[i][2]);
      g_autoptr (OofItem) created = NULL;
      g_autoptr (OofItem) found = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s to %s", cases[i][0], cases[i][1], cases[i][2]);
      created = oof_contract_create (side->items, item, &error);
      g_assert_no_error (error);
      g_assert_cmpint (created->range.from, ==, item->range.from);
      g_assert_cmpint (created->range.to, ==, item->range.to);
      found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, key);
      g_assert_cmpint (found->range.from, ==, item->range.from);
      g_assert_cmpint (found->range.to, ==, item->range.to);
    }
}

void
test_contract_add_items (void)
{
  oof_contract_add_case ("items/values", test_values);
  oof_contract_add_case ("items/find", test_find);
  oof_contract_add_case ("items/range", test_range);
  oof_contract_add_case ("items/foreign", test_foreign);
  oof_contract_add_case ("items/update", test_update);
  oof_contract_add_case ("items/stale", test_stale);
  oof_contract_add_case ("items/remove", test_remove);
  oof_contract_add_case ("items/remove-stale", test_remove_stale);
  oof_contract_add_case ("items/days", test_days);
  oof_contract_add_case ("items/hours", test_hours);
  oof_contract_add_case ("items/repeated-hour", test_repeated_hour);
}

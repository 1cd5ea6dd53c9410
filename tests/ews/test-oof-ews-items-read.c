/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-calendar.h"

#include "core/oof-error.h"

#include <string.h>

static GPtrArray *
list_november (EwsCalendar *calendar, GError **error)
{
  return ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                            ews_range ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), error);
}

static void
test_item (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const OofItem *item;

  ews_calendar_add (
      calendar, "one",
      "<t:Subject>Krause: Urlaub &amp; mehr</t:Subject><t:Categories><t:String>OOF"
      "</t:String><t:String>läuft</t:String></t:Categories>"
      "<t:DateTimeCreated>2026-10-01T07:00:00Z</t:DateTimeCreated>" EWS_KEY ("a:1")
          EWS_PROPERTY ("OofRev", "Integer", "3") EWS_PROPERTY (
              "OofAbsence", "String",
              "{\"v\":1}") "<t:Start>2026-11-23T07:30:00Z</t:Start><t:End>2026-11-27T15:00:00Z</"
                           "t:End>"
                           "<t:IsAllDayEvent>false</t:IsAllDayEvent>"
                           "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>"
                           "<t:StartTimeZone Id=\"W. Europe Standard Time\" Name=\"x\"/>");
  items = list_november (calendar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->id, ==, "one");
  g_assert_cmpstr (item->change_key, ==, "ck-one");
  g_assert_cmpint (item->calendar, ==, OOF_CALENDAR_ABSENCES);
  g_assert_cmpstr (item->subject, ==, "Krause: Urlaub & mehr");
  g_assert_cmpuint (g_strv_length (item->categories), ==, 2);
  g_assert_cmpstr (item->categories[1], ==, "läuft");
  g_assert_cmpint (item->free_busy, ==, OOF_FREE_BUSY_OOF);
  g_assert_false (item->all_day);
  g_assert_cmpstr (item->zone, ==, "Europe/Berlin");
  g_assert_cmpint (item->range.from, ==, ews_instant ("2026-11-23T07:30:00Z"));
  g_assert_cmpint (item->created, ==, 1790838000);
  g_assert_cmpstr (item->key, ==, "a:1");
  g_assert_cmpint (item->rev, ==, 3);
  g_assert_cmpstr (item->absence, ==, "{\"v\":1}");
  g_assert_null (item->document);
  g_assert_null (item->body);

  g_assert_true (ews_fixture_sent (
      calendar->server, 0, "PrimarySmtpAddress>" EWS_SERVICE "<",
      "<m:FindItem Traversal=\"Shallow\">", "<t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>",
      "<m:CalendarView StartDate=\"2026-10-31T00:00:00Z\" EndDate=\"2026-12-02T00:00:00Z\"/>",
      "<t:DistinguishedFolderId Id=\"calendar\"/>", NULL));
  g_assert_true (ews_fixture_sent (
      calendar->server, 1, "<m:GetItem>", "IdOnly", "item:Subject", "item:Categories",
      "item:DateTimeCreated", "calendar:Start\"", "calendar:End\"", "calendar:IsAllDayEvent",
      "calendar:LegacyFreeBusyStatus", "calendar:StartTimeZone",
      "PropertySetId=\"78daff46-7f2e-494a-a88b-3c79c88ebb10\" PropertyName=\"OofKey\" "
      "PropertyType=\"String\"",
      "PropertyName=\"OofRev\" PropertyType=\"Integer\"", "\"OofAbsence\"", "\"OofDoc\"",
      "<t:ItemId Id=\"one\"/>", NULL));
}

/* Out of order, each property twice (the first counts), GUID in braces and capitals, fractions, a
 * foreign property of the same name, nothing about the status (ews.md 2.6, storage.md 2). */
static void
test_gromox_item (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const OofItem *item;

  ews_calendar_add (
      calendar, "one",
      "<t:StartTimeZone Id=\"W. Europe Standard Time\"/><t:UID>u</t:UID>"
      "<t:End>2026-11-23T17:00:00.000000000Z</t:End><t:Start>2026-11-23T08:00:00.000000Z</t:Start>"
      "<t:ExtendedProperty><t:ExtendedFieldURI "
      "PropertySetId=\"11111111-7f2e-494a-a88b-3c79c88ebb10\" PropertyName=\"OofKey\" "
      "PropertyType=\"String\"/><t:Value>a:foreign</t:Value></t:ExtendedProperty>"
      "<t:ExtendedProperty><t:Value>a:1</t:Value><t:ExtendedFieldURI "
      "PropertyType=\"String\" PropertyName=\"OofKey\" "
      "PropertySetId=\"{78DAFF46-7F2E-494A-A88B-3C79C88EBB10}\"/></t:ExtendedProperty>" EWS_KEY (
          "a:second") EWS_PROPERTY ("OofRev", "Integer", "2")
          EWS_PROPERTY ("OofRev", "Integer", "1") "<t:ExtendedProperty/>"
                                                  "<t:StartTimeZone Id=\"Tokyo Standard Time\"/>"
                                                  "<t:Subject>S</t:Subject>");
  items = list_november (calendar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->key, ==, "a:1");
  g_assert_cmpint (item->rev, ==, 2);
  g_assert_cmpstr (item->zone, ==, "Europe/Berlin");
  g_assert_cmpint (item->range.to, ==, ews_instant ("2026-11-23T17:00:00Z"));
  g_assert_cmpint (item->created, ==, OOF_INSTANT_NONE);
  g_assert_null (item->categories);
}

/* Of all-day items only the dates count, as their own zone shows them (decisions 4). */
static void
test_all_day (EwsCalendar *calendar, gconstpointer data)
{
  const struct
  {
    const char *start;
    const char *end;
    const char *zone; /* the attribute Id, "" for none */
    const char *iana;
    const char *first;
    const char *last;
  } cases[] = {
    { "2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z", "W. Europe Standard Time", "Europe/Berlin",
      "2026-11-23", "2026-11-24" },
    { "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00", "W. Europe Standard Time",
      "Europe/Berlin", "2026-11-23", "2026-11-23" },
    /* Over the end of summer time. */
    { "2026-10-31T04:00:00Z", "2026-11-02T05:00:00Z", "Eastern Standard Time", "America/New_York",
      "2026-10-31", "2026-11-01" },
    { "2026-11-22T18:15:00Z", "2026-11-23T18:15:00Z", "Nepal Standard Time", "Asia/Kathmandu",
      "2026-11-23", "2026-11-23" },
    { "2026-11-23T00:00:00", "2026-11-24T00:00:00", "UTC", "UTC", "2026-11-23", "2026-11-23" },
    /* gromox: an IANA name; times that are not at midnight; no length at all. */
    { "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z", "Europe/Vienna", "Europe/Vienna",
      "2026-11-23", "2026-11-23" },
    { "2026-11-23T09:00:00Z", "2026-11-24T16:00:00Z", "W. Europe Standard Time", "Europe/Berlin",
      "2026-11-23", "2026-11-24" },
    { "2026-11-22T23:00:00Z", "2026-11-22T23:00:00Z", "W. Europe Standard Time", "Europe/Berlin",
      "2026-11-23", "2026-11-23" },
    /* A zone that somebody made, or none: the nearest midnight. */
    { "2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z", "tzone://Microsoft/Custom", "UTC",
      "2026-11-23", "2026-11-24" },
    { "2026-11-23T05:00:00Z", "2026-11-24T05:00:00Z", "", "UTC", "2026-11-23", "2026-11-23" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *zone = *cases[i].zone
                                  ? g_strdup_printf ("<t:StartTimeZone Id=\"%s\"/>", cases[i].zone)
                                  : g_strdup ("");
      g_autofree char *content =
          g_strdup_printf (EWS_KEY ("a:1") "<t:Start>%s</t:Start><t:End>%s</t:End>"
                                           "<t:IsAllDayEvent>true</t:IsAllDayEvent>%s",
                           cases[i].start, cases[i].end, zone);

      ews_calendar_add (calendar, id, content);
    }
  {
    g_autoptr (GPtrArray) items =
        ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                           ews_range ("2026-10-01T00:00:00Z", "2026-12-31T00:00:00Z"), NULL);

    g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (cases));
    for (guint i = 0; i < items->len; i++)
      {
        const OofItem *item = items->pdata[i];
        g_autofree char *first = oof_day_format (item->first_day);
        g_autofree char *last = oof_day_format (item->last_day);

        g_assert_true (item->all_day);
        g_assert_cmpstr (first, ==, cases[i].first);
        g_assert_cmpstr (last, ==, cases[i].last);
        g_assert_cmpstr (item->zone, ==, cases[i].iana);
        g_assert_cmpint (item->range.from, ==, oof_zone_day_start (item->zone, item->first_day));
        g_assert_cmpint (item->range.to, ==, oof_zone_day_start (item->zone, item->last_day + 1));
      }
  }
}

/* Foreign items, items that are gone, other kinds of items, and what only the wider view shows. */
static void
test_left_out (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "ours", "a:1");
  ews_calendar_add (calendar, "foreign", "<t:Subject>Lunch</t:Subject>");
  ews_calendar_add (calendar, "empty-key", EWS_KEY (""));
  g_ptr_array_add (calendar->ids, g_strdup ("gone"));
  ews_calendar_add (calendar, "mail",
                    "<m:GetItemResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError"
                    "</m:ResponseCode><m:Items><t:Message/></m:Items></m:GetItemResponseMessage>");
  ews_calendar_add (calendar, "earlier",
                    EWS_KEY ("a:2") "<t:Start>2026-10-31T10:00:00Z</t:Start>"
                                    "<t:End>2026-11-01T00:00:00Z</t:End>");
  ews_calendar_add (
      calendar, "instant",
      EWS_KEY ("a:3") "<t:Start>2026-11-01T00:00:00Z</t:Start>"
                      "<t:End>2026-11-01T00:00:00Z</t:End>"
                      "<t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus>" EWS_PROPERTY (
                          "OofRev", "Integer", "many"));
  g_ptr_array_add (calendar->ids, g_strdup ("ours"));
  items = list_november (calendar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (((OofItem *) items->pdata[0])->id, ==, "ours");
  g_assert_cmpstr (((OofItem *) items->pdata[1])->id, ==, "instant");
  g_assert_cmpint (((OofItem *) items->pdata[1])->free_busy, ==, OOF_FREE_BUSY_FREE);
  g_assert_cmpint (((OofItem *) items->pdata[1])->rev, ==, 0);
}

static void
test_nonsense (EwsCalendar *calendar, gconstpointer data)
{
  const char *const contents[] = {
    EWS_KEY ("a:1") "<t:Start>2026-11-23T08:00:00Z</t:Start>",
    EWS_KEY ("a:1") "<t:Start>soon</t:Start><t:End>2026-11-23T08:00:00Z</t:End>",
    EWS_KEY ("a:1") "<t:Start>2026-11-23T08:00:00Z</t:Start><t:End>2026-11-23T08:00:00Z</t:End>"
                    "<t:IsAllDayEvent>perhaps</t:IsAllDayEvent>",
    EWS_KEY ("<x/>"),
    "<m:GetItemResponseMessage ResponseClass=\"Success\"/>",
    "<m:GetItemResponseMessage ResponseClass=\"Error\"><m:ResponseCode>ErrorSomething"
    "</m:ResponseCode></m:GetItemResponseMessage>",
    "<m:OtherResponseMessage ResponseClass=\"Success\"/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_set_size (calendar->ids, 0);
      ews_calendar_add_absence (calendar, "good", "a:0");
      ews_calendar_add (calendar, "bad", contents[i]);
      g_assert_null (list_november (calendar, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
}

static void
add_many (EwsCalendar *calendar, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%03u", i);
      g_autofree char *key = g_strdup_printf ("a:%u", i);

      ews_calendar_add_absence (calendar, id, key);
    }
}

static void
test_batches (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;

  add_many (calendar, 250);
  items = list_november (calendar, NULL);
  g_assert_cmpuint (items->len, ==, 250);
  g_assert_cmpstr (((OofItem *) items->pdata[0])->id, ==, "i000");
  g_assert_cmpstr (((OofItem *) items->pdata[249])->id, ==, "i249");
  g_assert_cmpuint (ews_calendar_count (calendar, "GetItem"), ==, 3);
  g_assert_cmpuint (calendar->server->peak, ==, 1);
}

#define FOUND(id) "<t:CalendarItem><t:ItemId Id=\"" id "\"/></t:CalendarItem>"
#define MESSAGE(class_, code, more)                                                                \
  "<m:GetItemResponseMessage ResponseClass=\"" class_ "\"><m:ResponseCode>" code                   \
  "</m:ResponseCode>" more "</m:GetItemResponseMessage>"
#define WHOLE(id, key)                                                                             \
  MESSAGE ("Success", "NoError",                                                                   \
           "<m:Items><t:CalendarItem><t:ItemId Id=\"" id "\"/>" EWS_KEY (                          \
               key) "<t:Start>2026-11-23T08:00:00Z</t:Start><t:End>2026-11-24T08:00:00Z</t:End>"   \
                    "</t:CalendarItem></m:Items>")

/* Three items are found; @messages: (array length=3) what the first question for them is answered.
 */
static GPtrArray *
list_three (EwsCalendar *calendar, const char *const *messages, GError **error)
{
  g_autofree char *answer =
      g_strconcat ("<m:GetItemResponse><m:ResponseMessages>", messages[0], messages[1], messages[2],
                   "</m:ResponseMessages></m:GetItemResponse>", NULL);

  ews_fixture_answer_response (
      calendar->server, "FindItem", "Success NoError",
      "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Items>" FOUND ("i000") FOUND ("i001")
          FOUND ("i002") "</t:Items></m:RootFolder>");
  ews_fixture_answer_soap (calendar->server, answer);
  return list_november (calendar, error);
}

/* ews_max_get_items of gromox, a store that goes away: what comes later in the batch is asked for
 * again. */
static void
test_cut_short (EwsCalendar *calendar, gconstpointer data)
{
  static const char *const rests[][2] = {
    { MESSAGE ("Error", "ErrorServerBusy", ""), MESSAGE ("Error", "ErrorServerBusy", "") },
    { MESSAGE ("Error", "ErrorMailboxStoreUnavailable", ""),
      MESSAGE ("Warning", "ErrorBatchProcessingStopped", "") },
    { MESSAGE ("Warning", "ErrorBatchProcessingStopped", "<m:Items/>"),
      MESSAGE ("Warning", "ErrorBatchProcessingStopped", "<m:Items/>") },
  };

  add_many (calendar, 3);
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      const char *const messages[] = { WHOLE ("i000", "a:0"), rests[i][0], rests[i][1] };
      guint before = calendar->server->bodies->len;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = list_three (calendar, messages, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 3);
      g_assert_null (strstr (ews_fixture_get_body (calendar->server, before + 2), "\"i000\""));
      g_assert_true (ews_fixture_sent (calendar->server, before + 2, "\"i001\"", "\"i002\"", NULL));
    }
}

/* Nothing is missing because the server does not find the mailbox, or reaches nothing. */
static void
test_not_gone (EwsCalendar *calendar, gconstpointer data)
{
  static const struct
  {
    const char *first;
    const char *second;
    OofError code;
  } cases[] = {
    { WHOLE ("i000", "a:0"), MESSAGE ("Error", "ErrorNonExistentMailbox", ""),
      OOF_ERROR_NOT_FOUND },
    { WHOLE ("i000", "a:0"), MESSAGE ("Error", "ErrorFolderNotFound", ""), OOF_ERROR_NOT_FOUND },
    { WHOLE ("i000", "a:0"), MESSAGE ("Error", "ErrorAccessDenied", ""), OOF_ERROR_FORBIDDEN },
    { MESSAGE ("Error", "ErrorMailboxStoreUnavailable", ""),
      MESSAGE ("Warning", "ErrorBatchProcessingStopped", ""), OOF_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const messages[] = { cases[i].first, cases[i].second, cases[i].second };
      g_autoptr (GError) error = NULL;

      g_assert_null (list_three (calendar, messages, &error));
      g_assert_error (error, OOF_ERROR, (int) cases[i].code);
    }
}

/* Forbidden characters are stripped; an item that breaks the answer all the same is left out and
 * reported (storage.md rule 4). */
static void
test_ill_formed (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  add_many (calendar, 120);
  ews_calendar_add_absence (calendar, "i030", "a:3&#1;0");
  ews_calendar_add_absence (calendar, "i042", "</t:Broken>");
  ews_calendar_add_absence (calendar, "i119", "&nothing;");
  g_ptr_array_set_size (calendar->ids, 120);
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*item i042 cannot be read*");
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*item i119 cannot be read*");
  items = list_november (calendar, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 118);
  g_assert_cmpstr (((OofItem *) items->pdata[30])->key, ==, "a:30");
  g_assert_cmpuint (ews_calendar_count (calendar, "GetItem"), <, 40);
}

/* A server that answers nothing properly has no empty calendar. */
static void
test_all_ill_formed (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GError) of_few = NULL;
  g_autoptr (GError) of_many = NULL;

  ews_calendar_add_absence (calendar, "one", "&nothing;");
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*item one cannot be read*");
  g_assert_null (list_november (calendar, &of_few));
  g_test_assert_expected_messages ();
  g_assert_error (of_few, OOF_ERROR, OOF_ERROR_PROTOCOL);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%u", i);

      ews_calendar_add_absence (calendar, id, "&nothing;");
    }
  for (guint i = 0; i < 10; i++)
    g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*cannot be read*");
  g_assert_null (list_november (calendar, &of_many));
  g_test_assert_expected_messages ();
  g_assert_error (of_many, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

/* A page that is no SOAP at all is not taken for a bad item. */
static void
test_wrong_content (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ews_fixture_answer_response (calendar->server, "FindItem", "Success NoError",
                               "<m:RootFolder><t:Items><t:CalendarItem><t:ItemId Id=\"a\"/>"
                               "</t:CalendarItem><t:CalendarItem><t:ItemId Id=\"b\"/>"
                               "</t:CalendarItem></t:Items></m:RootFolder>");
  ews_fixture_answer (calendar->server, 200, "text/html", "<html>Outlook</html>");
  g_assert_null (list_november (calendar, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
  g_assert_cmpuint (calendar->server->bodies->len, ==, 2);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*run) (EwsCalendar *calendar, gconstpointer data);
  } tests[] = {
    { "/ews/items/read/item", test_item },
    { "/ews/items/read/gromox-item", test_gromox_item },
    { "/ews/items/read/all-day", test_all_day },
    { "/ews/items/read/left-out", test_left_out },
    { "/ews/items/read/nonsense", test_nonsense },
    { "/ews/items/read/batches", test_batches },
    { "/ews/items/read/cut-short", test_cut_short },
    { "/ews/items/read/not-gone", test_not_gone },
    { "/ews/items/read/ill-formed", test_ill_formed },
    { "/ews/items/read/all-ill-formed", test_all_ill_formed },
    { "/ews/items/read/wrong-content", test_wrong_content },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, EwsCalendar, GINT_TO_POINTER (OOF_EWS_ROLE_RUNNER),
                ews_calendar_set_up, tests[i].run, ews_calendar_tear_down);
  return g_test_run ();
}

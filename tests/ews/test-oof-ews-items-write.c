/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-calendar.h"

#include "core/oof-error.h"
#include "ews/oof-ews-items.h"

#include <string.h>

#define SUCCESS_ITEM                                                                               \
  "<m:Items><t:CalendarItem><t:ItemId Id=\"new\" ChangeKey=\"k1\"/></t:CalendarItem></m:Items>"

static OofItem *
create_absence (void)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_ABSENCES);

  g_free (item->subject);
  item->subject = g_strdup ("Krause, Bernd: Urlaub <1>");
  item->body = g_strdup ("Zeile 1\nZeile 2");
  item->categories = g_strsplit ("OOF,geplant", ",", -1);
  item->free_busy = OOF_FREE_BUSY_OOF;
  g_free (item->zone);
  item->zone = g_strdup ("Europe/Berlin");
  item->range = ews_range ("2026-11-23T07:30:00Z", "2026-11-27T15:00:00Z");
  item->key = g_strdup ("a:1");
  item->rev = 1;
  item->absence = g_strdup ("{\"v\":1,\"note\":\"\\u00fc\"}");
  return item;
}

static void
set_all_day (OofItem *item)
{
  item->all_day = TRUE;
  item->first_day = oof_day_from_ymd (2026, 10, 24);
  item->last_day = oof_day_from_ymd (2026, 10, 25);
}

static void
test_create (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (OofItem) created = NULL;
  g_autoptr (GError) error = NULL;

  item->id = g_strdup ("old id of a copy");
  ews_fixture_answer_response (calendar->server, "CreateItem", "Success NoError", SUCCESS_ITEM);
  ews_calendar_add_absence (calendar, "new", "a:1");
  created = ews_calendar_create (calendar, item, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->id, ==, "new");
  g_assert_cmpstr (created->change_key, ==, "ck-new");
  g_assert_cmpint (created->range.from, ==, ews_instant ("2026-11-23T08:00:00Z"));
  g_assert_true (ews_fixture_sent (
      calendar->server, 0, "<m:CreateItem SendMeetingInvitations=\"SendToNone\">",
      "<m:SavedItemFolderId><t:DistinguishedFolderId Id=\"calendar\"/></m:SavedItemFolderId>",
      "<m:Items><t:CalendarItem><t:Subject>Krause, Bernd: Urlaub &lt;1&gt;</t:Subject>"
      "<t:Sensitivity>Normal</t:Sensitivity><t:Body BodyType=\"Text\">Zeile 1\nZeile 2</t:Body>"
      "<t:Categories><t:String>OOF</t:String><t:String>geplant</t:String></t:Categories>"
      "<t:ReminderIsSet>false</t:ReminderIsSet>",
      "PropertyName=\"OofKey\" PropertyType=\"String\"/><t:Value>a:1</t:Value>",
      "PropertyName=\"OofRev\" PropertyType=\"Integer\"/><t:Value>1</t:Value>",
      "PropertyName=\"OofAbsence\"", "\\u00fc",
      "<t:Start>2026-11-23T07:30:00Z</t:Start><t:End>2026-11-27T15:00:00Z</t:End>"
      "<t:IsAllDayEvent>false</t:IsAllDayEvent>"
      "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>"
      "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>"
      "<t:EndTimeZone Id=\"W. Europe Standard Time\"/></t:CalendarItem>",
      NULL));
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 0), "OofDoc"));
  g_assert_true (ews_fixture_sent (calendar->server, 1, "<m:GetItem>", "Id=\"new\"/>", NULL));
}

/* Local midnights, here over the end of summer time. */
static void
test_create_all_day (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (OofItem) created = NULL;

  set_all_day (item);
  item->free_busy = OOF_FREE_BUSY_FREE;
  g_clear_pointer (&item->categories, g_strfreev);
  g_clear_pointer (&item->body, g_free);
  ews_fixture_answer_response (calendar->server, "CreateItem", "Success NoError", SUCCESS_ITEM);
  ews_calendar_add_absence (calendar, "new", "a:1");
  created = ews_calendar_create (calendar, item, NULL);
  g_assert_nonnull (created);
  g_assert_true (
      ews_fixture_sent (calendar->server, 0,
                        "<t:Start>2026-10-23T22:00:00Z</t:Start>"
                        "<t:End>2026-10-25T23:00:00Z</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent>"
                        "<t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus>",
                        NULL));
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 0), "<t:Body"));
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 0), "<t:Categories"));
}

/* What cannot be sent is refused before. */
static void
test_invalid (EwsCalendar *calendar, gconstpointer data)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (OofItem) item = create_absence ();
      g_autoptr (GError) error = NULL;

      if (i == 0)
        item->range.from = OOF_INSTANT_NONE;
      else if (i == 1)
        item->range.to = OOF_INSTANT_FOREVER;
      else if (i == 2)
        item->range.to = item->range.from - 1;
      else if (i == 3)
        item->all_day = TRUE;
      else if (i == 4)
        {
          set_all_day (item);
          item->last_day = item->first_day - 1;
        }
      else if (i == 5)
        memcpy (item->zone, "Europa", 6);
      else if (i == 6)
        item->subject[0] = '\001';
      else
        item->absence[0] = '\001';
      g_assert_null (ews_calendar_create (calendar, item, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
  g_assert_cmpuint (calendar->server->bodies->len, ==, 0);
}

/* Refused is refused; whatever leaves open whether there is an item now is UNCERTAIN. */
static void
test_create_fails (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  const struct
  {
    const char *create;
    const char *content;
    const char *get;
    OofError code;
  } cases[] = {
    { "Error ErrorAccessDenied", "", NULL, OOF_ERROR_FORBIDDEN },
    { "Error ErrorTimeZone", "", NULL, OOF_ERROR_INVALID },
    { "Error ErrorQuotaExceeded", "", NULL, OOF_ERROR_LIMIT },
    { "Error ErrorItemSave", "", NULL, OOF_ERROR_PROTOCOL },
    { "Error ErrorTimeoutExpired", "", NULL, OOF_ERROR_UNCERTAIN },
    { "Success NoError", "", NULL, OOF_ERROR_UNCERTAIN },
    { "Success NoError", SUCCESS_ITEM, "Error ErrorItemNotFound", OOF_ERROR_UNCERTAIN },
    { "Success NoError", SUCCESS_ITEM, "Error ErrorAccessDenied", OOF_ERROR_UNCERTAIN },
    { "Success NoError", SUCCESS_ITEM, "Success NoError", OOF_ERROR_UNCERTAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ews_fixture_answer_response (calendar->server, "CreateItem", cases[i].create,
                                   cases[i].content);
      if (cases[i].get)
        ews_fixture_answer_response (calendar->server, "GetItem", cases[i].get, "");
      g_assert_null (ews_calendar_create (calendar, item, &error));
      g_assert_error (error, OOF_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (ews_calendar_count (calendar, "CreateItem"), ==, G_N_ELEMENTS (cases));
}

static void
test_update (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GError) error = NULL;

  item->id = g_strdup ("one");
  item->change_key = g_strdup ("k&1");
  item->rev = 2;
  g_clear_pointer (&item->body, g_free);
  g_clear_pointer (&item->categories, g_strfreev);
  ews_fixture_answer_response (calendar->server, "UpdateItem", "Success NoError",
                               "<m:Items><t:CalendarItem><t:ItemId Id=\"one\" ChangeKey=\"k2\"/>"
                               "</t:CalendarItem></m:Items><m:ConflictResults><t:Count>0</t:Count>"
                               "</m:ConflictResults>");
  ews_calendar_add_absence (calendar, "one", "a:1");
  updated = ews_calendar_update (calendar, item, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (updated->change_key, ==, "ck-one");
  g_assert_true (ews_fixture_sent (
      calendar->server, 0,
      "<m:UpdateItem ConflictResolution=\"NeverOverwrite\" "
      "SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>"
      "<t:ItemId Id=\"one\" ChangeKey=\"k&amp;1\"/><t:Updates>"
      "<t:SetItemField><t:FieldURI FieldURI=\"item:Subject\"/><t:CalendarItem><t:Subject>",
      "<t:DeleteItemField><t:FieldURI FieldURI=\"item:Categories\"/></t:DeleteItemField>",
      "PropertyName=\"OofRev\" PropertyType=\"Integer\"/><t:CalendarItem><t:ExtendedProperty>",
      "<t:Value>2</t:Value>", "PropertyName=\"OofAbsence\"", "FieldURI=\"calendar:Start\"",
      "<t:Start>2026-11-23T07:30:00Z</t:Start>", "FieldURI=\"calendar:End\"",
      "<t:End>2026-11-27T15:00:00Z</t:End>", "calendar:IsAllDayEvent",
      "calendar:LegacyFreeBusyStatus", "calendar:StartTimeZone",
      "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>", "calendar:EndTimeZone", NULL));
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 0), "item:Body"));
  g_assert_cmpuint (calendar->server->bodies->len, ==, 2);
}

static void
test_update_fails (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (GError) no_id = NULL;
  const struct
  {
    const char *class_and_code;
    OofError code;
  } cases[] = {
    { "Error ErrorIrresolvableConflict", OOF_ERROR_CONFLICT },
    { "Error ErrorStaleObject", OOF_ERROR_CONFLICT },
    { "Error ErrorChangeKeyRequiredForWriteOperations", OOF_ERROR_CONFLICT },
    { "Error ErrorItemNotFound", OOF_ERROR_NOT_FOUND },
    { "Error ErrorAccessDenied", OOF_ERROR_FORBIDDEN },
  };

  g_assert_null (ews_calendar_update (calendar, item, &no_id));
  g_assert_error (no_id, OOF_ERROR, OOF_ERROR_INVALID);
  item->id = g_strdup ("one");
  item->change_key = g_strdup ("k");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ews_fixture_answer_response (calendar->server, "UpdateItem", cases[i].class_and_code, "");
      g_assert_null (ews_calendar_update (calendar, item, &error));
      g_assert_error (error, OOF_ERROR, (int) cases[i].code);
    }
}

static void
test_remove (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (GError) no_id = NULL;
  g_autoptr (GError) gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (ews_calendar_remove (calendar, item, &no_id));
  g_assert_error (no_id, OOF_ERROR, OOF_ERROR_INVALID);
  item->id = g_strdup ("one");
  ews_fixture_answer_response (calendar->server, "DeleteItem", "Success NoError", "");
  g_assert_true (ews_calendar_remove (calendar, item, &error));
  g_assert_no_error (error);
  g_assert_true (ews_fixture_sent (calendar->server, 0,
                                   "<m:DeleteItem DeleteType=\"MoveToDeletedItems\" "
                                   "SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                                   "<t:ItemId Id=\"one\"/></m:ItemIds>",
                                   NULL));
  ews_fixture_answer_response (calendar->server, "DeleteItem", "Error ErrorItemNotFound", "");
  g_assert_false (ews_calendar_remove (calendar, item, &gone));
  g_assert_error (gone, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

static void
test_cancelled (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) item = create_absence ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  oof_item_store_create_async (calendar->store, item, cancellable, ews_keep_cb, &result);
  g_assert_null (oof_item_store_create_finish (calendar->store, ews_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (calendar->server->bodies->len, ==, 0);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*run) (EwsCalendar *calendar, gconstpointer data);
  } tests[] = {
    { "/ews/items/write/create", test_create },
    { "/ews/items/write/create-all-day", test_create_all_day },
    { "/ews/items/write/create-fails", test_create_fails },
    { "/ews/items/write/update", test_update },
    { "/ews/items/write/update-fails", test_update_fails },
    { "/ews/items/write/remove", test_remove },
    { "/ews/items/write/invalid", test_invalid },
    { "/ews/items/write/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, EwsCalendar, GINT_TO_POINTER (OOF_EWS_ROLE_RUNNER),
                ews_calendar_set_up, tests[i].run, ews_calendar_tear_down);
  return g_test_run ();
}

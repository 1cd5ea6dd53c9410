/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-ews-fixture.h"

#include <string.h>

#define PROPERTY_SET "78daff46-7f2e-494a-a88b-3c79c88ebb10"

#define URI(name, type)                                                                            \
  "<t:ExtendedFieldURI PropertySetId=\"" PROPERTY_SET "\" PropertyName=\"" name                    \
  "\" PropertyType=\"" type "\"/>"

#define PROPERTY(name, type, value)                                                                \
  "<t:ExtendedProperty>" URI (name, type) "<t:Value>" value "</t:Value></t:ExtendedProperty>"

#define OWN "<t:DistinguishedFolderId Id=\"calendar\"/>"

#define SHARED                                                                                     \
  "<t:DistinguishedFolderId Id=\"calendar\"><t:Mailbox><t:EmailAddress>" EWS_SERVICE               \
  "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"

#define ID_ONLY "<t:BaseShape>IdOnly</t:BaseShape>"

#define OUR_SHAPE                                                                                  \
  ID_ONLY "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:Subject\"/>" URI (                  \
      "OofKey", "String") URI ("OofAbsence", "String") URI ("OofKey", "String")                    \
      URI ("OofRev",                                                                               \
           "Integer") "<t:FieldURI FieldURI=\"calendar:Start\"/><t:FieldURI "                      \
                      "FieldURI=\"calendar:End\"/>"                                                \
                      "<t:FieldURI FieldURI=\"item:Categories\"/>"                                 \
                      "<t:FieldURI FieldURI=\"calendar:IsAllDayEvent\"/>"                          \
                      "<t:FieldURI FieldURI=\"calendar:StartTimeZone\"/></t:AdditionalProperties>"

#define CREATE(fields)                                                                             \
  "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>" fields           \
  "</t:CalendarItem></m:Items></m:CreateItem>"

#define START_END(start, end) "<t:Start>" start "</t:Start><t:End>" end "</t:End>"

#define FIND(view, restriction)                                                                    \
  "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" OUR_SHAPE "</m:ItemShape>" view restriction    \
  "<m:ParentFolderIds>" OWN "</m:ParentFolderIds></m:FindItem>"

#define WINDOW(start, end) "<m:CalendarView StartDate=\"" start "\" EndDate=\"" end "\"/>"

#define WHERE(expression) "<m:Restriction>" expression "</m:Restriction>"

#define EQUAL(name, value)                                                                         \
  "<t:IsEqualTo>" URI (name, "String") "<t:FieldURIOrConstant><t:Constant Value=\"" value          \
                                       "\"/></t:FieldURIOrConstant></t:IsEqualTo>"

#define CONTAINS(mode, value)                                                                      \
  "<t:Contains ContainmentMode=\"" mode "\" ContainmentComparison=\"IgnoreCase\">" URI (           \
      "OofAbsence", "String") "<t:Constant Value=\"" value "\"/></t:Contains>"

#define ABSENCE                                                                                    \
  "<t:Subject>Bernd Krause: Urlaub</t:Subject><t:Body BodyType=\"Text\">Urlaub</t:Body>"           \
  "<t:Categories><t:String>geplant</t:String></t:Categories>"                                      \
  "<t:ReminderIsSet>false</t:ReminderIsSet>" PROPERTY ("OofKey", "String", "a:0001")               \
      PROPERTY ("OofRev", "Integer", "1") START_END (                                              \
          "2026-11-22T23:00:00Z",                                                                  \
          "2026-12-04T23:00:00Z") "<t:IsAllDayEvent>true</t:IsAllDayEvent>"                        \
                                  "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>"           \
                                  "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>"              \
                                  "<t:EndTimeZone Id=\"W. Europe Standard Time\"/>"

/* The id and change key in the last answer. */
typedef struct
{
  gchar *id;
  gchar *key;
} Handle;

static void
handle_clear (Handle *handle)
{
  g_free (handle->id);
  g_free (handle->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Handle, handle_clear)

static void
take_handle (EwsFixture *fixture, Handle *handle)
{
  handle_clear (handle);
  handle->id = g_strdup (ews_value (fixture, "//t:ItemId/@Id"));
  handle->key = g_strdup (ews_value (fixture, "//t:ItemId/@ChangeKey"));
}

static void
create_absence (EwsFixture *fixture, Handle *handle)
{
  ews_call_for (fixture, EWS_SERVICE, CREATE (ABSENCE));
  ews_assert_code (fixture, "NoError");
  take_handle (fixture, handle);
}

static void
get_item (EwsFixture *fixture, const gchar *shape, const gchar *id)
{
  g_autofree gchar *body = g_strdup_printf (
      "<m:GetItem><m:ItemShape>%s</m:ItemShape><m:ItemIds><t:ItemId Id=\"%s\"/></m:ItemIds>"
      "</m:GetItem>",
      shape, id);

  ews_call_for (fixture, EWS_SERVICE, body);
}

static void
update_item (EwsFixture *fixture,
             const gchar *resolution,
             const gchar *id,
             const gchar *key,
             const gchar *updates)
{
  g_autofree gchar *attribute =
      key != NULL ? g_strdup_printf ("ChangeKey=\"%s\"", key) : g_strdup ("");
  g_autofree gchar *body = g_strdup_printf (
      "<m:UpdateItem ConflictResolution=\"%s\" MessageDisposition=\"SaveOnly\" "
      "SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>"
      "<t:ItemId Id=\"%s\" %s/><t:Updates>%s</t:Updates></t:ItemChange></m:ItemChanges>"
      "</m:UpdateItem>",
      resolution, id, attribute, updates);

  ews_call_for (fixture, EWS_SERVICE, body);
}

#define SET_SUBJECT(subject)                                                                       \
  "<t:SetItemField><t:FieldURI FieldURI=\"item:Subject\"/><t:CalendarItem><t:Subject>" subject     \
  "</t:Subject></t:CalendarItem></t:SetItemField>"

#define SET_PROPERTY(name, type, value)                                                            \
  "<t:SetItemField>" URI (name, type) "<t:CalendarItem>" PROPERTY (                                \
      name, type, value) "</t:CalendarItem></t:SetItemField>"

static gchar *
create_folder (const gchar *name)
{
  return g_strdup_printf ("<m:CreateFolder><m:ParentFolderId>" SHARED
                          "</m:ParentFolderId><m:Folders><t:CalendarFolder><t:DisplayName>%s"
                          "</t:DisplayName></t:CalendarFolder></m:Folders></m:CreateFolder>",
                          name);
}

static void
test_folders (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const find =
      "<m:FindFolder Traversal=\"Shallow\"><m:FolderShape><t:BaseShape>Default</t:BaseShape>"
      "</m:FolderShape><m:ParentFolderIds>" SHARED "</m:ParentFolderIds></m:FindFolder>";
  g_autofree gchar *first = create_folder ("OOF Manager");
  g_autofree gchar *second = create_folder ("oof manager");
  g_autofree gchar *id = NULL;
  g_autofree gchar *get = NULL;

  ews_call_as (fixture, EWS_ANNA, find);
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//m:RootFolder/@TotalItemsInView", "0");
  ews_call_as (fixture, EWS_ANNA, first);
  ews_assert_code (fixture, "NoError");
  id = g_strdup (ews_value (fixture, "//t:FolderId/@Id"));
  ews_call_as (fixture, EWS_ANNA, second);
  ews_assert_code (fixture, "ErrorFolderExists");
  ews_call_for (fixture, EWS_SERVICE, find);
  ews_assert_value (fixture, "//t:CalendarFolder/t:DisplayName", "OOF Manager");
  ews_assert_value (fixture, "//t:CalendarFolder/t:FolderId/@Id", id);
  get = g_strdup_printf ("<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape>"
                         "</m:FolderShape><m:FolderIds>" SHARED "<t:FolderId Id=\"%s\"/>"
                         "<t:FolderId Id=\"bad\"/></m:FolderIds></m:GetFolder>",
                         id);
  ews_call_as (fixture, EWS_ANNA, get);
  ews_assert_value (fixture, "count(//m:GetFolderResponseMessage)", "3");
  ews_assert_value (fixture, "//m:GetFolderResponseMessage[1]//t:ChildFolderCount", "1");
  ews_assert_value (fixture, "//m:GetFolderResponseMessage[2]//t:DisplayName", "OOF Manager");
  ews_assert_value (fixture, "//m:GetFolderResponseMessage[3]/m:ResponseCode",
                    "ErrorInvalidFolderId");
}

/* A delegate has the calendars of the service mailbox, everybody else nothing. */
static void
test_rights (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const find =
      "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" ID_ONLY
      "</m:ItemShape><m:ParentFolderIds>" SHARED "</m:ParentFolderIds></m:FindItem>";
  static const gchar *const root =
      "<m:FindFolder Traversal=\"Deep\"><m:FolderShape>" ID_ONLY "</m:FolderShape>"
      "<m:ParentFolderIds><t:DistinguishedFolderId Id=\"msgfolderroot\"><t:Mailbox>"
      "<t:EmailAddress>" EWS_SERVICE "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
      "</m:ParentFolderIds></m:FindFolder>";
  g_auto (Handle) handle = { NULL, NULL };
  g_autofree gchar *get = NULL;

  ews_call_as (fixture, EWS_ANNA, find);
  ews_assert_code (fixture, "NoError");
  ews_call_as (fixture, EWS_BERND, find);
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_as (fixture, EWS_RUNNER, find);
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_as (fixture, EWS_DORA, FIND ("", ""));
  ews_assert_code (fixture, "ErrorNonExistentMailbox");
  ews_call_as (fixture, EWS_ANNA, root);
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_for (fixture, EWS_SERVICE, root);
  ews_assert_value (fixture, "count(//t:CalendarFolder)", "1");
  create_absence (fixture, &handle);
  get = g_strdup_printf ("<m:GetItem><m:ItemShape>" ID_ONLY "</m:ItemShape><m:ItemIds>"
                         "<t:ItemId Id=\"%s\"/></m:ItemIds></m:GetItem>",
                         handle.id);
  ews_call_as (fixture, EWS_ANNA, get);
  ews_assert_code (fixture, "NoError");
  ews_call_as (fixture, EWS_BERND, get);
  ews_assert_code (fixture, "ErrorAccessDenied");
}

static void
test_create_and_get (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };
  g_autofree gchar *body = NULL;

  create_absence (fixture, &handle);
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//t:ItemId/@ChangeKey", handle.key);
  ews_assert_value (fixture, "//t:Subject", "Bernd Krause: Urlaub");
  ews_assert_value (fixture, "//t:Categories/t:String", "geplant");
  ews_assert_value (fixture, "//t:Start", "2026-11-22T23:00:00Z");
  ews_assert_value (fixture, "//t:End", "2026-12-04T23:00:00Z");
  ews_assert_value (fixture, "//t:StartTimeZone/@Id", "W. Europe Standard Time");
  /* Once, though asked for twice; nothing that was not asked for. */
  ews_assert_value (fixture, "count(//t:ExtendedProperty)", "2");
  ews_assert_value (
      fixture, "//t:ExtendedProperty[t:ExtendedFieldURI/@PropertyName='OofKey']/t:Value", "a:0001");
  ews_assert_value (fixture, "count(//t:Body)", "0");
  get_item (fixture,
            "<t:BaseShape>AllProperties</t:BaseShape><t:IncludeMimeContent>false"
            "</t:IncludeMimeContent><t:BodyType>HTML</t:BodyType>",
            handle.id);
  ews_assert_value (fixture, "//t:LegacyFreeBusyStatus", "OOF");
  ews_assert_value (fixture, "//t:Body/@BodyType", "HTML");
  ews_assert_value (fixture, "//t:CalendarItemType", "Single");
  get_item (fixture, "<t:BaseShape>Default</t:BaseShape>", handle.id);
  ews_assert_value (fixture, "count(//t:CalendarItem/*)", "8");

  /* One answer per id, in order. */
  body = g_strdup_printf ("<m:GetItem><m:ItemShape>" ID_ONLY "</m:ItemShape><m:ItemIds>"
                          "<t:ItemId Id=\"x\"/><t:ItemId Id=\"%s\"/><t:ItemId Id=\"\"/>"
                          "<t:ItemId Id=\"%s\"/></m:ItemIds></m:GetItem>",
                          handle.id, "aXRlbS1vb2YtZmZmZmZm");
  ews_call_for (fixture, EWS_SERVICE, body);
  ews_assert_value (fixture, "//m:GetItemResponseMessage[1]/m:ResponseCode",
                    "ErrorInvalidIdMalformed");
  ews_assert_value (fixture, "//m:GetItemResponseMessage[2]//t:ItemId/@Id", handle.id);
  ews_assert_value (fixture, "//m:GetItemResponseMessage[3]/m:ResponseCode", "ErrorInvalidIdEmpty");
  ews_assert_value (fixture, "//m:GetItemResponseMessage[4]/m:ResponseCode", "ErrorItemNotFound");
}

static void
test_create_wrong (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const cases[][2] = {
    { "<m:CreateItem><m:Items><t:CalendarItem/></m:Items></m:CreateItem>",
      "ErrorSendMeetingInvitationsRequired" },
    { CREATE (START_END ("2026-12-02T08:00:00Z", "2026-12-01T08:00:00Z")),
      "ErrorCalendarEndDateIsEarlierThanStartDate" },
    { CREATE (START_END ("2026-12-02T08:00:00Z", "2031-12-02T08:00:01Z")),
      "ErrorCalendarDurationIsTooLong" },
    { CREATE ("<t:StartTimeZone Id=\"Europe/Berlin\"/>"), "ErrorTimeZone" },
    { CREATE ("<t:ItemId Id=\"a\"/>"), "ErrorInvalidPropertySet" },
    { CREATE (PROPERTY ("OofRev", "Integer", "one")), "ErrorInvalidExtendedPropertyValue" },
    { CREATE ("<t:ExtendedProperty><t:ExtendedFieldURI PropertyName=\"a\" "
              "PropertyType=\"String\"/><t:Value>b</t:Value></t:ExtendedProperty>"),
      "ErrorInvalidExtendedProperty" },
    { CREATE ("<t:Start>2026-12-01T08:00:00Z</t:Start><t:Subject>a</t:Subject>"),
      "ErrorSchemaValidation" },
    { CREATE ("<t:LegacyFreeBusyStatus>Oof</t:LegacyFreeBusyStatus>"), "ErrorSchemaValidation" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ews_call_for (fixture, EWS_SERVICE, cases[i][0]);
      ews_assert_code (fixture, cases[i][1]);
    }
  ews_call_for (fixture, EWS_SERVICE, FIND ("", ""));
  ews_assert_value (fixture, "//m:RootFolder/@TotalItemsInView", "0");
}

static void
check_created (EwsFixture *fixture, const gchar *fields, const gchar *start, const gchar *end)
{
  g_autofree gchar *body = g_strdup_printf (CREATE ("%s"), fields);
  g_auto (Handle) handle = { NULL, NULL };

  ews_call_for (fixture, EWS_SERVICE, body);
  take_handle (fixture, &handle);
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Start", start);
  ews_assert_value (fixture, "//t:End", end);
}

static void
test_times (EwsFixture *fixture, gconstpointer data)
{
#define BERLIN  "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>"
#define ALL_DAY "<t:IsAllDayEvent>true</t:IsAllDayEvent>"
  check_created (fixture, START_END ("2026-12-01T08:00:00+01:00", "2026-12-01T09:00:00"),
                 "2026-12-01T07:00:00Z", "2026-12-01T09:00:00Z");
  check_created (fixture, START_END ("2026-12-01T08:00:00", "2026-12-01T09:00:00") BERLIN,
                 "2026-12-01T07:00:00Z", "2026-12-01T08:00:00Z");
  /* All-day items are moved to the midnights of their zone, over a change of the clocks as well. */
  check_created (fixture, START_END ("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z") ALL_DAY BERLIN,
                 "2026-11-30T23:00:00Z", "2026-12-02T23:00:00Z");
  check_created (fixture, START_END ("2026-10-24T22:00:00Z", "2026-10-25T00:00:00Z") ALL_DAY BERLIN,
                 "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
  check_created (fixture, START_END ("2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z") ALL_DAY,
                 "2000-01-01T00:00:00Z", "2000-01-02T00:00:00Z");
  fixture->header = "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"W. Europe Standard Time\"/>"
                    "</t:TimeZoneContext>";
  check_created (fixture, START_END ("2026-12-01T08:00:00", "2026-12-01T08:00:00Z"),
                 "2026-12-01T08:00:00+01:00", "2026-12-01T09:00:00+01:00");
  fixture->header = "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"Europe/Berlin\"/>"
                    "</t:TimeZoneContext>";
  ews_call_for (fixture, EWS_SERVICE, FIND ("", ""));
  g_assert_cmpuint (fixture->status, ==, 500);
  ews_assert_code (fixture, "ErrorTimeZone");
}

static void
test_find_cut (EwsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree gchar *body = NULL;
  g_auto (Handle) handle = { NULL, NULL };

  for (guint i = 0; i < 300; i++)
    g_string_append (value, "ü");
  g_string_append (value, "Needle");
  body = g_strdup_printf (CREATE (PROPERTY ("OofAbsence", "String", "%s")), value->str);
  ews_call_for (fixture, EWS_SERVICE, body);
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), ""));
  take_handle (fixture, &handle);
  g_assert_cmpint (g_utf8_strlen (ews_value (fixture, "//t:Value"), -1), ==, 255);
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Value", value->str);
  /* What lies beyond the cut is found all the same. */
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (CONTAINS ("Substring", "needle"))));
  ews_assert_value (fixture, "//t:ItemId/@Id", handle.id);
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (CONTAINS ("Prefixed", "needle"))));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (CONTAINS ("PrefixOnWords", "needle"))));
  ews_assert_code (fixture, "ErrorInvalidRestriction");
}

static void
test_restrictions (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };

  create_absence (fixture, &handle);
  ews_call_for (fixture, EWS_SERVICE, CREATE ("<t:Subject>foreign</t:Subject>"));
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (EQUAL ("OofKey", "A:0001"))));
  ews_assert_value (fixture, "//t:ItemId/@Id", handle.id);
  ews_assert_value (fixture, "//m:RootFolder/@IncludesLastItemInRange", "true");
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (EQUAL ("OofKey", "a:000"))));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_call_for (fixture, EWS_SERVICE, FIND ("", WHERE (EQUAL ("oofkey", "a:0001"))));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_call_for (fixture, EWS_SERVICE,
                FIND ("", WHERE ("<t:Exists>" URI ("OofKey", "String") "</t:Exists>")));
  ews_assert_value (fixture, "//t:ItemId/@Id", handle.id);
  ews_call_for (
      fixture, EWS_SERVICE,
      FIND ("", WHERE ("<t:Not><t:Exists>" URI ("OofKey", "String") "</t:Exists></t:Not>")));
  ews_assert_value (fixture, "//t:Subject", "foreign");
  ews_call_for (fixture, EWS_SERVICE,
                FIND ("", WHERE ("<t:And>" EQUAL ("OofKey", "a:0001") "<t:Or>" EQUAL ("OofKey", "b")
                                     EQUAL ("OofKey", "c") "</t:Or></t:And>")));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_call_for (fixture, EWS_SERVICE,
                FIND ("", WHERE ("<t:Exists><t:FieldURI FieldURI=\"calendar:UID\"/></t:Exists>")));
  ews_assert_code (fixture, "ErrorUnsupportedPathForQuery");
}

static void
test_windows (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };

  create_absence (fixture, &handle);
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-12-04T00:00:00Z", "2026-12-05T00:00:00Z"), ""));
  ews_assert_value (fixture, "//t:ItemId/@Id", handle.id);
  ews_assert_value (fixture, "//m:RootFolder/@TotalItemsInView", "1");
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-12-04T23:00:00Z", "2026-12-05T00:00:00Z"), ""));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"), ""));
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-01-01T00:00:00Z", "2028-01-01T00:00:01Z"), ""));
  ews_assert_code (fixture, "ErrorCalendarViewRangeTooBig");
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z"), ""));
  ews_assert_code (fixture, "ErrorCalendarEndDateIsEarlierThanStartDate");
  ews_call_for (fixture, EWS_SERVICE,
                FIND (WINDOW ("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
                      WHERE (EQUAL ("OofKey", "a:0001"))));
  ews_assert_code (fixture, "ErrorInvalidRestriction");
}

static void
test_pages (EwsFixture *fixture, gconstpointer data)
{
#define PAGE(most, offset, base)                                                                   \
  "<m:IndexedPageItemView MaxEntriesReturned=\"" most "\" Offset=\"" offset "\" BasePoint=\"" base \
  "\"/>"
  g_autofree gchar *first = NULL;

  for (guint i = 0; i < 5; i++)
    ews_call_for (fixture, EWS_SERVICE, CREATE (ABSENCE));
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("2", "0", "Beginning"), ""));
  first = g_strdup (ews_value (fixture, "//t:ItemId/@Id"));
  ews_assert_value (fixture, "count(//t:ItemId)", "2");
  ews_assert_value (fixture, "//m:RootFolder/@IndexedPagingOffset", "2");
  ews_assert_value (fixture, "//m:RootFolder/@TotalItemsInView", "5");
  ews_assert_value (fixture, "//m:RootFolder/@IncludesLastItemInRange", "false");
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("2", "4", "Beginning"), ""));
  ews_assert_value (fixture, "count(//t:ItemId)", "1");
  ews_assert_value (fixture, "//m:RootFolder/@IncludesLastItemInRange", "true");
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("2", "9", "Beginning"), ""));
  ews_assert_value (fixture, "count(//t:ItemId)", "0");
  ews_assert_value (fixture, "//m:RootFolder/@IncludesLastItemInRange", "true");
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("2", "3", "End"), ""));
  ews_assert_value (fixture, "//t:ItemId/@Id", first);
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("0", "0", "End"), ""));
  ews_assert_code (fixture, "ErrorInvalidPagingMaxRows");
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("1", "-1", "End"), ""));
  ews_assert_code (fixture, "ErrorInvalidIndexedPagingParameters");
}

/* Never more than 1000 at once, whatever is asked for. */
static void
test_largest_page (EwsFixture *fixture, gconstpointer data)
{
  OofSimMailbox *mailbox = fixture->tenant->service->mailbox;
  OofSimCalendar *calendar = oof_sim_mailbox_get_default_calendar (mailbox);

  for (guint i = 0; i < 1001; i++)
    oof_sim_mailbox_add_item (mailbox, calendar, oof_sim_item_new (), 0);
  ews_call_for (fixture, EWS_SERVICE, FIND (PAGE ("5000", "0", "Beginning"), ""));
  ews_assert_value (fixture, "count(//t:ItemId)", "1000");
  ews_assert_value (fixture, "//m:RootFolder/@IncludesLastItemInRange", "false");
  ews_call_for (fixture, EWS_SERVICE, FIND ("", ""));
  ews_assert_value (fixture, "count(//t:ItemId)", "1000");
}

static void
test_conflicts (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };
  g_auto (Handle) newer = { NULL, NULL };

  create_absence (fixture, &handle);
  update_item (fixture, "NeverOverwrite", handle.id, handle.key, SET_SUBJECT ("one"));
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//m:ConflictResults/t:Count", "0");
  take_handle (fixture, &newer);
  g_assert_cmpstr (newer.id, ==, handle.id);
  g_assert_cmpstr (newer.key, !=, handle.key);
  update_item (fixture, "NeverOverwrite", handle.id, handle.key, SET_SUBJECT ("two"));
  ews_assert_code (fixture, "ErrorIrresolvableConflict");
  update_item (fixture, "NeverOverwrite", handle.id, NULL, SET_SUBJECT ("two"));
  ews_assert_code (fixture, "ErrorChangeKeyRequiredForWriteOperations");
  update_item (fixture, "AutoResolve", handle.id, NULL, SET_SUBJECT ("two"));
  ews_assert_code (fixture, "ErrorChangeKeyRequired");
  update_item (fixture, "AutoResolve", handle.id, "nonsense", SET_SUBJECT ("two"));
  ews_assert_code (fixture, "ErrorInvalidChangeKey");
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Subject", "one");
  update_item (fixture, "AutoResolve", handle.id, handle.key, SET_SUBJECT ("three"));
  ews_assert_code (fixture, "NoError");
  update_item (fixture, "AlwaysOverwrite", handle.id, NULL, SET_SUBJECT ("four"));
  ews_assert_code (fixture, "NoError");
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Subject", "four");
  take_handle (fixture, &newer);
  oof_sim_faults_add (oof_sim_server_get_faults (fixture->server), "any", "touched", 1);
  update_item (fixture, "NeverOverwrite", newer.id, newer.key, SET_SUBJECT ("five"));
  ews_assert_code (fixture, "ErrorIrresolvableConflict");
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Subject", "four");
  update_item (fixture, "NeverOverwrite", newer.id, newer.key, SET_SUBJECT ("five"));
  ews_assert_code (fixture, "ErrorIrresolvableConflict");
  update_item (fixture, "NeverOverwrite", "x", handle.key, SET_SUBJECT ("five"));
  ews_assert_code (fixture, "ErrorInvalidIdMalformed");
  ews_assert_value (fixture, "count(//m:Items)", "1");
}

static void
test_update (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };

  create_absence (fixture, &handle);
  update_item (
      fixture, "NeverOverwrite", handle.id, handle.key,
      SET_SUBJECT ("moved") SET_PROPERTY ("OofRev", "Integer", "2") SET_PROPERTY (
          "OofAbsence", "String",
          "{}") "<t:SetItemField><t:FieldURI FieldURI=\"calendar:Start\"/>"
                "<t:CalendarItem><t:Start>2026-11-24T12:00:00Z</t:Start>"
                "</t:CalendarItem></t:SetItemField>"
                "<t:DeleteItemField>" URI (
                    "OofKey", "String") "</t:DeleteItemField>"
                                        "<t:DeleteItemField>" URI (
                                            "Nothing", "String") "</t:DeleteItemField>"
                                                                 "<t:DeleteItemField><t:FieldURI "
                                                                 "FieldURI=\"item:Categories\"/>"
                                                                 "</t:DeleteItemField>");
  ews_assert_code (fixture, "NoError");
  take_handle (fixture, &handle);
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Subject", "moved");
  ews_assert_value (fixture, "//t:Start", "2026-11-23T23:00:00Z");
  ews_assert_value (fixture, "//t:End", "2026-12-04T23:00:00Z");
  ews_assert_value (fixture, "count(//t:Categories)", "0");
  ews_assert_value (fixture, "count(//t:ExtendedProperty)", "2");
  ews_assert_value (fixture,
                    "//t:ExtendedProperty[t:ExtendedFieldURI/@PropertyName='OofRev']/t:Value", "2");
}

/* What is refused changes nothing, also what stands before it in the same request. */
static void
test_update_wrong (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const cases[][2] = {
    { SET_SUBJECT ("x") "<t:SetItemField><t:FieldURI FieldURI=\"calendar:Location\"/>"
                        "<t:CalendarItem><t:Subject>y</t:Subject></t:CalendarItem>"
                        "</t:SetItemField>",
      "ErrorUpdatePropertyMismatch" },
    { "<t:SetItemField>" URI ("OofKey", "String") "<t:CalendarItem>" PROPERTY (
          "OofDoc", "String", "y") "</t:CalendarItem></t:SetItemField>",
      "ErrorUpdatePropertyMismatch" },
    { SET_SUBJECT ("x") "<t:SetItemField><t:FieldURI FieldURI=\"item:Subject\"/><t:CalendarItem/>"
                        "</t:SetItemField>",
      "ErrorIncorrectUpdatePropertyCount" },
    { SET_SUBJECT ("x") "<t:DeleteItemField><t:FieldURI FieldURI=\"calendar:Start\"/>"
                        "</t:DeleteItemField>",
      "ErrorInvalidPropertyDelete" },
    { SET_SUBJECT ("x") "<t:SetItemField><t:FieldURI FieldURI=\"calendar:Start\"/><t:CalendarItem>"
                        "<t:Start>2027-12-01T00:00:00Z</t:Start></t:CalendarItem></t:SetItemField>",
      "ErrorCalendarEndDateIsEarlierThanStartDate" },
  };
  g_auto (Handle) handle = { NULL, NULL };
  g_autofree gchar *body = NULL;

  create_absence (fixture, &handle);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      update_item (fixture, "NeverOverwrite", handle.id, handle.key, cases[i][0]);
      ews_assert_code (fixture, cases[i][1]);
    }
  body = g_strdup_printf (
      "<m:UpdateItem ConflictResolution=\"NeverOverwrite\"><m:ItemChanges><t:ItemChange>"
      "<t:ItemId Id=\"%s\" ChangeKey=\"%s\"/><t:Updates>" SET_SUBJECT (
          "x") "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>",
      handle.id, handle.key);
  ews_call_for (fixture, EWS_SERVICE, body);
  ews_assert_code (fixture, "ErrorSendMeetingInvitationsOrCancellationsRequired");
  get_item (fixture, OUR_SHAPE, handle.id);
  ews_assert_value (fixture, "//t:Subject", "Bernd Krause: Urlaub");
  ews_assert_value (fixture, "//t:ItemId/@ChangeKey", handle.key);
}

static void
test_delete (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Handle) handle = { NULL, NULL };
  g_autofree gchar *without = NULL;
  g_autofree gchar *with = NULL;

  create_absence (fixture, &handle);
  without = g_strdup_printf ("<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds>"
                             "<t:ItemId Id=\"%s\"/></m:ItemIds></m:DeleteItem>",
                             handle.id);
  with = g_strdup_printf ("<m:DeleteItem DeleteType=\"MoveToDeletedItems\" "
                          "SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                          "<t:ItemId Id=\"%s\" ChangeKey=\"old\"/></m:ItemIds></m:DeleteItem>",
                          handle.id);
  ews_call_for (fixture, EWS_SERVICE, without);
  ews_assert_code (fixture, "ErrorSendMeetingCancellationsRequired");
  ews_call_as (fixture, EWS_BERND, with);
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_as (fixture, EWS_ANNA, with);
  ews_assert_code (fixture, "NoError");
  ews_call_as (fixture, EWS_ANNA, with);
  ews_assert_code (fixture, "ErrorItemNotFound");
  get_item (fixture, ID_ONLY, handle.id);
  ews_assert_code (fixture, "ErrorItemNotFound");
}

static void
add (const gchar *path, void (*test) (EwsFixture *, gconstpointer))
{
  g_test_add (path, EwsFixture, NULL, ews_fixture_set_up, test, ews_fixture_tear_down);
}

#define SEND(how, fields)                                                                          \
  "<m:CreateItem" how "><m:Items><t:Message>" fields "</t:Message></m:Items></m:CreateItem>"
#define SEND_ONLY    " MessageDisposition=\"SendOnly\""
#define ADDRESS(who) "<t:Mailbox><t:EmailAddress>" who "</t:EmailAddress></t:Mailbox>"
#define TO(who)      "<t:ToRecipients>" ADDRESS (who) "</t:ToRecipients>"

/* A mail instead of an appointment. */
static void
test_mail (EwsFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const gchar *request;
    const gchar *code;
  } wrong[] = {
    { SEND ("", TO (EWS_CARLA)), "ErrorMessageDispositionRequired" },
    { SEND (" MessageDisposition=\"SaveOnly\"", TO (EWS_CARLA)), "ErrorInvalidOperation" },
    { SEND (SEND_ONLY, "<t:Subject>x</t:Subject>"), "ErrorInvalidRecipients" },
    { SEND (SEND_ONLY, TO ("carla")), "ErrorInvalidRecipients" },
    { SEND (SEND_ONLY, TO (EWS_CARLA) "<t:From>" ADDRESS (EWS_CARLA) "</t:From>"),
      "ErrorSendAsDenied" },
  };
  const OofSimSent *sent;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ews_call_for (fixture, EWS_BERND, wrong[i].request);
      ews_assert_code (fixture, wrong[i].code);
    }
  g_assert_cmpuint (fixture->tenant->sent->len, ==, 0);
  ews_call_for (
      fixture, EWS_BERND,
      SEND (SEND_ONLY,
            "<t:Subject>S</t:Subject><t:Body BodyType=\"Text\">a &lt; b</t:Body>" TO (EWS_CARLA)));
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "count(//m:Items/*)", "0");
  g_assert_cmpuint (fixture->tenant->sent->len, ==, 1);
  sent = fixture->tenant->sent->pdata[0];
  g_assert_cmpstr (sent->from, ==, EWS_BERND);
  g_assert_cmpstr (sent->to->pdata[0], ==, EWS_CARLA);
  g_assert_cmpstr (sent->text, ==, "a < b");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!ews_has_schema ())
    g_test_message ("Microsoft's schema is not there: answers are not validated against it.");
  add ("/sim/ews/folders", test_folders);
  add ("/sim/ews/rights", test_rights);
  add ("/sim/ews/create-and-get", test_create_and_get);
  add ("/sim/ews/create-wrong", test_create_wrong);
  add ("/sim/ews/times", test_times);
  add ("/sim/ews/find-cut", test_find_cut);
  add ("/sim/ews/restrictions", test_restrictions);
  add ("/sim/ews/windows", test_windows);
  add ("/sim/ews/pages", test_pages);
  add ("/sim/ews/largest-page", test_largest_page);
  add ("/sim/ews/conflicts", test_conflicts);
  add ("/sim/ews/mail", test_mail);
  add ("/sim/ews/update", test_update);
  add ("/sim/ews/update-wrong", test_update_wrong);
  add ("/sim/ews/delete", test_delete);
  return g_test_run ();
}

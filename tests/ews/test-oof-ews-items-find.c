/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-calendar.h"

#include "core/oof-error.h"
#include "ews/oof-ews-items.h"

#include <string.h>

#define NO_FOLDERS "<m:RootFolder><t:Folders/></m:RootFolder>"
#define FOLDERS                                                                                    \
  "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Folders>"                                     \
  "<t:CalendarFolder><t:FolderId Id=\"f-other\"/><t:DisplayName>OOF Manager 2</t:DisplayName>"     \
  "</t:CalendarFolder><t:Folder><t:DisplayName>OOF MANAGER</t:DisplayName>"                        \
  "<t:FolderId Id=\"f-docs\" ChangeKey=\"x\"/></t:Folder></t:Folders></m:RootFolder>"

/* An answer to FindItem with one item and these attributes of RootFolder. */
static void
answer_found (EwsCalendar *calendar, const char *attributes, const char *id)
{
  g_autofree char *content = g_strdup_printf (
      "<m:RootFolder %s><t:Items><t:CalendarItem><t:ItemId Id=\"%s\"/></t:CalendarItem></t:Items>"
      "</m:RootFolder>",
      attributes, id);

  ews_fixture_answer_response (calendar->server, "FindItem", "Success NoError", content);
}

static OofItem *
create_document (void)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);

  item->key = g_strdup ("d:options");
  item->rev = 1;
  item->document = g_strdup ("{}");
  item->all_day = TRUE;
  item->first_day = item->last_day = oof_day_from_ymd (2000, 1, 1);
  return item;
}

/* A view spans at most two years, is a day wider on both sides, and what lies in two comes once. */
static void
test_windows (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  items = ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                             ews_range ("2022-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (ews_calendar_count (calendar, "FindItem"), ==, 3);
  g_assert_true (
      ews_fixture_sent (calendar->server, 0, "StartDate=\"2021-12-31T00:00:00Z\"", NULL));
  g_assert_true (ews_fixture_sent (calendar->server, 2, "EndDate=\"2027-01-02T00:00:00Z\"", NULL));
  g_assert_cmpuint (calendar->server->peak, ==, 1);
}

/* Without bounds there is no view: all items are paged through and picked here. */
static void
test_unbounded (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) later = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  all = ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                           (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_FOREVER }, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (ews_fixture_sent (calendar->server, 0,
                                   "<m:IndexedPageItemView MaxEntriesReturned=\"512\" "
                                   "Offset=\"0\" BasePoint=\"Beginning\"/>",
                                   "<t:DistinguishedFolderId Id=\"calendar\"/>", NULL));
  later = ews_calendar_list (
      calendar, OOF_CALENDAR_ABSENCES,
      (OofRange){ ews_instant ("2027-01-01T00:00:00Z"), OOF_INSTANT_FOREVER }, NULL);
  g_assert_cmpuint (later->len, ==, 0);
}

/* EWSFindCountLimit: a view that is cut short, or refused for that, is asked for in halves. */
static void
test_view_cut_short (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add_absence (calendar, "two", "a:2");
  answer_found (calendar, "IncludesLastItemInRange=\"false\"", "one");
  ews_fixture_answer_response (calendar->server, "FindItem", "Error ErrorExceededFindCountLimit",
                               "");
  answer_found (calendar, "IncludesLastItemInRange=\"true\"", "one");
  answer_found (calendar, "IncludesLastItemInRange=\"true\"", "one");
  answer_found (calendar, "IncludesLastItemInRange=\"true\"", "two");
  items = ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                             ews_range ("2026-11-02T00:00:00Z", "2026-11-30T00:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (ews_fixture_sent (
      calendar->server, 2, "StartDate=\"2026-11-01T00:00:00Z\" EndDate=\"2026-11-08T12:00:00Z\"",
      NULL));
  g_assert_true (ews_fixture_sent (
      calendar->server, 4, "StartDate=\"2026-11-16T00:00:00Z\" EndDate=\"2026-12-01T00:00:00Z\"",
      NULL));
}

static void
test_cut_short_for_ever (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GError) of_view = NULL;
  g_autoptr (GError) of_page = NULL;

  calendar->range = "IncludesLastItemInRange=\"false\"";
  g_assert_null (ews_calendar_list (calendar, OOF_CALENDAR_ABSENCES,
                                    ews_range ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
                                    &of_view));
  g_assert_error (of_view, OOF_ERROR, OOF_ERROR_PROTOCOL);
  calendar->range = "IncludesLastItemInRange=\"false\" IndexedPagingOffset=\"0\"";
  g_assert_null (ews_calendar_find (calendar, OOF_CALENDAR_ABSENCES, "a:1", &of_page));
  g_assert_error (of_page, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_documents (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add (
      calendar, "one",
      EWS_KEY ("d:options") EWS_PROPERTY (
          "OofDoc", "String",
          "z1:abc") "<t:Start>2000-01-01T00:00:00Z</t:Start><t:End>2000-01-02T00:00:00Z</t:End>"
                    "<t:IsAllDayEvent>true</t:IsAllDayEvent>");
  ews_calendar_add (calendar, "two",
                    EWS_KEY ("d:users") "<t:Start>2000-01-01T00:00:00Z</t:Start>"
                                        "<t:End>2000-01-02T00:00:00Z</t:End>");
  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", FOLDERS);
  answer_found (calendar, "IncludesLastItemInRange=\"false\" IndexedPagingOffset=\"512\"", "one");
  items = ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (((OofItem *) items->pdata[0])->document, ==, "z1:abc");
  g_assert_cmpint (((OofItem *) items->pdata[0])->calendar, ==, OOF_CALENDAR_DOCUMENTS);
  g_assert_true (ews_fixture_sent (calendar->server, 0, "<m:FindFolder Traversal=\"Shallow\">",
                                   "IdOnly", "folder:DisplayName", "<m:ParentFolderIds>",
                                   "Id=\"calendar\"/>", NULL));
  g_assert_true (
      ews_fixture_sent (calendar->server, 1, "Offset=\"0\"", "<t:FolderId Id=\"f-docs\"/>", NULL));
  g_assert_true (ews_fixture_sent (calendar->server, 2, "Offset=\"512\"", NULL));

  /* The folder is known now. */
  again = ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, NULL);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpuint (ews_calendar_count (calendar, "FindFolder"), ==, 1);
}

/* Reading makes no folder; gromox leaves RootFolder out when there is none at all. */
static void
test_no_documents (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) found = NULL;

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  items = ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, NULL);
  g_assert_cmpuint (items->len, ==, 0);
  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", "");
  found = ews_calendar_find (calendar, OOF_CALENDAR_DOCUMENTS, "d:options", NULL);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (calendar->server->bodies->len, ==, 2);
}

static void
answer_created_document (EwsCalendar *calendar)
{
  ews_fixture_answer_response (calendar->server, "CreateItem", "Success NoError",
                               "<m:Items><t:CalendarItem><t:ItemId Id=\"new\" ChangeKey=\"k\"/>"
                               "</t:CalendarItem></m:Items>");
  ews_calendar_add (calendar, "new",
                    EWS_KEY ("d:options") "<t:Start>2000-01-01T00:00:00Z</t:Start>"
                                          "<t:End>2000-01-02T00:00:00Z</t:End>");
}

static void
test_folder_is_made (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) document = create_document ();
  g_autoptr (OofItem) created = NULL;
  g_autoptr (GError) error = NULL;

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  ews_fixture_answer_response (calendar->server, "CreateFolder", "Success NoError",
                               "<m:Folders><t:CalendarFolder><t:FolderId Id=\"f-new\"/>"
                               "</t:CalendarFolder></m:Folders>");
  answer_created_document (calendar);
  created = ews_calendar_create (calendar, document, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->key, ==, "d:options");
  g_assert_true (ews_fixture_sent (calendar->server, 1,
                                   "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId "
                                   "Id=\"calendar\"/></m:ParentFolderId><m:Folders>"
                                   "<t:CalendarFolder><t:DisplayName>OOF Manager</t:DisplayName>",
                                   NULL));
  g_assert_true (ews_fixture_sent (calendar->server, 2, "<m:SavedItemFolderId>",
                                   "<t:FolderId Id=\"f-new\"/>", NULL));
}

/* Somebody else made it in between. */
static void
test_folder_exists (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) document = create_document ();
  g_autoptr (OofItem) created = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) hidden = NULL;

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  ews_fixture_answer_response (calendar->server, "CreateFolder", "Error ErrorFolderExists", "");
  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  g_assert_null (ews_calendar_create (calendar, document, &hidden));
  g_assert_error (hidden, OOF_ERROR, OOF_ERROR_FORBIDDEN);

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  ews_fixture_answer_response (calendar->server, "CreateFolder", "Error ErrorFolderExists", "");
  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", FOLDERS);
  answer_created_document (calendar);
  created = ews_calendar_create (calendar, document, &error);
  g_assert_no_error (error);
  g_assert_true (ews_fixture_sent (calendar->server, 6, "<t:FolderId Id=\"f-docs\"/>", NULL));
}

static void
test_folder_fails (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItem) document = create_document ();
  const struct
  {
    const char *class_and_code;
    const char *content;
    OofError code;
  } cases[] = {
    { "Error ErrorAccessDenied", "", OOF_ERROR_FORBIDDEN },
    { "Success NoError", "", OOF_ERROR_PROTOCOL },
    { "Success NoError", "<m:Folders/>", OOF_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
      ews_fixture_answer_response (calendar->server, "CreateFolder", cases[i].class_and_code,
                                   cases[i].content);
      g_assert_null (ews_calendar_create (calendar, document, &error));
      g_assert_error (error, OOF_ERROR, (int) cases[i].code);
    }
}

/* A folder that was deleted is looked for again. */
static void
test_folder_gone (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autoptr (GError) error = NULL;

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", FOLDERS);
  first = ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, NULL);
  g_assert_nonnull (first);
  ews_fixture_answer_response (calendar->server, "FindItem", "Error ErrorItemNotFound", "");
  g_assert_null (ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", NO_FOLDERS);
  third = ews_calendar_list (calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, NULL);
  g_assert_nonnull (third);
}

static void
test_key (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add_absence (calendar, "capital", "A:1");
  ews_calendar_add_absence (calendar, "copy", "a:1");
  items = ews_calendar_find (calendar, OOF_CALENDAR_ABSENCES, "a:1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (((OofItem *) items->pdata[1])->id, ==, "copy");
  g_assert_true (ews_fixture_sent (
      calendar->server, 0, "<m:IndexedPageItemView",
      "<m:Restriction><t:IsEqualTo><t:ExtendedFieldURI "
      "PropertySetId=\"78daff46-7f2e-494a-a88b-3c79c88ebb10\" PropertyName=\"OofKey\" "
      "PropertyType=\"String\"/><t:FieldURIOrConstant><t:Constant Value=\"a:1\"/>"
      "</t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds>",
      NULL));
}

/* A key whose item cannot be read is not a key that is not there. */
static void
test_key_unreadable (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add_absence (calendar, "bad", "&nothing;");
  g_assert_null (ews_calendar_find (calendar, OOF_CALENDAR_ABSENCES, "a:1", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

/* A person opens the service mailbox as a delegate. */
static void
test_delegate (void)
{
  EwsCalendar calendar;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) documents = NULL;

  ews_calendar_set_up (&calendar, GINT_TO_POINTER (OOF_EWS_ROLE_PERSON));
  items = ews_calendar_list (&calendar, OOF_CALENDAR_ABSENCES,
                             ews_range ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), NULL);
  ews_fixture_answer_response (calendar.server, "FindFolder", "Success NoError", FOLDERS);
  documents = ews_calendar_list (&calendar, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, NULL);
  for (guint i = 0; i < 2; i++)
    g_assert_true (ews_fixture_sent (calendar.server, i,
                                     "<t:DistinguishedFolderId Id=\"calendar\"><t:Mailbox>"
                                     "<t:EmailAddress>" EWS_SERVICE "</t:EmailAddress></t:Mailbox>",
                                     NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (strstr (ews_fixture_get_body (calendar.server, i), "Impersonation"));
      g_assert_cmpstr (ews_fixture_get_header (calendar.server, i, "X-AnchorMailbox"), ==,
                       EWS_SERVICE);
    }
  ews_calendar_tear_down (&calendar, NULL);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*run) (EwsCalendar *calendar, gconstpointer data);
  } tests[] = {
    { "/ews/items/find/windows", test_windows },
    { "/ews/items/find/unbounded", test_unbounded },
    { "/ews/items/find/view-cut-short", test_view_cut_short },
    { "/ews/items/find/cut-short-for-ever", test_cut_short_for_ever },
    { "/ews/items/find/documents", test_documents },
    { "/ews/items/find/no-documents", test_no_documents },
    { "/ews/items/find/folder-is-made", test_folder_is_made },
    { "/ews/items/find/folder-exists", test_folder_exists },
    { "/ews/items/find/folder-fails", test_folder_fails },
    { "/ews/items/find/folder-gone", test_folder_gone },
    { "/ews/items/find/key", test_key },
    { "/ews/items/find/key-unreadable", test_key_unreadable },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, EwsCalendar, GINT_TO_POINTER (OOF_EWS_ROLE_RUNNER),
                ews_calendar_set_up, tests[i].run, ews_calendar_tear_down);
  g_test_add_func ("/ews/items/find/delegate", test_delegate);
  return g_test_run ();
}

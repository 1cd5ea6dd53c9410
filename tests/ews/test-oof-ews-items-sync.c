/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-calendar.h"

#include "core/oof-error.h"

#include <string.h>

#define CREATE(id)                                                                                 \
  "<t:Create><t:CalendarItem><t:ItemId Id=\"" id "\" "                                             \
  "ChangeKey=\"c\"/></t:CalendarItem></t:Create>"
#define UPDATE(id)                                                                                 \
  "<t:Update><t:CalendarItem><t:ItemId Id=\"" id "\" "                                             \
  "ChangeKey=\"c\"/></t:CalendarItem></t:Update>"
#define DELETE(id) "<t:Delete><t:ItemId Id=\"" id "\" ChangeKey=\"c\"/></t:Delete>"

static OofItemChanges *
get_changes (EwsCalendar *calendar, OofCalendar which, const char *state, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_changes_async (calendar->store, which, state, NULL, ews_keep_cb, &result);
  return oof_item_store_changes_finish (calendar->store, ews_wait (&result), error);
}

static OofItemChanges *
must_get_changes (EwsCalendar *calendar, OofCalendar which, const char *state)
{
  g_autoptr (GError) error = NULL;
  OofItemChanges *changes = get_changes (calendar, which, state, &error);

  g_assert_no_error (error);
  g_assert_null (changes->present);
  return changes;
}

static void
answer_sync (EwsCalendar *calendar, const char *state, gboolean last, const char *changes)
{
  g_autofree char *content = g_strdup_printf (
      "<m:SyncState>%s</m:SyncState><m:IncludesLastItemInRange>%s</m:IncludesLastItemInRange>"
      "<m:Changes>%s</m:Changes>",
      state, last ? "true" : "false", changes);

  ews_fixture_answer_response (calendar->server, "SyncFolderItems", "Success NoError", content);
}

static gboolean
has_id (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static gboolean
has_key (const OofItemChanges *changes, const char *key)
{
  for (guint i = 0; i < changes->items->len; i++)
    if (g_str_equal (((OofItem *) changes->items->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

/* From the beginning, over two pages; what is not ours is left out. */
static void
test_full (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItemChanges) changes = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add_absence (calendar, "two", "a:2");
  ews_calendar_add (calendar, "foreign", "<t:Subject>Zahnarzt</t:Subject>");
  answer_sync (calendar, "s1", FALSE, CREATE ("one") CREATE ("foreign"));
  answer_sync (calendar, "s2", TRUE, CREATE ("two") CREATE ("gone") DELETE ("gone"));
  changes = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, NULL);
  g_assert_true (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 2);
  g_assert_true (has_key (changes, "a:1") && has_key (changes, "a:2"));
  g_assert_cmpuint (changes->removed->len, ==, 0);
  g_assert_cmpstr (changes->sync_state, ==, "s2");
  g_assert_true (ews_fixture_sent (
      calendar->server, 0, "<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly<",
      "<m:SyncFolderId><t:DistinguishedFolderId Id=\"calendar\"/></m:SyncFolderId>"
      "<m:MaxChangesReturned>512</m:MaxChangesReturned>",
      NULL));
  g_assert_true (ews_fixture_sent (calendar->server, 1, "<m:SyncState>s1</m:SyncState>", NULL));
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 2), "\"gone\""));
}

static void
test_changes (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItemChanges) changes = NULL;
  g_autoptr (OofItemChanges) nothing = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add (calendar, "foreign", "<t:Subject>Zahnarzt</t:Subject>");
  answer_sync (calendar, "s2", TRUE,
               UPDATE ("one") UPDATE ("foreign") DELETE ("three") CREATE ("vanished")
                   DELETE ("twice") UPDATE ("twice") "<t:ReadFlagChange><t:ItemId Id=\"r\"/>"
                                                     "<t:IsRead>true</t:IsRead>"
                                                     "</t:ReadFlagChange>");
  changes = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, "s1");
  g_assert_false (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 1);
  g_assert_true (has_key (changes, "a:1"));
  g_assert_cmpuint (changes->removed->len, ==, 4);
  g_assert_true (has_id (changes->removed, "foreign") && has_id (changes->removed, "three")
                 && has_id (changes->removed, "vanished") && has_id (changes->removed, "twice"));

  answer_sync (calendar, "s2", TRUE, "");
  nothing = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, "s2");
  g_assert_false (nothing->is_full);
  g_assert_cmpuint (nothing->items->len + nothing->removed->len, ==, 0);
  g_assert_cmpuint (ews_calendar_count (calendar, "GetItem"), ==, 1);
}

/* Exchange has forgotten the state. */
static void
test_bad_state (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItemChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_fixture_answer_response (calendar->server, "SyncFolderItems",
                               "Error ErrorInvalidSyncStateData", "");
  answer_sync (calendar, "s1", TRUE, CREATE ("one"));
  changes = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, "<&garbage>");
  g_assert_true (changes->is_full);
  g_assert_cmpuint (changes->items->len, ==, 1);
  g_assert_cmpstr (changes->sync_state, ==, "s1");
  g_assert_null (strstr (ews_fixture_get_body (calendar->server, 1), "<m:SyncState>"));

  ews_fixture_answer_response (calendar->server, "SyncFolderItems",
                               "Error ErrorInvalidSyncStateData", "");
  g_assert_null (get_changes (calendar, OOF_CALENDAR_ABSENCES, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

/* The second calendar is not there, or has become another one. */
static void
test_documents (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItemChanges) none = NULL;
  g_autoptr (OofItemChanges) anew = NULL;

  ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", "");
  none = must_get_changes (calendar, OOF_CALENDAR_DOCUMENTS, "s1");
  g_assert_true (none->is_full);
  g_assert_cmpuint (none->items->len, ==, 0);
  g_assert_null (none->sync_state);

  for (int turn = 1; turn <= 2; turn++)
    {
      g_autofree char *folders = g_strdup_printf (
          "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Folders><t:CalendarFolder>"
          "<t:FolderId Id=\"f%d\"/><t:DisplayName>OOF Manager</t:DisplayName></t:CalendarFolder>"
          "</t:Folders></m:RootFolder>",
          turn);

      ews_fixture_answer_response (calendar->server, "FindFolder", "Success NoError", folders);
      if (turn == 1)
        ews_fixture_answer_response (calendar->server, "SyncFolderItems",
                                     "Error ErrorSyncFolderNotFound", "");
    }
  answer_sync (calendar, "s9", TRUE, "");
  anew = must_get_changes (calendar, OOF_CALENDAR_DOCUMENTS, "s8");
  g_assert_true (anew->is_full);
  g_assert_cmpstr (anew->sync_state, ==, "s9");
  g_assert_true (ews_fixture_sent (calendar->server, 4, "<t:FolderId Id=\"f2\"/>", NULL));
}

/* Neither changed nor removed: what a cache holds stays. */
static void
test_unreadable (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (OofItemChanges) beside = NULL;
  g_autoptr (OofItemChanges) alone = NULL;

  ews_calendar_add_absence (calendar, "one", "a:1");
  ews_calendar_add (calendar, "bad", "<t:Subject>a & b</t:Subject>");
  answer_sync (calendar, "s2", TRUE, UPDATE ("one") UPDATE ("bad"));
  beside = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, "s1");
  g_assert_cmpuint (beside->items->len, ==, 1);
  g_assert_cmpuint (beside->removed->len, ==, 0);
  g_assert_true (has_id (beside->unreadable, "bad"));

  answer_sync (calendar, "s3", TRUE, UPDATE ("bad"));
  alone = must_get_changes (calendar, OOF_CALENDAR_ABSENCES, "s2");
  g_assert_cmpuint (alone->items->len + alone->removed->len, ==, 0);
  g_assert_true (has_id (alone->unreadable, "bad"));
}

/* Answers that cannot be used, and one that goes on for ever. */
static void
test_malformed (EwsCalendar *calendar, gconstpointer data)
{
  static const char *const contents[] = {
    "",
    "<m:SyncState>s</m:SyncState>",
    "<m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>",
    "<m:SyncState>s</m:SyncState><m:IncludesLastItemInRange>maybe</m:IncludesLastItemInRange>",
    "<m:SyncState>s</m:SyncState><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>"
    "<m:Changes><t:Create><t:CalendarItem/></t:Create></m:Changes>",
    "<m:SyncState>s</m:SyncState><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>"
    "<m:Changes><t:Delete/></m:Changes>",
    "<m:SyncState>s1</m:SyncState><m:IncludesLastItemInRange>false</m:IncludesLastItemInRange>"
    "<m:Changes>" DELETE ("x") "</m:Changes>",
    "<m:SyncState>s2</m:SyncState><m:IncludesLastItemInRange>false</m:IncludesLastItemInRange>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      ews_fixture_answer_response (calendar->server, "SyncFolderItems", "Success NoError",
                                   contents[i]);
      g_assert_null (get_changes (calendar, OOF_CALENDAR_ABSENCES, "s1", &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
}

static void
test_refused (EwsCalendar *calendar, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ews_fixture_answer_response (calendar->server, "SyncFolderItems", "Error ErrorAccessDenied", "");
  g_assert_null (get_changes (calendar, OOF_CALENDAR_ABSENCES, "s1", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (EwsCalendar *calendar, gconstpointer data);
  } cases[] = {
    { "/ews/items/sync/full", test_full },
    { "/ews/items/sync/changes", test_changes },
    { "/ews/items/sync/bad-state", test_bad_state },
    { "/ews/items/sync/documents", test_documents },
    { "/ews/items/sync/unreadable", test_unreadable },
    { "/ews/items/sync/malformed", test_malformed },
    { "/ews/items/sync/refused", test_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, EwsCalendar, GINT_TO_POINTER (OOF_EWS_ROLE_RUNNER),
                ews_calendar_set_up, cases[i].run, ews_calendar_tear_down);
  return g_test_run ();
}

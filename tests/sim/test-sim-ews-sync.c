/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-ews-fixture.h"

/* SyncFolderItems of the simulated tenant, by Microsoft's description of it. */

#define OWN "<t:DistinguishedFolderId Id=\"calendar\"/>"

#define ID_ONLY "<t:BaseShape>IdOnly</t:BaseShape>"

#define NEW_STATE "//m:SyncState"

typedef struct
{
  EwsFixture *ews;
  gchar *state; /* (owned) (nullable) that of the last answer */
} Client;

static void
client_clear (Client *client)
{
  g_free (client->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Client, client_clear)

static OofSimMailbox *
get_mailbox (EwsFixture *fixture)
{
  return oof_sim_tenant_find_person (fixture->tenant, EWS_SERVICE)->mailbox;
}

static OofSimItem *
add_item_to (EwsFixture *fixture, OofSimCalendar *calendar, const gchar *subject)
{
  OofSimItem *item = oof_sim_item_new ();

  oof_sim_set_string (&item->subject, subject);
  oof_sim_set_string (&item->body, "the body");
  oof_sim_mailbox_add_item (get_mailbox (fixture), calendar, item,
                            oof_sim_tenant_now (fixture->tenant));
  return item;
}

static OofSimItem *
add_item (EwsFixture *fixture, const gchar *subject)
{
  return add_item_to (fixture, oof_sim_mailbox_get_default_calendar (get_mailbox (fixture)),
                      subject);
}

/* STATE (nullable): as it is sent. */
static void
sync_with (EwsFixture *fixture,
           const gchar *folder,
           const gchar *shape,
           const gchar *state,
           const gchar *most)
{
  g_autofree gchar *known =
      state != NULL ? g_strdup_printf ("<m:SyncState>%s</m:SyncState>", state) : g_strdup ("");
  g_autofree gchar *body = g_strdup_printf (
      "<m:SyncFolderItems><m:ItemShape>%s</m:ItemShape><m:SyncFolderId>%s</m:SyncFolderId>%s"
      "<m:MaxChangesReturned>%s</m:MaxChangesReturned></m:SyncFolderItems>",
      shape, folder, known, most);

  ews_call_for (fixture, EWS_SERVICE, body);
}

static void
sync_next (Client *client, const gchar *most)
{
  sync_with (client->ews, OWN, ID_ONLY, client->state, most);
  ews_assert_code (client->ews, "NoError");
  g_free (client->state);
  client->state = g_strdup (ews_value (client->ews, NEW_STATE));
  g_assert_cmpstr (client->state, !=, "");
}

/* All that there is at first, then only what has become of it. */
static void
test_changes (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Client) client = { fixture, NULL };
  OofSimItem *first = add_item (fixture, "first");
  OofSimItem *second = add_item (fixture, "second");
  g_autofree gchar *id = g_strdup (second->id);
  g_autofree gchar *key = g_strdup (second->change_key);

  sync_next (&client, "512");
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "true");
  ews_assert_value (fixture, "count(//m:Changes/*)", "2");
  ews_assert_value (fixture, "count(//m:Changes/t:Create)", "2");
  ews_assert_value (fixture, "count(//t:CalendarItem/*)", "2");
  ews_assert_value (fixture, "//t:Create[1]/t:CalendarItem/t:ItemId/@Id", second->id);
  ews_assert_value (fixture, "//t:Create[2]/t:CalendarItem/t:ItemId/@ChangeKey", first->change_key);

  sync_next (&client, "512");
  ews_assert_value (fixture, "count(//m:Changes/*)", "0");
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "true");

  oof_sim_item_touch (first, oof_sim_tenant_now (fixture->tenant));
  oof_sim_mailbox_remove_item (get_mailbox (fixture), second);
  add_item (fixture, "third");
  sync_next (&client, "512");
  ews_assert_value (fixture, "count(//m:Changes/*)", "3");
  ews_assert_value (fixture, "//t:Update/t:CalendarItem/t:ItemId/@Id", first->id);
  ews_assert_value (fixture, "//t:Update/t:CalendarItem/t:ItemId/@ChangeKey", first->change_key);
  ews_assert_value (fixture, "//t:Delete/t:ItemId/@Id", id);
  ews_assert_value (fixture, "//t:Delete/t:ItemId/@ChangeKey", key);
  ews_assert_value (fixture, "count(//t:Create)", "1");
}

/* Made and gone in between: nobody is told. */
static void
test_between (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Client) client = { fixture, NULL };
  OofSimItem *changed = add_item (fixture, "changed");

  sync_next (&client, "512");
  oof_sim_item_touch (changed, oof_sim_tenant_now (fixture->tenant));
  oof_sim_item_touch (changed, oof_sim_tenant_now (fixture->tenant));
  oof_sim_mailbox_remove_item (get_mailbox (fixture), add_item (fixture, "short"));
  sync_next (&client, "512");
  ews_assert_value (fixture, "count(//m:Changes/*)", "1");
  ews_assert_value (fixture, "count(//m:Changes/t:Update)", "1");
}

/* What happens between two pages is told on a later one: of an item that was told by a change or a
 * deletion, of another one only that it is new. */
static void
test_pages (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Client) client = { fixture, NULL };
  OofSimItem *items[5];

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = add_item (fixture, "item");
  sync_next (&client, "2");
  ews_assert_value (fixture, "count(//t:Create)", "2");
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "false");
  ews_assert_value (fixture, "//t:Create[2]/t:CalendarItem/t:ItemId/@Id", items[3]->id);

  oof_sim_item_touch (items[4], oof_sim_tenant_now (fixture->tenant));
  oof_sim_item_touch (items[2], oof_sim_tenant_now (fixture->tenant));
  oof_sim_mailbox_remove_item (get_mailbox (fixture), items[3]);
  oof_sim_mailbox_remove_item (get_mailbox (fixture), items[1]);
  sync_next (&client, "2");
  ews_assert_value (fixture, "//t:Update/t:CalendarItem/t:ItemId/@Id", items[4]->id);
  ews_assert_value (fixture, "//t:Create/t:CalendarItem/t:ItemId/@Id", items[2]->id);
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "false");
  sync_next (&client, "2");
  ews_assert_value (fixture, "count(//m:Changes/*)", "2");
  ews_assert_value (fixture, "//t:Create/t:CalendarItem/t:ItemId/@Id", items[0]->id);
  ews_assert_value (fixture, "count(//t:Delete)", "1");
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "true");
}

/* Like FindItem: without a body, whatever is asked for. */
static void
test_shape (EwsFixture *fixture, gconstpointer data)
{
  add_item (fixture, "a subject");
  sync_with (fixture, OWN, "<t:BaseShape>Default</t:BaseShape>", NULL, "1");
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//t:Create/t:CalendarItem/t:Subject", "a subject");
  sync_with (fixture, OWN, "<t:BaseShape>AllProperties</t:BaseShape>", NULL, "1");
  ews_assert_value (fixture, "count(//t:UID)", "1");
  ews_assert_value (fixture, "count(//t:Body)", "0");
}

static void
assert_refused (EwsFixture *fixture, const gchar *folder, const gchar *state, const gchar *code)
{
  sync_with (fixture, folder, ID_ONLY, state, "512");
  ews_assert_code (fixture, code);
  ews_assert_value (fixture, "count(//m:Changes)", "0");
  ews_assert_value (fixture, NEW_STATE, "");
  ews_assert_value (fixture, "//m:IncludesLastItemInRange", "true");
}

static void
test_bad_states (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const states[] = { "", "garbage", "AAAA", "H4sIAAA==" };
  g_auto (Client) client = { fixture, NULL };
  OofSimCalendar *other = oof_sim_mailbox_add_calendar (get_mailbox (fixture), "Other");
  g_autofree gchar *folder = g_strdup_printf ("<t:FolderId Id=\"%s\"/>", other->id);

  add_item (fixture, "item");
  sync_next (&client, "512");
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    assert_refused (fixture, OWN, states[i], "ErrorInvalidSyncStateData");
  assert_refused (fixture, folder, client.state, "ErrorInvalidSyncStateData");
  /* The mailbox is another one, as after a restoration. */
  oof_sim_set_string (&get_mailbox (fixture)->generation, "another");
  assert_refused (fixture, OWN, client.state, "ErrorInvalidSyncStateData");
}

static void
test_expired (EwsFixture *fixture, gconstpointer data)
{
  g_auto (Client) client = { fixture, NULL };

  add_item (fixture, "item");
  sync_next (&client, "512");
  oof_sim_faults_add (oof_sim_server_get_faults (fixture->server), "any", "expired", 0, 1);
  assert_refused (fixture, OWN, client.state, "ErrorInvalidSyncStateData");
  sync_next (&client, "512");
  ews_assert_value (fixture, "count(//m:Changes/*)", "0");
}

static void
test_folders (EwsFixture *fixture, gconstpointer data)
{
  OofSimCalendar *other = oof_sim_mailbox_add_calendar (get_mailbox (fixture), "Other");
  g_autofree gchar *id = g_strdup_printf ("<t:FolderId Id=\"%s\"/>", other->id);
  g_autofree gchar *foreign =
      g_strdup_printf ("<t:FolderId Id=\"%s\"/>",
                       oof_sim_mailbox_get_default_calendar (fixture->bernd->mailbox)->id);

  add_item (fixture, "elsewhere");
  sync_with (fixture, id, ID_ONLY, NULL, "512");
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "count(//m:Changes/*)", "0");
  add_item_to (fixture, other, "here");
  sync_with (fixture, id, ID_ONLY, NULL, "512");
  ews_assert_value (fixture, "count(//m:Changes/*)", "1");
  assert_refused (fixture, foreign, NULL, "ErrorAccessDenied");
  g_ptr_array_remove (get_mailbox (fixture)->calendars, other);
  assert_refused (fixture, id, NULL, "ErrorSyncFolderNotFound");
}

/* A number outside 1 to 512, or none, is against the schema. */
static void
test_schema (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const numbers[] = { "0", "513", "-1", "x", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      sync_with (fixture, OWN, ID_ONLY, NULL, numbers[i]);
      ews_assert_code (fixture, "ErrorSchemaValidation");
    }
  ews_call_for (fixture, EWS_SERVICE,
                "<m:SyncFolderItems><m:ItemShape>" ID_ONLY "</m:ItemShape><m:SyncFolderId>" OWN
                "</m:SyncFolderId></m:SyncFolderItems>");
  ews_assert_code (fixture, "ErrorSchemaValidation");
  ews_call_for (fixture, EWS_SERVICE,
                "<m:SyncFolderItems><m:ItemShape>" ID_ONLY "</m:ItemShape><m:SyncFolderId>" OWN
                "</m:SyncFolderId><m:MaxChangesReturned>1</m:MaxChangesReturned>"
                "<m:SyncScope>NormalAndAssociatedItems</m:SyncScope></m:SyncFolderItems>");
  ews_assert_code (fixture, "NoError");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/sim/ews/sync/" name, EwsFixture, NULL, ews_fixture_set_up, test,                   \
              ews_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("changes", test_changes);
  ADD ("between", test_between);
  ADD ("pages", test_pages);
  ADD ("shape", test_shape);
  ADD ("bad-states", test_bad_states);
  ADD ("expired", test_expired);
  ADD ("folders", test_folders);
  ADD ("schema", test_schema);
  return g_test_run ();
}

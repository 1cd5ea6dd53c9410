/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"
#include "sim/oof-sim-ews-fields.h"
#include "sim/oof-sim-sync-state.h"

/* SyncFolderItems (MicrosoftDocs syncfolderitems-operation.md): what became of a folder's items
 * since a state that the server gave, as many changes an answer as asked for. As in FindItem
 * strings are cut and there is no body. There are neither associated items nor read flags here. */

typedef enum
{
  KIND_CREATE,
  KIND_UPDATE,
  KIND_DELETE
} Kind;

typedef struct
{
  Kind kind;
  OofSimItem *item; /* (not owned) NULL: it is gone */
  guint64 serial;
  guint64 known; /* the version that the client knows */
} Change;

typedef struct
{
  GArray *changes;     /* of Change */
  GHashTable *present; /* of serials */
} Collection;

static gboolean
collect_deleted (gpointer serial, gpointer version, gpointer user_data)
{
  Collection *collection = user_data;
  Change change = { KIND_DELETE, NULL, GPOINTER_TO_SIZE (serial), GPOINTER_TO_SIZE (version) };

  if (!g_hash_table_contains (collection->present, serial))
    g_array_append_val (collection->changes, change);
  return FALSE;
}

/* The newest item first, what is gone last, as in Microsoft's examples. */
static GArray *
collect (const OofSimCalendar *calendar, const OofSimSyncState *state)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  Collection collection = { g_array_new (FALSE, FALSE, sizeof (Change)), present };

  for (guint i = calendar->items->len; i > 0; i--)
    {
      OofSimItem *item = calendar->items->pdata[i - 1];
      guint64 known = oof_sim_sync_state_get (state, item->serial);
      Change change = { known == 0 ? KIND_CREATE : KIND_UPDATE, item, item->serial, known };

      g_hash_table_add (present, GSIZE_TO_POINTER (item->serial));
      if (known != item->version)
        g_array_append_val (collection.changes, change);
    }
  g_tree_foreach (state->known, collect_deleted, &collection);
  return collection.changes;
}

static void
add_change (xmlNode *list,
            const OofSimEwsCall *call,
            const OofSimEwsFolder *folder,
            const OofSimEwsShape *shape,
            const Change *change)
{
  static const gchar *const names[] = { "t:Create", "t:Update", "t:Delete" };
  xmlNode *node = oof_sim_xml_add (list, names[change->kind], NULL);
  OofSimEwsItem found = { folder->owner, folder->calendar, change->item };
  g_autofree gchar *id = NULL;
  g_autofree gchar *key = NULL;

  if (change->item != NULL)
    {
      oof_sim_ews_add_item (node, call, &found, shape);
      return;
    }
  id = oof_sim_mailbox_dup_item_id (folder->owner->mailbox, change->serial);
  key = oof_sim_item_dup_key (change->serial, change->known);
  node = oof_sim_xml_add (node, "t:ItemId", NULL);
  oof_sim_xml_set (node, "Id", id);
  oof_sim_xml_set (node, "ChangeKey", key);
}

/* An error has these two as well, in Microsoft's example. */
static void
add_state (xmlNode *message, const gchar *state, gboolean has_last)
{
  oof_sim_xml_add (message, "m:SyncState", state);
  oof_sim_xml_add_boolean (message, "m:IncludesLastItemInRange", has_last);
}

static void
add_changes (const OofSimEwsCall *call,
             xmlNode *message,
             const OofSimEwsFolder *folder,
             const OofSimEwsShape *shape,
             OofSimSyncState *state)
{
  g_autofree gchar *most = oof_sim_xml_child_text (call->request, "m:MaxChangesReturned");
  g_autoptr (GArray) changes = collect (folder->calendar, state);
  guint n = MIN (changes->len, (guint) g_ascii_strtoull (most, NULL, 10));
  g_autofree gchar *text = NULL;
  xmlNode *list;

  for (guint i = 0; i < n; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      oof_sim_sync_state_set (state, change->serial,
                              change->item != NULL ? change->item->version : 0);
    }
  text = oof_sim_sync_state_print (state);
  add_state (message, text, n == changes->len);
  list = oof_sim_xml_add (message, "m:Changes", NULL);
  for (guint i = 0; i < n; i++)
    add_change (list, call, folder, shape, &g_array_index (changes, Change, i));
}

static OofSimEwsCode
find_folder (const OofSimEwsCall *call, OofSimEwsFolder *folder)
{
  const xmlNode *id = oof_sim_xml_first (oof_sim_xml_child (call->request, "m:SyncFolderId"));
  OofSimEwsCode code = oof_sim_ews_find_target_folder (call, id, folder);

  if (g_strcmp0 (code, "ErrorFolderNotFound") == 0)
    return "ErrorSyncFolderNotFound";
  /* Only calendars hold items here. */
  return code == NULL && folder->calendar == NULL ? "ErrorInternalServerError" : code;
}

void
oof_sim_ews_sync_items (OofSimEwsCall *call)
{
  xmlNode *messages = oof_sim_ews_begin_messages (call, "SyncFolderItemsResponse");
  g_autofree gchar *text = oof_sim_xml_child_text (call->request, "m:SyncState");
  g_autoptr (OofSimSyncState) state = NULL;
  g_auto (OofSimEwsShape) shape = { 0 };
  OofSimEwsFolder folder;
  OofSimEwsCode code =
      oof_sim_ews_shape_read (&shape, oof_sim_xml_child (call->request, "m:ItemShape"), FALSE);
  xmlNode *message;

  if (code == NULL)
    code = find_folder (call, &folder);
  if (code == NULL)
    state = oof_sim_sync_state_new (folder.owner->mailbox, folder.calendar);
  if (code == NULL && text != NULL
      && (call->fault == OOF_SIM_FAULT_EXPIRED || !oof_sim_sync_state_read (state, text)))
    code = "ErrorInvalidSyncStateData";
  message = oof_sim_ews_add_message (messages, "SyncFolderItemsResponseMessage", code);
  if (code == NULL)
    add_changes (call, message, &folder, &shape, state);
  else
    add_state (message, "", TRUE);
}

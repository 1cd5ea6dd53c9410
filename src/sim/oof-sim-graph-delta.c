/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-event.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-sync-state.h"

#include <string.h>

/* Delta queries of events (graph.md 6): what became of those of a window since the link that ended
 * the last round. The first request of all says which window; afterwards the links carry
 * everything. No named properties, no $select. */

#define ALL_DAYS 100000 /* longer than any window */

/* One round, or a page of it. */
typedef struct
{
  OofSimCall *call;
  OofSimCalendar *calendar;
  OofSimSyncState *state; /* (owned) */
  gint64 start, end;      /* the window */
  gboolean begins;        /* with the link of an earlier round */
} Round;

static void
round_clear (Round *round)
{
  g_clear_pointer (&round->state, oof_sim_sync_state_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

/* What to tell of one event. */
typedef struct
{
  const OofSimItem *item; /* NULL: it is gone, or not in the window any more */
  guint64 serial;
} Change;

typedef struct
{
  GArray *changes; /* of Change */
  GHashTable *present;
} Collection;

static gboolean
collect_gone (gpointer serial, gpointer version, gpointer user_data)
{
  Collection *collection = user_data;
  Change change = { NULL, GPOINTER_TO_SIZE (serial) };

  if (!g_hash_table_contains (collection->present, serial))
    g_array_append_val (collection->changes, change);
  return FALSE;
}

static GArray *
collect (const Round *round)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  Collection collection = { g_array_new (FALSE, FALSE, sizeof (Change)), present };

  for (guint i = 0; i < round->calendar->items->len; i++)
    {
      const OofSimItem *item = round->calendar->items->pdata[i];
      Change change = { item, item->serial };

      if (!oof_sim_item_overlaps (item, round->start, round->end))
        continue;
      g_hash_table_add (present, GSIZE_TO_POINTER (item->serial));
      if (oof_sim_sync_state_get (round->state, item->serial) != item->version)
        g_array_append_val (collection.changes, change);
    }
  g_tree_foreach (round->state->known, collect_gone, &collection);
  return collection.changes;
}

/* "START END STATE", and nobody's business. */
static gchar *
print_token (const Round *round)
{
  g_autofree gchar *state = oof_sim_sync_state_print (round->state);
  g_autofree gchar *plain = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
                                             round->start, round->end, state);
  g_autofree gchar *token = g_base64_encode ((const guchar *) plain, strlen (plain));

  return g_uri_escape_string (token, NULL, FALSE);
}

static gboolean
read_token (Round *round, const gchar *token)
{
  gsize size = 0;
  g_autofree guchar *decoded = *token == '\0' ? NULL : g_base64_decode (token, &size);
  g_autofree gchar *plain = g_strndup (decoded == NULL ? "" : (const gchar *) decoded, size);
  g_auto (GStrv) parts = g_strsplit (plain, " ", 3);

  return g_strv_length (parts) == 3 && round->call->fault != OOF_SIM_FAULT_EXPIRED
         && g_ascii_string_to_signed (parts[0], 10, G_MININT64, G_MAXINT64, &round->start, NULL)
         && g_ascii_string_to_signed (parts[1], 10, G_MININT64, G_MAXINT64, &round->end, NULL)
         && oof_sim_sync_state_read (round->state, parts[2]);
}

static gchar *
make_link (const Round *round, const gchar *name, const gchar *token)
{
  OofSimServer *server = oof_sim_exchange_get_server (round->call->exchange);

  return g_strdup_printf ("%s/v1.0%s%s%s%s", oof_sim_server_get_base (server),
                          round->call->raw_path, name != NULL ? "?" : "", name != NULL ? name : "",
                          token != NULL ? token : "");
}

static void
refuse_token (const Round *round)
{
  g_hash_table_insert (round->call->answer_headers, (gpointer) "Location",
                       make_link (round, NULL, NULL));
  oof_sim_call_fail (round->call, 410, "SyncStateNotFound",
                     "The sync state generation is not found; continuationToken is too old.");
}

/* How many of TOTAL this page has. What changed since is announced by an empty page. */
static guint
choose_length (const Round *round, guint total)
{
  g_autofree gchar *wish = oof_sim_call_get_preference (round->call, "odata.maxpagesize");
  guint64 most = 10;

  if (round->begins)
    return 0;
  if (wish != NULL)
    g_ascii_string_to_unsigned (wish, 10, 1, 1000, &most, NULL);
  return MIN (total, (guint) most);
}

static JsonObject *
change_to_json (const Round *round, const OofSimEventView *view, const Change *change)
{
  const OofSimPerson *owner = round->call->person;
  g_autofree gchar *id = NULL;
  JsonObject *object, *removed;

  if (change->item != NULL)
    return oof_sim_event_to_json (view, owner, change->item);
  object = json_object_new ();
  removed = json_object_new ();
  id = view->immutable_ids ? oof_sim_mailbox_dup_immutable_id (owner->mailbox, change->serial)
                           : oof_sim_mailbox_dup_item_id (owner->mailbox, change->serial);
  json_object_set_string_member (removed, "reason", "deleted");
  json_object_set_string_member (object, "id", id);
  json_object_set_object_member (object, "@removed", removed);
  return object;
}

static void
answer_page (Round *round)
{
  g_autoptr (OofSimEventView) view = oof_sim_event_view_new (round->call);
  g_autoptr (GArray) changes = collect (round);
  guint n = choose_length (round, changes->len);
  gboolean last = n == changes->len;
  JsonArray *value = json_array_new ();
  JsonObject *answer = json_object_new ();
  g_autofree gchar *token = NULL;
  g_autofree gchar *link = NULL;

  for (guint i = 0; i < n; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      json_array_add_object_element (value, change_to_json (round, view, change));
      oof_sim_sync_state_set (round->state, change->serial,
                              change->item != NULL ? change->item->version : 0);
    }
  token = print_token (round);
  link = make_link (round, last ? "$deltatoken=" : "$skiptoken=", token);
  oof_sim_call_set_context (round->call, answer, "events");
  json_object_set_string_member (answer, last ? "@odata.deltaLink" : "@odata.nextLink", link);
  json_object_set_array_member (answer, "value", value);
  oof_sim_call_answer (round->call, 200, answer);
}

/* A person's token gets the first page of another mailbox and no more (architecture.md). */
static gboolean
may_go_on (OofSimCall *call)
{
  if (call->caller.kind != OOF_SIM_CALLER_PERSON || call->caller.person == call->person)
    return TRUE;
  oof_sim_call_fail (call, 403, "ErrorAccessDenied",
                     "Access is denied. Check credentials and try again.");
  return FALSE;
}

static void
answer_delta (OofSimCall *call, guint days)
{
  static const gchar *const options[] = { "startDateTime", "endDateTime", "$skiptoken",
                                          "$deltatoken", NULL };
  const gchar *skip = oof_sim_call_get_query (call, "$skiptoken");
  const gchar *delta = oof_sim_call_get_query (call, "$deltatoken");
  g_auto (Round) round = { .call = call, .begins = delta != NULL };

  if (!oof_sim_call_check_query (call, options))
    return;
  round.calendar = oof_sim_graph_enter_calendar (call);
  if (round.calendar == NULL)
    return;
  round.state = oof_sim_sync_state_new (call->person->mailbox, round.calendar);
  if (skip == NULL && delta == NULL)
    {
      if (oof_sim_graph_read_window (call, days, &round.start, &round.end))
        answer_page (&round);
    }
  else if (!read_token (&round, skip != NULL ? skip : delta))
    refuse_token (&round);
  else if (may_go_on (call))
    answer_page (&round);
}

void
oof_sim_graph_delta_view (OofSimCall *call)
{
  answer_delta (call, OOF_SIM_VIEW_DAYS);
}

void
oof_sim_graph_delta_events (OofSimCall *call)
{
  answer_delta (call, ALL_DAYS);
}

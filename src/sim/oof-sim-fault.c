/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-fault.h"

#include "sim/oof-sim-counter.h"

#include <string.h>

typedef struct
{
  gchar *match; /* (owned) */
  OofSimFault fault;
  guint skip;
  guint times;
} Entry;

struct _OofSimFaults
{
  GQueue entries;  /* of Entry*, the oldest first */
  gchar *key;      /* (owned) (nullable) */
  gchar *document; /* (owned) (nullable) */
  gint64 rev;
};

static const struct
{
  const gchar *name;
  OofSimFault fault;
} names[] = {
  { "throttle", OOF_SIM_FAULT_THROTTLE },
  { "busy", OOF_SIM_FAULT_BUSY },
  { "error", OOF_SIM_FAULT_ERROR },
  { "gateway", OOF_SIM_FAULT_GATEWAY },
  { "not-found", OOF_SIM_FAULT_NOT_FOUND },
  { "conflict", OOF_SIM_FAULT_CONFLICT },
  { "refuse", OOF_SIM_FAULT_REFUSE },
  { "unavailable", OOF_SIM_FAULT_UNAVAILABLE },
  { "unauthorized", OOF_SIM_FAULT_UNAUTHORIZED },
  { "forbidden", OOF_SIM_FAULT_FORBIDDEN },
  { "reset", OOF_SIM_FAULT_RESET },
  { "hang", OOF_SIM_FAULT_HANG },
  { "lost-answer", OOF_SIM_FAULT_LOST_ANSWER },
  { "half-answer", OOF_SIM_FAULT_HALF_ANSWER },
  { "wrong-content", OOF_SIM_FAULT_WRONG_CONTENT },
  { "empty", OOF_SIM_FAULT_EMPTY },
  { "touched", OOF_SIM_FAULT_TOUCHED },
  { "expired", OOF_SIM_FAULT_EXPIRED },
  { "lag", OOF_SIM_FAULT_LAG },
  { "overwrite", OOF_SIM_FAULT_OVERWRITE },
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->match);
  g_free (entry);
}

OofSimFaults *
oof_sim_faults_new (void)
{
  OofSimFaults *faults = g_new0 (OofSimFaults, 1);

  g_queue_init (&faults->entries);
  return faults;
}

void
oof_sim_faults_clear (OofSimFaults *faults)
{
  g_queue_clear_full (&faults->entries, entry_free);
}

void
oof_sim_faults_free (OofSimFaults *faults)
{
  if (faults == NULL)
    return;
  oof_sim_faults_clear (faults);
  g_free (faults->key);
  g_free (faults->document);
  g_free (faults);
}

void
oof_sim_faults_set_document (OofSimFaults *faults,
                             const gchar *key,
                             const gchar *document,
                             gint64 rev)
{
  g_free (faults->key);
  g_free (faults->document);
  faults->key = g_strdup (key);
  faults->document = g_strdup (document);
  faults->rev = rev;
}

const gchar *
oof_sim_faults_get_document (const OofSimFaults *faults, const gchar **document, gint64 *rev)
{
  *document = faults->document;
  *rev = faults->rev;
  return faults->key;
}

gboolean
oof_sim_faults_add (
    OofSimFaults *faults, const gchar *match, const gchar *kind, guint skip, guint times)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Entry *entry;

      if (strcmp (names[i].name, kind) != 0)
        continue;
      entry = g_new0 (Entry, 1);
      entry->match = g_strdup (match);
      entry->fault = names[i].fault;
      entry->skip = skip;
      entry->times = times;
      g_queue_push_tail (&faults->entries, entry);
      return TRUE;
    }
  return FALSE;
}

gboolean
oof_sim_faults_add_spec (OofSimFaults *faults, const gchar *spec)
{
  g_auto (GStrv) parts = g_strsplit (spec, ":", 3);
  guint64 times = 1;

  if (g_strv_length (parts) < 2)
    return FALSE;
  if (parts[2] != NULL && !g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXINT, &times, NULL))
    return FALSE;
  return oof_sim_faults_add (faults, parts[0], parts[1], 0, (guint) times);
}

/* Can a request of KIND show FAULT at all? */
static gboolean
is_possible (OofSimFault fault, const gchar *kind)
{
  static const gchar *const item_writes[] = { "graph.update-event", "graph.delete-event",
                                              "ews.update-item", NULL };
  static const gchar *const reply_reads[] = { "graph.get-settings", "ews.get-oof", NULL };

  if (fault == OOF_SIM_FAULT_TOUCHED)
    return g_strv_contains (item_writes, kind);
  if (fault == OOF_SIM_FAULT_EXPIRED)
    return strcmp (kind, "ews.sync-items") == 0 || strcmp (kind, "graph.delta-events") == 0;
  return fault != OOF_SIM_FAULT_LAG || g_strv_contains (reply_reads, kind);
}

static gboolean
matches (const Entry *entry, const gchar *kind)
{
  if (!is_possible (entry->fault, kind))
    return FALSE;
  if (strcmp (entry->match, "any") == 0)
    return TRUE;
  if (strcmp (entry->match, "calendar-list") == 0)
    return oof_sim_counter_is_calendar_list (kind);
  return strcmp (entry->match, kind) == 0;
}

OofSimFault
oof_sim_faults_take (OofSimFaults *faults, const gchar *kind)
{
  for (GList *link = faults->entries.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;
      OofSimFault fault = entry->fault;

      if (!matches (entry, kind))
        continue;
      if (entry->skip > 0)
        {
          entry->skip--;
          continue;
        }
      if (--entry->times == 0)
        {
          g_queue_delete_link (&faults->entries, link);
          entry_free (entry);
        }
      return fault;
    }
  return OOF_SIM_FAULT_NONE;
}

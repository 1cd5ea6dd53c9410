/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-scope-private.h"

#define SECONDS_A_DAY    86400
#define SECONDS_AN_HOUR  3600
#define HOURS_A_DAY      24
#define PLAUSIBLY_GONE   10
#define GONE_IN_PER_CENT 5

static void
add_address (GHashTable *scope, const char *address)
{
  g_hash_table_add (scope, g_ascii_strdown (address, -1));
}

static void
add_with_absence (GHashTable *scope, OofRoster *roster, OofSnapshot *snapshot, OofInstant now)
{
  OofOptions *options = snapshot->options;
  int ahead = MAX (options->day_difference, options->lead_days);
  OofRange window = { now - (OofInstant) options->day_difference * SECONDS_A_DAY,
                      now + (OofInstant) ahead * SECONDS_A_DAY };

  for (guint i = 0; i < snapshot->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (snapshot->absences, i);
      OofAbsenceState state = oof_absence_get_state (absence, now);
      gboolean over = state == OOF_ABSENCE_ENDED || state == OOF_ABSENCE_CANCELLED;

      /* Somebody who has left is of no interest once the absence is over. */
      if (oof_range_overlaps (oof_absence_get_range (absence), window)
          && (!over || oof_roster_get (roster, absence->person)))
        add_address (scope, absence->person);
    }
}

/* Neither a mailbox to be reached nor an absence that anybody waits for. */
static gboolean
has_left (OofRecord *record, OofRoster *roster, OofSnapshot *snapshot, OofInstant now)
{
  OofAbsence *absence =
      record->absence ? oof_snapshot_find_absence (snapshot, record->absence) : NULL;
  OofAbsenceState state = absence ? oof_absence_get_state (absence, now) : OOF_ABSENCE_CANCELLED;

  if (oof_roster_get (roster, record->address)
      || (record->absence && oof_snapshot_find_unreadable (snapshot, record->absence)))
    return FALSE;
  return state == OOF_ABSENCE_ENDED || state == OOF_ABSENCE_CANCELLED;
}

static void
add_with_record (GHashTable *scope, OofRoster *roster, OofSnapshot *snapshot, OofInstant now)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, snapshot->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofRecord *record = value;

      /* An absence, or a write that was never seen to arrive. */
      if ((record->absence || (record->written && !record->returned))
          && !has_left (record, roster, snapshot, now))
        add_address (scope, record->address);
    }
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
oof_run_scope_list (OofRunMode mode,
                    const char *const *addresses,
                    OofRoster *roster,
                    OofSnapshot *snapshot,
                    OofInstant now)
{
  g_autoptr (GHashTable) scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer address;

  for (const char *const *given = addresses; given && *given; given++)
    add_address (scope, *given);
  if (!addresses && mode == OOF_RUN_STATUS)
    for (guint i = 0; i < roster->people->len; i++)
      add_address (scope, ((OofPerson *) g_ptr_array_index (roster->people, i))->address);
  else if (!addresses)
    {
      add_with_absence (scope, roster, snapshot, now);
      add_with_record (scope, roster, snapshot, now);
    }
  g_hash_table_iter_init (&iter, scope);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    {
      g_ptr_array_add (list, address);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (list, compare_addresses);
  return list;
}

/* Which hour of the day somebody's turn is: the same on every machine. */
static OofInstant
get_slot (const char *address)
{
  return (OofInstant) (g_str_hash (address) % HOURS_A_DAY);
}

void
oof_run_scope_add_others (GPtrArray *list, OofRoster *roster, OofInstant since, OofInstant now)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  OofInstant hour = now / SECONDS_AN_HOUR;
  OofInstant n_hours = since == OOF_INSTANT_NONE
                           ? HOURS_A_DAY
                           : CLAMP (hour - since / SECONDS_AN_HOUR, 0, HOURS_A_DAY);

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (listed, g_ptr_array_index (list, i));
  for (guint i = 0; i < roster->people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (roster->people, i);
      g_autofree char *address = g_ascii_strdown (person->address, -1);
      OofInstant ago = (hour - get_slot (address)) % HOURS_A_DAY;

      if (ago < n_hours && person->route != OOF_ROUTE_NONE
          && !g_hash_table_contains (listed, address))
        g_ptr_array_add (list, g_steal_pointer (&address));
    }
  g_ptr_array_sort (list, compare_addresses);
}

GPtrArray *
oof_run_scope_list_missing (GPtrArray *scope, OofSnapshot *snapshot)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < scope->len; i++)
    {
      OofRecord *record = oof_snapshot_find_record (snapshot, g_ptr_array_index (scope, i));

      if (record && record->absence && !oof_snapshot_find_absence (snapshot, record->absence)
          && !oof_snapshot_find_unreadable (snapshot, record->absence))
        g_ptr_array_add (missing, g_strdup (record->absence));
    }
  return missing;
}

gboolean
oof_run_scope_may_be_gone (guint n_gone, guint n_expected)
{
  return n_gone <= PLAUSIBLY_GONE || n_gone * 100 <= n_expected * GONE_IN_PER_CENT;
}

gboolean
oof_run_scope_is_plausible (guint n_gone, OofSnapshot *snapshot, OofInstant now)
{
  guint n_current = n_gone;

  for (guint i = 0; i < snapshot->absences->len; i++)
    {
      OofAbsenceState state =
          oof_absence_get_state (g_ptr_array_index (snapshot->absences, i), now);

      if (state == OOF_ABSENCE_PLANNED || state == OOF_ABSENCE_RUNNING)
        n_current++;
    }
  return oof_run_scope_may_be_gone (n_gone, n_current);
}

OofInstant
oof_run_scope_get_next_change (OofSnapshot *snapshot, OofInstant now)
{
  OofInstant next = OOF_INSTANT_FOREVER;

  for (guint i = 0; i < snapshot->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (snapshot->absences, i);
      OofRange range = oof_absence_get_range (absence);

      if (absence->cancelled != OOF_INSTANT_NONE || absence->calendar == OOF_CALENDAR_CALENDAR_ONLY)
        continue;
      if (range.from > now)
        next = MIN (next, range.from);
      if (range.to > now)
        next = MIN (next, range.to);
    }
  return next;
}

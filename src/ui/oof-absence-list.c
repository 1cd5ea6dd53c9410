/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-list.h"

#include <string.h>

/* What Exchange held when it was read last covers the absence, or the part of it still to come. */
static gboolean
is_in_exchange (OofSession *session, OofAbsence *absence, OofInstant now)
{
  OofRecord *record = oof_session_get_record (session, absence->person);
  OofReplyState *seen = record == NULL         ? NULL
                        : record->seen != NULL ? record->seen
                                               : record->returned;
  OofRange range = oof_absence_get_range (absence);

  if (seen == NULL || absence->calendar == OOF_CALENDAR_CALENDAR_ONLY)
    return FALSE;
  if (seen->status == OOF_REPLY_ENABLED)
    return oof_range_contains (range, now);
  return seen->status == OOF_REPLY_SCHEDULED && oof_range_overlaps (range, seen->window);
}

/* A run is called by its time, "20261123T090000Z-1a2b3c4d": that is when it wrote. */
static OofInstant
get_applied (OofSession *session, OofAbsence *absence)
{
  OofRecord *record = oof_session_get_record (session, absence->person);
  OofInstant at;

  if (record == NULL || record->run == NULL || record->returned == NULL
      || g_strcmp0 (record->absence, absence->key) != 0 || strlen (record->run) < 16)
    return OOF_INSTANT_NONE;
  const char *run = record->run;
  g_autofree char *text = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", run, run + 4, run + 6,
                                           run + 9, run + 11, run + 13);
  return oof_instant_parse (text, &at, NULL) ? at : OOF_INSTANT_NONE;
}

static gboolean
is_live (OofAbsenceEntry *item)
{
  OofAbsenceState state = oof_absence_entry_get_state (item);

  return state == OOF_ABSENCE_PLANNED || state == OOF_ABSENCE_RUNNING;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  OofAbsence *left = oof_absence_entry_get_absence (*(OofAbsenceEntry *const *) a);
  OofAbsence *right = oof_absence_entry_get_absence (*(OofAbsenceEntry *const *) b);
  int order = strcmp (left->person, right->person);
  OofInstant x = oof_absence_get_range (left).from, y = oof_absence_get_range (right).from;

  return order != 0 ? order : (x > y) - (x < y);
}

/* In the order of person and start only neighbours need a look, up to where the longest ends. */
static void
mark_conflicts (GPtrArray *items)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  OofAbsenceEntry *longest = NULL;

  for (guint i = 0; i < items->len; i++)
    if (is_live (g_ptr_array_index (items, i)))
      g_ptr_array_add (sorted, g_ptr_array_index (items, i));
  g_ptr_array_sort (sorted, compare_cb);
  for (guint i = 0; i < sorted->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (sorted, i);
      OofAbsence *absence = oof_absence_entry_get_absence (item);
      OofAbsence *before = longest != NULL ? oof_absence_entry_get_absence (longest) : NULL;
      gboolean same = before != NULL && strcmp (before->person, absence->person) == 0;

      if (same
          && oof_range_overlaps (oof_absence_get_range (before), oof_absence_get_range (absence)))
        {
          oof_absence_entry_set_in_conflict (longest, TRUE);
          oof_absence_entry_set_in_conflict (item, TRUE);
        }
      if (!same || oof_absence_get_range (absence).to > oof_absence_get_range (before).to)
        longest = item;
    }
}

GPtrArray *
oof_absence_list_new (OofSession *session, GPtrArray *absences)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  OofInstant now = oof_clock_now (oof_session_get_clock (session));

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      OofPerson *person = oof_session_get_person (session, absence->person);
      OofPerson *deputy =
          absence->deputy != NULL ? oof_session_get_person (session, absence->deputy) : NULL;
      OofAbsenceEntry *item =
          oof_absence_entry_new (absence, person, deputy, oof_absence_get_state (absence, now));
      oof_absence_entry_set_in_exchange (item, is_in_exchange (session, absence, now));
      oof_absence_entry_set_applied (item, get_applied (session, absence));
      g_ptr_array_add (items, item);
    }
  mark_conflicts (items);
  return items;
}

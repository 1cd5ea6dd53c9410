/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-private.h"

#define DAY_SECONDS (24 * 60 * 60)

static gboolean
is_live (const OofAbsence *absence)
{
  return absence->cancelled == OOF_INSTANT_NONE && absence->calendar != OOF_CALENDAR_CALENDAR_ONLY
         && oof_range_is_valid (oof_absence_get_range (absence));
}

/* oof_absence_find_counting() passes over what is on hold; here it must be found, because it keeps
 * everything else away from the mailbox. */
static GPtrArray *
list_candidates (const OofPlannerInput *input, GPtrArray *originals)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < input->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (input->absences, i);
      OofAbsence *candidate;

      if (!is_live (absence))
        continue;
      if (absence->hold)
        {
          candidate = oof_absence_copy (absence);
          candidate->hold = FALSE;
        }
      else
        candidate = oof_absence_ref (absence);
      g_ptr_array_add (candidates, candidate);
      g_ptr_array_add (originals, absence);
    }
  return candidates;
}

/* The first start after now within the lead time, NONE when there is none. */
static OofInstant
find_next_start (const OofPlannerInput *input, GPtrArray *candidates)
{
  OofInstant limit = input->now + (OofInstant) input->options->lead_days * DAY_SECONDS;
  OofInstant next = OOF_INSTANT_NONE;

  for (guint i = 0; i < candidates->len; i++)
    {
      OofInstant start = oof_absence_get_range (g_ptr_array_index (candidates, i)).from;

      if (start > input->now && start <= limit && (next == OOF_INSTANT_NONE || start < next))
        next = start;
    }
  return next;
}

OofAbsence *
oof_planner_find_deciding (const OofPlannerInput *input, gboolean *running)
{
  g_autoptr (GPtrArray) originals = g_ptr_array_new ();
  g_autoptr (GPtrArray) candidates = list_candidates (input, originals);
  OofAbsence *found = oof_absence_find_counting (candidates, input->now);
  OofInstant next;
  guint index;

  *running = found != NULL;
  if (found == NULL && (next = find_next_start (input, candidates)) != OOF_INSTANT_NONE)
    found = oof_absence_find_counting (candidates, next);
  if (found == NULL || !g_ptr_array_find (candidates, found, &index))
    return NULL;
  return oof_absence_ref (g_ptr_array_index (originals, index));
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  OofInstant start_a = ((const OofRange *) a)->from;
  OofInstant start_b = ((const OofRange *) b)->from;

  return (start_a > start_b) - (start_a < start_b);
}

OofInstant
oof_planner_get_coverage_end (const OofPlannerInput *input,
                              const OofAbsence *absence,
                              gboolean endless)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (OofRange));
  OofRange coverage = oof_absence_get_range (absence);

  for (guint i = 0; i < input->absences->len; i++)
    {
      const OofAbsence *other = g_ptr_array_index (input->absences, i);
      OofRange range = oof_absence_get_range (other);

      if (is_live (other) && !other->hold && (endless || range.to != OOF_INSTANT_FOREVER))
        g_array_append_val (ranges, range);
    }
  g_array_sort (ranges, compare_starts);
  for (guint i = 0; i < ranges->len; i++)
    {
      OofRange range = g_array_index (ranges, OofRange, i);

      if (oof_range_touches (coverage, range))
        coverage = oof_range_union (coverage, range);
    }
  return coverage.to;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-chain.h"

/* What is left of @draft from @from on, with a key of its own. */
static OofAbsence *
create_rest (const OofAbsence *draft, OofInstant from)
{
  g_autoptr (OofAbsence) fresh = oof_absence_new (draft->person, draft->zone);
  OofAbsence *rest = oof_absence_copy (draft);

  g_free (rest->key);
  rest->key = g_strdup (fresh->key);
  if (rest->all_day)
    rest->first_day = oof_zone_day_of (rest->zone, from);
  else
    rest->window.from = from;
  return rest;
}

static void
end_at (OofAbsence *link, OofInstant to)
{
  if (link->all_day)
    link->last_day = oof_zone_day_of (link->zone, to) - 1;
  else
    link->window.to = to;
}

GPtrArray *
oof_absence_chain (OofAbsence *draft, int max_months)
{
  g_return_val_if_fail (draft != NULL && max_months > 0, NULL);

  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofAbsence *rest = oof_absence_copy (draft);

  for (;;)
    {
      OofInstant limit = oof_absence_get_limit (rest, max_months);

      g_ptr_array_add (links, rest);
      if (rest->open_end || limit == OOF_INSTANT_FOREVER
          || oof_absence_get_range (rest).to <= limit)
        return links;
      OofAbsence *next = create_rest (rest, limit);
      end_at (rest, limit);
      rest = next;
    }
}

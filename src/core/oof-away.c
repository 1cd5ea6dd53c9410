/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-away.h"

OofAway
oof_away_get (GPtrArray *absences,
              const OofRecord *record,
              const OofOptions *options,
              OofInstant now)
{
  g_return_val_if_fail (absences != NULL && options != NULL, OOF_AWAY_NOT);

  if (oof_absence_find_counting (absences, now) != NULL)
    return OOF_AWAY_PLANNED;
  return options->save_state && record != NULL && record->seen != NULL
                 && oof_reply_state_answers_at (record->seen, now)
             ? OOF_AWAY_UNPLANNED
             : OOF_AWAY_NOT;
}

const char *
oof_away_to_string (OofAway away)
{
  static const char *const words[] = {
    [OOF_AWAY_NOT] = NULL,
    [OOF_AWAY_PLANNED] = "planned",
    [OOF_AWAY_UNPLANNED] = "unplanned",
  };

  g_return_val_if_fail (away < G_N_ELEMENTS (words), NULL);

  return words[away];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-away.h"

#define BERND "bernd@x.example"

static const OofInstant now = 1811678400; /* 2027-05-30T16:00:00Z */

static void
assert_away (GPtrArray *absences,
             const OofRecord *record,
             const OofOptions *options,
             const char *expected)
{
  g_assert_cmpstr (oof_away_to_string (oof_away_get (absences, record, options, now)), ==,
                   expected);
}

/* "Abwesenheitsstatus speichern": a reply without an absence counts only then. */
static void
test_away (void)
{
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofRecord) record = oof_record_new (BERND);
  OofRange over = { now - 7200, now - 3600 };
  OofAbsence *absence = oof_absence_new (BERND, "Europe/Berlin");

  assert_away (absences, NULL, options, NULL);
  record->seen = oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, over, "weg", "weg");
  assert_away (absences, record, options, NULL);
  options->save_state = TRUE;
  assert_away (absences, NULL, options, NULL);
  assert_away (absences, record, options, "unplanned");
  oof_reply_state_unref (record->seen);
  record->seen = oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, over, "weg", "weg");
  assert_away (absences, record, options, NULL);

  absence->first_day = absence->last_day = oof_zone_day_of (absence->zone, now);
  g_ptr_array_add (absences, absence);
  assert_away (absences, record, options, "planned");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/away/get", test_away);
  return g_test_run ();
}

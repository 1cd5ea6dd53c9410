/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-column.h"

static OofAbsenceEntry *
new_entry (const char *name, int first, OofAbsenceState state)
{
  g_autofree char *address = g_strdup_printf ("%c@example.com", 'z' - name[0] + 'A');
  g_autoptr (OofPerson) person = oof_person_new (address, address, name);
  g_autoptr (OofAbsence) absence = oof_absence_new (address, "Europe/Berlin");

  absence->first_day = absence->last_day = first;
  return oof_absence_entry_new (absence, person, NULL, state);
}

/* Rows of the same state stand by their start, and those that start together by name. */
static void
test_equal_ones (void)
{
  g_autoptr (OofAbsenceEntry) anna = new_entry ("Anna", 20, OOF_ABSENCE_RUNNING);
  g_autoptr (OofAbsenceEntry) bernd = new_entry ("Bernd", 20, OOF_ABSENCE_RUNNING);
  g_autoptr (OofAbsenceEntry) carla = new_entry ("Carla", 10, OOF_ABSENCE_RUNNING);
  g_autoptr (OofAbsenceEntry) dieter = new_entry ("Dieter", 1, OOF_ABSENCE_ENDED);
  OofAbsenceEntry *const order[] = { carla, anna, bernd, dieter };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
      g_assert_cmpint (
          oof_absence_column_compare (OOF_ABSENCE_COLUMN_STATE, NULL, order[i], order[k]), ==,
          i < k   ? GTK_ORDERING_SMALLER
          : i > k ? GTK_ORDERING_LARGER
                  : GTK_ORDERING_EQUAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/absence-column/equal-ones", test_equal_ones);
  return g_test_run ();
}

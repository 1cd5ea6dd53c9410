/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-list.h"

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
      g_ptr_array_add (items, oof_absence_entry_new (absence, person, deputy,
                                                     oof_absence_get_state (absence, now)));
    }
  return items;
}

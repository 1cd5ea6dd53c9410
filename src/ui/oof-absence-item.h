/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-absence.h"
#include "core/oof-person.h"

G_BEGIN_DECLS

/* An OofAbsence in a GListModel, with the people it names as far as they are known. */
#define OOF_TYPE_ABSENCE_ITEM (oof_absence_item_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceItem, oof_absence_item, OOF, ABSENCE_ITEM, GObject)

/* @person, @deputy: (nullable) as the directory knows them; @state at the time of the list. */
OofAbsenceItem *oof_absence_item_new (OofAbsence *absence,
                                      OofPerson *person,
                                      OofPerson *deputy,
                                      OofAbsenceState state);
OofAbsence *oof_absence_item_get_absence (OofAbsenceItem *self);
OofAbsenceState oof_absence_item_get_state (OofAbsenceItem *self);
/* Planned, running or on hold: it can still be cancelled. */
gboolean oof_absence_item_is_live (OofAbsenceItem *self);
/* Display name, else the address. (transfer none) */
const char *oof_absence_item_get_person_name (OofAbsenceItem *self);
/* (transfer none) (nullable) NULL without a deputy */
const char *oof_absence_item_get_deputy_name (OofAbsenceItem *self);

G_END_DECLS

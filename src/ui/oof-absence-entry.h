/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-absence.h"
#include "core/oof-person.h"

G_BEGIN_DECLS

/* An OofAbsence in a GListModel, with the people it names as far as they are known. */
#define OOF_TYPE_ABSENCE_ENTRY (oof_absence_entry_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceEntry, oof_absence_entry, OOF, ABSENCE_ENTRY, GObject)

/* @person, @deputy: (nullable) as the directory knows them; @state at the time of the list. */
OofAbsenceEntry *oof_absence_entry_new (OofAbsence *absence,
                                        OofPerson *person,
                                        OofPerson *deputy,
                                        OofAbsenceState state);
OofAbsence *oof_absence_entry_get_absence (OofAbsenceEntry *self);
OofAbsenceState oof_absence_entry_get_state (OofAbsenceEntry *self);
/* Planned, running or on hold: it can still be cancelled. */
gboolean oof_absence_entry_is_live (OofAbsenceEntry *self);
/* Whether Exchange holds it, as far as was seen last: its reply runs or is scheduled there. */
void oof_absence_entry_set_in_exchange (OofAbsenceEntry *self, gboolean in_exchange);
gboolean oof_absence_entry_is_in_exchange (OofAbsenceEntry *self);
/* Another live absence of the same person overlaps it. */
void oof_absence_entry_set_in_conflict (OofAbsenceEntry *self, gboolean in_conflict);
gboolean oof_absence_entry_is_in_conflict (OofAbsenceEntry *self);
/* When the reply was written that stands in Exchange for it; NONE: not that one. */
void oof_absence_entry_set_applied (OofAbsenceEntry *self, OofInstant applied);
OofInstant oof_absence_entry_get_applied (OofAbsenceEntry *self);
/* Display name, else the address. (transfer none) */
const char *oof_absence_entry_get_person_name (OofAbsenceEntry *self);
/* (transfer none) (nullable) NULL without a deputy */
const char *oof_absence_entry_get_deputy_name (OofAbsenceEntry *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"
#include "ui/oof-absence-entry.h"

G_BEGIN_DECLS

/* A list of absences, sortable by every column: on Home of one person, on Overview of everybody.
 *
 * Signal: "activated" (OofAbsenceEntry): Enter or a double click. Property "selected"
 * (OofAbsenceEntry, nullable, read-only, notifies). */
#define OOF_TYPE_ABSENCE_TABLE (oof_absence_table_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceTable, oof_absence_table, OOF, ABSENCE_TABLE, AdwBin)

/* @with_person: show whose absence it is. */
GtkWidget *oof_absence_table_new (gboolean with_person);
/* @items: (element-type OofAbsenceEntry) */
void oof_absence_table_set_items (OofAbsenceTable *self, OofSession *session, GPtrArray *items);
/* (transfer none) (nullable) */
OofAbsenceEntry *oof_absence_table_get_selected (OofAbsenceTable *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"
#include "ui/oof-absence-entry.h"

G_BEGIN_DECLS

/* A list of absences, sortable by every column: on Home of one person, on Overview of everybody,
 * where several can be selected.
 *
 * Signals: "activated" (OofAbsenceEntry): Enter or a double click; "selection-changed". */
#define OOF_TYPE_ABSENCE_TABLE (oof_absence_table_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceTable, oof_absence_table, OOF, ABSENCE_TABLE, AdwBin)

/* @of_everybody: show whose absence it is, and more columns. */
GtkWidget *oof_absence_table_new (gboolean of_everybody);
/* @items: (element-type OofAbsenceEntry). What is selected stays selected. */
void oof_absence_table_set_items (OofAbsenceTable *self, OofSession *session, GPtrArray *items);
/* The first selected one. (transfer none) (nullable) */
OofAbsenceEntry *oof_absence_table_get_selected (OofAbsenceTable *self);
/* (transfer full) (element-type OofAbsenceEntry) */
GPtrArray *oof_absence_table_dup_selected (OofAbsenceTable *self);
/* What is shown, in its order, as CSV (RFC 4180) with a line of headings. (transfer full) */
char *oof_absence_table_export (OofAbsenceTable *self);

G_END_DECLS

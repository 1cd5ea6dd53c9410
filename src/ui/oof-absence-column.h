/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/oof-session.h"
#include "ui/oof-absence-entry.h"

G_BEGIN_DECLS

/* What a column of a list of absences says, and how it sorts. */
typedef enum
{
  OOF_ABSENCE_COLUMN_STATE,
  OOF_ABSENCE_COLUMN_PERSON,
  OOF_ABSENCE_COLUMN_DATES,
  OOF_ABSENCE_COLUMN_FROM,
  OOF_ABSENCE_COLUMN_TO,
  OOF_ABSENCE_COLUMN_DAYS,
  OOF_ABSENCE_COLUMN_SUBJECT,
  OOF_ABSENCE_COLUMN_TEMPLATE,
  OOF_ABSENCE_COLUMN_DEPUTY,
  OOF_ABSENCE_COLUMN_FORWARD,
  OOF_ABSENCE_COLUMN_APPLIED,
  OOF_ABSENCE_COLUMN_CREATED_BY,
  OOF_ABSENCE_COLUMNS
} OofAbsenceColumn;

/* Under which the settings keep its width. */
const char *oof_absence_column_get_name (OofAbsenceColumn column);
/* (transfer full) */
char *
oof_absence_column_make_text (OofAbsenceColumn column, OofSession *session, OofAbsenceEntry *item);
/* A GtkOrdering: dates by instant, the state by what needs attention, everything else by its text.
 */
int oof_absence_column_compare (OofAbsenceColumn column,
                                OofSession *session,
                                OofAbsenceEntry *left,
                                OofAbsenceEntry *right);
/* An overlap of one that still counts comes before its state. */
gboolean oof_absence_column_is_in_trouble (OofAbsenceEntry *item);

G_END_DECLS

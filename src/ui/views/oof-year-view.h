/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-options.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* The absences of one person over twelve months, drawn as a whole. Dragging over days, or Shift +
 * arrows and Enter, asks for a new absence with those dates; Enter or a double click on an absence
 * opens it.
 *
 * Signals: "range-picked" (int first, int last): days to plan an absence for, both inclusive;
 * "absence-picked" (OofAbsenceEntry); "month-picked" (int day): the name of a month was clicked;
 * "year-wanted" (int day): the keyboard left the year. */
#define OOF_TYPE_YEAR_VIEW (oof_year_view_get_type ())
G_DECLARE_FINAL_TYPE (OofYearView, oof_year_view, OOF, YEAR_VIEW, GtkWidget)

GtkWidget *oof_year_view_new (void);
/* Shows the year that holds @day. */
void oof_year_view_show_year (OofYearView *self, OofDay day);
/* @items: (element-type OofAbsenceEntry); @subjects: OofSubject. */
void oof_year_view_set_items (
    OofYearView *self, GPtrArray *items, GPtrArray *subjects, OofOptions *options, OofDay today);

G_END_DECLS

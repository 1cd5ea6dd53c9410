/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-options.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* The absence calendar of one person: six weeks with bars across days. Dragging over days, or
 * Shift + arrows and Enter, asks for a new absence with those dates.
 *
 * Signals: "range-picked" (int first, int last): days to plan an absence for, both inclusive;
 * "absence-picked" (OofAbsenceEntry): a bar was double-clicked, or Enter pressed on its days;
 * "month-wanted" (int day): the keyboard left the weeks shown. */
#define OOF_TYPE_MONTH_VIEW (oof_month_view_get_type ())
G_DECLARE_FINAL_TYPE (OofMonthView, oof_month_view, OOF, MONTH_VIEW, GtkWidget)

GtkWidget *oof_month_view_new (void);
/* Shows the month that holds @day. */
void oof_month_view_show_month (OofMonthView *self, OofDay day);
OofDay oof_month_view_get_month (OofMonthView *self); /* its first day */
/* @items: (element-type OofAbsenceEntry); @subjects: OofSubject. */
void oof_month_view_set_items (
    OofMonthView *self, GPtrArray *items, GPtrArray *subjects, OofOptions *options, OofDay today);

G_END_DECLS

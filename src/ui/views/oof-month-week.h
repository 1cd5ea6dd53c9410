/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-options.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* Width of the column with the week number. */
#define OOF_MONTH_WEEK_NUMBER_WIDTH 44

/* One week of the month view: week number, seven days, and the absences as bars in lanes. */
#define OOF_TYPE_MONTH_WEEK (oof_month_week_get_type ())
G_DECLARE_FINAL_TYPE (OofMonthWeek, oof_month_week, OOF, MONTH_WEEK, GtkWidget)

GtkWidget *oof_month_week_new (void);
/* @first: the day in the first column; days outside @month (1..12) are dimmed. */
void oof_month_week_set_days (
    OofMonthWeek *self, OofDay first, int month, OofDay today, const OofOptions *options);
OofDay oof_month_week_get_first (OofMonthWeek *self);
/* @items: (element-type OofAbsenceEntry) of one person; those outside the week are passed over. */
void oof_month_week_set_items (OofMonthWeek *self, GPtrArray *items, GPtrArray *subjects);
/* The marked days, both inclusive; OOF_DAY_NONE twice: none. @cursor has the keyboard's frame. */
void oof_month_week_set_selection (OofMonthWeek *self, OofDay first, OofDay last, OofDay cursor);
/* The day at @x in the widget's own coordinates, the nearest one outside the columns. */
OofDay oof_month_week_get_day_at (OofMonthWeek *self, double x);

G_END_DECLS

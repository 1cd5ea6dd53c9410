/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"

G_BEGIN_DECLS

/* Weekly series (decisions 4): one stored absence for each occurrence, with a
 * common id. */

/* Weekdays of a week, bit 0 = Monday .. bit 6 = Sunday. */
typedef guint OofWeekdays;

/* "mo,we", "Fr", "Mo;Mi" or "1,3": English or German, two letters or the figure
 * (1 = Monday). */
gboolean oof_weekdays_from_string (const char *text, OofWeekdays *days);

/* The absences of a series: copies of @first, whose days or times repeat on
 * each of @days from its first day to @last, at most a year ahead.
 * OOF_DAY_NONE: a year ahead. Each has a key of its own, all the same new
 * series id. @first must not be open at the end. (transfer full) (element-type
 * OofAbsence): empty when none of the days lies between. */
GPtrArray *oof_series_create (const OofAbsence *first, OofWeekdays days, OofDay last);

G_END_DECLS

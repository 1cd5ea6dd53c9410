/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"

G_BEGIN_DECLS

/* Weekly series (decisions 4): one stored absence for each occurrence, with a
 * common id, at most a year ahead; the OOF task extends those that go on. */

/* Weekdays of a week, bit 0 = Monday .. bit 6 = Sunday. */
typedef guint OofWeekdays;

/* "mo,we", "Fr", "Mo;Mi" or "1,3": English or German, two letters or the figure
 * (1 = Monday). */
gboolean oof_weekdays_from_string (const char *text, OofWeekdays *days);

/* "mo,we": what the function above reads. (transfer full) */
char *oof_weekdays_to_string (OofWeekdays days);

/* The absences of a series: copies of @first, whose days or times repeat on
 * each of @days from its first day to @last, at most a year ahead.
 * OOF_DAY_NONE: without end. Each has a key of its own, all the same new
 * series id. @first must not be open at the end. (transfer full) (element-type
 * OofAbsence): empty when none of the days lies between. */
GPtrArray *oof_series_create (const OofAbsence *first, OofWeekdays days, OofDay last);

/* What the series in @absences (OofAbsence) that go on have not yet up to a year after @now: copies
 * of the last occurrence as it was planned. A series that has nothing to come any more was ended,
 * and stays so. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_series_list_missing (GPtrArray *absences, OofInstant now);

G_END_DECLS

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
 * of the last of the occurrences that were moved least often. A series that has nothing to come any
 * more was ended, and stays so. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_series_list_missing (GPtrArray *absences, OofInstant now);

/* The other occurrences in @absences (OofAbsence) of the series of @absence that begin with it or
 * after it and are neither cancelled nor over, by start; none when it is of no series. (transfer
 * full) (element-type OofAbsence) */
GPtrArray *
oof_series_list_following (GPtrArray *absences, const OofAbsence *absence, OofInstant now);

/* What is to be stored to cancel @absence and all that follow it, @absence first: copies with the
 * rev they were read with. A series that goes on ends there. (transfer full) (element-type
 * OofAbsence) */
GPtrArray *
oof_series_cancel_following (GPtrArray *absences, const OofAbsence *absence, OofInstant now);

/* What is to be stored to change @before into @after, which has an end, and all that follow it
 * likewise: @after first, then copies of them with the members in which the two differ. Other dates
 * move each by as many days, with the same times of day and the same length; then these are a
 * series of their own from there on, and an earlier occurrence is among what is to be stored when a
 * series that goes on ends with it. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_series_change_following (GPtrArray *absences,
                                        const OofAbsence *before,
                                        const OofAbsence *after,
                                        OofInstant now);

G_END_DECLS

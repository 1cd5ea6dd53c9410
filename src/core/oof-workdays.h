/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-options.h"
#include "core/oof-person.h"

G_BEGIN_DECLS

/* When a person works (decisions 4): week start and working days of the options, or the person's
 * own part-time pattern (attribute workDays, "1,2,4" = Monday, Tuesday, Thursday), less the public
 * holidays of the person's region. */

/* @person: (nullable): the organisation's week and holidays. */
gboolean oof_workdays_has (const OofOptions *options, const OofPerson *person, OofDay day);
/* "Back on" (zurück am): the first working day after @last; the day after when there is none
 * within a year. OOF_DAY_NONE has none. */
OofDay oof_workdays_get_back_on (const OofOptions *options, const OofPerson *person, OofDay last);

G_END_DECLS

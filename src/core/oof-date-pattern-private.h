/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"

G_BEGIN_DECLS

/* Dates and clock times in a form that the options choose, in the letters that Windows uses: d dd M
 * MM MMMM yy yyyy, and H HH h hh m mm tt. What stands in '…' and every other character stays.
 * Private to core. */

/* @language: for MMMM, "de" or else English. (transfer full) */
char *oof_date_pattern_format_day (const char *pattern, OofDay day, const char *language);
/* @minute: of the day, 0 to 1440. (transfer full) */
char *oof_date_pattern_format_minute (const char *pattern, int minute);
/* "January" … in German or English; @month 1 to 12. */
const char *oof_date_pattern_get_month (int month, gboolean german);

G_END_DECLS

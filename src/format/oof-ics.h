/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-holidays.h"

G_BEGIN_DECLS

/* Whole days out of a calendar file (RFC 5545), for public holidays. Recurring events are written
 * out within the range asked for, by year, less their exceptions; events by the hour and cancelled
 * ones are passed over. */

#define OOF_ICS_DEFAULT_MAX_BYTES ((gsize) 4 * 1024 * 1024)
/* Holidays in one calendar; a hostile rule ends the reading there. */
#define OOF_ICS_MAX_DAYS 5000

/* Reads a whole file, at most @max_bytes of it (0: OOF_ICS_DEFAULT_MAX_BYTES), days from @first to
 * @last. Errors: LIMIT; INVALID: no calendar, or none of its days lies in the range. (transfer
 * full) a calendar that is called @name. */
OofHolidays *oof_ics_read_holidays (
    GBytes *bytes, gsize max_bytes, const char *name, OofDay first, OofDay last, GError **error);

G_END_DECLS

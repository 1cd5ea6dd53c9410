/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-holidays.h"

G_BEGIN_DECLS

#define OOF_KEY_HOLIDAYS "d:holidays:"

/* The key of the calendar that is called @name: its letters and figures in lower-case ASCII.
 * (transfer full) (nullable): NULL when the name has none. */
char *oof_holidays_json_dup_key (const char *name);

/* Document d:holidays:NAME (docs/storage-format.md) <-> OofHolidays. Errors as in
 * store/oof-absence-json.h. */
OofHolidays *oof_holidays_json_read (const char *key, const char *stored, GError **error);
/* Over the document that @self carries, whose unknown members survive. */
char *oof_holidays_json_write (
    const OofHolidays *self, const char *key, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/oof-time.h"

G_BEGIN_DECLS

/* A day: typed, picked from a calendar (Alt+Down), or moved by a day with Up and Down. What is no
 * date is marked when the focus leaves, not while somebody is still typing.
 *
 * Property "title" (construct-only): what a screen reader calls it. Signal "changed" at every new
 * day and when the text stops being one. */
#define OOF_TYPE_DATE_ENTRY (oof_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (OofDateEntry, oof_date_entry, OOF, DATE_ENTRY, AdwBin)

/* OOF_DAY_NONE while the text is no date. */
OofDay oof_date_entry_get_day (OofDateEntry *self);
void oof_date_entry_set_day (OofDateEntry *self, OofDay day);
/* Takes what is typed as finished: completes a short form, marks what is no date. */
void oof_date_entry_commit (OofDateEntry *self);

/* Reads "23.11.2026" and "2026-11-23". @near: unless OOF_DAY_NONE "23.11.26" and "23.11." are read
 * too; without a year the one that comes closest to @near is meant. */
gboolean oof_date_entry_parse (const char *text, OofDay near, OofDay *day);

G_END_DECLS

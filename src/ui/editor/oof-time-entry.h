/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OOF_MINUTE_NONE (-1)

/* A time of the day: typed, or moved by a quarter of an hour with Up and Down. What is no time is
 * marked when the focus leaves. Signal "changed" is that of GtkEditable: ask for the minute. */
#define OOF_TYPE_TIME_ENTRY (oof_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (OofTimeEntry, oof_time_entry, OOF, TIME_ENTRY, GtkEntry)

/* 0 .. 1439, OOF_MINUTE_NONE while the text is no time. */
int oof_time_entry_get_minute (OofTimeEntry *self);
void oof_time_entry_set_minute (OofTimeEntry *self, int minute);
/* Takes what is typed as finished: completes a short form, marks what is no time. */
void oof_time_entry_commit (OofTimeEntry *self);

/* Reads "8:30", "08:30" and "8.30"; with @short_forms also "8", "0830" and "830". */
gboolean oof_time_entry_parse (const char *text, gboolean short_forms, int *minute);

G_END_DECLS

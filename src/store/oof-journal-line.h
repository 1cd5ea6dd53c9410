/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"
#include "store/oof-journal.h"

G_BEGIN_DECLS

/* The lines of a journal: 16 hexadecimal digits of the SHA-256 of what follows, a blank, JSON in
 * ASCII, a line feed (docs/storage-format.md). */

/* (transfer full) */
char *oof_journal_line_write_head (const OofRunLog *log);
char *oof_journal_line_write_entry (const OofJournalEntry *entry);

/* @line without its line feed. Errors: PROTOCOL (damaged), UNSUPPORTED (a newer version's).
 * (transfer full) */
OofJson *oof_journal_line_open (const char *line, gsize length, GError **error);
/* Puts what a line says into @self, whose log is there. */
gboolean oof_journal_line_read (OofJson *json, OofJournalRemains *self, GError **error);

G_END_DECLS

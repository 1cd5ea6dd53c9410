/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-record.h"
#include "store/oof-run-log.h"

G_BEGIN_DECLS

/* What a run sends to mailboxes, on this machine's disk until it stands in the service mailbox
 * (decisions 8 and 9, docs/storage-format.md): the only memory of a run that was killed. One file
 * a run, which appears with the first entry and is locked (flock) as long as the run lives. */

/* One line about one mailbox; a later one replaces an earlier one. */
typedef struct
{
  const char *address;
  const OofRecord *record;  /* (nullable) as it is after the write; NULL: nothing was sent */
  const OofLogPerson *line; /* what the run's log says of it */
  gboolean open;            /* about to be sent: what becomes of it is not known yet */
} OofJournalEntry;

#define OOF_TYPE_JOURNAL (oof_journal_get_type ())
G_DECLARE_FINAL_TYPE (OofJournal, oof_journal, OOF, JOURNAL, GObject)

/* @folder: made when it is missing. @name: of the database, for a file name; runs over the same one
 * find each other's remains by it. */
OofJournal *oof_journal_new (const char *folder, const char *name);
/* Whose entries these are; before the first one. */
void oof_journal_set_run (OofJournal *self, const OofRunLog *head);

/* Appends and waits until it is on the disk (fsync, in a thread; what comes in meanwhile goes
 * together). */
void oof_journal_add_async (OofJournal *self,
                            const OofJournalEntry *entry,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Errors: DISK: it is not there, and nothing of it is. */
gboolean oof_journal_add_finish (OofJournal *self, GAsyncResult *result, GError **error);

/* Everything is recorded in the service mailbox: removes the file once what was added is through.
 * Otherwise it stays, and is found as remains when @self is gone. Nothing is added any more. */
void oof_journal_discard_async (OofJournal *self, GAsyncReadyCallback callback, gpointer user_data);
void oof_journal_discard_finish (OofJournal *self, GAsyncResult *result);

/* What a run left behind that is not alive any more. */
typedef struct
{
  OofRunLog *log;      /* (owned) head and lines, each mailbox once */
  GHashTable *records; /* (owned) address -> OofRecord: those that were sent */
  GHashTable *open;    /* (owned) set of addresses: their outcome is unknown */
  guint n_damaged;     /* lines that could not be read; a torn last one is none */
  char *path;          /* (owned) */
  int fd;              /* locked */
} OofJournalRemains;

/* Takes the remains of all runs over this database, oldest first. Blocks for some milliseconds: the
 * files are small and local. (transfer full) (element-type OofJournalRemains) Errors: DISK. */
GPtrArray *oof_journal_take_remains (const char *folder, const char *name, GError **error);
/* They are recorded: removes the file. With @keep_damaged one with damaged lines stays as
 * "….damaged" for people, with all the texts that are in it. */
void oof_journal_remains_settle (OofJournalRemains *self, gboolean keep_damaged);
/* Without settling they are found again. */
void oof_journal_remains_free (OofJournalRemains *self);

G_END_DECLS

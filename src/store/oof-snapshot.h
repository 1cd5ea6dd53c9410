/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-absence.h"
#include "core/oof-group.h"
#include "core/oof-holidays.h"
#include "core/oof-options.h"
#include "core/oof-person.h"
#include "core/oof-record.h"
#include "core/oof-subject.h"
#include "core/oof-template.h"
#include "core/oof-user.h"

G_BEGIN_DECLS

/* An item of ours that could not be used: damaged, of a newer version, or copied in Outlook. */
typedef struct
{
  char *key;       /* (owned) OofKey */
  char *subject;   /* (owned) what the item is called in Outlook */
  gboolean copied; /* readable, but its key belongs to an older item */
  char *message;   /* (owned) what is wrong and where, for people who read logs */
} OofProblem;

/* Everything read from the service mailbox at one time. Reference-counted; not changed once
 * shared. */
typedef struct
{
  GPtrArray *absences;   /* (owned) OofAbsence by start, cancelled ones too */
  GPtrArray *templates;  /* (owned) OofTemplate by name */
  GPtrArray *groups;     /* (owned) OofGroup in processing order, members NULL */
  OofOptions *options;   /* (owned) the defaults when the document is missing */
  GPtrArray *subjects;   /* (owned) OofSubject in the order of the document */
  GPtrArray *users;      /* (owned) OofUser in the order of the document */
  GPtrArray *holidays;   /* (owned) OofHolidays by name */
  GPtrArray *imported;   /* (owned) OofPerson that were imported beside the directory */
  GHashTable *records;   /* (owned) address -> OofRecord */
  GPtrArray *problems;   /* (owned) OofProblem */
  char *holder;          /* (owned) (nullable) name of the runner that holds the lease */
  OofInstant held_until; /* how long, in the server's time; NONE without a holder */
  GHashTable *by_person; /* (owned) (nullable) address -> GPtrArray of OofAbsence */
  GHashTable *by_key;    /* (owned) (nullable) key -> OofAbsence */
} OofSnapshot;

#define OOF_TYPE_SNAPSHOT (oof_snapshot_get_type ())
GType oof_snapshot_get_type (void);

/* Empty lists and default options; for tests and before the first read. */
OofSnapshot *oof_snapshot_new (void);
/* The same with other options, and all the rest shared: what would be, if they were saved.
 * (transfer full) */
OofSnapshot *oof_snapshot_new_with_options (OofSnapshot *self, OofOptions *options);
OofSnapshot *oof_snapshot_ref (OofSnapshot *self);
void oof_snapshot_unref (OofSnapshot *self);

/* Once all absences are there: finds them quickly from then on. Before, each look goes through all
 * of them. */
void oof_snapshot_index (OofSnapshot *self);
/* Instead of adding and indexing them: the absences of @other, which has been indexed. */
void oof_snapshot_share_absences (OofSnapshot *self, OofSnapshot *other);
/* By key. (transfer none) (nullable) */
OofAbsence *oof_snapshot_find_absence (OofSnapshot *self, const char *key);
/* All of one person, cancelled ones too. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_snapshot_dup_absences_of (OofSnapshot *self, const char *address);
/* (transfer none) (nullable) */
OofRecord *oof_snapshot_find_record (OofSnapshot *self, const char *address);
/* The item that has this key is there but cannot be read. (transfer none) (nullable) */
OofProblem *oof_snapshot_find_unreadable (OofSnapshot *self, const char *key);
void oof_snapshot_add_problem (
    OofSnapshot *self, const char *key, const char *subject, gboolean copied, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSnapshot, oof_snapshot_unref)

G_END_DECLS

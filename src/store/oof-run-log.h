/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-absence.h"
#include "core/oof-forward.h"

G_BEGIN_DECLS

/* One field that a run changed, as `--json` shows it: words, so that a log of another version can
 * always be read. */
typedef struct
{
  char *field;     /* (owned) "state", "internal", … */
  char *old_value; /* (owned) */
  char *new_value; /* (owned) */
  char *reason;    /* (owned) "absence-starts", … */
} OofLogChange;

typedef struct
{
  char *address;      /* (owned) */
  char *result;       /* (owned) "written", "failed", … */
  char *error;        /* (owned) (nullable) */
  char *code;         /* (owned) (nullable) the error's word: "limit", "conflict", … */
  char *absence;      /* (owned) (nullable) key of the one that decided */
  char *author;       /* (owned) (nullable) SMTP address of who planned that one */
  char *ticket;       /* (owned) (nullable) what it was planned under */
  GPtrArray *changes; /* (owned) OofLogChange */

  /* what a write needs to be taken back */
  OofReplyState *before;      /* (owned) (nullable) what stood there; NULL: nothing was written */
  OofAbsence *before_absence; /* (owned) (nullable) whose reply that was, as it was then */
  OofForward *before_forward; /* (owned) (nullable) what we had set; NULL: no rule was changed */
} OofLogPerson;

/* What document l:RUN keeps of one run (docs/storage-format.md). Reference-counted; not changed
 * once shared. */
typedef struct
{
  char *run; /* (owned) "20261123T090000Z-1a2b3c4d" */
  OofInstant at;
  char *by; /* (owned) (nullable) SMTP address of who ran it */
  gint64 changed;
  gint64 unchanged;
  gint64 failed;
  gint64 seconds;
  char *ended;       /* (owned) (nullable) why before its end: "cancelled", "killed", or an error's
                        word; NULL: it went through */
  char *message;     /* (owned) (nullable) the same for people who read logs */
  gboolean partial;  /* only over some mailboxes that somebody named: the hour's run is still due */
  GPtrArray *people; /* (owned) OofLogPerson: those with changes or an error */
  guint part;        /* 1; stored in several parts: which one this is */
  guint n_parts;     /* in the first part: how many there are */
} OofRunLog;

#define OOF_TYPE_RUN_LOG (oof_run_log_get_type ())
GType oof_run_log_get_type (void);

OofRunLog *oof_run_log_new (const char *run, OofInstant at);
OofRunLog *oof_run_log_ref (OofRunLog *self);
void oof_run_log_unref (OofRunLog *self);
/* Adds a line. Returns: (transfer none) */
OofLogPerson *oof_run_log_add_person (OofRunLog *self,
                                      const char *address,
                                      const char *result,
                                      const char *error);
/* Takes the line about @address away, if there is one. */
void oof_run_log_remove_person (OofRunLog *self, const char *address);
void oof_log_person_add_change (OofLogPerson *self,
                                const char *field,
                                const char *old_value,
                                const char *new_value,
                                const char *reason);

/* Hashes take the place of all texts (oof_reply_text_hash()). */
void oof_run_log_hash_texts (OofRunLog *self);

/* Splits it into parts whose people are @sizes (gsize, one for each) characters long, so that none
 * is larger than @limit unless it holds one person alone. (transfer full) (element-type OofRunLog)
 */
GPtrArray *oof_run_log_split (OofRunLog *self, GArray *sizes, gsize limit);
/* Joins parts of the same run in @logs, the first part of each being that which stays. */
void oof_run_log_join (GPtrArray *logs);
/* (transfer none) (nullable) */
OofLogPerson *oof_run_log_find (const OofRunLog *self, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRunLog, oof_run_log_unref)

G_END_DECLS

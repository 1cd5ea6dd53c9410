/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-forward.h"
#include "core/oof-notice.h"
#include "core/oof-outside.h"
#include "core/oof-reply-state.h"

G_BEGIN_DECLS

typedef struct _OofRecord OofRecord;

/* What the state page keeps for one mailbox (decisions 9): what we wrote last, what Exchange made
 * of it, and what stood there before. Reference-counted, not changed once shared. */
struct _OofRecord
{
  char *address; /* (owned) */
  char *absence; /* (owned) (nullable) key of the absence that was written; NULL after switch-off */
  OofAbsence *applied;     /* (owned) (nullable) that absence as it was when it was written */
  OofReplyState *written;  /* (owned) (nullable) */
  OofReplyState *returned; /* (owned) (nullable) NULL: written but not confirmed yet */
  OofReplyState *previous; /* (owned) (nullable) */
  OofReplyState *seen;     /* (owned) (nullable) as last read */
  OofInstant seen_at;
  OofForward *forward; /* (owned) (nullable) NULL: the rules were never read */
  char *zone;          /* (owned) (nullable) IANA zone of the mailbox */
  char *language;      /* (owned) (nullable) */
  char *run;           /* (owned) (nullable) id of the run that wrote */
  GPtrArray *told;     /* (owned) (nullable) OofTold: who knows what; NULL: nobody has looked yet */
  GArray *outside;     /* (owned) (nullable) OofInstant: core/oof-outside.h */
  OofRecord *resting;  /* (owned) (nullable) as it was when another absence took over from a reply
                          that a hand had changed: that reply is previous, and is given back */
};

#define OOF_TYPE_RECORD (oof_record_get_type ())
GType oof_record_get_type (void);

OofRecord *oof_record_new (const char *address);
OofRecord *oof_record_ref (OofRecord *self);
void oof_record_unref (OofRecord *self);
OofRecord *oof_record_copy (const OofRecord *self);
/* A copy with hashes in place of all texts (oof_reply_state_new_hashed()). */
OofRecord *oof_record_copy_hashed (const OofRecord *self);
/* The same in every field except @seen_at: nothing worth a write. */
gboolean oof_record_equal (const OofRecord *a, const OofRecord *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRecord, oof_record_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* What a person asks the runner to do with one mailbox (decisions 3). */
typedef enum
{
  OOF_ACTION_APPLY,      /* write now what the plan says */
  OOF_ACTION_SWITCH_OFF, /* end the absence that counts now */
  OOF_ACTION_KEEP,       /* keep theirs: the absence goes on hold */
  OOF_ACTION_RESTORE,    /* restore ours after a change from outside */
  OOF_ACTION_UNDO, /* put back what stood there before a run, at a time, or before our last write */
  OOF_ACTION_RESET,  /* write even an equal value */
  OOF_ACTION_UNKNOWN /* of a newer version: kept as it is, to be refused */
} OofAction;

typedef enum
{
  OOF_REQUEST_ASKED,
  OOF_REQUEST_RUNNING, /* a runner has it in hand */
  OOF_REQUEST_DONE,
  OOF_REQUEST_REFUSED, /* the runner may or will not do it */
  OOF_REQUEST_FAILED
} OofRequestState;

/* Document q:UUID (docs/storage-format.md). Reference-counted; fill in a new or copied one, then
 * share it and do not change it again. */
typedef struct
{
  char *key;  /* (owned) "q:UUID" */
  gint64 rev; /* 0: not stored yet */
  OofAction action;
  char *person;     /* (owned) SMTP address, lower case: whose mailbox */
  char *absence;    /* (owned) (nullable) key of the absence that is meant */
  char *run;        /* (owned) (nullable) undo: the run whose writes are taken back */
  OofInstant as_of; /* undo: the writes after it; NONE and no run: the last one */
  char *author;     /* (owned) (nullable) SMTP address of who asks */
  OofInstant at;    /* when it was asked */

  /* the runner's answer */
  OofRequestState state;
  char *result;           /* (owned) (nullable) the word of the run report ("written"), or of an
                             error ("forbidden") */
  char *message;          /* (owned) (nullable) what went wrong, for people who read logs */
  OofReplyState *seen;    /* (owned) (nullable) what was read back */
  OofInstant answered_at; /* NONE: not yet */
  char *by;               /* (owned) (nullable) the runner that answered */
  char *document;         /* (owned) (nullable) the stored JSON */
} OofRequest;

#define OOF_TYPE_REQUEST (oof_request_get_type ())
GType oof_request_get_type (void);

/* An asked one with a fresh key and rev 0. */
OofRequest *oof_request_new (OofAction action, const char *person);
OofRequest *oof_request_ref (OofRequest *self);
void oof_request_unref (OofRequest *self);
OofRequest *oof_request_copy (const OofRequest *self);
/* Asked or running. */
gboolean oof_request_is_open (const OofRequest *self);

const char *oof_action_to_string (OofAction action); /* "apply" "switch-off" …; NULL: unknown */
/* What is not known becomes OOF_ACTION_UNKNOWN. */
OofAction oof_action_from_string (const char *text);
const char *oof_request_state_to_string (OofRequestState state); /* "asked" "running" … */
gboolean oof_request_state_from_string (const char *text, OofRequestState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRequest, oof_request_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-range.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_REPLY_DISABLED,
  OOF_REPLY_SCHEDULED,
  OOF_REPLY_ENABLED
} OofReplyStatus;

/* External audience. MAILBOX ("as it is in the mailbox") and UNSET occur only in options,
 * templates and absences, never in a reply state. */
typedef enum
{
  OOF_AUDIENCE_UNSET,
  OOF_AUDIENCE_NONE,
  OOF_AUDIENCE_CONTACTS,
  OOF_AUDIENCE_ALL,
  OOF_AUDIENCE_MAILBOX
} OofAudience;

/* What Exchange holds as automatic reply of one mailbox. Reference-counted, immutable. The texts
 * are kept as received, byte for byte: compare them with oof_reply_text_equal(). */
typedef struct
{
  OofReplyStatus status;
  OofAudience audience;
  OofRange window; /* meaningful only while SCHEDULED, else {NONE, NONE} */
  char *internal;  /* (owned) HTML, "" when empty */
  char *external;  /* (owned) HTML, "" when empty */
} OofReplyState;

#define OOF_TYPE_REPLY_STATE (oof_reply_state_get_type ())
GType oof_reply_state_get_type (void);

/* @window is forgotten unless @status is SCHEDULED. NULL texts become "". */
OofReplyState *oof_reply_state_new (OofReplyStatus status,
                                    OofAudience audience,
                                    OofRange window,
                                    const char *internal,
                                    const char *external);
OofReplyState *oof_reply_state_ref (OofReplyState *self);
void oof_reply_state_unref (OofReplyState *self);
/* The same bytes in every field. */
gboolean oof_reply_state_identical (const OofReplyState *a, const OofReplyState *b);
/* The same for the people who get the reply: texts compared in normal form; texts and audience of
 * two disabled states do not matter, nor does an external text that nobody gets; windows compared
 * to the minute. */
gboolean oof_reply_state_equal (const OofReplyState *a, const OofReplyState *b);
/* The same with hashes in place of the texts (oof_reply_text_hash()): good for comparing, never for
 * writing. (transfer full) */
OofReplyState *oof_reply_state_new_hashed (const OofReplyState *self);
gboolean oof_reply_state_is_hashed (const OofReplyState *self);
/* Whether a mail that comes in at @now is answered (as far as state and window decide). */
gboolean oof_reply_state_answers_at (const OofReplyState *self, OofInstant now);

const char *
oof_reply_status_to_string (OofReplyStatus status); /* "disabled" "scheduled" "enabled" */
gboolean oof_reply_status_from_string (const char *text, OofReplyStatus *status);
const char *
oof_audience_to_string (OofAudience audience); /* "none" "contacts" "all" "mailbox"; NULL: unset */
gboolean oof_audience_from_string (const char *text, OofAudience *audience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofReplyState, oof_reply_state_unref)

G_END_DECLS

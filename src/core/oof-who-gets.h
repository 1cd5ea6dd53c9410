/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-forward.h"
#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* Who gets what: which reply a mail gets, or why it gets none (peers.md c). A pure function of what
 * Exchange holds; Exchange alone knows whom it has answered already. */

typedef enum
{
  OOF_SENDER_COLLEAGUE, /* inside the organisation */
  OOF_SENDER_CONTACT,   /* outside, among the contacts of the mailbox */
  OOF_SENDER_STRANGER,  /* outside */
  OOF_SENDER_LIST,      /* through a distribution list */
  OOF_SENDER_SECOND,    /* a colleague who has had the reply already */
  OOF_SENDER_JUNK       /* what Exchange takes for junk, and bounces */
} OofSenderKind;

#define OOF_N_SENDER_KINDS 6

typedef enum
{
  OOF_SILENCE_NONE, /* "sent": there is a reply */
  OOF_SILENCE_DISABLED,
  OOF_SILENCE_OUTSIDE_WINDOW,
  OOF_SILENCE_SMTP_FORWARD, /* the mailbox itself forwards */
  OOF_SILENCE_LIST,
  OOF_SILENCE_JUNK,
  OOF_SILENCE_AUDIENCE,
  OOF_SILENCE_ALREADY_ANSWERED
} OofSilence;

typedef struct
{
  const OofReplyState *reply;
  const OofForward *forward; /* (nullable) not known */
  const char *language;      /* (nullable) of the mailbox, "de-DE": Exchange's own words */
  const char *subject;       /* of the mail */
  OofInstant now;
} OofWhoGetsInput;

typedef struct
{
  OofSilence reason;
  char *subject; /* (owned) (nullable) of the reply; Exchange makes it, no template can change it */
  char *text;    /* (owned) (nullable) plain */
  char *html;    /* (owned) (nullable) as Exchange holds it */
} OofWhoGets;

/* (transfer full) */
OofWhoGets *oof_who_gets (const OofWhoGetsInput *input, OofSenderKind sender);
void oof_who_gets_free (OofWhoGets *self);

/* As in cli.md: "colleague", …; "sent", "disabled", "outside-window", … */
const char *oof_sender_kind_to_string (OofSenderKind kind);
gboolean oof_sender_kind_from_string (const char *text, OofSenderKind *kind);
const char *oof_silence_to_string (OofSilence silence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofWhoGets, oof_who_gets_free)

G_END_DECLS

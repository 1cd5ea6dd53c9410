/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-inbox-rule.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* How a mailbox sends mails on, as far as it is known. */
typedef enum
{
  OOF_FORWARD_NONE,
  OOF_FORWARD_OURS, /* by a rule of ours */
  OOF_FORWARD_RULE, /* by a rule of somebody else */
  OOF_FORWARD_SMTP  /* at the mailbox itself: known from a list of the administrator's only */
} OofForwardKind;

const char *oof_forward_kind_to_string (OofForwardKind kind); /* "none" "ours" "rule" "smtp" */
gboolean oof_forward_kind_from_string (const char *text, OofForwardKind *kind);

/* What the state page keeps of forwarding (decisions 9): what was found, and what we set.
 * Reference-counted, not changed once shared. */
typedef struct
{
  /* found */
  OofForwardKind kind;
  char *to;        /* (owned) (nullable) "a@x, b@x"; NULL: not told */
  char *rule;      /* (owned) (nullable) name of the rule */
  gboolean hidden; /* Graph shows the rule empty: it was set through EWS or by Outlook */
  OofInstant read_at;

  /* set */
  char *absence; /* (owned) (nullable) key of the absence we set a rule for; NULL: none of ours */
  char *set_to;  /* (owned) (nullable) */
  gboolean set_copy;
  GPtrArray *replaced; /* (owned) utf8: ids of rules of the person's that we switched off */
} OofForward;

#define OOF_TYPE_FORWARD (oof_forward_get_type ())
GType oof_forward_get_type (void);

OofForward *oof_forward_new (void);
/* What @rules (OofInboxRule) say, with what @set (nullable) says that we set. */
OofForward *oof_forward_new_found (GPtrArray *rules, const OofForward *set, OofInstant now);
/* @known (nullable) where an administrator's list says that the mailbox itself sends mails on to
 * @target (nullable: it does not). (transfer full) (nullable) */
OofForward *oof_forward_see (OofForward *known, const char *target);
OofForward *oof_forward_ref (OofForward *self);
void oof_forward_unref (OofForward *self);
/* The same in every field except @read_at, unless that is a day apart. NULL is no forwarding known.
 */
gboolean oof_forward_equal (const OofForward *a, const OofForward *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofForward, oof_forward_unref)

G_END_DECLS

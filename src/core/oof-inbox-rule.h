/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An inbox rule of a mailbox as far as forwarding goes (decisions 7; graph.md 7, ews.md).
 * Reference-counted, immutable. */
typedef struct
{
  char *id;             /* (owned) (nullable) the server's; NULL: not there yet */
  char *name;           /* (owned) */
  int sequence;         /* rules run in ascending order */
  gboolean enabled;     /* it runs */
  gboolean read_only;   /* cannot be changed or removed on this route */
  gboolean conditional; /* has conditions or exceptions: not for every mail */
  GStrv redirect_to;    /* (owned) addresses, lower case */
  GStrv forward_to;     /* (owned) addresses, lower case: forwarded, also as attachment */
  gboolean no_copy;     /* moves or deletes the mail: it does not stay in the inbox */
  gboolean stop;        /* no rule after this one runs */
  gboolean other;       /* has actions beside these */
} OofInboxRule;

#define OOF_TYPE_INBOX_RULE (oof_inbox_rule_get_type ())
GType oof_inbox_rule_get_type (void);

/* Empty, without addresses, enabled: for readers, who fill it in before they share it. */
OofInboxRule *oof_inbox_rule_new (void);
/* The one shape of a forward of ours, for the absence with this key (`a:UUID`): every mail to @to,
 * first of all rules, with or without a copy in the inbox. */
OofInboxRule *oof_inbox_rule_new_forward (const char *absence, const char *to, gboolean copy);
OofInboxRule *oof_inbox_rule_ref (OofInboxRule *self);
void oof_inbox_rule_unref (OofInboxRule *self);

/* The key of the absence that the rule was made for; NULL: it is not ours. (transfer none) */
const char *oof_inbox_rule_get_absence (const OofInboxRule *self);
/* Whether it sends mails on, enabled or not. */
gboolean oof_inbox_rule_forwards (const OofInboxRule *self);
/* Graph shows neither conditions nor actions: made through EWS or by Outlook, and only removed
 * there. It may forward (decisions 7). */
gboolean oof_inbox_rule_is_hidden (const OofInboxRule *self);
/* Whether it does what @wanted, a forward of ours, should do. */
gboolean oof_inbox_rule_does (const OofInboxRule *self, const OofInboxRule *wanted);
/* Where it sends mails, "a@x, b@x"; "" when nowhere. (transfer full) */
char *oof_inbox_rule_dup_targets (const OofInboxRule *self);

typedef enum
{
  OOF_RULE_CREATE,
  OOF_RULE_DELETE,
  OOF_RULE_ENABLE,
  OOF_RULE_DISABLE
} OofRuleAction;

/* One change to the rules of a mailbox. Immutable. */
typedef struct
{
  OofRuleAction action;
  OofInboxRule *rule; /* (owned) as read; for CREATE as wanted */
} OofRuleChange;

/* @rule is referenced. */
OofRuleChange *oof_rule_change_new (OofRuleAction action, OofInboxRule *rule);
void oof_rule_change_free (OofRuleChange *self);
/* Whether @rules (OofInboxRule), read afterwards, show the change. */
gboolean oof_rule_change_is_done (const OofRuleChange *self, GPtrArray *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofInboxRule, oof_inbox_rule_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRuleChange, oof_rule_change_free)

G_END_DECLS

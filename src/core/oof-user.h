/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-person.h"

G_BEGIN_DECLS

/* Somebody who may plan for others: one line of document d:users. The list shapes the interface
 * and is no wall (decisions 3). Reference-counted; not changed once shared. */
typedef struct
{
  char *account;          /* (owned) SMTP address, lower case */
  char *language;         /* (owned) (nullable) of the interface; NULL: the organisation's */
  char *alias;            /* (owned) (nullable) account name on premises */
  GStrv groups;           /* (owned) names of groups of d:groups; empty: everybody */
  gboolean administrator; /* "Ist Administrator" */
} OofUser;

#define OOF_TYPE_USER (oof_user_get_type ())
GType oof_user_get_type (void);

OofUser *oof_user_new (const char *account);
OofUser *oof_user_ref (OofUser *self);
void oof_user_unref (OofUser *self);
OofUser *oof_user_copy (const OofUser *self);
/* By account, else by alias, without the domain in front of it ("MUC\\m.buettner") and without
 * regard to case. (transfer none) (nullable) */
OofUser *oof_user_find (GPtrArray *users, const char *account);
/* Whether @self is there for @person: himself, or one of the groups (original.md 3.4). */
gboolean oof_user_may_plan_for (const OofUser *self, const OofPerson *person);

/* "de", "en-GB": the shape of BCP 47 as far as it is used here. */
gboolean oof_user_is_language (const char *text);

/* Whether the list can be stored: accounts are addresses, each once; languages such as "de" or
 * "en-GB". Errors: INVALID, naming the account. */
gboolean oof_users_check (GPtrArray *users, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofUser, oof_user_unref)

G_END_DECLS

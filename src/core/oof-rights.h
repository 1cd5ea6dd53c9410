/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"
#include "core/oof-person.h"

G_BEGIN_DECLS

/* What the lists of users and subjects leave to whoever acts (decisions 3). They shape the
 * interface and are no wall: those are the rights on the service mailbox and the runner's policy.
 * Pure. */
typedef struct
{
  GPtrArray *users;    /* (not owned) OofUser */
  GPtrArray *subjects; /* (not owned) OofSubject */
  OofOptions *options; /* (not owned) whom to ask, said with every refusal */
  const char *author;  /* (not owned) (nullable) NULL: a runner without a person, who may all */
} OofRights;

/* As long as the list names no administrator everybody is one; so is a runner without a person. */
gboolean oof_rights_is_administrator (const OofRights *self);
/* Whether the list names the author; as long as it is empty everybody counts as named. */
gboolean oof_rights_is_listed (const OofRights *self);
/* Whether what the author may do depends on the groups of people, so that these must be known. */
gboolean oof_rights_needs_people (const OofRights *self);
/* Whether the author may do something about the mailbox of @address: an ordinary user about his
 * own, a listed one about those of the people of his groups. @person: (nullable) who it is;
 * somebody unknown belongs to no group. Errors: REFUSED. */
gboolean oof_rights_may_act (const OofRights *self,
                             const char *address,
                             const OofPerson *person,
                             GError **error);
/* Whether the author may cancel @absence: his own one always. Errors: REFUSED. */
gboolean oof_rights_may_cancel (const OofRights *self,
                                const OofAbsence *absence,
                                const OofPerson *person,
                                GError **error);
/* Whether the author may distribute a closure, and withdraw it. Errors: REFUSED. */
gboolean oof_rights_may_close (const OofRights *self, GError **error);
/* Whether the author may plan @draft for @person: an ordinary user for himself, a listed one for
 * the people of his groups; closures and the subjects of administrators are theirs. Errors:
 * REFUSED. */
gboolean oof_rights_may_plan (const OofRights *self,
                              const OofAbsence *draft,
                              const OofPerson *person,
                              GError **error);
/* Whether @subject (a name) is offered. */
gboolean oof_rights_may_choose (const OofRights *self, const char *subject);
/* Whether subject and note of @absence are to be seen: those of a confidential one only by listed
 * users and the person concerned (decisions 9). */
gboolean oof_rights_may_read (const OofRights *self, const OofAbsence *absence);
/* @absence as the author may see it: itself, or a copy without what is confidential. Not to be
 * stored. (transfer full) */
OofAbsence *oof_rights_show (const OofRights *self, OofAbsence *absence);
/* "Name für Hilfe", "E-Mail für Hilfe": whom to ask. (transfer full) (nullable) */
char *oof_rights_dup_help (const OofRights *self);

G_END_DECLS

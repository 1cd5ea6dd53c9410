/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-person.h"

G_BEGIN_DECLS

/* People that were imported beside the directory (decisions 10): OofPerson with what the file says,
 * everything else empty. Pure. */

/* The attributes that can be imported, NULL at the end: those of the directory and homePhone,
 * region (of the holidays) and workDays (part-time pattern, "1,2,4"). */
extern const char *const oof_people_attributes[];

/* @people (OofPerson of the directory) with what @imported says where the directory says nothing.
 * @add: the directory has not everybody: those that it does not know are there, too, reached by
 * EWS. (transfer full) (element-type OofPerson) */
GPtrArray *oof_people_merge (GPtrArray *people, GPtrArray *imported, gboolean add);
/* By name, as the language sorts, then by address. */
void oof_people_sort (GPtrArray *people);
/* What administrators say of a mailbox (attributes, beside those of a file): where it forwards
 * itself, from `doctor --mailboxes`; and that a forward may remove the rules that Outlook keeps for
 * itself ("yes"). A person of whom only this is known has no name and was not imported. */
#define OOF_PERSON_MAILBOX_FORWARD "mailboxForward"
#define OOF_PERSON_OVER_OUTLOOK    "overOutlook"

/* Whether a file said it, not only an administrator. */
gboolean oof_person_is_imported (const OofPerson *self);
/* @people (imported ones) with @value (nullable: nothing) as @fact of @address. (transfer full) */
GPtrArray *
oof_people_set_fact (GPtrArray *people, const char *address, const char *fact, const char *value);

/* @before with @rows in place of those with the same address; sorted by address. @replace: only
 * @rows stay. What administrators said of a mailbox is kept. (transfer full) (element-type
 * OofPerson) */
GPtrArray *oof_people_update (GPtrArray *before, GPtrArray *rows, gboolean replace);

G_END_DECLS

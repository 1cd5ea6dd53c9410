/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"

G_BEGIN_DECLS

/* Who is told about an absence (decisions 8). */
typedef enum
{
  OOF_TOLD_DEPUTY,
  OOF_TOLD_PERSON
} OofToldRole;

/* What somebody was told last about one absence: one entry of a mailbox's record. Not changed once
 * shared. */
typedef struct
{
  char *absence; /* (owned) key */
  OofToldRole role;
  char *to;        /* (owned) SMTP address, lower case */
  char *from;      /* (owned) as oof_absence_dup_from() */
  char *until;     /* (owned) (nullable) as oof_absence_dup_to() */
  OofInstant end;  /* FOREVER: without end */
  gboolean unsure; /* the mail may not have gone: a run was killed, or the answer was lost */
} OofTold;

OofTold *oof_told_new (const OofAbsence *absence, OofToldRole role, const char *to);
OofTold *oof_told_copy (const OofTold *self);
void oof_told_free (OofTold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTold, oof_told_free)
/* Whether both lists (OofTold, both nullable) hold the same in the same order. */
gboolean oof_told_list_equal (GPtrArray *a, GPtrArray *b);
const char *oof_told_role_to_string (OofToldRole role); /* "deputy" "person" */
gboolean oof_told_role_from_string (const char *text, OofToldRole *role);

typedef enum
{
  OOF_NOTICE_NONE,      /* nothing to say */
  OOF_NOTICE_NAMED,     /* there is one */
  OOF_NOTICE_CHANGED,   /* other dates */
  OOF_NOTICE_WITHDRAWN, /* it was cancelled, or needs somebody no longer */
  OOF_NOTICE_ENDED      /* it is over */
} OofNoticeKind;

/* What is to be said to one of those concerned, and what the record holds before and after that. */
typedef struct
{
  OofNoticeKind kind;
  char *person;        /* (owned) whose absence it is */
  OofAbsence *absence; /* (owned) (nullable): it is not at hand */
  OofTold *before;     /* (owned) (nullable) */
  OofTold *after;      /* (owned) (nullable) */
} OofNotice;

void oof_notice_free (OofNotice *self);
/* before or after, whichever is there. (transfer none) */
const OofTold *oof_notice_get_told (const OofNotice *self);

/* What everybody concerned by the absences of @person is to be told at @now.
 *
 * @absences: all of them (OofAbsence) that are at hand. @told: (nullable) the record's list, NULL
 * when nobody has looked yet: then an absence that is older than a week counts as told. @gone:
 * (nullable) set of keys of which it is certain that they were deleted. One that is neither there
 * nor gone is left alone until its end. (transfer full) (element-type OofNotice) */
GPtrArray *oof_notice_list (const char *person,
                            GPtrArray *absences,
                            GPtrArray *told,
                            GHashTable *gone,
                            const OofOptions *options,
                            OofInstant now);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A subject (Betreff) of document d:subjects. Reference-counted; not changed once shared. */
typedef struct
{
  char *name;              /* (owned) */
  char *color;             /* (owned) "#rrggbb" */
  char *pattern;           /* (owned) "plain", "striped", … */
  gboolean confidential;   /* shown as "Abwesend" everywhere but in the JSON (decisions 9) */
  gboolean administrators; /* only administrators may choose it */
  gboolean closure;        /* a closure beats every other absence (decisions 5) */
} OofSubject;

#define OOF_TYPE_SUBJECT (oof_subject_get_type ())
GType oof_subject_get_type (void);

OofSubject *oof_subject_new (const char *name);
OofSubject *oof_subject_ref (OofSubject *self);
void oof_subject_unref (OofSubject *self);
/* By name, without regard to case. (transfer none) (nullable) */
OofSubject *oof_subject_find (GPtrArray *subjects, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSubject, oof_subject_unref)

G_END_DECLS

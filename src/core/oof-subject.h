/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a confidential subject is called wherever others see it (decisions 9). */
#define OOF_SUBJECT_CONFIDENTIAL "Abwesend"

/* A subject (Betreff): one line of document d:subjects. Reference-counted; not changed once
 * shared. */
typedef struct
{
  char *name;              /* (owned) */
  char *color;             /* (owned) (nullable) "#3584e4" */
  char *pattern;           /* (owned) (nullable) "plain" "hatch" "dots" "across" "down" "cross" */
  char *template_name;     /* (owned) (nullable) its default template; NULL: the group's */
  gboolean confidential;   /* shown as "Abwesend" to others */
  gboolean administrators; /* only administrators see it */
  gboolean closure;
} OofSubject;

#define OOF_TYPE_SUBJECT (oof_subject_get_type ())
GType oof_subject_get_type (void);

OofSubject *oof_subject_new (const char *name);
OofSubject *oof_subject_ref (OofSubject *self);
void oof_subject_unref (OofSubject *self);
OofSubject *oof_subject_copy (const OofSubject *self);
/* By name, without regard to case. (transfer none) (nullable) */
OofSubject *oof_subject_find (GPtrArray *subjects, const char *name);

/* "#3584e4": six hexadecimal figures. */
gboolean oof_subject_is_color (const char *text);
gboolean oof_subject_is_pattern (const char *text);
/* Whether the list can be stored: names of 1 to 255 characters, each once, colours and patterns
 * that there are. Errors: INVALID, naming the subject. */
gboolean oof_subjects_check (GPtrArray *subjects, GError **error);

/* @subjects: (nullable). A subject that is not one of the list is no secret. */
gboolean oof_subject_is_confidential (GPtrArray *subjects, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSubject, oof_subject_unref)

G_END_DECLS

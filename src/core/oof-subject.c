/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-subject.h"

G_DEFINE_BOXED_TYPE (OofSubject, oof_subject, oof_subject_ref, oof_subject_unref)

OofSubject *
oof_subject_new (const char *name)
{
  OofSubject *self = g_atomic_rc_box_new0 (OofSubject);

  self->name = g_strdup (name);
  return self;
}

OofSubject *
oof_subject_ref (OofSubject *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
subject_clear (gpointer data)
{
  OofSubject *self = data;

  g_free (self->name);
  g_free (self->color);
  g_free (self->pattern);
}

void
oof_subject_unref (OofSubject *self)
{
  g_atomic_rc_box_release_full (self, subject_clear);
}

OofSubject *
oof_subject_find (GPtrArray *subjects, const char *name)
{
  g_return_val_if_fail (subjects != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autofree char *wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      g_autofree char *folded = g_utf8_casefold (subject->name, -1);

      if (g_strcmp0 (folded, wanted) == 0)
        return subject;
    }
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-subject.h"

#include <string.h>

#include "core/oof-error.h"
#include "core/oof-list-name.h"

#define NAME_LIMIT 255

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
  g_free (self->template_name);
}

void
oof_subject_unref (OofSubject *self)
{
  g_atomic_rc_box_release_full (self, subject_clear);
}

OofSubject *
oof_subject_copy (const OofSubject *self)
{
  OofSubject *copy = oof_subject_new (self->name);

  copy->color = g_strdup (self->color);
  copy->pattern = g_strdup (self->pattern);
  copy->template_name = g_strdup (self->template_name);
  copy->confidential = self->confidential;
  copy->administrators = self->administrators;
  copy->closure = self->closure;
  return copy;
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

gboolean
oof_subject_is_color (const char *text)
{
  return *text == '#' && strlen (text) == 7 && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

gboolean
oof_subject_is_pattern (const char *text)
{
  static const char *const patterns[] = {
    "plain", "hatch", "dots", "across", "down", "cross", NULL
  };

  return g_strv_contains (patterns, text);
}

static gboolean
check_look (const OofSubject *self, GError **error)
{
  if (self->color != NULL && !oof_subject_is_color (self->color))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "subject \"%s\": \"%.64s\" is not a colour such as #1a5fb4", self->name,
                 self->color);
  else if (self->pattern != NULL && !oof_subject_is_pattern (self->pattern))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "subject \"%s\": \"%.64s\" is none of plain, hatch, dots, across, down, cross",
                 self->name, self->pattern);
  else
    return TRUE;
  return FALSE;
}

gboolean
oof_subjects_check (GPtrArray *subjects, GError **error)
{
  g_autoptr (GHashTable) names = oof_list_names_new ();

  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);

      if (!oof_list_names_add (names, "subject", subject->name, NAME_LIMIT, error)
          || !check_look (subject, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
oof_subject_is_confidential (GPtrArray *subjects, const char *name)
{
  OofSubject *subject = subjects && name ? oof_subject_find (subjects, name) : NULL;

  return subject && subject->confidential;
}

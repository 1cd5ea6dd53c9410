/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-migration-transfer.h"

#include <glib/gi18n.h>

#include "app/oof-session-private.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "core/oof-option-field.h"
#include "core/oof-subject.h"
#include "migration/oof-migration-transfer.h"

static gboolean
refuse (GError **error, char *text)
{
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, text);
  g_free (text);
  return FALSE;
}

/* Options */

gboolean
oof_session_transfer_option (
    OofSession *self, OofMigration *migration, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  const OofOptionField *field = oof_option_field_find (name);
  g_autoptr (OofOptions) changed = oof_options_copy (self->snapshot->options);

  if (field == NULL)
    return refuse (error, g_strdup_printf (_ ("there is no option “%s”"), name));
  if (!oof_option_field_set (field, changed, value, error))
    return FALSE;
  g_autofree char *what = oof_migration_transfer_dup_option (name);
  g_autofree char *old = oof_option_field_dup_text (field, self->snapshot->options);
  g_autofree char *new = oof_option_field_dup_text (field, changed);
  return oof_migration_transfer (migration, what, old, g_str_equal (old, new) ? NULL : new, error);
}

OofOptions *
oof_session_dup_transferred_options (OofSession *self, OofMigration *migration)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (GPtrArray) transfers =
      oof_migration_list_transfers (oof_migration_get_state (migration));
  OofOptions *options = oof_options_copy (self->snapshot->options);

  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);
      const char *name = oof_migration_transfer_get_option (one->what);
      const OofOptionField *field = name != NULL ? oof_option_field_find (name) : NULL;

      /* A value that this version refuses was refused when it was recorded. */
      if (field != NULL)
        oof_option_field_set (field, options, one->new, NULL);
    }
  return options;
}

/* Betreffs */

/* The lines of @text that are something, each once. */
static GPtrArray *
split (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (char **line = lines; *line != NULL; line++)
    {
      g_strstrip (*line);
      if (**line != '\0' && !g_ptr_array_find_with_equal_func (names, *line, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (*line));
    }
  return names;
}

static GPtrArray *
copy_subjects (OofSession *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);

  for (guint i = 0; i < self->snapshot->subjects->len; i++)
    g_ptr_array_add (copy, oof_subject_ref (g_ptr_array_index (self->snapshot->subjects, i)));
  return copy;
}

/* The names that our list does not have; checked as a whole before any is recorded. */
static GPtrArray *
find_new (OofSession *self, GPtrArray *names, GError **error)
{
  g_autoptr (GPtrArray) whole = copy_subjects (self);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (oof_subject_find (whole, name) != NULL)
        continue;
      g_ptr_array_add (whole, oof_subject_new (name));
      g_ptr_array_add (wanted, g_strdup (name));
    }
  return oof_subjects_check (whole, error) ? g_steal_pointer (&wanted) : NULL;
}

/* What waited and is not among @wanted. */
static gboolean
drop_others (OofMigration *migration, GPtrArray *wanted, GError **error)
{
  g_autoptr (GPtrArray) transfers =
      oof_migration_list_transfers (oof_migration_get_state (migration));

  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);
      const char *name = oof_migration_transfer_get_subject (one->what);

      if (name != NULL && !g_ptr_array_find_with_equal_func (wanted, name, g_str_equal, NULL)
          && !oof_migration_transfer (migration, one->what, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
oof_session_transfer_subjects (OofSession *self,
                               OofMigration *migration,
                               const char *text,
                               GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  g_autoptr (GPtrArray) names = split (text);
  g_autoptr (GPtrArray) wanted = find_new (self, names, error);

  if (wanted == NULL || !drop_others (migration, wanted, error))
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    {
      const char *name = g_ptr_array_index (wanted, i);
      g_autofree char *what = oof_migration_transfer_dup_subject (name);

      if (!oof_migration_transfer (migration, what, NULL, name, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
oof_session_dup_transferred_subjects (OofSession *self, OofMigration *migration)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (GPtrArray) transfers =
      oof_migration_list_transfers (oof_migration_get_state (migration));
  g_autoptr (GPtrArray) whole = copy_subjects (self);
  guint before = whole->len;

  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);

      if (oof_migration_transfer_get_subject (one->what) != NULL
          && oof_subject_find (whole, one->new) == NULL)
        g_ptr_array_add (whole, oof_subject_new (one->new));
    }
  return whole->len > before ? g_steal_pointer (&whole) : NULL;
}

/* Both */

gboolean
oof_session_take_back_transfer (OofSession *self,
                                OofMigration *migration,
                                const char *what,
                                GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  g_autoptr (GPtrArray) transfers =
      oof_migration_list_transfers (oof_migration_get_state (migration));
  gboolean any = what == NULL;

  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);

      if (what != NULL && !g_str_equal (one->what, what))
        continue;
      any = TRUE;
      if (!oof_migration_transfer (migration, one->what, NULL, NULL, error))
        return FALSE;
    }
  return any || refuse (error, g_strdup_printf (_ ("nothing waits under “%s”"), what));
}

/* Options may be saved while something waits; what has been written already tells no more what it
 * replaced. */
char *
oof_session_dup_transfer_old (OofSession *self, const OofMigrationDecision *transfer)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (transfer != NULL, NULL);

  const char *option = oof_migration_transfer_get_option (transfer->what);
  const OofOptionField *field = option != NULL ? oof_option_field_find (option) : NULL;
  g_autofree char *text =
      field != NULL ? oof_option_field_dup_text (field, self->snapshot->options) : NULL;

  return g_strdup (g_strcmp0 (text, transfer->new) != 0 ? text : transfer->old);
}

char *
oof_words_transfer (const char *what)
{
  const char *option = oof_migration_transfer_get_option (what);

  if (option != NULL)
    return g_strdup (oof_words_option (option));
  /* Translators: %s is the name of a subject */
  return g_strdup_printf (_ ("Betreff “%s”"), oof_migration_transfer_get_subject (what));
}

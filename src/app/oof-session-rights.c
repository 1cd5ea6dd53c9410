/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-rights.h"

#include "app/oof-session-absences.h"
#include "app/oof-session-private.h"
#include "app/oof-words.h"
#include "core/oof-error.h"

OofRights
oof_session_get_rights (OofSession *self)
{
  OofRights rights = { 0 };

  g_return_val_if_fail (OOF_IS_SESSION (self), rights);

  rights.users = self->snapshot->users;
  rights.subjects = self->snapshot->subjects;
  rights.options = self->snapshot->options;
  rights.author = self->connection->person.present ? oof_session_get_author (self) : NULL;
  return rights;
}

GPtrArray *
oof_session_list_subjects (OofSession *self)
{
  GPtrArray *offered = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);

  g_return_val_if_fail (OOF_IS_SESSION (self), offered);

  OofRights rights = oof_session_get_rights (self);
  for (guint i = 0; i < self->snapshot->subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (self->snapshot->subjects, i);

      if (oof_rights_may_choose (&rights, subject->name))
        g_ptr_array_add (offered, oof_subject_ref (subject));
    }
  return offered;
}

void
_oof_session_show_absences (OofSession *self)
{
  OofRights rights = oof_session_get_rights (self);

  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < self->snapshot->absences->len; i++)
    g_ptr_array_add (self->shown,
                     oof_rights_show (&rights, g_ptr_array_index (self->snapshot->absences, i)));
}

gboolean
_oof_session_may_store (OofSession *self, const OofAbsence *absence, GError **error)
{
  OofRights rights = oof_session_get_rights (self);
  OofAbsence *stored = oof_snapshot_find_absence (self->snapshot, absence->key);

  if (stored == NULL || oof_rights_may_read (&rights, stored))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_REFUSED, "%s: it is confidential", absence->person);
  return FALSE;
}

gboolean
oof_session_may_act (OofSession *self, const char *address, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  OofRights rights = oof_session_get_rights (self);
  return oof_rights_may_act (&rights, address, oof_roster_get (self->roster, address), error);
}

gboolean
_oof_session_may_cancel (OofSession *self, const char *key, GError **error)
{
  OofAbsence *absence = oof_snapshot_find_absence (self->snapshot, key);
  OofRights rights = oof_session_get_rights (self);

  return absence == NULL
         || oof_rights_may_cancel (&rights, absence, oof_roster_get (self->roster, absence->person),
                                   error);
}

/* Deputies who go round in a circle are the one mistake about them (core/oof-deputy.h). */
static gboolean
check_deputies (OofSession *self, const OofAbsence *draft, GError **error)
{
  g_autoptr (GPtrArray) findings = oof_session_check_deputy (self, draft);

  for (guint i = 0; i < findings->len; i++)
    {
      const OofDeputyFinding *finding = g_ptr_array_index (findings, i);
      if (!oof_deputy_is_error (finding->kind))
        continue;
      g_autofree char *sentence = oof_words_deputy (finding, draft->zone);
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", draft->person, sentence);
      return FALSE;
    }
  return TRUE;
}

gboolean
oof_session_check_absence (OofSession *self, const OofAbsence *draft, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  OofPerson *person = oof_roster_get (self->roster, draft->person);
  OofRights rights = oof_session_get_rights (self);

  return (person == NULL || oof_rights_may_plan (&rights, draft, person, error))
         && oof_absence_planning_check (draft, self->snapshot, self->roster, error)
         && check_deputies (self, draft, error);
}

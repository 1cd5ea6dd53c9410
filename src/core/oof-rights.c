/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-rights.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "core/oof-user.h"

static OofUser *
find_user (const OofRights *self)
{
  return oof_user_find (self->users, self->author);
}

gboolean
oof_rights_is_administrator (const OofRights *self)
{
  gboolean any = FALSE;

  if (self->author == NULL)
    return TRUE;
  for (guint i = 0; i < self->users->len; i++)
    any |= ((OofUser *) g_ptr_array_index (self->users, i))->administrator;
  const OofUser *user = find_user (self);
  return !any || (user != NULL && user->administrator);
}

gboolean
oof_rights_is_listed (const OofRights *self)
{
  return self->author == NULL || self->users->len == 0 || find_user (self) != NULL;
}

char *
oof_rights_dup_help (const OofRights *self)
{
  const char *name = self->options->help_name;
  const char *address = self->options->help_address;

  if (*name != '\0' && *address != '\0')
    return g_strdup_printf ("%s (%s)", name, address);
  return *name != '\0' || *address != '\0' ? g_strdup (*name != '\0' ? name : address) : NULL;
}

/* Takes @what. */
static gboolean
refuse (const OofRights *self, char *what, GError **error)
{
  g_autofree char *help = oof_rights_dup_help (self);

  g_set_error (error, OOF_ERROR, OOF_ERROR_REFUSED, "%s%s%s", what, help != NULL ? "; help: " : "",
               help != NULL ? help : "");
  g_free (what);
  return FALSE;
}

static gboolean
is_own (const OofRights *self, const char *address)
{
  return self->author == NULL || g_ascii_strcasecmp (self->author, address) == 0;
}

gboolean
oof_rights_may_choose (const OofRights *self, const char *subject)
{
  const OofSubject *known = oof_subject_find (self->subjects, subject);

  return known == NULL || !known->administrators || oof_rights_is_administrator (self);
}

gboolean
oof_rights_needs_people (const OofRights *self)
{
  const OofUser *user = self->author != NULL ? find_user (self) : NULL;

  return user != NULL && *user->groups != NULL;
}

gboolean
oof_rights_may_act (const OofRights *self,
                    const char *address,
                    const OofPerson *person,
                    GError **error)
{
  g_return_val_if_fail (self != NULL && address != NULL, FALSE);

  const OofUser *user = self->author != NULL ? find_user (self) : NULL;

  if (is_own (self, address))
    return TRUE;
  if (!oof_rights_is_listed (self))
    return refuse (self,
                   g_strdup_printf ("%s: %s is not one of the users, who plan for others", address,
                                    self->author),
                   error);
  if (user != NULL && *user->groups != NULL
      && (person == NULL || !oof_user_may_plan_for (user, person)))
    {
      g_autofree char *groups = g_strjoinv (", ", user->groups);
      return refuse (
          self, g_strdup_printf ("%s: %s plans for people of %s", address, user->account, groups),
          error);
    }
  return TRUE;
}

gboolean
oof_rights_may_cancel (const OofRights *self,
                       const OofAbsence *absence,
                       const OofPerson *person,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && absence != NULL, FALSE);

  if (is_own (self, absence->person))
    return TRUE;
  if (!oof_rights_may_act (self, absence->person, person, error))
    return FALSE;
  if (absence->closure_id != NULL)
    return oof_rights_may_close (self, error);
  if (!oof_rights_may_choose (self, absence->subject))
    return refuse (
        self, g_strdup_printf ("subject: \"%s\" is for administrators", absence->subject), error);
  return TRUE;
}

gboolean
oof_rights_may_close (const OofRights *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return oof_rights_is_administrator (self)
         || refuse (self, g_strdup ("closure: only administrators distribute one"), error);
}

gboolean
oof_rights_may_plan (const OofRights *self,
                     const OofAbsence *draft,
                     const OofPerson *person,
                     GError **error)
{
  g_return_val_if_fail (self != NULL && draft != NULL && person != NULL, FALSE);

  if (!oof_rights_may_act (self, person->address, person, error))
    return FALSE;
  if (draft->closure_id != NULL && !oof_rights_may_close (self, error))
    return FALSE;
  if (!oof_rights_may_choose (self, draft->subject))
    return refuse (self, g_strdup_printf ("subject: \"%s\" is for administrators", draft->subject),
                   error);
  return TRUE;
}

gboolean
oof_rights_may_read (const OofRights *self, const OofAbsence *absence)
{
  return is_own (self, absence->person) || oof_rights_is_listed (self)
         || !oof_subject_is_confidential (self->subjects, absence->subject);
}

OofAbsence *
oof_rights_show (const OofRights *self, OofAbsence *absence)
{
  if (oof_rights_may_read (self, absence))
    return oof_absence_ref (absence);

  OofAbsence *copy = oof_absence_copy (absence);

  g_free (copy->subject);
  copy->subject = g_strdup (OOF_SUBJECT_CONFIDENTIAL);
  g_clear_pointer (&copy->note, g_free);
  g_clear_pointer (&copy->ticket, g_free);
  g_clear_pointer (&copy->template_name, g_free);
  return copy;
}

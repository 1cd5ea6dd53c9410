/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-closure.h"

#include <glib/gi18n.h>

#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "core/oof-error.h"
#include "core/oof-subject.h"

static OofGroup *
find_group (OofCli *cli, const char *name, GError **error)
{
  GPtrArray *groups = oof_session_get_groups (cli->session);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *folded = g_utf8_casefold (group->name, -1);
      if (g_str_equal (folded, wanted))
        return group;
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, _ ("no group is called “%s”"), name);
  return NULL;
}

/* (nullable): why nothing can be distributed to @group. */
static char *
find_obstacle (const OofGroup *group)
{
  if (group->address == NULL)
    return g_strdup_printf (
        _ ("“%s” is not a real group: a closure cannot be distributed to everybody"), group->name);
  if (group->members == NULL)
    return g_strdup_printf (_ ("The members of “%s” could not be found"), group->name);
  if (g_hash_table_size (group->members) == 0)
    return g_strdup_printf (_ ("“%s” has no members"), group->name);
  return NULL;
}

/* The names of the subjects that are closures. (transfer full) */
static char *
join_closures (GPtrArray *subjects)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      if (subject->closure)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", subject->name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
check_subject (OofCli *cli, const char *name, GError **error)
{
  GPtrArray *subjects = oof_session_get_subjects (cli->session);
  OofSubject *subject = oof_subject_find (subjects, name);

  if (subject != NULL && subject->closure)
    return TRUE;
  g_autofree char *closures = join_closures (subjects);
  oof_cli_set_usage_error (error, _ ("“%s” is no subject for a closure; those are: %s"), name,
                           *closures != '\0' ? closures : "–");
  return FALSE;
}

GPtrArray *
oof_cli_closure_find (OofCli *cli, const OofCliTyped *typed, OofCliClosure *self, GError **error)
{
  OofGroup *group = find_group (cli, typed->group, error);
  g_autofree char *obstacle = group != NULL ? find_obstacle (group) : NULL;
  GPtrArray *everybody = oof_session_get_people (cli->session);

  if (obstacle != NULL)
    oof_cli_set_usage_error (error, "%s", obstacle);
  if (group == NULL || obstacle != NULL || !check_subject (cli, typed->subject, error))
    return NULL;

  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  for (guint i = 0; i < everybody->len; i++)
    {
      OofPerson *person = g_ptr_array_index (everybody, i);
      if (g_hash_table_contains (group->members, person->address))
        g_ptr_array_add (members, oof_person_ref (person));
    }
  guint n_strangers = g_hash_table_size (group->members) - members->len;
  if (n_strangers > 0 && !cli->quiet)
    oof_cli_warn (ngettext ("Note: %u member of “%s” has no mailbox",
                            "Note: %u members of “%s” have no mailbox", n_strangers),
                  n_strangers, group->name);
  self->group = oof_group_ref (group);
  self->id = g_uuid_string_random ();
  return members;
}

void
oof_cli_closure_mark (const OofCliClosure *self, OofAbsence *draft)
{
  draft->closure_id = g_strdup (self->id);
  draft->closure_group = g_strdup (self->group->name);
}

/* Of the same closure as @draft, distributed before: group, subject and dates are the same. */
static gboolean
is_same_closure (const OofAbsence *absence, const OofAbsence *draft)
{
  if (absence->closure_id == NULL || absence->cancelled != OOF_INSTANT_NONE
      || g_strcmp0 (absence->closure_group, draft->closure_group) != 0
      || g_strcmp0 (absence->subject, draft->subject) != 0)
    return FALSE;
  g_autofree char *from = oof_absence_dup_from (absence);
  g_autofree char *to = oof_absence_dup_to (absence);
  g_autofree char *draft_from = oof_absence_dup_from (draft);
  g_autofree char *draft_to = oof_absence_dup_to (draft);
  return g_strcmp0 (from, draft_from) == 0 && g_strcmp0 (to, draft_to) == 0;
}

static void
take_id (GPtrArray *drafts, const char *id)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      OofAbsence *draft = g_ptr_array_index (drafts, i);
      g_free (draft->closure_id);
      draft->closure_id = g_strdup (id);
    }
}

void
oof_cli_closure_leave_out (OofCli *cli, OofCliClosure *self, GPtrArray *drafts)
{
  GPtrArray *absences = oof_session_get_absences (cli->session);
  guint before = drafts->len;

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      for (guint n = drafts->len; n > 0; n--)
        {
          OofAbsence *draft = g_ptr_array_index (drafts, n - 1);
          if (!is_same_closure (absence, draft))
            continue;
          take_id (drafts, absence->closure_id);
          if (g_str_equal (absence->person, draft->person))
            g_ptr_array_remove_index (drafts, n - 1);
        }
    }
  if (drafts->len < before && !cli->quiet)
    oof_cli_warn (ngettext ("Note: %u member has this closure already",
                            "Note: %u members have this closure already", before - drafts->len),
                  before - drafts->len);
}

void
oof_cli_closure_clear (OofCliClosure *self)
{
  g_clear_pointer (&self->group, oof_group_unref);
  g_clear_pointer (&self->id, g_free);
}

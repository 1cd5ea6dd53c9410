/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-absence-saving.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-session-absences.h"
#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

OofAbsence *
oof_cli_find_absence (OofCli *cli, const char *id, GError **error)
{
  g_autofree char *key = oof_cli_dup_key (id);
  OofAbsence *absence = oof_session_find_absence (cli->session, key);

  /* Perhaps it lies beyond what is read as a rule. */
  if (absence == NULL)
    {
      oof_session_set_days (cli->session, OOF_DAY_NONE, OOF_DAY_NONE);
      if (!oof_cli_load (cli, OOF_LOAD_DATABASE, error))
        return NULL;
      absence = oof_session_find_absence (cli->session, key);
    }
  if (absence == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such absence", id);
  return absence;
}

gboolean
oof_cli_resolve_forward (OofCli *cli, char **forward, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  OofPerson *person =
      *forward != NULL ? oof_session_find_person (cli->session, *forward, &local_error) : NULL;

  if (person != NULL)
    {
      g_free (*forward);
      *forward = g_strdup (person->address);
    }
  if (local_error == NULL || strchr (*forward, '@') != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
oof_cli_parse_on_conflict (const char *text, OofOnConflict *how, GError **error)
{
  *how = OOF_ON_CONFLICT_REFUSE;
  if (text == NULL || oof_on_conflict_from_string (text, how))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("--on-conflict: “%s” is none of replace, split, keep"), text);
  return FALSE;
}

static void
warn_about_conflict (const OofAbsence *other)
{
  g_autofree char *dates = oof_words_absence_dates (other);

  if (*other->subject != '\0')
    oof_cli_warn (_ ("%s has an absence then: %s, %s (%s)"), other->person, dates, other->subject,
                  other->key);
  else
    oof_cli_warn (_ ("%s has an absence then: %s (%s)"), other->person, dates, other->key);
}

/* What becomes of the drafts themselves is said by the drafts. */
static guint
list_conflicts (OofCli *cli, GPtrArray *drafts)
{
  guint n_conflicts = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) others =
          oof_session_find_conflicts (cli->session, g_ptr_array_index (drafts, i));
      for (guint k = 0; k < others->len; k++)
        if (oof_absence_find (drafts, ((OofAbsence *) g_ptr_array_index (others, k))->key) == NULL)
          {
            warn_about_conflict (g_ptr_array_index (others, k));
            n_conflicts++;
          }
    }
  return n_conflicts;
}

OofConflictPlan *
oof_cli_resolve_conflicts (OofCli *cli, GPtrArray *drafts, OofOnConflict how, GError **error)
{
  if (how == OOF_ON_CONFLICT_REFUSE && list_conflicts (cli, drafts) > 0)
    {
      g_set_error_literal (
          error, OOF_ERROR, OOF_ERROR_CONFLICT,
          _ ("nothing was saved; --on-conflict replace, split or keep says what to do"));
      return NULL;
    }
  return oof_conflict_resolve_all (oof_session_get_absences (cli->session), drafts, how, error);
}

gboolean
oof_cli_settle (OofCli *cli, const OofConflictPlan *plan, GError **error)
{
  if (plan->changed->len + plan->added->len + plan->cancelled->len == 0)
    return TRUE;
  oof_session_settle_async (cli->session, plan, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_settle_finish (cli->session, oof_cli_wait (cli), NULL, error);
}

typedef struct
{
  GPtrArray *stored; /* (not owned) */
  GError *error;     /* (owned) (nullable) the first */
} Changing;

static void
one_changed (OofAbsence *draft, OofAbsence *stored, const GError *error, gpointer user_data)
{
  Changing *self = user_data;

  if (stored != NULL)
    {
      g_ptr_array_add (self->stored, oof_absence_ref (stored));
      return;
    }
  g_autofree char *sentence = oof_words_error (error);
  oof_cli_warn ("%s: %s", draft->key, sentence);
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

gboolean
oof_cli_save_changed (OofCli *cli, GPtrArray *drafts, GPtrArray *stored, GError **error)
{
  Changing changing = { .stored = stored };
  g_autoptr (GError) final = NULL;

  oof_session_add_absences_async (cli->session, drafts, one_changed, &changing, cli->cancellable,
                                  oof_cli_done_cb, cli);
  if (!oof_session_add_absences_finish (cli->session, oof_cli_wait (cli), &final)
      && changing.error == NULL)
    {
      oof_cli_fail (final);
      changing.error = g_steal_pointer (&final);
    }
  if (changing.error == NULL)
    return TRUE;
  g_propagate_error (error, changing.error);
  return FALSE;
}

static void
suggest (OofCli *cli, const OofAbsence *draft)
{
  OofInstant from;
  OofPerson *person = oof_session_suggest_deputy (cli->session, draft, &from);

  if (person == NULL)
    return;
  g_autofree char *since = oof_words_instant (from, draft->zone);
  oof_cli_warn (_ ("Free from %s: %s (%s)"), since, person->name, person->address);
}

static gboolean
check_deputy (OofCli *cli, const OofAbsence *draft, GError **error)
{
  g_autoptr (GPtrArray) findings = oof_session_check_deputy (cli->session, draft);
  gboolean wants_other = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      OofDeputyFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *sentence = oof_words_deputy (finding, draft->zone);

      if (oof_deputy_is_error (finding->kind))
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", draft->person, sentence);
          return FALSE;
        }
      wants_other |= finding->kind != OOF_DEPUTY_IS_DEPUTY;
      if (!cli->quiet)
        oof_cli_warn (_ ("Note: %s: %s"), draft->person, sentence);
    }
  if (wants_other && !cli->quiet)
    suggest (cli, draft);
  return TRUE;
}

gboolean
oof_cli_check_deputies (OofCli *cli, GPtrArray *drafts, GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    if (!check_deputy (cli, g_ptr_array_index (drafts, i), error))
      return FALSE;
  return TRUE;
}

void
oof_cli_print_ids (OofCli *cli, GPtrArray *ids)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  for (guint i = 0; !cli->json && i < ids->len; i++)
    {
      oof_cli_print (g_ptr_array_index (ids, i));
      oof_cli_print ("\n");
    }
  if (!cli->json)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "ids");
  for (guint i = 0; i < ids->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (ids, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

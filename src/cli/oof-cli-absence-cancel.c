/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-rights.h"
#include "app/oof-words.h"
#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-act.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"
#include "core/oof-series.h"

/* What has become of the ids. */
typedef struct
{
  OofCli *cli; /* (not owned) */
  gboolean whole;
  gboolean following;
  GPtrArray *cancelled; /* (owned) OofAbsence */
  OofCliExit code;
} Cancelling;

static void
list_failure (Cancelling *self, const char *id, const GError *error)
{
  g_autofree char *sentence = oof_words_error (error);

  oof_cli_warn ("%s: %s", id, sentence);
  self->code = oof_cli_exit_from_error (error);
}

/* For everybody. @id: of the closure, or of one of its absences. FALSE: there is no such closure.
 */
static gboolean
withdraw (Cancelling *self, const char *id, GError **error)
{
  OofCli *cli = self->cli;
  g_autoptr (GError) some = NULL;

  oof_session_withdraw_async (cli->session, id, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (GPtrArray) done =
      oof_session_withdraw_finish (cli->session, oof_cli_wait (cli), &some);
  if (done == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&some));
      return FALSE;
    }
  g_ptr_array_extend (self->cancelled, done, (GCopyFunc) (void (*) (void)) oof_absence_ref, NULL);
  if (some != NULL)
    list_failure (self, id, some);
  return TRUE;
}

static gboolean
cancel_one (Cancelling *self, const char *id, GError **error)
{
  OofCli *cli = self->cli;
  g_autofree char *key = oof_cli_dup_key (id);

  oof_session_cancel_absence_async (cli->session, key, cli->cancellable, oof_cli_done_cb, cli);
  OofAbsence *cancelled =
      oof_session_cancel_absence_finish (cli->session, oof_cli_wait (cli), error);
  if (cancelled == NULL)
    return FALSE;
  g_ptr_array_add (self->cancelled, cancelled);
  return TRUE;
}

/* Those that failed are listed; FALSE: there is no such absence. */
static gboolean
cancel_following (Cancelling *self, const char *id, GError **error)
{
  OofCli *cli = self->cli;
  OofAbsence *absence = oof_cli_find_absence (cli, id, error);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) some = NULL;

  if (absence == NULL)
    return FALSE;
  drafts = oof_series_cancel_following (oof_session_get_absences (cli->session), absence,
                                        oof_clock_now (oof_session_get_clock (cli->session)));
  if (!oof_cli_save_changed (cli, drafts, self->cancelled, &some))
    self->code = oof_cli_exit_from_error (some);
  return TRUE;
}

static void
cancel (Cancelling *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) no_closure = NULL;

  if (self->following)
    {
      if (!cancel_following (self, id, &error))
        list_failure (self, id, error);
      return;
    }
  if (self->whole ? withdraw (self, id, &error) : cancel_one (self, id, &error))
    return;
  if (!self->whole && g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
      && withdraw (self, id, &no_closure))
    return;
  gboolean unknown =
      no_closure == NULL || g_error_matches (no_closure, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  list_failure (self, id, unknown ? error : no_closure);
}

/* The lists say who may; the groups of people only matter to users who are limited to some. */
static gboolean
open_lists (OofCli *cli, GError **error)
{
  if (!oof_cli_open (cli, OOF_LOAD_DATABASE, error))
    return FALSE;
  OofRights rights = oof_session_get_rights (cli->session);
  return !oof_rights_needs_people (&rights) || oof_cli_load (cli, OOF_LOAD_PEOPLE, error);
}

int
oof_cli_absence_cancel (OofCli *cli, char **arguments)
{
  gboolean whole = FALSE;
  gboolean following = FALSE;
  const GOptionEntry options[] = {
    { "closure", 0, 0, G_OPTION_ARG_NONE, &whole,
      N_ ("The whole closure that an absence belongs to, for everybody"), NULL },
    { "following", 0, 0, G_OPTION_ARG_NONE, &following,
      N_ ("Also all that follow it in its weekly series"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cancelled =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, G_MAXUINT, &error);
  Cancelling self = { .cli = cli, .whole = whole, .following = following, .cancelled = cancelled };

  if (words != NULL && whole && following)
    {
      oof_cli_set_usage_error (&error, "%s", _ ("--closure and --following contradict each other"));
      return oof_cli_fail (error);
    }
  if (words == NULL || !open_lists (cli, &error))
    return oof_cli_fail (error);
  for (char **word = words; *word != NULL; word++)
    cancel (&self, *word);
  if (cli->json)
    oof_cli_print_absence_ids (cli, cancelled);
  return self.code != OOF_CLI_DONE && cancelled->len > 0 ? OOF_CLI_SOME_FAILED : self.code;
}

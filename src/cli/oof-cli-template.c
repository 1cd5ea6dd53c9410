/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-template.h"

#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

OofTemplate *
oof_cli_open_template (OofCli *cli, char **arguments, guint n, GStrv *words, GError **error)
{
  *words = oof_cli_parse (cli, NULL, arguments, n, n, error);
  return *words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, error)
             ? oof_cli_find_template (cli, (*words)[0], error)
             : NULL;
}

OofAbsence *
oof_cli_find_absence_of (OofCli *cli, const OofPerson *person, const char *id, GError **error)
{
  g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (cli->session, person->address);
  g_autofree char *key = id != NULL ? oof_cli_dup_key (id) : NULL;

  if (key == NULL)
    return oof_session_dup_example_absence (cli->session, person);
  for (guint i = 0; i < absences->len; i++)
    if (g_strcmp0 (((OofAbsence *) g_ptr_array_index (absences, i))->key, key) == 0)
      return oof_absence_ref (g_ptr_array_index (absences, i));
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, _ ("%s has no absence %s"), person->address,
               key);
  return NULL;
}

gboolean
oof_cli_accept_template (OofCli *cli, const OofTemplate *tmpl, GError **error)
{
  g_autoptr (GPtrArray) findings = oof_session_check_template (cli->session, tmpl);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *text = oof_cli_finding_to_text (g_ptr_array_index (findings, i));
      oof_cli_warn ("%s", text);
    }
  if (!oof_cli_findings_have_error (findings))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("The template was not saved"));
  return FALSE;
}

OofTemplate *
oof_cli_save_template (OofCli *cli, OofTemplate *tmpl, GError **error)
{
  oof_session_save_template_async (cli->session, tmpl, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_save_template_finish (cli->session, oof_cli_wait (cli), error);
}

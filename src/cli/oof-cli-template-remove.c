/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

/* CONFLICT, naming who would miss it. */
static gboolean
check_unused (OofCli *cli, const char *name, GError **error)
{
  g_autoptr (OofTemplateUses) uses = oof_session_list_template_uses (cli->session, name);
  g_autoptr (GString) who = g_string_new (NULL);

  for (guint i = 0; i < uses->groups->len; i++)
    g_string_append_printf (who, "%s%s", i > 0 ? ", " : "",
                            ((OofGroup *) g_ptr_array_index (uses->groups, i))->name);
  if (uses->groups->len + uses->absences->len == 0)
    return TRUE;
  /* Translators: the groups that use a template, and how many absences do */
  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT,
               _ ("%s is in use (groups: %s; absences: %u); --force removes it all the same"), name,
               who->len > 0 ? who->str : "–", uses->absences->len);
  return FALSE;
}

int
oof_cli_template_remove (OofCli *cli, char **arguments)
{
  gboolean force = FALSE;
  const GOptionEntry options[] = {
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Even if a group or an absence uses it"),
      NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  OofTemplate *tmpl = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    tmpl = oof_cli_find_template (cli, words[0], &error);
  if (tmpl == NULL || (!force && !check_unused (cli, tmpl->name, &error)))
    return oof_cli_fail (error);
  oof_session_remove_template_async (cli->session, tmpl->name, cli->cancellable, oof_cli_done_cb,
                                     cli);
  if (!oof_session_remove_template_finish (cli->session, oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}

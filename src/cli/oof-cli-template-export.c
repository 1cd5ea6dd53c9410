/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-template-files.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"

/* Those named, else all. (transfer full) (nullable) */
static GPtrArray *
choose (OofCli *cli, char **names, GError **error)
{
  GPtrArray *templates = oof_session_get_templates (cli->session);
  g_autoptr (GPtrArray) chosen =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);

  if (*names == NULL)
    return g_ptr_array_ref (templates);
  for (; *names != NULL; names++)
    {
      OofTemplate *tmpl = oof_cli_find_template (cli, *names, error);

      if (tmpl == NULL)
        return NULL;
      g_ptr_array_add (chosen, oof_template_ref (tmpl));
    }
  return g_steal_pointer (&chosen);
}

static void
print_files (OofCli *cli, GPtrArray *files)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "files");
  for (guint i = 0; i < files->len; i++)
    {
      const char *name = g_ptr_array_index (files, i);

      oof_json_writer_add_string (writer, NULL, name);
      if (!cli->json && !cli->quiet)
        {
          g_autofree char *line = oof_cli_dup_line (name);
          oof_cli_print (line);
          oof_cli_print ("\n");
        }
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  if (cli->json)
    oof_cli_print_json (writer);
}

int
oof_cli_template_export (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, G_MAXUINT, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    templates = choose (cli, words + 1, &error);
  if (templates == NULL)
    return oof_cli_fail (error);

  g_autoptr (GFile) folder = g_file_new_for_path (words[0]);
  oof_template_files_write_async (folder, templates, cli->cancellable, oof_cli_done_cb, cli);
  files = oof_template_files_write_finish (oof_cli_wait (cli), &error);
  if (files == NULL)
    {
      g_autoptr (GError) said = NULL;
      oof_cli_set_write_error (words[0], error, &said);
      return oof_cli_fail (said);
    }
  print_files (cli, files);
  return OOF_CLI_DONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-list.h"

#include "cli/oof-cli-exit.h"

int
oof_cli_show_list (OofCli *cli,
                   char **arguments,
                   OofCliListGetter get,
                   OofCliListPrinter print_json,
                   OofCliListPrinter print_table)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  (cli->json ? print_json : print_table) (get (cli->session));
  return OOF_CLI_DONE;
}

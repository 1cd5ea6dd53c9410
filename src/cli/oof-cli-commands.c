/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-commands.h"

#include <glib/gi18n.h>

const OofCliCommand oof_cli_commands[] = {
  { "people", NULL, N_ ("Who there is"), oof_cli_people },
  { "groups", NULL, N_ ("The groups that decide about templates"), oof_cli_groups },
  { "status", "[PERSON…]", N_ ("What Exchange holds, and what the plan wants"), oof_cli_status },
  { "absence add", "[PERSON…]", N_ ("Plan an absence"), oof_cli_absence_add },
  { "absence list", "[PERSON…]", N_ ("The planned absences"), oof_cli_absence_list },
  { "absence cancel", "ID…", N_ ("Cancel absences"), oof_cli_absence_cancel },
  { "plan", "[PERSON…]", N_ ("What a run would change; nothing is written"), oof_cli_plan },
  { "run", NULL, N_ ("The OOF task: make Exchange agree with the plan"), oof_cli_run },
  { "log", "[RUN]", N_ ("The runs, or what one of them changed"), oof_cli_log },
  { "doctor", "[PERSON]", N_ ("What is missing, and why no reply goes out"), oof_cli_doctor },
  { "template list", NULL, N_ ("The templates"), oof_cli_template_list },
  { "template show", "NAME", N_ ("Print a template"), oof_cli_template_show },
  { "template set", "NAME", N_ ("Store a template from a file"), oof_cli_template_set },
  { "template check", "NAME", N_ ("Look for mistakes in a template"), oof_cli_template_check },
  { "template render", "NAME", N_ ("The text that a person's reply would have"),
    oof_cli_template_render },
  { "options show", NULL, N_ ("The options in the service mailbox"), oof_cli_options_show },
  { "options get", "NAME", N_ ("Print one option"), oof_cli_options_get },
  { "options set", "NAME VALUE", N_ ("Change one option and save them all"), oof_cli_options_set },
  { "signin", NULL, N_ ("Sign a person in, or let an administrator agree"), oof_cli_signin },
  { "signout", NULL, N_ ("Forget the person's sign-in"), oof_cli_signout },
  { "secret set", "NAME", N_ ("Keep a secret from standard input: person, runner or ews"),
    oof_cli_secret_set },
  { "secret clear", "NAME", N_ ("Forget a secret"), oof_cli_secret_clear },
  { "backup", "FILE", N_ ("Write the whole plan into a file"), oof_cli_backup },
  { "restore", "FILE", N_ ("Bring back what is missing or different in comparison with a backup"),
    oof_cli_restore },
  { NULL },
};

const OofCliCommand *
oof_cli_find_command (char **words, guint *n_words)
{
  for (const OofCliCommand *command = oof_cli_commands; command->name != NULL; command++)
    {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 0);
      guint n = 0;

      while (name[n] != NULL && g_strcmp0 (name[n], words[n]) == 0)
        n++;
      *n_words = n;
      if (name[n] == NULL)
        return command;
    }
  return NULL;
}

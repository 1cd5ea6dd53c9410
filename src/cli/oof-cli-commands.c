/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-commands.h"

#include <glib/gi18n.h>

const OofCliCommand oof_cli_commands[] = {
  { "people", NULL, N_ ("Who there is"), oof_cli_people },
  { "people import", "FILE", N_ ("Take in what a CSV file says beside the directory"),
    oof_cli_people_import },
  { "people export", "[FILE]", N_ ("Write what was imported as CSV"), oof_cli_people_export },
  { "groups", NULL, N_ ("The groups that decide about templates"), oof_cli_groups },
  { "groups set", "NAME", N_ ("Add a group, or change what is said"), oof_cli_groups_set },
  { "groups remove", "NAME", N_ ("Take a group off the list"), oof_cli_groups_remove },
  { "subjects", NULL, N_ ("The subjects"), oof_cli_subjects },
  { "subjects set", "NAME", N_ ("Add a subject, or change what is said"), oof_cli_subjects_set },
  { "subjects remove", "NAME", N_ ("Take a subject off the list"), oof_cli_subjects_remove },
  { "users", NULL, N_ ("Who may plan for others"), oof_cli_users },
  { "users set", "ACCOUNT", N_ ("Add a user, or change what is said"), oof_cli_users_set },
  { "users remove", "ACCOUNT", N_ ("Take a user off the list"), oof_cli_users_remove },
  { "holidays", NULL, N_ ("The public holidays of the regions"), oof_cli_holidays },
  { "holidays import", "NAME FILE", N_ ("Read the holidays of a region from a calendar file"),
    oof_cli_holidays_import },
  { "holidays remove", "NAME", N_ ("Remove the holidays of a region"), oof_cli_holidays_remove },
  { "status", "[PERSON…]", N_ ("What Exchange holds, and what the plan wants"), oof_cli_status },
  { "who-gets", "PERSON", N_ ("Which reply a mail gets, or why it gets none"), oof_cli_who_gets },
  { "absence add", "[PERSON…]", N_ ("Plan an absence"), oof_cli_absence_add },
  { "absence list", "[PERSON…]", N_ ("The planned absences"), oof_cli_absence_list },
  { "absence show", "ID", N_ ("One absence, with the dates it had before"), oof_cli_absence_show },
  { "absence edit", "ID", N_ ("Change what is said of an absence"), oof_cli_absence_edit },
  { "absence import", "FILE", N_ ("Plan the absences of a CSV file"), oof_cli_absence_import },
  { "absence export", "[FILE]", N_ ("Write the planned absences as CSV"), oof_cli_absence_export },
  { "absence cancel", "ID…", N_ ("Cancel absences, or a closure for everybody"),
    oof_cli_absence_cancel },
  { "plan", "[PERSON…]", N_ ("What a run would change; nothing is written"), oof_cli_plan },
  { "run", NULL, N_ ("The OOF task: make Exchange agree with the plan"), oof_cli_run },
  { "undo", "[RUN]", N_ ("Take back what a run wrote, or what was written since a time"),
    oof_cli_undo },
  { "drift keep", "PERSON", N_ ("Keep what was changed outside: the absence goes on hold"),
    oof_cli_drift_keep },
  { "drift restore", "PERSON", N_ ("Write our reply again, whatever was changed outside"),
    oof_cli_drift_restore },
  { "hold list", NULL, N_ ("The absences on hold"), oof_cli_hold_list },
  { "hold release", "PERSON", N_ ("Let the task write again"), oof_cli_hold_release },
  { "forward allow", "PERSON",
    N_ ("A forward may remove the rules that Outlook keeps for itself there"),
    oof_cli_forward_allow },
  { "forward refuse", "PERSON", N_ ("It may not any more"), oof_cli_forward_refuse },
  { "ccs", NULL, N_ ("Is the automatic reply on? Offers to switch it off"), oof_cli_ccs },
  { "log", "[RUN]", N_ ("The runs, or what one of them changed"), oof_cli_log },
  { "doctor", "[PERSON]", N_ ("What is missing, and why no reply goes out"), oof_cli_doctor },
  { "template list", NULL, N_ ("The templates"), oof_cli_template_list },
  { "template show", "NAME", N_ ("Print a template"), oof_cli_template_show },
  { "template set", "NAME", N_ ("Store a template from a file"), oof_cli_template_set },
  { "template check", "NAME", N_ ("Look for mistakes in a template"), oof_cli_template_check },
  { "template render", "NAME", N_ ("The text that a person's reply would have"),
    oof_cli_template_render },
  { "template import", "[FOLDER]", N_ ("Take in .txt and .htm files of the original"),
    oof_cli_template_import },
  { "template export", "FOLDER [NAME…]", N_ ("Write templates as files"), oof_cli_template_export },
  { "template which", NULL, N_ ("Which template a person's reply has, and why"),
    oof_cli_template_which },
  { "template versions", "NAME", N_ ("When a template was saved, and by whom"),
    oof_cli_template_versions },
  { "template restore", "NAME VERSION", N_ ("Bring an earlier version back"),
    oof_cli_template_restore },
  { "template remove", "NAME", N_ ("Remove a template"), oof_cli_template_remove },
  { "options show", NULL, N_ ("The options in the service mailbox"), oof_cli_options_show },
  { "options get", "NAME", N_ ("Print one option"), oof_cli_options_get },
  { "options set", "NAME VALUE", N_ ("Change one option and save them all"), oof_cli_options_set },
  { "signin", NULL, N_ ("Sign a person in, or let an administrator agree"), oof_cli_signin },
  { "signout", NULL, N_ ("Forget the person's sign-in"), oof_cli_signout },
  { "secret set", "NAME", N_ ("Keep a secret from standard input: person, runner or ews"),
    oof_cli_secret_set },
  { "secret clear", "NAME", N_ ("Forget a secret"), oof_cli_secret_clear },
  { "migrate check", NULL, N_ ("Which of the three scenarios it is, and what is missing"),
    oof_cli_migrate_check },
  { "migrate status", NULL, N_ ("Where the migration stands"), oof_cli_migrate_status },
  { "migrate pages", NULL, N_ ("The pages of the wizard, with their steps"),
    oof_cli_migrate_pages },
  { "migrate page", "PAGE", N_ ("Let the wizard go on at this page"), oof_cli_migrate_page },
  { "migrate goal", "real|trial", N_ ("The real move, or a trial"), oof_cli_migrate_goal },
  { "migrate answer", "QUESTION yes|no", N_ ("Answer what cannot be seen from here"),
    oof_cli_migrate_answer },
  { "migrate scenario", "1|2|3|auto", N_ ("Correct what the checks concluded"),
    oof_cli_migrate_scenario },
  { "migrate step", "STEP done|skip|later|open", N_ ("Say how a step stands"),
    oof_cli_migrate_step },
  { "migrate skip", "PAGE", N_ ("Skip what is open on a page"), oof_cli_migrate_skip },
  { "migrate transfer", "[option NAME VALUE|subjects FILE|back [WHAT]]",
    N_ ("Carry options and Betreffs over, shown as old → new until the cut-over"),
    oof_cli_migrate_transfer },
  { "migrate rules", "[FILE]", N_ ("How old appointments are read"), oof_cli_migrate_rules },
  { "migrate read", NULL, N_ ("What would become of the old appointments"), oof_cli_migrate_read },
  { "migrate import", NULL, N_ ("Take the coming appointments over"), oof_cli_migrate_import },
  { "migrate take-back", NULL, N_ ("Take back everything that was taken over"),
    oof_cli_migrate_take_back },
  { "migrate rehearse", NULL, N_ ("A dry run of the task over everybody"),
    oof_cli_migrate_rehearse },
  { "migrate cut-over", NULL, N_ ("The point of no return"), oof_cli_migrate_cut_over },
  { "migrate picture", "SLOT FILE", N_ ("Keep a screenshot of an options page"),
    oof_cli_migrate_picture },
  { "migrate report", "FILE", N_ ("Write the report as HTML"), oof_cli_migrate_report },
  { "migrate restart", NULL, N_ ("Put the state of the migration aside and begin anew"),
    oof_cli_migrate_restart },
  { "backup", "FILE", N_ ("Write the whole plan into a file"), oof_cli_backup },
  { "restore", "FILE", N_ ("Bring back what is missing or different in comparison with a backup"),
    oof_cli_restore },
  { "timer install", NULL, N_ ("Run the OOF task at every full hour while you are signed in"),
    oof_cli_timer_install },
  { "timer remove", NULL, N_ ("Take that timer away"), oof_cli_timer_remove },
  { "timer status", NULL, N_ ("Whether there is a timer, and when it runs next"),
    oof_cli_timer_status },
  { NULL },
};

/* How many of the words of @name lead @words; 0 unless it is all of them. */
static guint
count_matching (const char *name, char **words)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", 0);
  guint n = 0;

  while (parts[n] != NULL && g_strcmp0 (parts[n], words[n]) == 0)
    n++;
  return parts[n] == NULL ? n : 0;
}

const OofCliCommand *
oof_cli_find_command (char **words, guint *n_words)
{
  const OofCliCommand *found = NULL;

  *n_words = 0;
  for (const OofCliCommand *command = oof_cli_commands; command->name != NULL; command++)
    {
      guint n = count_matching (command->name, words);

      if (n > *n_words)
        {
          found = command;
          *n_words = n;
        }
    }
  return found;
}

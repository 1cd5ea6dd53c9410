/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* Every command of oofctl, ended by an empty one; each lives in the file of its name. */
extern const OofCliCommand oof_cli_commands[];

int oof_cli_absence_add (OofCli *cli, char **arguments);
int oof_cli_absence_cancel (OofCli *cli, char **arguments);
int oof_cli_absence_edit (OofCli *cli, char **arguments);
int oof_cli_absence_export (OofCli *cli, char **arguments);
int oof_cli_absence_import (OofCli *cli, char **arguments);
int oof_cli_absence_list (OofCli *cli, char **arguments);
int oof_cli_absence_show (OofCli *cli, char **arguments);
int oof_cli_backup (OofCli *cli, char **arguments);
int oof_cli_ccs (OofCli *cli, char **arguments);
int oof_cli_doctor (OofCli *cli, char **arguments);
int oof_cli_drift_keep (OofCli *cli, char **arguments);
int oof_cli_drift_restore (OofCli *cli, char **arguments);
int oof_cli_forward_allow (OofCli *cli, char **arguments);
int oof_cli_forward_refuse (OofCli *cli, char **arguments);
int oof_cli_groups (OofCli *cli, char **arguments);
int oof_cli_groups_remove (OofCli *cli, char **arguments);
int oof_cli_groups_set (OofCli *cli, char **arguments);
int oof_cli_hold_list (OofCli *cli, char **arguments);
int oof_cli_hold_release (OofCli *cli, char **arguments);
int oof_cli_holidays (OofCli *cli, char **arguments);
int oof_cli_holidays_import (OofCli *cli, char **arguments);
int oof_cli_holidays_remove (OofCli *cli, char **arguments);
int oof_cli_log (OofCli *cli, char **arguments);
int oof_cli_migrate_answer (OofCli *cli, char **arguments);
int oof_cli_migrate_check (OofCli *cli, char **arguments);
int oof_cli_migrate_cut_over (OofCli *cli, char **arguments);
int oof_cli_migrate_page (OofCli *cli, char **arguments);
int oof_cli_migrate_transfer (OofCli *cli, char **arguments);
int oof_cli_migrate_goal (OofCli *cli, char **arguments);
int oof_cli_migrate_import (OofCli *cli, char **arguments);
int oof_cli_migrate_pages (OofCli *cli, char **arguments);
int oof_cli_migrate_picture (OofCli *cli, char **arguments);
int oof_cli_migrate_read (OofCli *cli, char **arguments);
int oof_cli_migrate_rehearse (OofCli *cli, char **arguments);
int oof_cli_migrate_report (OofCli *cli, char **arguments);
int oof_cli_migrate_restart (OofCli *cli, char **arguments);
int oof_cli_migrate_rules (OofCli *cli, char **arguments);
int oof_cli_migrate_scenario (OofCli *cli, char **arguments);
int oof_cli_migrate_skip (OofCli *cli, char **arguments);
int oof_cli_migrate_status (OofCli *cli, char **arguments);
int oof_cli_migrate_step (OofCli *cli, char **arguments);
int oof_cli_migrate_take_back (OofCli *cli, char **arguments);
int oof_cli_options_get (OofCli *cli, char **arguments);
int oof_cli_options_set (OofCli *cli, char **arguments);
int oof_cli_options_show (OofCli *cli, char **arguments);
int oof_cli_people (OofCli *cli, char **arguments);
int oof_cli_people_export (OofCli *cli, char **arguments);
int oof_cli_people_import (OofCli *cli, char **arguments);
int oof_cli_plan (OofCli *cli, char **arguments);
int oof_cli_restore (OofCli *cli, char **arguments);
int oof_cli_run (OofCli *cli, char **arguments);
int oof_cli_secret_clear (OofCli *cli, char **arguments);
int oof_cli_secret_set (OofCli *cli, char **arguments);
int oof_cli_signin (OofCli *cli, char **arguments);
int oof_cli_signout (OofCli *cli, char **arguments);
int oof_cli_status (OofCli *cli, char **arguments);
int oof_cli_subjects (OofCli *cli, char **arguments);
int oof_cli_subjects_remove (OofCli *cli, char **arguments);
int oof_cli_subjects_set (OofCli *cli, char **arguments);
int oof_cli_template_check (OofCli *cli, char **arguments);
int oof_cli_template_export (OofCli *cli, char **arguments);
int oof_cli_template_import (OofCli *cli, char **arguments);
int oof_cli_template_list (OofCli *cli, char **arguments);
int oof_cli_template_remove (OofCli *cli, char **arguments);
int oof_cli_template_render (OofCli *cli, char **arguments);
int oof_cli_template_restore (OofCli *cli, char **arguments);
int oof_cli_template_set (OofCli *cli, char **arguments);
int oof_cli_template_show (OofCli *cli, char **arguments);
int oof_cli_timer_install (OofCli *cli, char **arguments);
int oof_cli_timer_remove (OofCli *cli, char **arguments);
int oof_cli_timer_status (OofCli *cli, char **arguments);
int oof_cli_users (OofCli *cli, char **arguments);
int oof_cli_users_remove (OofCli *cli, char **arguments);
int oof_cli_users_set (OofCli *cli, char **arguments);
int oof_cli_undo (OofCli *cli, char **arguments);
int oof_cli_template_versions (OofCli *cli, char **arguments);
int oof_cli_template_which (OofCli *cli, char **arguments);
int oof_cli_who_gets (OofCli *cli, char **arguments);

/* After exit code 3: what there is to do, on standard error: the command that signs in, the link on
 * which an administrator agrees. */
void oof_cli_show_ways_in (OofCli *cli);

/* The command with the most words that @words begin with. (nullable); @n_words: how many words its
 * name has. */
const OofCliCommand *oof_cli_find_command (char **words, guint *n_words);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"

static const struct
{
  const char *code;
  const char *words;
} verdicts[] = {
  [OOF_CHECK_OK] = { "ok", N_ ("ok") },
  [OOF_CHECK_WARNING] = { "warning", N_ ("warning") },
  [OOF_CHECK_BLOCKED] = { "blocked", N_ ("blocked") },
  [OOF_CHECK_UNKNOWN] = { "unknown", N_ ("unknown") },
};

static void
write_checks (OofJsonWriter *writer, GPtrArray *checks)
{
  oof_json_writer_begin_array (writer, "checks");
  for (guint i = 0; i < checks->len; i++)
    {
      OofCliCheck *check = g_ptr_array_index (checks, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "id", check->id);
      oof_json_writer_add_string (writer, "verdict", verdicts[check->verdict].code);
      oof_json_writer_add_string (writer, "evidence", check->evidence);
      oof_json_writer_add_string_or_null (writer, "remedy", check->remedy);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

/* @report: (nullable) of a read of all of them. */
static void
write_mailboxes (OofCli *cli, OofJsonWriter *writer, OofRunReport *report)
{
  GPtrArray *people = cli->session != NULL ? oof_session_get_people (cli->session) : NULL;

  oof_json_writer_begin_array (writer, "mailboxes");
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "address", person->address);
      oof_json_writer_add_string (writer, "route",
                                  oof_route_to_string (row != NULL ? row->route : person->route));
      oof_json_writer_add_string (writer, "reason", oof_cli_doctor_get_reason (row, person));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_json (OofCli *cli, GPtrArray *checks, OofRunReport *report)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  write_checks (writer, checks);
  write_mailboxes (cli, writer, report);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* Sentences are too long for a table: the remedy stands in a line of its own. */
static void
print_lines (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      OofCliCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *evidence = oof_cli_dup_line (check->evidence);
      g_autofree char *line = g_strdup_printf ("%-18s %s: %s\n", check->id,
                                               _ (verdicts[check->verdict].words), evidence);
      oof_cli_print (line);
      if (check->remedy == NULL)
        continue;
      g_autofree char *remedy = g_strdup_printf ("%-18s → %s\n", "", check->remedy);
      oof_cli_print (remedy);
    }
}

/* The one thing that is no check: somebody who does not exist. */
static OofPerson *
find_person (OofCli *cli, const char *text, GError **error)
{
  return text != NULL ? oof_session_find_person (cli->session, text, error) : NULL;
}

int
oof_cli_doctor (OofCli *cli, char **arguments)
{
  g_autofree char *mailboxes = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *outside = NULL;
  const GOptionEntry options[] = {
    { "mailboxes", 0, 0, G_OPTION_ARG_FILENAME, &mailboxes,
      N_ ("CSV of Get-Mailbox with ForwardingAddress and ForwardingSmtpAddress"), N_ ("FILE") },
    { "probe-inside", 0, 0, G_OPTION_ARG_FILENAME, &inside,
      N_ ("Read this mailbox, which the runner is meant to reach"), N_ ("PERSON") },
    { "probe-outside", 0, 0, G_OPTION_ARG_FILENAME, &outside,
      N_ ("Read this mailbox, which the runner is not meant to reach"), N_ ("PERSON") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = oof_cli_checks_new ();
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 1, &error);
  g_autofree char *path = words != NULL ? oof_cli_dup_connection_path (cli, &error) : NULL;
  g_autoptr (OofCsv) list = path != NULL && mailboxes != NULL
                                ? oof_cli_doctor_read_mailboxes (cli, mailboxes, &error)
                                : NULL;

  if (error != NULL || path == NULL)
    return oof_cli_fail (error);
  g_autoptr (OofConnection) connection = oof_connection_load (path, &error);
  if (connection == NULL)
    oof_cli_checks_add_error (checks, "connection", error, NULL);
  g_clear_error (&error);
  if (connection != NULL)
    oof_cli_create_session (cli, connection);
  g_autoptr (OofRunReport) report = NULL;
  if (connection != NULL && oof_cli_doctor_check_tenant (cli, checks, connection))
    {
      if (words[0] == NULL)
        report = oof_cli_doctor_check_access (cli, checks);
      OofPerson *person = find_person (cli, words[0], &error);
      if (person != NULL)
        oof_cli_doctor_check_person (cli, checks, person);
      if (inside != NULL && error == NULL)
        oof_cli_doctor_check_probe (cli, checks, inside, TRUE, &error);
      if (outside != NULL && error == NULL)
        oof_cli_doctor_check_probe (cli, checks, outside, FALSE, &error);
      if (list != NULL && error == NULL)
        oof_cli_doctor_check_mailboxes (cli, checks, list, person != NULL ? person->address : NULL);
    }
  if (cli->json)
    print_json (cli, checks, report);
  else
    print_lines (checks);
  if (error != NULL)
    return oof_cli_fail (error);
  return oof_cli_checks_has_blocked (checks) ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-permissions.h"
#include "app/oof-sign-in.h"
#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

/* The scenarios of the migration (decisions 10): where the service mailbox and the others live. */
static void
add_scenario (GPtrArray *checks, const OofConnection *connection)
{
  gboolean graph = connection->graph_endpoint != NULL;

  if (graph && connection->database_over_ews)
    oof_cli_checks_add (
        checks, "scenario", OOF_CHECK_WARNING,
        g_strdup (
            _ ("scenario 2: the service mailbox is on premises beside Microsoft 365; only the "
               "mailboxes on premises are served from it")),
        g_strdup (_ ("Move the service mailbox to Microsoft 365, then set route=graph")));
  else if (graph && connection->has_ews)
    oof_cli_checks_add (
        checks, "scenario", OOF_CHECK_OK,
        g_strdup (_ ("scenario 3: hybrid, the service mailbox in Microsoft 365; each "
                     "mailbox on its own route")),
        NULL);
  else if (graph)
    oof_cli_checks_add (checks, "scenario", OOF_CHECK_OK,
                        g_strdup (_ ("scenario 1: everything in Microsoft 365")), NULL);
  else
    oof_cli_checks_add (checks, "scenario", OOF_CHECK_OK,
                        g_strdup (_ ("Exchange on premises alone, over EWS")), NULL);
}

void
oof_cli_doctor_check_scenario (GPtrArray *checks,
                               const OofConnection *connection,
                               const GError *database)
{
  if (!g_error_matches (database, OOF_ERROR, OOF_ERROR_NOT_FOUND) || connection->database_over_ews)
    {
      add_scenario (checks, connection);
      return;
    }
  oof_cli_checks_add (
      checks, "scenario", OOF_CHECK_BLOCKED,
      g_strdup (
          _ ("scenario 2: Microsoft Graph does not reach the service mailbox, it is on premises "
             "or has no licence")),
      g_strdup (_ ("Move the service mailbox to Microsoft 365 first, or set everything up over EWS "
                   "alone (route=ews, no [graph])")));
}

static char *
find_link (OofCli *cli, gboolean runner)
{
  oof_sign_in_find_link_async (oof_session_get_connection (cli->session), runner, cli->cancellable,
                               oof_cli_done_cb, cli);
  g_autofree char *link = oof_sign_in_find_link_finish (oof_cli_wait (cli), NULL);

  return link != NULL ? g_strdup_printf (_ ("An administrator agrees at %s"), link)
                      : g_strdup (_ ("An administrator has to grant them"));
}

static void
append (GString *text, const OofPermission *permission)
{
  g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? ", " : "", permission->permission,
                          oof_words_feature (permission->feature));
}

static void
check_permissions (OofCli *cli, GPtrArray *checks, gboolean runner)
{
  g_autoptr (GPtrArray) list = oof_session_dup_permissions (cli->session, runner);
  g_autoptr (GString) held = g_string_new (NULL);
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) optional = g_string_new (NULL);
  const char *id = runner ? "permissions-runner" : "permissions-person";

  for (guint i = 0; i < list->len; i++)
    {
      OofPermission *permission = g_ptr_array_index (list, i);
      append (permission->verdict == OOF_PERMISSION_HELD      ? held
              : permission->verdict != OOF_PERMISSION_MISSING ? optional
              : permission->needed                            ? missing
                                                              : optional,
              permission);
    }
  if (list->len == 0)
    return;
  if (missing->len > 0)
    oof_cli_checks_add (checks, id, runner ? OOF_CHECK_BLOCKED : OOF_CHECK_WARNING,
                        g_strdup_printf (_ ("missing: %s; present: %s"), missing->str, held->str),
                        find_link (cli, runner));
  else if (held->len > 0)
    oof_cli_checks_add (checks, id, OOF_CHECK_OK, g_strdup_printf (_ ("present: %s"), held->str),
                        NULL);
  else
    oof_cli_checks_add (checks, id, OOF_CHECK_UNKNOWN,
                        g_strdup (_ ("the token does not say what it is good for")), NULL);
}

/* One read of every mailbox finds its route. (transfer full) (nullable) */
static OofRunReport *
read_mailboxes (OofCli *cli, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_STATUS, NULL);
  OofRunReport *report;

  oof_run_job_run_async (job, cli->cancellable, oof_cli_done_cb, cli);
  report = oof_run_job_run_finish (job, oof_cli_wait (cli), &error);
  if (report == NULL)
    oof_cli_checks_add_error (checks, "access", error, NULL);
  return report;
}

static void
add_access (OofCli *cli, GPtrArray *checks, OofRunReport *report)
{
  const OofRunRow *first = NULL;
  guint failed = 0;

  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      failed += row->error != NULL;
      first = first == NULL && row->error != NULL ? row : first;
    }
  if (first == NULL)
    oof_cli_checks_add (checks, "access", OOF_CHECK_OK,
                        g_strdup_printf (ngettext ("%u mailbox can be read",
                                                   "%u mailboxes can be read", report->rows->len),
                                         report->rows->len),
                        NULL);
  else
    oof_cli_checks_add (checks, "access", OOF_CHECK_WARNING,
                        g_strdup_printf (_ ("%u of %u mailboxes cannot be read, the first: %s: %s"),
                                         failed, report->rows->len, first->address,
                                         first->error->message),
                        oof_cli_doctor_explain_refusal (cli, first->error));
}

OofRunReport *
oof_cli_doctor_check_access (OofCli *cli, GPtrArray *checks)
{
  check_permissions (cli, checks, TRUE);
  check_permissions (cli, checks, FALSE);
  if (!oof_session_has_runner (cli->session))
    return NULL;
  g_autoptr (OofRunReport) report = read_mailboxes (cli, checks);
  if (report != NULL)
    add_access (cli, checks, report);
  return g_steal_pointer (&report);
}

const char *
oof_cli_doctor_get_reason (const OofRunRow *row, const OofPerson *person)
{
  if (row == NULL)
    return person->route == OOF_ROUTE_NONE ? "no-route" : "directory";
  if (row->error == NULL)
    return row->route == OOF_ROUTE_EWS ? "exchange-answers" : "graph-answers";
  if (g_error_matches (row->error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    return "no-mailbox";
  if (g_error_matches (row->error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
      || g_error_matches (row->error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED))
    return "access-denied";
  return g_error_matches (row->error, OOF_ERROR, OOF_ERROR_UNSUPPORTED) ? "no-route" : "unreadable";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

char *
oof_cli_doctor_explain_refusal (OofCli *cli, const GError *error)
{
  const OofConnection *connection = oof_session_get_connection (cli->session);

  /* ews.md 1, the third face of "access denied". */
  if (strstr (error->message, "Impersonat") != NULL)
    return g_strdup_printf (
        _ ("The account %s lacks the role ApplicationImpersonation for this mailbox: "
           "New-ManagementRoleAssignment -Role ApplicationImpersonation -User %s, or widen its "
           "scope"),
        connection->ews.user, connection->ews.user);
  /* graph.md 8: how an application access policy refuses. */
  if (strstr (error->message, "Access to OData is disabled") != NULL)
    return g_strdup (
        _ ("An application access policy leaves this mailbox out: add it to the policy's group, "
           "and wait up to 30 minutes"));
  return g_strdup (
      _ ("In Microsoft 365 the runner needs MailboxSettings.ReadWrite for these people, by consent "
         "or by a role of RBAC for Applications whose scope has them; on premises its account the "
         "role ApplicationImpersonation"));
}

/* One read of the mailbox, as the runner. (transfer full) (nullable) */
static OofRunReport *
read_mailbox (OofCli *cli, const OofPerson *person, GError **error)
{
  const char *addresses[] = { person->address, NULL };
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_STATUS, addresses);

  oof_run_job_run_async (job, cli->cancellable, oof_cli_done_cb, cli);
  return oof_run_job_run_finish (job, oof_cli_wait (cli), error);
}

static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
}

/* A mailbox that the runner is meant to reach. */
static void
add_inside (OofCli *cli, GPtrArray *checks, const OofPerson *person, const GError *error)
{
  if (error == NULL)
    oof_cli_checks_add (checks, "scope-inside", OOF_CHECK_OK,
                        g_strdup_printf (_ ("%s can be read, as it should be"), person->address),
                        NULL);
  else
    oof_cli_checks_add_error (checks, "scope-inside", error,
                              is_refused (error) ? oof_cli_doctor_explain_refusal (cli, error)
                                                 : NULL);
}

/* One that it is not. */
static void
add_outside (GPtrArray *checks, const OofPerson *person, const GError *error)
{
  if (error == NULL)
    oof_cli_checks_add (
        checks, "scope-outside", OOF_CHECK_WARNING,
        g_strdup_printf (_ ("%s can be read, although it is outside of what was meant"),
                         person->address),
        person->route == OOF_ROUTE_EWS
            ? g_strdup (_ ("Give the role ApplicationImpersonation a scope "
                           "(-CustomRecipientWriteScope) that leaves this mailbox out"))
            : g_strdup (_ ("A consent in Entra reaches every mailbox, and a role of RBAC for "
                           "Applications adds to it: take the consent for MailboxSettings and "
                           "Calendars back where roles grant them, or add an application access "
                           "policy")));
  else if (is_refused (error))
    oof_cli_checks_add (
        checks, "scope-outside", OOF_CHECK_OK,
        g_strdup_printf (_ ("%s is refused, as it should be: %s"), person->address, error->message),
        NULL);
  else
    oof_cli_checks_add (checks, "scope-outside", OOF_CHECK_UNKNOWN, g_strdup (error->message),
                        g_strdup (_ ("Try another mailbox that is there")));
}

gboolean
oof_cli_doctor_check_probe (
    OofCli *cli, GPtrArray *checks, const char *text, gboolean inside, GError **error)
{
  OofPerson *person = oof_session_find_person (cli->session, text, error);
  g_autoptr (GError) failure = NULL;

  if (person == NULL)
    return FALSE;
  g_autoptr (OofRunReport) report = read_mailbox (cli, person, &failure);
  OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;
  const GError *found = row != NULL ? row->error : failure;

  if (inside)
    add_inside (cli, checks, person, found);
  else
    add_outside (checks, person, found);
  return TRUE;
}

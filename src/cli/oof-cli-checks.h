/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"
#include "format/oof-csv.h"

G_BEGIN_DECLS

/* What `doctor` finds, one check after the other. */

typedef enum
{
  OOF_CHECK_OK,
  OOF_CHECK_WARNING,
  OOF_CHECK_BLOCKED,
  OOF_CHECK_UNKNOWN /* could not be looked at */
} OofCheckVerdict;

typedef struct
{
  const char *id; /* stable: "connection", "tls", … */
  OofCheckVerdict verdict;
  char *evidence; /* (owned) */
  char *remedy;   /* (owned) (nullable) */
} OofCliCheck;

/* A list of OofCliCheck. (transfer full) */
GPtrArray *oof_cli_checks_new (void);
/* Takes @evidence and @remedy (nullable). */
void oof_cli_checks_add (
    GPtrArray *checks, const char *id, OofCheckVerdict verdict, char *evidence, char *remedy);
/* BLOCKED, with what @error says. */
void
oof_cli_checks_add_error (GPtrArray *checks, const char *id, const GError *error, char *remedy);
gboolean oof_cli_checks_has_blocked (GPtrArray *checks);

/* The checks of the connection, the service mailbox and the plan; opens the session. FALSE when
 * what follows cannot be looked at. */
gboolean oof_cli_doctor_check_tenant (OofCli *cli, GPtrArray *checks, OofConnection *connection);
/* Which scenario it is; @database: (nullable) why the service mailbox cannot be read. */
void oof_cli_doctor_check_scenario (GPtrArray *checks,
                                    const OofConnection *connection,
                                    const GError *database);
/* The permissions of the sign-ins, and whether every mailbox can be read. (transfer full)
 * (nullable): what was read, NULL without the runner's sign-in. */
OofRunReport *oof_cli_doctor_check_access (OofCli *cli, GPtrArray *checks);
/* What a refused read of a mailbox means and who can change it. (transfer full) */
char *oof_cli_doctor_explain_refusal (OofCli *cli, const GError *error);
/* Whether the runner reaches a mailbox that it is meant to, or one that it is not (graph.md 8,
 * Limiting an application). Errors: nobody is called @text. */
gboolean oof_cli_doctor_check_probe (
    OofCli *cli, GPtrArray *checks, const char *text, gboolean inside, GError **error);
/* Why a mailbox has its route; @row: (nullable) of that report. */
const char *oof_cli_doctor_get_reason (const OofRunRow *row, const OofPerson *person);
/* What happens with the mail of one person. */
void oof_cli_doctor_check_person (OofCli *cli, GPtrArray *checks, OofPerson *person);
/* How the mailbox of that person sends mails on. @forward: (nullable) not known. */
void oof_cli_doctor_check_forward (OofCli *cli,
                                   GPtrArray *checks,
                                   const OofPerson *person,
                                   const OofForward *forward);
/* The CSV file that Get-Mailbox | Export-Csv writes. (transfer full) */
OofCsv *oof_cli_doctor_read_mailboxes (OofCli *cli, const char *path, GError **error);
/* Forwarding at the mailboxes. @only: (nullable) the one address that matters. What @list says of
 * known people is kept for who-gets and status. */
void
oof_cli_doctor_check_mailboxes (OofCli *cli, GPtrArray *checks, OofCsv *list, const char *only);

G_END_DECLS

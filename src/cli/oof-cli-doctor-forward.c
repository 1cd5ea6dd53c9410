/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-people.h"
#include "core/oof-text.h"

static char *
dup_look (const char *address)
{
  g_autofree char *quoted = oof_text_quote_powershell (address);

  return g_strdup_printf ("Get-Mailbox -Identity %s | Format-List ForwardingAddress, "
                          "ForwardingSmtpAddress, DeliverToMailboxAndForward",
                          quoted);
}

static char *
dup_removal (const char *address, const char *rule)
{
  g_autofree char *quoted = oof_text_quote_powershell (address);
  g_autofree char *name = oof_text_quote_powershell (rule);

  return g_strdup_printf ("Remove-InboxRule -Mailbox %s -Identity %s", quoted, name);
}

static void
add_rule (GPtrArray *checks, const OofPerson *person, const OofForward *forward)
{
  if (forward->hidden)
    oof_cli_checks_add (
        checks, "forwarding", OOF_CHECK_WARNING,
        g_strdup_printf (_ ("the rule “%s” was set through EWS or by Outlook; Graph can neither "
                            "show nor remove it, and it may send mails on"),
                         forward->rule),
        dup_removal (person->address, forward->rule));
  else
    oof_cli_checks_add (checks, "forwarding", OOF_CHECK_WARNING,
                        g_strdup_printf (_ ("the rule “%s”, which is none of ours, sends mails on "
                                            "to %s"),
                                         forward->rule, forward->to),
                        g_strdup (_ ("Ask the person; an absence that forwards switches it off "
                                     "meanwhile")));
}

void
oof_cli_doctor_check_forward (OofCli *cli,
                              GPtrArray *checks,
                              const OofPerson *person,
                              const OofForward *forward)
{
  if (forward == NULL)
    oof_cli_checks_add (checks, "forwarding", OOF_CHECK_UNKNOWN,
                        g_strdup (_ ("the inbox rules were not read")), NULL);
  else if (forward->kind == OOF_FORWARD_OURS)
    oof_cli_checks_add (
        checks, "forwarding", OOF_CHECK_OK,
        g_strdup_printf (_ ("mails are sent on to %s while the absence runs"), forward->to), NULL);
  else if (forward->kind == OOF_FORWARD_RULE)
    add_rule (checks, person, forward);
  else
    oof_cli_checks_add (checks, "forwarding", OOF_CHECK_OK,
                        g_strdup (_ ("no inbox rule sends mails on")), NULL);
  oof_cli_checks_add (checks, "mailbox-forwarding", OOF_CHECK_UNKNOWN,
                      g_strdup (_ ("forwarding at the mailbox itself, which silences the reply, "
                                   "cannot be seen from here")),
                      dup_look (person->address));
}

/* Whose mailbox a row is about. (nullable) */
static const char *
get_address (const OofCsv *csv, guint row)
{
  static const char *const names[] = { "PrimarySmtpAddress", "WindowsEmailAddress", "EmailAddress",
                                       "Mail", "UserPrincipalName" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = oof_csv_get (csv, row, names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return NULL;
}

/* Where it forwards; the address first, as Exchange does. "smtp:" is the kind of address. */
static const char *
get_target (const OofCsv *csv, guint row)
{
  const char *address = oof_csv_get (csv, row, "ForwardingAddress");
  const char *smtp = oof_csv_get (csv, row, "ForwardingSmtpAddress");

  if (address != NULL && *address != '\0')
    return address;
  if (smtp == NULL || *smtp == '\0')
    return NULL;
  return g_ascii_strncasecmp (smtp, "smtp:", 5) == 0 ? smtp + 5 : smtp;
}

static void
add_unreadable (GPtrArray *checks, const GError *error)
{
  oof_cli_checks_add (checks, "mailbox-forwarding", OOF_CHECK_UNKNOWN, g_strdup (error->message),
                      g_strdup (_ ("Correct that line of the file")));
}

/* Keeps what a row says of somebody who is known: who-gets and status need it. @people: (inout)
 * the imported ones. */
static void
keep_row (OofCli *cli, const char *address, const char *target, GPtrArray **people)
{
  const OofPerson *person = oof_session_get_person (cli->session, address);
  GPtrArray *after;

  if (person == NULL
      || g_strcmp0 (oof_person_get (person, OOF_PERSON_MAILBOX_FORWARD), target) == 0)
    return;
  after = oof_people_set_fact (*people, address, OOF_PERSON_MAILBOX_FORWARD, target);
  g_ptr_array_unref (*people);
  *people = after;
}

static void
check_row (OofCli *cli,
           GPtrArray *checks,
           const OofCsv *csv,
           guint row,
           const char *only,
           GPtrArray **people,
           guint *n_found)
{
  g_autoptr (GError) error = NULL;
  const char *address = get_address (csv, row);
  const char *target = get_target (csv, row);
  g_autofree char *quoted = address != NULL ? oof_text_quote_powershell (address) : NULL;

  if (!oof_csv_check_row (csv, row, &error))
    {
      add_unreadable (checks, error);
      return;
    }
  if (address == NULL)
    {
      oof_csv_set_error (csv, row, NULL, &error, _ ("no address"));
      add_unreadable (checks, error);
      return;
    }
  if (only != NULL && g_ascii_strcasecmp (only, address) != 0)
    return;
  keep_row (cli, address, target, people);
  if (target == NULL)
    return;
  (*n_found)++;
  oof_cli_checks_add (
      checks, "mailbox-forwarding", OOF_CHECK_WARNING,
      g_strdup_printf (_ ("%s forwards at the mailbox to %s: it sends no automatic reply"), address,
                       target),
      g_strdup_printf ("Set-Mailbox -Identity %s -ForwardingAddress $null "
                       "-ForwardingSmtpAddress $null",
                       quoted));
}

OofCsv *
oof_cli_doctor_read_mailboxes (OofCli *cli, const char *path, GError **error)
{
  static const char *const smtp[] = { "ForwardingSmtpAddress", NULL };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = oof_cli_read_bytes (cli, path, OOF_CSV_DEFAULT_MAX_BYTES, error);
  g_autoptr (OofCsv) csv = bytes != NULL ? oof_csv_parse (bytes, 0, &cause) : NULL;

  if (csv != NULL
      && (oof_csv_has_column (csv, "ForwardingAddress")
          || oof_csv_require_columns (csv, smtp, &cause)))
    return g_steal_pointer (&csv);
  if (cause != NULL)
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
  return NULL;
}

static void
store_people (OofCli *cli, GPtrArray *checks, GPtrArray *people)
{
  g_autoptr (GError) error = NULL;

  if (people == oof_session_get_imported (cli->session))
    return;
  oof_session_save_imported_async (cli->session, people, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_save_imported_finish (cli->session, oof_cli_wait (cli), &error))
    oof_cli_checks_add_error (checks, "mailbox-forwarding", error, NULL);
}

void
oof_cli_doctor_check_mailboxes (OofCli *cli, GPtrArray *checks, OofCsv *list, const char *only)
{
  g_autoptr (GPtrArray) people = g_ptr_array_ref (oof_session_get_imported (cli->session));
  guint n_rows = oof_csv_get_n_rows (list);
  guint n_found = 0;

  for (guint row = 0; row < n_rows; row++)
    check_row (cli, checks, list, row, only, &people, &n_found);
  store_people (cli, checks, people);
  if (n_found == 0)
    oof_cli_checks_add (
        checks, "mailbox-forwarding", OOF_CHECK_OK,
        g_strdup_printf (ngettext ("%u mailbox in the list, and it does not forward",
                                   "%u mailboxes in the list, none of them forwards", n_rows),
                         n_rows),
        NULL);
}

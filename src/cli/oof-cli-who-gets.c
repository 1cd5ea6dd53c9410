/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-who-gets.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

/* What the mailbox holds: live with the runner, else from the state pages. Both (out) (transfer
 * full); @forward (nullable). */
static gboolean
read_mailbox (
    OofCli *cli, OofPerson *person, OofReplyState **reply, OofForward **forward, GError **error)
{
  const char *addresses[] = { person->address, NULL };
  OofInstant as_of;

  if (!oof_session_has_runner (cli->session))
    {
      g_autoptr (OofPlan) plan = oof_session_plan_published (cli->session, person->address, &as_of);
      OofForward *known = oof_session_get_published_forward (cli->session, person->address);

      if (plan == NULL)
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND,
                       _ ("%s: no run has looked at this mailbox yet"), person->address);
          return FALSE;
        }
      *reply = oof_reply_state_ref (plan->current);
      *forward = known != NULL ? oof_forward_ref (known) : NULL;
      return TRUE;
    }
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_STATUS, addresses);
  OofRunReport *report = oof_cli_run_job (cli, job, error);
  OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;
  if (row == NULL || row->plan == NULL)
    {
      if (row != NULL && row->error != NULL && (error == NULL || *error == NULL))
        g_propagate_error (error, g_error_copy (row->error));
      return FALSE;
    }
  *reply = oof_reply_state_ref (row->plan->current);
  *forward = row->forward != NULL ? oof_forward_ref (row->forward) : NULL;
  return TRUE;
}

static void
print_json (const OofWhoGets *got)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_bool (writer, "answered", got->reason == OOF_SILENCE_NONE);
  oof_json_writer_add_string (writer, "reason", oof_silence_to_string (got->reason));
  oof_json_writer_add_string_or_null (writer, "subject", got->subject);
  oof_json_writer_add_string_or_null (writer, "text", got->text);
  oof_json_writer_add_string_or_null (writer, "html", got->html);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_words (const OofWhoGets *got)
{
  g_autofree char *text = got->reason == OOF_SILENCE_NONE
                              ? g_strdup_printf ("%s\n\n%s\n", got->subject, got->text)
                              : g_strdup_printf ("%s\n", oof_words_silence (got->reason));

  oof_cli_print (text);
}

static gboolean
read_sender (const char *text, OofSenderKind *sender, GError **error)
{
  if (oof_sender_kind_from_string (text, sender))
    return TRUE;
  oof_cli_set_usage_error (
      error, _ ("--sender is one of colleague, contact, stranger, list, second, junk"));
  return FALSE;
}

int
oof_cli_who_gets (OofCli *cli, char **arguments)
{
  g_autofree char *sender_text = NULL;
  g_autofree char *subject = NULL;
  const GOptionEntry options[] = {
    { "sender", 0, 0, G_OPTION_ARG_FILENAME, &sender_text,
      N_ ("Whose mail: colleague, contact, stranger, list, second or junk"), N_ ("KIND") },
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &subject, N_ ("Subject of that mail"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofReplyState) reply = NULL;
  g_autoptr (OofForward) forward = NULL;
  OofSenderKind sender = OOF_SENDER_COLLEAGUE;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);
  OofPerson *person = NULL;

  if (words != NULL && read_sender (sender_text, &sender, &error)
      && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    person = oof_session_find_person (cli->session, words[0], &error);
  if (person == NULL || !read_mailbox (cli, person, &reply, &forward, &error))
    return oof_cli_fail (error);

  g_autoptr (OofWhoGets) got =
      oof_session_who_gets (cli->session, person, reply, forward, sender, subject ? subject : "…");
  if (cli->json)
    print_json (got);
  else
    print_words (got);
  return OOF_CLI_DONE;
}

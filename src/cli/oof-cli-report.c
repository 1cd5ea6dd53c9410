/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-report.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "app/oof-words.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "core/oof-error.h"

/* Texts in a table are cut to this. */
#define VALUE_WIDTH 36

static void
write_changes (OofJsonWriter *writer, const OofPlan *plan)
{
  oof_json_writer_begin_array (writer, "changes");
  for (guint i = 0; plan != NULL && i < plan->changes->len; i++)
    {
      OofChange *change = g_ptr_array_index (plan->changes, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "field", oof_field_to_string (change->field));
      oof_json_writer_add_string (writer, "old", change->old_value);
      oof_json_writer_add_string (writer, "new", change->new_value);
      oof_json_writer_add_string (writer, "reason", oof_reason_to_string (change->reason));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_json (OofCli *cli, const OofRunReport *report)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "run", report->run);
  oof_json_writer_add_int (writer, "changed", report->changed);
  oof_json_writer_add_int (writer, "unchanged", report->unchanged);
  oof_json_writer_add_int (writer, "failed", report->failed);
  oof_json_writer_add_int (writer, "requests", oof_session_get_n_requests (cli->session));
  oof_json_writer_add_int (writer, "seconds", report->seconds);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "address", row->address);
      write_changes (writer, row->plan);
      oof_json_writer_add_string (writer, "result", oof_run_result_to_string (row->result));
      oof_json_writer_add_string_or_null (writer, "error",
                                          row->error != NULL ? row->error->message : NULL);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

char *
oof_cli_dup_value (const char *value)
{
  g_autofree char *line = oof_cli_dup_line (value);

  return oof_cli_text_cut (line, VALUE_WIDTH);
}

/* One line a change; whose it is stands in the first one. */
static void
add_row (OofCliTable *table, const OofRunRow *row)
{
  for (guint i = 0; row->plan != NULL && i < row->plan->changes->len; i++)
    {
      OofChange *change = g_ptr_array_index (row->plan->changes, i);
      g_autofree char *old_value = oof_cli_dup_value (change->old_value);
      g_autofree char *new_value = oof_cli_dup_value (change->new_value);
      oof_cli_table_add (
          table, i == 0 ? row->address : NULL, i == 0 ? oof_words_result (row->result) : NULL,
          oof_words_field (change->field), old_value, new_value, oof_words_reason (change->reason));
    }
}

static void
print_table (const OofRunReport *report)
{
  const char *headings[] = { _ ("Person"), _ ("Result"), _ ("What"), _ ("Before"),
                             _ ("After"),  _ ("Why"),    NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < report->rows->len; i++)
    add_row (table, g_ptr_array_index (report->rows, i));
  oof_cli_table_print (table);
  g_autofree char *sum = g_strdup_printf (_ ("%u changed, %u unchanged, %u failed"),
                                          report->changed, report->unchanged, report->failed);
  oof_cli_print (sum);
  oof_cli_print ("\n");
}

void
oof_cli_print_report (OofCli *cli, const OofRunReport *report)
{
  if (cli->json)
    print_json (cli, report);
  else
    print_table (report);
}

void
oof_cli_list_failures (OofCli *cli, const OofRunReport *report)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      if (row->error != NULL && (row->result == OOF_RESULT_FAILED || !cli->quiet))
        {
          g_autofree char *sentence = oof_words_error (row->error);
          oof_cli_warn ("%s: %s", row->address, sentence);
        }
      if (row->plan == NULL || cli->quiet)
        continue;
      if (row->plan->reason == OOF_REASON_NO_TEMPLATE)
        oof_cli_warn (_ ("Note: %s: %s"), row->address, oof_words_reason (row->plan->reason));
      for (guint n = 0; n < row->plan->unknown->len; n++)
        oof_cli_warn (_ ("Note: %s: the template has the unknown name “%s”"), row->address,
                      (const char *) g_ptr_array_index (row->plan->unknown, n));
    }
}

void
oof_cli_show_progress (OofCli *cli, gboolean last, const char *format, ...)
{
  va_list arguments;

  if (cli->quiet || !isatty (STDERR_FILENO))
    return;
  va_start (arguments, format);
  fputc ('\r', stderr);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  if (last)
    fputs ("\r\033[K", stderr);
  fflush (stderr);
}

static void
progress_cb (GObject *job, GParamSpec *pspec, gpointer user_data)
{
  guint done, total;

  g_object_get (job, "n-done", &done, "n-total", &total, NULL);
  oof_cli_show_progress (user_data, done >= total, _ ("%u of %u mailboxes"), done, total);
}

void
oof_cli_follow_job (OofCli *cli, OofRunJob *job)
{
  g_signal_connect (job, "notify::n-done", G_CALLBACK (progress_cb), cli);
}

OofRunReport *
oof_cli_run_job (OofCli *cli, OofRunJob *job, GError **error)
{
  oof_cli_follow_job (cli, job);
  oof_run_job_run_async (job, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (job, oof_cli_wait (cli), error);
  return oof_run_job_get_report (job);
}

/* Whoever has no runner can only plan. */
static gboolean
check_runner (OofCli *cli, GError **error)
{
  if (oof_session_has_runner (cli->session))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
               _ ("%s names no runner: neither [runner] nor an account in [ews]"),
               oof_session_get_connection (cli->session)->path);
  return FALSE;
}

int
oof_cli_carry_out (OofCli *cli, OofRunJob *job)
{
  g_autoptr (GError) error = NULL;
  OofRunReport *report = check_runner (cli, &error) ? oof_cli_run_job (cli, job, &error) : NULL;

  if (report != NULL)
    {
      oof_cli_print_report (cli, report);
      oof_cli_list_failures (cli, report);
    }
  if (error != NULL)
    return oof_cli_fail (error);
  return report->failed > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

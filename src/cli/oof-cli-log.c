/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "core/oof-error.h"

/* Opens the members that every form has. */
static void
begin_run (OofJsonWriter *writer, const OofRunLog *log)
{
  g_autofree char *at = oof_instant_format (log->at);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "run", log->run);
  oof_json_writer_add_string_or_null (writer, "at", at);
  oof_json_writer_add_string_or_null (writer, "by", log->by);
  oof_json_writer_add_int (writer, "changed", log->changed);
}

static void
print_list_json (GPtrArray *runs)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "runs");
  for (guint i = 0; i < runs->len; i++)
    {
      OofRunLog *log = g_ptr_array_index (runs, i);
      begin_run (writer, log);
      oof_json_writer_add_int (writer, "failed", log->failed);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_list (OofCli *cli, GPtrArray *runs)
{
  const char *headings[] = { _ ("Run"),       _ ("When"),   _ ("By"), _ ("Changed"),
                             _ ("Unchanged"), _ ("Failed"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  const char *zone = oof_session_get_options (cli->session)->zone;

  for (guint i = 0; i < runs->len; i++)
    {
      OofRunLog *log = g_ptr_array_index (runs, i);
      g_autofree char *at = oof_words_instant (log->at, zone);
      g_autofree char *changed = g_strdup_printf ("%" G_GINT64_FORMAT, log->changed);
      g_autofree char *unchanged = g_strdup_printf ("%" G_GINT64_FORMAT, log->unchanged);
      g_autofree char *failed = g_strdup_printf ("%" G_GINT64_FORMAT, log->failed);
      oof_cli_table_add (table, log->run, at, log->by, changed, unchanged, failed);
    }
  oof_cli_table_print (table);
}

static void
write_person (OofJsonWriter *writer, const OofLogPerson *person)
{
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "address", person->address);
  oof_json_writer_begin_array (writer, "changes");
  for (guint i = 0; i < person->changes->len; i++)
    {
      OofLogChange *change = g_ptr_array_index (person->changes, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "field", change->field);
      oof_json_writer_add_string (writer, "old", change->old_value);
      oof_json_writer_add_string (writer, "new", change->new_value);
      oof_json_writer_add_string (writer, "reason", change->reason);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_add_string (writer, "result", person->result);
  oof_json_writer_add_string_or_null (writer, "error", person->error);
  oof_json_writer_end_object (writer);
}

/* As `run` printed it, as far as the log keeps it. */
static void
print_run_json (const OofRunLog *log)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  begin_run (writer, log);
  oof_json_writer_add_int (writer, "unchanged", log->unchanged);
  oof_json_writer_add_int (writer, "failed", log->failed);
  oof_json_writer_add_int (writer, "seconds", log->seconds);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < log->people->len; i++)
    write_person (writer, g_ptr_array_index (log->people, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
add_person (OofCliTable *table, const OofLogPerson *person)
{
  const char *result = oof_words_log_result (person->result);

  if (person->changes->len == 0)
    oof_cli_table_add (table, person->address, result, NULL, NULL, NULL, person->error);
  for (guint i = 0; i < person->changes->len; i++)
    {
      OofLogChange *change = g_ptr_array_index (person->changes, i);
      g_autofree char *old_value = oof_cli_dup_value (change->old_value);
      g_autofree char *new_value = oof_cli_dup_value (change->new_value);
      const char *why =
          i == 0 && person->error != NULL ? person->error : oof_words_log_reason (change->reason);
      oof_cli_table_add (table, i == 0 ? person->address : NULL, i == 0 ? result : NULL,
                         oof_words_log_field (change->field), old_value, new_value, why);
    }
}

static void
print_run (OofCli *cli, const OofRunLog *log)
{
  const char *headings[] = { _ ("Person"), _ ("Result"), _ ("What"), _ ("Before"),
                             _ ("After"),  _ ("Why"),    NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < log->people->len; i++)
    add_person (table, g_ptr_array_index (log->people, i));
  oof_cli_table_print (table);
  g_autofree char *sum = g_strdup_printf (
      _ ("%u changed, %u unchanged, %u failed"), (guint) CLAMP (log->changed, 0, G_MAXUINT),
      (guint) CLAMP (log->unchanged, 0, G_MAXUINT), (guint) CLAMP (log->failed, 0, G_MAXUINT));
  oof_cli_print (sum);
  oof_cli_print ("\n");
}

/* "20261123T090000Z-1a2b3c4d", whatever the case, or "last". */
static OofRunLog *
find_run (GPtrArray *runs, const char *name, GError **error)
{
  if (runs->len > 0 && g_str_equal (name, "last"))
    return g_ptr_array_index (runs, 0);
  for (guint i = 0; i < runs->len; i++)
    {
      OofRunLog *log = g_ptr_array_index (runs, i);
      if (g_ascii_strcasecmp (log->run, name) == 0)
        return log;
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, _ ("the log has no run “%s”"), name);
  return NULL;
}

int
oof_cli_log (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  oof_session_list_runs_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (GPtrArray) runs =
      oof_session_list_runs_finish (cli->session, oof_cli_wait (cli), &error);
  OofRunLog *log = runs != NULL && words[0] != NULL ? find_run (runs, words[0], &error) : NULL;
  if (error != NULL)
    return oof_cli_fail (error);
  if (log != NULL && cli->json)
    print_run_json (log);
  else if (log != NULL)
    print_run (cli, log);
  else if (cli->json)
    print_list_json (runs);
  else
    print_list (cli, runs);
  return OOF_CLI_DONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"
#include "format/oof-csv.h"

/* What is asked for. */
typedef struct
{
  const char *person; /* (nullable) an address */
  OofInstant since;   /* NONE: all that is kept */
} Filter;

static gboolean
wants_person (const Filter *filter, const OofLogPerson *person)
{
  return filter->person == NULL || g_ascii_strcasecmp (filter->person, person->address) == 0;
}

static gboolean
wants_run (const Filter *filter, const OofRunLog *log)
{
  return (filter->since == OOF_INSTANT_NONE || log->at >= filter->since)
         && (filter->person == NULL || oof_run_log_find (log, filter->person) != NULL);
}

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
  oof_json_writer_add_string_or_null (writer, "absence", person->absence);
  oof_json_writer_add_string_or_null (writer, "author", person->author);
  oof_json_writer_add_string_or_null (writer, "ticket", person->ticket);
  oof_json_writer_add_string (writer, "result", person->result);
  oof_json_writer_add_string_or_null (writer, "error", person->error);
  oof_json_writer_end_object (writer);
}

/* As `run` printed it, as far as the log keeps it. */
static void
write_run (OofJsonWriter *writer, const OofRunLog *log, const Filter *filter)
{
  begin_run (writer, log);
  oof_json_writer_add_int (writer, "unchanged", log->unchanged);
  oof_json_writer_add_int (writer, "failed", log->failed);
  oof_json_writer_add_int (writer, "seconds", log->seconds);
  oof_json_writer_add_string_or_null (writer, "ended", log->ended);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < log->people->len; i++)
    if (wants_person (filter, g_ptr_array_index (log->people, i)))
      write_person (writer, g_ptr_array_index (log->people, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
}

static void
print_run_json (const OofRunLog *log, const Filter *filter)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  write_run (writer, log, filter);
  oof_cli_print_json (writer);
}

/* The audit trail: who, when, for whom, which field, why, under which ticket. */

static void
append_line (GString *csv,
             const OofRunLog *log,
             const OofLogPerson *person,
             const OofLogChange *change)
{
  g_autofree char *at = oof_instant_format (log->at);
  const char *fields[] = { log->run,
                           at,
                           log->by,
                           person->address,
                           person->result,
                           change != NULL ? change->field : NULL,
                           change != NULL ? change->old_value : NULL,
                           change != NULL ? change->new_value : NULL,
                           change != NULL ? change->reason : NULL,
                           person->absence,
                           person->author,
                           person->ticket,
                           person->error };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    oof_csv_append_field (csv, fields[i]);
  oof_csv_append_end (csv);
}

static void
append_run (GString *csv, const OofRunLog *log, const Filter *filter)
{
  for (guint i = 0; i < log->people->len; i++)
    {
      const OofLogPerson *person = g_ptr_array_index (log->people, i);

      if (!wants_person (filter, person))
        continue;
      if (person->changes->len == 0)
        append_line (csv, log, person, NULL);
      for (guint j = 0; j < person->changes->len; j++)
        append_line (csv, log, person, g_ptr_array_index (person->changes, j));
    }
}

static char *
dup_csv (GPtrArray *runs, const Filter *filter)
{
  GString *csv =
      g_string_new ("run,at,by,person,result,field,old,new,reason,absence,author,ticket,error\r\n");

  for (guint i = 0; i < runs->len; i++)
    append_run (csv, g_ptr_array_index (runs, i), filter);
  return g_string_free (csv, FALSE);
}

static char *
dup_json (GPtrArray *runs, const Filter *filter)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "runs");
  for (guint i = 0; i < runs->len; i++)
    write_run (writer, g_ptr_array_index (runs, i), filter);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

static void
add_person (OofCliTable *table, const OofLogPerson *person)
{
  const char *result = oof_words_log_result (person->result);

  if (person->changes->len == 0)
    oof_cli_table_add (table, person->address, result, NULL, NULL, NULL, person->error,
                       person->author, person->ticket);
  for (guint i = 0; i < person->changes->len; i++)
    {
      OofLogChange *change = g_ptr_array_index (person->changes, i);
      g_autofree char *old_value = oof_cli_dup_value (change->old_value);
      g_autofree char *new_value = oof_cli_dup_value (change->new_value);
      const char *why =
          i == 0 && person->error != NULL ? person->error : oof_words_log_reason (change->reason);
      oof_cli_table_add (table, i == 0 ? person->address : NULL, i == 0 ? result : NULL,
                         oof_words_log_field (change->field), old_value, new_value, why,
                         i == 0 ? person->author : NULL, i == 0 ? person->ticket : NULL);
    }
}

static void
print_run (OofCli *cli, const OofRunLog *log, const Filter *filter)
{
  const char *headings[] = { _ ("Person"),     _ ("Result"), _ ("What"),
                             _ ("Before"),     _ ("After"),  _ ("Why"),
                             _ ("Planned by"), _ ("Ticket"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < log->people->len; i++)
    if (wants_person (filter, g_ptr_array_index (log->people, i)))
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

/* What is asked for of the runs; with @name that one. */
static GPtrArray *
choose_runs (GPtrArray *runs, const char *name, const Filter *filter, GError **error)
{
  g_autoptr (GPtrArray) chosen =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_run_log_unref);
  OofRunLog *named = name != NULL ? find_run (runs, name, error) : NULL;

  if (name != NULL && named == NULL)
    return NULL;
  for (guint i = 0; i < runs->len; i++)
    {
      OofRunLog *log = g_ptr_array_index (runs, i);
      if (named != NULL ? log == named : wants_run (filter, log))
        g_ptr_array_add (chosen, oof_run_log_ref (log));
    }
  return g_steal_pointer (&chosen);
}

static gboolean export(
    OofCli *cli, const char *path, GPtrArray *runs, const Filter *filter, GError **error)
{
  g_autofree char *text = cli->json ? dup_json (runs, filter) : dup_csv (runs, filter);

  return oof_cli_write_file (cli, path, text, error);
}

static void
print (OofCli *cli, GPtrArray *runs, gboolean named, const Filter *filter)
{
  if (named && cli->json)
    print_run_json (g_ptr_array_index (runs, 0), filter);
  else if (named)
    print_run (cli, g_ptr_array_index (runs, 0), filter);
  else if (cli->json)
    print_list_json (runs);
  else
    print_list (cli, runs);
}

static GPtrArray *
list_runs (OofCli *cli, GError **error)
{
  oof_session_list_runs_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_list_runs_finish (cli->session, oof_cli_wait (cli), error);
}

int
oof_cli_log (OofCli *cli, char **arguments)
{
  g_autofree char *person = NULL;
  g_autofree char *since = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &person, N_ ("Only this person's mailbox"),
      N_ ("ADDRESS") },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &since,
      N_ ("Only runs from this time on (RFC 3339, or a day)"), N_ ("TIME") },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("Every change as a line of CSV, with --json as JSON; - is standard output"),
      N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 1, &error);
  Filter filter = { person, OOF_INSTANT_NONE };

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error)
      || (since != NULL
          && !oof_cli_parse_instant ("--since", since, oof_session_get_options (cli->session)->zone,
                                     &filter.since, &error)))
    return oof_cli_fail (error);
  g_autoptr (GPtrArray) all = list_runs (cli, &error);
  g_autoptr (GPtrArray) runs = all != NULL ? choose_runs (all, words[0], &filter, &error) : NULL;
  if (runs != NULL && path != NULL)
    export(cli, path, runs, &filter, &error);
  else if (runs != NULL)
    print (cli, runs, words[0] != NULL, &filter);
  return oof_cli_fail (error);
}

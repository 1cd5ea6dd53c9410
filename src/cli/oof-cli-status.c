/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-who-gets.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"
#include "core/oof-planner.h"
#include "core/oof-reply-text.h"

/* One mailbox: live with the runner, else from the state pages. */
typedef struct
{
  char *address;    /* (owned) */
  const char *zone; /* (not owned) (nullable) */
  OofRoute route;
  OofPlan *plan;       /* (owned) (nullable) NULL: cannot be read */
  OofReplyState *seen; /* (owned) (nullable) as plan */
  OofForward *forward; /* (owned) (nullable) NULL: not known */
  OofInstant as_of;
} Status;

static void
status_free (gpointer data)
{
  Status *status = data;

  g_free (status->address);
  g_clear_pointer (&status->plan, oof_plan_unref);
  g_clear_pointer (&status->seen, oof_reply_state_unref);
  g_clear_pointer (&status->forward, oof_forward_unref);
  g_free (status);
}

static const char *
get_verdict (const Status *status)
{
  return oof_verdict_to_string (status->plan != NULL ? status->plan->verdict
                                                     : OOF_VERDICT_UNREADABLE);
}

static void
write_state (OofJsonWriter *writer, const OofReplyState *seen)
{
  gboolean known = seen != NULL;
  gboolean scheduled = known && seen->status == OOF_REPLY_SCHEDULED;
  g_autofree char *from = scheduled ? oof_instant_format (seen->window.from) : NULL;
  g_autofree char *to = scheduled ? oof_instant_format (seen->window.to) : NULL;
  g_autofree char *internal = known ? oof_reply_text_to_plain (seen->internal) : NULL;
  g_autofree char *external = known ? oof_reply_text_to_plain (seen->external) : NULL;

  oof_json_writer_add_string_or_null (writer, "state",
                                      known ? oof_reply_status_to_string (seen->status) : NULL);
  oof_json_writer_add_string_or_null (writer, "audience",
                                      known ? oof_audience_to_string (seen->audience) : NULL);
  oof_json_writer_add_string_or_null (writer, "from", from);
  oof_json_writer_add_string_or_null (writer, "to", to);
  oof_json_writer_add_string_or_null (writer, "internal", internal);
  oof_json_writer_add_string_or_null (writer, "external", external);
}

/* Also "rule", the name, and "hidden": what Graph shows empty was set through EWS. */
static void
write_forwarding (OofJsonWriter *writer, const OofForward *forward)
{
  oof_json_writer_begin_object (writer, "forwarding");
  oof_json_writer_add_string (
      writer, "kind",
      oof_forward_kind_to_string (forward != NULL ? forward->kind : OOF_FORWARD_NONE));
  oof_json_writer_add_string_or_null (writer, "to", forward != NULL ? forward->to : NULL);
  if (forward != NULL && forward->kind != OOF_FORWARD_NONE)
    {
      oof_json_writer_add_string_or_null (writer, "rule", forward->rule);
      oof_json_writer_add_bool (writer, "hidden", forward->hidden);
    }
  oof_json_writer_end_object (writer);
}

static void
write_status (OofJsonWriter *writer, const Status *status)
{
  g_autofree char *as_of = oof_instant_format (status->as_of);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "address", status->address);
  write_state (writer, status->seen);
  write_forwarding (writer, status->forward);
  oof_json_writer_add_string (writer, "verdict", get_verdict (status));
  if (status->plan != NULL && status->plan->at_full_hours)
    oof_json_writer_add_string (writer, "hint", "full-hours");
  oof_json_writer_add_string (writer, "route", oof_route_to_string (status->route));
  oof_json_writer_add_string_or_null (writer, "asOf", as_of);
  oof_json_writer_end_object (writer);
}

static void
print_json (GPtrArray *rows)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < rows->len; i++)
    write_status (writer, g_ptr_array_index (rows, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
add_status (OofCli *cli, OofCliTable *table, const Status *status)
{
  const OofReplyState *seen = status->seen;
  gboolean scheduled = seen != NULL && seen->status == OOF_REPLY_SCHEDULED;
  const char *zone =
      status->zone != NULL ? status->zone : oof_session_get_options (cli->session)->zone;
  g_autofree char *from = scheduled ? oof_words_instant (seen->window.from, zone) : NULL;
  g_autofree char *to = scheduled ? oof_words_instant (seen->window.to, zone) : NULL;
  g_autofree char *verdict = oof_words_plan (status->plan);
  g_autofree char *as_of =
      status->as_of != OOF_INSTANT_NONE ? oof_words_instant (status->as_of, zone) : NULL;

  oof_cli_table_add (table, status->address,
                     seen != NULL ? oof_words_reply_status (seen->status) : "?", from, to, verdict,
                     as_of);
}

static void
print_table (OofCli *cli, GPtrArray *rows)
{
  const char *headings[] = { _ ("Person"), _ ("Reply"), _ ("From"), _ ("To"),
                             _ ("Plan"),   _ ("As of"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < rows->len; i++)
    add_status (cli, table, g_ptr_array_index (rows, i));
  oof_cli_table_print (table);
}

static Status *
status_from_row (OofCli *cli, const OofRunReport *report, const OofRunRow *row)
{
  Status *status = g_new0 (Status, 1);
  OofPerson *person = oof_session_get_person (cli->session, row->address);

  status->address = g_strdup (row->address);
  status->zone = person != NULL ? person->zone : NULL;
  status->route = row->route;
  status->as_of = OOF_INSTANT_NONE;
  if (row->plan == NULL)
    return status;
  status->plan = oof_plan_ref (row->plan);
  status->seen = oof_reply_state_ref (row->after != NULL ? row->after : row->plan->current);
  status->forward = oof_session_see_forward (cli->session, row->address, row->forward);
  status->as_of = report->at;
  return status;
}

/* Asks every mailbox. (transfer full) (element-type Status) */
static GPtrArray *
read_live (OofCli *cli, char **addresses, GError **error)
{
  g_autoptr (OofRunJob) job =
      oof_session_create_run_job (cli->session, OOF_RUN_STATUS, (const char *const *) addresses);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (status_free);
  g_autoptr (GError) local_error = NULL;
  OofRunReport *report = oof_cli_run_job (cli, job, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; i < report->rows->len; i++)
    g_ptr_array_add (rows, status_from_row (cli, report, g_ptr_array_index (report->rows, i)));
  oof_cli_list_failures (cli, report);
  return g_steal_pointer (&rows);
}

static Status *
status_from_record (OofCli *cli, OofPerson *person)
{
  Status *status = g_new0 (Status, 1);

  const OofRecord *record = oof_session_get_record (cli->session, person->address);

  status->address = g_strdup (person->address);
  status->zone = person->zone != NULL || record == NULL ? person->zone : record->zone;
  status->route = oof_session_get_route (cli->session, person);
  OofForward *forward = oof_session_get_published_forward (cli->session, person->address);

  status->forward = oof_session_see_forward (cli->session, person->address, forward);
  status->plan = oof_session_plan_published (cli->session, person->address, &status->as_of);
  if (status->plan != NULL)
    status->seen = oof_reply_state_ref (status->plan->current);
  else
    oof_cli_warn (_ ("%s: no run has looked at this mailbox yet"), person->address);
  return status;
}

/* Without the runner: what it published last. @addresses: (nullable). (transfer full)
 * (element-type Status) */
static GPtrArray *
read_published (OofCli *cli, char **addresses)
{
  GPtrArray *everybody = oof_session_get_people (cli->session);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (status_free);

  for (guint i = 0; i < everybody->len; i++)
    {
      OofPerson *person = g_ptr_array_index (everybody, i);
      if (addresses == NULL || g_strv_contains ((const char *const *) addresses, person->address))
        g_ptr_array_add (rows, status_from_record (cli, person));
    }
  return g_steal_pointer (&rows);
}

int
oof_cli_status (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_unreadable = 0;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, G_MAXUINT, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_ALL, &error)
      && oof_cli_find_addresses (cli, words, &addresses, &error))
    rows = oof_session_has_runner (cli->session) ? read_live (cli, addresses, &error)
                                                 : read_published (cli, addresses);
  if (rows == NULL)
    return oof_cli_fail (error);

  if (cli->json)
    print_json (rows);
  else
    print_table (cli, rows);
  for (guint i = 0; i < rows->len; i++)
    n_unreadable += ((Status *) g_ptr_array_index (rows, i))->plan == NULL;
  return n_unreadable > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

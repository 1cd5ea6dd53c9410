/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-checks.h"
#include "app/oof-session-documents.h"
#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-sync.h"

/* A clock that is further off than this deserves a remark; replies follow the server's. */
#define MAX_CLOCK_OFFSET 60
/* When a run is overdue (decisions 8). */
#define MAX_RUN_AGE (2 * 3600)

static void
check_tls (GPtrArray *checks, const OofConnection *connection)
{
  const char *urls[] = { connection->graph_endpoint, connection->authority, connection->ews_url };
  const char *open = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    if (urls[i] != NULL && g_ascii_strncasecmp (urls[i], "https:", 6) != 0)
      open = urls[i];
  if (open == NULL)
    oof_cli_checks_add (checks, "tls", OOF_CHECK_OK,
                        g_strdup (_ ("every server is asked over TLS")), NULL);
  else
    oof_cli_checks_add (
        checks, "tls", OOF_CHECK_OK,
        g_strdup_printf (_ ("%s is not asked over TLS, but lies on this machine"), open), NULL);
}

static gboolean
check_secrets (OofCli *cli, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = oof_session_dup_sign_ins (cli->session);
  g_autofree char *joined = g_strjoinv (", ", names);

  oof_session_open_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  if (oof_session_open_finish (cli->session, oof_cli_wait (cli), &error))
    {
      oof_cli_checks_add (checks, "secrets", OOF_CHECK_OK,
                          g_strdup_printf (_ ("readable for: %s"), joined), NULL);
      return TRUE;
    }
  oof_cli_checks_add_error (
      checks, "secrets", error,
      g_strdup (_ ("Name the file with the secret in the connection file, mode 0600, or store it "
                   "in the Secret Service")));
  return FALSE;
}

/* Returns: whether one of them works. */
static gboolean
check_sign_ins (OofCli *cli, GPtrArray *checks)
{
  static const char *const ids[] = { "sign-in-runner", "sign-in-ews", "sign-in-person" };
  g_auto (GStrv) names = oof_session_dup_sign_ins (cli->session);
  gboolean any = FALSE;

  for (char **name = names; *name != NULL; name++)
    {
      g_autoptr (GError) error = NULL;
      const char *id = NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
        if (g_str_has_suffix (ids[i], *name))
          id = ids[i];
      oof_session_try_sign_in_async (cli->session, *name, cli->cancellable, oof_cli_done_cb, cli);
      if (oof_session_try_sign_in_finish (cli->session, oof_cli_wait (cli), &error))
        {
          oof_cli_checks_add (checks, id, OOF_CHECK_OK,
                              g_strdup (_ ("signed in, the directory answers")), NULL);
          any = TRUE;
        }
      else
        oof_cli_checks_add_error (
            checks, id, error, g_strdup (_ ("Check account, secret and consent of this sign-in")));
    }
  if (!oof_session_has_runner (cli->session))
    oof_cli_checks_add (
        checks, "runner", OOF_CHECK_WARNING,
        g_strdup (_ ("no sign-in here may write other people's mailboxes")),
        g_strdup (_ ("Fine for a workstation, when a runner works somewhere else")));
  return any;
}

static void
check_documents (OofCli *cli, GPtrArray *checks)
{
  GPtrArray *problems = oof_session_get_problems (cli->session);

  if (problems->len == 0)
    oof_cli_checks_add (
        checks, "documents", OOF_CHECK_OK,
        g_strdup_printf (_ ("%u absences, %u templates, %u groups: everything can be read"),
                         oof_session_get_absences (cli->session)->len,
                         oof_session_get_templates (cli->session)->len,
                         oof_session_get_groups (cli->session)->len),
        NULL);
  else
    oof_cli_checks_add (checks, "documents", OOF_CHECK_WARNING,
                        g_strdup_printf (_ ("%u cannot be read, the first: %s"), problems->len,
                                         (const char *) g_ptr_array_index (problems, 0)),
                        g_strdup (_ ("Look at these items in Outlook, or use a backup")));
}

static gboolean
check_database (OofCli *cli, GPtrArray *checks, const OofConnection *connection)
{
  g_autoptr (GError) error = NULL;

  oof_session_load_async (cli->session, OOF_LOAD_DATABASE, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_load_finish (cli->session, oof_cli_wait (cli), &error))
    {
      oof_cli_doctor_check_scenario (checks, connection, error);
      oof_cli_checks_add_error (
          checks, "service-mailbox", error,
          g_strdup_printf (_ ("Whoever signs in here needs the calendars of %s"),
                           connection->service_mailbox));
      return FALSE;
    }
  oof_cli_doctor_check_scenario (checks, connection, NULL);
  oof_cli_checks_add (checks, "service-mailbox", OOF_CHECK_OK,
                      g_strdup (connection->service_mailbox), NULL);
  check_documents (cli, checks);
  return TRUE;
}

static void
add_probe (GPtrArray *checks, const OofStoreProbe *probe)
{
  if (probe->whole)
    oof_cli_checks_add (checks, "property-size", OOF_CHECK_OK,
                        g_strdup_printf (_ ("%u characters written and read back"), probe->written),
                        NULL);
  else
    oof_cli_checks_add (
        checks, "property-size", OOF_CHECK_BLOCKED,
        g_strdup_printf (_ ("%u characters came back as something else"), probe->written),
        g_strdup (_ ("This server cannot hold the documents of OOF Manager")));
  if (probe->conditional)
    oof_cli_checks_add (checks, "conditional-write", OOF_CHECK_OK,
                        g_strdup (_ ("a write over something newer is refused")), NULL);
  else
    oof_cli_checks_add (
        checks, "conditional-write", OOF_CHECK_WARNING,
        g_strdup (_ ("the server lets a write go over something newer")),
        g_strdup (_ ("Let only one machine write at the same time; lost changes are reported")));
}

static void
check_store (OofCli *cli, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  OofStoreProbe probe = { 0 };

  oof_session_probe_store_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  if (oof_session_probe_store_finish (cli->session, oof_cli_wait (cli), &probe, &error))
    {
      add_probe (checks, &probe);
      return;
    }
  oof_cli_checks_add_error (
      checks, "property-size", error,
      g_strdup (_ ("Whoever signs in here must be allowed to write the service mailbox")));
  oof_cli_checks_add (checks, "conditional-write", OOF_CHECK_UNKNOWN,
                      g_strdup (_ ("could not be tried")), NULL);
}

static void
check_clock (OofCli *cli, GPtrArray *checks)
{
  gint64 offset = oof_session_get_clock_offset (cli->session);
  int seconds = (int) MIN (ABS (offset), G_MAXINT);
  gboolean off = seconds > MAX_CLOCK_OFFSET;

  oof_cli_checks_add (
      checks, "clock", off ? OOF_CHECK_WARNING : OOF_CHECK_OK,
      offset >= 0 ? g_strdup_printf (_ ("this machine is %d seconds behind the server"), seconds)
                  : g_strdup_printf (_ ("this machine is %d seconds ahead of the server"), seconds),
      off ? g_strdup (_ ("Set the clock of this machine; replies follow the server's")) : NULL);
}

static void
check_options (OofCli *cli, GPtrArray *checks)
{
  OofOptions *options = oof_session_get_options (cli->session);

  if (options->saved_at != OOF_INSTANT_NONE)
    oof_cli_checks_add (checks, "options", OOF_CHECK_OK, oof_instant_format (options->saved_at),
                        NULL);
  else
    oof_cli_checks_add (
        checks, "options", OOF_CHECK_BLOCKED,
        g_strdup (_ ("never saved: scheduled runs do nothing")),
        g_strdup (_ ("Save the options once, in the window or with “oofctl options set”")));
}

static void
add_last_run (OofCli *cli, GPtrArray *checks, const OofRunLog *log)
{
  gint64 age = oof_clock_now (oof_session_get_clock (cli->session)) - log->at;
  g_autofree char *at = oof_instant_format (log->at);

  oof_cli_checks_add (
      checks, "last-run", age > MAX_RUN_AGE ? OOF_CHECK_WARNING : OOF_CHECK_OK,
      g_strdup_printf (_ ("%s, %d min ago, %u failed"), at, (int) (age / 60), (guint) log->failed),
      age > MAX_RUN_AGE ? g_strdup (_ ("Look why the OOF task does not run")) : NULL);
}

static void
check_last_run (OofCli *cli, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;

  oof_session_list_runs_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (GPtrArray) runs =
      oof_session_list_runs_finish (cli->session, oof_cli_wait (cli), &error);
  if (runs == NULL)
    oof_cli_checks_add_error (checks, "last-run", error, NULL);
  else if (runs->len == 0)
    oof_cli_checks_add (checks, "last-run", OOF_CHECK_WARNING, g_strdup (_ ("no run so far")),
                        g_strdup (_ ("Start one with “oofctl run”, then set up a timer")));
  else
    add_last_run (cli, checks, g_ptr_array_index (runs, 0));
}

static void
add_groups (OofCli *cli, GPtrArray *checks)
{
  GPtrArray *groups = oof_session_get_groups (cli->session);
  GString *lost = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      if (group->address != NULL && group->members == NULL)
        g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", group->name);
    }
  if (lost->len == 0)
    oof_cli_checks_add (checks, "groups", OOF_CHECK_OK,
                        g_strdup_printf (_ ("%u groups, %u people"), groups->len,
                                         oof_session_get_people (cli->session)->len),
                        NULL);
  else
    oof_cli_checks_add (checks, "groups", OOF_CHECK_WARNING,
                        g_strdup_printf (_ ("not found in the directory: %s"), lost->str),
                        g_strdup (_ ("Correct the names of these groups; until then their "
                                     "template counts for nobody")));
  g_string_free (lost, TRUE);
}

static gboolean
check_people (OofCli *cli, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;

  oof_session_load_async (cli->session, OOF_LOAD_PEOPLE, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_load_finish (cli->session, oof_cli_wait (cli), &error))
    {
      oof_cli_checks_add_error (checks, "groups", error,
                                g_strdup (_ ("The sign-in must be allowed to read the directory")));
      return FALSE;
    }
  add_groups (cli, checks);
  return TRUE;
}

gboolean
oof_cli_doctor_check_tenant (OofCli *cli, GPtrArray *checks, OofConnection *connection)
{
  oof_cli_checks_add (checks, "connection", OOF_CHECK_OK, g_strdup (connection->path), NULL);
  check_tls (checks, connection);
  if (!check_secrets (cli, checks) || !check_sign_ins (cli, checks)
      || !check_database (cli, checks, connection))
    return FALSE;
  check_store (cli, checks);
  check_clock (cli, checks);
  check_options (cli, checks);
  check_last_run (cli, checks);
  return check_people (cli, checks);
}

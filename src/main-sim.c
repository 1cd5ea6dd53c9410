/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/oof-sim-autodiscover.h"
#include "sim/oof-sim-connection.h"
#include "sim/oof-sim-control.h"
#include "sim/oof-sim-ews.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-login.h"
#include "sim/oof-sim-owa.h"
#include "sim/oof-sim-scenario-file.h"
#include "sim/oof-sim-scenario.h"
#include "sim/oof-sim-tls.h"
#include "sim/oof-sim-zone.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define EXIT_USAGE 2

/* The command line. */
typedef struct
{
  gchar *scenario;
  gchar *listen;
  gchar *public_base;
  gchar *as;
  gchar *now;
  gchar *record;
  gchar **faults;
  gint64 seed;
  gint people;
  gint groups;
  gint latency;
  gboolean tls;
  gboolean die_with_parent;
  gboolean version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->scenario);
  g_free (options->listen);
  g_free (options->public_base);
  g_free (options->as);
  g_free (options->now);
  g_free (options->record);
  g_strfreev (options->faults);
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options->scenario,
      "demo, cloud, hybrid-blocked, hybrid, onprem or large, or a file", "NAME|FILE" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, "Loopback address and port",
      "127.0.0.1:PORT" },
    { "public", 0, 0, G_OPTION_ARG_STRING, &options->public_base,
      "What links in answers start with", "URL" },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &options->tls, "EWS and Autodiscover over TLS", NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->as, "Sign-ins in the connection file",
      "person|runner|both" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Which people there are", "N" },
    { "people", 0, 0, G_OPTION_ARG_INT, &options->people, "How many people there are", "N" },
    { "groups", 0, 0, G_OPTION_ARG_INT, &options->groups,
      "So many more groups; some groups and people are oddly named", "N" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults, "A fault from the start",
      "MATCH:KIND[:TIMES]" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &options->latency, "Wait before each answer", "MS" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &options->now, "What its clock shows at the start",
      "TIME" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options->record,
      "Append every request to this file, one JSON object a line", "FILE" },
    { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &options->die_with_parent,
      "End when the parent process ends", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- the simulated tenant");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc == 1)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "unexpected argument \"%s\"",
               (*argv)[1]);
  return FALSE;
}

static gboolean
refuse (GError **error, const gchar *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
is_base (const gchar *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && (strcmp (g_uri_get_scheme (uri), "http") == 0
             || strcmp (g_uri_get_scheme (uri), "https") == 0);
}

static gboolean
check_options (const Options *options, gint64 *now, GError **error)
{
  static const gchar *const roles[] = { "person", "runner", "both", NULL };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (options->as != NULL && !g_strv_contains (roles, options->as))
    return refuse (error, "--as takes person, runner or both");
  if (options->people < 0 || options->people > OOF_SIM_MAX_PEOPLE)
    return refuse (error, "--people takes 1 to 100000");
  if (options->groups < 0 || options->groups > OOF_SIM_MAX_GROUPS)
    return refuse (error, "--groups takes 0 to 1000");
  if (options->latency < 0 || options->latency > 60000)
    return refuse (error, "--latency takes 0 to 60000 milliseconds");
  if (options->public_base != NULL && !is_base (options->public_base))
    return refuse (error, "--public takes an address such as https://tenant.example");
  if (options->now != NULL && !oof_sim_zone_parse (options->now, utc, now))
    return refuse (error, "--now takes a time such as 2026-11-23T08:00:00Z");
  return TRUE;
}

static gboolean
add_faults (const Options *options, OofSimServer *server, GError **error)
{
  for (guint i = 0; options->faults != NULL && options->faults[i] != NULL; i++)
    if (!oof_sim_faults_add_spec (oof_sim_server_get_faults (server), options->faults[i]))
      return refuse (error, "--fault takes MATCH:KIND[:TIMES], see the manual");
  return TRUE;
}

static gboolean
keep_record (const Options *options, OofSimServer *server, GError **error)
{
  OofSimRecord *record;

  if (options->record == NULL)
    return TRUE;
  record = oof_sim_record_open (options->record, error);
  if (record == NULL)
    return FALSE;
  oof_sim_server_set_record (server, record);
  return TRUE;
}

/* The one line on standard output: everything is ready. */
static void
print_ready (OofSimServer *server, OofSimConnection *connection)
{
  const gchar *origin = oof_sim_server_get_origin (server);
  const gchar *tls = oof_sim_server_get_tls_origin (server);
  g_autofree gchar *graph = g_strconcat (origin, "/v1.0", NULL);
  g_autofree gchar *ews = oof_sim_connection_make_ews_url (server);
  g_autofree gchar *control = g_strconcat (origin, "/_sim", NULL);
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree gchar *text = NULL;

  json_object_set_string_member (line, "graph", graph);
  json_object_set_string_member (line, "authority", origin);
  json_object_set_string_member (line, "tenant", oof_sim_server_get_tenant (server)->id);
  json_object_set_string_member (line, "ews", ews);
  json_object_set_string_member (line, "autodiscover", tls == NULL ? origin : tls);
  json_object_set_string_member (line, "control", control);
  json_object_set_string_member (line, "connection", oof_sim_connection_get_path (connection));
  text = oof_sim_json_to_text (line);
  fprintf (stdout, "%s\n", text);
  fflush (stdout);
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* Says that it is ready and serves until a signal; who reads the line may send one at once. The
 * handlers stay until the process ends: a second signal must not cut the cleaning up short. */
static void
run_until_signal (OofSimServer *server, OofSimConnection *connection)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  print_ready (server, connection);
  g_main_loop_run (loop);
}

static void
register_protocols (OofSimServer *server)
{
  const OofSimTenant *tenant = oof_sim_server_get_tenant (server);

  oof_sim_control_register (server);
  if (tenant->has_graph)
    {
      oof_sim_graph_register (server);
      oof_sim_login_register (server);
    }
  if (tenant->has_ews)
    {
      oof_sim_ews_register (server);
      oof_sim_autodiscover_register (server);
      oof_sim_owa_register (server);
    }
}

/* The seed is 1 when nobody chooses one. NULL and ERROR when there is no such scenario. */
static OofSimTenant *
create_tenant (const Options *options, gint64 now, GError **error)
{
  OofSimStart start = { .name = options->scenario == NULL ? "demo" : options->scenario,
                        .seed = (guint64) options->seed,
                        .people = (guint) options->people,
                        .groups = (guint) options->groups,
                        .now = now };
  g_autofree gchar *name = NULL;

  if (!oof_sim_scenario_is_known (start.name) && g_file_test (start.name, G_FILE_TEST_IS_REGULAR)
      && !oof_sim_scenario_file_read (start.name, &start, &name, error))
    return NULL;
  if (start.seed == 0)
    start.seed = 1;
  return oof_sim_scenario_new (&start, error);
}

static gboolean
serve (const Options *options, gint64 now, GError **error)
{
  gboolean with_person = g_strcmp0 (options->as, "runner") != 0;
  gboolean with_runner = g_strcmp0 (options->as, "person") != 0;
  g_autoptr (OofSimTenant) tenant = create_tenant (options, now, error);
  g_autoptr (OofSimServer) server = NULL;
  g_autoptr (OofSimConnection) connection = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree gchar *ca_pem = NULL;

  if (tenant == NULL)
    return FALSE;
  if (options->tls && (certificate = oof_sim_tls_new (&ca_pem, error)) == NULL)
    return FALSE;
  server = oof_sim_server_new (tenant, (guint) options->latency);
  if (!keep_record (options, server, error))
    return FALSE;
  if (options->public_base != NULL)
    oof_sim_server_set_base (server, options->public_base);
  register_protocols (server);
  if (!add_faults (options, server, error)
      || !oof_sim_server_listen (server, options->listen == NULL ? "127.0.0.1:0" : options->listen,
                                 certificate, error))
    return FALSE;
  connection = oof_sim_connection_new (server, ca_pem, with_person, with_runner, error);
  if (connection == NULL)
    return FALSE;
  run_until_signal (server, connection);
  return TRUE;
}

/* Asked for by the window, whose child this then is. The parent may already have gone. */
static void
follow_parent (void)
{
  pid_t parent = getppid ();

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    raise (SIGTERM);
}

/* In contrast to an address that cannot be listened at. */
static gboolean
is_usage (const GError *error)
{
  return error->domain == G_OPTION_ERROR
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 now = 0;
  int status = EXIT_SUCCESS;

  setlocale (LC_ALL, "");
  if (!parse_options (&options, &argc, &argv, &error) || !check_options (&options, &now, &error))
    {
      fprintf (stderr, "oof-sim: %s\n", error->message);
      options_clear (&options);
      return EXIT_USAGE;
    }
  if (options.version)
    fprintf (stdout, "oof-sim " OOF_VERSION "\n");
  else
    {
      if (options.die_with_parent)
        follow_parent ();
      if (!serve (&options, now, &error))
        {
          fprintf (stderr, "oof-sim: %s\n", error->message);
          status = is_usage (error) ? EXIT_USAGE : EXIT_FAILURE;
        }
    }
  options_clear (&options);
  return status;
}

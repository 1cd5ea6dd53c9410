/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/oof-paths.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

/* The OOF task at every full hour, as a timer of the person's own systemd (decisions 8). */

#define SERVICE  "oof-manager-task.service"
#define TIMER    "oof-manager-task.timer"
#define RESOURCE "/io/github/oofmanager/oofctl/"
#define COMMAND  "@COMMAND@"

/* Made from data/systemd/oofctl.gresource.xml. */
GResource *oof_cli_get_resource (void);

/* Inside a sandbox the host's systemd is not ours to give units to. */
static gboolean
check_sandbox (GError **error)
{
  if (!oof_paths_is_sandboxed ())
    return TRUE;
  oof_cli_set_usage_error (
      error, _ ("Inside Flatpak no timer can be set up. Let the window run the OOF task in the "
                "background, or install oofctl on a server and use the unit oof-manager.service."));
  return FALSE;
}

static char *
dup_unit_path (const char *unit)
{
  return g_build_filename (g_get_user_config_dir (), "systemd", "user", unit, NULL);
}

/* One word of a command line of a unit: systemd.service(5), "COMMAND LINES". */
static void
append_word (GString *line, const char *word)
{
  g_string_append_c (line, '"');
  for (; *word != '\0'; word++)
    switch (*word)
      {
      case '"':
      case '\\':
        g_string_append_c (line, '\\');
        g_string_append_c (line, *word);
        break;
      case '%':
      case '$':
        g_string_append_c (line, *word);
        g_string_append_c (line, *word);
        break;
      default:
        g_string_append_c (line, *word);
      }
  g_string_append_c (line, '"');
}

static char *
dup_command (OofCli *cli, GError **error)
{
  g_autofree char *program = oof_paths_find_program ("oofctl");
  g_autofree char *path = oof_cli_dup_connection_path (cli, error);
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  GString *line;

  if (absolute == NULL)
    return NULL;
  if (program == NULL || strpbrk (absolute, "\n\r") != NULL)
    {
      oof_cli_set_usage_error (error, _ ("“%s” cannot stand in a unit"), absolute);
      return NULL;
    }
  line = g_string_new (NULL);
  append_word (line, program);
  g_string_append (line, " --connection ");
  append_word (line, absolute);
  return g_string_free (line, FALSE);
}

static gboolean
fail_file (const char *path, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* @command: (nullable) stands where the unit says so. */
static gboolean
write_unit (const char *unit, const char *resource, const char *command, GError **error)
{
  g_autofree char *name = g_strconcat (RESOURCE, resource, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (oof_cli_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *path = dup_unit_path (unit);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) local = NULL;

  if (bytes == NULL)
    return FALSE;
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  if (command != NULL)
    g_string_replace (text, COMMAND, command, 0);
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail_file (folder, error);
  if (g_file_set_contents (path, text->str, (gssize) text->len, &local))
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_DISK, local->message);
  return FALSE;
}

/* `systemctl --user …`. @out: (out) (optional) what it printed. UNREACHABLE when there is no
 * systemd of this person. */
static gboolean
systemctl (OofCli *cli, const char *const *arguments, char **out, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *complaint = NULL;
  g_autoptr (GError) local = NULL;

  g_strv_builder_add_many (builder, "systemctl", "--user", NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  g_auto (GStrv) words = g_strv_builder_end (builder);
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *) words,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &local);
  if (process != NULL)
    {
      g_subprocess_communicate_utf8_async (process, NULL, cli->cancellable, oof_cli_done_cb, cli);
      if (g_subprocess_communicate_utf8_finish (process, oof_cli_wait (cli), out, &complaint,
                                                &local)
          && g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0)
        return TRUE;
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE, "systemctl --user: %s",
               local != NULL ? local->message : g_strstrip (complaint));
  return FALSE;
}

int
oof_cli_timer_install (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autofree char *command = NULL;

  if (words != NULL && check_sandbox (&error))
    command = dup_command (cli, &error);
  if (command == NULL || !write_unit (SERVICE, SERVICE ".in", command, &error)
      || !write_unit (TIMER, TIMER, NULL, &error)
      || !systemctl (cli, (const char *const[]){ "daemon-reload", NULL }, NULL, &error)
      || !systemctl (cli, (const char *const[]){ "enable", "--now", TIMER, NULL }, NULL, &error))
    return oof_cli_fail (error);
  if (!cli->quiet)
    {
      oof_cli_print (
          _ ("The OOF task runs at every full hour, as long as you are signed in on this "
             "computer."));
      oof_cli_print ("\n");
    }
  return OOF_CLI_DONE;
}

static gboolean
remove_unit (const char *unit, GError **error)
{
  g_autofree char *path = dup_unit_path (unit);

  return g_unlink (path) == 0 || errno == ENOENT || fail_file (path, error);
}

static gboolean
is_installed (void)
{
  g_autofree char *path = dup_unit_path (TIMER);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

int
oof_cli_timer_remove (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !check_sandbox (&error))
    return oof_cli_fail (error);
  if (!is_installed ())
    return OOF_CLI_DONE;
  /* Whatever systemd says, the files go. */
  g_autoptr (GError) trouble = NULL;
  systemctl (cli, (const char *const[]){ "disable", "--now", TIMER, NULL }, NULL, &trouble);
  if (!remove_unit (TIMER, &error) || !remove_unit (SERVICE, &error))
    return oof_cli_fail (error);
  if (trouble == NULL)
    systemctl (cli, (const char *const[]){ "daemon-reload", NULL }, NULL, &trouble);
  return oof_cli_fail (trouble);
}

int
oof_cli_timer_status (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  const char *const ask[] = { "show", TIMER, "--property=NextElapseUSecRealtime", "--value", NULL };
  gboolean installed = is_installed ();
  g_autofree char *next = NULL;

  if (words == NULL || !check_sandbox (&error))
    return oof_cli_fail (error);
  if (installed)
    systemctl (cli, ask, &next, &error);
  const char *when = next != NULL && *g_strstrip (next) != '\0' ? next : NULL;
  if (cli->json)
    {
      g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_bool (writer, "installed", installed);
      oof_json_writer_add_bool (writer, "active", when != NULL);
      oof_json_writer_add_string_or_null (writer, "next", when);
      oof_json_writer_end_object (writer);
      oof_cli_print_json (writer);
      return oof_cli_fail (error);
    }
  g_autofree char *line =
      !installed     ? g_strdup (_ ("There is no timer."))
      : when == NULL ? g_strdup (_ ("The timer is installed but not active."))
                     : g_strdup_printf (_ ("The timer is active; the next run is %s."), when);
  oof_cli_print (line);
  oof_cli_print ("\n");
  return oof_cli_fail (error);
}

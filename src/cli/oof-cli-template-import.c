/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-template-files.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-template.h"
#include "core/oof-template-readings.h"

/* How the import is to be done. */
typedef struct
{
  gboolean dry_run;
  gboolean reversed;
} Wishes;

/* What became of one file. */
typedef struct
{
  const OofTemplateFile *file; /* (not owned) */
  OofTemplate *tmpl;           /* (owned) (nullable) what is stored, NULL: nothing can be */
  const char *result;          /* "new", "changed", "unchanged", "failed" */
  char *error;                 /* (owned) (nullable) */
  GPtrArray *findings;         /* (owned) (nullable) */
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->tmpl, oof_template_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->error);
}

static void
fail (Outcome *self, const GError *error)
{
  self->result = "failed";
  self->error = error->domain == G_IO_ERROR ? g_strdup (error->message) : oof_words_error (error);
}

/* Templates with mistakes are taken too: what the original did with them is not known, and at run
 * time an unknown name counts as empty (decisions 6). */
static void
import_one (OofCli *cli, const OofTemplateFile *file, const Wishes *wishes, Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) saved = NULL;
  OofTemplate *known;

  outcome->file = file;
  if (file->tmpl == NULL)
    {
      fail (outcome, file->error);
      return;
    }
  known = oof_template_find (oof_session_get_templates (cli->session), file->tmpl->name);
  outcome->tmpl = oof_session_prepare_import (cli->session, file->tmpl, wishes->reversed);
  outcome->findings = oof_session_check_template (cli->session, outcome->tmpl);
  outcome->result = known == NULL ? "new" : "changed";
  if (known != NULL && oof_template_same_content (known, outcome->tmpl))
    outcome->result = "unchanged";
  else if (!wishes->dry_run)
    saved = oof_cli_save_template (cli, outcome->tmpl, &error);
  if (error != NULL)
    fail (outcome, error);
}

/* The two readings of the markers. */

static void
write_reading (OofCli *cli, OofJsonWriter *writer, const char *member, const OofTemplate *tmpl)
{
  OofOptions *options = oof_session_get_options (cli->session);
  g_autofree char *forwarded = oof_template_render_example (tmpl, options, TRUE);
  g_autofree char *alone = oof_template_render_example (tmpl, options, FALSE);

  oof_json_writer_begin_object (writer, member);
  oof_json_writer_add_string (writer, "forwarded", forwarded);
  oof_json_writer_add_string (writer, "notForwarded", alone);
  oof_json_writer_end_object (writer);
}

static void
write_readings (OofCli *cli, OofJsonWriter *writer, const OofTemplate *read)
{
  if (read == NULL || !oof_template_has_two_readings (read))
    {
      oof_json_writer_add_null (writer, "readings");
      return;
    }
  g_autoptr (OofTemplate) reversed = oof_template_reverse (read);
  oof_json_writer_begin_object (writer, "readings");
  write_reading (cli, writer, "kept", read);
  write_reading (cli, writer, "reversed", reversed);
  oof_json_writer_end_object (writer);
}

static void
write_outcome (OofCli *cli, OofJsonWriter *writer, const Outcome *outcome)
{
  const OofTemplate *read = outcome->file->tmpl;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "file", outcome->file->file);
  oof_json_writer_add_string_or_null (writer, "name", read != NULL ? read->name : NULL);
  oof_json_writer_add_string_or_null (writer, "format",
                                      read == NULL ? NULL
                                      : read->html ? "html"
                                                   : "text");
  oof_json_writer_add_string_or_null (
      writer, "encoding", read != NULL ? oof_encoding_to_string (outcome->file->encoding) : NULL);
  oof_json_writer_add_string (writer, "result", outcome->result);
  oof_json_writer_add_string_or_null (writer, "error", outcome->error);
  oof_cli_findings_write (outcome->findings != NULL ? outcome->findings : none, writer);
  write_readings (cli, writer, read);
  oof_json_writer_end_object (writer);
}

static void
print_text (const char *heading, const char *text)
{
  oof_cli_print (heading);
  oof_cli_print ("\n");
  oof_cli_print_bare (text);
  oof_cli_print ("\n");
}

static void
print_readings (OofCli *cli, const OofTemplate *read)
{
  OofOptions *options = oof_session_get_options (cli->session);
  g_autoptr (OofTemplate) reversed = oof_template_reverse (read);
  g_autofree char *here = oof_template_render_example (read, options, TRUE);
  g_autofree char *there = oof_template_render_example (reversed, options, TRUE);
  g_autofree char *here_alone = oof_template_render_example (read, options, FALSE);
  g_autofree char *there_alone = oof_template_render_example (reversed, options, FALSE);

  print_text (_ ("--- as it is read here, with forwarding:"), here);
  print_text (_ ("--- as it is read here, without:"), here_alone);
  print_text (_ ("--- read the other way round (--reversed), with forwarding:"), there);
  print_text (_ ("--- read the other way round, without:"), there_alone);
}

static const char *
say_result (const Outcome *outcome)
{
  if (g_str_equal (outcome->result, "new"))
    return _ ("new");
  if (g_str_equal (outcome->result, "changed"))
    return _ ("changed");
  return g_str_equal (outcome->result, "unchanged") ? _ ("unchanged") : _ ("failed");
}

static void
print_outcome (OofCli *cli, const Outcome *outcome)
{
  g_autofree char *file = oof_cli_dup_line (outcome->file->file);
  g_autofree char *line = g_strdup_printf ("%s: %s\n", file, say_result (outcome));

  if (!cli->quiet)
    oof_cli_print (line);
  if (outcome->error != NULL)
    oof_cli_warn ("%s: %s", file, outcome->error);
  for (guint i = 0; outcome->findings != NULL && i < outcome->findings->len; i++)
    {
      g_autofree char *text = oof_cli_finding_to_text (g_ptr_array_index (outcome->findings, i));
      oof_cli_warn ("%s: %s", file, text);
    }
  if (!cli->quiet && outcome->file->tmpl != NULL
      && oof_template_has_two_readings (outcome->file->tmpl))
    print_readings (cli, outcome->file->tmpl);
}

/* Returns: the exit code. */
static int
import_all (OofCli *cli, GPtrArray *files, const Wishes *wishes)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  int code = OOF_CLI_DONE;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "templates");
  for (guint i = 0; i < files->len; i++)
    {
      Outcome outcome = { .file = NULL };

      import_one (cli, g_ptr_array_index (files, i), wishes, &outcome);
      if (outcome.error != NULL)
        code = OOF_CLI_SOME_FAILED;
      if (cli->json)
        write_outcome (cli, writer, &outcome);
      else
        print_outcome (cli, &outcome);
      outcome_clear (&outcome);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  if (cli->json)
    oof_cli_print_json (writer);
  return code;
}

static void
file_free (gpointer data)
{
  OofTemplateFile *self = data;

  oof_template_unref (self->tmpl);
  g_free (self->file);
  g_free (self);
}

/* The template that ships, as if it had been read. (transfer full) */
static GPtrArray *
list_standard (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);
  OofTemplateFile *file = g_new0 (OofTemplateFile, 1);

  file->tmpl = oof_template_files_get_standard ();
  file->file = g_strdup (file->tmpl->name);
  g_ptr_array_add (files, file);
  return files;
}

/* A folder that cannot be read is a wrong argument. @typed: (nullable) NULL: that of the options.
 * (transfer full) (nullable) */
static GPtrArray *
read_folder (OofCli *cli, const char *typed, GError **error)
{
  const char *usual = oof_session_get_options (cli->session)->template_folder;
  const char *path = typed != NULL ? typed : usual;

  if (*path == '\0')
    {
      oof_cli_set_usage_error (error, _ ("Either a folder or --standard: the option templateFolder "
                                         "names none"));
      return NULL;
    }
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  GPtrArray *files;

  oof_template_files_read_async (folder, cli->cancellable, oof_cli_done_cb, cli);
  files = oof_template_files_read_finish (oof_cli_wait (cli), &cause);
  if (files == NULL)
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
  return files;
}

int
oof_cli_template_import (OofCli *cli, char **arguments)
{
  Wishes wishes = { .dry_run = FALSE };
  gboolean standard = FALSE;
  const GOptionEntry options[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &wishes.dry_run, N_ ("Show it, store nothing"), NULL },
    { "reversed", 0, 0, G_OPTION_ARG_NONE, &wishes.reversed,
      N_ ("Forwarding markers name the case in which their line is deleted"), NULL },
    { "standard", 0, 0, G_OPTION_ARG_NONE, &standard,
      N_ ("The template that comes with the program"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 1, &error);

  if (words != NULL && words[0] != NULL && standard)
    oof_cli_set_usage_error (&error, _ ("Either a folder or --standard"));
  if (words == NULL || error != NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  files = standard ? list_standard () : read_folder (cli, words[0], &error);
  if (files == NULL)
    return oof_cli_fail (error);
  return import_all (cli, files, &wishes);
}

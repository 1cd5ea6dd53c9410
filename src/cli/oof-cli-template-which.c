/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-template.h"
#include "cli/oof-cli-values.h"

static void
add_steps (OofJsonWriter *writer, GPtrArray *steps)
{
  oof_json_writer_begin_array (writer, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      const OofTemplateStep *step = g_ptr_array_index (steps, i);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "by", oof_template_by_to_string (step->by));
      oof_json_writer_add_string_or_null (writer, "name", step->name);
      oof_json_writer_add_string_or_null (writer, "template", step->template_name);
      oof_json_writer_add_string (writer, "outcome",
                                  oof_template_outcome_to_string (step->outcome));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_json (const OofPerson *person, const OofTemplateChoice *choice)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "person", person->address);
  oof_json_writer_add_string_or_null (writer, "template",
                                      choice->tmpl != NULL ? choice->tmpl->name : NULL);
  oof_json_writer_add_string (writer, "by", oof_template_by_to_string (choice->by));
  oof_json_writer_add_string_or_null (writer, "name", choice->name);
  add_steps (writer, choice->steps);
  oof_json_writer_begin_array (writer, "allowed");
  for (guint i = 0; i < choice->allowed->len; i++)
    oof_json_writer_add_string (writer, NULL,
                                ((OofTemplate *) g_ptr_array_index (choice->allowed, i))->name);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_text (const OofTemplateChoice *choice)
{
  const char *headings[] = { _ ("Named by"), _ ("Template"), _ ("Outcome"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  g_autofree char *why = oof_words_template_by (choice->by, choice->name);
  const char *name = choice->tmpl != NULL ? choice->tmpl->name : _ ("No template");
  g_autofree char *line = g_strdup_printf ("%s: %s\n", name, why);

  oof_cli_print (line);
  for (guint i = 0; i < choice->steps->len; i++)
    {
      const OofTemplateStep *step = g_ptr_array_index (choice->steps, i);
      g_autofree char *by = oof_words_template_by (step->by, step->name);

      oof_cli_table_add (table, by, step->template_name,
                         oof_words_template_outcome (step->outcome));
    }
  oof_cli_table_print (table);
}

/* @id, @subject: (nullable) Returns: the exit code. */
static int
explain (OofCli *cli, const char *who, const char *id, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofAbsence) absence = NULL;
  OofPerson *person = oof_session_find_person (cli->session, who, &error);

  if (person != NULL)
    absence = oof_cli_find_absence_of (cli, person, id, &error);
  if (absence == NULL)
    return oof_cli_fail (error);
  if (subject != NULL)
    {
      OofAbsence *other = oof_absence_copy (absence);

      g_free (other->subject);
      other->subject = g_strdup (subject);
      g_clear_pointer (&other->template_name, g_free);
      oof_absence_unref (absence);
      absence = other;
    }
  g_autoptr (OofTemplateChoice) choice =
      oof_session_explain_template (cli->session, person, absence);
  if (cli->json)
    print_json (person, choice);
  else
    print_text (choice);
  return OOF_CLI_DONE;
}

int
oof_cli_template_which (OofCli *cli, char **arguments)
{
  g_autofree char *person = NULL;
  g_autofree char *absence = NULL;
  g_autofree char *subject = NULL;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &person, N_ ("Whose reply"), N_ ("PERSON") },
    { "absence", 'a', 0, G_OPTION_ARG_FILENAME, &absence,
      N_ ("For which absence; default: the running or next one, else a week from today"),
      N_ ("ID") },
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &subject, N_ ("For an absence with this subject"),
      N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words != NULL && person == NULL)
    oof_cli_set_usage_error (&error, _ ("--person is missing"));
  else if (words != NULL && absence != NULL && subject != NULL)
    oof_cli_set_usage_error (&error, _ ("--absence and --subject contradict each other"));
  if (words == NULL || error != NULL || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  return explain (cli, person, absence, subject);
}

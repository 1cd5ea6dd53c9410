/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "core/oof-option-field.h"

/* Under @member in the JSON type of the document. */
static void
write_value (OofJsonWriter *writer,
             const char *member,
             const OofOptionField *field,
             const OofOptions *options)
{
  g_autofree char *text = oof_option_field_dup_text (field, options);

  if (field->kind == OOF_OPTION_NUMBER)
    oof_json_writer_add_int (writer, member, oof_option_field_get_number (field, options));
  else if (field->kind == OOF_OPTION_SWITCH)
    oof_json_writer_add_bool (writer, member, oof_option_field_get_switch (field, options));
  else
    oof_json_writer_add_string_or_null (writer, member, text);
}

static void
write_saved_at (OofJsonWriter *writer, const OofOptions *options)
{
  g_autofree char *saved_at = oof_instant_format (options->saved_at);

  oof_json_writer_add_string_or_null (writer, "savedAt", saved_at);
}

/* The names of docs/storage-format.md. */
static void
print_json (const OofOptions *options)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  write_saved_at (writer, options);
  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    write_value (writer, field->name, field, options);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (const OofOptions *options)
{
  const char *headings[] = { _ ("Option"), _ ("Value"), _ ("Meaning"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  g_autofree char *saved_at = oof_instant_format (options->saved_at);

  oof_cli_table_add (table, "savedAt", saved_at != NULL ? saved_at : _ ("never"), _ ("last saved"));
  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    {
      g_autofree char *value = oof_option_field_dup_text (field, options);
      oof_cli_table_add (table, field->name, value, oof_words_option (field->name));
    }
  oof_cli_table_print (table);
}

static void
print_one_json (const OofOptionField *field, const OofOptions *options)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", field->name);
  write_value (writer, "value", field, options);
  write_saved_at (writer, options);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static const OofOptionField *
find_field (const char *name, GError **error)
{
  const OofOptionField *field = oof_option_field_find (name);

  if (field == NULL)
    oof_cli_set_usage_error (
        error, _ ("There is no option “%s” to set. See “oofctl options show”."), name);
  return field;
}

int
oof_cli_options_show (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  if (cli->json)
    print_json (oof_session_get_options (cli->session));
  else
    print_table (oof_session_get_options (cli->session));
  return OOF_CLI_DONE;
}

int
oof_cli_options_get (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  const OofOptionField *field = words != NULL ? find_field (words[0], &error) : NULL;

  if (field == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  OofOptions *options = oof_session_get_options (cli->session);
  g_autofree char *value = oof_option_field_dup_text (field, options);
  if (cli->json)
    print_one_json (field, options);
  else
    {
      oof_cli_print (value);
      oof_cli_print ("\n");
    }
  return OOF_CLI_DONE;
}

/* Setting an option to what it is saves, too: that is what starts the scheduled runs. */
int
oof_cli_options_set (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 2, 2, &error);
  const OofOptionField *field = words != NULL ? find_field (words[0], &error) : NULL;

  if (field == NULL)
    return oof_cli_fail (error);

  g_autoptr (OofOptions) trial = oof_options_new ();
  if (!oof_option_field_set (field, trial, words[1], &error)
      || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (OofOptions) options = oof_options_copy (oof_session_get_options (cli->session));
  g_autoptr (OofOptions) stored = NULL;
  if (oof_option_field_set (field, options, words[1], &error))
    {
      oof_session_save_options_async (cli->session, options, cli->cancellable, oof_cli_done_cb,
                                      cli);
      stored = oof_session_save_options_finish (cli->session, oof_cli_wait (cli), &error);
    }
  if (stored != NULL && cli->json)
    print_one_json (field, stored);
  return oof_cli_fail (error);
}

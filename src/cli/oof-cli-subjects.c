/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-list.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"

/* The members of docs/storage-format.md. */
static void
print_json (GPtrArray *subjects)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "subjects");
  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "name", subject->name);
      oof_json_writer_add_string_or_null (writer, "color", subject->color);
      oof_json_writer_add_string_or_null (writer, "pattern", subject->pattern);
      oof_json_writer_add_string_or_null (writer, "template", subject->template_name);
      oof_json_writer_add_bool (writer, "confidential", subject->confidential);
      oof_json_writer_add_bool (writer, "administrators", subject->administrators);
      oof_json_writer_add_bool (writer, "closure", subject->closure);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (GPtrArray *subjects)
{
  const char *headings[] = { _ ("Subject"),      _ ("Colour"),
                             _ ("Pattern"),      _ ("Template"),
                             _ ("Confidential"), _ ("Administrators"),
                             _ ("Closure"),      NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      oof_cli_table_add (table, subject->name, subject->color, subject->pattern,
                         subject->template_name, subject->confidential ? _ ("yes") : NULL,
                         subject->administrators ? _ ("yes") : NULL,
                         subject->closure ? _ ("yes") : NULL);
    }
  oof_cli_table_print (table);
}

int
oof_cli_subjects (OofCli *cli, char **arguments)
{
  return oof_cli_show_list (cli, arguments, oof_session_get_subjects, print_json, print_table);
}

/* What was typed behind `subjects set`. */
typedef struct
{
  char *color;          /* (owned) (nullable) */
  char *pattern;        /* (owned) (nullable) */
  char *template_name;  /* (owned) (nullable) */
  char *confidential;   /* (owned) (nullable) */
  char *administrators; /* (owned) (nullable) */
  char *closure;        /* (owned) (nullable) */
} Typed;

static void
typed_clear (Typed *typed)
{
  g_free (typed->color);
  g_free (typed->pattern);
  g_free (typed->template_name);
  g_free (typed->confidential);
  g_free (typed->administrators);
  g_free (typed->closure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static GPtrArray *
copy_subjects (OofCli *cli)
{
  GPtrArray *subjects = oof_session_get_subjects (cli->session);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);

  for (guint i = 0; i < subjects->len; i++)
    g_ptr_array_add (copies, oof_subject_copy (g_ptr_array_index (subjects, i)));
  return copies;
}

static gboolean
change (OofCli *cli, const Typed *typed, OofSubject *subject, GError **error)
{
  if (typed->template_name != NULL && *typed->template_name != '\0'
      && oof_cli_find_template (cli, typed->template_name, error) == NULL)
    return FALSE;
  oof_cli_replace_text (&subject->color, typed->color);
  oof_cli_replace_text (&subject->pattern, typed->pattern);
  oof_cli_replace_text (&subject->template_name, typed->template_name);
  return oof_cli_parse_switch ("--confidential", typed->confidential, &subject->confidential, error)
         && oof_cli_parse_switch ("--administrators", typed->administrators,
                                  &subject->administrators, error)
         && oof_cli_parse_switch ("--closure", typed->closure, &subject->closure, error);
}

static int
save (OofCli *cli, GPtrArray *subjects)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  oof_session_save_subjects_async (cli->session, oof_session_get_subjects (cli->session), subjects,
                                   cli->cancellable, oof_cli_done_cb, cli);
  stored = oof_session_save_subjects_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}

int
oof_cli_subjects_set (OofCli *cli, char **arguments)
{
  g_auto (Typed) typed = { 0 };
  const GOptionEntry options[] = {
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &typed.color, N_ ("Colour in the timeline"),
      N_ ("#RRGGBB") },
    { "pattern", 0, 0, G_OPTION_ARG_FILENAME, &typed.pattern,
      N_ ("Pattern in the timeline: plain, hatch, dots, across, down or cross"), N_ ("NAME") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &typed.template_name,
      N_ ("Its default template; empty: that of the person's group"), N_ ("NAME") },
    { "confidential", 0, 0, G_OPTION_ARG_FILENAME, &typed.confidential,
      N_ ("Others see “Abwesend” instead"), N_ ("yes|no") },
    { "administrators", 0, 0, G_OPTION_ARG_FILENAME, &typed.administrators,
      N_ ("Only administrators can choose it"), N_ ("yes|no") },
    { "closure", 0, 0, G_OPTION_ARG_FILENAME, &typed.closure,
      N_ ("It can be distributed to a group"), N_ ("yes|no") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) subjects = copy_subjects (cli);
  OofSubject *subject = oof_subject_find (subjects, words[0]);
  if (subject == NULL)
    {
      subject = oof_subject_new (words[0]);
      g_ptr_array_add (subjects, subject);
    }
  if (!change (cli, &typed, subject, &error))
    return oof_cli_fail (error);
  return save (cli, subjects);
}

int
oof_cli_subjects_remove (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) subjects = copy_subjects (cli);
  OofSubject *subject = oof_subject_find (subjects, words[0]);
  if (subject == NULL)
    {
      oof_cli_set_usage_error (&error, _ ("There is no subject “%s”"), words[0]);
      return oof_cli_fail (error);
    }
  g_ptr_array_remove (subjects, subject);
  return save (cli, subjects);
}

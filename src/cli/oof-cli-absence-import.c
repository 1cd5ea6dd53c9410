/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-absence-draft.h"
#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"
#include "format/oof-csv.h"

typedef struct
{
  OofCli *cli; /* (not owned) */
  OofCsv *csv; /* (owned) */
  gboolean dry_run;
  GPtrArray *drafts; /* (owned) OofAbsence: the good rows */
  GHashTable *lines; /* (owned) key of a draft -> line of the file */
  GPtrArray *ids;    /* (owned) utf8: what was saved */
  guint n_bad;
  guint n_there; /* rows whose absence is stored already */
} Import;

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->csv, oof_csv_unref);
  g_ptr_array_unref (import->drafts);
  g_hash_table_unref (import->lines);
  g_ptr_array_unref (import->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static void
list_bad (Import *import, guint line, const GError *error)
{
  g_autofree char *sentence = oof_words_error (error);

  oof_cli_warn (_ ("line %u: %s"), line, sentence);
  import->n_bad++;
}

/* An empty field is one that was not typed. (transfer full) (nullable) */
static char *
dup_field (Import *import, guint row, const char *column)
{
  const char *text = oof_csv_get (import->csv, row, column);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
read_calendar (Import *import, guint row, OofCliTyped *typed, GError **error)
{
  g_autofree char *text = dup_field (import, row, "calendar");
  OofCalendarMode mode = OOF_CALENDAR_STANDARD;

  if (text != NULL && !oof_calendar_mode_from_string (text, &mode))
    {
      oof_cli_set_usage_error (error, _ ("calendar: “%s” is none of standard, calendar-only, none"),
                               text);
      return FALSE;
    }
  typed->calendar_only = mode == OOF_CALENDAR_CALENDAR_ONLY;
  typed->no_calendar = mode == OOF_CALENDAR_NONE;
  return TRUE;
}

/* The fields as if they had been typed behind `absence add`: the same rules. */
static gboolean
read_typed (Import *import, guint row, OofCliTyped *typed, GError **error)
{
  typed->from = dup_field (import, row, "from");
  typed->to = dup_field (import, row, "to");
  typed->time_from = dup_field (import, row, "timeFrom");
  typed->time_to = dup_field (import, row, "timeTo");
  typed->open_end = typed->to == NULL && typed->time_to == NULL;
  typed->subject = dup_field (import, row, "subject");
  typed->note = dup_field (import, row, "note");
  typed->template_name = dup_field (import, row, "template");
  typed->audience = dup_field (import, row, "audience");
  typed->deputy = dup_field (import, row, "deputy");
  typed->ticket = dup_field (import, row, "ticket");
  return read_calendar (import, row, typed, error);
}

static gboolean
set_forward (Import *import, guint row, OofAbsence *draft, GError **error)
{
  g_autofree char *to = dup_field (import, row, "forward");

  draft->forward_copy = TRUE;
  if (to != NULL)
    draft->forward_to = g_utf8_strdown (to, -1);
  return oof_csv_read_bool (import->csv, row, "copy", OOF_OPTIONAL, &draft->forward_copy, error);
}

/* The id that export wrote: the same absence again. */
static void
set_key (Import *import, guint row, OofAbsence *draft)
{
  g_autofree char *id = dup_field (import, row, "id");
  g_autofree char *key = id != NULL ? oof_cli_dup_key (id) : NULL;

  if (key == NULL || !g_uuid_string_is_valid (key + 2))
    return;
  g_free (draft->key);
  draft->key = g_steal_pointer (&key);
}

/* (transfer full) (nullable) */
static OofAbsence *
create_draft (Import *import, guint row, GError **error)
{
  OofSession *session = import->cli->session;
  g_auto (OofCliTyped) typed = { 0 };
  OofCliWanted wanted = { .audience = OOF_AUDIENCE_UNSET };
  const char *name = oof_csv_get (import->csv, row, "person");
  OofPerson *deputy = NULL;

  if (!oof_csv_check_row (import->csv, row, error) || !read_typed (import, row, &typed, error)
      || !oof_cli_typed_understand (&typed, 1, &wanted, error))
    return NULL;
  OofPerson *listed = oof_session_find_person (session, name, error);
  if (listed != NULL && typed.deputy != NULL)
    deputy = oof_session_find_person (session, typed.deputy, error);
  if (listed == NULL || (typed.deputy != NULL && deputy == NULL))
    return NULL;
  g_autoptr (OofPerson) person = oof_cli_read_person (import->cli, listed->address, error);
  if (person == NULL)
    return NULL;
  g_autoptr (OofAbsence) draft = oof_cli_typed_create_draft (&typed, &wanted, person, deputy);
  set_key (import, row, draft);
  if (!set_forward (import, row, draft, error))
    return NULL;
  return g_steal_pointer (&draft);
}

/* What is stored, and what other rows of the file say. */
static gboolean
check_overlap (Import *import, OofAbsence *draft, GError **error)
{
  g_autoptr (GPtrArray) stored = oof_session_find_conflicts (import->cli->session, draft);
  g_autoptr (GPtrArray) rows = oof_absence_find_conflicts (import->drafts, draft);
  OofAbsence *other = stored->len > 0 ? g_ptr_array_index (stored, 0)
                      : rows->len > 0 ? g_ptr_array_index (rows, 0)
                                      : NULL;

  if (other == NULL)
    return TRUE;
  g_autofree char *dates = oof_words_absence_dates (other);
  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, _ ("%s has an absence then: %s (%s)"),
               other->person, dates, other->key);
  return FALSE;
}

static gboolean
check_circle (Import *import, OofAbsence *draft, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, draft);
  return oof_cli_check_deputies (import->cli, one, error);
}

static void
read_row (Import *import, guint row)
{
  g_autoptr (GError) error = NULL;
  guint line = oof_csv_get_line (import->csv, row);
  g_autoptr (OofAbsence) draft = create_draft (import, row, &error);

  if (draft != NULL && oof_session_find_absence (import->cli->session, draft->key) != NULL)
    {
      import->n_there++;
      return;
    }
  if (draft == NULL || !oof_session_check_absence (import->cli->session, draft, &error)
      || !check_circle (import, draft, &error) || !check_overlap (import, draft, &error))
    {
      list_bad (import, line, error);
      return;
    }
  g_hash_table_insert (import->lines, g_strdup (draft->key), GUINT_TO_POINTER (line));
  g_ptr_array_add (import->drafts, g_steal_pointer (&draft));
}

static void
added_cb (OofAbsence *draft, OofAbsence *stored, const GError *error, gpointer user_data)
{
  Import *import = user_data;

  if (stored != NULL)
    g_ptr_array_add (import->ids, g_strdup (stored->key));
  else
    list_bad (import, GPOINTER_TO_UINT (g_hash_table_lookup (import->lines, draft->key)), error);
}

static void
save (Import *import)
{
  OofCli *cli = import->cli;
  guint n_known = import->n_bad;
  g_autoptr (GError) error = NULL;

  oof_session_add_absences_async (cli->session, import->drafts, added_cb, import, cli->cancellable,
                                  oof_cli_done_cb, cli);
  if (oof_session_add_absences_finish (cli->session, oof_cli_wait (cli), &error))
    return;
  guint n_done = import->ids->len + import->n_bad - n_known;
  if (n_done < import->drafts->len)
    oof_cli_warn (ngettext ("%u absence was not saved", "%u absences were not saved",
                            import->drafts->len - n_done),
                  import->drafts->len - n_done);
  import->n_bad += import->drafts->len - n_done;
}

static OofCsv *
read_file (OofCli *cli, const char *path, GError **error)
{
  static const char *const columns[] = { "person", "from", NULL };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = oof_cli_read_bytes (cli, path, OOF_CSV_DEFAULT_MAX_BYTES, error);
  g_autoptr (OofCsv) csv = bytes != NULL ? oof_csv_parse (bytes, 0, &cause) : NULL;

  if (csv != NULL && oof_csv_require_columns (csv, columns, &cause))
    return g_steal_pointer (&csv);
  if (cause != NULL)
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
  return NULL;
}

static int
import_file (Import *import)
{
  for (guint row = 0; row < oof_csv_get_n_rows (import->csv); row++)
    read_row (import, row);
  if (!import->dry_run)
    save (import);
  for (guint i = 0; import->dry_run && i < import->drafts->len; i++)
    g_ptr_array_add (import->ids,
                     g_strdup (((OofAbsence *) g_ptr_array_index (import->drafts, i))->key));
  if (import->n_there > 0 && !import->cli->quiet)
    oof_cli_warn (ngettext ("Note: %u absence is there already",
                            "Note: %u absences are there already", import->n_there),
                  import->n_there);
  oof_cli_print_ids (import->cli, import->ids);
  return import->n_bad > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

int
oof_cli_absence_import (OofCli *cli, char **arguments)
{
  g_auto (Import) import = {
    .cli = cli,
    .drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref),
    .lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .ids = g_ptr_array_new_with_free_func (g_free),
  };
  const GOptionEntry options[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import.dry_run, N_ ("Only say what would be imported"),
      NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL)
    import.csv = read_file (cli, words[0], &error);
  if (import.csv == NULL || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  return import_file (&import);
}

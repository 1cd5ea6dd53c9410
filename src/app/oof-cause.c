/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-cause.h"

#include <gio/gio.h>

#include "core/oof-error.h"

void
oof_cause_free (OofCause *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

/* Takes @key. @name: (nullable) */
static void
add (GPtrArray *causes, OofCauseKind kind, char *key, const char *name, const char *detail)
{
  OofCause *cause = g_new0 (OofCause, 1);

  cause->kind = kind;
  cause->key = g_strdelimit (key, "\r\n", ' ');
  cause->name = g_strdup (name);
  cause->detail = g_strdup (detail);
  g_ptr_array_add (causes, cause);
}

static gboolean
has_key (GPtrArray *causes, const char *key)
{
  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (((OofCause *) causes->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

/* Many mailboxes with the same decision are one cause. */
static void
add_once (GPtrArray *causes, OofCauseKind kind, const char *key, const char *detail)
{
  if (!has_key (causes, key))
    add (causes, kind, g_strdup (key), NULL, detail);
}

static void
look_at_error (GPtrArray *causes, const OofRunRow *row)
{
  if (row->result == OOF_RESULT_SKIPPED)
    {
      if (g_error_matches (row->error, OOF_ERROR, OOF_ERROR_LIMIT))
        add_once (causes, OOF_CAUSE_SKIPPED, "skipped", row->error->message);
    }
  else if (row->result != OOF_RESULT_FAILED)
    return;
  else if (g_error_matches (row->error, OOF_ERROR, OOF_ERROR_CONFLICT))
    add_once (causes, OOF_CAUSE_MISSING, "missing", row->error->message);
  else
    add (causes, OOF_CAUSE_FAILED,
         g_strdup_printf ("failed %s %s %d", row->address, g_quark_to_string (row->error->domain),
                          row->error->code),
         row->name, row->error->message);
}

static gboolean
is_somebody_elses (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE);
}

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const OofCause *left = *(const OofCause *const *) a;
  const OofCause *right = *(const OofCause *const *) b;

  return left->kind != right->kind ? (int) left->kind - (int) right->kind
                                   : g_strcmp0 (left->key, right->key);
}

GPtrArray *
oof_causes_list (OofRunReport *report, const GError *error)
{
  GPtrArray *causes = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_cause_free);

  if (error != NULL && !is_somebody_elses (error))
    add (causes, OOF_CAUSE_RUN,
         g_strdup_printf ("run %s %d", g_quark_to_string (error->domain), error->code), NULL,
         error->message);
  for (guint i = 0; report != NULL && i < report->rows->len; i++)
    {
      const OofRunRow *row = report->rows->pdata[i];

      if (row->error != NULL)
        look_at_error (causes, row);
      if (row->plan != NULL && row->plan->verdict == OOF_VERDICT_CHANGED_OUTSIDE)
        add (causes, OOF_CAUSE_DRIFT, g_strdup_printf ("drift %s", row->address), row->name, "");
    }
  g_ptr_array_sort (causes, compare_causes);
  return causes;
}

/* Words of docs/storage-format.md: a run that somebody ended, or that was left to the holder of the
 * lease, is fine. */
static void
look_at_end (GPtrArray *causes, const OofRunLog *log)
{
  static const char *const fine[] = { "cancelled", "lease", NULL };

  if (log->ended != NULL && !g_strv_contains (fine, log->ended))
    add (causes, OOF_CAUSE_RUN, g_strdup_printf ("run %s", log->ended), NULL,
         log->message != NULL ? log->message : "");
}

static void
look_at_line (GPtrArray *causes, const OofLogPerson *line)
{
  gboolean skipped = g_strcmp0 (line->result, oof_run_result_to_string (OOF_RESULT_SKIPPED)) == 0;
  gboolean failed = g_strcmp0 (line->result, oof_run_result_to_string (OOF_RESULT_FAILED)) == 0;
  const char *detail = line->error != NULL ? line->error : "";

  if (skipped && g_strcmp0 (line->code, "limit") == 0)
    add_once (causes, OOF_CAUSE_SKIPPED, "skipped", detail);
  else if (failed && g_strcmp0 (line->code, "conflict") == 0)
    add_once (causes, OOF_CAUSE_MISSING, "missing", detail);
}

GPtrArray *
oof_causes_list_open (const OofRunLog *log, GPtrArray *drifted)
{
  GPtrArray *causes = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_cause_free);

  if (log != NULL)
    look_at_end (causes, log);
  for (guint i = 0; log != NULL && i < log->people->len; i++)
    look_at_line (causes, log->people->pdata[i]);
  for (guint i = 0; i < drifted->len; i++)
    {
      const OofPerson *person = drifted->pdata[i];

      add (causes, OOF_CAUSE_DRIFT, g_strdup_printf ("drift %s", person->address), person->name,
           "");
    }
  g_ptr_array_sort (causes, compare_causes);
  return causes;
}

static GHashTable *
read_keys (const char *path)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
          g_hash_table_add (keys, g_strdup (*line));
    }
  return keys;
}

static void
write_keys (GHashTable *keys, const char *folder, const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_string_append_printf (text, "%s\n", (const char *) key);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, text->str, (gssize) text->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_message ("What was told about runs could not be kept: %s", error->message);
}

GPtrArray *
oof_causes_keep (GPtrArray *causes, gboolean whole, const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".causes", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GHashTable) known = read_keys (path);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_known = g_hash_table_size (known);
  GPtrArray *news = g_ptr_array_new ();

  for (guint i = 0; i < causes->len; i++)
    {
      OofCause *cause = causes->pdata[i];

      g_hash_table_add (kept, g_strdup (cause->key));
      if (g_hash_table_add (known, g_strdup (cause->key)))
        g_ptr_array_add (news, cause);
    }
  if (news->len > 0 || (whole && g_hash_table_size (kept) < n_known))
    write_keys (whole ? kept : known, folder, path);
  return news;
}

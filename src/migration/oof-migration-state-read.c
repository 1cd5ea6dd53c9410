/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-state.h"

#include "format/oof-json.h"

/* Untouched when absent. */
static gboolean
read_instant (const OofJson *object, const char *member, OofInstant *instant, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (object, member, OOF_OPTIONAL, &text, error))
    return FALSE;
  return text == NULL || oof_instant_parse (text, instant, error);
}

static gboolean
read_map (const OofJson *object, const char *member, GHashTable *map, GError **error)
{
  g_autoptr (OofJson) values = NULL;

  if (!oof_json_read_object (object, member, OOF_REQUIRED, &values, error))
    return FALSE;
  g_auto (GStrv) names = oof_json_dup_member_names (values);
  for (char **name = names; *name != NULL; name++)
    {
      char *value = NULL;

      if (!oof_json_read_string (values, *name, OOF_REQUIRED, &value, error))
        return FALSE;
      g_hash_table_insert (map, g_strdup (*name), value);
    }
  return TRUE;
}

static gboolean
read_texts (const OofJson *object, const char *member, GPtrArray *texts, GError **error)
{
  g_auto (GStrv) list = NULL;

  if (!oof_json_read_strv (object, member, OOF_REQUIRED, &list, error))
    return FALSE;
  for (char **text = list; *text != NULL; text++)
    g_ptr_array_add (texts, g_strdup (*text));
  return TRUE;
}

static gboolean
read_number (const OofJson *object, const char *member, gint64 *number, GError **error)
{
  if (!oof_json_read_int (object, member, OOF_REQUIRED, number, error))
    return FALSE;
  if (*number >= 0 && *number <= G_MAXINT)
    return TRUE;
  oof_json_set_error (object, member, error, "%" G_GINT64_FORMAT " makes no sense", *number);
  return FALSE;
}

static gboolean
read_check (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *remedy = NULL;
  OofMigrationVerdict value;
  OofInstant at = OOF_INSTANT_NONE;

  if (!oof_json_read_string (object, "id", OOF_REQUIRED, &id, error)
      || !oof_json_read_string (object, "verdict", OOF_REQUIRED, &verdict, error)
      || !oof_json_read_string (object, "evidence", OOF_REQUIRED, &evidence, error)
      || !oof_json_read_string (object, "remedy", OOF_OPTIONAL, &remedy, error)
      || !read_instant (object, "at", &at, error))
    return FALSE;
  if (!oof_migration_verdict_from_string (verdict, &value))
    {
      oof_json_set_error (object, "verdict", error, "unknown verdict \"%s\"", verdict);
      return FALSE;
    }
  g_ptr_array_add (state->checks, oof_migration_check_new (id, value, g_steal_pointer (&evidence),
                                                           g_steal_pointer (&remedy), at));
  return TRUE;
}

static gboolean
read_mark (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *status = NULL;
  g_autofree char *reason = NULL;
  OofStepStatus value;
  OofInstant at = OOF_INSTANT_NONE;

  if (!oof_json_read_string (object, "id", OOF_REQUIRED, &id, error)
      || !oof_json_read_string (object, "status", OOF_REQUIRED, &status, error)
      || !oof_json_read_string (object, "reason", OOF_OPTIONAL, &reason, error)
      || !read_instant (object, "at", &at, error))
    return FALSE;
  if (!oof_step_status_from_string (status, &value))
    {
      oof_json_set_error (object, "status", error, "unknown status \"%s\"", status);
      return FALSE;
    }
  oof_migration_state_set_mark (state, id, value, reason, at);
  return TRUE;
}

static gboolean
read_decision (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *what = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *by = NULL;
  OofInstant at = OOF_INSTANT_NONE;

  if (!oof_json_read_string (object, "what", OOF_REQUIRED, &what, error)
      || !oof_json_read_string (object, "old", OOF_OPTIONAL, &old, error)
      || !oof_json_read_string (object, "new", OOF_OPTIONAL, &new, error)
      || !oof_json_read_string (object, "by", OOF_OPTIONAL, &by, error)
      || !read_instant (object, "at", &at, error))
    return FALSE;
  oof_migration_state_decide (state, what, old, new, by, at);
  return TRUE;
}

static gboolean
read_picture (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *slot = NULL;
  g_autofree char *file = NULL;
  g_autofree char *sha = NULL;
  gint64 width = 0;
  gint64 height = 0;
  OofInstant at = OOF_INSTANT_NONE;

  if (!oof_json_read_string (object, "slot", OOF_REQUIRED, &slot, error)
      || !oof_json_read_string (object, "file", OOF_REQUIRED, &file, error)
      || !oof_json_read_string (object, "sha", OOF_REQUIRED, &sha, error)
      || !read_number (object, "width", &width, error)
      || !read_number (object, "height", &height, error)
      || !read_instant (object, "at", &at, error))
    return FALSE;
  oof_migration_state_add_picture (state, slot, file, sha, (int) width, (int) height, at);
  return TRUE;
}

static gboolean
read_import (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *key = NULL;

  if (!oof_json_read_string (object, "old", OOF_REQUIRED, &old, error)
      || !oof_json_read_string (object, "key", OOF_REQUIRED, &key, error))
    return FALSE;
  oof_migration_state_add_import (state, old, key);
  return TRUE;
}

static gboolean
read_count (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autofree char *person = NULL;
  g_autofree char *kind = NULL;
  gint64 before = 0;
  gint64 after = 0;

  if (!oof_json_read_string (object, "person", OOF_REQUIRED, &person, error)
      || !oof_json_read_string (object, "kind", OOF_REQUIRED, &kind, error)
      || !read_number (object, "before", &before, error)
      || !read_number (object, "after", &after, error))
    return FALSE;
  oof_migration_state_add_count (state, person, kind, (guint) before, (guint) after);
  return TRUE;
}

typedef gboolean (*Reader) (OofMigrationState *state, const OofJson *object, GError **error);

static gboolean
read_list (OofMigrationState *state,
           const OofJson *object,
           const char *member,
           Reader reader,
           GError **error)
{
  g_autoptr (OofJson) list = NULL;

  if (!oof_json_read_array (object, member, OOF_REQUIRED, &list, error))
    return FALSE;
  for (guint i = 0; i < oof_json_get_length (list); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (list, i);

      if (!oof_json_expect (element, OOF_JSON_OBJECT, error) || !reader (state, element, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rehearsal (OofMigrationState *state, const OofJson *object, GError **error)
{
  g_autoptr (OofJson) rehearsal = NULL;
  gint64 same = 0;
  gint64 changed = 0;
  gint64 failed = 0;

  if (!oof_json_read_object (object, "rehearsal", OOF_OPTIONAL, &rehearsal, error))
    return FALSE;
  if (rehearsal == NULL)
    return TRUE;
  if (!read_instant (rehearsal, "at", &state->rehearsal.at, error)
      || !read_number (rehearsal, "same", &same, error)
      || !read_number (rehearsal, "changed", &changed, error)
      || !read_number (rehearsal, "failed", &failed, error))
    return FALSE;
  state->rehearsal.same = (guint) same;
  state->rehearsal.changed = (guint) changed;
  state->rehearsal.failed = (guint) failed;
  return TRUE;
}

static gboolean
read_plain (OofMigrationState *state, const OofJson *root, GError **error)
{
  gint64 concluded = 0;
  gint64 corrected = 0;

  if (!oof_json_read_bool (root, "trial", OOF_REQUIRED, &state->trial, error)
      || !read_instant (root, "startedAt", &state->started_at, error)
      || !read_instant (root, "lookAt", &state->look_at, error)
      || !read_instant (root, "cutOverAt", &state->cut_over_at, error)
      || !oof_json_read_bool (root, "ready", OOF_REQUIRED, &state->ready, error)
      || !read_number (root, "concluded", &concluded, error)
      || !read_number (root, "corrected", &corrected, error))
    return FALSE;
  if (concluded > 3 || corrected > 3)
    {
      oof_json_set_error (root, "concluded", error, "there are three scenarios");
      return FALSE;
    }
  state->concluded = (int) concluded;
  state->corrected = (int) corrected;
  g_clear_pointer (&state->page, g_free);
  return oof_json_read_string (root, "page", OOF_REQUIRED, &state->page, error);
}

static gboolean
read_lists (OofMigrationState *state, const OofJson *root, GError **error)
{
  return read_map (root, "answers", state->answers, error)
         && read_map (root, "look", state->look, error)
         && read_texts (root, "reasons", state->reasons, error)
         && read_texts (root, "rules", state->rules, error)
         && read_texts (root, "leftovers", state->leftovers, error)
         && read_list (state, root, "checks", read_check, error)
         && read_list (state, root, "marks", read_mark, error)
         && read_list (state, root, "decisions", read_decision, error)
         && read_list (state, root, "pictures", read_picture, error)
         && read_list (state, root, "imported", read_import, error)
         && read_list (state, root, "counts", read_count, error);
}

OofMigrationState *
oof_migration_state_from_json (const char *json, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (OofJson) root = oof_json_parse_text (json, 0, error);
  g_autofree char *mailbox = NULL;

  if (root == NULL || !oof_json_read_string (root, "mailbox", OOF_REQUIRED, &mailbox, error))
    return NULL;
  g_autoptr (OofMigrationState) state = oof_migration_state_new (mailbox);
  if (!read_plain (state, root, error) || !read_lists (state, root, error)
      || !read_rehearsal (state, root, error))
    return NULL;
  return g_steal_pointer (&state);
}

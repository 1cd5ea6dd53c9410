/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-state.h"

#include "format/oof-json-writer.h"

static void
add_instant (OofJsonWriter *writer, const char *member, OofInstant instant)
{
  g_autofree char *text = oof_instant_format (instant);

  oof_json_writer_add_string (writer, member, text);
}

/* In the order of the keys, so that the same content is the same text. */
static void
add_map (OofJsonWriter *writer, const char *member, GHashTable *map)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (map), (GCompareFunc) g_strcmp0);

  oof_json_writer_begin_object (writer, member);
  for (GList *key = keys; key != NULL; key = key->next)
    oof_json_writer_add_string (writer, key->data, g_hash_table_lookup (map, key->data));
  oof_json_writer_end_object (writer);
}

static void
add_texts (OofJsonWriter *writer, const char *member, GPtrArray *texts)
{
  oof_json_writer_begin_array (writer, member);
  for (guint i = 0; i < texts->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (texts, i));
  oof_json_writer_end_array (writer);
}

static void
add_check (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationCheck *check = data;

  oof_json_writer_add_string (writer, "id", check->id);
  oof_json_writer_add_string (writer, "verdict", oof_migration_verdict_to_string (check->verdict));
  oof_json_writer_add_string (writer, "evidence", check->evidence);
  oof_json_writer_add_string (writer, "remedy", check->remedy);
  add_instant (writer, "at", check->at);
}

static void
add_mark (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationMark *mark = data;

  oof_json_writer_add_string (writer, "id", mark->id);
  oof_json_writer_add_string (writer, "status", oof_step_status_to_string (mark->status));
  oof_json_writer_add_string (writer, "reason", mark->reason);
  add_instant (writer, "at", mark->at);
}

static void
add_decision (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationDecision *decision = data;

  oof_json_writer_add_string (writer, "what", decision->what);
  oof_json_writer_add_string (writer, "old", decision->old);
  oof_json_writer_add_string (writer, "new", decision->new);
  oof_json_writer_add_string (writer, "by", decision->by);
  add_instant (writer, "at", decision->at);
}

static void
add_picture (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationPicture *picture = data;

  oof_json_writer_add_string (writer, "slot", picture->slot);
  oof_json_writer_add_string (writer, "file", picture->file);
  oof_json_writer_add_string (writer, "sha", picture->sha);
  oof_json_writer_add_int (writer, "width", picture->width);
  oof_json_writer_add_int (writer, "height", picture->height);
  add_instant (writer, "at", picture->at);
}

static void
add_import (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationImport *import = data;

  oof_json_writer_add_string (writer, "old", import->old);
  oof_json_writer_add_string (writer, "key", import->key);
}

static void
add_count (OofJsonWriter *writer, gconstpointer data)
{
  const OofMigrationCount *count = data;

  oof_json_writer_add_string (writer, "person", count->person);
  oof_json_writer_add_string (writer, "kind", count->kind);
  oof_json_writer_add_int (writer, "before", count->before);
  oof_json_writer_add_int (writer, "after", count->after);
}

static void
add_list (OofJsonWriter *writer,
          const char *member,
          GPtrArray *list,
          void (*add) (OofJsonWriter *writer, gconstpointer data))
{
  oof_json_writer_begin_array (writer, member);
  for (guint i = 0; i < list->len; i++)
    {
      oof_json_writer_begin_object (writer, NULL);
      add (writer, g_ptr_array_index (list, i));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
add_rehearsal (OofJsonWriter *writer, const OofMigrationRehearsal *rehearsal)
{
  if (rehearsal->at == OOF_INSTANT_NONE)
    return;
  oof_json_writer_begin_object (writer, "rehearsal");
  add_instant (writer, "at", rehearsal->at);
  oof_json_writer_add_int (writer, "same", rehearsal->same);
  oof_json_writer_add_int (writer, "changed", rehearsal->changed);
  oof_json_writer_add_int (writer, "failed", rehearsal->failed);
  oof_json_writer_end_object (writer);
}

char *
oof_migration_state_to_json (const OofMigrationState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "mailbox", self->mailbox);
  oof_json_writer_add_bool (writer, "trial", self->trial);
  oof_json_writer_add_string (writer, "page", self->page);
  add_instant (writer, "startedAt", self->started_at);
  add_list (writer, "checks", self->checks, add_check);
  add_map (writer, "answers", self->answers);
  add_instant (writer, "lookAt", self->look_at);
  add_map (writer, "look", self->look);
  oof_json_writer_add_int (writer, "concluded", self->concluded);
  oof_json_writer_add_bool (writer, "ready", self->ready);
  add_texts (writer, "reasons", self->reasons);
  oof_json_writer_add_int (writer, "corrected", self->corrected);
  add_list (writer, "marks", self->marks, add_mark);
  add_list (writer, "decisions", self->decisions, add_decision);
  add_list (writer, "pictures", self->pictures, add_picture);
  add_texts (writer, "rules", self->rules);
  add_list (writer, "imported", self->imported, add_import);
  add_list (writer, "counts", self->counts, add_count);
  add_texts (writer, "leftovers", self->leftovers);
  add_rehearsal (writer, &self->rehearsal);
  add_instant (writer, "cutOverAt", self->cut_over_at);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-state.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *words;
} statuses[] = {
  [OOF_STEP_OPEN] = { "open", N_ ("open") },
  [OOF_STEP_DONE] = { "done", N_ ("done") },
  [OOF_STEP_SKIPPED] = { "skipped", N_ ("skipped") },
  [OOF_STEP_LATER] = { "later", N_ ("later") },
};

const char *
oof_step_status_to_string (OofStepStatus status)
{
  return statuses[status].code;
}

gboolean
oof_step_status_from_string (const char *text, OofStepStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].code, text) == 0)
      {
        *status = (OofStepStatus) i;
        return TRUE;
      }
  return FALSE;
}

const char *
oof_step_status_to_words (OofStepStatus status)
{
  return _ (statuses[status].words);
}

static void
mark_free (gpointer data)
{
  OofMigrationMark *mark = data;

  g_free (mark->id);
  g_free (mark->reason);
  g_free (mark);
}

static void
decision_free (gpointer data)
{
  OofMigrationDecision *decision = data;

  g_free (decision->what);
  g_free (decision->old);
  g_free (decision->new);
  g_free (decision->by);
  g_free (decision);
}

static void
picture_free (gpointer data)
{
  OofMigrationPicture *picture = data;

  g_free (picture->slot);
  g_free (picture->file);
  g_free (picture->sha);
  g_free (picture);
}

static void
import_free (gpointer data)
{
  OofMigrationImport *import = data;

  g_free (import->old);
  g_free (import->key);
  g_free (import);
}

static void
count_free (gpointer data)
{
  OofMigrationCount *count = data;

  g_free (count->person);
  g_free (count->kind);
  g_free (count);
}

static void
text_free (gpointer data)
{
  OofMigrationText *text = data;

  g_free (text->person);
  g_free (text->old);
  g_free (text->new);
  g_free (text);
}

OofMigrationState *
oof_migration_state_new (const char *mailbox)
{
  OofMigrationState *self = g_new0 (OofMigrationState, 1);

  self->mailbox = g_strdup (mailbox);
  self->page = g_strdup ("welcome");
  self->started_at = OOF_INSTANT_NONE;
  self->look_at = OOF_INSTANT_NONE;
  self->cut_over_at = OOF_INSTANT_NONE;
  self->rehearsal.at = OOF_INSTANT_NONE;
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_migration_check_free);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->look = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->decisions = g_ptr_array_new_with_free_func (decision_free);
  self->pictures = g_ptr_array_new_with_free_func (picture_free);
  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->imported = g_ptr_array_new_with_free_func (import_free);
  self->counts = g_ptr_array_new_with_free_func (count_free);
  self->leftovers = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (text_free);
  return self;
}

void
oof_migration_state_free (OofMigrationState *self)
{
  g_free (self->mailbox);
  g_free (self->page);
  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->look);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->decisions);
  g_ptr_array_unref (self->pictures);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->imported);
  g_ptr_array_unref (self->counts);
  g_ptr_array_unref (self->leftovers);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

int
oof_migration_state_get_scenario (const OofMigrationState *self)
{
  return self->corrected != 0 ? self->corrected : self->concluded;
}

OofMigrationMark *
oof_migration_state_find_mark (const OofMigrationState *self, const char *step)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      OofMigrationMark *mark = g_ptr_array_index (self->marks, i);

      if (g_str_equal (mark->id, step))
        return mark;
    }
  return NULL;
}

OofStepStatus
oof_migration_state_get_status (const OofMigrationState *self, const char *step)
{
  const OofMigrationMark *mark = oof_migration_state_find_mark (self, step);

  return mark != NULL ? mark->status : OOF_STEP_OPEN;
}

OofMigrationCheck *
oof_migration_state_find_check (const OofMigrationState *self, const char *id)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      OofMigrationCheck *check = g_ptr_array_index (self->checks, i);

      if (g_strcmp0 (check->id, id) == 0)
        return check;
    }
  return NULL;
}

OofMigrationPicture *
oof_migration_state_find_picture (const OofMigrationState *self, const char *slot)
{
  for (guint i = 0; i < self->pictures->len; i++)
    {
      OofMigrationPicture *picture = g_ptr_array_index (self->pictures, i);

      if (g_str_equal (picture->slot, slot))
        return picture;
    }
  return NULL;
}

void
oof_migration_state_set_mark (OofMigrationState *self,
                              const char *step,
                              OofStepStatus status,
                              const char *reason,
                              OofInstant at)
{
  OofMigrationMark *mark = oof_migration_state_find_mark (self, step);

  if (mark == NULL)
    {
      mark = g_new0 (OofMigrationMark, 1);
      mark->id = g_strdup (step);
      g_ptr_array_add (self->marks, mark);
    }
  mark->status = status;
  g_free (mark->reason);
  mark->reason = g_strdup (reason);
  mark->at = at;
}

void
oof_migration_state_decide (OofMigrationState *self,
                            const char *what,
                            const char *old,
                            const char *new,
                            const char *by,
                            OofInstant at)
{
  OofMigrationDecision *decision = g_new0 (OofMigrationDecision, 1);

  decision->what = g_strdup (what);
  decision->old = g_strdup (old);
  decision->new = g_strdup (new);
  decision->by = g_strdup (by);
  decision->at = at;
  g_ptr_array_add (self->decisions, decision);
}

/* A slot holds one picture. */
void
oof_migration_state_add_picture (OofMigrationState *self,
                                 const char *slot,
                                 const char *file,
                                 const char *sha,
                                 int width,
                                 int height,
                                 OofInstant at)
{
  OofMigrationPicture *old = oof_migration_state_find_picture (self, slot);
  OofMigrationPicture *picture = g_new0 (OofMigrationPicture, 1);

  picture->slot = g_strdup (slot);
  picture->file = g_strdup (file);
  picture->sha = g_strdup (sha);
  picture->width = width;
  picture->height = height;
  picture->at = at;
  g_ptr_array_add (self->pictures, picture);
  if (old != NULL)
    g_ptr_array_remove (self->pictures, old);
}

void
oof_migration_state_add_import (OofMigrationState *self, const char *old, const char *key)
{
  OofMigrationImport *import = g_new0 (OofMigrationImport, 1);

  import->old = g_strdup (old);
  import->key = g_strdup (key);
  g_ptr_array_add (self->imported, import);
}

void
oof_migration_state_add_count (
    OofMigrationState *self, const char *person, const char *kind, guint before, guint after)
{
  OofMigrationCount *count = g_new0 (OofMigrationCount, 1);

  count->person = g_strdup (person);
  count->kind = g_strdup (kind);
  count->before = before;
  count->after = after;
  g_ptr_array_add (self->counts, count);
}

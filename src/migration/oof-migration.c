/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration.h"

#include <glib/gi18n.h>

#include "core/oof-error.h"
#include "migration/oof-migration-file.h"
#include "migration/oof-migration-sentence.h"
#include "migration/oof-migration-texts.h"
#include "migration/oof-migration-transfer.h"

struct _OofMigration
{
  GObject parent_instance;

  char *path;               /* (owned) */
  char *author;             /* (owned) (nullable) */
  OofClock *clock;          /* (owned) */
  OofMigrationState *state; /* (owned) */
};

G_DEFINE_FINAL_TYPE (OofMigration, oof_migration, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
save (OofMigration *self, GError **error)
{
  if (!oof_migration_file_save (self->path, self->state, error))
    return FALSE;
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

static void
decide (OofMigration *self, const char *what, const char *old, const char *new)
{
  oof_migration_state_decide (self->state, what, old, new, self->author,
                              oof_clock_now (self->clock));
}

static gboolean
refuse (GError **error, OofError code, char *message)
{
  g_set_error_literal (error, OOF_ERROR, code, message);
  g_free (message);
  return FALSE;
}

/* Until the cut-over everything can be decided anew. */
static gboolean
check_open (OofMigration *self, GError **error)
{
  return self->state->cut_over_at == OOF_INSTANT_NONE
         || refuse (error, OOF_ERROR_CONFLICT,
                    g_strdup (_ ("the cut-over has happened: this cannot be changed any more")));
}

static void
oof_migration_finalize (GObject *object)
{
  OofMigration *self = OOF_MIGRATION (object);

  g_free (self->path);
  g_free (self->author);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->state, oof_migration_state_free);
  G_OBJECT_CLASS (oof_migration_parent_class)->finalize (object);
}

static void
oof_migration_class_init (OofMigrationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_migration_finalize;
  changed_signal = g_signal_new ("changed", OOF_TYPE_MIGRATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
oof_migration_init (OofMigration *self)
{
}

OofMigration *
oof_migration_open (
    const char *path, const char *mailbox, OofClock *clock, const char *author, GError **error)
{
  g_return_val_if_fail (path != NULL && mailbox != NULL, NULL);
  g_return_val_if_fail (OOF_IS_CLOCK (clock), NULL);

  g_autoptr (GError) cause = NULL;
  g_autoptr (OofMigrationState) state = oof_migration_file_load (path, &cause);
  OofMigration *self;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (state == NULL)
    {
      state = oof_migration_state_new (mailbox);
      state->started_at = oof_clock_now (clock);
    }
  self = g_object_new (OOF_TYPE_MIGRATION, NULL);
  self->path = g_strdup (path);
  self->author = g_strdup (author);
  self->clock = g_object_ref (clock);
  self->state = g_steal_pointer (&state);
  return self;
}

const OofMigrationState *
oof_migration_get_state (OofMigration *self)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), NULL);

  return self->state;
}

const char *
oof_migration_get_path (OofMigration *self)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), NULL);

  return self->path;
}

OofInstant
oof_migration_get_now (OofMigration *self)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), OOF_INSTANT_NONE);

  return oof_clock_now (self->clock);
}

gboolean
oof_migration_set_trial (OofMigration *self, gboolean trial, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  if (!check_open (self, error))
    return FALSE;
  if (self->state->trial != trial)
    decide (self, "goal", self->state->trial ? "trial" : "real", trial ? "trial" : "real");
  self->state->trial = trial;
  return save (self, error);
}

gboolean
oof_migration_set_page (OofMigration *self, const char *page, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  g_autofree char *obstacle = NULL;

  if (oof_migration_find_page (page) == NULL)
    return refuse (error, OOF_ERROR_INVALID, g_strdup_printf (_ ("there is no page “%s”"), page));
  obstacle = oof_migration_page_dup_obstacle (page, self->state);
  if (obstacle != NULL)
    return refuse (error, OOF_ERROR_CONFLICT, g_steal_pointer (&obstacle));
  g_free (self->state->page);
  self->state->page = g_strdup (page);
  return save (self, error);
}

/* What forbids to call a step done: the seed's own order, and the checks. */
static gboolean
check_done (OofMigration *self, const OofMigrationStep *step, GError **error)
{
  const OofMigrationCheck *check =
      step->check != NULL ? oof_migration_state_find_check (self->state, step->check) : NULL;
  g_autofree char *said = NULL;

  if (g_str_equal (step->id, "update")
      && oof_migration_state_get_status (self->state, "support") != OOF_STEP_DONE)
    return refuse (error, OOF_ERROR_CONFLICT,
                   g_strdup (_ ("update only if you have support: check that first")));
  if (check == NULL || check->verdict != OOF_MIGRATION_BLOCKED)
    return TRUE;
  said = oof_sentence_say (check->evidence);
  return refuse (error, OOF_ERROR_CONFLICT,
                 g_strdup_printf (_ ("the check “%s” says: %s"),
                                  oof_migration_check_get_title (check->id), said));
}

static void
mark (OofMigration *self, const char *step, OofStepStatus status, const char *reason)
{
  OofStepStatus old = oof_migration_state_get_status (self->state, step);
  g_autofree char *what = g_strconcat ("step ", step, NULL);
  g_autofree char *new =
      reason != NULL ? g_strdup_printf ("%s: %s", oof_step_status_to_string (status), reason)
                     : g_strdup (oof_step_status_to_string (status));

  decide (self, what, oof_step_status_to_string (old), new);
  oof_migration_state_set_mark (self->state, step, status, reason, oof_clock_now (self->clock));
}

gboolean
oof_migration_set_step (
    OofMigration *self, const char *id, OofStepStatus status, const char *reason, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  const OofMigrationStep *step = oof_migration_find_step (id);

  if (step == NULL)
    return refuse (error, OOF_ERROR_INVALID, g_strdup_printf (_ ("there is no step “%s”"), id));
  if (status == OOF_STEP_SKIPPED && (reason == NULL || *reason == '\0'))
    return refuse (error, OOF_ERROR_INVALID, g_strdup (_ ("skipping a step needs a reason")));
  if (status == OOF_STEP_DONE && !check_done (self, step, error))
    return FALSE;
  mark (self, id, status, status == OOF_STEP_SKIPPED ? reason : NULL);
  return save (self, error);
}

gboolean
oof_migration_skip_page (OofMigration *self, const char *page, const char *reason, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  if (reason == NULL || *reason == '\0')
    return refuse (error, OOF_ERROR_INVALID, g_strdup (_ ("skipping a step needs a reason")));
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    if (g_strcmp0 (step->page, page) == 0 && oof_migration_step_applies (step, self->state)
        && oof_migration_state_get_status (self->state, step->id) == OOF_STEP_OPEN)
      mark (self, step->id, OOF_STEP_SKIPPED, reason);
  return save (self, error);
}

gboolean
oof_migration_answer_question (OofMigration *self,
                               const char *question,
                               gboolean yes,
                               GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  const char *value = yes ? "yes" : "no";
  const char *old = g_hash_table_lookup (self->state->answers, question);
  g_autofree char *what = g_strconcat ("answer ", question, NULL);

  if (!g_strv_contains (oof_migration_question_ids, question))
    return refuse (error, OOF_ERROR_INVALID,
                   g_strdup_printf (_ ("there is no question “%s”"), question));
  if (g_strcmp0 (old, value) != 0)
    decide (self, what, old, value);
  g_hash_table_replace (self->state->answers, g_strdup (question), g_strdup (value));
  return save (self, error);
}

gboolean
oof_migration_correct (OofMigration *self, int scenario, const char *reason, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  OofMigrationState *state = self->state;
  g_autofree char *old = g_strdup_printf ("%d", oof_migration_state_get_scenario (state));
  g_autofree char *new = NULL;

  if (!check_open (self, error))
    return FALSE;
  if (scenario < 0 || scenario > 3)
    return refuse (error, OOF_ERROR_INVALID, g_strdup (_ ("there are the scenarios 1, 2 and 3")));
  if (scenario != 0 && (reason == NULL || *reason == '\0'))
    return refuse (error, OOF_ERROR_INVALID,
                   g_strdup (_ ("correcting the scenario needs a reason")));
  state->corrected = scenario == state->concluded ? 0 : scenario;
  new = reason != NULL ? g_strdup_printf ("%d: %s", scenario, reason)
                       : g_strdup_printf ("%d", oof_migration_state_get_scenario (state));
  decide (self, "scenario", old, new);
  return save (self, error);
}

static void
take_look (OofMigrationState *state, const OofMigrationFacts *facts)
{
  GHashTableIter iter;
  gpointer address, value;

  state->look_at = facts->at;
  g_hash_table_remove_all (state->look);
  g_hash_table_iter_init (&iter, facts->replies);
  while (g_hash_table_iter_next (&iter, &address, &value))
    g_hash_table_insert (state->look, g_strdup (address), g_strdup (value));
}

static void
take_leftovers (OofMigrationState *state, const OofMigrationFacts *facts)
{
  g_ptr_array_set_size (state->leftovers, 0);
  for (guint i = 0; i < facts->leftovers->len; i++)
    g_ptr_array_add (state->leftovers,
                     oof_leftover_dup_removal (g_ptr_array_index (facts->leftovers, i)));
}

static void
take_conclusion (OofMigration *self, const OofConclusion *conclusion)
{
  OofMigrationState *state = self->state;
  g_autofree char *old = g_strdup_printf ("%d", state->concluded);
  g_autofree char *new = g_strdup_printf ("%d", conclusion->scenario);

  if (state->concluded != conclusion->scenario)
    decide (self, "concluded", old, new);
  state->concluded = conclusion->scenario;
  if (state->corrected == state->concluded)
    state->corrected = 0;
  state->ready = conclusion->ready;
  g_ptr_array_set_size (state->reasons, 0);
  for (guint i = 0; i < conclusion->reasons->len; i++)
    {
      const OofConclusionReason *reason = g_ptr_array_index (conclusion->reasons, i);

      g_ptr_array_add (state->reasons, g_strdup (reason->text));
    }
}

gboolean
oof_migration_take_facts (OofMigration *self, const OofMigrationFacts *facts, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  OofMigrationState *state = self->state;
  g_autoptr (OofConclusion) conclusion =
      oof_migration_conclude (facts, oof_migration_answer (state->answers, "owa"));

  g_ptr_array_unref (state->checks);
  state->checks = oof_migration_judge (facts, state->answers, state->look_at, state->look);
  /* The first look stands until a full hour has passed over it. */
  if (state->look_at == OOF_INSTANT_NONE || state->look_at / 3600 != facts->at / 3600)
    take_look (state, facts);
  take_leftovers (state, facts);
  take_conclusion (self, conclusion);
  return save (self, error);
}

gboolean
oof_migration_record (
    OofMigration *self, const char *what, const char *old, const char *new, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  decide (self, what, old, new);
  return save (self, error);
}

gboolean
oof_migration_set_picture (OofMigration *self,
                           const char *slot,
                           const char *file,
                           const char *sha,
                           int width,
                           int height,
                           GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  oof_migration_state_add_picture (self->state, slot, file, sha, width, height,
                                   oof_clock_now (self->clock));
  return save (self, error);
}

gboolean
oof_migration_add_imports (OofMigration *self, GPtrArray *imports, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  g_autoptr (GHashTable) noted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->state->imported->len; i++)
    g_hash_table_add (noted,
                      ((OofMigrationImport *) g_ptr_array_index (self->state->imported, i))->key);
  for (guint i = 0; i < imports->len; i++)
    {
      const OofMigrationImport *import = g_ptr_array_index (imports, i);

      if (!g_hash_table_contains (noted, import->key))
        oof_migration_state_add_import (self->state, import->old, import->key);
    }
  return save (self, error);
}

gboolean
oof_migration_forget_imports (OofMigration *self, GPtrArray *keys, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  GPtrArray *imported = self->state->imported;
  guint before = imported->len;

  for (guint i = imported->len; i > 0; i--)
    {
      const OofMigrationImport *import = g_ptr_array_index (imported, i - 1);

      if (keys == NULL || g_ptr_array_find_with_equal_func (keys, import->key, g_str_equal, NULL))
        g_ptr_array_remove_index (imported, i - 1);
    }
  g_autofree char *old = g_strdup_printf ("%u", before);
  g_autofree char *new = g_strdup_printf ("%u", imported->len);
  decide (self, "taken over", old, new);
  return save (self, error);
}

gboolean
oof_migration_set_counts (OofMigration *self, GPtrArray *counts, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  g_ptr_array_set_size (self->state->counts, 0);
  for (guint i = 0; i < counts->len; i++)
    {
      const OofMigrationCount *count = g_ptr_array_index (counts, i);

      oof_migration_state_add_count (self->state, count->person, count->kind, count->before,
                                     count->after);
    }
  return save (self, error);
}

gboolean
oof_migration_set_rules (OofMigration *self, const char *const *rules, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  g_autofree char *new = g_strjoinv (" | ", (char **) rules);

  decide (self, "rules", NULL, new);
  g_ptr_array_set_size (self->state->rules, 0);
  for (; *rules != NULL; rules++)
    g_ptr_array_add (self->state->rules, g_strdup (*rules));
  return save (self, error);
}

gboolean
oof_migration_set_rehearsal (OofMigration *self, const OofRunReport *report, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  OofMigrationRehearsal *rehearsal = &self->state->rehearsal;

  *rehearsal = (OofMigrationRehearsal){ .at = oof_clock_now (self->clock),
                                        .same = report->unchanged,
                                        .changed = report->changed,
                                        .failed = report->failed };
  g_ptr_array_set_size (self->state->texts, 0);
  oof_migration_compare_texts (report, rehearsal, self->state->texts);
  return save (self, error);
}

gboolean
oof_migration_transfer (
    OofMigration *self, const char *what, const char *old, const char *new, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);
  g_return_val_if_fail (what != NULL && oof_migration_is_transfer (what), FALSE);

  const OofMigrationDecision *waiting = oof_migration_find_transfer (self->state, what);

  if (!check_open (self, error))
    return FALSE;
  if (g_strcmp0 (waiting != NULL ? waiting->new : NULL, new) == 0)
    return TRUE;
  decide (self, what, new != NULL ? old : waiting->new, new);
  return save (self, error);
}

gboolean
oof_migration_check_cut_over (OofMigration *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  const OofMigrationState *state = self->state;
  g_autofree char *obstacle = NULL;
  g_autofree char *reason = NULL;

  if (!check_open (self, error))
    return FALSE;
  if (oof_migration_state_get_scenario (state) == 0)
    return refuse (error, OOF_ERROR_CONFLICT,
                   g_strdup (_ ("the checks have not concluded a scenario yet")));
  obstacle = oof_migration_page_dup_obstacle ("cutover", state);
  if (obstacle != NULL)
    return refuse (error, OOF_ERROR_CONFLICT, g_steal_pointer (&obstacle));
  if (!state->ready)
    {
      reason = oof_sentence_say (state->reasons->len > 0
                                     ? g_ptr_array_index (state->reasons, state->reasons->len - 1)
                                     : "?");
      return refuse (error, OOF_ERROR_CONFLICT,
                     g_strdup_printf (_ ("the checks say that you are not ready: %s"), reason));
    }
  if (state->rehearsal.failed > 0)
    return refuse (
        error, OOF_ERROR_CONFLICT,
        g_strdup_printf (ngettext ("%u mailbox failed in the rehearsal",
                                   "%u mailboxes failed in the rehearsal", state->rehearsal.failed),
                         state->rehearsal.failed));
  return TRUE;
}

gboolean
oof_migration_set_cut_over (OofMigration *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_MIGRATION (self), FALSE);

  if (!oof_migration_check_cut_over (self, error))
    return FALSE;
  self->state->cut_over_at = oof_clock_now (self->clock);
  decide (self, "cut-over", NULL, "done");
  mark (self, "save-options", OOF_STEP_DONE, NULL);
  return save (self, error);
}

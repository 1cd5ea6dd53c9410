/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-report.h"

#include <glib/gi18n.h>

#include "migration/oof-migration-picture.h"
#include "migration/oof-migration-report-words.h"
#include "migration/oof-migration-sentence.h"
#include "migration/oof-migration-transfer.h"

static void
block_free (gpointer data)
{
  OofReportBlock *block = data;

  g_strfreev (block->cells);
  g_free (block);
}

/* The texts up to NULL are copied. */
static void add (GPtrArray *blocks, OofReportKind kind, ...) G_GNUC_NULL_TERMINATED;

static void
add (GPtrArray *blocks, OofReportKind kind, ...)
{
  OofReportBlock *block = g_new0 (OofReportBlock, 1);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  const char *cell;
  va_list texts;

  va_start (texts, kind);
  while ((cell = va_arg (texts, const char *)) != NULL)
    g_strv_builder_add (cells, cell);
  va_end (texts);
  block->kind = kind;
  block->cells = g_strv_builder_end (cells);
  g_ptr_array_add (blocks, block);
}

/* In the clock of this machine, which whoever signs has before them. */
static char *
dup_time (OofInstant at)
{
  g_autoptr (GDateTime) utc = at != OOF_INSTANT_NONE ? g_date_time_new_from_unix_utc (at) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: a date and a time in figures, for g_date_time_format() */
  return local != NULL ? g_date_time_format (local, _ ("%Y-%m-%d %H:%M %Z")) : g_strdup ("–");
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static void
add_head (GPtrArray *blocks, const OofMigrationState *state)
{
  g_autofree char *started = dup_time (state->started_at);
  g_autofree char *cut_over = dup_time (state->cut_over_at);

  add (blocks, OOF_REPORT_TITLE, _ ("Migration to the CI-Cloud version"), NULL);
  add (blocks, OOF_REPORT_HEAD, _ ("Service mailbox"), _ ("Goal"), _ ("Begun"), _ ("Cut-over"),
       NULL);
  add (blocks, OOF_REPORT_ROW, state->mailbox, state->trial ? _ ("trial") : _ ("real move"),
       started, cut_over, NULL);
}

static void
add_conclusion (GPtrArray *blocks, const OofMigrationState *state)
{
  int scenario = oof_migration_state_get_scenario (state);
  g_autofree char *text =
      scenario == 0  ? g_strdup (_ ("No scenario was concluded."))
      : state->ready ? g_strdup_printf (_ ("Scenario %d; everything was ready."), scenario)
                     : g_strdup_printf (_ ("Scenario %d; not everything was ready."), scenario);

  add (blocks, OOF_REPORT_HEADING, _ ("Scenario"), NULL);
  add (blocks, OOF_REPORT_TEXT, text, NULL);
  if (state->corrected != 0)
    {
      g_autofree char *corrected = g_strdup_printf (
          _ ("It was corrected by hand; the checks had concluded %d."), state->concluded);
      add (blocks, OOF_REPORT_TEXT, corrected, NULL);
    }
  for (guint i = 0; i < state->reasons->len; i++)
    {
      g_autofree char *reason = oof_sentence_say_alone (g_ptr_array_index (state->reasons, i));

      add (blocks, OOF_REPORT_TEXT, reason, NULL);
    }
}

static void
add_checks (GPtrArray *blocks, const OofMigrationState *state)
{
  add (blocks, OOF_REPORT_HEADING, _ ("Checks"), NULL);
  if (state->checks->len == 0)
    add (blocks, OOF_REPORT_TEXT, _ ("Nothing was checked."), NULL);
  else
    add (blocks, OOF_REPORT_HEAD, _ ("Check"), _ ("Verdict"), _ ("Evidence"), _ ("Time"), NULL);
  for (guint i = 0; i < state->checks->len; i++)
    {
      const OofMigrationCheck *check = g_ptr_array_index (state->checks, i);
      g_autofree char *at = dup_time (check->at);
      g_autofree char *evidence = oof_sentence_say (check->evidence);

      add (blocks, OOF_REPORT_ROW, oof_migration_check_get_title (check->id),
           oof_migration_verdict_to_words (check->verdict), evidence, at, NULL);
    }
}

static void
add_steps (GPtrArray *blocks, const OofMigrationState *state)
{
  add (blocks, OOF_REPORT_HEADING, _ ("Steps"), NULL);
  add (blocks, OOF_REPORT_HEAD, _ ("Page"), _ ("Step"), _ ("Status"), _ ("Reason"), NULL);
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      const OofMigrationMark *mark = oof_migration_state_find_mark (state, step->id);

      if (oof_migration_step_applies (step, state))
        add (blocks, OOF_REPORT_ROW, _ (oof_migration_find_page (step->page)->title),
             _ (step->vendor),
             oof_step_status_to_words (mark != NULL ? mark->status : OOF_STEP_OPEN),
             or_dash (mark != NULL ? mark->reason : NULL), NULL);
    }
}

/* What is waiting for the cut-over, or was written by it. */
static void
add_transfers (GPtrArray *blocks, const OofMigrationState *state, OofMigrationOptionTitle title)
{
  g_autoptr (GPtrArray) transfers = oof_migration_list_transfers (state);

  add (blocks, OOF_REPORT_HEADING, _ ("Transfers"), NULL);
  if (transfers->len == 0)
    {
      add (blocks, OOF_REPORT_TEXT, _ ("Nothing was carried over from the screenshots."), NULL);
      return;
    }
  add (blocks, OOF_REPORT_TEXT,
       state->cut_over_at != OOF_INSTANT_NONE ? _ ("The cut-over has written these values.")
                                              : _ ("These values wait for the cut-over."),
       NULL);
  add (blocks, OOF_REPORT_HEAD, _ ("What"), _ ("Old"), _ ("New"), NULL);
  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);
      g_autofree char *what = oof_migration_report_dup_what (one, title);

      add (blocks, OOF_REPORT_ROW, what, or_dash (one->old), or_dash (one->new), NULL);
    }
}

/* Everything that was decided, as old -> new. */
static void
add_decisions (GPtrArray *blocks, const OofMigrationState *state, OofMigrationOptionTitle title)
{
  add (blocks, OOF_REPORT_HEADING, _ ("Decisions"), NULL);
  if (state->decisions->len == 0)
    add (blocks, OOF_REPORT_TEXT, _ ("Nothing was decided."), NULL);
  else
    add (blocks, OOF_REPORT_HEAD, _ ("What"), _ ("Old"), _ ("New"), _ ("By"), _ ("Time"), NULL);
  for (guint i = 0; i < state->decisions->len; i++)
    {
      const OofMigrationDecision *decision = g_ptr_array_index (state->decisions, i);
      g_autofree char *at = dup_time (decision->at);
      g_autofree char *what = oof_migration_report_dup_what (decision, title);
      g_autofree char *old = oof_migration_report_dup_value (decision, decision->old);
      g_autofree char *new = oof_migration_report_dup_value (decision, decision->new);

      add (blocks, OOF_REPORT_ROW, what, old, new, or_dash (decision->by), at, NULL);
    }
}

static void
add_pictures (GPtrArray *blocks, const OofMigrationState *state)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  add (blocks, OOF_REPORT_HEADING, _ ("Screenshots"), NULL);
  for (const OofMigrationSlot *slot = oof_migration_slots; slot->id != NULL; slot++)
    {
      const OofMigrationPicture *picture = oof_migration_state_find_picture (state, slot->id);

      if (picture != NULL)
        add (blocks, OOF_REPORT_PICTURE, slot->title, picture->file, NULL);
      else
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", slot->title);
    }
  if (missing->len == 0)
    return;
  g_autofree char *text = g_strdup_printf (_ ("Missing: %s"), missing->str);
  add (blocks, OOF_REPORT_TEXT, text, NULL);
}

static void
add_counts (GPtrArray *blocks, const OofMigrationState *state)
{
  guint before = 0;
  guint after = 0;

  add (blocks, OOF_REPORT_HEADING, _ ("Existing data"), NULL);
  if (state->counts->len == 0)
    {
      add (blocks, OOF_REPORT_TEXT, _ ("No old appointments were read."), NULL);
      return;
    }
  add (blocks, OOF_REPORT_HEAD, _ ("Person"), _ ("Betreff"), _ ("Before"), _ ("After"), NULL);
  for (guint i = 0; i < state->counts->len; i++)
    {
      const OofMigrationCount *count = g_ptr_array_index (state->counts, i);
      g_autofree char *old = g_strdup_printf ("%u", count->before);
      g_autofree char *new = g_strdup_printf ("%u", count->after);

      before += count->before;
      after += count->after;
      add (blocks, OOF_REPORT_ROW, count->person, or_dash (count->kind), old, new, NULL);
    }
  g_autofree char *old = g_strdup_printf ("%u", before);
  g_autofree char *new = g_strdup_printf ("%u", after);
  add (blocks, OOF_REPORT_ROW, _ ("Total"), "", old, new, NULL);
}

static void
add_rehearsal (GPtrArray *blocks, const OofMigrationState *state)
{
  const OofMigrationRehearsal *rehearsal = &state->rehearsal;
  g_autofree char *at = dup_time (rehearsal->at);
  g_autofree char *text =
      rehearsal->at == OOF_INSTANT_NONE
          ? g_strdup (_ ("There was no rehearsal."))
          : g_strdup_printf (
              _ ("%s: %u mailboxes keep what they have, %u would be changed, %u failed."), at,
              rehearsal->same, rehearsal->changed, rehearsal->failed);

  add (blocks, OOF_REPORT_HEADING, _ ("Rehearsal"), NULL);
  add (blocks, OOF_REPORT_TEXT, text, NULL);
}

/* Every text that the rehearsal would change, old beside new. */
static void
add_texts (GPtrArray *blocks, const OofMigrationState *state)
{
  const OofMigrationRehearsal *rehearsal = &state->rehearsal;
  g_autofree char *text = g_strdup_printf (
      _ ("Rendered texts against what Exchange holds: %u running replies keep theirs, %u would get "
         "another one, %u replies would be switched on."),
      rehearsal->texts_same, rehearsal->texts_different, rehearsal->texts_new);

  if (rehearsal->at == OOF_INSTANT_NONE)
    return;
  add (blocks, OOF_REPORT_TEXT, text, NULL);
  if (state->texts->len > 0)
    add (blocks, OOF_REPORT_HEAD, _ ("Person"), _ ("Reply"), _ ("Today"), _ ("New"), NULL);
  for (guint i = 0; i < state->texts->len; i++)
    {
      const OofMigrationText *one = g_ptr_array_index (state->texts, i);

      add (blocks, OOF_REPORT_ROW, one->person, one->external ? _ ("external") : _ ("internal"),
           or_dash (one->old), or_dash (one->new), NULL);
    }
}

static void
add_leftovers (GPtrArray *blocks, const OofMigrationState *state)
{
  add (blocks, OOF_REPORT_HEADING, _ ("Leftovers"), NULL);
  if (state->leftovers->len == 0)
    add (blocks, OOF_REPORT_TEXT, _ ("No foreign rule forwards mails."), NULL);
  for (guint i = 0; i < state->leftovers->len; i++)
    add (blocks, OOF_REPORT_TEXT, g_ptr_array_index (state->leftovers, i), NULL);
}

GPtrArray *
oof_migration_report_build (const OofMigrationState *state, OofMigrationOptionTitle title)
{
  g_return_val_if_fail (state != NULL && title != NULL, NULL);

  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);

  add_head (blocks, state);
  add_conclusion (blocks, state);
  add_checks (blocks, state);
  add_steps (blocks, state);
  add_decisions (blocks, state, title);
  add_transfers (blocks, state, title);
  add_counts (blocks, state);
  add_rehearsal (blocks, state);
  add_texts (blocks, state);
  add_leftovers (blocks, state);
  add_pictures (blocks, state);
  add (blocks, OOF_REPORT_HEADING, _ ("Signatures"), NULL);
  add (blocks, OOF_REPORT_SIGNATURE, _ ("Place, date"), _ ("Administrator"), NULL);
  add (blocks, OOF_REPORT_SIGNATURE, _ ("Place, date"), _ ("Responsible for the data"), NULL);
  return blocks;
}

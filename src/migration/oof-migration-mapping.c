/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-mapping.h"

#include <glib/gi18n.h>

/* How many possible people a remark names. */
#define MAX_CANDIDATES 5

static const struct
{
  const char *code;
  const char *words;
} verdicts[OOF_N_MAPPED] = {
  [OOF_MAPPED_TAKE] = { "take", N_ ("to be taken over") },
  [OOF_MAPPED_TAKEN] = { "taken", N_ ("taken over") },
  [OOF_MAPPED_PAST] = { "past", N_ ("over, stays as history") },
  [OOF_MAPPED_NO_PERSON] = { "no-person", N_ ("nobody is named") },
  [OOF_MAPPED_UNKNOWN] = { "unknown-person", N_ ("not in the directory") },
  [OOF_MAPPED_AMBIGUOUS] = { "ambiguous", N_ ("ambiguous") },
  [OOF_MAPPED_DUPLICATE] = { "duplicate", N_ ("the same as another one") },
  [OOF_MAPPED_INVALID] = { "invalid", N_ ("makes no sense") },
  [OOF_MAPPED_RECURRING] = { "recurring", N_ ("a series") },
  [OOF_MAPPED_UNREADABLE] = { "unreadable", N_ ("unreadable") },
};

const char *
oof_mapped_verdict_to_string (OofMappedVerdict verdict)
{
  return verdicts[verdict].code;
}

const char *
oof_mapped_verdict_to_words (OofMappedVerdict verdict)
{
  return _ (verdicts[verdict].words);
}

gboolean
oof_mapped_verdict_is_odd (OofMappedVerdict verdict)
{
  return verdict >= OOF_MAPPED_NO_PERSON;
}

/* A run over one calendar. */
typedef struct
{
  const OofMappingInput *input;
  GHashTable *by_word; /* (owned) folded address or name -> GPtrArray of OofPerson */
  GHashTable *planned; /* (owned) keys of live absences */
  GHashTable *seen;    /* (owned) person, dates and Betreff */
} Mapping;

static void
mapped_free (gpointer data)
{
  OofMapped *mapped = data;

  oof_old_item_unref (mapped->old);
  g_clear_pointer (&mapped->draft, oof_absence_unref);
  g_free (mapped->remark);
  g_free (mapped);
}

char *
oof_mapping_dup_key (const char *old_id)
{
  g_return_val_if_fail (old_id != NULL, NULL);

  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, old_id, -1);

  return g_strdup_printf ("a:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
                          hex + 20);
}

static void
add_word (Mapping *mapping, const char *word, OofPerson *person)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  GPtrArray *people = g_hash_table_lookup (mapping->by_word, folded);

  if (people == NULL)
    {
      people = g_ptr_array_new ();
      g_hash_table_insert (mapping->by_word, g_steal_pointer (&folded), people);
    }
  if (!g_ptr_array_find (people, person, NULL))
    g_ptr_array_add (people, person);
}

/* Address, display name, "Krause, Bernd" and "Bernd Krause". */
static void
add_person (Mapping *mapping, OofPerson *person)
{
  const char *given = oof_person_get (person, "givenName");
  const char *surname = oof_person_get (person, "sn");

  add_word (mapping, person->address, person);
  add_word (mapping, person->name, person);
  if (given == NULL || surname == NULL)
    return;
  g_autofree char *natural = g_strdup_printf ("%s %s", given, surname);
  g_autofree char *listed = g_strdup_printf ("%s, %s", surname, given);
  add_word (mapping, natural, person);
  add_word (mapping, listed, person);
}

/* (transfer none) (nullable): people that are called exactly so */
static GPtrArray *
find_exact (Mapping *mapping, const char *word)
{
  const char *named = oof_migration_rules_find_person (mapping->input->rules, word);
  g_autofree char *folded = g_utf8_casefold (named != NULL ? named : word, -1);

  return g_hash_table_lookup (mapping->by_word, folded);
}

static OofPerson *
find_one (Mapping *mapping, const char *word)
{
  GPtrArray *people = word != NULL ? find_exact (mapping, word) : NULL;

  return people != NULL && people->len == 1 ? g_ptr_array_index (people, 0) : NULL;
}

static void
add_candidate (GString *text, const OofPerson *person)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", person->address);
}

/* Who could be meant by a part of a name. (transfer full) (nullable) */
static char *
dup_candidates (Mapping *mapping, GPtrArray *exact, const char *word)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *people = exact != NULL ? exact : mapping->input->people;
  guint n = 0;

  for (guint i = 0; i < people->len && n < MAX_CANDIDATES; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);

      if (exact == NULL && !oof_person_matches (person, word))
        continue;
      add_candidate (text, person);
      n++;
    }
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
say (OofMapped *mapped, OofMappedVerdict verdict, char *remark)
{
  mapped->verdict = verdict;
  mapped->remark = remark;
}

static OofAbsence *
make_draft (Mapping *mapping,
            const OofOldItem *old,
            OofPerson *person,
            const OofMigrationReading *reading)
{
  const char *zone = person->zone != NULL ? person->zone : mapping->input->zone;
  OofAbsence *draft = oof_absence_new (person->address, zone);
  OofPerson *deputy = find_one (mapping, reading->deputy);

  g_free (draft->key);
  draft->key = oof_mapping_dup_key (old->item->id);
  draft->person_id = g_strdup (person->id);
  g_free (draft->subject);
  draft->subject = g_strdup (reading->subject != NULL ? reading->subject : "");
  draft->note = g_strdup (reading->note);
  draft->deputy = deputy != NULL && deputy != person ? g_strdup (deputy->address) : NULL;
  draft->all_day = old->item->all_day;
  draft->first_day = old->item->first_day;
  draft->last_day = old->item->last_day;
  draft->window = old->item->range;
  return draft;
}

/* Person, dates and Betreff, each once. */
static gboolean
is_first (Mapping *mapping, const OofAbsence *draft)
{
  OofRange range = oof_absence_get_range (draft);

  return g_hash_table_add (mapping->seen,
                           g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s",
                                            draft->person, range.from, range.to, draft->subject));
}

static void
judge_draft (Mapping *mapping, OofMapped *mapped)
{
  const OofAbsence *draft = mapped->draft;
  g_autoptr (GError) error = NULL;

  if (!oof_absence_validate (draft, mapping->input->max_months, &error))
    {
      say (mapped, OOF_MAPPED_INVALID, g_strdup (error->message));
      g_clear_pointer (&mapped->draft, oof_absence_unref);
    }
  else if (!is_first (mapping, draft))
    say (mapped, OOF_MAPPED_DUPLICATE, NULL);
  else if (g_hash_table_contains (mapping->planned, draft->key))
    say (mapped, OOF_MAPPED_TAKEN, NULL);
  else if (oof_absence_get_range (draft).to <= mapping->input->since)
    say (mapped, OOF_MAPPED_PAST, NULL);
  else
    say (mapped, OOF_MAPPED_TAKE, NULL);
}

static void
judge_person (Mapping *mapping, OofMapped *mapped, const OofMigrationReading *reading)
{
  GPtrArray *exact = find_exact (mapping, reading->person);
  char *candidates;

  if (exact != NULL && exact->len == 1)
    {
      mapped->draft = make_draft (mapping, mapped->old, g_ptr_array_index (exact, 0), reading);
      judge_draft (mapping, mapped);
      return;
    }
  candidates = dup_candidates (mapping, exact, reading->person);
  if (candidates != NULL)
    say (mapped, OOF_MAPPED_AMBIGUOUS, candidates);
  else
    say (mapped, OOF_MAPPED_UNKNOWN, g_strdup (reading->person));
}

static OofMapped *
map_one (Mapping *mapping, OofOldItem *old)
{
  OofMapped *mapped = g_new0 (OofMapped, 1);
  g_auto (OofMigrationReading) reading = { NULL, NULL, NULL, NULL };

  mapped->old = oof_old_item_ref (old);
  if (old->problem != NULL)
    {
      say (mapped, OOF_MAPPED_UNREADABLE, g_strdup (old->problem));
      return mapped;
    }
  oof_migration_rules_read (mapping->input->rules, old, &reading);
  if (reading.person == NULL)
    say (mapped, OOF_MAPPED_NO_PERSON, NULL);
  else if (old->recurring)
    say (mapped, OOF_MAPPED_RECURRING, NULL);
  else
    judge_person (mapping, mapped, &reading);
  return mapped;
}

/* The absences that are loaded reach some hundred days; what lies beyond is in the calendar all the
 * same. A cancelled one is not in the plan, though its item may still be there. */
static void
add_planned (Mapping *mapping, GPtrArray *old)
{
  GPtrArray *absences = mapping->input->absences;
  g_autoptr (GHashTable) cancelled = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      g_hash_table_add (absence->cancelled == OOF_INSTANT_NONE ? mapping->planned : cancelled,
                        absence->key);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const OofOldItem *one = g_ptr_array_index (old, i);

      if (one->item->key != NULL && !g_hash_table_contains (cancelled, one->item->key))
        g_hash_table_add (mapping->planned, one->item->key);
    }
}

GPtrArray *
oof_mapping_run (const OofMappingInput *input, GPtrArray *old)
{
  g_return_val_if_fail (input != NULL && old != NULL, NULL);

  GPtrArray *mapped = g_ptr_array_new_with_free_func (mapped_free);
  g_autoptr (GHashTable) by_word =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) planned = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Mapping mapping = { input, by_word, planned, seen };

  for (guint i = 0; i < input->people->len; i++)
    add_person (&mapping, g_ptr_array_index (input->people, i));
  add_planned (&mapping, old);
  for (guint i = 0; i < old->len; i++)
    {
      OofOldItem *one = g_ptr_array_index (old, i);

      if (one->item->key == NULL)
        g_ptr_array_add (mapped, map_one (&mapping, one));
    }
  return mapped;
}

/* Counting */

static void
count_free (gpointer data)
{
  OofMigrationCount *count = data;

  g_free (count->person);
  g_free (count->kind);
  g_free (count);
}

static OofMigrationCount *
get_count (GHashTable *table, GPtrArray *counts, const OofAbsence *draft)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", draft->person, draft->subject);
  OofMigrationCount *count = g_hash_table_lookup (table, key);

  if (count != NULL)
    return count;
  count = g_new0 (OofMigrationCount, 1);
  count->person = g_strdup (draft->person);
  count->kind = g_strdup (draft->subject);
  g_ptr_array_add (counts, count);
  g_hash_table_insert (table, g_steal_pointer (&key), count);
  return count;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const OofMigrationCount *first = *(OofMigrationCount *const *) a;
  const OofMigrationCount *second = *(OofMigrationCount *const *) b;
  int order = strcmp (first->person, second->person);

  return order != 0 ? order : strcmp (first->kind, second->kind);
}

GPtrArray *
oof_mapping_count (GPtrArray *mapped)
{
  g_return_val_if_fail (mapped != NULL, NULL);

  GPtrArray *counts = g_ptr_array_new_with_free_func (count_free);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mapped->len; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);

      if (one->verdict != OOF_MAPPED_TAKE && one->verdict != OOF_MAPPED_TAKEN)
        continue;
      OofMigrationCount *count = get_count (table, counts, one->draft);
      count->before++;
      count->after += one->verdict == OOF_MAPPED_TAKEN;
    }
  g_ptr_array_sort (counts, compare_counts);
  return counts;
}

void
oof_mapping_count_verdicts (GPtrArray *mapped, guint counts[OOF_N_MAPPED])
{
  for (guint i = 0; i < OOF_N_MAPPED; i++)
    counts[i] = 0;
  for (guint i = 0; i < mapped->len; i++)
    counts[((OofMapped *) g_ptr_array_index (mapped, i))->verdict]++;
}

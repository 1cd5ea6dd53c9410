/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-mapping.h"

#include "core/oof-error.h"

#define NOW   ((OofInstant) 1764580000)
#define TODAY 20423
#define MANY  50000

static OofPerson *
make_person (const char *address, const char *given, const char *surname)
{
  g_autofree char *name = g_strdup_printf ("%s %s", given, surname);
  OofPerson *person = oof_person_new (address, address, name);

  oof_person_set (person, "givenName", given);
  oof_person_set (person, "sn", surname);
  person->zone = g_strdup ("Europe/Berlin");
  return person;
}

static GPtrArray *
make_people (void)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);

  g_ptr_array_add (people, make_person ("bkrause@example.com", "Bernd", "Krause"));
  g_ptr_array_add (people, make_person ("cwolf@example.com", "Carla", "Wolf"));
  g_ptr_array_add (people, make_person ("tg1@example.com", "Thomas", "Günther"));
  g_ptr_array_add (people, make_person ("tg2@example.com", "Thomas", "Günther"));
  return people;
}

static OofOldItem *
make_old (const char *id, const char *subject, OofDay first, OofDay last, const char *text)
{
  g_autoptr (OofItem) item = oof_item_new (OOF_CALENDAR_ABSENCES);
  OofOldItem *old;

  item->id = g_strdup (id);
  g_free (item->subject);
  item->subject = g_strdup (subject);
  item->all_day = TRUE;
  item->first_day = first;
  item->last_day = last;
  item->range.from = oof_zone_day_start ("Europe/Berlin", first);
  item->range.to = oof_zone_day_start ("Europe/Berlin", last + 1);
  old = oof_old_item_new (item);
  g_free (old->text);
  old->text = g_strdup (text);
  return old;
}

static OofMapped *
map (const char *const *lines, OofOldItem *old, GPtrArray **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = make_people ();
  g_autoptr (GPtrArray) absences = g_ptr_array_new ();
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_old_item_unref);
  g_autoptr (OofMigrationRules) rules = oof_migration_rules_parse (lines, &error);
  OofMappingInput input = { people, absences, rules, "Europe/Berlin", 6, NOW };

  g_assert_no_error (error);
  g_ptr_array_add (items, old);
  *result = oof_mapping_run (&input, items);
  return g_ptr_array_index (*result, 0);
}

/* One old item by the default rules. */
typedef struct
{
  const char *name;
  const char *subject;
  const char *text;
  int days; /* from tomorrow; 0: yesterday */
  OofMappedVerdict verdict;
  const char *person;
  const char *kind;
  const char *deputy;
} Row;

static const Row rows[] = {
  { "name first", "Bernd Krause - Urlaub", "", 5, OOF_MAPPED_TAKE, "bkrause@example.com", "Urlaub",
    NULL },
  { "surname first", "Krause, Bernd - Urlaub", "", 5, OOF_MAPPED_TAKE, "bkrause@example.com",
    "Urlaub", NULL },
  { "any letter case", "BERND KRAUSE - urlaub", "", 5, OOF_MAPPED_TAKE, "bkrause@example.com",
    "urlaub", NULL },
  { "colon", "Carla Wolf: krank", "", 1, OOF_MAPPED_TAKE, "cwolf@example.com", "krank", NULL },
  { "address in the text", "Thomas Günther - krank",
    "Benutzer: tg2@example.com\r\nVertretung: Carla Wolf\r\n", 1, OOF_MAPPED_TAKE,
    "tg2@example.com", "krank", "cwolf@example.com" },
  { "own deputy", "Bernd Krause - krank", "Vertretung: bkrause@example.com", 1, OOF_MAPPED_TAKE,
    "bkrause@example.com", "krank", NULL },
  { "namesakes", "Thomas Günther - krank", "", 1, OOF_MAPPED_AMBIGUOUS, NULL, NULL, NULL },
  { "part of a name", "Krause - krank", "", 1, OOF_MAPPED_AMBIGUOUS, NULL, NULL, NULL },
  { "somebody who left", "Waldemar Ehemals - Urlaub", "", 1, OOF_MAPPED_UNKNOWN, NULL, NULL, NULL },
  { "a meeting", "Jour fixe", "", 1, OOF_MAPPED_NO_PERSON, NULL, NULL, NULL },
  { "nothing", "", "", 1, OOF_MAPPED_NO_PERSON, NULL, NULL, NULL },
  { "over", "Bernd Krause - Urlaub", "", 0, OOF_MAPPED_PAST, "bkrause@example.com", "Urlaub",
    NULL },
  { "too long", "Bernd Krause - Urlaub", "", 400, OOF_MAPPED_INVALID, NULL, NULL, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  OofDay first = row->days > 0 ? TODAY + 1 : TODAY - 1;
  g_autoptr (GPtrArray) result = NULL;
  OofMapped *mapped = map (
      oof_migration_default_rules,
      make_old ("AAMk=", row->subject, first, first + MAX (row->days, 1) - 1, row->text), &result);

  g_assert_cmpint (mapped->verdict, ==, row->verdict);
  if (row->person == NULL)
    {
      g_assert_null (mapped->draft);
      return;
    }
  g_assert_cmpstr (mapped->draft->person, ==, row->person);
  g_assert_cmpstr (mapped->draft->subject, ==, row->kind);
  g_assert_cmpstr (mapped->draft->deputy, ==, row->deputy);
  g_assert_cmpint (mapped->draft->first_day, ==, first);
}

static void
test_problems (void)
{
  g_autoptr (GPtrArray) result = NULL;
  g_autoptr (GPtrArray) other = NULL;
  OofOldItem *old = make_old ("1", "Bernd Krause - Urlaub", TODAY + 1, TODAY + 1, "");

  old->recurring = TRUE;
  g_assert_cmpint (map (oof_migration_default_rules, old, &result)->verdict, ==,
                   OOF_MAPPED_RECURRING);
  old = make_old ("1", "Bernd Krause - Urlaub", TODAY + 1, TODAY + 1, "");
  old->problem = g_strdup ("no time");
  g_assert_cmpint (map (oof_migration_default_rules, old, &other)->verdict, ==,
                   OOF_MAPPED_UNREADABLE);
}

static void
test_bad_rules (void)
{
  static const char *const bad[] = {
    "nonsense",         "subject: no placeholder", "subject: {who}",
    "subject: {person", "subject: {person}{note}", "person: Bernd",
    "kind: = Urlaub",   "mail: {person}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *lines[] = { "subject: {person}", "", bad[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_migration_rules_parse (lines, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "rule 3"));
    }
}

/* The same old item gives the same key in every round, another one another. */
static void
test_keys (void)
{
  g_autofree char *first = oof_mapping_dup_key ("AAMkAGI=");
  g_autofree char *again = oof_mapping_dup_key ("AAMkAGI=");
  g_autofree char *other = oof_mapping_dup_key ("AAMkAGi=");

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  g_assert_true (g_str_has_prefix (first, "a:"));
  g_assert_cmpuint (strlen (first), ==, 38);
}

/* A calendar of 50,000 entries, each third one twice. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) people = make_people ();
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_old_item_unref);
  g_autoptr (OofMigrationRules) rules =
      oof_migration_rules_parse (oof_migration_default_rules, NULL);
  OofMappingInput input = { people, absences, rules, "Europe/Berlin", 6, NOW };
  guint counts[OOF_N_MAPPED];

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%d", i);
      OofDay day = TODAY + 1 + (i % 3 == 2 ? i - 1 : i) / 2;

      g_ptr_array_add (
          items, make_old (id, i % 2 == 0 ? "Bernd Krause - Urlaub" : "Jour fixe", day, day, ""));
    }
  g_autoptr (GPtrArray) mapped = oof_mapping_run (&input, items);
  oof_mapping_count_verdicts (mapped, counts);
  g_assert_cmpuint (mapped->len, ==, MANY);
  g_assert_cmpuint (counts[OOF_MAPPED_NO_PERSON], ==, MANY / 2);
  g_assert_cmpuint (counts[OOF_MAPPED_TAKE] + counts[OOF_MAPPED_DUPLICATE], ==, MANY / 2);
  g_autoptr (GPtrArray) rows_of = oof_mapping_count (mapped);
  g_assert_cmpuint (rows_of->len, ==, 1);
  g_assert_cmpuint (((OofMigrationCount *) g_ptr_array_index (rows_of, 0))->before, ==,
                    counts[OOF_MAPPED_TAKE]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/migration/mapping/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/migration/mapping/problems", test_problems);
  g_test_add_func ("/migration/mapping/bad-rules", test_bad_rules);
  g_test_add_func ("/migration/mapping/keys", test_keys);
  g_test_add_func ("/migration/mapping/many", test_many);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-deputy.h"

#define BERLIN "Europe/Berlin"

typedef struct
{
  GPtrArray *absences;   /* (owned) OofAbsence */
  GPtrArray *candidates; /* (owned) OofPerson */
  GHashTable *people;    /* (owned) address -> OofPerson */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "a@x.example", "b@x.example", "c@x.example", "d@x.example" };

  f->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  f->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  f->people = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      OofPerson *person = oof_person_new (NULL, names[i], names[i]);

      person->route = OOF_ROUTE_GRAPH;
      g_ptr_array_add (f->candidates, person);
      g_hash_table_insert (f->people, person->address, person);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->absences);
  g_hash_table_unref (f->people);
  g_ptr_array_unref (f->candidates);
}

/* From day @from to day @to of December. */
static OofAbsence *
new_absence (const char *person, int from, int to, const char *deputy)
{
  OofAbsence *absence = oof_absence_new (person, BERLIN);

  absence->first_day = oof_day_from_ymd (2026, 12, from);
  absence->last_day = oof_day_from_ymd (2026, 12, to);
  absence->deputy = g_strdup (deputy);
  return absence;
}

static OofAbsence *
add (Fixture *f, const char *person, int from, int to, const char *deputy)
{
  OofAbsence *absence = new_absence (person, from, to, deputy);

  g_ptr_array_add (f->absences, absence);
  return absence;
}

/* The only finding. */
static void
assert_finding (GPtrArray *findings, OofDeputyKind kind, const char *address, const char *chain)
{
  OofDeputyFinding *finding;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_autofree char *joined = g_strjoinv (" ", finding->chain);
  g_assert_cmpint (finding->kind, ==, kind);
  g_assert_cmpstr (finding->address, ==, address);
  g_assert_cmpstr (joined, ==, chain);
}

static void
test_fine (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  g_autoptr (GPtrArray) findings = NULL;
  OofAbsence *office = add (f, "b@x.example", 2, 3, NULL);

  office->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  add (f, "b@x.example", 2, 3, "a@x.example")->cancelled = 1;
  add (f, "b@x.example", 6, 9, "a@x.example");
  findings = oof_deputy_check (draft, f->absences, f->people);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_circular (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  g_autoptr (GPtrArray) findings = NULL;
  OofDeputyFinding *finding;

  add (f, "b@x.example", 3, 8, "C@x.example");
  add (f, "c@x.example", 4, 4, "a@x.example");
  findings = oof_deputy_check (draft, f->absences, f->people);
  g_assert_cmpuint (findings->len, ==, 2);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->kind, ==, OOF_DEPUTY_CIRCULAR);
  g_assert_true (oof_deputy_is_error (finding->kind));
  g_autofree char *joined = g_strjoinv (" ", finding->chain);
  g_assert_cmpstr (joined, ==, "a@x.example b@x.example C@x.example a@x.example");
  g_assert_cmpint (finding->when.from, ==,
                   oof_zone_day_start (BERLIN, oof_day_from_ymd (2026, 12, 4)));
  finding = g_ptr_array_index (findings, 1);
  g_assert_cmpint (finding->kind, ==, OOF_DEPUTY_IS_DEPUTY);
  g_assert_cmpstr (finding->address, ==, "c@x.example");
}

/* The same chain at different times is none. */
static void
test_not_circular (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  g_autoptr (GPtrArray) findings = NULL;

  add (f, "b@x.example", 3, 3, "c@x.example");
  add (f, "c@x.example", 4, 6, "d@x.example");
  findings = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (findings, OOF_DEPUTY_AWAY, "b@x.example", "");
}

static void
test_nowhere (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) round = NULL;
  OofAbsence *last;

  add (f, "b@x.example", 3, 8, "c@x.example");
  last = add (f, "c@x.example", 4, 4, NULL);
  alone = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (alone, OOF_DEPUTY_NOWHERE, "b@x.example", "a@x.example b@x.example c@x.example");
  last->deputy = g_strdup ("b@x.example");
  round = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (round, OOF_DEPUTY_NOWHERE, "b@x.example",
                  "a@x.example b@x.example c@x.example b@x.example");
}

static void
test_mailbox (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "gone@x.example");
  g_autoptr (GPtrArray) unknown = oof_deputy_check (draft, f->absences, f->people);
  g_autoptr (GPtrArray) none = NULL;

  assert_finding (unknown, OOF_DEPUTY_UNKNOWN, "gone@x.example", "");
  g_free (draft->deputy);
  draft->deputy = g_strdup ("B@x.example");
  ((OofPerson *) g_hash_table_lookup (f->people, "b@x.example"))->route = OOF_ROUTE_NONE;
  none = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (none, OOF_DEPUTY_NO_MAILBOX, "B@x.example", "");
}

/* Known through Graph; such a one is not suggested either. */
static void
test_disabled (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  g_autoptr (GPtrArray) findings = NULL;

  ((OofPerson *) g_hash_table_lookup (f->people, "b@x.example"))->disabled = TRUE;
  ((OofPerson *) g_hash_table_lookup (f->people, "c@x.example"))->disabled = TRUE;
  findings = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (findings, OOF_DEPUTY_DISABLED, "b@x.example", "");
  g_assert_false (oof_deputy_is_error (OOF_DEPUTY_DISABLED));
  g_assert_cmpstr (oof_deputy_suggest (draft, f->absences, f->candidates, NULL)->address, ==,
                   "d@x.example");
}

static void
test_is_deputy (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, NULL);
  g_autoptr (GPtrArray) findings = NULL;

  add (f, "d@x.example", 5, 8, "a@x.example");
  add (f, "d@x.example", 20, 21, "a@x.example");
  findings = oof_deputy_check (draft, f->absences, f->people);
  assert_finding (findings, OOF_DEPUTY_IS_DEPUTY, "d@x.example", "");
}

static void
test_suggest (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) draft = new_absence ("a@x.example", 1, 5, "b@x.example");
  OofInstant from;
  OofPerson *person;

  person = oof_deputy_suggest (draft, f->absences, f->candidates, &from);
  g_assert_cmpstr (person->address, ==, "c@x.example");
  g_assert_cmpint (from, ==, oof_absence_get_range (draft).from);
  add (f, "c@x.example", 1, 3, NULL);
  add (f, "d@x.example", 1, 2, NULL);
  person = oof_deputy_suggest (draft, f->absences, f->candidates, &from);
  g_assert_cmpstr (person->address, ==, "d@x.example");
  g_assert_cmpint (from, ==, oof_zone_day_start (BERLIN, oof_day_from_ymd (2026, 12, 3)));
  add (f, "c@x.example", 4, 9, NULL);
  add (f, "d@x.example", 4, 9, NULL);
  g_assert_null (oof_deputy_suggest (draft, f->absences, f->candidates, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/deputy/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("fine", test_fine);
  ADD ("circular", test_circular);
  ADD ("not-circular", test_not_circular);
  ADD ("nowhere", test_nowhere);
  ADD ("mailbox", test_mailbox);
  ADD ("disabled", test_disabled);
  ADD ("is-deputy", test_is_deputy);
  ADD ("suggest", test_suggest);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-person.h"

static void
test_new (void)
{
  g_autoptr (OofPerson) person = oof_person_new (NULL, "Bernd.Krause@Kontor.Example", NULL);

  g_assert_cmpstr (person->address, ==, "bernd.krause@kontor.example");
  g_assert_cmpstr (person->id, ==, person->address);
  g_assert_cmpstr (person->name, ==, "");
  g_assert_null (person->zone);
  g_assert_cmpint (person->route, ==, OOF_ROUTE_NONE);
  g_assert_cmpuint (g_strv_length (person->groups), ==, 0);
  g_assert_null (oof_person_get (person, "givenName"));
}

static void
test_attributes (void)
{
  g_autoptr (OofPerson) person = oof_person_new ("1", "a@b.example", "A");

  oof_person_set (person, "givenName", "Anna");
  oof_person_set (person, "givenName", "Änne");
  oof_person_set (person, "l", "Kiel");
  g_assert_cmpstr (oof_person_get (person, "givenName"), ==, "Änne");
  g_assert_null (oof_person_get (person, "givenname"));
  oof_person_set (person, "givenName", "");
  oof_person_set (person, "l", NULL);
  g_assert_cmpuint (g_hash_table_size (person->attributes), ==, 0);
}

static void
test_copy (void)
{
  g_autoptr (OofPerson) person = oof_person_new ("1", "a@b.example", "A");
  g_autoptr (OofPerson) copy = NULL;

  person->zone = g_strdup ("Europe/Berlin");
  person->language = g_strdup ("de");
  person->route = OOF_ROUTE_EWS;
  oof_person_set (person, "sn", "Krause");
  g_strfreev (person->groups);
  person->groups = g_strsplit ("Vertrieb,Kiel", ",", -1);

  copy = oof_person_copy (person);
  oof_person_set (copy, "sn", "Meier");
  g_assert_cmpstr (oof_person_get (person, "sn"), ==, "Krause");
  g_assert_cmpstr (copy->zone, ==, "Europe/Berlin");
  g_assert_cmpstr (copy->language, ==, "de");
  g_assert_cmpint (copy->route, ==, OOF_ROUTE_EWS);
  g_assert_cmpstr (copy->groups[1], ==, "Kiel");
  g_assert_true (copy->groups != person->groups);
}

static void
test_initials (void)
{
  const struct
  {
    const char *name;
    const char *wanted;
  } cases[] = {
    { "Bernd Krause", "BK" },
    { "bernd krause", "BK" },
    { "Krause, Bernd", "BK" },
    { "Anna Meier-Schmidt", "AM" },
    { "Bernd Krause (IT)", "BK" },
    { "Özgür Çelik", "ÖÇ" },
    { "O\xcc\x88zgur Celik", "ÖC" },
    { "Empfang", "EM" },
    { "X", "X" },
    { "", "BK" },
    { "   ", "BK" },
    { "\xff\xff", "BK" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofPerson) person = oof_person_new (NULL, "bernd@krause", cases[i].name);
      g_autofree char *initials = oof_person_get_initials (person);

      g_assert_cmpstr (initials, ==, cases[i].wanted);
    }
}

static void
test_matches (void)
{
  g_autoptr (OofPerson) person = oof_person_new (NULL, "b.krause@kontor.example", "Bernd Größe");
  const char *good[] = {
    "", "  ", "bernd", "BERND größe", "GRÖSSE", "krause@", "gro\xcc\x88\xc3\x9f", "einkauf ber"
  };
  const char *bad[] = { "anna", "bernd anna",
                        "bernd\xff"
                        "x",
                        "berndgröße" };

  oof_person_set (person, "department", "Einkauf");
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (oof_person_matches (person, good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (oof_person_matches (person, bad[i]));
}

static void
test_route (void)
{
  g_assert_cmpstr (oof_route_to_string (OOF_ROUTE_GRAPH), ==, "graph");
  g_assert_cmpstr (oof_route_to_string (OOF_ROUTE_EWS), ==, "ews");
  g_assert_cmpstr (oof_route_to_string (OOF_ROUTE_NONE), ==, "none");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/person/new", test_new);
  g_test_add_func ("/core/person/attributes", test_attributes);
  g_test_add_func ("/core/person/copy", test_copy);
  g_test_add_func ("/core/person/initials", test_initials);
  g_test_add_func ("/core/person/matches", test_matches);
  g_test_add_func ("/core/person/route", test_route);
  return g_test_run ();
}

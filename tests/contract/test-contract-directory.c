/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define EVERYBODY "alle@" OOF_CONTRACT_DOMAIN

static const char *const everybody[] = { EVERYBODY, NULL };

static GPtrArray *
must_list (OofContractSide *side)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *people = oof_contract_list_people (side->directory, everybody, &error);

  g_assert_no_error (error);
  return people;
}

static GPtrArray *
must_expand (OofContractSide *side, const char *group)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *addresses = oof_contract_expand (side->directory, group, &error);

  g_assert_no_error (error);
  return addresses;
}

static GPtrArray *
must_resolve (OofContractSide *side, const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *people = oof_contract_resolve (side->directory, text, &error);

  g_assert_no_error (error);
  return people;
}

/* (transfer none) (nullable) */
static const OofPerson *
find_person (GPtrArray *people, const char *address)
{
  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = people->pdata[i];

      if (g_str_equal (person->address, address))
        return person;
    }
  return NULL;
}

static void
assert_person (GPtrArray *people, const char *local, const char *name, const char *department)
{
  g_autofree char *address = g_strconcat (local, "@" OOF_CONTRACT_DOMAIN, NULL);
  const OofPerson *person = find_person (people, address);

  g_assert_nonnull (person);
  g_assert_cmpstr (person->name, ==, name);
  g_assert_cmpstr (oof_person_get (person, "department"), ==, department);
}

static void
assert_lower_case (const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);

  g_assert_cmpstr (address, ==, lower);
}

static void
test_list (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) people = must_list (side);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (people->len, >, 190);
  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = people->pdata[i];

      assert_lower_case (person->address);
      g_assert_true (g_hash_table_add (seen, person->address));
      if (i > 0)
        g_assert_cmpint (g_utf8_collate (((OofPerson *) people->pdata[i - 1])->name, person->name),
                         <=, 0);
    }
  assert_person (people, "bernd.krause", "Bernd Krause", "Produktion");
  assert_person (people, "juergen.grossmann", "Jürgen Großmann", "Vertrieb");
  assert_person (people, "siobhan.oconnor", "Siobhán O'Connor", "Sales UK");
  assert_person (people, "info", "Kundenservice Mainfranken Apparatebau", "Vertrieb");
}

/* What templates use has the same value whatever told it. */
static void
test_attributes (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) people = must_list (side);
  const OofPerson *person = find_person (people, "bernd.krause@" OOF_CONTRACT_DOMAIN);
  static const char *const values[][2] = {
    { "givenName", "Bernd" },
    { "sn", "Krause" },
    { "displayName", "Bernd Krause" },
    { "title", "Schichtleiter" },
    { "mail", "bernd.krause@" OOF_CONTRACT_DOMAIN },
    { "company", "Mainfranken Apparatebau GmbH" },
    { "streetAddress", "Schweinfurter Straße 128" },
    { "postalCode", "97076" },
    { "l", "Würzburg" },
    { "st", "Bayern" },
    { "co", "Deutschland" },
    { "physicalDeliveryOfficeName", "Würzburg, Hauptwerk" },
    { "facsimileTelephoneNumber", "+49 931 99998-900" },
  };

  g_assert_nonnull (person);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (oof_person_get (person, values[i][0]), ==, values[i][1]);
  g_assert_nonnull (oof_person_get (person, "telephoneNumber"));
  g_assert_nonnull (oof_person_get (person, "mobile"));
}

/* Three levels deep. */
static void
test_expand (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) by_address = must_expand (side, EVERYBODY);
  g_autoptr (GPtrArray) by_name = must_expand (side, "Alle Mitarbeiter");
  g_autoptr (GPtrArray) part = must_expand (side, "Produktion");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < by_address->len; i++)
    {
      assert_lower_case (by_address->pdata[i]);
      g_assert_nonnull (strchr (by_address->pdata[i], '@'));
      g_assert_true (g_hash_table_add (seen, by_address->pdata[i]));
    }
  g_assert_cmpuint (by_address->len, >, 190);
  g_assert_cmpuint (by_name->len, ==, by_address->len);
  g_assert_true (g_hash_table_contains (seen, "bernd.krause@" OOF_CONTRACT_DOMAIN));
  g_assert_true (g_hash_table_contains (seen, "siobhan.oconnor@" OOF_CONTRACT_DOMAIN));
  g_assert_cmpuint (part->len, >, 10);
  g_assert_cmpuint (part->len, <, by_address->len);
  for (guint i = 0; i < part->len; i++)
    g_assert_true (g_hash_table_contains (seen, part->pdata[i]));
}

/* A person is no group either. */
static void
test_unknown_group (OofContractSide *side, gconstpointer data)
{
  static const char *const groups[] = { "gibtesnicht@" OOF_CONTRACT_DOMAIN, "Gibt's nicht",
                                        "bernd.krause@" OOF_CONTRACT_DOMAIN, "Bernd Krause" };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GError *error = NULL;

      g_assert_null (oof_contract_expand (side->directory, groups[i], &error));
      oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
    }
}

static void
test_resolve (OofContractSide *side, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *local;
    const char *name;
    const char *department;
  } cases[] = {
    { "krause", "bernd.krause", "Bernd Krause", "Produktion" },
    { "Krau", "bernd.krause", "Bernd Krause", "Produktion" },
    { "Bernd", "bernd.krause", "Bernd Krause", "Produktion" },
    { " Bernd Krause ", "bernd.krause", "Bernd Krause", "Produktion" },
    { "O'Connor", "siobhan.oconnor", "Siobhán O'Connor", "Sales UK" },
    { "Großmann", "juergen.grossmann", "Jürgen Großmann", "Vertrieb" },
    { "Yıldız", "oezlem.yildiz", "Özlem Yıldız", "Konstruktion" },
    { "bernd.krause@" OOF_CONTRACT_DOMAIN, "bernd.krause", "Bernd Krause", "Produktion" },
    { "Bernd.KRAUSE@" OOF_CONTRACT_DOMAIN, "bernd.krause", "Bernd Krause", "Produktion" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) people = must_resolve (side, cases[i].text);

      g_test_message ("\"%s\": %u", cases[i].text, people->len);
      assert_person (people, cases[i].local, cases[i].name, cases[i].department);
      if (strchr (cases[i].text, '@') != NULL)
        g_assert_cmpuint (people->len, ==, 1);
    }
}

static void
test_resolve_nobody (OofContractSide *side, gconstpointer data)
{
  static const char *const texts[] = {
    "Zzyzx", "niemand@" OOF_CONTRACT_DOMAIN, "niemand@example.org", "", "  ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) people = NULL;

      g_test_message ("\"%s\"", texts[i]);
      people = must_resolve (side, texts[i]);
      g_assert_cmpuint (people->len, ==, 0);
    }
}

/* Whoever the groups list over one protocol is the same person over the other. */
static void
test_same_people (OofContractSide *side, gconstpointer data)
{
  OofContractSide graph;
  g_autoptr (GPtrArray) over_ews = must_list (side);
  g_autoptr (GPtrArray) over_graph = NULL;

  oof_contract_side_init_other (&graph, side);
  over_graph = must_list (&graph);
  g_assert_cmpuint (over_ews->len, >, 190);
  g_assert_cmpuint (over_ews->len, <=, over_graph->len);
  for (guint i = 0; i < over_ews->len; i++)
    {
      const OofPerson *person = over_ews->pdata[i];
      const OofPerson *same = find_person (over_graph, person->address);
      GHashTableIter iter;
      gpointer name, value;

      g_assert_nonnull (same);
      g_assert_cmpstr (same->name, ==, person->name);
      g_hash_table_iter_init (&iter, person->attributes);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_assert_cmpstr (oof_person_get (same, name), ==, value);
    }
  oof_contract_side_clear (&graph);
}

/* A search box takes anything; whom that finds is the server's business. */
static void
test_resolve_punctuation (OofContractSide *side, gconstpointer data)
{
  static const char *const texts[] = {
    "\"", "\\", "\\\"", "a\" OR \"b", "%", "&", "<x>", "'", ":", "(", "a, b; c", "\xf0\x9f\x8f\x96",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) people = NULL;

      g_test_message ("%s", texts[i]);
      people = must_resolve (side, texts[i]);
      g_assert_nonnull (people);
    }
}

void
test_contract_add_directory (void)
{
  oof_contract_add_case ("directory/list", test_list);
  oof_contract_add_case ("directory/attributes", test_attributes);
  oof_contract_add_case ("directory/expand", test_expand);
  oof_contract_add_case ("directory/unknown-group", test_unknown_group);
  oof_contract_add_case ("directory/resolve", test_resolve);
  oof_contract_add_case ("directory/resolve-nobody", test_resolve_nobody);
  oof_contract_add_case ("directory/resolve-punctuation", test_resolve_punctuation);
  oof_contract_add_cross_case ("same-people", OOF_CONTRACT_EWS, test_same_people);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-people.h"

static OofPerson *
add (GPtrArray *people, const char *address, const char *name, OofRoute route)
{
  OofPerson *person = oof_person_new (NULL, address, name);

  person->route = route;
  g_ptr_array_add (people, person);
  return person;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
}

/* The directory goes before the file, which fills what is missing. */
static void
test_merge (void)
{
  g_autoptr (GPtrArray) people = new_list ();
  g_autoptr (GPtrArray) imported = new_list ();
  OofPerson *bernd = add (people, "bernd@x.example", "Bernd", OOF_ROUTE_GRAPH);
  OofPerson *row = add (imported, "BERND@x.example", "Anders", OOF_ROUTE_NONE);

  oof_person_set (bernd, "xData1", "Directory");
  bernd->zone = g_strdup ("Europe/Berlin");
  oof_person_set (row, "xData1", "File");
  oof_person_set (row, "region", "BY");
  row->zone = g_strdup ("Asia/Kathmandu");
  row->language = g_strdup ("en");
  add (imported, "zoe@x.example", "Zoe", OOF_ROUTE_NONE);
  oof_person_set (add (imported, "known@x.example", "", OOF_ROUTE_NONE), OOF_PERSON_MAILBOX_FORWARD,
                  "z@y.example");
  add (imported, "adam@x.example", "Adam", OOF_ROUTE_NONE);

  g_autoptr (GPtrArray) cloud = oof_people_merge (people, imported, FALSE);
  g_assert_cmpuint (cloud->len, ==, 1);
  OofPerson *merged = g_ptr_array_index (cloud, 0);
  g_assert_cmpstr (merged->name, ==, "Bernd");
  g_assert_cmpstr (merged->zone, ==, "Europe/Berlin");
  g_assert_cmpstr (merged->language, ==, "en");
  g_assert_cmpstr (oof_person_get (merged, "xData1"), ==, "Directory");
  g_assert_cmpstr (oof_person_get (merged, "region"), ==, "BY");
  g_assert_cmpint (merged->route, ==, OOF_ROUTE_GRAPH);
  g_assert_null (oof_person_get (bernd, "region"));

  g_autoptr (GPtrArray) premises = oof_people_merge (people, imported, TRUE);
  g_assert_cmpuint (premises->len, ==, 3);
  g_assert_cmpstr (((OofPerson *) premises->pdata[0])->name, ==, "Adam");
  g_assert_cmpint (((OofPerson *) premises->pdata[0])->route, ==, OOF_ROUTE_EWS);
  g_assert_cmpstr (((OofPerson *) premises->pdata[2])->name, ==, "Zoe");
}

static void
test_update (void)
{
  g_autoptr (GPtrArray) before = new_list ();
  g_autoptr (GPtrArray) rows = new_list ();

  add (before, "zoe@x.example", "Zoe", OOF_ROUTE_NONE);
  add (before, "bernd@x.example", "Alt", OOF_ROUTE_NONE);
  add (rows, "bernd@x.example", "Neu", OOF_ROUTE_NONE);
  g_autoptr (GPtrArray) updated = oof_people_update (before, rows, FALSE);
  g_assert_cmpuint (updated->len, ==, 2);
  g_assert_cmpstr (((OofPerson *) updated->pdata[0])->name, ==, "Neu");
  g_assert_cmpstr (((OofPerson *) updated->pdata[1])->name, ==, "Zoe");
  g_autoptr (GPtrArray) replaced = oof_people_update (before, rows, TRUE);
  g_assert_cmpuint (replaced->len, ==, 1);
}

/* What administrators said of a mailbox outlives an import. */
static void
test_facts (void)
{
  g_autoptr (GPtrArray) none = new_list ();
  g_autoptr (GPtrArray) rows = new_list ();
  g_autoptr (GPtrArray) one =
      oof_people_set_fact (none, "Bernd@x.example", OOF_PERSON_OVER_OUTLOOK, "yes");

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_false (oof_person_is_imported (one->pdata[0]));
  add (rows, "bernd@x.example", "Bernd", OOF_ROUTE_NONE);
  g_autoptr (GPtrArray) both = oof_people_update (one, rows, FALSE);
  g_assert_cmpuint (both->len, ==, 1);
  g_assert_true (oof_person_is_imported (both->pdata[0]));
  g_assert_cmpstr (oof_person_get (both->pdata[0], OOF_PERSON_OVER_OUTLOOK), ==, "yes");
  g_autoptr (GPtrArray) left = oof_people_update (both, none, TRUE);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_false (oof_person_is_imported (left->pdata[0]));
  g_autoptr (GPtrArray) gone =
      oof_people_set_fact (left, "bernd@x.example", OOF_PERSON_OVER_OUTLOOK, NULL);
  g_assert_cmpuint (gone->len, ==, 0);
  g_autoptr (GPtrArray) kept =
      oof_people_set_fact (both, "bernd@x.example", OOF_PERSON_OVER_OUTLOOK, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_sort (void)
{
  const char *const addresses[] = { "b@x.example", "c@x.example", "a@x.example", "d@x.example" };
  const char *const names[] = { "Meier", "Adam", "Meier", "Zoe" };
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (people, oof_person_new (NULL, addresses[i], names[i]));
  oof_people_sort (people);
  for (guint i = 0; i < people->len; i++)
    g_string_append_c (order, *((OofPerson *) g_ptr_array_index (people, i))->address);
  g_assert_cmpstr (order->str, ==, "cabd");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/merge", test_merge);
  g_test_add_func ("/people/update", test_update);
  g_test_add_func ("/people/facts", test_facts);
  g_test_add_func ("/people/sort", test_sort);
  return g_test_run ();
}

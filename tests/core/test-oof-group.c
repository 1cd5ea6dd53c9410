/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-group.h"

#include "core/oof-error.h"

#define ANNA  "anna@kontor.example"
#define BERND "bernd@kontor.example"
#define CLARA "clara@kontor.example"

static OofGroup *
add_group (GPtrArray *groups,
           const char *name,
           int priority,
           const char *template_name,
           const char *member)
{
  OofGroup *group = oof_group_new (name);

  group->priority = priority;
  group->template_name = g_strdup (template_name);
  if (member)
    {
      group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (group->members, g_strdup (member));
    }
  g_ptr_array_add (groups, group);
  return group;
}

static GPtrArray *
new_groups (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
}

static const char *
template_for (GPtrArray *groups, const char *address)
{
  OofGroup *group = oof_groups_find_for (groups, address);

  return group ? group->template_name : NULL;
}

static void
test_sort (void)
{
  const char *wanted[] = { OOF_GROUP_EVERYBODY, "Z", "A", "B", "Y" };
  g_autoptr (GPtrArray) groups = new_groups ();

  add_group (groups, "B", 5, NULL, NULL);
  add_group (groups, "Y", 9, NULL, NULL);
  add_group (groups, OOF_GROUP_EVERYBODY, 99, NULL, NULL);
  add_group (groups, "A", 5, NULL, NULL);
  add_group (groups, "Z", -1, NULL, NULL);
  oof_groups_sort (groups);
  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);

      g_assert_cmpstr (group->name, ==, wanted[i]);
    }
}

/* Decisions 6: the last matching group wins. */
static void
test_find (void)
{
  g_autoptr (GPtrArray) groups = new_groups ();
  OofGroup *sales;

  g_assert_null (oof_groups_find_for (groups, ANNA));
  add_group (groups, "Leitung", 30, "Chef", BERND);
  sales = add_group (groups, "Vertrieb", 10, "Vertrieb", ANNA);
  g_hash_table_add (sales->members, g_strdup (BERND));
  add_group (groups, "Ohne Vorlage", 40, NULL, BERND);
  add_group (groups, "Unbekannt", 50, "Nie", NULL);
  add_group (groups, OOF_GROUP_EVERYBODY, 100, "Standard", NULL);
  oof_groups_sort (groups);

  g_assert_cmpstr (template_for (groups, ANNA), ==, "Vertrieb");
  g_assert_cmpstr (template_for (groups, BERND), ==, "Chef");
  g_assert_cmpstr (template_for (groups, CLARA), ==, "Standard");
  g_assert_cmpstr (template_for (groups, "Anna@Kontor.Example"), ==, "Vertrieb");
}

static void
test_copy (void)
{
  g_autoptr (GPtrArray) groups = new_groups ();
  OofGroup *group = add_group (groups, "Vertrieb", 3, "Urlaub", ANNA);
  g_autoptr (OofGroup) copy = NULL;
  g_autoptr (OofGroup) bare = oof_group_new ("Leer");
  g_autoptr (OofGroup) bare_copy = oof_group_copy (bare);

  group->address = g_strdup ("vertrieb@kontor.example");
  group->open_end = TRUE;
  group->forward_required = TRUE;
  copy = oof_group_copy (group);
  g_hash_table_add (copy->members, g_strdup (BERND));
  g_assert_cmpstr (copy->address, ==, "vertrieb@kontor.example");
  g_assert_cmpstr (copy->template_name, ==, "Urlaub");
  g_assert_cmpint (copy->priority, ==, 3);
  g_assert_true (copy->open_end);
  g_assert_true (copy->forward_required);
  g_assert_true (oof_group_has (copy, ANNA));
  g_assert_false (oof_group_has (group, BERND));
  g_assert_null (bare_copy->members);
  g_assert_false (oof_group_has (bare_copy, ANNA));
}

static GPtrArray *
good_groups (void)
{
  GPtrArray *groups = new_groups ();

  add_group (groups, OOF_GROUP_EVERYBODY, 0, "Standard", NULL);
  add_group (groups, "Vertrieb", 20, NULL, ANNA)->address = g_strdup ("vertrieb@kontor.example");
  add_group (groups, "Leitung", 10, "Chef", BERND)->address = g_strdup ("Leitung");
  return groups;
}

static void
assert_refused (GPtrArray *groups, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_groups_check (groups, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  if (strstr (error->message, why) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, why);
}

static void
test_check (void)
{
  g_autoptr (GPtrArray) groups = good_groups ();
  OofGroup *sales = oof_group_find (groups, "VERTRIEB");
  OofGroup *everybody = oof_group_find (groups, "alle benutzer");
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_groups_check (groups, &error));
  g_assert_no_error (error);
  sales->priority = 10;
  assert_refused (groups, "priority 10 is that of");
  sales->priority = 0;
  assert_refused (groups, "number from 1");
  sales->priority = 20;
  g_clear_pointer (&sales->address, g_free);
  assert_refused (groups, "no address");
  sales->address = g_strdup ("");
  assert_refused (groups, "no address");
  g_free (sales->address);
  sales->address = g_strdup ("vertrieb@kontor.example");
  everybody->address = g_strdup ("alle@kontor.example");
  assert_refused (groups, "everybody");
  g_clear_pointer (&everybody->address, g_free);
  add_group (groups, "leitung", 30, NULL, NULL)->address = g_strdup ("x");
  assert_refused (groups, "there are two");
}

static void
test_check_names (void)
{
  const char *const names[] = { "", "two\nlines", "\xff" };
  g_autofree char *long_name = g_strnfill (256, 'x');

  for (guint i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) groups = good_groups ();
      const char *name = i < G_N_ELEMENTS (names) ? names[i] : long_name;

      add_group (groups, name, 40, NULL, NULL)->address = g_strdup ("x");
      assert_refused (groups, "name");
    }
}

/* What somebody else stored is used in an order that every reader comes to, and said. */
static void
test_problems (void)
{
  g_autoptr (GPtrArray) groups = good_groups ();
  g_autoptr (GPtrArray) none = oof_groups_list_problems (groups);
  g_autoptr (GPtrArray) two = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  oof_group_find (groups, "Vertrieb")->priority = 10;
  oof_groups_sort (groups);
  two = oof_groups_list_problems (groups);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (two, 0), ==,
                   "Vertrieb: has the priority of Leitung, 10; Vertrieb goes last");
  g_assert_cmpstr (template_for (groups, ANNA), ==, "Standard");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/group/sort", test_sort);
  g_test_add_func ("/core/group/find", test_find);
  g_test_add_func ("/core/group/copy", test_copy);
  g_test_add_func ("/core/group/check", test_check);
  g_test_add_func ("/core/group/check-names", test_check_names);
  g_test_add_func ("/core/group/problems", test_problems);
  return g_test_run ();
}

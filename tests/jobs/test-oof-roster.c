/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-roster.h"

#include "core/oof-error.h"
#include "oof-fake-mailboxes.h"
#include "oof-fake-store.h"

static void
add_person (OofFakeDirectory *directory, const char *address, const char *name)
{
  g_ptr_array_add (directory->people, oof_person_new (NULL, address, name));
}

static OofFakeDirectory *
new_directory (void)
{
  OofFakeDirectory *directory = oof_fake_directory_new ();

  add_person (directory, "anna.meier@x.example", "Anna Meier");
  add_person (directory, "bernd.krause@x.example", "Bernd Krause");
  add_person (directory, "bernd.meier@x.example", "Bernd Meier");
  add_person (directory, "b.meier@x.example", "Bernd Meier");
  g_hash_table_insert (directory->groups, g_strdup ("sales@x.example"),
                       g_strdup ("Bernd.Krause@x.example,nobody@x.example"));
  return directory;
}

static void
add_group (GPtrArray *groups, const char *name, const char *address, int priority)
{
  OofGroup *group = oof_group_new (name);

  group->address = g_strdup (address);
  group->priority = priority;
  group->template_name = g_strdup (name);
  g_ptr_array_add (groups, group);
}

static GPtrArray *
new_groups (void)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);

  add_group (groups, OOF_GROUP_EVERYBODY, NULL, 0);
  add_group (groups, "Vertrieb", "sales@x.example", 10);
  return groups;
}

static OofRoster *
load_limited (OofFakeDirectory *directory, GPtrArray *groups, const char *limit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofSnapshot) snapshot = oof_snapshot_new ();

  g_ptr_array_unref (snapshot->groups);
  snapshot->groups = g_ptr_array_ref (groups);
  g_free (snapshot->options->people_group);
  snapshot->options->people_group = g_strdup (limit);
  oof_roster_load_async (OOF_DIRECTORY (directory), snapshot, FALSE, NULL, oof_fake_store_cb,
                         &result);
  oof_fake_wait (&result);
  return oof_roster_load_finish (result, error);
}

static OofRoster *
load (OofFakeDirectory *directory, GPtrArray *groups, GError **error)
{
  return load_limited (directory, groups, "", error);
}

/* The option peopleGroup. */
static void
test_limit (void)
{
  g_autoptr (OofFakeDirectory) directory = new_directory ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (OofRoster) everybody = NULL;
  g_autoptr (OofRoster) roster = NULL;
  g_autoptr (GError) error = NULL;

  everybody = load_limited (directory, groups, "gone@x.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (everybody->people->len, ==, 4);
  g_assert_cmpuint (everybody->problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (everybody->problems->pdata[0], "peopleGroup: gone@x.example: "));

  roster = load_limited (directory, groups, "sales@x.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster->people->len, ==, 1);
  g_assert_nonnull (oof_roster_get (roster, "bernd.krause@x.example"));
  g_assert_cmpstr (directory->listed[g_strv_length (directory->listed) - 1], ==, "sales@x.example");
}

static void
test_load (void)
{
  g_autoptr (OofFakeDirectory) directory = new_directory ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRoster) roster = NULL;
  OofPerson *person;

  add_group (groups, "Weg", "gone@x.example", 20);
  ((OofGroup *) groups->pdata[1])->open_end = TRUE;
  roster = load (directory, groups, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster->people->len, ==, 4);
  g_assert_cmpuint (roster->groups->len, ==, 3);
  g_assert_cmpuint (roster->problems->len, ==, 1);
  g_assert_nonnull (strstr (roster->problems->pdata[0], "Weg: "));
  g_assert_cmpuint (g_strv_length (directory->listed), ==, 2);

  person = oof_roster_get (roster, "BERND.Krause@x.example");
  g_assert_cmpuint (g_strv_length (person->groups), ==, 2);
  g_assert_cmpstr (person->groups[1], ==, "Vertrieb");
  g_assert_cmpstr (oof_roster_get_group_of (roster, person->address)->name, ==, "Vertrieb");
  g_assert_true (oof_roster_is_open_end (roster, person->address));
  person = oof_roster_get (roster, "anna.meier@x.example");
  g_assert_cmpuint (g_strv_length (person->groups), ==, 1);
  g_assert_false (oof_roster_is_open_end (roster, person->address));
  g_assert_null (oof_roster_get (roster, "nobody@x.example"));
  /* The directory's own people and the snapshot's groups stay as they are. */
  g_assert_null (((OofPerson *) directory->people->pdata[1])->groups[0]);
  g_assert_null (((OofGroup *) groups->pdata[1])->members);
}

/* More than are read at once, some of which are gone: everything stays in the order of the list. */
static void
test_many_groups (void)
{
  g_autoptr (OofFakeDirectory) directory = new_directory ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRoster) roster = NULL;
  guint n_problems = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Gruppe %02u", i);
      g_autofree char *address = g_strdup_printf ("gruppe-%u@x.example", i);

      add_group (groups, name, address, 200 - (int) i);
      if (i % 5 != 3)
        g_hash_table_insert (directory->groups, g_strdup (address),
                             g_strdup ("Anna.Meier@x.example"));
    }
  roster = load (directory, groups, &error);
  g_assert_no_error (error);

  const OofPerson *anna = oof_roster_get (roster, "anna.meier@x.example");
  g_assert_cmpuint (g_strv_length (anna->groups), ==, 17);
  g_assert_cmpstr (anna->groups[0], ==, OOF_GROUP_EVERYBODY);
  g_assert_cmpstr (anna->groups[1], ==, "Gruppe 19"); /* the lowest priority number */
  g_assert_cmpstr (anna->groups[16], ==, "Gruppe 00");
  g_assert_cmpuint (roster->problems->len, ==, 4);
  for (guint i = 3; i < 20; i += 5)
    {
      g_autofree char *start = g_strdup_printf ("Gruppe %02u: ", i);
      g_assert_true (g_str_has_prefix (roster->problems->pdata[n_problems++], start));
    }
}

static void
test_load_fails (void)
{
  const int fatal[] = { OOF_ERROR_AUTH_REQUIRED, OOF_ERROR_CONSENT_REQUIRED, OOF_ERROR_UNREACHABLE,
                        OOF_ERROR_THROTTLED };

  for (guint i = 0; i < G_N_ELEMENTS (fatal); i++)
    {
      g_autoptr (OofFakeDirectory) directory = new_directory ();
      g_autoptr (GPtrArray) groups = new_groups ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) list_error = NULL;

      g_hash_table_insert (directory->groups, g_strdup ("sales@x.example"),
                           g_strdup_printf ("!%d", fatal[i]));
      g_assert_null (load (directory, groups, &error));
      g_assert_error (error, OOF_ERROR, fatal[i]);
      directory->list_error = fatal[i];
      g_assert_null (load (directory, groups, &list_error));
      g_assert_error (list_error, OOF_ERROR, fatal[i]);
    }
}

static void
test_find (void)
{
  g_autoptr (OofFakeDirectory) directory = new_directory ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (OofRoster) roster = oof_roster_new (directory->people, groups);
  const char *const unknown[] = { "", "  ", "Carla", "carla@x.example", "\xff\xfe" };
  const char *const ambiguous[] = { "Bernd", "meier", "bernd meier", "x.example" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (oof_roster_find (roster, " Anna.Meier@X.example ", NULL)->name, ==,
                   "Anna Meier");
  g_assert_cmpstr (oof_roster_find (roster, "anna MEIER", NULL)->name, ==, "Anna Meier");
  g_assert_cmpstr (oof_roster_find (roster, "krau", NULL)->name, ==, "Bernd Krause");
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_null (oof_roster_find (roster, unknown[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ambiguous); i++)
    {
      g_assert_null (oof_roster_find (roster, ambiguous[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "<bernd.meier@x.example>"));
      g_clear_error (&error);
    }
}

static void
test_many_candidates (void)
{
  g_autoptr (OofFakeDirectory) directory = oof_fake_directory_new ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (OofRoster) roster = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *address = g_strdup_printf ("m%u@x.example", i);

      add_person (directory, address, "Meier");
    }
  roster = oof_roster_new (directory->people, groups);
  g_assert_null (oof_roster_find (roster, "meier", &error));
  g_assert_nonnull (strstr (error->message, "and 7 more"));
}

static void
test_replace (void)
{
  g_autoptr (OofFakeDirectory) directory = new_directory ();
  g_autoptr (GPtrArray) groups = new_groups ();
  g_autoptr (OofRoster) roster = load (directory, groups, NULL);
  guint n = roster->people->len;
  g_autoptr (OofPerson) known = oof_person_copy (oof_roster_get (roster, "anna.meier@x.example"));
  g_autoptr (OofPerson) stranger = oof_person_new (NULL, "new@x.example", "New");

  known->zone = g_strdup ("Europe/London");
  oof_roster_replace (roster, known);
  oof_roster_replace (roster, stranger);
  g_assert_true (oof_roster_get (roster, "Anna.Meier@x.example") == known);
  g_assert_true (g_ptr_array_find (roster->people, known, NULL));
  g_assert_null (oof_roster_get (roster, "new@x.example"));
  g_assert_cmpuint (roster->people->len, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/load", test_load);
  g_test_add_func ("/roster/limit", test_limit);
  g_test_add_func ("/roster/many-groups", test_many_groups);
  g_test_add_func ("/roster/load-fails", test_load_fails);
  g_test_add_func ("/roster/replace", test_replace);
  g_test_add_func ("/roster/find", test_find);
  g_test_add_func ("/roster/many-candidates", test_many_candidates);
  return g_test_run ();
}

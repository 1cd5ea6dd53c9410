/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-user.h"

#include "core/oof-error.h"

#define ANNA  "anna.meier@kontor.example"
#define BERND "bernd.krause@kontor.example"

static GPtrArray *
new_users (void)
{
  GPtrArray *users = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_user_unref);

  g_ptr_array_add (users, oof_user_new ("Anna.Meier@kontor.example"));
  g_ptr_array_add (users, oof_user_new (BERND));
  return users;
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) users = new_users ();
  OofUser *bernd = g_ptr_array_index (users, 1);

  bernd->alias = g_strdup ("b.krause");
  g_assert_true (oof_user_find (users, "ANNA.MEIER@kontor.example") == users->pdata[0]);
  g_assert_true (oof_user_find (users, "MUC\\B.Krause") == bernd);
  g_assert_true (oof_user_find (users, "b.krause") == bernd);
  g_assert_null (oof_user_find (users, "krause"));
}

/* Without groups for everybody, with groups for their people and for himself. */
static void
test_may_plan_for (void)
{
  g_autoptr (OofUser) user = oof_user_new (ANNA);
  g_autoptr (OofPerson) anna = oof_person_new (NULL, ANNA, "Anna Meier");
  g_autoptr (OofPerson) bernd = oof_person_new (NULL, BERND, "Bernd Krause");

  g_strfreev (bernd->groups);
  bernd->groups = g_strsplit ("Alle Benutzer;Einkauf", ";", -1);
  g_assert_true (oof_user_may_plan_for (user, bernd));
  g_strfreev (user->groups);
  user->groups = g_strsplit ("Fertigung", ";", -1);
  g_assert_false (oof_user_may_plan_for (user, bernd));
  g_assert_true (oof_user_may_plan_for (user, anna));
  g_strfreev (user->groups);
  user->groups = g_strsplit ("Fertigung;Einkauf", ";", -1);
  g_assert_true (oof_user_may_plan_for (user, bernd));
}

static void
test_copy (void)
{
  g_autoptr (OofUser) user = oof_user_new (ANNA);
  g_autoptr (OofUser) copy = NULL;

  user->language = g_strdup ("de");
  user->alias = g_strdup ("MAB");
  user->administrator = TRUE;
  g_strfreev (user->groups);
  user->groups = g_strsplit ("Fertigung;Einkauf", ";", -1);
  copy = oof_user_copy (user);
  g_assert_cmpstr (copy->account, ==, ANNA);
  g_assert_cmpstr (copy->language, ==, "de");
  g_assert_cmpstr (copy->alias, ==, "MAB");
  g_assert_true (copy->administrator);
  g_assert_cmpstr (copy->groups[1], ==, "Einkauf");
}

static void
test_check (void)
{
  const char *const accounts[] = {
    "", "anna", "a@b@c", "a b@c.example", "Anna <a@b.example>", BERND
  };
  const char *const languages[] = { "", "d", "deutsch", "de-", "de_DE", "de-abcdefghi" };
  g_autoptr (GPtrArray) users = new_users ();
  g_autoptr (GError) error = NULL;
  OofUser *user = g_ptr_array_index (users, 0);

  user->language = g_strdup ("en-GB");
  g_assert_true (oof_users_check (users, &error));
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_ptr_array_add (users, oof_user_new (accounts[i]));
      g_assert_false (oof_users_check (users, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_clear_error (&error);
      g_ptr_array_remove_index (users, 2);
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_free (user->language);
      user->language = g_strdup (languages[i]);
      g_assert_false (oof_users_check (users, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/user/find", test_find);
  g_test_add_func ("/core/user/may-plan-for", test_may_plan_for);
  g_test_add_func ("/core/user/copy", test_copy);
  g_test_add_func ("/core/user/check", test_check);
  return g_test_run ();
}

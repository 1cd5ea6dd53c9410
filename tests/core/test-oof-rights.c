/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-rights.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "core/oof-user.h"

#define ANNA  "anna.meier@kontor.example"
#define BERND "bernd.krause@kontor.example"

/* What the lists of users and subjects leave to whom. */
typedef struct
{
  GPtrArray *users;
  GPtrArray *subjects;
  OofOptions *options;
  OofPerson *bernd;
  OofAbsence *draft;
  OofRights rights;
} Fixture;

static void
add_subject (Fixture *f, const char *name, gboolean confidential, gboolean administrators)
{
  OofSubject *subject = oof_subject_new (name);

  subject->confidential = confidential;
  subject->administrators = administrators;
  g_ptr_array_add (f->subjects, subject);
}

static OofUser *
add_user (Fixture *f, const char *account)
{
  OofUser *user = oof_user_new (account);

  g_ptr_array_add (f->users, user);
  return user;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->users = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_user_unref);
  f->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  f->options = oof_options_new ();
  f->bernd = oof_person_new (NULL, BERND, "Bernd Krause");
  g_strfreev (f->bernd->groups);
  f->bernd->groups = g_strsplit ("Alle Benutzer;Einkauf", ";", -1);
  f->draft = oof_absence_new (BERND, "Europe/Berlin");
  g_free (f->draft->subject);
  f->draft->subject = g_strdup ("Krank");
  f->draft->note = g_strdup ("Grippe");
  f->draft->template_name = g_strdup ("Krankheit");
  add_subject (f, "Krank", TRUE, FALSE);
  add_subject (f, "Betriebsruhe", FALSE, TRUE);
  f->rights = (OofRights){ f->users, f->subjects, f->options, ANNA };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->users);
  g_ptr_array_unref (f->subjects);
  oof_options_unref (f->options);
  oof_person_unref (f->bernd);
  oof_absence_unref (f->draft);
}

static void
assert_refused (Fixture *f, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_rights_may_plan (&f->rights, f->draft, f->bernd, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, words);
}

static void
assert_allowed (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_rights_may_plan (&f->rights, f->draft, f->bernd, &error));
  g_assert_no_error (error);
}

/* As long as nobody is listed nothing is taken from anybody. */
static void
test_no_list (Fixture *f, gconstpointer data)
{
  assert_allowed (f);
  g_assert_true (oof_rights_is_administrator (&f->rights));
  g_assert_true (oof_rights_may_read (&f->rights, f->draft));
  f->rights.author = NULL;
  add_user (f, BERND)->administrator = TRUE;
  assert_allowed (f);
  g_assert_true (oof_rights_is_administrator (&f->rights));
}

/* An ordinary user plans for himself and does not read what is confidential. */
static void
test_ordinary (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsence) shown = NULL;
  g_autoptr (OofAbsence) own = NULL;

  add_user (f, "carla.wolf@kontor.example");
  g_assert_false (oof_rights_is_listed (&f->rights));
  assert_refused (f, BERND ": " ANNA " is not one of the users, who plan for others");
  g_free (f->options->help_name);
  f->options->help_name = g_strdup ("Erika");
  g_free (f->options->help_address);
  f->options->help_address = g_strdup ("it@kontor.example");
  assert_refused (f, BERND ": " ANNA " is not one of the users, who plan for others; help: Erika "
                           "(it@kontor.example)");
  shown = oof_rights_show (&f->rights, f->draft);
  g_assert_cmpstr (shown->subject, ==, "Abwesend");
  g_assert_null (shown->note);
  g_assert_null (shown->template_name);
  g_assert_cmpstr (f->draft->subject, ==, "Krank");

  f->rights.author = "Bernd.Krause@kontor.example";
  assert_allowed (f);
  own = oof_rights_show (&f->rights, f->draft);
  g_assert_true (own == f->draft);
}

/* "Einschränkung auf Gruppen". */
static void
test_groups (Fixture *f, gconstpointer data)
{
  OofUser *anna = add_user (f, ANNA);

  assert_allowed (f);
  g_strfreev (anna->groups);
  anna->groups = g_strsplit ("Fertigung;Lager", ";", -1);
  assert_refused (f, BERND ": " ANNA " plans for people of Fertigung, Lager");
  g_assert_true (oof_rights_may_read (&f->rights, f->draft));
  g_strfreev (anna->groups);
  anna->groups = g_strsplit ("Fertigung;Einkauf", ";", -1);
  assert_allowed (f);
}

/* "Ist Administrator": closures and the subjects of administrators. */
static void
test_administrators (Fixture *f, gconstpointer data)
{
  OofUser *anna = add_user (f, ANNA);

  add_user (f, BERND)->administrator = TRUE;
  g_assert_false (oof_rights_is_administrator (&f->rights));
  f->draft->closure_id = g_strdup ("1");
  assert_refused (f, "closure: only administrators distribute one");
  g_clear_pointer (&f->draft->closure_id, g_free);
  g_free (f->draft->subject);
  f->draft->subject = g_strdup ("betriebsruhe");
  assert_refused (f, "subject: \"betriebsruhe\" is for administrators");
  g_assert_false (oof_rights_may_choose (&f->rights, "Betriebsruhe"));
  g_assert_true (oof_rights_may_choose (&f->rights, "Krank"));
  g_assert_true (oof_rights_may_choose (&f->rights, "Frei erfunden"));
  anna->administrator = TRUE;
  assert_allowed (f);
}

static gboolean
may_cancel (Fixture *f, const OofPerson *person)
{
  g_autoptr (GError) error = NULL;
  gboolean may = oof_rights_may_cancel (&f->rights, f->draft, person, &error);

  if (!may)
    g_assert_error (error, OOF_ERROR, OOF_ERROR_REFUSED);
  return may;
}

/* Whoever may not plan it may not take it away either; the own absence everybody may. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  OofUser *user = add_user (f, "carla.wolf@kontor.example");

  g_assert_false (may_cancel (f, f->bernd));
  g_assert_false (oof_rights_needs_people (&f->rights));
  f->rights.author = BERND;
  g_assert_true (may_cancel (f, f->bernd));
  f->draft->closure_id = g_strdup ("1");
  g_assert_true (may_cancel (f, f->bernd));
  f->rights.author = user->account;
  user->administrator = TRUE;
  g_assert_true (may_cancel (f, f->bernd));
  user->administrator = FALSE;
  add_user (f, ANNA)->administrator = TRUE;
  g_assert_false (may_cancel (f, f->bernd));
  g_clear_pointer (&f->draft->closure_id, g_free);
  g_assert_true (may_cancel (f, f->bernd));
  g_strfreev (user->groups);
  user->groups = g_strsplit ("Lager", ";", -1);
  g_assert_true (oof_rights_needs_people (&f->rights));
  g_assert_false (may_cancel (f, f->bernd));
  g_assert_false (may_cancel (f, NULL));
  f->rights.author = NULL;
  g_assert_true (may_cancel (f, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/rights/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-list", test_no_list);
  ADD ("ordinary", test_ordinary);
  ADD ("groups", test_groups);
  ADD ("administrators", test_administrators);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}

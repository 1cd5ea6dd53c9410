/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-subject.h"

#include "core/oof-error.h"

static GPtrArray *
new_subjects (void)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);

  g_ptr_array_add (subjects, oof_subject_new ("Urlaub"));
  g_ptr_array_add (subjects, oof_subject_new ("Größe"));
  return subjects;
}

static void
test_find_and_copy (void)
{
  g_autoptr (GPtrArray) subjects = new_subjects ();
  OofSubject *subject = oof_subject_find (subjects, "GRÖSSE");
  g_autoptr (OofSubject) copy = NULL;

  g_assert_nonnull (subject);
  g_assert_null (oof_subject_find (subjects, "Grösse "));
  subject->color = g_strdup ("#3584e4");
  subject->pattern = g_strdup ("hatch");
  subject->template_name = g_strdup ("Standard");
  subject->confidential = subject->administrators = subject->closure = TRUE;
  copy = oof_subject_copy (subject);
  g_assert_cmpstr (copy->name, ==, "Größe");
  g_assert_cmpstr (copy->color, ==, "#3584e4");
  g_assert_cmpstr (copy->pattern, ==, "hatch");
  g_assert_cmpstr (copy->template_name, ==, "Standard");
  g_assert_true (copy->confidential && copy->administrators && copy->closure);
}

static void
assert_refused (GPtrArray *subjects)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_subjects_check (subjects, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "subject"));
}

static void
test_check (void)
{
  const char *const colors[] = { "", "3584e4", "#3584e", "#3584e44", "#3584eg", "blue" };
  g_autoptr (GPtrArray) subjects = new_subjects ();
  OofSubject *subject = g_ptr_array_index (subjects, 0);

  subject->color = g_strdup ("#3584E4");
  subject->pattern = g_strdup ("cross");
  g_assert_true (oof_subjects_check (subjects, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_free (subject->color);
      subject->color = g_strdup (colors[i]);
      assert_refused (subjects);
    }
  g_clear_pointer (&subject->color, g_free);
  g_free (subject->pattern);
  subject->pattern = g_strdup ("stars");
  assert_refused (subjects);
  g_clear_pointer (&subject->pattern, g_free);
  g_ptr_array_add (subjects, oof_subject_new ("URLAUB"));
  assert_refused (subjects);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/subject/find-and-copy", test_find_and_copy);
  g_test_add_func ("/core/subject/check", test_check);
  return g_test_run ();
}

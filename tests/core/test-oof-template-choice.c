/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template-choice.h"

#include "core/oof-group.h"
#include "core/oof-subject.h"

#define BERND "bernd.krause@kontor.example"

/* Everybody has Standard, Einkauf (10) Kurz, Lager (20) Lang; Bernd is in Einkauf. The subject
 * Elternzeit has Statisch. */
typedef struct
{
  GPtrArray *templates;
  GPtrArray *groups;
  GPtrArray *subjects;
  OofPerson *person;
  OofAbsence *absence;
} Fixture;

static void
add_group (Fixture *f, const char *name, const char *template_name, gboolean member)
{
  OofGroup *group = oof_group_new (name);

  group->priority = (int) f->groups->len * 10;
  group->template_name = g_strdup (template_name);
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (member)
    g_hash_table_add (group->members, g_strdup (BERND));
  g_ptr_array_add (f->groups, group);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *names[] = { "Standard", "Kurz", "Lang", "Statisch" };
  OofSubject *subject = oof_subject_new ("Elternzeit");

  f->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (f->templates, oof_template_new (names[i], FALSE, "weg"));
  f->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  add_group (f, OOF_GROUP_EVERYBODY, "Standard", TRUE);
  add_group (f, "Einkauf", "Kurz", TRUE);
  add_group (f, "Ohne", NULL, TRUE);
  add_group (f, "Lager", "Lang", FALSE);
  f->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  subject->template_name = g_strdup ("Statisch");
  g_ptr_array_add (f->subjects, subject);
  f->person = oof_person_new (NULL, BERND, "Bernd Krause");
  g_strfreev (f->person->groups);
  f->person->groups = g_strsplit ("Alle Benutzer;Einkauf;Ohne", ";", -1);
  f->absence = oof_absence_new (BERND, "Europe/Berlin");
  g_free (f->absence->subject);
  f->absence->subject = g_strdup ("Urlaub");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->templates);
  g_ptr_array_unref (f->groups);
  g_ptr_array_unref (f->subjects);
  oof_person_unref (f->person);
  oof_absence_unref (f->absence);
}

static OofTemplateChoice *
explain (Fixture *f)
{
  OofGroup *group = oof_groups_find_for (f->groups, BERND);
  OofTemplateQuestion question = { .templates = f->templates,
                                   .subjects = f->subjects,
                                   .groups = f->groups,
                                   .person = f->person,
                                   .group_template = group ? group->template_name : NULL };

  return oof_template_explain (&question, f->absence);
}

/* @steps: what became of each, in order. */
static void
assert_choice (Fixture *f, const char *name, const char *by, const char *of, const char *steps)
{
  g_autoptr (OofTemplateChoice) choice = explain (f);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < choice->steps->len; i++)
    {
      OofTemplateStep *step = g_ptr_array_index (choice->steps, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              oof_template_outcome_to_string (step->outcome));
    }
  g_assert_cmpstr (choice->tmpl != NULL ? choice->tmpl->name : NULL, ==, name);
  g_assert_cmpstr (oof_template_by_to_string (choice->by), ==, by);
  g_assert_cmpstr (choice->name, ==, of);
  g_assert_cmpstr (text->str, ==, steps);
}

/* The last group that has a template wins; one without none is passed over. */
static void
test_groups (Fixture *f, gconstpointer data)
{
  assert_choice (f, "Kurz", "group", "Einkauf", "overruled taken unnamed not-member");
  g_hash_table_add (((OofGroup *) f->groups->pdata[3])->members, g_strdup (BERND));
  assert_choice (f, "Lang", "group", "Lager", "overruled overruled unnamed taken");
}

static void
test_subject (Fixture *f, gconstpointer data)
{
  OofTemplate *tmpl = g_ptr_array_index (f->templates, 3);

  g_free (f->absence->subject);
  f->absence->subject = g_strdup ("elternzeit");
  assert_choice (f, "Statisch", "subject", "Elternzeit",
                 "overruled overruled unnamed not-member taken");
  tmpl->groups = g_strsplit ("Lager", ";", -1);
  assert_choice (f, "Kurz", "group", "Einkauf", "overruled taken unnamed not-member limited");

  g_autoptr (OofTemplateChoice) choice = explain (f);
  g_assert_cmpuint (choice->allowed->len, ==, 3);
}

/* What an absence names counts, limited or not: who chose it was asked then. */
static void
test_absence (Fixture *f, gconstpointer data)
{
  f->absence->template_name = g_strdup ("lang");
  assert_choice (f, "Lang", "absence", NULL, "overruled overruled unnamed not-member taken");
  g_free (f->absence->template_name);
  f->absence->template_name = g_strdup ("Weg");
  assert_choice (f, "Kurz", "group", "Einkauf", "overruled taken unnamed not-member missing");
}

static void
test_nobody (Fixture *f, gconstpointer data)
{
  OofGroup *group = g_ptr_array_index (f->groups, 1);

  g_free (group->template_name);
  group->template_name = g_strdup ("Weg");
  assert_choice (f, "Standard", "standard", NULL, "overruled missing unnamed not-member");
  g_ptr_array_remove_index (f->templates, 0);
  assert_choice (f, NULL, "none", NULL, "missing missing unnamed not-member");
  g_ptr_array_set_size (f->templates, 1);
  assert_choice (f, "Kurz", "only", NULL, "missing missing unnamed not-member");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/template-choice/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("groups", test_groups);
  ADD ("subject", test_subject);
  ADD ("absence", test_absence);
  ADD ("nobody", test_nobody);
  return g_test_run ();
}

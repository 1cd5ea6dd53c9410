/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template.h"

static void
test_new_and_copy (void)
{
  g_autoptr (OofTemplate) first = oof_template_new ("Urlaub", FALSE, "Ich bin weg.");
  g_autoptr (OofTemplate) second = oof_template_new ("Krank", TRUE, NULL);
  g_autoptr (OofTemplate) copy = NULL;

  g_assert_true (g_str_has_prefix (first->key, "d:template:"));
  g_assert_cmpuint (strlen (first->key), ==, strlen ("d:template:") + 36);
  g_assert_cmpstr (first->key, !=, second->key);
  g_assert_cmpint (first->rev, ==, 0);
  g_assert_null (first->external);
  g_assert_cmpstr (second->body, ==, "");

  first->external = g_strdup ("");
  first->audience = OOF_AUDIENCE_CONTACTS;
  copy = oof_template_copy (first);
  g_assert_cmpstr (copy->key, ==, first->key);
  g_assert_cmpstr (copy->body, ==, "Ich bin weg.");
  g_assert_cmpstr (copy->external, ==, "");
  g_assert_cmpint (copy->audience, ==, OOF_AUDIENCE_CONTACTS);
  g_assert_true (copy->body != first->body);
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) templates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);

  g_ptr_array_add (templates, oof_template_new ("Urlaub", FALSE, ""));
  g_ptr_array_add (templates, oof_template_new ("Große Übung", FALSE, ""));
  g_ptr_array_add (templates, oof_template_new ("\xff", FALSE, ""));

  g_assert_true (oof_template_find (templates, "URLAUB") == g_ptr_array_index (templates, 0));
  g_assert_true (oof_template_find (templates, "grosse u\xcc\x88"
                                               "bung")
                 == g_ptr_array_index (templates, 1));
  g_assert_null (oof_template_find (templates, "Urlaub "));
  g_assert_null (oof_template_find (templates, ""));
  g_assert_null (oof_template_find (templates, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/template/new-and-copy", test_new_and_copy);
  g_test_add_func ("/core/template/find", test_find);
  return g_test_run ();
}

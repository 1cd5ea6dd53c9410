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

static OofTemplate *
save (const OofTemplate *before, const char *body)
{
  OofTemplate *next = oof_template_copy (before);

  g_free (next->body);
  next->body = g_strdup (body);
  next->rev++;
  oof_template_follow (next, before);
  return next;
}

static void
test_versions (void)
{
  g_autoptr (OofTemplate) current = oof_template_new ("Urlaub", FALSE, "0");

  current->rev = 1;
  current->saved_at = 7;
  current->saved_by = g_strdup ("anna@kontor.example");
  for (int i = 1; i <= OOF_TEMPLATE_MAX_VERSIONS + 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("%d", i);
      OofTemplate *next = save (current, body);

      g_assert_cmpuint (next->versions->len, ==, MIN (i, OOF_TEMPLATE_MAX_VERSIONS));
      oof_template_unref (current);
      current = next;
    }

  const OofTemplateVersion *newest = g_ptr_array_index (current->versions, 0);
  g_assert_cmpint (newest->rev, ==, current->rev - 1);
  g_assert_cmpstr (newest->saved_by, ==, "anna@kontor.example");
  g_assert_cmpint (newest->saved_at, ==, 7);

  g_autoptr (OofTemplate) restored = oof_template_restore (current, newest->rev);
  g_assert_cmpstr (restored->body, ==, newest->body);
  g_assert_cmpstr (restored->key, ==, current->key);
  g_assert_cmpint (restored->rev, ==, current->rev);
  g_assert_null (oof_template_restore (current, 1));
  g_assert_null (oof_template_find_version (current, current->rev));

  /* The same again is no new version. */
  g_autoptr (OofTemplate) same = save (current, current->body);
  g_assert_cmpint (((OofTemplateVersion *) g_ptr_array_index (same->versions, 0))->rev, ==,
                   newest->rev);
}

static void
test_version_bytes (void)
{
  g_autofree char *large = g_strnfill (OOF_TEMPLATE_MAX_VERSION_BYTES - 2, 'x');
  g_autoptr (OofTemplate) first = oof_template_new ("Urlaub", FALSE, "ab");
  g_autoptr (OofTemplate) second = save (first, large);
  g_autoptr (OofTemplate) third = save (second, "c");
  g_autoptr (OofTemplate) fourth = save (third, "d");

  g_assert_cmpuint (third->versions->len, ==, 2);
  g_assert_cmpuint (fourth->versions->len, ==, 2);
  g_assert_cmpstr (((OofTemplateVersion *) g_ptr_array_index (fourth->versions, 0))->body, ==, "c");
  g_assert_null (oof_template_find_version (fourth, first->rev));
}

static void
test_same_content (void)
{
  g_autoptr (OofTemplate) one = oof_template_new ("Urlaub", FALSE, "a");
  g_autoptr (OofTemplate) other = oof_template_new ("Krank", FALSE, "a");

  g_assert_true (oof_template_same_content (one, other));
  other->external = g_strdup ("");
  g_assert_false (oof_template_same_content (one, other));
  one->external = g_strdup ("");
  g_assert_true (oof_template_same_content (one, other));
  other->audience = OOF_AUDIENCE_NONE;
  g_assert_false (oof_template_same_content (one, other));
  one->audience = OOF_AUDIENCE_NONE;
  one->html = TRUE;
  g_assert_false (oof_template_same_content (one, other));
}

static void
test_groups (void)
{
  static const char *const einkauf[] = { "Alle Benutzer", "Einkauf", NULL };
  static const char *const werk[] = { "Alle Benutzer", "Werk", NULL };
  g_autoptr (GPtrArray) templates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  OofTemplate *open = oof_template_new ("Standard", FALSE, "");
  OofTemplate *limited = oof_template_new ("Einkauf", FALSE, "");

  g_ptr_array_add (templates, open);
  g_ptr_array_add (templates, limited);
  limited->groups = g_strsplit ("Vertrieb;Einkauf", ";", -1);
  g_assert_true (oof_template_allows (open, NULL));
  g_assert_true (oof_template_allows (limited, einkauf));
  g_assert_false (oof_template_allows (limited, werk));
  g_assert_false (oof_template_allows (limited, NULL));

  g_autoptr (GPtrArray) all = oof_template_list_allowed (templates, einkauf);
  g_autoptr (GPtrArray) some = oof_template_list_allowed (templates, werk);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_true (g_ptr_array_index (some, 0) == open);

  g_free (limited->groups[0]);
  limited->groups[0] = g_strdup ("Alle Benutzer");
  g_assert_true (oof_template_allows (limited, NULL));
  g_strfreev (limited->groups);
  limited->groups = g_new0 (char *, 1);
  g_assert_true (oof_template_allows (limited, werk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/template/new-and-copy", test_new_and_copy);
  g_test_add_func ("/core/template/find", test_find);
  g_test_add_func ("/template/versions", test_versions);
  g_test_add_func ("/template/version-bytes", test_version_bytes);
  g_test_add_func ("/template/same-content", test_same_content);
  g_test_add_func ("/template/groups", test_groups);
  return g_test_run ();
}

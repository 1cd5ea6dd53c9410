/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-sentence.h"

#include <glib/gi18n.h>

static void
assert_said (char *kept, const char *expected)
{
  g_autofree char *owned = kept;
  g_autofree char *said = oof_sentence_say (owned);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_values (void)
{
  assert_said (oof_sentence_new ("nothing to fill"), "nothing to fill");
  assert_said (oof_sentence_new ("%u of %s, %d", 3u, "“x” 100 % \n\\", -7),
               "3 of “x” 100 % \n\\, -7");
  assert_said (oof_sentence_new_plain ("It was not found."), "It was not found.");
  assert_said (oof_sentence_new_plural (NP_ ("%u thing of %s", "%u things of %s"), 1, 1, "a"),
               "1 thing of a");
  assert_said (oof_sentence_new_plural (NP_ ("%u thing of %s", "%u things of %s"), 2, 2, "a"),
               "2 things of a");
}

/* A value may be a sentence, and a list has as many as it has. */
static void
test_nested (void)
{
  g_autofree char *inner = oof_sentence_new ("%u inside", 4u);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  assert_said (oof_sentence_new ("a (%s)", inner), "a (4 inside)");
  for (guint i = 0; i < 12; i++)
    g_ptr_array_add (list, i == 6 ? inner : (gpointer) "x");
  assert_said (oof_sentence_new_list (list), "x; x; x; x; x; x; 4 inside; x; x; x; x; x");
}

/* What files of the first days hold, and what somebody has written into one. */
static void
test_kept_texts (void)
{
  assert_said (g_strdup ("30 in Microsoft 365, 100 % sicher"), "30 in Microsoft 365, 100 % sicher");
  assert_said (g_strdup (""), "");
  assert_said (g_strdup ("{\"say\":"), "{\"say\":");
  assert_said (g_strdup ("{\"say\":\"\",\"with\":[]}"), "{\"say\":\"\",\"with\":[]}");
  assert_said (g_strdup ("{\"say\":\"%s %n %9$s %\",\"with\":[\"a\"]}"), "a ? ? ?");
  assert_said (g_strdup ("{\"say\":\"%2$s before %1$s\",\"with\":[\"a\",\"b\"]}"), "b before a");
}

/* A sentence that holds itself over and over ends. */
static void
test_depth (void)
{
  g_autofree char *kept = g_strdup ("core");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 12; i++)
    {
      char *deeper = oof_sentence_new ("<%s>", kept);

      g_free (kept);
      kept = deeper;
    }
  said = oof_sentence_say (kept);
  g_assert_true (g_str_has_prefix (said, "<<<<<<<<<{\"say\":"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration-sentence/values", test_values);
  g_test_add_func ("/migration-sentence/nested", test_nested);
  g_test_add_func ("/migration-sentence/kept-texts", test_kept_texts);
  g_test_add_func ("/migration-sentence/depth", test_depth);
  return g_test_run ();
}

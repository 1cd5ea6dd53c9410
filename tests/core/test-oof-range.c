/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-range.h"

static void
test_pairs (void)
{
  const struct
  {
    OofRange a, b;
    OofOverlap overlap;
    gboolean touches;
  } cases[] = {
    { { 0, 10 }, { 20, 30 }, OOF_OVERLAP_NONE, FALSE },
    { { 0, 10 }, { 10, 20 }, OOF_OVERLAP_NONE, TRUE },
    { { 10, 20 }, { 0, 10 }, OOF_OVERLAP_NONE, TRUE },
    { { 0, 11 }, { 10, 20 }, OOF_OVERLAP_INTERSECTS, TRUE },
    { { 10, 20 }, { 0, 11 }, OOF_OVERLAP_INTERSECTS, TRUE },
    { { 0, 10 }, { 0, 10 }, OOF_OVERLAP_EQUAL, TRUE },
    { { 2, 5 }, { 0, 10 }, OOF_OVERLAP_SUBSET, TRUE },
    { { 0, 5 }, { 0, 10 }, OOF_OVERLAP_SUBSET, TRUE },
    { { 0, 10 }, { 5, 10 }, OOF_OVERLAP_SUPERSET, TRUE },
    { { 0, OOF_INSTANT_FOREVER }, { 5, 10 }, OOF_OVERLAP_SUPERSET, TRUE },
    { { 0, OOF_INSTANT_FOREVER }, { 0, OOF_INSTANT_FOREVER }, OOF_OVERLAP_EQUAL, TRUE },
    { { 5, 5 }, { 0, 10 }, OOF_OVERLAP_NONE, FALSE },
    { { 10, 0 }, { 0, 10 }, OOF_OVERLAP_NONE, FALSE },
    { { OOF_INSTANT_NONE, OOF_INSTANT_NONE }, { 0, 10 }, OOF_OVERLAP_NONE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (oof_range_overlap (cases[i].a, cases[i].b), ==, cases[i].overlap);
      g_assert_cmpint (oof_range_overlaps (cases[i].a, cases[i].b), ==,
                       cases[i].overlap != OOF_OVERLAP_NONE);
      g_assert_cmpint (oof_range_touches (cases[i].a, cases[i].b), ==, cases[i].touches);
      g_assert_cmpint (oof_range_touches (cases[i].b, cases[i].a), ==, cases[i].touches);
    }
}

static void
test_contains (void)
{
  OofRange range = { 10, 20 };
  OofRange open = { 10, OOF_INSTANT_FOREVER };

  g_assert_true (oof_range_is_valid (range));
  g_assert_false (oof_range_is_valid ((OofRange){ 10, 10 }));
  g_assert_false (oof_range_contains (range, 9));
  g_assert_true (oof_range_contains (range, 10));
  g_assert_true (oof_range_contains (range, 19));
  g_assert_false (oof_range_contains (range, 20));
  g_assert_true (oof_range_contains (open, G_GINT64_CONSTANT (253402300799)));
}

static void
test_union_and_intersection (void)
{
  OofRange a = { 0, 10 }, b = { 5, 30 }, apart = { 40, 50 }, empty = { 7, 7 };
  OofRange result;

  result = oof_range_union (a, b);
  g_assert_true (result.from == 0 && result.to == 30);
  result = oof_range_union (a, apart);
  g_assert_true (result.from == 0 && result.to == 50);
  result = oof_range_union (empty, b);
  g_assert_true (result.from == 5 && result.to == 30);
  result = oof_range_union (a, (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE });
  g_assert_true (result.from == 0 && result.to == 10);
  result = oof_range_intersection (a, b);
  g_assert_true (result.from == 5 && result.to == 10);
  result = oof_range_intersection (a, apart);
  g_assert_true (result.from == result.to);
  result = oof_range_intersection (a, (OofRange){ 3, OOF_INSTANT_FOREVER });
  g_assert_true (result.from == 3 && result.to == 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/range/pairs", test_pairs);
  g_test_add_func ("/core/range/contains", test_contains);
  g_test_add_func ("/core/range/union-and-intersection", test_union_and_intersection);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-pace.h"

#include <math.h>

#define SECOND G_USEC_PER_SEC

static void
test_choose_wait (void)
{
  const struct
  {
    double told;
    guint n_before;
    double chance;
    double seconds;
  } cases[] = {
    { 0, 0, 1, 0 },
    { 2.128, 0, 1, 2.128 },
    { 2.128, 4, 1, 2.128 },
    { 297.749, 0, 0, 297.749 },
    { 300.001, 0, 0, 300 },
    { 1e9, 0, 0, 300 },
    { INFINITY, 0, 0, 300 },
    /* A server that says "at once" again and again. */
    { 0, 1, 0, 0.2 },
    { 0, 2, 0, 0.4 },
    { 0, 6, 0, 6.4 },
    { 0, G_MAXUINT, 0, 300 },
    /* No figure. */
    { -1, 0, 0, 2 },
    { -1, 0, 0.5, 4 },
    { -1, 0, 1, 6 },
    { -1, 1, 0.5, 8 },
    { -1, 3, 0.5, 32 },
    { -1, 4, 0.5, 60 },
    { -1, G_MAXUINT, 1, 90 },
    { NAN, 0, 0.5, 4 },
    { -INFINITY, 0, 0.5, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (oof_http_pace_choose_wait (cases[i].told, cases[i].n_before, cases[i].chance),
                     ==, (gint64) (cases[i].seconds * SECOND));
}

/* One more for each twenty good answers at full load, half for each burst, within 1 and max. */
static void
test_limit (void)
{
  OofHttpPace pace;
  gint64 now = SECOND;

  oof_http_pace_init (&pace, 4, 6);
  for (guint i = 0; i < 19; i++)
    oof_http_pace_note_good (&pace, now, TRUE);
  for (guint i = 0; i < 100; i++)
    oof_http_pace_note_good (&pace, now, FALSE);
  g_assert_cmpuint (pace.limit, ==, 4);
  oof_http_pace_note_good (&pace, now, TRUE);
  g_assert_cmpuint (pace.limit, ==, 5);
  for (guint i = 0; i < 100; i++)
    oof_http_pace_note_good (&pace, now, TRUE);
  g_assert_cmpuint (pace.limit, ==, 6);

  g_assert_true (oof_http_pace_note_refusal (&pace, now, now + 5));
  g_assert_cmpuint (pace.limit, ==, 3);
  /* The rest of the burst, and a good answer from before it. */
  g_assert_false (oof_http_pace_note_refusal (&pace, now, now + 6));
  g_assert_false (oof_http_pace_note_refusal (&pace, now + 5, now + 7));
  oof_http_pace_note_good (&pace, now, TRUE);
  g_assert_cmpuint (pace.limit, ==, 3);
  g_assert_cmpuint (pace.n_bursts, ==, 1);
  for (guint i = 0; i < 5; i++)
    {
      now += SECOND;
      g_assert_true (oof_http_pace_note_refusal (&pace, now, now + 1));
    }
  g_assert_cmpuint (pace.limit, ==, 1);
  g_assert_cmpuint (pace.n_bursts, ==, 6);
  oof_http_pace_note_good (&pace, now + 2, TRUE);
  g_assert_cmpuint (pace.n_bursts, ==, 0);
}

/* Whatever goes wrong, the clean window starts anew. */
static void
test_window (void)
{
  OofHttpPace pace;

  oof_http_pace_init (&pace, 4, 32);
  for (guint round = 0; round < 10; round++)
    {
      for (guint i = 0; i < 19; i++)
        oof_http_pace_note_good (&pace, SECOND, TRUE);
      oof_http_pace_note_failure (&pace);
    }
  g_assert_cmpuint (pace.limit, ==, 4);
}

static void
test_deadline (void)
{
  OofHttpPace pace;

  oof_http_pace_init (&pace, 4, 32);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 100), ==, 0);
  oof_http_pace_shut (&pace, 100, 100);
  g_assert_cmpint (pace.deadline, <=, 100);
  oof_http_pace_shut (&pace, 200, 100);
  oof_http_pace_shut (&pace, 150, 110);
  g_assert_cmpint (pace.deadline, ==, 200);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 150), ==, 50);
  oof_http_pace_shut (&pace, 300, 150);
  g_assert_cmpint (pace.deadline, ==, 300);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 400), ==, 200);
  oof_http_pace_shut (&pace, 600, 500);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 500), ==, 200);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 550), ==, 250);
  g_assert_cmpint (oof_http_pace_get_shut (&pace, 9999), ==, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-pace/choose-wait", test_choose_wait);
  g_test_add_func ("/http-pace/limit", test_limit);
  g_test_add_func ("/http-pace/window", test_window);
  g_test_add_func ("/http-pace/deadline", test_deadline);
  return g_test_run ();
}

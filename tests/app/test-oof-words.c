/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <gio/gio.h>
#include <string.h>

#include "core/oof-error.h"
#include "core/oof-render.h"

static OofDay
day (const char *text)
{
  OofDay result = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &result, NULL));
  return result;
}

static void
test_dates (void)
{
  static const struct
  {
    const char *first;
    const char *last;
    const char *expected;
  } rows[] = {
    { "2026-11-23", "2026-11-23", "23 Nov 2026" },
    { "2026-11-23", "2026-11-27", "23 – 27 Nov 2026" },
    { "2026-11-23", "2026-12-04", "23 Nov – 4 Dec 2026" },
    { "2026-12-24", "2027-01-01", "24 Dec 2026 – 1 Jan 2027" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OofAbsence) absence = oof_absence_new ("a@b", "Europe/Berlin");
      absence->first_day = day (rows[i].first);
      absence->last_day = day (rows[i].last);
      g_autofree char *words = oof_words_absence_dates (absence);
      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

static void
test_hours_in_the_zone_of_the_person (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@b", "America/New_York");

  absence->all_day = FALSE;
  absence->window.from = oof_zone_instant ("America/New_York", day ("2026-11-23"), 8 * 60);
  absence->window.to = oof_zone_instant ("America/New_York", day ("2026-11-23"), 12 * 60 + 30);
  g_autofree char *one_day = oof_words_absence_dates (absence);
  g_assert_cmpstr (one_day, ==, "23 Nov 2026, 08:00 – 12:30");

  absence->window.to = oof_zone_instant ("America/New_York", day ("2026-11-24"), 9 * 60);
  g_autofree char *two_days = oof_words_absence_dates (absence);
  g_assert_cmpstr (two_days, ==, "23 Nov 08:00 – 24 Nov 2026 09:00");
}

static void
test_no_end (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@b", "Europe/Berlin");

  absence->open_end = TRUE;
  absence->first_day = day ("2026-11-23");
  g_autofree char *words = oof_words_absence_dates (absence);
  g_assert_cmpstr (words, ==, "from 23 Nov 2026, no end");
}

static void
test_weekdays (void)
{
  static const char *const expected[] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };

  for (int i = 0; i < 7; i++)
    {
      g_autofree char *words = oof_words_weekday (i + 1);
      g_assert_cmpstr (words, ==, expected[i]);
    }
}

static void
test_no_instant (void)
{
  g_autofree char *none = oof_words_instant (OOF_INSTANT_NONE, "Europe/Berlin");
  g_autofree char *forever = oof_words_time (OOF_INSTANT_FOREVER, NULL);
  g_autofree char *nowhere = oof_words_time (0, "Nowhere/City");

  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (forever, ==, "–");
  g_assert_cmpstr (nowhere, ==, "00:00");
}

/* Every code has a sentence of its own, and the details are kept. */
static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = OOF_ERROR_AUTH_REQUIRED; code <= OOF_ERROR_INVALID; code++)
    {
      g_autoptr (GError) error = g_error_new (OOF_ERROR, code, "details of %d", code);
      char *words = oof_words_error (error);
      g_assert_nonnull (strstr (words, error->message));
      *strchr (words, '(') = '\0';
      g_assert_true (g_hash_table_add (seen, words));
    }
}

static void
test_finding (void)
{
  OofTemplateFinding known = { TRUE, 3, (char *) "unknown-variable", (char *) "@@nam" };
  OofTemplateFinding unknown = { TRUE, 3, (char *) "brand-new", (char *) "x" };
  g_autofree char *words = oof_words_finding (&known);
  g_autofree char *fallback = oof_words_finding (&unknown);

  g_assert_cmpstr (words, ==, "“@@nam” is no variable and would stay empty");
  g_assert_cmpstr (fallback, ==, "brand-new: x");
}

/* A template may be hostile: what it says is no format. */
static void
test_finding_outside (void)
{
  OofTemplateFinding finding = {
    .line = 2, .code = (char *) "empty-value", .what = (char *) "title", .external = TRUE
  };
  g_autofree char *text = oof_words_finding (&finding);

  g_assert_cmpstr (text, ==, "external text: “title” is empty and leaves a gap");
}

static void
test_finding_with_percent (void)
{
  OofTemplateFinding finding = { TRUE, 1, (char *) "unknown-variable", (char *) "%s%n" };
  g_autofree char *words = oof_words_finding (&finding);

  g_assert_cmpstr (words, ==, "“%s%n” is no variable and would stay empty");
}

/* Whoever adds a variable says what it is. */
static void
test_variables (void)
{
  const char *const *names = oof_render_list_names ();

  for (; *names != NULL; names++)
    {
      g_autofree char *words = oof_words_variable (*names);
      g_test_message ("%s", *names);
      g_assert_nonnull (words);
    }
  g_autofree char *unknown = oof_words_variable ("oofforwardnobody");
  g_autofree char *extra = oof_words_variable ("oofforwardxData3");
  g_assert_null (unknown);
  g_assert_cmpstr (extra, ==, "deputy: extra field 3");
  g_assert_cmpstr (oof_words_language ("de"), ==, "German");
  g_assert_cmpstr (oof_words_language ("tlh"), ==, "tlh");
}

static void
assert_request (const OofRequest *request, const char *waiting, const char *expected)
{
  g_autofree char *words = oof_words_request (request, "Europe/Berlin");

  if (waiting != NULL)
    g_assert_cmpstr (oof_words_request_waiting (request), ==, waiting);
  g_assert_cmpstr (words, ==, expected);
}

/* Each step of what the runner elsewhere is asked. */
static void
test_request (void)
{
  g_autoptr (OofRequest) request = oof_request_new (OOF_ACTION_SWITCH_OFF, "a@b");

  g_assert_true (oof_instant_parse ("2026-11-23T13:02:01Z", &request->at, NULL));
  g_autofree char *asked = oof_words_request_asked (request, "Europe/Berlin");
  g_assert_cmpstr (asked, ==, "Switch off: asked 14:02:01");
  assert_request (request, "waiting for the runner", "at the next run, 15:00");
  request->state = OOF_REQUEST_RUNNING;
  assert_request (request, "being written by the runner", "at the next run, 15:00");
  request->state = OOF_REQUEST_DONE;
  request->result = g_strdup ("written");
  request->answered_at = request->at + 6;
  assert_request (request, NULL, "applied, read back 14:02:07");
  request->state = OOF_REQUEST_REFUSED;
  request->message = g_strdup ("no such person");
  assert_request (request, NULL, "the runner refuses: no such person");
}

static void
test_following (void)
{
  g_autoptr (OofAbsence) one = oof_absence_new ("a@b", "Europe/Berlin");
  g_autoptr (OofAbsence) two = oof_absence_copy (one);
  g_autoptr (GPtrArray) following = g_ptr_array_new ();

  one->first_day = one->last_day = day ("2026-11-30");
  two->first_day = two->last_day = day ("2026-12-07");
  g_ptr_array_add (following, one);
  g_autofree char *single = oof_words_following (following);
  g_assert_cmpstr (single, ==,
                   "It belongs to a weekly series: 1 later one follows, on 30 Nov 2026.");
  g_ptr_array_add (following, two);
  g_autofree char *several = oof_words_following (following);
  g_assert_cmpstr (
      several, ==,
      "It belongs to a weekly series: 2 later ones follow, the last one on 7 Dec 2026.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/finding-outside", test_finding_outside);
  g_test_add_func ("/app/words/dates", test_dates);
  g_test_add_func ("/app/words/request", test_request);
  g_test_add_func ("/app/words/following", test_following);
  g_test_add_func ("/app/words/hours", test_hours_in_the_zone_of_the_person);
  g_test_add_func ("/app/words/no-end", test_no_end);
  g_test_add_func ("/app/words/weekdays", test_weekdays);
  g_test_add_func ("/app/words/no-instant", test_no_instant);
  g_test_add_func ("/app/words/errors", test_errors);
  g_test_add_func ("/app/words/variables", test_variables);
  g_test_add_func ("/app/words/finding", test_finding);
  g_test_add_func ("/app/words/finding-with-percent", test_finding_with_percent);
  return g_test_run ();
}

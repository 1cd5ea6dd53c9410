/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-absence.h"

#include "core/oof-error.h"

#define ANNA  "anna@kontor.example"
#define BERND "bernd@kontor.example"
#define LONG_LOCAL                                                                                 \
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"                               \
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"                               \
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"                               \
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static OofInstant
at (const char *text)
{
  OofInstant instant = OOF_INSTANT_NONE;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

/* @from and @to: days, or both instants; @to NULL: no end. */
static void
set_dates (OofAbsence *absence, const char *from, const char *to)
{
  absence->all_day = strlen (from) == 10;
  absence->open_end = to == NULL;
  if (absence->all_day)
    {
      g_assert_true (oof_day_parse (from, &absence->first_day, NULL));
      g_assert_true (!to || oof_day_parse (to, &absence->last_day, NULL));
      return;
    }
  absence->window.from = at (from);
  absence->window.to = to ? at (to) : OOF_INSTANT_FOREVER;
}

static OofAbsence *
new_absence (const char *zone, const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new (ANNA, zone);

  set_dates (absence, from, to);
  return absence;
}

/* Replaces an owned text. */
static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
test_new (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("Anna@Kontor.Example", "Europe/Berlin");
  g_autoptr (OofAbsence) other = oof_absence_new (ANNA, "Europe/Berlin");

  g_assert_true (g_str_has_prefix (absence->key, "a:"));
  g_assert_cmpuint (strlen (absence->key), ==, 2 + 36);
  g_assert_cmpstr (absence->key, !=, other->key);
  g_assert_cmpstr (absence->person, ==, ANNA);
  g_assert_cmpint (absence->rev, ==, 0);
  g_assert_cmpstr (absence->subject, ==, "");
  g_assert_true (absence->all_day);
  g_assert_cmpint (absence->cancelled, ==, OOF_INSTANT_NONE);
  g_assert_cmpint (absence->calendar, ==, OOF_CALENDAR_STANDARD);
  g_assert_false (oof_range_is_valid (oof_absence_get_range (absence)));
}

static void
test_copy (void)
{
  g_autoptr (OofAbsence) absence = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  g_autoptr (OofAbsence) copy = NULL;
  const OofMoved *moved;

  set_text (&absence->subject, "Urlaub");
  set_text (&absence->deputy, BERND);
  absence->rev = 4;
  oof_absence_add_moved (absence, "2026-11-16", "2026-11-20");
  oof_absence_add_moved (absence, "2026-11-20", NULL);

  copy = oof_absence_copy (absence);
  oof_absence_add_moved (copy, "2026-11-21", "2026-11-22");
  set_text (&copy->subject, "Krank");
  g_assert_cmpstr (copy->key, ==, absence->key);
  g_assert_cmpint (copy->rev, ==, 4);
  g_assert_cmpstr (copy->deputy, ==, BERND);
  g_assert_cmpstr (absence->subject, ==, "Urlaub");
  g_assert_cmpuint (absence->moved->len, ==, 2);
  g_assert_cmpuint (copy->moved->len, ==, 3);
  moved = g_ptr_array_index (copy->moved, 1);
  g_assert_cmpstr (moved->from, ==, "2026-11-20");
  g_assert_null (moved->to);
}

/* Decisions 4: [first 00:00, last + 1 00:00) in the person's zone. */
/* Each person once, in the order in which they come. */
static void
test_people (void)
{
  const char *people[] = { BERND, ANNA, BERND, ANNA };
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  g_auto (GStrv) none = oof_absence_dup_people (absences);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    g_ptr_array_add (absences, oof_absence_new (people[i], "Europe/Berlin"));
  g_auto (GStrv) found = oof_absence_dup_people (absences);
  g_assert_cmpuint (g_strv_length (found), ==, 2);
  g_assert_cmpstr (found[0], ==, BERND);
  g_assert_cmpstr (found[1], ==, ANNA);
}

static void
test_range (void)
{
  const struct
  {
    const char *zone, *from, *to, *start, *end;
  } cases[] = {
    { "Europe/Berlin", "2026-11-23", "2026-11-23", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z" },
    { "Europe/Berlin", "2026-03-28", "2026-03-29", "2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z" },
    { "Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z" },
    { "America/New_York", "2026-03-08", "2026-03-08", "2026-03-08T05:00:00Z",
      "2026-03-09T04:00:00Z" },
    { "America/New_York", "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z",
      "2026-11-02T05:00:00Z" },
    { "Asia/Kathmandu", "2026-11-23", "2026-11-24", "2026-11-22T18:15:00Z",
      "2026-11-24T18:15:00Z" },
    { "Australia/Lord_Howe", "2026-10-04", "2026-10-04", "2026-10-03T13:30:00Z",
      "2026-10-04T13:00:00Z" },
    { "America/Santiago", "2026-09-05", "2026-09-05", "2026-09-05T04:00:00Z",
      "2026-09-06T04:00:00Z" },
    { "America/Santiago", "2026-09-06", "2026-09-06", "2026-09-06T04:00:00Z",
      "2026-09-07T03:00:00Z" },
    { "Africa/Cairo", "2026-04-24", "2026-04-24", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z" },
    { "Europe/Berlin", "2026-11-23T08:00:00Z", "2026-11-23T11:30:00Z", "2026-11-23T08:00:00Z",
      "2026-11-23T11:30:00Z" },
    { "Europe/Berlin", "2026-11-23", NULL, "2026-11-22T23:00:00Z", NULL },
    { "Europe/Berlin", "2026-11-23T08:00:00Z", NULL, "2026-11-23T08:00:00Z", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofAbsence) absence = new_absence (cases[i].zone, cases[i].from, cases[i].to);
      OofRange range = oof_absence_get_range (absence);
      g_autofree char *from = oof_absence_dup_from (absence);
      g_autofree char *to = oof_absence_dup_to (absence);

      g_assert_cmpint (range.from, ==, at (cases[i].start));
      g_assert_cmpint (range.to, ==, cases[i].end ? at (cases[i].end) : OOF_INSTANT_FOREVER);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

static void
test_days (void)
{
  const struct
  {
    const char *zone, *from, *to, *first, *last;
  } cases[] = {
    { "Europe/Berlin", "2026-11-23", "2026-11-27", "2026-11-23", "2026-11-27" },
    { "Europe/Berlin", "2026-11-23", NULL, "2026-11-23", NULL },
    { "Europe/Berlin", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z", "2026-11-23", "2026-11-23" },
    { "Europe/Berlin", "2026-11-22T22:59:00Z", "2026-11-23T23:01:00Z", "2026-11-22", "2026-11-24" },
    { "America/New_York", "2026-11-23T03:00:00Z", "2026-11-23T08:00:00Z", "2026-11-22",
      "2026-11-23" },
    { "Europe/Berlin", "2026-11-23T08:00:00Z", NULL, "2026-11-23", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofAbsence) absence = new_absence (cases[i].zone, cases[i].from, cases[i].to);
      g_autofree char *first_text = NULL;
      g_autofree char *last_text = NULL;
      OofDay first, last;

      oof_absence_get_days (absence, &first, &last);
      first_text = oof_day_format (first);
      last_text = oof_day_format (last);
      g_assert_cmpstr (first_text, ==, cases[i].first);
      g_assert_cmpstr (last_text, ==, cases[i].last);
      oof_absence_get_days (absence, NULL, NULL);
    }
}

static void
test_state (void)
{
  g_autoptr (OofAbsence) absence = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  OofInstant before = at ("2026-11-22T22:59:59Z"), start = at ("2026-11-22T23:00:00Z");
  OofInstant last = at ("2026-11-27T22:59:59Z"), after = at ("2026-11-27T23:00:00Z");

  g_assert_cmpint (oof_absence_get_state (absence, before), ==, OOF_ABSENCE_PLANNED);
  g_assert_cmpint (oof_absence_get_state (absence, start), ==, OOF_ABSENCE_RUNNING);
  g_assert_cmpint (oof_absence_get_state (absence, last), ==, OOF_ABSENCE_RUNNING);
  g_assert_cmpint (oof_absence_get_state (absence, after), ==, OOF_ABSENCE_ENDED);
  absence->hold = TRUE;
  g_assert_cmpint (oof_absence_get_state (absence, before), ==, OOF_ABSENCE_ON_HOLD);
  g_assert_cmpint (oof_absence_get_state (absence, start), ==, OOF_ABSENCE_ON_HOLD);
  g_assert_cmpint (oof_absence_get_state (absence, after), ==, OOF_ABSENCE_ENDED);
  absence->cancelled = before;
  g_assert_cmpint (oof_absence_get_state (absence, start), ==, OOF_ABSENCE_CANCELLED);
  absence->cancelled = OOF_INSTANT_NONE;
  absence->hold = FALSE;
  absence->open_end = TRUE;
  g_assert_cmpint (oof_absence_get_state (absence, after), ==, OOF_ABSENCE_RUNNING);
}

static void
test_validate_dates (void)
{
  const struct
  {
    const char *zone, *from, *to;
    int max_months;
    gboolean good;
  } cases[] = {
    { "Europe/Berlin", "2026-11-23", "2026-11-23", 6, TRUE },
    { "Europe/Berlin", "2026-11-23", "2026-11-22", 6, FALSE },
    { "Europe/Berlin", "2026-11-23", NULL, 1, TRUE },
    { "Europe/Berlin", "2026-01-01", "2026-06-30", 6, TRUE },
    { "Europe/Berlin", "2026-01-01", "2026-07-01", 6, FALSE },
    { "Europe/Berlin", "2026-02-15", "2026-03-14", 1, TRUE },
    { "Europe/Berlin", "2026-02-15", "2026-03-15", 1, FALSE },
    { "Europe/Berlin", "2026-01-31", "2026-02-27", 1, TRUE },
    { "Europe/Berlin", "2026-01-31", "2026-02-28", 1, FALSE },
    { "America/Santiago", "2026-08-06", "2026-09-05", 1, TRUE },
    { "America/Santiago", "2026-08-06", "2026-09-06", 1, FALSE },
    { "Europe/Berlin", "2026-10-01T07:00:00Z", "2026-11-01T08:00:00Z", 1, TRUE },
    { "Europe/Berlin", "2026-10-01T07:00:30Z", "2026-11-01T08:00:30Z", 1, TRUE },
    { "Europe/Berlin", "2026-10-01T07:00:00Z", "2026-11-01T08:01:00Z", 1, FALSE },
    { "Europe/Berlin", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z", 6, FALSE },
    { "Europe/Atlantis", "2026-11-23", "2026-11-23", 6, FALSE },
    { "W. Europe Standard Time", "2026-11-23", "2026-11-23", 6, FALSE },
    { "", "2026-11-23", "2026-11-23", 6, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofAbsence) absence = new_absence (cases[i].zone, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;
      gboolean good = oof_absence_validate (absence, cases[i].max_months, &error);

      if (good != cases[i].good)
        g_test_message ("case %u: %s", i, error ? error->message : "taken");
      g_assert_cmpint (good, ==, cases[i].good);
      if (!good)
        g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

static void
test_validate_unset (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (ANNA, "Europe/Berlin");

  g_assert_false (oof_absence_validate (absence, 6, NULL));
  absence->open_end = TRUE;
  g_assert_false (oof_absence_validate (absence, 6, NULL));
  absence->open_end = FALSE;
  absence->first_day = 20000;
  g_assert_false (oof_absence_validate (absence, 6, NULL));
  absence->all_day = FALSE;
  g_assert_false (oof_absence_validate (absence, 6, NULL));
}

static void
test_validate_addresses (void)
{
  const struct
  {
    const char *address;
    gboolean good;
  } cases[] = {
    { BERND, TRUE },
    { "o'neill+oof@sub.kontor.example", TRUE },
    { "jürgen@kontor.example", TRUE },
    { "", FALSE },
    { "bernd", FALSE },
    { "@kontor.example", FALSE },
    { "bernd@", FALSE },
    { "bernd@@kontor.example", FALSE },
    { "a@b@kontor.example", FALSE },
    { "bernd krause@kontor.example", FALSE },
    { "bernd@kontor.example ", FALSE },
    { "bernd\xc2\xa0@kontor.example", FALSE },
    { "bernd@kontor.example\n", FALSE },
    { "bernd@kontor.example\x7f", FALSE },
    { "<bernd@kontor.example>", FALSE },
    { "bernd\xff@kontor.example", FALSE },
    { LONG_LOCAL "@kontor.example", FALSE },
    { "Anna@KONTOR.example", FALSE }, /* the person */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofAbsence) deputy = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-23");
      g_autoptr (OofAbsence) forward = oof_absence_copy (deputy);
      g_autoptr (GError) error = NULL;

      set_text (&deputy->deputy, cases[i].address);
      set_text (&forward->forward_to, cases[i].address);
      g_assert_cmpint (oof_absence_validate (deputy, 6, &error), ==, cases[i].good);
      g_assert_cmpint (oof_absence_validate (forward, 6, NULL), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

static void
test_validate_texts (void)
{
  g_autoptr (OofAbsence) absence = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-23");
  g_autofree char *padding = g_strnfill (3998, 'n');

  g_free (absence->note);
  absence->note = g_strconcat (padding, "ü\n", NULL);
  g_free (absence->subject);
  absence->subject = g_strnfill (255, 's');
  g_assert_true (oof_absence_validate (absence, 6, NULL));

  set_text (&absence->subject, "a\nb");
  g_assert_false (oof_absence_validate (absence, 6, NULL));
  set_text (&absence->subject, "\xff");
  g_assert_false (oof_absence_validate (absence, 6, NULL));
  g_free (absence->subject);
  absence->subject = g_strnfill (256, 's');
  g_assert_false (oof_absence_validate (absence, 6, NULL));

  set_text (&absence->subject, "");
  g_free (absence->note);
  absence->note = g_strconcat (padding, "nnn", NULL);
  g_assert_false (oof_absence_validate (absence, 6, NULL));
  set_text (&absence->note, "\xc3");
  g_assert_false (oof_absence_validate (absence, 6, NULL));

  set_text (&absence->note, NULL);
  g_assert_true (oof_absence_validate (absence, 6, NULL));
  set_text (&absence->person, "nobody");
  g_assert_false (oof_absence_validate (absence, 6, NULL));
}

/* Decisions 5: closure, then started last, then created last. */
static void
test_counting (void)
{
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofAbsence *holiday = new_absence ("Europe/Berlin", "2026-11-16", "2026-11-27");
  OofAbsence *sick = new_absence ("Europe/Berlin", "2026-11-18", "2026-11-20");
  OofAbsence *later = new_absence ("Europe/Berlin", "2026-11-18", "2026-11-19");
  OofAbsence *closure = new_absence ("Europe/Berlin", "2026-11-10", "2026-11-17");
  OofAbsence *open = new_absence ("Europe/Berlin", "2026-11-26", NULL);
  OofInstant noon18 = at ("2026-11-18T11:00:00Z");

  sick->created_at = 100;
  later->created_at = 200;
  set_text (&closure->closure_id, "c");
  g_assert_null (oof_absence_find_counting (absences, noon18));
  g_ptr_array_add (absences, later);
  g_ptr_array_add (absences, holiday);
  g_ptr_array_add (absences, sick);
  g_ptr_array_add (absences, closure);
  g_ptr_array_add (absences, open);

  g_assert_null (oof_absence_find_counting (absences, at ("2026-11-09T22:59:59Z")));
  g_assert_true (oof_absence_find_counting (absences, at ("2026-11-09T23:00:00Z")) == closure);
  g_assert_true (oof_absence_find_counting (absences, at ("2026-11-17T11:00:00Z")) == closure);
  g_assert_true (oof_absence_find_counting (absences, noon18) == later);
  g_assert_true (oof_absence_find_counting (absences, at ("2026-11-20T11:00:00Z")) == sick);
  g_assert_true (oof_absence_find_counting (absences, at ("2026-11-21T11:00:00Z")) == holiday);
  g_assert_true (oof_absence_find_counting (absences, at ("2026-11-27T11:00:00Z")) == open);
  g_assert_true (oof_absence_find_counting (absences, at ("2036-11-27T11:00:00Z")) == open);

  later->hold = TRUE;
  g_assert_true (oof_absence_find_counting (absences, noon18) == sick);
  sick->cancelled = 300;
  g_assert_true (oof_absence_find_counting (absences, noon18) == holiday);
}

/* Nothing but the key tells them apart: the order of reading must not decide. */
static void
test_counting_is_stable (void)
{
  g_autoptr (OofAbsence) a = new_absence ("Europe/Berlin", "2026-11-16", "2026-11-27");
  g_autoptr (OofAbsence) b = new_absence ("Europe/Berlin", "2026-11-16", "2026-11-27");
  g_autoptr (GPtrArray) one_way = g_ptr_array_new ();
  g_autoptr (GPtrArray) other_way = g_ptr_array_new ();
  OofInstant noon = at ("2026-11-18T11:00:00Z");

  g_ptr_array_add (one_way, a);
  g_ptr_array_add (one_way, b);
  g_ptr_array_add (other_way, b);
  g_ptr_array_add (other_way, a);
  g_assert_true (oof_absence_find_counting (one_way, noon)
                 == oof_absence_find_counting (other_way, noon));
}

static void
test_conflicts (void)
{
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (OofAbsence) wanted = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  g_autoptr (GPtrArray) conflicts = NULL;
  OofAbsence *stored = oof_absence_copy (wanted);
  OofAbsence *touching = new_absence ("Europe/Berlin", "2026-11-28", "2026-11-30");
  OofAbsence *overlapping = new_absence ("Europe/Berlin", "2026-11-27", "2026-11-30");
  OofAbsence *by_hour =
      new_absence ("Europe/Berlin", "2026-11-22T22:00:00Z", "2026-11-22T23:00:01Z");
  OofAbsence *open = new_absence ("Europe/Berlin", "2026-01-01", NULL);
  OofAbsence *other = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  OofAbsence *cancelled = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  OofAbsence *held = new_absence ("Europe/Berlin", "2026-11-23", "2026-11-27");
  OofAbsence *all[] = { stored, touching, overlapping, by_hour, open, other, cancelled, held };

  set_text (&other->person, BERND);
  cancelled->cancelled = 1;
  held->hold = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_ptr_array_add (absences, all[i]);

  conflicts = oof_absence_find_conflicts (absences, wanted);
  g_assert_cmpuint (conflicts->len, ==, 3);
  g_assert_true (g_ptr_array_index (conflicts, 0) == overlapping);
  g_assert_true (g_ptr_array_index (conflicts, 1) == by_hour);
  g_assert_true (g_ptr_array_index (conflicts, 2) == open);
}

static void
test_words (void)
{
  OofCalendarMode mode = OOF_CALENDAR_STANDARD;

  g_assert_cmpstr (oof_absence_state_to_string (OOF_ABSENCE_PLANNED), ==, "planned");
  g_assert_cmpstr (oof_absence_state_to_string (OOF_ABSENCE_ON_HOLD), ==, "on-hold");
  for (OofCalendarMode m = OOF_CALENDAR_STANDARD; m <= OOF_CALENDAR_NONE; m++)
    {
      g_assert_true (oof_calendar_mode_from_string (oof_calendar_mode_to_string (m), &mode));
      g_assert_cmpint (mode, ==, m);
    }
  g_assert_false (oof_calendar_mode_from_string (NULL, &mode));
  g_assert_false (oof_calendar_mode_from_string ("Standard", &mode));
}

/* Without end: asked on day 14, 28, … of the person's zone. */
static void
test_reminder (void)
{
  g_autoptr (OofAbsence) absence = new_absence ("America/New_York", "2027-03-01", NULL);
  static const struct
  {
    const char *now;
    const char *asked;
  } cases[] = {
    { "2027-02-20T12:00:00Z", NULL },         { "2027-03-15T03:59:00Z", NULL },
    { "2027-03-15T04:00:00Z", "2027-03-15" }, { "2027-03-29T03:59:00Z", "2027-03-15" },
    { "2027-03-29T04:00:00Z", "2027-03-29" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofDay asked = oof_absence_get_reminder (absence, at (cases[i].now));
      g_autofree char *text = asked != OOF_DAY_NONE ? oof_day_format (asked) : NULL;

      g_assert_cmpstr (text, ==, cases[i].asked);
    }
  absence->cancelled = at ("2027-03-02T12:00:00Z");
  g_assert_cmpint (oof_absence_get_reminder (absence, at ("2027-03-20T12:00:00Z")), ==,
                   OOF_DAY_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/absence/new", test_new);
  g_test_add_func ("/core/absence/copy", test_copy);
  g_test_add_func ("/core/absence/people", test_people);
  g_test_add_func ("/core/absence/range", test_range);
  g_test_add_func ("/core/absence/days", test_days);
  g_test_add_func ("/core/absence/state", test_state);
  g_test_add_func ("/core/absence/validate-dates", test_validate_dates);
  g_test_add_func ("/core/absence/validate-unset", test_validate_unset);
  g_test_add_func ("/core/absence/validate-addresses", test_validate_addresses);
  g_test_add_func ("/core/absence/validate-texts", test_validate_texts);
  g_test_add_func ("/core/absence/counting", test_counting);
  g_test_add_func ("/core/absence/counting-is-stable", test_counting_is_stable);
  g_test_add_func ("/core/absence/conflicts", test_conflicts);
  g_test_add_func ("/core/absence/words", test_words);
  g_test_add_func ("/core/absence/reminder", test_reminder);
  return g_test_run ();
}

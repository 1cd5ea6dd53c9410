/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-time.h"

#include "core/oof-error.h"

static OofInstant
instant_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofInstant instant = OOF_INSTANT_NONE;

  oof_instant_parse (text, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

static OofDay
day_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofDay day = OOF_DAY_NONE;

  oof_day_parse (text, &day, &error);
  g_assert_no_error (error);
  return day;
}

static void
assert_instant (OofInstant instant, const char *wanted)
{
  g_autofree char *text = oof_instant_format (instant);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_instant_good (void)
{
  const struct
  {
    const char *text;
    const char *wanted;
  } cases[] = {
    { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z" },
    { "2026-11-23T08:00:00", "2026-11-23T08:00:00Z" },
    { "2026-11-23T08:00:00.1", "2026-11-23T08:00:00Z" },
    { "2026-11-23T08:00:00.0000000", "2026-11-23T08:00:00Z" },
    { "2026-11-23T08:00:59.999999999Z", "2026-11-23T08:00:59Z" },
    { "2026-11-23T08:00:00+01:00", "2026-11-23T07:00:00Z" },
    { "2026-11-23T08:00:00-0330", "2026-11-23T11:30:00Z" },
    { "2026-11-23T00:15:00.5+05:45", "2026-11-22T18:30:00Z" },
    { "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z" },
    { "1601-01-01T00:00:00Z", "1601-01-01T00:00:00Z" },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_instant (instant_of (cases[i].text), cases[i].wanted);
  g_assert_cmpint (instant_of ("2026-11-23T08:00:00Z"), ==, 1795420800);
}

static void
test_instant_bad (void)
{
  const char *cases[] = {
    NULL,
    "",
    " 2026-11-23T08:00:00Z",
    "2026-11-23T08:00:00Z ",
    "2026-11-23",
    "2026-11-23T08:00",
    "2026-11-23 08:00:00",
    "2026-11-23t08:00:00Z",
    "2026-11-23T08:00:00z",
    "2026-11-23T08:00:00.",
    "2026-11-23T08:00:00.1234567890",
    "2026-11-23T08:00:00,5",
    "2026-02-30T08:00:00Z",
    "2025-02-29T08:00:00Z",
    "2026-13-01T08:00:00Z",
    "2026-00-01T08:00:00Z",
    "2026-01-00T08:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T08:60:00Z",
    "2026-11-23T08:00:60Z",
    "2026-11-23T08:00:00+1:00",
    "2026-11-23T08:00:00+24:00",
    "2026-11-23T08:00:00+01:60",
    "2026-11-23T08:00:00+01",
    "2026-11-23T08:00:00+01:00:00",
    "2026-11-23T08:00:00ZZ",
    "1600-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "1601-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "-2026-11-23T08:00:00Z",
    "2026-1\xd9\xa1-23T08:00:00Z",
    "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      OofInstant instant = 42;

      g_assert_false (oof_instant_parse (cases[i], &instant, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (instant, ==, 42);
    }
}

static void
test_instant_format (void)
{
  assert_instant (OOF_INSTANT_NONE, NULL);
  assert_instant (OOF_INSTANT_FOREVER, NULL);
  assert_instant (OOF_INSTANT_FOREVER - 1, NULL);
  assert_instant (G_GINT64_CONSTANT (253402300800), NULL);
  assert_instant (-1, "1969-12-31T23:59:59Z");
}

static void
test_day (void)
{
  const char *bad[] = {
    NULL,         "",           "2026-02-29", "2026-2-01",   "20260201",
    "2026-02-1",  "26-02-01",   "2026/02/01", "2026-02-01 ", "2026-02-01T00:00:00Z",
    "1600-12-31", "0000-00-00", "+026-02-01"
  };
  int year, month, dom;

  g_assert_cmpint (day_of ("1970-01-01"), ==, 0);
  g_assert_cmpint (day_of ("2000-03-01"), ==, 11017);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      OofDay day = 7;

      g_assert_false (oof_day_parse (bad[i], &day, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_cmpint (day, ==, 7);
    }
  for (OofDay day = day_of ("1999-12-25"); day < day_of ("2004-03-05"); day++)
    {
      g_autofree char *text = oof_day_format (day);

      g_assert_cmpint (day_of (text), ==, day);
      oof_day_get_ymd (day, &year, &month, &dom);
      g_assert_cmpint (oof_day_from_ymd (year, month, dom), ==, day);
    }
  g_assert_cmpint (oof_day_from_ymd (2026, 2, 29), ==, OOF_DAY_NONE);
  g_assert_cmpint (oof_day_from_ymd (2026, 13, 1), ==, OOF_DAY_NONE);
  g_assert_cmpint (oof_day_from_ymd (2026, 1, -1), ==, OOF_DAY_NONE);
  g_assert_null (oof_day_format (OOF_DAY_NONE));
  g_assert_null (oof_day_format (G_MAXINT32));
  oof_day_get_ymd (OOF_DAY_NONE, &year, &month, &dom);
  g_assert_cmpint (year, ==, 0);
}

static void
test_weekday (void)
{
  g_assert_cmpint (oof_day_get_weekday (0), ==, 4);
  g_assert_cmpint (oof_day_get_weekday (day_of ("2026-11-23")), ==, 1);
  g_assert_cmpint (oof_day_get_weekday (day_of ("2026-11-29")), ==, 7);
  g_assert_cmpint (oof_day_get_weekday (day_of ("1969-12-28")), ==, 7);
  g_assert_cmpint (oof_day_get_weekday (day_of ("1601-01-01")), ==, 1);
}

static void
test_week (void)
{
  const struct
  {
    const char *day;
    int start;
    const char *first;
    int number;
  } cases[] = {
    { "2026-11-23", 1, "2026-11-23", 48 }, { "2026-11-29", 1, "2026-11-23", 48 },
    { "2026-11-29", 7, "2026-11-29", 49 }, { "2026-11-28", 7, "2026-11-22", 48 },
    { "2026-12-28", 1, "2026-12-28", 53 }, { "2027-01-03", 1, "2026-12-28", 53 },
    { "2027-01-04", 1, "2027-01-04", 1 },  { "2024-12-31", 1, "2024-12-30", 1 },
    { "2026-11-27", 6, "2026-11-21", 48 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first =
          oof_day_format (oof_day_get_week (day_of (cases[i].day), cases[i].start));

      g_assert_cmpstr (first, ==, cases[i].first);
      g_assert_cmpint (oof_day_get_week_number (day_of (cases[i].day), cases[i].start), ==,
                       cases[i].number);
    }
}

static void
test_zone_known (void)
{
  const char *good[] = {
    "UTC",       "Europe/Berlin", "America/Argentina/Buenos_Aires", "America/Port-au-Prince",
    "Etc/GMT+5", "Asia/Kathmandu"
  };
  const char *bad[] = { NULL,
                        "",
                        "europe/berlin",
                        "Europe",
                        "Europe/",
                        "/Europe",
                        "Europe/Atlantis",
                        "+02",
                        "+02:00",
                        "EST5EDT",
                        "CET-1CEST",
                        "leapseconds",
                        "posixrules",
                        "localtime",
                        "right/Europe/Rome",
                        "zone.tab",
                        "../etc/passwd",
                        "Europe/../Europe/Berlin",
                        "/etc/localtime",
                        "W. Europe Standard Time",
                        "Europe//Berlin",
                        "Europe/Berlin ",
                        "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (oof_zone_is_known (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (oof_zone_is_known (bad[i]));
      g_assert_cmpint (oof_zone_offset (bad[i], 0), ==, 0);
      g_assert_cmpint (oof_zone_day_start (bad[i], 1), ==, 86400);
    }
}

/* The first instant of a day and how long the day lasts. */
static void
test_day_start (void)
{
  const struct
  {
    const char *zone;
    const char *day;
    const char *start;
    int minutes;
  } cases[] = {
    { "UTC", "2026-03-29", "2026-03-29T00:00:00Z", 24 * 60 },
    { "Europe/Berlin", "2026-03-28", "2026-03-27T23:00:00Z", 24 * 60 },
    { "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23 * 60 },
    { "Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z", 24 * 60 },
    { "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25 * 60 },
    { "Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z", 24 * 60 },
    { "America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23 * 60 },
    { "America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25 * 60 },
    { "Asia/Kathmandu", "2026-03-29", "2026-03-28T18:15:00Z", 24 * 60 },
    { "Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24 * 60 + 30 },
    { "Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", 23 * 60 + 30 },
    /* no midnight on the day DST begins */
    { "America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z", 23 * 60 },
    { "America/Santiago", "2026-04-04", "2026-04-04T03:00:00Z", 25 * 60 },
    { "Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", 23 * 60 },
    { "Africa/Cairo", "2026-10-29", "2026-10-28T21:00:00Z", 25 * 60 },
    { "Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", 23 * 60 },
    /* midnight twice */
    { "America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25 * 60 },
    /* 23:30 became 00:30 */
    { "America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z", 23 * 60 + 30 },
    /* a whole day left out */
    { "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0 },
    { "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24 * 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofDay day = day_of (cases[i].day);
      OofInstant start = oof_zone_day_start (cases[i].zone, day);
      OofInstant next = oof_zone_day_start (cases[i].zone, day + 1);

      assert_instant (start, cases[i].start);
      g_assert_cmpint ((next - start) / 60, ==, cases[i].minutes);
      g_assert_cmpint (oof_zone_day_of (cases[i].zone, start - 1), <, day);
      if (cases[i].minutes > 0)
        g_assert_cmpint (oof_zone_day_of (cases[i].zone, start), ==, day);
    }
  g_assert_cmpint (oof_zone_day_start ("Europe/Berlin", OOF_DAY_NONE), ==, OOF_INSTANT_NONE);
  g_assert_cmpint (oof_zone_day_of ("Europe/Berlin", OOF_INSTANT_NONE), ==, OOF_DAY_NONE);
  g_assert_cmpint (oof_zone_day_of ("Europe/Berlin", OOF_INSTANT_FOREVER), ==, OOF_DAY_NONE);
}

static void
test_wall_clock (void)
{
  const struct
  {
    const char *zone;
    const char *day;
    int minute;
    const char *wanted;
    int shows;
  } cases[] = {
    { "Europe/Berlin", "2026-11-23", 9 * 60, "2026-11-23T08:00:00Z", 9 * 60 },
    { "Europe/Berlin", "2026-07-01", 9 * 60, "2026-07-01T07:00:00Z", 9 * 60 },
    { "Europe/Berlin", "2026-03-29", 150, "2026-03-29T01:30:00Z", 210 },
    { "Europe/Berlin", "2026-10-25", 150, "2026-10-25T00:30:00Z", 150 },
    { "Europe/Berlin", "2026-10-25", 180, "2026-10-25T02:00:00Z", 180 },
    { "Asia/Kathmandu", "2026-11-23", 1439, "2026-11-23T18:14:00Z", 1439 },
    { "Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:45:00Z", 165 },
    { "Pacific/Kiritimati", "2026-01-01", 0, "2025-12-31T10:00:00Z", 0 },
    { "Etc/GMT+12", "2026-01-01", 0, "2026-01-01T12:00:00Z", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofInstant instant = oof_zone_instant (cases[i].zone, day_of (cases[i].day), cases[i].minute);

      assert_instant (instant, cases[i].wanted);
      g_assert_cmpint (oof_zone_minute_of (cases[i].zone, instant), ==, cases[i].shows);
      g_assert_cmpint (oof_zone_day_of (cases[i].zone, instant), ==, day_of (cases[i].day));
    }
  g_assert_cmpint (oof_zone_instant ("UTC", OOF_DAY_NONE, 0), ==, OOF_INSTANT_NONE);
  g_assert_cmpint (oof_zone_minute_of ("UTC", OOF_INSTANT_FOREVER), ==, 0);
}

static void
test_offset (void)
{
  OofInstant winter = instant_of ("2026-01-15T12:00:00Z");
  OofInstant summer = instant_of ("2026-07-15T12:00:00Z");

  g_assert_cmpint (oof_zone_offset ("Europe/Berlin", winter), ==, 60);
  g_assert_cmpint (oof_zone_offset ("Europe/Berlin", summer), ==, 120);
  g_assert_cmpint (oof_zone_offset ("Asia/Kathmandu", winter), ==, 345);
  g_assert_cmpint (oof_zone_offset ("America/St_Johns", winter), ==, -210);
  g_assert_cmpint (oof_zone_offset ("Australia/Lord_Howe", winter), ==, 660);
  g_assert_cmpint (oof_zone_offset ("Australia/Lord_Howe", summer), ==, 630);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time/instant-good", test_instant_good);
  g_test_add_func ("/core/time/instant-bad", test_instant_bad);
  g_test_add_func ("/core/time/instant-format", test_instant_format);
  g_test_add_func ("/core/time/day", test_day);
  g_test_add_func ("/core/time/weekday", test_weekday);
  g_test_add_func ("/core/time/week", test_week);
  g_test_add_func ("/core/time/zone-known", test_zone_known);
  g_test_add_func ("/core/time/day-start", test_day_start);
  g_test_add_func ("/core/time/wall-clock", test_wall_clock);
  g_test_add_func ("/core/time/offset", test_offset);
  return g_test_run ();
}

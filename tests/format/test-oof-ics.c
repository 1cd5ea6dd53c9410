/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-ics.h"

#include <string.h>

#include "core/oof-error.h"

#define EVENT(lines)    "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define CALENDAR(lines) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" lines "END:VCALENDAR\r\n"

static OofHolidays *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return oof_ics_read_holidays (bytes, 0, "Bayern", oof_day_from_ymd (2026, 1, 1),
                                oof_day_from_ymd (2028, 12, 31), error);
}

static void
assert_days (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHolidays) holidays = read_text (text, &error);
  g_autoptr (GString) days = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < holidays->days->len; i++)
    {
      OofHoliday *holiday = g_ptr_array_index (holidays->days, i);
      g_autofree char *day = oof_day_format (holiday->day);

      g_string_append_printf (days, "%s%s %s", i > 0 ? "|" : "", day, holiday->name);
    }
  g_assert_cmpstr (days->str, ==, expected);
}

static void
test_single (void)
{
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n"
                                "SUMMARY:Weihnachten\\, frei\r\n")
                             EVENT ("DTSTART;VALUE=DATE:20260101\r\nSUMMARY:Neu\r\n jahr\r\n")
                                 EVENT ("DTSTART;VALUE=DATE:20250101\r\nSUMMARY:vorbei\r\n") EVENT (
                                     "DTSTART:20260202T080000Z\r\nSUMMARY:Besprechung\r\n")
                                     EVENT ("DTSTART;VALUE=DATE:20260303\r\nSTATUS:CANCELLED\r\n"
                                            "SUMMARY:abgesagt\r\n")),
               "2026-01-01 Neujahr|2026-12-25 Weihnachten, frei|2026-12-26 Weihnachten, frei");
}

static void
test_recurring (void)
{
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY\r\n"
                                "EXDATE;VALUE=DATE:20270106\r\nSUMMARY:Drei Könige\r\n")),
               "2026-01-06 Drei Könige|2028-01-06 Drei Könige");
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261103\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n"
                                "SUMMARY:zweimal\r\n")),
               "2026-11-03 zweimal|2027-11-03 zweimal");
}

/* No such day, no such end: what is left of an event counts. */
static void
test_impossible (void)
{
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261399\r\nSUMMARY:nie\r\n") EVENT (
                   "DTSTART;VALUE=DATE:20261225\r\nDURATION:P99999999W\r\nSUMMARY:ein\r\n")
                             EVENT ("DTSTART;VALUE=DATE:20261226\r\nDTEND;VALUE=DATE:20269999\r\n"
                                    "SUMMARY:zwei\r\n")),
               "2026-12-25 ein|2026-12-26 zwei");
}

/* Hostile files end, and with an error that says why. */
static void
test_wrong (void)
{
  const char *const texts[] = {
    "",
    "Feiertage 2026",
    CALENDAR (""),
    CALENDAR (EVENT ("SUMMARY:ohne Tag\r\n")),
    CALENDAR (EVENT ("DTSTART;VALUE=DATE:20251225\r\n")),
    CALENDAR (EVENT ("DTSTART;VALUE=DATE:heute\r\n")),
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2",
  };
  g_autoptr (GString) many = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr (GBytes) zero = g_bytes_new_static ("BEGIN:VCALENDAR\0END:VCALENDAR", 29);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (read_text (texts[i], &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (oof_ics_read_holidays (zero, 0, "x", 0, 1, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_clear_error (&error);
  while (many->len <= OOF_ICS_DEFAULT_MAX_BYTES)
    g_string_append (many, EVENT ("DTSTART;VALUE=DATE:20261225\r\n"));
  g_assert_null (read_text (many->str, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LIMIT);
}

/* Thousands of rules that never end, each of every day: the days are there once. */
static void
test_thousands (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr (OofHolidays) holidays = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, EVENT ("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\n"
                                  "SUMMARY:Tag\r\n"));
  g_string_append (text, EVENT ("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n"));
  g_string_append (text, "END:VCALENDAR\r\n");
  holidays = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (holidays->days->len, ==, 365 + 365 + 366);
}

/* Where a rule began long before the window it is not counted up from there, and yet in step. */
static void
test_long_ago (void)
{
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:19000110\r\nRRULE:FREQ=YEARLY;INTERVAL=2\r\n"
                                "SUMMARY:gerade\r\n")),
               "2026-01-10 gerade|2028-01-10 gerade");
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:19260530\r\nRRULE:FREQ=YEARLY;INTERVAL=25\r\n"
                                "SUMMARY:selten\r\n")),
               "2026-05-30 selten");
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:19410501\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:Dank\r\n")),
               "2026-11-26 Dank|2027-11-25 Dank|2028-11-23 Dank");
  assert_days (CALENDAR (EVENT ("DTSTART;VALUE=DATE:19991231\r\nDTEND;VALUE=DATE:20000103\r\n"
                                "RRULE:FREQ=YEARLY\r\nSUMMARY:quer\r\n")),
               "2026-01-01 quer|2026-01-02 quer|2026-12-31 quer|2027-01-01 quer|2027-01-02 quer|"
               "2027-12-31 quer|2028-01-01 quer|2028-01-02 quer|2028-12-31 quer");
}

/* Thousands that repeat too often, within a day or never: an end in time, and an error. */
static void
test_endless (void)
{
  const struct
  {
    const char *rule;
    int code;
  } cases[] = { { "FREQ=DAILY", OOF_ERROR_LIMIT },
                { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", OOF_ERROR_LIMIT },
                { "FREQ=DAILY;COUNT=30000", OOF_ERROR_LIMIT },
                { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", OOF_ERROR_LIMIT },
                { "FREQ=SECONDLY", OOF_ERROR_INVALID },
                { "FREQ=DAILY;UNTIL=20251001", OOF_ERROR_INVALID } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < 3000; n++)
        g_string_append_printf (text, EVENT ("DTSTART;VALUE=DATE:19500101\r\nRRULE:%s\r\n"),
                                cases[i].rule);
      g_string_append (text, "END:VCALENDAR\r\n");
      g_assert_null (read_text (text->str, &error));
      g_assert_error (error, OOF_ERROR, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics/single", test_single);
  g_test_add_func ("/ics/recurring", test_recurring);
  g_test_add_func ("/ics/impossible", test_impossible);
  g_test_add_func ("/ics/wrong", test_wrong);
  g_test_add_func ("/ics/thousands", test_thousands);
  g_test_add_func ("/ics/long-ago", test_long_ago);
  g_test_add_func ("/ics/endless", test_endless);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

#include "config.h"

/* Translators: formats of g_date_time_format(), used throughout. German: "%a %-d. %b" */
#define FORMAT_DAY      C_ ("date", "%a %-d %b")
#define FORMAT_DAY_LONG C_ ("date", "%A %-d %B")
#define FORMAT_DAY_YEAR C_ ("date", "%-d %b %Y")
#define FORMAT_DAY_ONLY C_ ("date", "%-d %b")
#define FORMAT_DOM      C_ ("date", "%-d")
#define FORMAT_MONTH    C_ ("date", "%B %Y")
#define FORMAT_TIME     C_ ("date", "%H:%M")

/* Days are formatted in UTC, where each has its midnight. */
static char *
format_day (OofDay day, const char *format)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, dom, 0, 0, 0);
  return date != NULL ? g_date_time_format (date, format) : g_strdup ("–");
}

static GDateTime *
to_local (OofInstant instant, const char *zone)
{
  g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (zone != NULL ? zone : "UTC");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);

  if (utc == NULL)
    return NULL;
  return tz != NULL ? g_date_time_to_timezone (utc, tz) : g_steal_pointer (&utc);
}

static char *
format_instant (OofInstant instant, const char *zone, const char *format)
{
  if (instant == OOF_INSTANT_NONE || instant == OOF_INSTANT_FOREVER)
    return g_strdup ("–");
  g_autoptr (GDateTime) local = to_local (instant, zone);
  return local != NULL ? g_date_time_format (local, format) : g_strdup ("–");
}

char *
oof_words_day (OofDay day)
{
  return format_day (day, FORMAT_DAY);
}

char *
oof_words_day_long (OofDay day)
{
  return format_day (day, FORMAT_DAY_LONG);
}

char *
oof_words_date (OofDay day)
{
  return format_day (day, FORMAT_DAY_YEAR);
}

char *
oof_words_day_and_month (OofDay day)
{
  return format_day (day, FORMAT_DAY_ONLY);
}

char *
oof_words_month (OofDay day)
{
  return format_day (day, FORMAT_MONTH);
}

char *
oof_words_weekday (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  /* 1970-01-05 was a Monday. */
  g_autofree char *name = format_day (3 + weekday, "%a");
  return g_utf8_substring (name, 0, MIN (2, g_utf8_strlen (name, -1)));
}

char *
oof_words_instant (OofInstant instant, const char *zone)
{
  g_autofree char *format = g_strdup_printf ("%s %s", FORMAT_DAY, FORMAT_TIME);

  return format_instant (instant, zone, format);
}

char *
oof_words_time (OofInstant instant, const char *zone)
{
  return format_instant (instant, zone, FORMAT_TIME);
}

/* "21 – 23 Dec 2026": what both days share is said once. */
static char *
words_days (OofDay first, OofDay last)
{
  g_autofree char *end = format_day (last, FORMAT_DAY_YEAR);
  int first_year, last_year, first_month, last_month, dom;

  if (first == last)
    return g_steal_pointer (&end);
  oof_day_get_ymd (first, &first_year, &first_month, &dom);
  oof_day_get_ymd (last, &last_year, &last_month, &dom);
  const char *format = first_year != last_year     ? FORMAT_DAY_YEAR
                       : first_month != last_month ? FORMAT_DAY_ONLY
                                                   : FORMAT_DOM;
  g_autofree char *start = format_day (first, format);
  return g_strdup_printf ("%s – %s", start, end);
}

static char *
words_hours (const OofAbsence *absence, OofDay first, OofDay last)
{
  g_autofree char *from = oof_words_time (absence->window.from, absence->zone);
  g_autofree char *to = oof_words_time (absence->window.to, absence->zone);
  g_autofree char *end = format_day (last, FORMAT_DAY_YEAR);

  if (first == last)
    return g_strdup_printf ("%s, %s – %s", end, from, to);
  g_autofree char *start = format_day (first, FORMAT_DAY_ONLY);
  return g_strdup_printf ("%s %s – %s %s", start, from, end, to);
}

char *
oof_words_absence_dates (const OofAbsence *absence)
{
  g_return_val_if_fail (absence != NULL, NULL);

  OofDay first, last;
  oof_absence_get_days (absence, &first, &last);
  if (absence->open_end)
    {
      g_autofree char *start = format_day (first, FORMAT_DAY_YEAR);
      /* Translators: an absence without end; %s is a date */
      return g_strdup_printf (_ ("from %s, no end"), start);
    }
  return absence->all_day ? words_days (first, last) : words_hours (absence, first, last);
}

char *
oof_words_following (GPtrArray *following)
{
  g_return_val_if_fail (following != NULL && following->len > 0, NULL);

  OofDay first;
  oof_absence_get_days (g_ptr_array_index (following, following->len - 1), &first, NULL);
  g_autofree char *date = oof_words_date (first);
  return g_strdup_printf (
      /* Translators: what comes after an absence in its weekly series; %s is a date */
      g_dngettext (GETTEXT_PACKAGE, "It belongs to a weekly series: %u later one follows, on %s.",
                   "It belongs to a weekly series: %u later ones follow, the last one on %s.",
                   following->len),
      following->len, date);
}

char *
oof_words_working_days (int days)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d working day", "%d working days", (gulong) days), days);
}

char *
oof_words_person_line (const OofPerson *person)
{
  g_return_val_if_fail (person != NULL, NULL);

  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const char *department = oof_person_get (person, "department");
  const char *office = oof_person_get (person, "physicalDeliveryOfficeName");

  if (department != NULL)
    g_ptr_array_add (parts, (gpointer) department);
  if (office != NULL)
    g_ptr_array_add (parts, (gpointer) office);
  if (person->zone != NULL)
    g_ptr_array_add (parts, person->zone);
  if (parts->len == 0)
    g_ptr_array_add (parts, person->address);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (GStrv) parts->pdata);
}

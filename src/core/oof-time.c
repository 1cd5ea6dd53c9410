/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-time.h"

#include <gio/gio.h>

#include "core/oof-error.h"

#define DAY_SECONDS    86400
#define EPOCH_JULIAN   719163 /* GDate's number of 1970-01-01 */
#define FIRST_YEAR     1601   /* FILETIME begins here */
#define LAST_YEAR      9999
#define FRACTION_LIMIT 9
#define DAYS_A_WEEK    7
#define THURSDAY       4
#define N_STARTS       1024

static gint64
floor_div (gint64 value, gint64 divisor)
{
  gint64 quotient = value / divisor;

  return value % divisor < 0 ? quotient - 1 : quotient;
}

static gboolean
is_finite (OofInstant instant)
{
  return instant != OOF_INSTANT_NONE && instant != OOF_INSTANT_FOREVER;
}

static gboolean
take_char (const char **cursor, char wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* Exactly @count digits whose value lies within @least..@most. */
static gboolean
take_number (const char **cursor, int count, int least, int most, int *number)
{
  int value = 0;

  for (int i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      value = value * 10 + g_ascii_digit_value (**cursor);
    }
  *number = value;
  return value >= least && value <= most;
}

static gboolean
take_day (const char **cursor, OofDay *day)
{
  int year, month, dom;

  if (!take_number (cursor, 4, FIRST_YEAR, LAST_YEAR, &year) || !take_char (cursor, '-')
      || !take_number (cursor, 2, 1, 12, &month) || !take_char (cursor, '-')
      || !take_number (cursor, 2, 1, 31, &dom))
    return FALSE;
  *day = oof_day_from_ymd (year, month, dom);
  return *day != OOF_DAY_NONE;
}

static gboolean
take_clock (const char **cursor, int *seconds)
{
  int hour, minute, second;

  if (!take_number (cursor, 2, 0, 23, &hour) || !take_char (cursor, ':')
      || !take_number (cursor, 2, 0, 59, &minute) || !take_char (cursor, ':')
      || !take_number (cursor, 2, 0, 59, &second))
    return FALSE;
  *seconds = (hour * 60 + minute) * 60 + second;
  return TRUE;
}

static gboolean
skip_fraction (const char **cursor)
{
  int digits = 0;

  if (!take_char (cursor, '.'))
    return TRUE;
  for (; g_ascii_isdigit (**cursor); (*cursor)++)
    digits++;
  return digits >= 1 && digits <= FRACTION_LIMIT;
}

static gboolean
take_offset (const char **cursor, int *seconds)
{
  int sign = **cursor == '-' ? -1 : 1;
  int hours, minutes;

  *seconds = 0;
  if (**cursor == '\0' || take_char (cursor, 'Z'))
    return TRUE;
  if (!take_char (cursor, '+') && !take_char (cursor, '-'))
    return FALSE;
  if (!take_number (cursor, 2, 0, 23, &hours))
    return FALSE;
  take_char (cursor, ':');
  if (!take_number (cursor, 2, 0, 59, &minutes))
    return FALSE;
  *seconds = sign * (hours * 60 + minutes) * 60;
  return TRUE;
}

/* @text comes from outside: only its beginning is shown, made safe for a log line. */
static void
set_error (GError **error, const char *what, const char *text)
{
  g_autofree char *head = g_strndup (text ? text : "", 40);
  g_autofree char *shown = g_strescape (head, NULL);

  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "not a %s: \"%s\"", what, shown);
}

gboolean
oof_instant_parse (const char *text, OofInstant *instant, GError **error)
{
  const char *cursor = text;
  OofDay day;
  int clock, offset, year;
  gint64 value;

  g_return_val_if_fail (instant != NULL, FALSE);

  if (!text || !take_day (&cursor, &day) || !take_char (&cursor, 'T')
      || !take_clock (&cursor, &clock) || !skip_fraction (&cursor)
      || !take_offset (&cursor, &offset) || *cursor != '\0')
    {
      set_error (error, "point in time", text);
      return FALSE;
    }
  value = (gint64) day * DAY_SECONDS + clock - offset;
  oof_day_get_ymd (floor_div (value, DAY_SECONDS), &year, NULL, NULL);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    {
      set_error (error, "point in time that can be represented", text);
      return FALSE;
    }
  *instant = value;
  return TRUE;
}

char *
oof_instant_format (OofInstant instant)
{
  gint64 day = floor_div (instant, DAY_SECONDS);
  g_autofree char *date = NULL;
  int seconds;

  if (!is_finite (instant) || day < G_MININT32 || day > G_MAXINT32)
    return NULL;
  date = oof_day_format (day);
  if (!date)
    return NULL;
  seconds = instant - day * DAY_SECONDS;
  return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, seconds / 3600, seconds / 60 % 60,
                          seconds % 60);
}

gboolean
oof_day_parse (const char *text, OofDay *day, GError **error)
{
  const char *cursor = text;
  OofDay value;

  g_return_val_if_fail (day != NULL, FALSE);

  if (!text || !take_day (&cursor, &value) || *cursor != '\0')
    {
      set_error (error, "day", text);
      return FALSE;
    }
  *day = value;
  return TRUE;
}

/* Gives NULL for what is no day of the years 1..9999, OOF_DAY_NONE included. */
char *
oof_day_format (OofDay day)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  return year > 0 ? g_strdup_printf ("%04d-%02d-%02d", year, month, dom) : NULL;
}

/* Gives OOF_DAY_NONE for what is no day of the years 1..9999. */
OofDay
oof_day_from_ymd (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy (day, month, year))
    return OOF_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return (OofDay) g_date_get_julian (&date) - EPOCH_JULIAN;
}

/* All of them may be NULL; all become 0 for what is no day of the years 1..9999. */
void
oof_day_get_ymd (OofDay day, int *year, int *month, int *dom)
{
  gboolean valid = day > -EPOCH_JULIAN && day <= oof_day_from_ymd (LAST_YEAR, 12, 31);
  GDate date;

  g_date_clear (&date, 1);
  if (valid)
    g_date_set_julian (&date, day + EPOCH_JULIAN);
  if (year)
    *year = valid ? g_date_get_year (&date) : 0;
  if (month)
    *month = valid ? (int) g_date_get_month (&date) : 0;
  if (dom)
    *dom = valid ? g_date_get_day (&date) : 0;
}

int
oof_day_get_weekday (OofDay day)
{
  /* 1970-01-01 was a Thursday. */
  gint64 since_monday = (gint64) day + 3;

  return since_monday - floor_div (since_monday, 7) * 7 + 1;
}

OofDay
oof_day_get_week (OofDay day, int start)
{
  return day - (oof_day_get_weekday (day) - start + DAYS_A_WEEK) % DAYS_A_WEEK;
}

int
oof_day_get_week_number (OofDay day, int start)
{
  OofDay first = oof_day_get_week (day, start);
  OofDay thursday = first + (THURSDAY - start + DAYS_A_WEEK) % DAYS_A_WEEK;
  int year, month, dom;

  oof_day_get_ymd (thursday, &year, &month, &dom);
  return (thursday - oof_day_from_ymd (year, 1, 1)) / DAYS_A_WEEK + 1;
}

/* GLib also takes offsets and POSIX rules, and is noisy about files beside the zones (leapseconds);
 * names of zones begin with a capital, of everything else in that directory they do not. */
static gboolean
looks_like_zone (const char *name)
{
  const char *part = strchr (name, '/');
  gsize length = part ? (gsize) (part - name) : strlen (name);

  if (!g_ascii_isupper (name[0]) || strspn (name, G_CSET_A_2_Z G_CSET_a_2_z "_") != length)
    return FALSE;
  while (part)
    {
      const char *next = strchr (++part, '/');

      length = next ? (gsize) (next - part) : strlen (part);
      if (length == 0 || strspn (part, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_+-") != length)
        return FALSE;
      part = next;
    }
  return TRUE;
}

/* A zone, and where days begin in it, as far as that was asked lately. */
typedef struct
{
  GTimeZone *zone;             /* (owned) */
  OofDay days[N_STARTS];       /* by the day's last digits */
  OofInstant starts[N_STARTS]; /* of days[] */
} Zone;

static Zone *
zone_new (const char *name)
{
  GTimeZone *zone = looks_like_zone (name) ? g_time_zone_new_identifier (name) : NULL;
  Zone *self = zone ? g_new0 (Zone, 1) : NULL;

  if (!self)
    return NULL;
  self->zone = zone;
  for (guint i = 0; i < N_STARTS; i++)
    self->days[i] = OOF_DAY_NONE;
  return self;
}

/* GLib reads the zone's file again for each new GTimeZone, so the few known ones are kept for good.
 * Returns: (transfer none) (nullable). */
static Zone *
find (const char *name)
{
  static GHashTable *known;
  Zone *zone;

  if (!name)
    return NULL;
  if (!known)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zone = g_hash_table_lookup (known, name);
  if (!zone)
    {
      zone = zone_new (name);
      if (zone)
        g_hash_table_insert (known, g_strdup (name), zone);
    }
  return zone;
}

static GTimeZone *
find_zone (const char *name)
{
  const Zone *zone = find (name);

  return zone ? zone->zone : NULL;
}

static int
offset_at (GTimeZone *zone, OofInstant instant)
{
  if (!zone || !is_finite (instant))
    return 0;
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant));
}

/* The instant at which a clock in @zone shows @wall (seconds, as if it were UTC). A time that
 * comes twice: the first one. A time that is skipped: as if the clock had not been put forward;
 * @transition then tells when it was. */
static OofInstant
resolve_wall (GTimeZone *zone, gint64 wall, OofInstant *transition)
{
  int before = offset_at (zone, wall - DAY_SECONDS);
  int after = offset_at (zone, wall + DAY_SECONDS);
  OofInstant early = wall - after;
  OofInstant late = wall - before;

  *transition = OOF_INSTANT_NONE;
  if (offset_at (zone, late) == before)
    return late;
  if (offset_at (zone, early) == after)
    return early;
  *transition = late;
  while (*transition - early > 1)
    {
      OofInstant middle = early + (*transition - early) / 2;

      if (offset_at (zone, middle) == after)
        *transition = middle;
      else
        early = middle;
    }
  return late;
}

gboolean
oof_zone_is_known (const char *zone)
{
  return find_zone (zone) != NULL;
}

/* A day that the zone left out altogether starts where the next one does. */
static OofInstant
find_day_start (GTimeZone *zone, OofDay day)
{
  OofInstant transition;
  OofInstant start = resolve_wall (zone, (gint64) day * DAY_SECONDS, &transition);

  return transition != OOF_INSTANT_NONE ? transition : start;
}

OofInstant
oof_zone_day_start (const char *zone, OofDay day)
{
  Zone *known = find (zone);
  guint slot = (guint) day % N_STARTS;

  if (day == OOF_DAY_NONE)
    return OOF_INSTANT_NONE;
  if (!known)
    return find_day_start (NULL, day);
  if (known->days[slot] != day)
    {
      known->starts[slot] = find_day_start (known->zone, day);
      known->days[slot] = day;
    }
  return known->starts[slot];
}

/* Gives OOF_DAY_NONE for NONE and FOREVER. */
OofDay
oof_zone_day_of (const char *zone, OofInstant instant)
{
  if (!is_finite (instant))
    return OOF_DAY_NONE;
  return floor_div (instant + offset_at (find_zone (zone), instant), DAY_SECONDS);
}

/* A time that comes twice means the first one; one that DST skips is moved on by what was
 * skipped. */
OofInstant
oof_zone_instant (const char *zone, OofDay day, int minute)
{
  OofInstant transition;

  g_return_val_if_fail (minute >= 0 && minute < 24 * 60, OOF_INSTANT_NONE);

  if (day == OOF_DAY_NONE)
    return OOF_INSTANT_NONE;
  return resolve_wall (find_zone (zone), (gint64) day * DAY_SECONDS + minute * 60, &transition);
}

int
oof_zone_minute_of (const char *zone, OofInstant instant)
{
  gint64 wall;

  if (!is_finite (instant))
    return 0;
  wall = instant + offset_at (find_zone (zone), instant);
  return (wall - floor_div (wall, DAY_SECONDS) * DAY_SECONDS) / 60;
}

int
oof_zone_offset (const char *zone, OofInstant instant)
{
  return floor_div (offset_at (find_zone (zone), instant), 60);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-zone.h"

#include <string.h>

/* The first IANA name of a Windows zone is the one that counts; further lines are aliases. */
static const struct
{
  const gchar *windows;
  const gchar *iana;
} zones[] = {
  { "UTC", "Etc/UTC" },
  { "UTC", "UTC" },
  { "W. Europe Standard Time", "Europe/Berlin" },
  { "W. Europe Standard Time", "Europe/Vienna" },
  { "W. Europe Standard Time", "Europe/Zurich" },
  { "W. Europe Standard Time", "Europe/Amsterdam" },
  { "W. Europe Standard Time", "Europe/Rome" },
  { "W. Europe Standard Time", "Europe/Stockholm" },
  { "W. Europe Standard Time", "Europe/Oslo" },
  { "W. Europe Standard Time", "Europe/Luxembourg" },
  { "GMT Standard Time", "Europe/London" },
  { "GMT Standard Time", "Europe/Dublin" },
  { "GMT Standard Time", "Europe/Lisbon" },
  { "Greenwich Standard Time", "Atlantic/Reykjavik" },
  { "Romance Standard Time", "Europe/Paris" },
  { "Romance Standard Time", "Europe/Brussels" },
  { "Romance Standard Time", "Europe/Copenhagen" },
  { "Romance Standard Time", "Europe/Madrid" },
  { "Central Europe Standard Time", "Europe/Budapest" },
  { "Central Europe Standard Time", "Europe/Prague" },
  { "Central European Standard Time", "Europe/Warsaw" },
  { "GTB Standard Time", "Europe/Bucharest" },
  { "GTB Standard Time", "Europe/Athens" },
  { "FLE Standard Time", "Europe/Kiev" },
  { "FLE Standard Time", "Europe/Helsinki" },
  { "Turkey Standard Time", "Europe/Istanbul" },
  { "Russian Standard Time", "Europe/Moscow" },
  { "Israel Standard Time", "Asia/Jerusalem" },
  { "Egypt Standard Time", "Africa/Cairo" },
  { "South Africa Standard Time", "Africa/Johannesburg" },
  { "Arabian Standard Time", "Asia/Dubai" },
  { "India Standard Time", "Asia/Calcutta" },
  { "India Standard Time", "Asia/Kolkata" },
  { "Nepal Standard Time", "Asia/Katmandu" },
  { "Singapore Standard Time", "Asia/Singapore" },
  { "China Standard Time", "Asia/Shanghai" },
  { "Tokyo Standard Time", "Asia/Tokyo" },
  { "Korea Standard Time", "Asia/Seoul" },
  { "Iran Standard Time", "Asia/Tehran" },
  { "Pakistan Standard Time", "Asia/Karachi" },
  { "W. Australia Standard Time", "Australia/Perth" },
  { "Cen. Australia Standard Time", "Australia/Adelaide" },
  { "E. Australia Standard Time", "Australia/Brisbane" },
  { "AUS Eastern Standard Time", "Australia/Sydney" },
  { "Lord Howe Standard Time", "Australia/Lord_Howe" },
  { "New Zealand Standard Time", "Pacific/Auckland" },
  { "Chatham Islands Standard Time", "Pacific/Chatham" },
  { "Samoa Standard Time", "Pacific/Apia" },
  { "Line Islands Standard Time", "Pacific/Kiritimati" },
  { "Eastern Standard Time", "America/New_York" },
  { "Eastern Standard Time", "America/Toronto" },
  { "Central Standard Time", "America/Chicago" },
  { "Mountain Standard Time", "America/Denver" },
  { "US Mountain Standard Time", "America/Phoenix" },
  { "Pacific Standard Time", "America/Los_Angeles" },
  { "Alaskan Standard Time", "America/Anchorage" },
  { "Hawaiian Standard Time", "Pacific/Honolulu" },
  { "Atlantic Standard Time", "America/Halifax" },
  { "Newfoundland Standard Time", "America/St_Johns" },
  { "E. South America Standard Time", "America/Sao_Paulo" },
};

GTimeZone *
oof_sim_zone_new_windows (const gchar *name)
{
  if (name == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_ascii_strcasecmp (zones[i].windows, name) == 0)
      return g_time_zone_new_identifier (zones[i].iana);
  return NULL;
}

GTimeZone *
oof_sim_zone_new (const gchar *name)
{
  const gchar *windows = oof_sim_zone_to_windows (name);

  return windows == NULL ? NULL : oof_sim_zone_new_windows (windows);
}

const gchar *
oof_sim_zone_to_windows (const gchar *name)
{
  if (name == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_ascii_strcasecmp (zones[i].windows, name) == 0
        || g_ascii_strcasecmp (zones[i].iana, name) == 0)
      return zones[i].windows;
  return NULL;
}

static GDateTime *
to_local (GTimeZone *zone, gint64 instant)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);

  if (local == NULL)
    return NULL;
  return g_date_time_add (local, instant - seconds * G_USEC_PER_SEC);
}

static gint64
to_instant (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

gint64
oof_sim_zone_midnight (GTimeZone *zone, gint64 instant)
{
  g_autoptr (GDateTime) local = to_local (zone, instant);
  g_autoptr (GDateTime) midnight = NULL;

  if (local != NULL)
    midnight = g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                                g_date_time_get_day_of_month (local), 0, 0, 0);
  return midnight == NULL ? instant : to_instant (midnight);
}

gchar *
oof_sim_zone_format (GTimeZone *zone, gint64 instant, const gchar *format)
{
  g_autoptr (GDateTime) local = to_local (zone, instant);

  return local == NULL ? g_strdup ("") : g_date_time_format (local, format);
}

/* Reads exactly WIDTH digits and moves on. */
static gboolean
read_digits (const gchar **text, guint width, gint *value)
{
  *value = 0;
  for (guint i = 0; i < width; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
read_char (const gchar **text, gchar wanted)
{
  if (**text != wanted)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* "", "Z" or "+HH:MM"; gives a new reference, NULL when it is anything else. */
static GTimeZone *
read_offset (const gchar *text, GTimeZone *fallback)
{
  const gchar *rest = text + 1;
  gint hours, minutes;

  if (*text == '\0')
    return fallback == NULL ? NULL : g_time_zone_ref (fallback);
  if (strcmp (text, "Z") == 0)
    return g_time_zone_new_utc ();
  if ((*text == '+' || *text == '-') && read_digits (&rest, 2, &hours) && read_char (&rest, ':')
      && read_digits (&rest, 2, &minutes) && *rest == '\0' && hours <= 14 && minutes <= 59)
    return g_time_zone_new_offset ((*text == '-' ? -1 : 1) * (hours * 3600 + minutes * 60));
  return NULL;
}

static gboolean
read_fraction (const gchar **text, gint64 *microseconds)
{
  gint64 unit = G_USEC_PER_SEC;
  guint digits = 0;

  *microseconds = 0;
  if (!read_char (text, '.'))
    return TRUE;
  for (; g_ascii_isdigit (**text); (*text)++, digits++)
    {
      unit /= 10;
      *microseconds += unit * (**text - '0');
    }
  return digits >= 1 && digits <= 9;
}

gboolean
oof_sim_zone_parse (const gchar *text, GTimeZone *zone, gint64 *instant)
{
  gint year, month, day, hour, minute, second;
  gint64 fraction;
  g_autoptr (GTimeZone) used = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return FALSE;
  if (!read_digits (&text, 4, &year) || !read_char (&text, '-') || !read_digits (&text, 2, &month)
      || !read_char (&text, '-') || !read_digits (&text, 2, &day) || !read_char (&text, 'T')
      || !read_digits (&text, 2, &hour) || !read_char (&text, ':')
      || !read_digits (&text, 2, &minute) || !read_char (&text, ':')
      || !read_digits (&text, 2, &second) || !read_fraction (&text, &fraction))
    return FALSE;
  used = read_offset (text, zone);
  if (used != NULL)
    time = g_date_time_new (used, year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *instant = to_instant (time) + fraction;
  return TRUE;
}

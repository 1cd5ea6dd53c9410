/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-date-pattern-private.h"

#include <string.h>

static const char *const months[2][12] = {
  { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" },
  { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember" },
};

/* What the letters stand for. */
typedef struct
{
  gboolean is_day; /* else a clock time */
  gboolean german;
  int year;
  int month;
  int day;
  int minute;
} Moment;

const char *
oof_date_pattern_get_month (int month, gboolean german)
{
  return months[german][month - 1];
}

static void
append_day (GString *out, const Moment *moment, char letter, guint n)
{
  int number = letter == 'd' ? moment->day : letter == 'M' ? moment->month : moment->year;

  if (letter == 'M' && n > 2)
    g_string_append (out, oof_date_pattern_get_month (moment->month, moment->german));
  else if (letter == 'y')
    g_string_append_printf (out, n > 2 ? "%04d" : "%02d", n > 2 ? number : number % 100);
  else
    g_string_append_printf (out, n > 1 ? "%02d" : "%d", number);
}

static void
append_time (GString *out, const Moment *moment, char letter, guint n)
{
  int hour = moment->minute / 60;
  int number = letter == 'H' ? hour : letter == 'h' ? (hour + 11) % 12 + 1 : moment->minute % 60;

  if (letter == 't')
    g_string_append (out, hour % 24 < 12 ? "AM" : "PM");
  else
    g_string_append_printf (out, n > 1 ? "%02d" : "%d", number);
}

static char *
format (const char *pattern, const Moment *moment)
{
  const char *letters = moment->is_day ? "dMy" : "Hhmt";
  GString *out = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (guint n = 1; *pattern != '\0'; pattern += n)
    {
      n = 1;
      if (*pattern == '\'')
        quoted = !quoted;
      else if (quoted || strchr (letters, *pattern) == NULL)
        g_string_append_c (out, *pattern);
      else
        {
          while (pattern[n] == *pattern)
            n++;
          (moment->is_day ? append_day : append_time) (out, moment, *pattern, n);
        }
    }
  return g_string_free (out, FALSE);
}

char *
oof_date_pattern_format_day (const char *pattern, OofDay day, const char *language)
{
  Moment moment = { .is_day = TRUE };

  moment.german = language != NULL && g_ascii_strncasecmp (language, "de", 2) == 0
                  && !g_ascii_isalnum (language[2]);
  oof_day_get_ymd (day, &moment.year, &moment.month, &moment.day);
  return format (pattern, &moment);
}

char *
oof_date_pattern_format_minute (const char *pattern, int minute)
{
  Moment moment = { .minute = minute };

  return format (pattern, &moment);
}

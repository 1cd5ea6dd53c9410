/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-ics.h"

#define LIBICAL_GLIB_UNSTABLE_API
#include <libical-glib/libical-glib.h>
#include <string.h>

#include "core/oof-error.h"

/* Occurrences looked at in a whole file: a year of days and thousands of yearly feasts. */
#define MAX_STEPS 100000
/* Rules that give no day: libical looks for one through eighteen thousand years, which takes half a
 * second. */
#define MAX_BARREN 10
/* Days of one event: nobody has longer holidays. */
#define MAX_LENGTH 31
/* A name as it is shown. */
#define MAX_NAME 200

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalTime, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalProperty, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalRecurrence, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalRecurIterator, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalComponent, g_object_unref)

typedef struct
{
  OofHolidays *holidays; /* (not owned) */
  OofDay first;
  OofDay last;
  guint n_steps;
  guint n_barren;
} Reader;

static OofDay
to_day (ICalTime *time)
{
  return oof_day_from_ymd (i_cal_time_get_year (time), i_cal_time_get_month (time),
                           i_cal_time_get_day (time));
}

/* libical reads a month 13, and adds any duration: not every date is a day. */
static gboolean
is_day (ICalTime *time)
{
  return time != NULL && !i_cal_time_is_null_time (time) && i_cal_time_is_date (time)
         && to_day (time) != OOF_DAY_NONE;
}

/* Days that the rule leaves out. (transfer full) */
static GHashTable *
list_exceptions (ICalComponent *event)
{
  GHashTable *days = g_hash_table_new (NULL, NULL);
  ICalProperty *property = i_cal_component_get_first_property (event, I_CAL_EXDATE_PROPERTY);

  while (property != NULL)
    {
      g_autoptr (ICalTime) time = i_cal_property_get_exdate (property);

      if (time != NULL && !i_cal_time_is_null_time (time))
        g_hash_table_add (days, GINT_TO_POINTER (to_day (time)));
      g_object_unref (property);
      property = i_cal_component_get_next_property (event, I_CAL_EXDATE_PROPERTY);
    }
  return days;
}

static char *
dup_name (ICalComponent *event)
{
  const char *summary = i_cal_component_get_summary (event);
  g_autofree char *valid = g_utf8_make_valid (summary != NULL ? summary : "", -1);
  char *name = g_utf8_strlen (valid, -1) > MAX_NAME ? g_utf8_substring (valid, 0, MAX_NAME)
                                                    : g_strdup (valid);

  for (char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_strstrip (name);
}

/* How many days the event takes: its end is exclusive. */
static int
get_length (ICalComponent *event, OofDay start)
{
  g_autoptr (ICalTime) end = i_cal_component_get_dtend (event);

  if (!is_day (end))
    return 1;
  return CLAMP (to_day (end) - start, 1, MAX_LENGTH);
}

static void
add_days (Reader *reader, OofDay start, int length, const char *name)
{
  for (OofDay day = start; day < start + length; day++)
    if (day >= reader->first && day <= reader->last)
      oof_holidays_add (reader->holidays, day, name);
}

static gboolean
is_over (const Reader *reader)
{
  return reader->n_steps > MAX_STEPS || reader->n_barren > MAX_BARREN
         || reader->holidays->days->len > OOF_ICS_MAX_DAYS;
}

/* Where the window begins, less the longest event, unless occurrences have to be counted. */
static void
skip_past (const Reader *reader, ICalRecurIterator *iterator, ICalRecurrence *rule, ICalTime *start)
{
  OofDay first = reader->first - MAX_LENGTH;
  int year, month, day;

  if (i_cal_recurrence_get_count (rule) > 0 || to_day (start) >= first)
    return;
  oof_day_get_ymd (first, &year, &month, &day);
  g_autoptr (ICalTime) from = i_cal_time_new_null_time ();
  i_cal_time_set_date (from, year, month, day);
  i_cal_time_set_is_date (from, TRUE);
  i_cal_recur_iterator_set_start (iterator, from);
}

/* What repeats within a day is no holiday, and what has ended needs no look. */
static gboolean
can_give_days (const Reader *reader, ICalRecurrence *rule)
{
  g_autoptr (ICalTime) until = i_cal_recurrence_get_until (rule);

  if (i_cal_recurrence_get_freq (rule) < I_CAL_DAILY_RECURRENCE)
    return FALSE;
  return until == NULL || i_cal_time_is_null_time (until)
         || to_day (until) >= reader->first - MAX_LENGTH;
}

static void
add_rule (Reader *reader,
          ICalRecurrence *rule,
          ICalTime *start,
          GHashTable *exceptions,
          int length,
          const char *name)
{
  g_autoptr (ICalRecurIterator) iterator = NULL;
  guint before = reader->n_steps;

  if (!can_give_days (reader, rule))
    return;
  /* It looks for the first day already. */
  iterator = i_cal_recur_iterator_new (rule, start);
  if (iterator != NULL)
    skip_past (reader, iterator, rule, start);
  while (iterator != NULL && !is_over (reader))
    {
      g_autoptr (ICalTime) time = i_cal_recur_iterator_next (iterator);

      if (time == NULL || i_cal_time_is_null_time (time) || to_day (time) > reader->last)
        break;
      reader->n_steps++;
      if (!g_hash_table_contains (exceptions, GINT_TO_POINTER (to_day (time))))
        add_days (reader, to_day (time), length, name);
    }
  reader->n_barren += reader->n_steps == before;
}

static void
add_event (Reader *reader, ICalComponent *event)
{
  g_autoptr (ICalTime) start = i_cal_component_get_dtstart (event);
  g_autoptr (ICalProperty) property =
      i_cal_component_get_first_property (event, I_CAL_RRULE_PROPERTY);
  g_autoptr (ICalRecurrence) rule = property != NULL ? i_cal_property_get_rrule (property) : NULL;
  g_autofree char *name = NULL;
  int length;

  if (!is_day (start) || i_cal_component_get_status (event) == I_CAL_STATUS_CANCELLED)
    return;
  name = dup_name (event);
  length = get_length (event, to_day (start));
  if (rule == NULL)
    {
      add_days (reader, to_day (start), length, name);
      return;
    }
  g_autoptr (GHashTable) exceptions = list_exceptions (event);
  add_rule (reader, rule, start, exceptions, length, name);
}

static void
add_calendar (Reader *reader, ICalComponent *calendar)
{
  ICalComponent *event = i_cal_component_get_first_component (calendar, I_CAL_VEVENT_COMPONENT);

  while (event != NULL && !is_over (reader))
    {
      add_event (reader, event);
      g_object_unref (event);
      event = i_cal_component_get_next_component (calendar, I_CAL_VEVENT_COMPONENT);
    }
  g_clear_object (&event);
}

/* libical reads anything: text that is no calendar gives an empty component. */
static gboolean
check_bytes (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize limit = max_bytes > 0 ? max_bytes : OOF_ICS_DEFAULT_MAX_BYTES;

  if (size > limit)
    g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "longer than %" G_GSIZE_FORMAT " bytes", limit);
  else if (size == 0 || memchr (data, '\0', size) != NULL
           || g_strstr_len (data, (gssize) size, "BEGIN:VCALENDAR") == NULL)
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, "this is no calendar file");
  else
    return TRUE;
  return FALSE;
}

OofHolidays *
oof_ics_read_holidays (
    GBytes *bytes, gsize max_bytes, const char *name, OofDay first, OofDay last, GError **error)
{
  g_autoptr (OofHolidays) holidays = oof_holidays_new (name);
  Reader reader = { holidays, first, last, 0, 0 };
  g_autofree char *text = NULL;
  g_autoptr (ICalComponent) calendar = NULL;

  if (!check_bytes (bytes, max_bytes, error))
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  calendar = i_cal_component_new_from_string (text);
  if (calendar != NULL)
    add_calendar (&reader, calendar);
  if (holidays->days->len > OOF_ICS_MAX_DAYS)
    g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "more than %d days", OOF_ICS_MAX_DAYS);
  else if (is_over (&reader))
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_LIMIT,
                         "too many events that repeat too often, or never come");
  else if (holidays->days->len == 0)
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, "there is no whole day in it");
  else
    return g_steal_pointer (&holidays);
  return NULL;
}

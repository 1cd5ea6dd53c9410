/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-time.h"

#include "core/oof-zones.h"

#define DAY 86400

const char *
oof_graph_zone_from_any (const char *name)
{
  if (name == NULL)
    return NULL;
  if (g_ascii_strcasecmp (name, "tzone://Microsoft/Utc") == 0)
    return "UTC";
  return oof_zones_iana_from_any (name);
}

/* "2026-12-24T08:00:00Z", "...+01:00": the text itself says when, the zone beside it does not
 * matter. */
static gboolean
has_offset (const char *text)
{
  const char *time = strchr (text, 'T');

  return time != NULL && strpbrk (time, "Zz+-") != NULL;
}

/* @wall: what oof_instant_parse() makes of a wall clock, which it takes for UTC. */
static OofInstant
from_wall (OofInstant wall, const char *zone)
{
  gint64 day = (wall - (((wall % DAY) + DAY) % DAY)) / DAY;
  gint64 second = wall - day * DAY;

  return oof_zone_instant (zone, (OofDay) day, (int) (second / 60)) + second % 60;
}

gboolean
oof_graph_read_instant (const OofJson *object,
                        const char *member,
                        OofInstant *instant,
                        GError **error)
{
  g_autoptr (OofJson) value = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  const char *zone = "UTC";
  OofInstant wall;

  if (!oof_json_read_object (object, member, OOF_REQUIRED, &value, error)
      || !oof_json_read_string (value, "dateTime", OOF_REQUIRED, &text, error)
      || !oof_json_read_string (value, "timeZone", OOF_OPTIONAL, &name, error))
    return FALSE;
  if (!oof_instant_parse (text, &wall, &reason))
    {
      oof_json_set_error (value, "dateTime", error, "%s", reason->message);
      return FALSE;
    }
  if (name != NULL && name[0] != '\0')
    zone = oof_graph_zone_from_any (name);
  if (has_offset (text))
    *instant = wall;
  else if (zone != NULL)
    *instant = from_wall (wall, zone);
  else
    oof_json_set_error (value, "timeZone", error, "unknown zone \"%.60s\"", name);
  return has_offset (text) || zone != NULL;
}

gboolean
oof_graph_read_day (const OofJson *object, const char *member, OofDay *day, GError **error)
{
  g_autoptr (OofJson) value = NULL;
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;
  char *time;

  if (!oof_json_read_object (object, member, OOF_REQUIRED, &value, error)
      || !oof_json_read_string (value, "dateTime", OOF_REQUIRED, &text, error))
    return FALSE;
  date = g_strdup (text);
  time = strchr (date, 'T');
  if (time != NULL)
    *time = '\0';
  if (oof_day_parse (date, day, NULL))
    return TRUE;
  oof_json_set_error (value, "dateTime", error, "no date in \"%.60s\"", text);
  return FALSE;
}

static void
write_wall (
    OofJsonWriter *writer, const char *member, OofDay day, int minute, int second, const char *zone)
{
  g_autofree char *date = oof_day_format (day);
  g_autofree char *text =
      g_strdup_printf ("%sT%02d:%02d:%02d", date, minute / 60, minute % 60, second);
  const char *windows = oof_zones_windows_from_iana (zone);

  oof_json_writer_begin_object (writer, member);
  oof_json_writer_add_string (writer, "dateTime", text);
  oof_json_writer_add_string (writer, "timeZone", windows ? windows : zone);
  oof_json_writer_end_object (writer);
}

/* Whether a clock in @zone shows this time twice that day: servers may take it for the other one.
 */
static gboolean
is_repeated (OofInstant instant, const char *zone)
{
  int offset = oof_zone_offset (zone, instant);
  int offsets[] = { oof_zone_offset (zone, instant - DAY / 2),
                    oof_zone_offset (zone, instant + DAY / 2) };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      OofInstant other = instant + (offset - offsets[i]) * 60;

      if (other != instant && oof_zone_offset (zone, other) == offsets[i])
        return TRUE;
    }
  return FALSE;
}

void
oof_graph_write_local (OofJsonWriter *writer,
                       const char *member,
                       OofInstant instant,
                       const char *zone)
{
  gint64 second = ((instant % 60) + 60) % 60;

  if (is_repeated (instant, zone))
    oof_graph_write_instant (writer, member, instant);
  else
    write_wall (writer, member, oof_zone_day_of (zone, instant), oof_zone_minute_of (zone, instant),
                (int) second, zone);
}

void
oof_graph_write_instant (OofJsonWriter *writer, const char *member, OofInstant instant)
{
  gint64 second = ((instant % 60) + 60) % 60;

  write_wall (writer, member, oof_zone_day_of ("UTC", instant), oof_zone_minute_of ("UTC", instant),
              (int) second, "UTC");
}

void
oof_graph_write_midnight (OofJsonWriter *writer, const char *member, OofDay day, const char *zone)
{
  write_wall (writer, member, day, 0, 0, zone);
}

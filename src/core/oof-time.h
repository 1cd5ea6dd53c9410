/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A point in time: seconds since 1970-01-01T00:00:00Z. Exchange keeps minutes, so seconds are
 * plenty. */
typedef gint64 OofInstant;
#define OOF_INSTANT_NONE    G_MININT64 /* not set */
#define OOF_INSTANT_FOREVER G_MAXINT64 /* the end of what has no end */

/* A calendar day: days since 1970-01-01 in whatever zone the holder names. */
typedef gint32 OofDay;
#define OOF_DAY_NONE G_MININT32

/* Reads RFC 3339 / ISO 8601 as Exchange, Graph and gromox write it: "2026-11-23T08:00:00", 0 to 9
 * fraction digits (cut off), then "Z", an offset, or nothing. Nothing means UTC. */
gboolean oof_instant_parse (const char *text, OofInstant *instant, GError **error);
/* "2026-11-23T08:00:00Z". Returns: (transfer full) (nullable): NULL for NONE and FOREVER. */
char *oof_instant_format (OofInstant instant);

/* "2026-11-23"; refuses everything else. */
gboolean oof_day_parse (const char *text, OofDay *day, GError **error);
char *oof_day_format (OofDay day);
OofDay oof_day_from_ymd (int year, int month, int day);
void oof_day_get_ymd (OofDay day, int *year, int *month, int *dom);
int oof_day_get_weekday (OofDay day); /* 1 = Monday .. 7 = Sunday */
/* The first day of the week that @day lies in, where weeks begin on the weekday @start. */
OofDay oof_day_get_week (OofDay day, int start);
/* The ISO number of that week: the one of its Thursday. */
int oof_day_get_week_number (OofDay day, int start);

/* Zones are IANA names ("Europe/Berlin"). An unknown name is refused here and nowhere later:
 * the functions below fall back to UTC. */
gboolean oof_zone_is_known (const char *zone);
/* The first instant of @day in @zone, also where DST skips midnight. */
OofInstant oof_zone_day_start (const char *zone, OofDay day);
OofDay oof_zone_day_of (const char *zone, OofInstant instant);
/* Wall clock in @zone -> instant. @minute counts from 00:00 (0..1439). */
OofInstant oof_zone_instant (const char *zone, OofDay day, int minute);
/* Minute of the day (0..1439) that a clock in @zone shows at @instant. */
int oof_zone_minute_of (const char *zone, OofInstant instant);
/* Offset from UTC in minutes at @instant. */
int oof_zone_offset (const char *zone, OofInstant instant);

G_END_DECLS

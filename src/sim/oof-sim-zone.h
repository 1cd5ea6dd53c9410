/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Time zones of the simulated tenant: Windows names on the wire, IANA names inside. */

/* NAME: a Windows or an IANA name (letter case counts not). Gives the zone, or NULL for a name
 * that Exchange would refuse. */
GTimeZone *oof_sim_zone_new (const gchar *name);

/* As oof_sim_zone_new(), but takes Windows names (and "UTC") alone, as EWS does. */
GTimeZone *oof_sim_zone_new_windows (const gchar *name);

/* The Windows name of a Windows or IANA name, NULL when unknown. Static. */
const gchar *oof_sim_zone_to_windows (const gchar *name);

/* INSTANT (microseconds since 1970, UTC) moved back to the local midnight of its day in ZONE. */
gint64 oof_sim_zone_midnight (GTimeZone *zone, gint64 instant);

/* INSTANT as local time of ZONE in the g_date_time_format() FORMAT. */
gchar *oof_sim_zone_format (GTimeZone *zone, gint64 instant, const gchar *format);

/* Reads "YYYY-MM-DDTHH:MM:SS", 0 to 9 fraction digits, then "Z", an offset or nothing (then ZONE
 * counts). FALSE when TEXT is not that or no such day exists. */
gboolean oof_sim_zone_parse (const gchar *text, GTimeZone *zone, gint64 *instant);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Windows time zone names, as Exchange and Graph speak them, and IANA names, as everything else
 * does (CLDR's windowsZones). Letter case does not matter. Results are static. "UTC" is UTC's
 * IANA name here. */

/* "W. Europe Standard Time" -> "Europe/Berlin"; NULL when unknown. */
const char *oof_zones_iana_from_windows (const char *windows);
/* "Europe/Vienna" -> "W. Europe Standard Time"; NULL when unknown. */
const char *oof_zones_windows_from_iana (const char *iana);
/* A server's zone of either kind (graph.md 1: "Windows and IANA names") as the IANA name; NULL
 * when it is neither. */
const char *oof_zones_iana_from_any (const char *name);

G_END_DECLS

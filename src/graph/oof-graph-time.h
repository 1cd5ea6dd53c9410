/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* Graph's dateTimeTimeZone: {"dateTime": wall clock with 0 to 9 fraction digits, "timeZone":
 * Windows or IANA name}. */

/* A zone name of a server as IANA name, Exchange's "tzone://Microsoft/Utc" too; NULL when unknown
 * or NULL. (transfer none) */
const char *oof_graph_zone_from_any (const char *name);

/* The required member as an instant. OOF_ERROR_PROTOCOL when it is missing or makes no sense. */
gboolean oof_graph_read_instant (const OofJson *object,
                                 const char *member,
                                 OofInstant *instant,
                                 GError **error);
/* The date part alone: that is all that counts of an all-day item, whatever zone it is shown in
 * (decisions 4). */
gboolean
oof_graph_read_day (const OofJson *object, const char *member, OofDay *day, GError **error);

/* In UTC. */
void oof_graph_write_instant (OofJsonWriter *writer, const char *member, OofInstant instant);
/* As a clock in @zone shows it, so that Outlook keeps the zone; in UTC where that would be
 * ambiguous (the hour that a DST change repeats). */
void oof_graph_write_local (OofJsonWriter *writer,
                            const char *member,
                            OofInstant instant,
                            const char *zone);
/* Midnight in @zone. */
void
oof_graph_write_midnight (OofJsonWriter *writer, const char *member, OofDay day, const char *zone);

G_END_DECLS

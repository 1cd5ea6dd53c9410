/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Every request that came in, for a judge that knows neither side: one JSON object a line,
 * {"method","target","headers":{…},"body"}; a body that is not UTF-8 is left out. */
typedef struct _OofSimRecord OofSimRecord;

/* Appends to the file at PATH, which is made when it is not there. */
OofSimRecord *oof_sim_record_open (const gchar *path, GError **error);
void oof_sim_record_free (OofSimRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimRecord, oof_sim_record_free)

/* A line that cannot be written ends the process: a judge must not miss a request. */
void oof_sim_record_add (OofSimRecord *record, SoupServerMessage *message, GBytes *body);

G_END_DECLS

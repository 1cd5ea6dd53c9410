/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* A calendar item as Graph's event and back (graph.md 6, storage.md rules 1, 3 and 10). */

/* For $select and $expand of every request that reads events: without the second no property of
 * ours is returned. */
extern const char *const oof_graph_event_select;
char *oof_graph_event_build_expand (void);
/* For $filter: the events whose OofKey is @key. (transfer full) */
char *oof_graph_event_build_filter (const char *key);

/* @item: (out) (transfer full); key NULL when it is not ours. @cut: (out) (optional): a property
 * of exactly 255 characters may have been cut by a list; read the event alone. */
gboolean oof_graph_event_read (
    const OofJson *event, OofCalendar calendar, OofItem **item, gboolean *cut, GError **error);

/* The body of a POST, with a transactionId that is the same for the same content, so that a
 * repeated request makes nothing twice. */
GBytes *oof_graph_event_build_new (const OofItem *item);
/* The body of a PATCH that sets everything. */
GBytes *oof_graph_event_build_change (const OofItem *item);

G_END_DECLS

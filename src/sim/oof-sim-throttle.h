/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much one application may ask of one mailbox (Graph), one account of the server (EWS). Who
 * that is says a key that the protocol makes. */

#define OOF_SIM_GRAPH_CONCURRENCY 4  /* per application and mailbox (graph.md 4) */
#define OOF_SIM_EWS_CONCURRENCY   27 /* per account (ews.md 1, Throttling) */

typedef struct _OofSimThrottle OofSimThrottle;

OofSimThrottle *oof_sim_throttle_new (void);
void oof_sim_throttle_free (OofSimThrottle *throttle);

/* At most REQUESTS of one key in SECONDS; REQUESTS 0: as many as it likes, which is the start. */
void oof_sim_throttle_set_rate (OofSimThrottle *throttle, guint requests, guint seconds);

/* Takes a place for a request of KEY when fewer than LIMIT are in flight. */
gboolean oof_sim_throttle_begin (OofSimThrottle *throttle, const gchar *key, guint limit);
void oof_sim_throttle_end (OofSimThrottle *throttle, const gchar *key);

/* Counts a request of KEY at NOW (microseconds). Gives 0, or the seconds to wait when the budget
 * is used up. */
guint oof_sim_throttle_spend (OofSimThrottle *throttle, const gchar *key, gint64 now);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the server and its exchanges share. */

struct _OofSimServer
{
  OofSimTenant *tenant;     /* (not owned) */
  SoupServer *soup;         /* (owned) */
  OofSimCounter *counter;   /* (owned) */
  OofSimFaults *faults;     /* (owned) */
  OofSimThrottle *throttle; /* (owned) */
  OofSimRecord *record;     /* (owned) (nullable) */
  GArray *routes;           /* (owned) of Route */
  GHashTable *delayed;      /* (owned) of Delayed*: answers that wait for their latency */
  gchar *origin;            /* (owned) (nullable) */
  gchar *tls_origin;        /* (owned) (nullable) */
  gchar *base;              /* (owned) (nullable) */
  guint latency;
  gboolean undated; /* answers carry no Date header */
};

/* How a request ends once its answer is due. */
typedef struct
{
  gchar *mailbox;   /* (owned) (nullable) */
  gchar *place;     /* (owned) (nullable) key of the place it takes in the throttle */
  gboolean entered; /* it is being counted */
  gboolean lost;
  gboolean half;
} OofSimEnding;

struct _OofSimExchange
{
  OofSimServer *server;       /* (not owned) */
  SoupServerMessage *message; /* (not owned) */
  gchar *content_type;        /* (owned) of the request, without parameters */
  GBytes *body;               /* (owned) */
  OofSimEnding ending;
  gboolean gone;
};

/* Ends the connection without (more of) an answer. */
void oof_sim_server_cut (SoupServerMessage *message);
/* Counting ends before the answer leaves, else a fast client's next request would seem to overlap.
 */
void oof_sim_server_stop_counting (OofSimServer *server, const OofSimEnding *ending);
/* Nobody listens for a while, from now on. */
void oof_sim_server_leave (OofSimServer *server);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The ready connection file of cli.md and the secrets beside it, in a directory of its own (0700,
 * files 0600). */
typedef struct _OofSimConnection OofSimConnection;

/* CA_PEM (nullable): the certificate authority when the server speaks TLS. WITH_PERSON,
 * WITH_RUNNER: which sign-ins the file holds. */
OofSimConnection *oof_sim_connection_new (OofSimServer *server,
                                          const gchar *ca_pem,
                                          gboolean with_person,
                                          gboolean with_runner,
                                          GError **error);
const gchar *oof_sim_connection_get_path (OofSimConnection *connection);
/* Removes the directory too. */
void oof_sim_connection_free (OofSimConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimConnection, oof_sim_connection_free)

/* Where EWS is: over TLS if there is TLS. (transfer full) */
gchar *oof_sim_connection_make_ews_url (OofSimServer *server);

G_END_DECLS

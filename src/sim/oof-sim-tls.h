/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate for 127.0.0.1, ::1 and localhost, valid from the day before yesterday for one year
 * of the real clock, signed by a certificate authority of its own, whose certificate CA_PEM
 * (transfer full) gets. Made anew at each start. (transfer full) */
GTlsCertificate *oof_sim_tls_new (gchar **ca_pem, GError **error);

G_END_DECLS

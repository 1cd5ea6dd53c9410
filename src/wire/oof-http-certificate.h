/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate for a message to people: why it is not trusted, for whom it is, who issued it,
 * until when it is valid, its SHA-256. (transfer full) */
char *oof_http_certificate_describe (GTlsCertificate *certificate, GTlsCertificateFlags flags);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* Sets what an error answer of a sign-in service means (graph.md 1b): by `error` and `suberror`,
 * never by AADSTS numbers or texts, which change. @secret: what was sent, never shown even if the
 * server repeats it. Returns whether it was invalid_grant. */
gboolean oof_oauth_error_set (OofHttpResponse *response, const char *secret, GError **error);

G_END_DECLS

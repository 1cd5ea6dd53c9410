/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* Sets what an answer outside 200 to 299 means (table in oof-graph-call.h). @write: the request
 * was no GET; @permission: (nullable) named when Graph refuses; @token: never shown, even if the
 * server repeats it. */
void oof_graph_error_set (OofHttpResponse *response,
                          gboolean write,
                          const char *permission,
                          const char *token,
                          GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-request.h"

G_BEGIN_DECLS

/* Document q:UUID (docs/storage-format.md) <-> value. An unknown action is kept. Errors as in
 * store/oof-absence-json.h. */
OofRequest *oof_request_json_read (const char *key, const char *stored, GError **error);
char *
oof_request_json_write (const OofRequest *self, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

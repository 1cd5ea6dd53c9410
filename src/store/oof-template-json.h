/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-template.h"

G_BEGIN_DECLS

/* Document d:template:UUID (docs/storage-format.md) <-> value. Errors as in
 * store/oof-absence-json.h. */
OofTemplate *oof_template_json_read (const char *key, const char *stored, GError **error);
char *
oof_template_json_write (const OofTemplate *self, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-options.h"

G_BEGIN_DECLS

#define OOF_KEY_OPTIONS "d:options"

/* Document d:options (docs/storage-format.md) <-> value. What the document does not say has its
 * default; a value out of bounds is an error. Errors as in store/oof-absence-json.h. */
OofOptions *oof_options_json_read (const char *stored, GError **error);
char *
oof_options_json_write (const OofOptions *self, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

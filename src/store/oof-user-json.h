/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-user.h"

G_BEGIN_DECLS

#define OOF_KEY_USERS "d:users"

/* Document d:users (docs/storage-format.md) <-> OofUser values. Errors as in
 * store/oof-absence-json.h. */
GPtrArray *oof_user_json_read (const char *stored, GError **error);
/* @base: (nullable) the stored document that is replaced; its unknown members survive. */
char *oof_user_json_write (
    GPtrArray *users, const char *base, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

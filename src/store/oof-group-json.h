/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-group.h"

G_BEGIN_DECLS

#define OOF_KEY_GROUPS "d:groups"

/* Document d:groups (docs/storage-format.md) <-> OofGroup values in processing order, members not
 * resolved. Errors as in store/oof-absence-json.h. */
GPtrArray *oof_group_json_read (const char *stored, GError **error);
/* @base: (nullable) the stored document that is replaced; its unknown members survive. */
char *oof_group_json_write (
    GPtrArray *groups, const char *base, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

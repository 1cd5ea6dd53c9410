/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-subject.h"

G_BEGIN_DECLS

#define OOF_KEY_SUBJECTS "d:subjects"

/* Document d:subjects (docs/storage-format.md) <-> OofSubject values. Errors as in
 * store/oof-absence-json.h. */
GPtrArray *oof_subject_json_read (const char *stored, GError **error);
/* @base: (nullable) the stored document that is replaced; its unknown members survive. */
char *oof_subject_json_write (
    GPtrArray *subjects, const char *base, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

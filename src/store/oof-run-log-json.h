/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json-writer.h"
#include "store/oof-run-log.h"

G_BEGIN_DECLS

/* Document l:RUN (docs/storage-format.md) <-> value. Errors as in store/oof-absence-json.h. */

/* "l:" and the run id in lower case. (transfer full) */
/* @part: from 1; the first one has the plain key. */
char *oof_run_log_json_dup_key (const char *run, guint part);
/* How long the JSON of each person is. (transfer full) (element-type gsize) */
GArray *oof_run_log_json_measure (const OofRunLog *self);
/* When the run of @key was, out of the key alone. OOF_INSTANT_NONE when it is no such key. */
OofInstant oof_run_log_json_get_time (const char *key);

OofRunLog *oof_run_log_json_read (const char *key, const char *stored, GError **error);
char *oof_run_log_json_write (OofRunLog *self, gint64 rev, const char *write_id, GError **error);

/* One line on its own. */
void
oof_run_log_json_add_person (OofJsonWriter *writer, const char *member, const OofLogPerson *person);
gboolean oof_run_log_json_read_person (OofJson *json, OofRunLog *self, GError **error);

G_END_DECLS

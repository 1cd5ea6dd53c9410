/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"

G_BEGIN_DECLS

/* Property OofAbsence (docs/storage-format.md) <-> value. */

/* Start and end as the server returned them after our write: instants, or days with the end
 * exclusive for an all-day item. Both NULL: no echo. */
typedef struct
{
  char *start; /* (owned) (nullable) */
  char *end;   /* (owned) (nullable) */
} OofEcho;

void oof_echo_clear (OofEcho *self);

/* Reads @stored (plain or compressed) of the item with @key. @echo: (out caller-allocates)
 * (optional), to be cleared. Errors with key and JSON path: UNSUPPORTED (newer version), PROTOCOL,
 * LIMIT. Returns: (transfer full) with document set to the plain text. */
OofAbsence *
oof_absence_json_read (const char *key, const char *stored, OofEcho *echo, GError **error);

/* The same without an echo, to lie inside another document. (transfer full) */
char *oof_absence_json_write_plain (const OofAbsence *self, GError **error);

/* The text to store as revision @rev and write @write_id. Members of @self->document that this
 * version does not know survive. Errors: LIMIT. Returns: (transfer full) */
char *oof_absence_json_write (
    const OofAbsence *self, const OofEcho *echo, gint64 rev, const char *write_id, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofEcho, oof_echo_clear)

G_END_DECLS

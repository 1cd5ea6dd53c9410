/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-notice.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* Who knows what about the absences of a mailbox, inside of its entry of a state page. */

/* @told: (nullable) (element-type OofTold); NULL leaves what is stored as it
 * is. */
void oof_document_add_told (OofJsonWriter *writer, const char *name, GPtrArray *told);
/* @told: (out) (transfer full) (nullable): there is no such member. */
gboolean oof_document_read_told (OofJson *json, const char *name, GPtrArray **told, GError **error);

G_END_DECLS

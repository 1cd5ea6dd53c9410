/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-reply-state.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* An automatic reply inside of a document (docs/storage-format.md): state pages and requests. */

/* Absent and null leave *out alone. */
gboolean
oof_document_read_reply (OofJson *json, const char *name, OofReplyState **out, GError **error);
/* @state: (nullable) null. @base: (nullable) the object that held the member before. */
void oof_document_add_reply (OofJsonWriter *writer,
                             const char *name,
                             const OofReplyState *state,
                             OofJson *base);

G_END_DECLS

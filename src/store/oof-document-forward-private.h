/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-forward.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* Member @name of a state page: forwarding found and set, null when never read. */
void oof_document_add_forward (OofJsonWriter *writer, const char *name, const OofForward *forward);
gboolean
oof_document_read_forward (OofJson *json, const char *name, OofForward **out, GError **error);

G_END_DECLS

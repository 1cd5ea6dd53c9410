/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* An absence as it was at some time, inside a state page or a run log: the JSON of its item without
 * the echo. */
/* @absence: (nullable): null is written. */
void oof_document_add_absence (OofJsonWriter *writer, const char *name, const OofAbsence *absence);
/* Absent and null leave *out alone. */
gboolean
oof_document_read_absence (OofJson *json, const char *name, OofAbsence **out, GError **error);

G_END_DECLS

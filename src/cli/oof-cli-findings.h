/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/oof-render.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* What the text check found. */

gboolean oof_cli_findings_have_error (GPtrArray *findings);
/* "error: line 3: …", "warning: …" (transfer full) */
char *oof_cli_finding_to_text (const OofTemplateFinding *finding);
/* The member "findings" of cli.md. */
void oof_cli_findings_write (GPtrArray *findings, OofJsonWriter *writer);

G_END_DECLS

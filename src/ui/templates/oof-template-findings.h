/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/oof-render.h"

G_BEGIN_DECLS

/* What the text check found, one a row. Signal: "jump" (gpointer: OofTemplateFinding), when a row
 * is activated whose place is known. */
#define OOF_TYPE_TEMPLATE_FINDINGS (oof_template_findings_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplateFindings, oof_template_findings, OOF, TEMPLATE_FINDINGS, AdwBin)

GtkWidget *oof_template_findings_new (void);
/* @findings: (element-type OofTemplateFinding) what holds of the template; @tried: what holds of
 * the absence of the preview alone. Both are kept. */
void oof_template_findings_show (OofTemplateFindings *self, GPtrArray *findings, GPtrArray *tried);

G_END_DECLS

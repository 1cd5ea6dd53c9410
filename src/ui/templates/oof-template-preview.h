/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What a template gives for a person and an absence that can be chosen here: as it is read, inside
 * and outside, or its source. Nothing of it is stored.
 *
 * Signal: "rendered" after each time, when the findings may be others. */
#define OOF_TYPE_TEMPLATE_PREVIEW (oof_template_preview_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplatePreview, oof_template_preview, OOF, TEMPLATE_PREVIEW, AdwBin)

GtkWidget *oof_template_preview_new (OofSession *session);
/* Shows @tmpl (nullable) as soon as nobody has typed for a moment, or at once when it is @now. The
 * template must not be changed before another one is given. */
void oof_template_preview_show (OofTemplatePreview *self, OofTemplate *tmpl, gboolean now);

/* Whether its text is so large that what follows each key has to wait. */
gboolean oof_template_preview_is_large (const OofTemplate *tmpl);
/* The person and the absence that are tried. (transfer none) (nullable): there are no people. */
OofPerson *oof_template_preview_get_person (OofTemplatePreview *self);
OofAbsence *oof_template_preview_get_absence (OofTemplatePreview *self);

G_END_DECLS

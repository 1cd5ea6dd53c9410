/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"
#include "ui/templates/oof-template-draft.h"

G_BEGIN_DECLS

/* One template under work: its name and settings, its texts with a small bar, the text check, and
 * beside it what comes out of it. Works on a draft, saves nothing.
 *
 * Signals: "edited", when the draft is another one than before; "back", where the list is folded
 * away and wanted. */
#define OOF_TYPE_TEMPLATE_EDITOR (oof_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplateEditor, oof_template_editor, OOF, TEMPLATE_EDITOR, AdwBin)

GtkWidget *oof_template_editor_new (OofSession *session);
/* @draft: (not owned) (nullable) must live until another one is shown. */
void oof_template_editor_show (OofTemplateEditor *self, OofTemplateDraft *draft, gboolean editable);
/* Whether the list of templates is folded away beside it. */
void oof_template_editor_set_folded (OofTemplateEditor *self, gboolean folded);
void oof_template_editor_focus_name (OofTemplateEditor *self);
/* Mistakes that the text check found: a template with some is not saved. The check follows what is
 * typed with a pause, unless it is asked for. */
guint oof_template_editor_count_errors (OofTemplateEditor *self);
guint oof_template_editor_check (OofTemplateEditor *self);
/* Puts the caret on the first mistake. */
void oof_template_editor_jump_to_error (OofTemplateEditor *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/oof-render.h"

G_BEGIN_DECLS

/* One text of a template under the hands of somebody: variables and markers coloured and completed,
 * what the text check found underlined. Signal: "edited", when a person changed the text. */
#define OOF_TYPE_TEMPLATE_SOURCE (oof_template_source_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplateSource, oof_template_source, OOF, TEMPLATE_SOURCE, AdwBin)

/* @name: what a screen reader calls it. */
GtkWidget *oof_template_source_new (const char *name);
/* Shows @text, with which undo begins anew. A text that no editor could show is not shown: then
 * oof_template_source_is_shown() is FALSE and nothing can be edited. */
void oof_template_source_set_text (OofTemplateSource *self, const char *text);
/* (transfer full) */
char *oof_template_source_dup_text (OofTemplateSource *self);
gboolean oof_template_source_is_shown (OofTemplateSource *self);
void oof_template_source_set_html (OofTemplateSource *self, gboolean html);
void oof_template_source_set_editable (OofTemplateSource *self, gboolean editable);

/* Puts @text where the caret is, in place of what is selected; one step of undo. */
void oof_template_source_insert (OofTemplateSource *self, const char *text);
/* Puts @before and @after around what is selected, or the caret between them. */
void oof_template_source_enclose (OofTemplateSource *self, const char *before, const char *after);

/* Underlines what @findings (OofTemplateFinding) say of this text: those with @external. */
void oof_template_source_mark (OofTemplateSource *self, GPtrArray *findings, gboolean external);
/* Puts the caret on @what (nullable) in line @line (from 1) and the focus here. */
void oof_template_source_jump (OofTemplateSource *self, guint line, const char *what);

G_END_DECLS

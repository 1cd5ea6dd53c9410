/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parts/oof-split.h"
#include "ui/templates/oof-group-choice.h"
#include "ui/templates/oof-template-editor.h"
#include "ui/templates/oof-template-findings.h"
#include "ui/templates/oof-template-preview.h"
#include "ui/templates/oof-template-source.h"
#include "ui/templates/oof-template-versions.h"
#include "ui/templates/oof-variable-popover.h"

G_BEGIN_DECLS

struct _OofTemplateEditor
{
  AdwBin parent_instance;

  GtkButton *back;
  GtkEditable *name;
  AdwBin *versions_place;
  GtkBox *views;
  GtkToggleButton *text_view;
  AdwBin *settings_place;
  OofSplit *pair;
  GtkWidget *bar;
  GtkMenuButton *variable;
  GtkMenuButton *language;
  GtkBox *sides;
  GtkToggleButton *internal;
  GtkStack *sources;
  AdwBin *findings_place;
  AdwBin *preview_place;
  GtkDropDown *format; /* (owned by the widget tree), as all that follows */
  GtkDropDown *audience;
  OofGroupChoice *groups;
  GtkCheckButton *own_external;
  OofTemplateSource *texts[2]; /* by OofRenderTarget */
  OofTemplateFindings *findings;
  OofTemplatePreview *preview;
  OofTemplateVersions *versions;
  OofVariablePopover *variables;

  OofSession *session;     /* (owned) */
  OofTemplateDraft *draft; /* (not owned) (nullable) */
  GPtrArray *found;        /* (owned) OofTemplateFinding of the draft */
  guint checking;          /* 0: what is found is up to date */
  gboolean editable;
  gboolean filling; /* fields are filled by program */
};

/* oof-template-editor-check.c: what is found in the text. */
/* At once. */
void _oof_template_editor_check (OofTemplateEditor *self);
/* At once, or of a large text piece by piece when nothing else is to be done; then "edited". */
void _oof_template_editor_check_soon (OofTemplateEditor *self);

/* oof-template-editor-bar.c: what the small bar does. */
void _oof_template_editor_install_bar_actions (GtkWidgetClass *widget_class);
void _oof_template_editor_init_bar (OofTemplateEditor *self);
void _oof_template_editor_update_bar (OofTemplateEditor *self);
/* (transfer none) the text that is seen. */
OofTemplateSource *_oof_template_editor_get_source (OofTemplateEditor *self);

G_END_DECLS

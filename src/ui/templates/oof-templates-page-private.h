/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parts/oof-list-place.h"
#include "ui/templates/oof-template-editor.h"
#include "ui/templates/oof-templates-page.h"

G_BEGIN_DECLS

struct _OofTemplatesPage
{
  AdwBin parent_instance;

  OofListPlace *place; /* (owned by the widget tree) */
  OofSplit *pair;      /* of the place */
  GtkListBox *list;    /* of the place */
  GtkStack *detail;
  AdwBin *editor_place;
  OofTemplateEditor *editor; /* (owned by the widget tree) */

  OofSession *session;       /* (owned) */
  GPtrArray *drafts;         /* (owned) OofTemplateDraft of every template, as in the list */
  OofTemplateDraft *current; /* (not owned) (nullable) the chosen one */
  OofTemplateDraft *shown;   /* (not owned) (nullable) the one in the editor, as it is */
  GCancellable *cancellable; /* (owned) (nullable) while something is written */
  gboolean editable;
  gboolean filling; /* rows come and go by program */
};

/* oof-templates-page.c */
/* What is stored now becomes the list; drafts that were changed stay. @chosen: (nullable) the key
 * of the template to be chosen, else the one that is. */
void _oof_templates_page_sync (OofTemplatesPage *self, const char *chosen);
/* Adds a draft, takes it, and chooses it. */
void _oof_templates_page_add (OofTemplatesPage *self, OofTemplateDraft *draft);
void _oof_templates_page_drop (OofTemplatesPage *self, OofTemplateDraft *draft);
void _oof_templates_page_update (OofTemplatesPage *self);
/* (transfer none) (nullable) */
OofTemplateDraft *_oof_templates_page_find (OofTemplatesPage *self, const char *key);
/* (transfer none) (nullable) */
OofTemplate *_oof_templates_page_find_stored (OofTemplatesPage *self, const char *key);
/* A name that no template has. (transfer full) */
char *_oof_templates_page_make_name (OofTemplatesPage *self, const char *base);

/* oof-templates-page-save.c: saving, discarding, removing. */
/* @draft becomes as it is stored; one that never was goes. */
void _oof_templates_page_discard (OofTemplatesPage *self, OofTemplateDraft *draft);
void _oof_templates_page_install_save_actions (GtkWidgetClass *widget_class);
/* Why the chosen draft cannot be saved. (transfer full) (nullable): it can. */
char *_oof_templates_page_explain (OofTemplatesPage *self);

/* oof-templates-page-files.c: import and export. */
void _oof_templates_page_install_file_actions (GtkWidgetClass *widget_class);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/oof-absence-table.h"
#include "ui/oof-overview-page.h"
#include "ui/oof-wrap-box.h"

G_BEGIN_DECLS

#define OOF_OVERVIEW_FILTERS 7

struct _OofOverviewPage
{
  AdwBin parent_instance;

  GtkEditable *entry;
  OofWrapBox *states;
  GtkWidget *actions; /* shown while rows are selected */
  GtkWidget *show_person;
  GtkWidget *edit;
  GtkButton *cancel;
  GtkDropDown *groups;
  GtkDropDown *period;
  GtkStack *stack;
  AdwBin *table_frame;
  AdwBin *log_frame;
  AdwBin *moved_frame;
  GtkLabel *count;
  GtkSpinner *spinner;
  GtkMenuButton *change_template;
  GtkPopover *template_popover;
  GtkDropDown *templates;
  GtkMenuButton *move;
  GtkPopover *move_popover;
  GtkSpinButton *days;
  OofAbsenceTable *table;                         /* (owned by the widget tree) */
  GtkToggleButton *filters[OOF_OVERVIEW_FILTERS]; /* (owned by the widget tree) */

  OofSession *session;       /* (owned) */
  GPtrArray *before;         /* (owned) (nullable) OofAbsence: what is being changed, as it was */
  GPtrArray *changing;       /* (owned) (nullable) OofAbsence: what was asked to be changed */
  GStrv applying;            /* (owned) (nullable) whom somebody is asked about */
  GCancellable *cancellable; /* (owned) of what is under way */
  guint n_all;
  guint n_shown;
  gboolean busy;
  gboolean filling; /* the choices are being filled, nobody chose */
};

/* oof-overview-page.c: what can be done with the selected rows. */
void _oof_overview_page_update_actions (OofOverviewPage *self);

/* oof-overview-page-actions.c: what is done with them. */
void _oof_overview_page_install_actions (GtkWidgetClass *widget_class);
/* The selected ones that can still be changed. (transfer full) (element-type OofAbsence) */
GPtrArray *_oof_overview_page_dup_live (OofOverviewPage *self);

G_END_DECLS

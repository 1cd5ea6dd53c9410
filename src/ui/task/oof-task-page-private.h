/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-task-engine.h"
#include "ui/task/oof-plan-list.h"
#include "ui/task/oof-task-page.h"

G_BEGIN_DECLS

/* What was begun here last. */
typedef enum
{
  OOF_TASK_STEP_DRY,  /* a dry run */
  OOF_TASK_STEP_LOOK, /* the same, and then the run */
  OOF_TASK_STEP_APPLY
} OofTaskStep;

struct _OofTaskPage
{
  AdwBin parent_instance;

  AdwActionRow *next;
  AdwActionRow *last;
  AdwActionRow *holder;
  AdwActionRow *where;
  AdwActionRow *scheduled_row;
  GtkSwitch *scheduled;
  GtkButton *run;
  GtkLabel *title;
  GtkBox *progress_box;
  GtkProgressBar *progress;
  GtkButton *pause;
  OofPlanList *list;
  GtkButton *apply;

  OofSession *session;   /* (owned) */
  OofTaskEngine *engine; /* (owned) */
  GCancellable *reading; /* (owned) (nullable) while the log is read */
  OofTaskStep step;
  gboolean showing;         /* nobody has moved the switch */
  OofTaskActivity activity; /* as last shown */
  GStrv rest;               /* (owned) (nullable) what follows the first batch */
};

/* oof-task-page.c */
void _oof_task_page_update (OofTaskPage *self);
void _oof_task_page_read_log (OofTaskPage *self);

/* oof-task-page-run.c */
void _oof_task_page_install_run_actions (GtkWidgetClass *widget_class);
void _oof_task_page_follow_engine (OofTaskPage *self);

G_END_DECLS

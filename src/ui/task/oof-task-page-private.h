/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-watch.h"
#include "ui/task/oof-plan-list.h"
#include "ui/task/oof-task-page.h"

G_BEGIN_DECLS

struct _OofTaskPage
{
  AdwBin parent_instance;

  AdwActionRow *next;
  AdwActionRow *last;
  AdwActionRow *where;
  GtkButton *run;
  GtkLabel *title;
  GtkBox *progress_box;
  GtkProgressBar *progress;
  OofPlanList *list;
  GtkButton *apply;

  OofSession *session;       /* (owned) */
  GCancellable *reading;     /* (owned) (nullable) while the log is read */
  GCancellable *cancellable; /* (owned) (nullable) while something runs */
  GStrv rest;                /* (owned) (nullable) what follows the first batch */
};

/* oof-task-page.c */
void _oof_task_page_update (OofTaskPage *self);
void _oof_task_page_read_log (OofTaskPage *self);

/* oof-task-page-run.c */
void _oof_task_page_install_run_actions (GtkWidgetClass *widget_class);

G_END_DECLS

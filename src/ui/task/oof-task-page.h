/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-task-engine.h"

G_BEGIN_DECLS

/* The OOF task: when it ran and runs, and who runs it; a dry run as a list of differences to be
 * applied whole or in part, and a run now with its progress. Signal: "run-task" (gboolean): this
 * window is to run the task at every full hour, or no longer. */
#define OOF_TYPE_TASK_PAGE (oof_task_page_get_type ())
G_DECLARE_FINAL_TYPE (OofTaskPage, oof_task_page, OOF, TASK_PAGE, AdwBin)

GtkWidget *oof_task_page_new (OofSession *session, OofTaskEngine *engine);

G_END_DECLS

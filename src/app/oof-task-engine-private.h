/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-task-engine.h"

G_BEGIN_DECLS

/* What a scheduled engine does every few seconds: runs the task when it is due. Tests do it when
 * their clock has moved. */
void _oof_task_engine_look (OofTaskEngine *self);

G_END_DECLS

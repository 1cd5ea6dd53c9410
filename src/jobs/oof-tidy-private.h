/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-store.h"

G_BEGIN_DECLS

/* What a runner does for the database after a run (decisions 9): removes what is old, and stores
 * the backup of the day @today when there is none yet. @log_days: how long logs are kept. No backup
 * is made while so many absences are missing that somebody has to be asked: it would make them
 * forgotten. */
void oof_tidy_async (OofStore *store,
                     OofDay today,
                     int log_days,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
/* Errors: CONFLICT when too many absences are missing; the store's. */
gboolean oof_tidy_finish (GAsyncResult *result, GError **error);

G_END_DECLS

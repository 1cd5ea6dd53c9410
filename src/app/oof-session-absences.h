/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-conflict.h"
#include "core/oof-deputy.h"

G_BEGIN_DECLS

/* Editing absences, and what surrounds that. */

/* Stores a changed copy of a loaded absence; dates that changed are kept as
 * moved. Check it before (oof_session_check_absence). Errors: CONFLICT,
 * NOT_FOUND, UNSUPPORTED (between the calendars). */
void oof_session_update_absence_async (OofSession *self,
                                       OofAbsence *absence,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full) the absence as stored. */
OofAbsence *
oof_session_update_absence_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Stores what @plan says, one after the other, then reads the database once.
 * One that fails does not stop the others; the first error is returned. */
void oof_session_settle_async (OofSession *self,
                               const OofConflictPlan *plan,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean oof_session_settle_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The loaded absence with this key. (transfer none) (nullable) */
OofAbsence *oof_session_find_absence (OofSession *self, const char *key);

/* What is to be said about the deputy of @draft (core/oof-deputy.h). (transfer
 * full) (element-type OofDeputyFinding) */
GPtrArray *oof_session_check_deputy (OofSession *self, const OofAbsence *draft);
/* The earliest free deputy out of the person's department. @from: (out)
 * (optional) since when. (transfer none) (nullable) */
OofPerson *oof_session_suggest_deputy (OofSession *self, const OofAbsence *draft, OofInstant *from);

G_END_DECLS

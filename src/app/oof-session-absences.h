/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-conflict.h"
#include "core/oof-deputy.h"

G_BEGIN_DECLS

/* What surrounds the editing of absences (oof-session.h): conflicts and deputies. */

/* Stores what @plan says, one after the other, then reads the database once.
 * One that fails does not stop the others; the first error is returned. */
void oof_session_settle_async (OofSession *self,
                               const OofConflictPlan *plan,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @stored: (out) (optional) (element-type OofAbsence) what was stored, also when something failed.
 */
gboolean oof_session_settle_finish (OofSession *self,
                                    GAsyncResult *result,
                                    GPtrArray **stored,
                                    GError **error);

/* The loaded absence with this key. (transfer none) (nullable) */
OofAbsence *oof_session_find_absence (OofSession *self, const char *key);

/* As those of @absences (OofAbsence) that are stored already were loaded: what undo goes back to.
 * (transfer full) (element-type OofAbsence) */
GPtrArray *oof_session_list_before (OofSession *self, GPtrArray *absences);

/* What is to be said about the deputy of @draft (core/oof-deputy.h). (transfer
 * full) (element-type OofDeputyFinding) */
GPtrArray *oof_session_check_deputy (OofSession *self, const OofAbsence *draft);
/* The earliest free deputy out of the person's department. @from: (out)
 * (optional) since when. (transfer none) (nullable) */
OofPerson *oof_session_suggest_deputy (OofSession *self, const OofAbsence *draft, OofInstant *from);

G_END_DECLS

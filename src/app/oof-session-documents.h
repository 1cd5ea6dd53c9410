/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "store/oof-restore-report.h"
#include "store/oof-run-log.h"

G_BEGIN_DECLS

/* What a session does with the service mailbox beyond single absences and templates. */

void oof_session_list_runs_async (OofSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type OofRunLog): newest first. */
GPtrArray *oof_session_list_runs_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Stores @options, made from a copy of those that were loaded, as saved now; the first time, when
 * there is no template, the standard template with them. CONFLICT: somebody else saved meanwhile.
 */
void oof_session_save_options_async (OofSession *self,
                                     OofOptions *options,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) the options as stored. */
OofOptions *
oof_session_save_options_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Each stores the whole list, made of copies of @before: what was loaded when the work on it began.
 * What somebody else changed since then is merged line by line. Errors: CONFLICT (both changed the
 * same: load again), INVALID (oof_groups_check, oof_subjects_check, oof_users_check). */
void oof_session_save_groups_async (OofSession *self,
                                    GPtrArray *before,
                                    GPtrArray *groups,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type OofGroup): as stored. */
GPtrArray *oof_session_save_groups_finish (OofSession *self, GAsyncResult *result, GError **error);
void oof_session_save_subjects_async (OofSession *self,
                                      GPtrArray *before,
                                      GPtrArray *subjects,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Returns: (transfer full) (element-type OofSubject): as stored. */
GPtrArray *
oof_session_save_subjects_finish (OofSession *self, GAsyncResult *result, GError **error);
void oof_session_save_users_async (OofSession *self,
                                   GPtrArray *before,
                                   GPtrArray *users,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) (element-type OofUser): as stored. */
GPtrArray *oof_session_save_users_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Stores a holiday calendar under its name, in place of an earlier one. */
void oof_session_save_holidays_async (OofSession *self,
                                      OofHolidays *holidays,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Returns: (transfer full) the calendar as stored. */
OofHolidays *
oof_session_save_holidays_finish (OofSession *self, GAsyncResult *result, GError **error);
/* NOT_FOUND, CONFLICT. */
void oof_session_remove_holidays_async (OofSession *self,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
oof_session_remove_holidays_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The people that were imported (core/oof-people.h). (transfer none) (element-type OofPerson) */
GPtrArray *oof_session_get_imported (OofSession *self);
/* Stores @people (OofPerson) as those imported. CONFLICT, LIMIT: see the store. */
void oof_session_save_imported_async (OofSession *self,
                                      GPtrArray *people,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean oof_session_save_imported_finish (OofSession *self, GAsyncResult *result, GError **error);

/* One absence of oof_session_add_absences_async() is stored, or has failed: exactly one of @stored
 * and @error is NULL. */
typedef void (*OofSessionAddedFunc) (OofAbsence *draft,
                                     OofAbsence *stored,
                                     const GError *error,
                                     gpointer user_data);

/* Saves one after the other, new ones (rev 0) and changed copies, then reads the database once. One
 * that fails is told to @added and does not stop the others; check all of them before (what was
 * stored already is only changed or cancelled by those who may: REFUSED). @drafts: OofAbsence. */
void oof_session_add_absences_async (OofSession *self,
                                     GPtrArray *drafts,
                                     OofSessionAddedFunc added,
                                     gpointer added_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* FALSE when nothing more can be saved: CANCELLED, AUTH_REQUIRED, CONSENT_REQUIRED, UNREACHABLE.
 * What was saved before stays. */
gboolean oof_session_add_absences_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The whole plan: absences of all times and the documents that people made. The lists have to be
 * loaded: what is confidential is left out when @without_confidential says so, and always where
 * whoever acts may not read it (oof_rights_may_read()). */
void oof_session_export_async (OofSession *self,
                               gboolean without_confidential,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @n_confidential, @n_withheld: (out) how many confidential absences are in it in plain, and how
 * many are not. Returns: (transfer full) one JSON document (docs/storage-format.md). */
char *oof_session_export_finish (OofSession *self,
                                 GAsyncResult *result,
                                 guint *n_confidential,
                                 guint *n_withheld,
                                 GError **error);

/* Brings back what is missing or different in comparison with @json, an export; never deletes.
 * Errors: INVALID: @json is no backup, UNSUPPORTED: of a newer version. */
void oof_session_restore_async (OofSession *self,
                                const char *json,
                                gboolean dry_run,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) */
OofRestoreReport *
oof_session_restore_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS

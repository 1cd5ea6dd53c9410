/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-clock.h"
#include "core/oof-item-store.h"
#include "store/oof-request.h"
#include "store/oof-restore-report.h"
#include "store/oof-run-log.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* The service mailbox as a database (storage.md rules 1 to 6 and 10, docs/storage-format.md).
 *
 * Operations may be started at any time; they are carried out one after the other, so that there
 * is one request in flight to the service mailbox. Everything that writes is conditional: CONFLICT
 * means that somebody else changed the same thing since it was read; read again and decide.
 * Documents of a newer version are never rewritten (UNSUPPORTED). Call oof_store_read_async() once
 * before the first write: identities and what is there come from the last read. */
#define OOF_TYPE_STORE (oof_store_get_type ())
G_DECLARE_FINAL_TYPE (OofStore, oof_store, OOF, STORE, GObject)

/* @author: (nullable) SMTP address of who is signed in: goes into createdBy and the run log. */
OofStore *oof_store_new (OofItemStore *items, OofClock *clock, const char *author);
const char *oof_store_get_author (OofStore *self);

/* Reads all documents and the absences that overlap @range. A damaged item becomes a problem of
 * the snapshot, a failed request fails the read. */
void oof_store_read_async (OofStore *self,
                           OofRange range,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Returns: (transfer full) */
OofSnapshot *oof_store_read_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Looks one absence up by key in both calendars, wherever its dates lie.
 * Errors: NOT_FOUND when it is certain that it is gone. */
void oof_store_find_absence_async (OofStore *self,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) */
OofAbsence *oof_store_find_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores a new absence (rev 0). @person_name: (nullable) display name for the calendar entry. */
void oof_store_add_absence_async (OofStore *self,
                                  OofAbsence *absence,
                                  const char *person_name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) the absence as stored: rev, author and time of creation filled in. */
OofAbsence *oof_store_add_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores a changed absence: @absence carries the rev it was read with. Dates that changed are kept
 * as moved. What somebody else changed meanwhile is merged member by member. Errors: CONFLICT (both
 * changed the same one; the message holds both values), NOT_FOUND; UNSUPPORTED when it would have
 * to move between the two calendars (cancel it and plan another one). */
void oof_store_update_absence_async (OofStore *self,
                                     OofAbsence *absence,
                                     const char *person_name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) the absence as stored. */
OofAbsence *oof_store_update_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* The same for an absence that becomes again what it was before a change: its dates are back, not
 * moved once more. @absence: as it was, with the rev that stands there now. Ends in
 * oof_store_update_absence_finish(). */
void oof_store_take_back_absence_async (OofStore *self,
                                        OofAbsence *absence,
                                        const char *person_name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/* Marks it cancelled at @now, whatever else changed meanwhile; the item stays as history.
 * Cancelling a cancelled one changes nothing. */
void oof_store_cancel_absence_async (OofStore *self,
                                     const char *key,
                                     OofInstant now,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) the cancelled absence. */
OofAbsence *oof_store_cancel_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* To Deleted Items, whatever its revision: for one that was taken over from elsewhere and is taken
 * back; everybody else cancels. NOT_FOUND when it is gone already. */
void oof_store_remove_absence_async (OofStore *self,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean oof_store_remove_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* The calendar entry of an absence without end reaches up to tomorrow, so that reading a window
 * round the present finds it (storage.md rule 4): moves it on where that is due. Needs a request
 * at most once a day and absence; others are left alone. */
void oof_store_extend_absence_async (OofStore *self,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean oof_store_extend_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores the options, which carry the rev they were read with (0: there were none), as saved now.
 * Errors: CONFLICT; what is wrong with the document that is there. */
void oof_store_save_options_async (OofStore *self,
                                   OofOptions *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) the options as stored. */
OofOptions *oof_store_save_options_finish (OofStore *self, GAsyncResult *result, GError **error);

/* @tmpl with rev 0 replaces the template of the same name, if there is one; with a rev it must
 * still be the one that was read (CONFLICT). */
void oof_store_save_template_async (OofStore *self,
                                    OofTemplate *tmpl,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) the template as stored. */
OofTemplate *oof_store_save_template_finish (OofStore *self, GAsyncResult *result, GError **error);

/* To Deleted Items. Errors: NOT_FOUND, CONFLICT when it changed since the last read. */
void oof_store_remove_template_async (OofStore *self,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean oof_store_remove_template_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores @after (OofGroup, OofSubject, OofUser), which was made from @before as last read. What
 * somebody else changed meanwhile is merged line by line; CONFLICT where both changed the same.
 * INVALID: the list cannot be stored (oof_groups_check …). */
void oof_store_save_groups_async (OofStore *self,
                                  GPtrArray *before,
                                  GPtrArray *after,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type OofGroup): as stored. */
GPtrArray *oof_store_save_groups_finish (OofStore *self, GAsyncResult *result, GError **error);
void oof_store_save_subjects_async (OofStore *self,
                                    GPtrArray *before,
                                    GPtrArray *after,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type OofSubject): as stored. */
GPtrArray *oof_store_save_subjects_finish (OofStore *self, GAsyncResult *result, GError **error);
void oof_store_save_users_async (OofStore *self,
                                 GPtrArray *before,
                                 GPtrArray *after,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type OofUser): as stored. */
GPtrArray *oof_store_save_users_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores a holiday calendar under its name, in place of an earlier one. With a rev it must still be
 * the one that was read (CONFLICT). INVALID: a name without letters and figures. */
void oof_store_save_holidays_async (OofStore *self,
                                    OofHolidays *holidays,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) the calendar as stored. */
OofHolidays *oof_store_save_holidays_finish (OofStore *self, GAsyncResult *result, GError **error);
/* To Deleted Items. Errors: NOT_FOUND, CONFLICT. */
void oof_store_remove_holidays_async (OofStore *self,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean oof_store_remove_holidays_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores the imported people: @people, where @before (both OofPerson) was read. Only pages that
 * change are written. CONFLICT when somebody changed one meanwhile, LIMIT when one is too large:
 * then none is written. */
void oof_store_save_people_async (OofStore *self,
                                  GPtrArray *before,
                                  GPtrArray *people,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean oof_store_save_people_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Merges @records (OofRecord) of @run into their state pages; other mailboxes of a page stay as
 * they are, and so does what another run has written meanwhile where this one has only looked. A
 * page that fails does not stop the others; the first error is returned at the end. */
void oof_store_save_records_async (OofStore *self,
                                   const char *run,
                                   GPtrArray *records,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean oof_store_save_records_finish (OofStore *self, GAsyncResult *result, GError **error);

/* The people of @log move into what is stored. A run that did nothing is kept only once an hour
 * (docs/storage-format.md): then nothing is written and TRUE is returned. */
void oof_store_save_run_log_async (OofStore *self,
                                   OofRunLog *log,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean oof_store_save_run_log_finish (OofStore *self, GAsyncResult *result, GError **error);

/* When the newest run over all mailboxes that the last read saw was; OOF_INSTANT_NONE without one.
 * What acts upon some writes a log, too, but leaves the run of the hour to be done. */
OofInstant oof_store_get_last_run (OofStore *self);
/* What the newest run over all mailboxes left that the last read saw: nothing is read for
 * it. (transfer full) (nullable) */
OofRunLog *oof_store_dup_last_log (OofStore *self);
void oof_store_list_runs_async (OofStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (element-type OofRunLog): newest first, unreadable ones left out. */
GPtrArray *oof_store_list_runs_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Requests (decisions 3) */

/* Stores a new request: author and time are filled in. */
void oof_store_add_request_async (OofStore *self,
                                  OofRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) the request as stored. */
OofRequest *oof_store_add_request_finish (OofStore *self, GAsyncResult *result, GError **error);

void oof_store_list_requests_async (OofStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type OofRequest): the open ones, oldest first, unreadable ones
 * left out. */
GPtrArray *oof_store_list_requests_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Reads one request afresh: what has become of it. NOT_FOUND. */
void oof_store_find_request_async (OofStore *self,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) */
OofRequest *oof_store_find_request_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores an answer: @request carries the rev it was read with. CONFLICT: another runner has it. */
void oof_store_update_request_async (OofStore *self,
                                     OofRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) the request as stored. */
OofRequest *oof_store_update_request_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Removes requests older than 7 days, backups older than 30 and run logs older than @log_days, all
 * of the last read. One that fails does not stop the others; the first error is returned. */
void oof_store_prune_async (OofStore *self,
                            int log_days,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* @n_removed: (out) (optional) */
gboolean
oof_store_prune_finish (OofStore *self, GAsyncResult *result, guint *n_removed, GError **error);

/* Backup (decisions 9) */

/* Reads the whole plan: absences of all times and the documents that people made. */
void oof_store_export_async (OofStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Returns: (transfer full) one JSON document (docs/storage-format.md). */
char *oof_store_export_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores the whole plan as item b:DATE of today, in place of an earlier one of the same day; the
 * same plan is not written again. The newest backup is what vanished absences are counted against:
 * not to be called while oof_store_find_vanished_async() tells of too many, unless somebody said
 * that they are meant to be gone. */
void oof_store_save_backup_async (OofStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean oof_store_save_backup_finish (OofStore *self, GAsyncResult *result, GError **error);

/* @date: (nullable) "2026-11-23"; NULL: the newest. NOT_FOUND when there is none. */
void oof_store_load_backup_async (OofStore *self,
                                  const char *date,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) the JSON, as exported. */
char *oof_store_load_backup_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Brings back by key what is missing or different in comparison with @json; never deletes.
 * @keys: (nullable) only these. An item that fails does not stop the others. Errors: UNSUPPORTED
 * (newer version), PROTOCOL, LIMIT: @json cannot be read; those that end everything. */
void oof_store_restore_async (OofStore *self,
                              const char *json,
                              const char *const *keys,
                              gboolean dry_run,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full) */
OofRestoreReport *oof_store_restore_finish (OofStore *self, GAsyncResult *result, GError **error);

/* The running and coming absences of the newest backup that are not there any more, looked up by
 * key wherever their dates lie now. To bring them back load the newest backup and restore their
 * keys. */
void oof_store_find_vanished_async (OofStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* @n_expected: (out) (optional) how many of them the backup holds. Returns: (transfer full)
 * (element-type OofAbsence) by key; empty without a backup. */
GPtrArray *oof_store_find_vanished_finish (OofStore *self,
                                           GAsyncResult *result,
                                           guint *n_expected,
                                           GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-clock.h"
#include "core/oof-item-store.h"
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
 * as moved. Errors: CONFLICT, NOT_FOUND; UNSUPPORTED when it would have to move between the two
 * calendars (cancel it and plan another one). */
void oof_store_update_absence_async (OofStore *self,
                                     OofAbsence *absence,
                                     const char *person_name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) the absence as stored. */
OofAbsence *oof_store_update_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

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

/* The calendar entry of an absence without end reaches up to tomorrow, so that reading a window
 * round the present finds it (storage.md rule 4): moves it on where that is due. Needs a request
 * at most once a day and absence; others are left alone. */
void oof_store_extend_absence_async (OofStore *self,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean oof_store_extend_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

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

/* Merges @records (OofRecord) into their state pages; other mailboxes of a page stay as they are.
 * A page that fails does not stop the others; the first error is returned at the end. */
void oof_store_save_records_async (OofStore *self,
                                   GPtrArray *records,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean oof_store_save_records_finish (OofStore *self, GAsyncResult *result, GError **error);

/* A run that did nothing is kept only once an hour (docs/storage-format.md): then nothing is
 * written and TRUE is returned. */
void oof_store_save_run_log_async (OofStore *self,
                                   OofRunLog *log,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean oof_store_save_run_log_finish (OofStore *self, GAsyncResult *result, GError **error);

void oof_store_list_runs_async (OofStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (element-type OofRunLog): newest first, unreadable ones left out. */
GPtrArray *oof_store_list_runs_finish (OofStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

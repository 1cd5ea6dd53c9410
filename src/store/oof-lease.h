/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-store.h"

G_BEGIN_DECLS

/* Document d:lease: one run at a time (storage.md rule 8, docs/storage-format.md). It holds for 5
 * minutes of the server's time; renew it each minute. Keeping the runners of one machine apart
 * (flock) is the caller's. */
#define OOF_TYPE_LEASE (oof_lease_get_type ())
G_DECLARE_FINAL_TYPE (OofLease, oof_lease, OOF, LEASE, GObject)

/* Seconds of a clock that goes on while the machine sleeps. */
typedef gint64 (*OofBootClock) (gpointer user_data);

/* @runner: made once per machine and user, told to whoever finds the lease taken. */
OofLease *oof_lease_new (OofStore *store, const char *runner);
/* How long to wait before the read-back of a lease that was taken; default 2000 ms. For tests. */
void oof_lease_set_wait (OofLease *self, guint milliseconds);
/* Instead of CLOCK_BOOTTIME. For tests. */
void oof_lease_set_boot_clock (OofLease *self, OofBootClock clock, gpointer user_data);

/* Takes the lease: it is missing, expired, released, damaged or of our own runner id (then at
 * once: it was left by a crash). Errors: LEASE naming holder and end, the store's. */
void oof_lease_acquire_async (OofLease *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean oof_lease_acquire_finish (OofLease *self, GAsyncResult *result, GError **error);

/* 5 more minutes. Errors: LEASE when it is ours no longer; any other error leaves it as it was:
 * try again while oof_lease_is_safe(). */
void oof_lease_renew_async (OofLease *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean oof_lease_renew_finish (OofLease *self, GAsyncResult *result, GError **error);

/* Ends it for others to take at once. Not ours any more: nothing to do, TRUE. */
void oof_lease_release_async (OofLease *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean oof_lease_release_finish (OofLease *self, GAsyncResult *result, GError **error);

/* Ours, and taken or renewed less than 4 minutes ago, sleep of the machine included. To be asked
 * before each write to a person's mailbox. */
gboolean oof_lease_is_safe (OofLease *self);

G_END_DECLS

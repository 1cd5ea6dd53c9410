/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What keeps the runners of one machine and user apart (storage.md rule 8): a lock file, held as
 * long as the process lives, and the name under which they take the lease. */
typedef struct _OofRunnerLock OofRunnerLock;

/* @what (of any length) as a part of file names. (transfer full) */
char *oof_runner_lock_dup_name (const char *what);

/* @folder: made when it is missing. @what: what is locked: runners with the same text exclude each
 * other. Errors: LEASE when a living process holds it, DISK when the file cannot be made. */
OofRunnerLock *oof_runner_lock_take (const char *folder, const char *what, GError **error);
void oof_runner_lock_free (OofRunnerLock *self);

/* "UUID@host": made once and kept in @folder; the host keeps apart machines that share it.
 * (transfer full) Errors: DISK. */
char *oof_runner_lock_dup_runner_id (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRunnerLock, oof_runner_lock_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-job.h"

G_BEGIN_DECLS

/* Where a watch works: what was read, and runs over it. app/oof-session.h is one; tests have
 * another. */
#define OOF_TYPE_WORKPLACE (oof_workplace_get_type ())
G_DECLARE_INTERFACE (OofWorkplace, oof_workplace, OOF, WORKPLACE, GObject)

struct _OofWorkplaceInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (OofWorkplace *self,
                      gboolean people,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*load_finish) (OofWorkplace *self, GAsyncResult *result, GError **error);
  OofSnapshot *(*get_snapshot) (OofWorkplace *self);
  OofRoster *(*get_roster) (OofWorkplace *self);
  OofRunJob *(*create_job) (OofWorkplace *self, const char *const *addresses);
  void (*recover_async) (OofWorkplace *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*recover_finish) (OofWorkplace *self, GAsyncResult *result, GError **error);
  /* Has a default: NULL. */
  OofItemStore *(*open_resource) (OofWorkplace *self, GError **error);
};

/* Reads the database, with @people also the directory. */
void oof_workplace_load_async (OofWorkplace *self,
                               gboolean people,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean oof_workplace_load_finish (OofWorkplace *self, GAsyncResult *result, GError **error);
/* As read last. (transfer none) */
OofSnapshot *oof_workplace_get_snapshot (OofWorkplace *self);
OofRoster *oof_workplace_get_roster (OofWorkplace *self);
/* A run in mode APPLY over what was read last, within the policy. @addresses: (nullable).
 * (transfer full) */
OofRunJob *oof_workplace_create_job (OofWorkplace *self, const char *const *addresses);
/* Records what killed runs have left on this machine (jobs/oof-recovery.h). Only under the
 * lease. */
void oof_workplace_recover_async (OofWorkplace *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean oof_workplace_recover_finish (OofWorkplace *self, GAsyncResult *result, GError **error);
/* The calendar that gets copies of the absences (option resourceMailbox). (transfer full)
 * (nullable): none is wanted, or with @error none can be had. */
OofItemStore *oof_workplace_open_resource (OofWorkplace *self, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-person.h"

G_BEGIN_DECLS

/* Port: who there is. Over Graph the tenant's users; over EWS the members of the groups listed in
 * d:groups (decisions 10). */
#define OOF_TYPE_DIRECTORY (oof_directory_get_type ())
G_DECLARE_INTERFACE (OofDirectory, oof_directory, OOF, DIRECTORY, GObject)

struct _OofDirectoryInterface
{
  GTypeInterface parent_iface;

  void (*list_async) (OofDirectory *self,
                      const char *const *groups,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*list_finish) (OofDirectory *self, GAsyncResult *result, GError **error);
  void (*expand_async) (OofDirectory *self,
                        const char *group,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  GPtrArray *(*expand_finish) (OofDirectory *self, GAsyncResult *result, GError **error);
  void (*resolve_async) (OofDirectory *self,
                         const char *text,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  GPtrArray *(*resolve_finish) (OofDirectory *self, GAsyncResult *result, GError **error);
};

/* Everybody with a mailbox, every page. @groups: (nullable) addresses of the groups of d:groups,
 * which is where people come from without Graph; Graph ignores it. Cancelled or failed: nothing,
 * never a part. */
void oof_directory_list_async (OofDirectory *self,
                               const char *const *groups,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) (element-type OofPerson), by name. */
GPtrArray *oof_directory_list_finish (OofDirectory *self, GAsyncResult *result, GError **error);
/* The members of one group (address, display name or id), nested ones resolved, cycles cut. */
void oof_directory_expand_async (OofDirectory *self,
                                 const char *group,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type utf8) SMTP addresses, lower case. */
GPtrArray *oof_directory_expand_finish (OofDirectory *self, GAsyncResult *result, GError **error);
/* The people that a name or an address can mean: ResolveNames, or $search / a user by address. */
void oof_directory_resolve_async (OofDirectory *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type OofPerson); empty when nobody matches. */
GPtrArray *oof_directory_resolve_finish (OofDirectory *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-directory.h"

G_DEFINE_INTERFACE (OofDirectory, oof_directory, G_TYPE_OBJECT)

static void
oof_directory_default_init (OofDirectoryInterface *iface)
{
}

void
oof_directory_list_async (OofDirectory *self,
                          const char *const *groups,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (OOF_IS_DIRECTORY (self));

  OOF_DIRECTORY_GET_IFACE (self)->list_async (self, groups, cancellable, callback, user_data);
}

GPtrArray *
oof_directory_list_finish (OofDirectory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_DIRECTORY (self), NULL);

  return OOF_DIRECTORY_GET_IFACE (self)->list_finish (self, result, error);
}

void
oof_directory_expand_async (OofDirectory *self,
                            const char *group,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_DIRECTORY (self));
  g_return_if_fail (group != NULL);

  OOF_DIRECTORY_GET_IFACE (self)->expand_async (self, group, cancellable, callback, user_data);
}

GPtrArray *
oof_directory_expand_finish (OofDirectory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_DIRECTORY (self), NULL);

  return OOF_DIRECTORY_GET_IFACE (self)->expand_finish (self, result, error);
}

void
oof_directory_resolve_async (OofDirectory *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_DIRECTORY (self));
  g_return_if_fail (text != NULL);

  OOF_DIRECTORY_GET_IFACE (self)->resolve_async (self, text, cancellable, callback, user_data);
}

GPtrArray *
oof_directory_resolve_finish (OofDirectory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_DIRECTORY (self), NULL);

  return OOF_DIRECTORY_GET_IFACE (self)->resolve_finish (self, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-workplace.h"

G_DEFINE_INTERFACE (OofWorkplace, oof_workplace, G_TYPE_OBJECT)

static OofItemStore *
open_no_resource (OofWorkplace *self, GError **error)
{
  return NULL;
}

static void
oof_workplace_default_init (OofWorkplaceInterface *iface)
{
  iface->open_resource = open_no_resource;
}

void
oof_workplace_load_async (OofWorkplace *self,
                          gboolean people,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (OOF_IS_WORKPLACE (self));

  OOF_WORKPLACE_GET_IFACE (self)->load_async (self, people, cancellable, callback, user_data);
}

gboolean
oof_workplace_load_finish (OofWorkplace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), FALSE);

  return OOF_WORKPLACE_GET_IFACE (self)->load_finish (self, result, error);
}

OofSnapshot *
oof_workplace_get_snapshot (OofWorkplace *self)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), NULL);

  return OOF_WORKPLACE_GET_IFACE (self)->get_snapshot (self);
}

OofRoster *
oof_workplace_get_roster (OofWorkplace *self)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), NULL);

  return OOF_WORKPLACE_GET_IFACE (self)->get_roster (self);
}

OofRunJob *
oof_workplace_create_job (OofWorkplace *self, const char *const *addresses)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), NULL);

  return OOF_WORKPLACE_GET_IFACE (self)->create_job (self, addresses);
}

void
oof_workplace_recover_async (OofWorkplace *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_WORKPLACE (self));

  OOF_WORKPLACE_GET_IFACE (self)->recover_async (self, cancellable, callback, user_data);
}

gboolean
oof_workplace_recover_finish (OofWorkplace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), FALSE);

  return OOF_WORKPLACE_GET_IFACE (self)->recover_finish (self, result, error);
}

OofItemStore *
oof_workplace_open_resource (OofWorkplace *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_WORKPLACE (self), NULL);

  return OOF_WORKPLACE_GET_IFACE (self)->open_resource (self, error);
}

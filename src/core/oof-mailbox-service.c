/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-mailbox-service.h"

G_DEFINE_INTERFACE (OofMailboxService, oof_mailbox_service, G_TYPE_OBJECT)

static void
oof_mailbox_service_default_init (OofMailboxServiceInterface *iface)
{
}

void
oof_mailbox_service_read_async (OofMailboxService *self,
                                const char *address,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (OOF_IS_MAILBOX_SERVICE (self));
  g_return_if_fail (address != NULL);

  OOF_MAILBOX_SERVICE_GET_IFACE (self)->read_async (self, address, cancellable, callback,
                                                    user_data);
}

OofMailboxState *
oof_mailbox_service_read_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_MAILBOX_SERVICE (self), NULL);

  return OOF_MAILBOX_SERVICE_GET_IFACE (self)->read_finish (self, result, error);
}

void
oof_mailbox_service_write_async (OofMailboxService *self,
                                 const char *address,
                                 OofReplyState *current,
                                 OofReplyState *wanted,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (OOF_IS_MAILBOX_SERVICE (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (current != NULL);
  g_return_if_fail (wanted != NULL);

  OOF_MAILBOX_SERVICE_GET_IFACE (self)->write_async (self, address, current, wanted, cancellable,
                                                     callback, user_data);
}

gboolean
oof_mailbox_service_write_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_MAILBOX_SERVICE (self), FALSE);

  return OOF_MAILBOX_SERVICE_GET_IFACE (self)->write_finish (self, result, error);
}

/* @reply is referenced. */
OofMailboxState *
oof_mailbox_state_new (OofReplyState *reply, const char *zone, const char *language)
{
  OofMailboxState *self = g_new0 (OofMailboxState, 1);

  self->reply = oof_reply_state_ref (reply);
  self->zone = g_strdup (zone);
  self->language = g_strdup (language);
  return self;
}

void
oof_mailbox_state_free (OofMailboxState *self)
{
  oof_reply_state_unref (self->reply);
  g_free (self->zone);
  g_free (self->language);
  g_free (self);
}

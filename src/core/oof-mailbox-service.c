/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-mailbox-service.h"

#include "core/oof-error.h"

/* Servers allow about that many at once (graph.md 4, ews.md 1). */
#define AT_ONCE 4

G_DEFINE_INTERFACE (OofMailboxService, oof_mailbox_service, G_TYPE_OBJECT)

/* Many mailboxes being read one by one. */
typedef struct
{
  GPtrArray *readings; /* (owned) OofMailboxReading */
  guint next;          /* the first that has not been asked for */
  guint in_flight;
  GError *end; /* (owned) (nullable) what makes asking for more pointless */
} Many;

static void
many_free (Many *many)
{
  g_ptr_array_unref (many->readings);
  g_clear_error (&many->end);
  g_free (many);
}

static void many_go_on (GTask *task);

static gboolean
ends_all (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One read under way. */
typedef struct
{
  GTask *task;                /* (owned) */
  OofMailboxReading *reading; /* (not owned) in the task's Many */
} Single;

static void
single_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Single *single = user_data;
  g_autoptr (GTask) task = single->task;
  OofMailboxReading *reading = single->reading;
  Many *many = g_task_get_task_data (task);

  many->in_flight--;
  reading->state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &reading->error);
  if (many->end == NULL && ends_all (reading->error))
    many->end = g_error_copy (reading->error);
  many_go_on (task);
}

static void
many_go_on (GTask *task)
{
  OofMailboxService *self = g_task_get_source_object (task);
  Many *many = g_task_get_task_data (task);

  for (; many->next < many->readings->len && (many->end != NULL || many->in_flight < AT_ONCE);
       many->next++)
    {
      OofMailboxReading *reading = many->readings->pdata[many->next];
      Single *single;

      if (many->end != NULL)
        {
          reading->error = g_error_copy (many->end);
          continue;
        }
      single = g_new0 (Single, 1);
      single->task = g_object_ref (task);
      single->reading = reading;
      many->in_flight++;
      oof_mailbox_service_read_async (self, reading->address, g_task_get_cancellable (task),
                                      single_read_cb, single);
    }
  if (many->in_flight == 0)
    g_task_return_pointer (task, g_ptr_array_ref (many->readings),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
default_read_many_async (OofMailboxService *self,
                         const char *const *addresses,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Many *many = g_new0 (Many, 1);

  many->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_mailbox_reading_free);
  for (; *addresses != NULL; addresses++)
    g_ptr_array_add (many->readings, oof_mailbox_reading_new (*addresses));
  g_task_set_source_tag (task, default_read_many_async);
  g_task_set_task_data (task, many, (GDestroyNotify) many_free);
  many_go_on (task);
}

static GPtrArray *
default_read_many_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oof_mailbox_service_default_init (OofMailboxServiceInterface *iface)
{
  iface->read_many_async = default_read_many_async;
  iface->read_many_finish = default_read_many_finish;
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
oof_mailbox_service_read_many_async (OofMailboxService *self,
                                     const char *const *addresses,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (OOF_IS_MAILBOX_SERVICE (self));
  g_return_if_fail (addresses != NULL);

  OOF_MAILBOX_SERVICE_GET_IFACE (self)->read_many_async (self, addresses, cancellable, callback,
                                                         user_data);
}

GPtrArray *
oof_mailbox_service_read_many_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_MAILBOX_SERVICE (self), NULL);

  return OOF_MAILBOX_SERVICE_GET_IFACE (self)->read_many_finish (self, result, error);
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

OofMailboxReading *
oof_mailbox_reading_new (const char *address)
{
  OofMailboxReading *self = g_new0 (OofMailboxReading, 1);

  self->address = g_strdup (address);
  return self;
}

void
oof_mailbox_reading_free (OofMailboxReading *self)
{
  g_free (self->address);
  g_clear_pointer (&self->state, oof_mailbox_state_free);
  g_clear_error (&self->error);
  g_free (self);
}

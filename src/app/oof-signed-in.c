/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-signed-in.h"

#include "app/oof-session-private.h"
#include "auth/oof-secret.h"

struct _OofSignedIn
{
  GObject parent_instance;

  char *role;    /* (owned) */
  char *account; /* (owned) */
  char *secret;  /* (owned) */
  char *unkept;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (OofSignedIn, oof_signed_in, G_TYPE_OBJECT)

static void
oof_signed_in_finalize (GObject *object)
{
  OofSignedIn *self = OOF_SIGNED_IN (object);

  g_free (self->role);
  g_free (self->account);
  oof_secret_free (self->secret);
  g_free (self->unkept);
  G_OBJECT_CLASS (oof_signed_in_parent_class)->finalize (object);
}

static void
oof_signed_in_class_init (OofSignedInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_signed_in_finalize;
}

static void
oof_signed_in_init (OofSignedIn *self)
{
}

const char *
oof_signed_in_get_role (OofSignedIn *self)
{
  g_return_val_if_fail (OOF_IS_SIGNED_IN (self), NULL);

  return self->role;
}

const char *
oof_signed_in_get_account (OofSignedIn *self)
{
  g_return_val_if_fail (OOF_IS_SIGNED_IN (self), NULL);

  return self->account;
}

const char *
oof_signed_in_get_unkept (OofSignedIn *self)
{
  g_return_val_if_fail (OOF_IS_SIGNED_IN (self), NULL);

  return self->unkept;
}

const char *
_oof_signed_in_get_secret (OofSignedIn *self)
{
  return self->secret;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofSignedIn *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!oof_secret_store_finish (result, &error))
    self->unkept = g_strdup (error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
oof_signed_in_keep_async (OofConnection *connection,
                          const char *role,
                          const char *account,
                          const char *secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (connection != NULL && role != NULL && secret != NULL);

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  OofSignedIn *self = g_object_new (OOF_TYPE_SIGNED_IN, NULL);

  g_task_set_source_tag (task, oof_signed_in_keep_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->role = g_strdup (role);
  self->account = g_strdup (account != NULL ? account : "");
  self->secret = g_strdup (secret);
  oof_secret_store_async (connection->service_mailbox, role, secret, cancellable, kept_cb, task);
}

OofSignedIn *
oof_signed_in_keep_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-secret-service.h"

#include <libsecret/secret.h>

#include "auth/oof-secret.h"
#include "core/oof-error.h"

#define PATIENCE 3 /* seconds, when nobody is there to unlock a keyring (cli.md) */

static const SecretSchema schema = {
  "io.github.oofmanager.OofManager",
  SECRET_SCHEMA_NONE,
  {
      { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "role", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* How the messages end that people may have to act on. */
static const char *const troubles[] = {
  [OOF_SECRET_TROUBLE_NOT_STORED] = "none is stored",
  [OOF_SECRET_TROUBLE_LOCKED] = "the keyring is locked",
  [OOF_SECRET_TROUBLE_SILENT] = "the Secret Service gave no answer in time",
  [OOF_SECRET_TROUBLE_ABSENT] = "there is no Secret Service (org.freedesktop.secrets)",
};

OofSecretTrouble
oof_secret_get_trouble (const GError *error)
{
  if (!g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED))
    return OOF_SECRET_TROUBLE_NONE;
  for (gsize i = OOF_SECRET_TROUBLE_NOT_STORED; i < G_N_ELEMENTS (troubles); i++)
    if (g_str_has_suffix (error->message, troubles[i]))
      return (OofSecretTrouble) i;
  return OOF_SECRET_TROUBLE_NONE;
}

/* The words for what libsecret says, else its own. */
static const char *
explain (const GError *failure)
{
  if (g_error_matches (failure, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return troubles[OOF_SECRET_TROUBLE_LOCKED];
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
    return troubles[OOF_SECRET_TROUBLE_SILENT];
  if (g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return troubles[OOF_SECRET_TROUBLE_ABSENT];
  return failure->message;
}

/* A look-up under way. */
typedef struct
{
  char *role;          /* (owned) */
  GCancellable *inner; /* (owned) ends the look-up: the caller's wish, or time is up */
  gulong handler;      /* on the caller's cancellable */
  GSource *timer;      /* (owned) (nullable) */
  gboolean out_of_time;
} LookUp;

static void
look_up_free (LookUp *look_up)
{
  g_free (look_up->role);
  g_clear_object (&look_up->inner);
  g_clear_pointer (&look_up->timer, g_source_unref);
  g_free (look_up);
}

static gboolean
out_of_time_cb (gpointer user_data)
{
  LookUp *look_up = user_data;

  look_up->out_of_time = TRUE;
  g_cancellable_cancel (look_up->inner);
  return G_SOURCE_REMOVE;
}

static void
watch (GTask *task, gboolean unattended)
{
  LookUp *look_up = g_task_get_task_data (task);
  GCancellable *outer = g_task_get_cancellable (task);

  look_up->inner = g_cancellable_new ();
  if (outer != NULL)
    look_up->handler = g_cancellable_connect (outer, G_CALLBACK (g_cancellable_cancel),
                                              g_object_ref (look_up->inner), g_object_unref);
  if (!unattended)
    return;
  look_up->timer = g_timeout_source_new_seconds (PATIENCE);
  g_source_set_callback (look_up->timer, out_of_time_cb, look_up, NULL);
  g_source_attach (look_up->timer, g_task_get_context (task));
}

static void
stop_watching (GTask *task)
{
  LookUp *look_up = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), look_up->handler);
  look_up->handler = 0;
  if (look_up->timer != NULL)
    g_source_destroy (look_up->timer);
}

static void
return_missing (GTask *task, const char *why)
{
  LookUp *look_up = g_task_get_task_data (task);

  stop_watching (task);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "No secret for \"%s\": %s",
                             look_up->role, why);
}

static void
return_failure (GTask *task, const GError *failure)
{
  LookUp *look_up = g_task_get_task_data (task);

  return_missing (task,
                  look_up->out_of_time ? troubles[OOF_SECRET_TROUBLE_SILENT] : explain (failure));
}

/* Without an answer about the collection (the file backend has none) nothing was stored. */
static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LookUp *look_up = g_task_get_task_data (task);
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, NULL);

  if (look_up->out_of_time)
    return_missing (task, troubles[OOF_SECRET_TROUBLE_SILENT]);
  else if (collection != NULL && secret_collection_get_locked (collection))
    return_missing (task, troubles[OOF_SECRET_TROUBLE_LOCKED]);
  else
    return_missing (task, troubles[OOF_SECRET_TROUBLE_NOT_STORED]);
}

/* No secret and no error means "none, or locked" (desktop.md 3): the collection knows. */
static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LookUp *look_up = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;
  char *found = secret_password_lookup_finish (result, &failure);

  if (found != NULL)
    {
      stop_watching (task);
      g_task_return_pointer (task, g_strdup (found), (GDestroyNotify) oof_secret_free);
      secret_password_free (found);
    }
  else if (failure != NULL)
    return_failure (task, failure);
  else
    secret_collection_for_alias (NULL, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 look_up->inner, collection_cb, g_steal_pointer (&task));
}

void
oof_secret_service_look_up_async (const char *connection,
                                  const char *role,
                                  gboolean unattended,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  LookUp *look_up = g_new0 (LookUp, 1);

  g_task_set_source_tag (task, oof_secret_service_look_up_async);
  g_task_set_task_data (task, look_up, (GDestroyNotify) look_up_free);
  look_up->role = g_strdup (role);
  watch (task, unattended);
  secret_password_lookup (&schema, look_up->inner, looked_up_cb, task, "connection", connection,
                          "role", role, NULL);
}

char *
oof_secret_service_look_up_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_done (GTask *task, GError *failure)
{
  if (failure == NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, failure);
  else
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "Secret Service: %s",
                               explain (failure));
      g_error_free (failure);
    }
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *failure = NULL;

  secret_password_store_finish (result, &failure);
  return_done (task, failure);
}

void
oof_secret_store_async (const char *connection,
                        const char *role,
                        const char *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *label = NULL;
  GTask *task;

  g_return_if_fail (connection != NULL && role != NULL && secret != NULL);

  label = g_strdup_printf ("OOF Manager: %s, %s", role, connection);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_secret_store_async);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                         task, "connection", connection, "role", role, NULL);
}

gboolean
oof_secret_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *failure = NULL;

  secret_password_clear_finish (result, &failure);
  return_done (task, failure);
}

void
oof_secret_clear_async (const char *connection,
                        const char *role,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (connection != NULL && role != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_secret_clear_async);
  secret_password_clear (&schema, cancellable, cleared_cb, task, "connection", connection, "role",
                         role, NULL);
}

gboolean
oof_secret_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

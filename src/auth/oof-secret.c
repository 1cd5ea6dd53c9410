/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-secret.h"

#include <string.h>

#include "auth/oof-secret-file.h"
#include "auth/oof-secret-service.h"

/* A find under way. */
typedef struct
{
  OofSecretOrigin origin;
  char *missing; /* (owned) (nullable) a credential of systemd that should be there */
} Find;

static void
find_free (gpointer data)
{
  Find *self = data;

  g_free (self->missing);
  g_free (self);
}

char *
oof_secret_read_file (const char *path, GError **error)
{
  gboolean missing;

  g_return_val_if_fail (path != NULL, NULL);

  return oof_secret_file_read (path, FALSE, &missing, error);
}

void
oof_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
return_secret (GTask *task, char *secret, OofSecretOrigin origin, GError *error)
{
  Find *find = g_task_get_task_data (task);

  find->origin = origin;
  if (secret == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) oof_secret_free);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  const Find *find = g_task_get_task_data (task);
  char *secret = oof_secret_service_look_up_finish (result, &error);

  if (secret == NULL && find->missing != NULL)
    {
      g_autofree char *message = g_steal_pointer (&error->message);

      error->message = g_strdup_printf ("%s; there is no %s either", message, find->missing);
    }
  return_secret (task, secret, OOF_SECRET_FROM_SERVICE, error);
}

/* FALSE: there is no such credential, go on looking. */
static gboolean
try_credential (GTask *task, const OofSecretQuery *query)
{
  g_autofree char *path = g_build_filename (query->credentials, query->role, NULL);
  g_autoptr (GError) error = NULL;
  gboolean missing;
  char *secret = oof_secret_file_read (path, TRUE, &missing, &error);

  if (missing)
    ((Find *) g_task_get_task_data (task))->missing = g_steal_pointer (&path);
  else
    return_secret (task, secret, OOF_SECRET_FROM_CREDENTIAL, g_steal_pointer (&error));
  return !missing;
}

void
oof_secret_find_async (const OofSecretQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  char *secret;

  g_return_if_fail (query != NULL && query->connection != NULL && query->role != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_secret_find_async);
  g_task_set_task_data (task, g_new0 (Find, 1), find_free);
  if (query->file != NULL)
    {
      secret = oof_secret_read_file (query->file, &error);
      return_secret (task, secret, OOF_SECRET_FROM_FILE, error);
    }
  else if (query->credentials == NULL || !try_credential (task, query))
    {
      oof_secret_service_look_up_async (query->connection, query->role, query->unattended,
                                        cancellable, looked_up_cb, g_steal_pointer (&task));
    }
}

char *
oof_secret_find_finish (GAsyncResult *result, OofSecretOrigin *origin, GError **error)
{
  Find *find;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  find = g_task_get_task_data (G_TASK (result));
  if (origin != NULL)
    *origin = find->origin;
  return g_task_propagate_pointer (G_TASK (result), error);
}

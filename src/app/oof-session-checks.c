/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-checks.h"

#include "app/oof-session-private.h"
#include "core/oof-error.h"

GStrv
oof_session_dup_sign_ins (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (OofSignIn which = 0; which < OOF_N_SIGN_INS; which++)
    if (_oof_session_get_sign_in (self, which)->present)
      g_strv_builder_add (names, _oof_session_sign_in_name (which));
  return g_strv_builder_end (names);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) people =
      oof_directory_resolve_finish (OOF_DIRECTORY (source), result, &error);

  if (people != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full) (nullable): no such sign-in. */
static OofDirectory *
find_directory (OofSession *self, const char *name)
{
  for (OofSignIn which = 0; which < OOF_N_SIGN_INS; which++)
    if (g_str_equal (_oof_session_sign_in_name (which), name))
      return _oof_session_build_directory (self, which);
  return NULL;
}

void
oof_session_try_sign_in_async (OofSession *self,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (OofDirectory) directory = find_directory (self, name);

  g_task_set_source_tag (task, oof_session_try_sign_in_async);
  if (directory == NULL)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "there is no sign-in \"%s\"",
                             name);
  else
    oof_directory_resolve_async (directory, self->connection->service_mailbox, cancellable,
                                 resolved_cb, g_object_ref (task));
}

gboolean
oof_session_try_sign_in_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofStoreProbe *probe = g_task_get_task_data (task);
  OofSession *self = g_task_get_source_object (task);

  if (!oof_store_probe_finish (result, probe, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  oof_clock_observe (OOF_CLOCK (self->clock), probe->stamp);
  g_task_return_boolean (task, TRUE);
}

void
oof_session_probe_store_async (OofSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->items != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_probe_store_async);
  g_task_set_task_data (task, g_new0 (OofStoreProbe, 1), g_free);
  oof_store_probe_async (self->items, cancellable, probed_cb, g_object_ref (task));
}

gboolean
oof_session_probe_store_finish (OofSession *self,
                                GAsyncResult *result,
                                OofStoreProbe *probe,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *probe = *(OofStoreProbe *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

gint64
oof_session_get_clock_offset (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), 0);

  return oof_server_clock_get_offset (self->clock);
}

gboolean
oof_session_reaches (OofSession *self, OofPerson *person, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  return oof_mailbox_router_find (self->router, person, error) != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"

#include "auth/oof-secret.h"
#include "core/oof-error.h"

/* Opening: one sign-in after the other. */

static void open_next (GTask *task, OofSignIn which);

/* One sign-in, while the address of its server is looked for. */
typedef struct
{
  GTask *task; /* (owned) */
  OofSignIn which;
  char *secret; /* (owned) (nullable) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->task);
  oof_secret_free (opening->secret);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
build_and_go_on (GTask *task, OofSignIn which, const char *secret, gboolean keep)
{
  g_autoptr (GError) error = NULL;

  if (_oof_session_build_client (g_task_get_source_object (task), which, secret, keep, &error))
    open_next (task, which + 1);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The address is shown in the error: writing it into the connection file is how a person agrees. */
static void
exchange_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  OofSession *self = g_task_get_source_object (opening->task);
  g_autofree char *elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  self->ews_url = oof_ews_autodiscover_finish (result, &elsewhere, &error);
  if (self->ews_url != NULL)
    build_and_go_on (opening->task, opening->which, opening->secret, FALSE);
  else if (error != NULL)
    g_task_return_error (opening->task, g_steal_pointer (&error));
  else
    g_task_return_new_error (opening->task, OOF_ERROR, OOF_ERROR_INVALID,
                             "Autodiscover leads to %s; if that is your server, write "
                             "autodiscover=%s below [ews] in %s",
                             elsewhere, elsewhere, self->connection->path);
}

static void
find_exchange (GTask *task, OofSignIn which, const char *secret)
{
  OofSession *self = g_task_get_source_object (task);
  Opening *opening = g_new0 (Opening, 1);
  OofEwsAutodiscoverOptions options;

  opening->task = g_object_ref (task);
  opening->which = which;
  opening->secret = g_strdup (secret);
  _oof_exchange_search_fill (self->connection, _oof_session_get_sign_in (self, which), secret,
                             &options);
  oof_ews_autodiscover_async (&options, g_task_get_cancellable (task), exchange_found_cb, opening);
}

/* @keep: it lies in the Secret Service. */
static void
use_secret (GTask *task, OofSignIn which, const char *secret, gboolean keep)
{
  OofSession *self = g_task_get_source_object (task);

  if (_oof_session_get_sign_in (self, which)->over_ews && self->ews_url == NULL)
    find_exchange (task, which, secret);
  else
    build_and_go_on (task, which, secret, keep);
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSignIn which = GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  OofSecretOrigin origin = OOF_SECRET_FROM_FILE;
  char *secret = oof_secret_find_finish (result, &origin, &error);

  if (secret == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    use_secret (task, which, secret, origin == OOF_SECRET_FROM_SERVICE);
  oof_secret_free (secret);
}

/* What needs no look-up: a certificate without a password. TRUE when @which is settled, perhaps
 * with an error. */
static gboolean
open_at_once (OofSession *self, OofSignIn which, GError **error)
{
  /* The ticket of whoever runs this is all it takes. */
  if (_oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_NEGOTIATE
      && self->ews_url != NULL)
    {
      _oof_session_build_client (self, which, NULL, FALSE, error);
      return TRUE;
    }
  return _oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_CERTIFICATE
         && self->own[which] == NULL
         && (_oof_session_build_by_certificate (self, NULL, error) || *error != NULL);
}

static void
look_up (GTask *task, OofSignIn which)
{
  OofSession *self = g_task_get_source_object (task);
  OofSecretQuery query = {
    .file = _oof_session_get_secret_file (self, which),
    .credentials = self->credentials,
    .connection = self->connection->service_mailbox,
    .role = _oof_session_sign_in_name (which),
    .unattended = self->unattended,
  };

  g_task_set_task_data (task, GINT_TO_POINTER (which), NULL);
  oof_secret_find_async (&query, g_task_get_cancellable (task), secret_found_cb,
                         g_object_ref (task));
}

static void
open_next (GTask *task, OofSignIn which)
{
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  while (which < OOF_N_SIGN_INS
         && (!_oof_session_get_sign_in (self, which)->present || open_at_once (self, which, &error))
         && error == NULL)
    which++;
  if (error == NULL && which < OOF_N_SIGN_INS
      && _oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_NEGOTIATE)
    find_exchange (task, which, NULL);
  else if (error == NULL && which < OOF_N_SIGN_INS && self->own[which] != NULL)
    use_secret (task, which, _oof_signed_in_get_secret (self->own[which]),
                oof_signed_in_get_unkept (self->own[which]) == NULL);
  else if (error == NULL && which < OOF_N_SIGN_INS)
    look_up (task, which);
  else if (error == NULL && _oof_session_build_ports (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
oof_session_open_async (OofSession *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store == NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, oof_session_open_async);
  if (_oof_session_build_http (self, &error))
    open_next (task, OOF_SIGN_IN_RUNNER);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

gboolean
oof_session_open_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-exchange-search.h"

#include "app/oof-session-private.h"
#include "auth/oof-secret.h"

typedef struct
{
  OofConnection *connection; /* (owned) */
  GStrv allowed;             /* (owned) (nullable) */
  char *elsewhere;           /* (owned) (nullable) */
} Search;

static void
search_free (Search *self)
{
  oof_connection_unref (self->connection);
  g_strfreev (self->allowed);
  g_free (self->elsewhere);
  g_free (self);
}

/* As whom: the runner's account, else a person's. */
static const OofConnectionSignIn *
get_sign_in (const OofConnection *connection)
{
  return connection->ews.present ? &connection->ews : &connection->person;
}

void
_oof_exchange_search_fill (const OofConnection *connection,
                           const OofConnectionSignIn *sign_in,
                           const char *password,
                           OofEwsAutodiscoverOptions *options)
{
  *options = (OofEwsAutodiscoverOptions){
    .address = connection->service_mailbox,
    .base = connection->autodiscover,
    .ca_file = connection->ews_ca_file,
    .auth = sign_in->auth == OOF_CONNECTION_AUTH_NTLM        ? OOF_HTTP_AUTH_NTLM
            : sign_in->auth == OOF_CONNECTION_AUTH_NEGOTIATE ? OOF_HTTP_AUTH_NEGOTIATE
                                                             : OOF_HTTP_AUTH_NONE,
    .user = sign_in->user,
    .password = password,
  };
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  char *url = oof_ews_autodiscover_finish (result, &search->elsewhere, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, url, g_free);
}

static void
ask (GTask *task, const char *password)
{
  Search *search = g_task_get_task_data (task);
  OofEwsAutodiscoverOptions options;

  _oof_exchange_search_fill (search->connection, get_sign_in (search->connection), password,
                             &options);
  options.allowed = (const char *const *) search->allowed;
  oof_ews_autodiscover_async (&options, g_task_get_cancellable (task), found_cb,
                              g_object_ref (task));
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  char *password = oof_secret_find_finish (result, NULL, NULL);

  ask (task, password);
  oof_secret_free (password);
}

void
oof_exchange_search_async (OofConnection *connection,
                           OofSignedIn *entered,
                           const char *const *allowed,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (connection != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  OofSecretQuery query = { .file = get_sign_in (connection)->secret_file,
                           .connection = connection->service_mailbox,
                           .role = connection->ews.present ? "ews" : "person" };

  g_task_set_source_tag (task, oof_exchange_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->connection = oof_connection_ref (connection);
  search->allowed = g_strdupv ((char **) allowed);
  if (entered != NULL)
    ask (task, _oof_signed_in_get_secret (entered));
  else
    oof_secret_find_async (&query, cancellable, secret_cb, g_object_ref (task));
}

char *
oof_exchange_search_finish (GAsyncResult *result, char **elsewhere, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  Search *search = g_task_get_task_data (G_TASK (result));
  *elsewhere = g_strdup (search->elsewhere);
  return g_task_propagate_pointer (G_TASK (result), error);
}

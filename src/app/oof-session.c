/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (OofSession,
                               oof_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_WORKPLACE,
                                                      _oof_session_init_workplace))

enum
{
  CHANGED,
  REQUEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
oof_session_dispose (GObject *object)
{
  OofSession *self = OOF_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->items);
  g_clear_object (&self->router);
  g_clear_weak_pointer (&self->bulk);
  g_clear_object (&self->urgent_router);
  g_clear_object (&self->own_router);
  g_clear_object (&self->directory);
  g_clear_object (&self->mailer);
  for (int i = 0; i < OOF_N_SIGN_INS; i++)
    {
      g_clear_object (&self->graph[i]);
      g_clear_object (&self->tokens[i]);
      g_clear_object (&self->ews[i]);
      g_clear_object (&self->ews_http[i]);
      g_clear_object (&self->own[i]);
    }
  g_clear_object (&self->graph_http);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (oof_session_parent_class)->dispose (object);
}

static void
oof_session_finalize (GObject *object)
{
  OofSession *self = OOF_SESSION (object);

  g_clear_pointer (&self->connection, oof_connection_unref);
  g_clear_pointer (&self->snapshot, oof_snapshot_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->roster, oof_roster_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->awaited, g_hash_table_unref);
  g_free (self->secret_file);
  g_free (self->credentials);
  g_free (self->ews_url);

  G_OBJECT_CLASS (oof_session_parent_class)->finalize (object);
}

static void
oof_session_class_init (OofSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oof_session_dispose;
  object_class->finalize = oof_session_finalize;

  /* What the getters give has changed. */
  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REQUEST] = g_signal_new ("request", OOF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, OOF_TYPE_REQUEST);
}

static void
oof_session_init (OofSession *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  self->clock = oof_server_clock_new ();
  self->range = (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  self->snapshot = oof_snapshot_new ();
  self->shown = g_ptr_array_new ();
  self->roster = oof_roster_new (people, groups);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->loaded_at = OOF_INSTANT_NONE;
  self->asked =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_request_unref);
  self->awaited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

OofSession *
oof_session_new (OofConnection *connection,
                 const char *secret_file,
                 const char *credentials,
                 gboolean unattended)
{
  g_return_val_if_fail (connection != NULL, NULL);

  OofSession *self = g_object_new (OOF_TYPE_SESSION, NULL);
  self->connection = oof_connection_ref (connection);
  self->secret_file = g_strdup (secret_file);
  self->credentials = g_strdup (credentials);
  self->unattended = unattended;
  return self;
}

OofClock *
oof_session_get_clock (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return OOF_CLOCK (self->clock);
}

OofConnection *
oof_session_get_connection (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->connection;
}

const char *
oof_session_get_author (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofConnection *connection = self->connection;
  return connection->person.present ? connection->person.user
         : connection->ews.present  ? connection->ews.user
                                    : connection->runner.client_id;
}

gboolean
oof_session_has_runner (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  return oof_connection_has_runner (self->connection);
}

gboolean
oof_session_can_act (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  const char *author = oof_session_get_author (self);
  return oof_session_has_runner (self)
         || (self->own_router != NULL && author != NULL
             && g_ascii_strcasecmp (author, address) == 0);
}

guint
oof_session_get_n_requests (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), 0);

  guint n = self->graph_http != NULL ? oof_http_client_get_n_requests (self->graph_http) : 0;
  for (int i = 0; i < OOF_N_SIGN_INS; i++)
    n += self->ews_http[i] != NULL ? oof_http_client_get_n_requests (self->ews_http[i]) : 0;
  return n;
}

void
_oof_session_tell_changed (OofSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
_oof_session_tell_request (OofSession *self, OofRequest *request)
{
  g_signal_emit (self, signals[REQUEST], 0, request);
}

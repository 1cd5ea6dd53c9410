/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-session.h"

#include <time.h>

#include "auth/oof-oauth-id-token.h"
#include "auth/oof-secret.h"
#include "core/oof-error.h"

#define EARLY 300 /* seconds before its end at which a token is replaced */

struct _OofOauthSession
{
  GObject parent_instance;

  OofOauthAccount *account; /* (owned) */
  char *scope;              /* (owned) */

  char *access_token; /* (owned) (nullable) */
  char *granted;      /* (owned) (nullable) the scope it was given */
  char *claims;       /* (owned) (nullable) JSON: what the next token has to satisfy */
  gint64 deadline;    /* when to replace it, see now() */
  GPtrArray *waiting; /* (owned) of GTask: callers of the request under way */
  gboolean asking;    /* a request is under way */
};

static void token_source_init (OofTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofOauthSession,
                               oof_oauth_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_TOKEN_SOURCE, token_source_init))

/* Seconds of a clock that nobody can set and that runs on while the computer sleeps. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);
  return time.tv_sec;
}

/* The wait of one caller ends; the source, if there is one, keeps the task alive until then. */
static void
stop_watching (GTask *task)
{
  GSource *source = g_task_get_task_data (task);

  if (source != NULL)
    g_source_destroy (source);
}

/* One caller loses interest. The request goes on for the others, and because a new refresh token
 * in its answer must not be lost. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  OofOauthSession *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiting (OofOauthSession *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_task_attach_source (task, source, G_SOURCE_FUNC (cancelled_cb));
      g_task_set_task_data (task, source, (GDestroyNotify) g_source_unref);
    }
}

/* Whoever is called back may ask again: the list is put aside first. */
static void
finish_waiting (OofOauthSession *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->waiting);
  char *token = g_strdup (self->access_token);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      stop_watching (task);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (token), (GDestroyNotify) oof_secret_free);
    }
  oof_secret_free (token);
}

static void
take_tokens (OofOauthSession *self, OofOauthTokens *tokens)
{
  gint64 lifetime = MAX (tokens->expires_in, 0);

  oof_secret_free (self->access_token);
  self->access_token = g_steal_pointer (&tokens->access_token);
  self->deadline = now () + MAX (lifetime - EARLY, lifetime / 2);
  g_free (self->granted);
  self->granted = g_steal_pointer (&tokens->scope);
  g_clear_pointer (&self->claims, g_free);
}

static void
tokens_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOauthSession) self = OOF_OAUTH_SESSION (user_data);
  g_autoptr (OofOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  self->asking = FALSE;
  tokens = oof_oauth_account_request_finish (OOF_OAUTH_ACCOUNT (source), result, &error);
  if (tokens != NULL)
    take_tokens (self, tokens);
  finish_waiting (self, error);
}

static void
ask (OofOauthSession *self)
{
  self->asking = TRUE;
  oof_oauth_account_request_async (self->account, self->scope, self->claims, tokens_cb,
                                   g_object_ref (self));
}

static void
oof_oauth_session_get_token_async (OofTokenSource *source,
                                   const char *refused,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  OofOauthSession *self = OOF_OAUTH_SESSION (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_oauth_session_get_token_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->access_token != NULL
      && (now () >= self->deadline || g_strcmp0 (self->access_token, refused) == 0))
    g_clear_pointer (&self->access_token, oof_secret_free);

  if (self->access_token != NULL)
    {
      g_task_return_pointer (task, g_strdup (self->access_token), (GDestroyNotify) oof_secret_free);
      return;
    }
  add_waiting (self, task);
  if (!self->asking)
    ask (self);
}

static char *
oof_oauth_session_get_token_finish (OofTokenSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A token that was fetched before the challenge is of no more use. */
static void
oof_oauth_session_challenge (OofTokenSource *source, const char *claims)
{
  OofOauthSession *self = OOF_OAUTH_SESSION (source);

  g_free (self->claims);
  self->claims = g_strdup (claims);
}

static void
token_source_init (OofTokenSourceInterface *iface)
{
  iface->challenge = oof_oauth_session_challenge;
  iface->get_token_async = oof_oauth_session_get_token_async;
  iface->get_token_finish = oof_oauth_session_get_token_finish;
}

static void
oof_oauth_session_finalize (GObject *object)
{
  OofOauthSession *self = OOF_OAUTH_SESSION (object);

  g_clear_object (&self->account);
  g_free (self->scope);
  oof_secret_free (self->access_token);
  g_free (self->granted);
  g_free (self->claims);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (oof_oauth_session_parent_class)->finalize (object);
}

static void
oof_oauth_session_class_init (OofOauthSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_oauth_session_finalize;
}

static void
oof_oauth_session_init (OofOauthSession *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

OofOauthSession *
oof_oauth_session_new (OofOauthAccount *account, const char *scope)
{
  OofOauthSession *self;

  g_return_val_if_fail (OOF_IS_OAUTH_ACCOUNT (account), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (OOF_TYPE_OAUTH_SESSION, NULL);
  self->account = g_object_ref (account);
  self->scope = g_strdup (scope);
  return self;
}

OofOauthAccount *
oof_oauth_session_get_account (OofOauthSession *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_SESSION (self), NULL);

  return self->account;
}

GStrv
oof_oauth_session_dup_permissions (OofOauthSession *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_SESSION (self), NULL);

  if (self->granted != NULL)
    return g_strsplit (self->granted, " ", -1);
  return self->access_token != NULL ? oof_oauth_access_token_dup_permissions (self->access_token)
                                    : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-account.h"

#include "auth/oof-secret.h"
#include "core/oof-error.h"

struct _OofOauthAccount
{
  GObject parent_instance;

  OofOauthClient *client;           /* (owned) */
  char *secret;                     /* (owned) (nullable) of an application */
  OofOauthCertificate *certificate; /* (owned) (nullable) of an application */
  char *refresh_token;              /* (owned) (nullable) of a person */
  OofOauthRotated rotated;
  gpointer user_data;
  GDestroyNotify destroy;

  char *claims;  /* (owned) (nullable) */
  GError *dead;  /* (owned) (nullable) why the refresh token is of no more use */
  GQueue line;   /* (owned) of GTask: those whose turn has not come */
  gboolean busy; /* a refresh is under way */
};

G_DEFINE_FINAL_TYPE (OofOauthAccount, oof_oauth_account, G_TYPE_OBJECT)

/* One request. */
typedef struct
{
  char *scope;  /* (owned) */
  char *claims; /* (owned) (nullable) */
} Wish;

static void next (OofOauthAccount *self);

static void
wish_free (Wish *wish)
{
  g_free (wish->scope);
  g_free (wish->claims);
  g_free (wish);
}

static void
take_refresh_token (OofOauthAccount *self, OofOauthTokens *tokens)
{
  if (self->refresh_token == NULL || tokens->refresh_token == NULL
      || g_str_equal (self->refresh_token, tokens->refresh_token))
    return;
  oof_secret_free (self->refresh_token);
  self->refresh_token = g_steal_pointer (&tokens->refresh_token);
  if (self->rotated != NULL)
    self->rotated (self->refresh_token, self->user_data);
}

/* @refusal: (nullable). Consent that is missing can be given while the token lives on. */
static void
take_refusal (OofOauthAccount *self, const Wish *wish, OofOauthRefusal *refusal, GError *error)
{
  if (refusal == NULL || self->refresh_token == NULL)
    return;
  if (refusal->claims != NULL || wish->claims != NULL)
    {
      g_free (self->claims);
      self->claims = g_strdup (refusal->claims != NULL ? refusal->claims : wish->claims);
    }
  if (g_str_equal (refusal->error, "invalid_grant")
      && g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED))
    self->dead = g_error_copy (error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (OofOauthAccount) self = g_object_ref (g_task_get_source_object (task));
  g_autoptr (OofOauthRefusal) refusal = NULL;
  GError *error = NULL;
  OofOauthTokens *tokens =
      oof_oauth_client_request_finish (OOF_OAUTH_CLIENT (source), result, &refusal, &error);

  if (tokens != NULL)
    take_refresh_token (self, tokens);
  else
    take_refusal (self, g_task_get_task_data (task), refusal, error);
  self->busy = FALSE;
  next (self);
  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) oof_oauth_tokens_free);
  else
    g_task_return_error (task, error);
}

static void
ask (OofOauthAccount *self, GTask *task)
{
  Wish *wish = g_task_get_task_data (task);
  OofOauthGrant grant = { .grant = "client_credentials",
                          .scope = wish->scope,
                          .claims = wish->claims,
                          .secret_name = self->secret != NULL ? "client_secret" : NULL,
                          .secret = self->secret,
                          .certificate = self->certificate };

  if (self->refresh_token != NULL)
    {
      grant.grant = "refresh_token";
      grant.secret_name = "refresh_token";
      grant.secret = self->refresh_token;
    }
  oof_oauth_client_request_async (self->client, &grant, NULL, answered_cb, g_object_ref (task));
}

static void
next (OofOauthAccount *self)
{
  while (!self->busy && !g_queue_is_empty (&self->line))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->line);

      self->busy = self->refresh_token != NULL && self->dead == NULL;
      if (self->dead != NULL)
        g_task_return_error (task, g_error_copy (self->dead));
      else
        ask (self, task);
    }
}

void
oof_oauth_account_request_async (OofOauthAccount *self,
                                 const char *scope,
                                 const char *claims,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Wish *wish;

  g_return_if_fail (OOF_IS_OAUTH_ACCOUNT (self));
  g_return_if_fail (scope != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_account_request_async);
  wish = g_new0 (Wish, 1);
  wish->scope = g_strdup (scope);
  wish->claims = g_strdup (claims);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_queue_push_tail (&self->line, task);
  next (self);
}

OofOauthTokens *
oof_oauth_account_request_finish (OofOauthAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
oof_oauth_account_get_claims (OofOauthAccount *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_ACCOUNT (self), NULL);

  return self->claims;
}

OofOauthClient *
oof_oauth_account_get_client (OofOauthAccount *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_ACCOUNT (self), NULL);

  return self->client;
}

static void
oof_oauth_account_finalize (GObject *object)
{
  OofOauthAccount *self = OOF_OAUTH_ACCOUNT (object);

  g_clear_object (&self->client);
  oof_secret_free (self->secret);
  g_clear_pointer (&self->certificate, oof_oauth_certificate_unref);
  oof_secret_free (self->refresh_token);
  g_free (self->claims);
  g_clear_error (&self->dead);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  G_OBJECT_CLASS (oof_oauth_account_parent_class)->finalize (object);
}

static void
oof_oauth_account_class_init (OofOauthAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_oauth_account_finalize;
}

static void
oof_oauth_account_init (OofOauthAccount *self)
{
  g_queue_init (&self->line);
}

static OofOauthAccount *
create (OofOauthClient *client)
{
  OofOauthAccount *self = g_object_new (OOF_TYPE_OAUTH_ACCOUNT, NULL);

  self->client = g_object_ref (client);
  return self;
}

OofOauthAccount *
oof_oauth_account_new_for_secret (OofOauthClient *client, const char *secret)
{
  OofOauthAccount *self;

  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  self = create (client);
  self->secret = g_strdup (secret);
  return self;
}

OofOauthAccount *
oof_oauth_account_new_for_certificate (OofOauthClient *client, OofOauthCertificate *certificate)
{
  OofOauthAccount *self;

  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (certificate != NULL, NULL);

  self = create (client);
  self->certificate = oof_oauth_certificate_ref (certificate);
  return self;
}

OofOauthAccount *
oof_oauth_account_new_for_person (OofOauthClient *client,
                                  const char *refresh_token,
                                  OofOauthRotated rotated,
                                  gpointer user_data,
                                  GDestroyNotify destroy)
{
  OofOauthAccount *self;

  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (refresh_token != NULL, NULL);

  self = create (client);
  self->refresh_token = g_strdup (refresh_token);
  self->rotated = rotated;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

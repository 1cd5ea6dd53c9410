/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Port: access tokens for one sign-in and one resource. auth/ implements it. */
#define OOF_TYPE_TOKEN_SOURCE (oof_token_source_get_type ())
G_DECLARE_INTERFACE (OofTokenSource, oof_token_source, OOF, TOKEN_SOURCE, GObject)

struct _OofTokenSourceInterface
{
  GTypeInterface parent_iface;

  void (*get_token_async) (OofTokenSource *self,
                           const char *refused,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  char *(*get_token_finish) (OofTokenSource *self, GAsyncResult *result, GError **error);
  /* May be NULL. */
  void (*challenge) (OofTokenSource *self, const char *claims);
};

/* @refused: (nullable) a token that the server has just refused with 401: it is not handed out
 * again. Callers at the same time share one refresh. Errors: AUTH_REQUIRED, CONSENT_REQUIRED,
 * UNREACHABLE. */
void oof_token_source_get_token_async (OofTokenSource *self,
                                       const char *refused,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full) the bare token. */
char *
oof_token_source_get_token_finish (OofTokenSource *self, GAsyncResult *result, GError **error);
/* The server wants a token that satisfies @claims (JSON, graph.md "Conditional Access"): the next
 * one is asked for with them. Call it before asking with the refused token. */
void oof_token_source_challenge (OofTokenSource *self, const char *claims);

G_END_DECLS

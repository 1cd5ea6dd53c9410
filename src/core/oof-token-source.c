/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-token-source.h"

G_DEFINE_INTERFACE (OofTokenSource, oof_token_source, G_TYPE_OBJECT)

static void
oof_token_source_default_init (OofTokenSourceInterface *iface)
{
}

void
oof_token_source_get_token_async (OofTokenSource *self,
                                  const char *refused,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (OOF_IS_TOKEN_SOURCE (self));

  OOF_TOKEN_SOURCE_GET_IFACE (self)->get_token_async (self, refused, cancellable, callback,
                                                      user_data);
}

char *
oof_token_source_get_token_finish (OofTokenSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_TOKEN_SOURCE (self), NULL);

  return OOF_TOKEN_SOURCE_GET_IFACE (self)->get_token_finish (self, result, error);
}

void
oof_token_source_challenge (OofTokenSource *self, const char *claims)
{
  OofTokenSourceInterface *iface;

  g_return_if_fail (OOF_IS_TOKEN_SOURCE (self));
  g_return_if_fail (claims != NULL);

  iface = OOF_TOKEN_SOURCE_GET_IFACE (self);
  if (iface->challenge != NULL)
    iface->challenge (self, claims);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-mailer.h"

G_DEFINE_INTERFACE (OofMailer, oof_mailer, G_TYPE_OBJECT)

static void
oof_mailer_default_init (OofMailerInterface *iface)
{
}

void
oof_mailer_send_async (OofMailer *self,
                       const OofMail *mail,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (OOF_IS_MAILER (self));
  g_return_if_fail (mail != NULL);

  OOF_MAILER_GET_IFACE (self)->send_async (self, mail, cancellable, callback, user_data);
}

gboolean
oof_mailer_send_finish (OofMailer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_MAILER (self), FALSE);

  return OOF_MAILER_GET_IFACE (self)->send_finish (self, result, error);
}

OofMail *
oof_mail_new (const char *to, const char *name, const char *subject, const char *text)
{
  OofMail *self = g_new0 (OofMail, 1);

  self->to = g_strdup (to);
  self->name = g_strdup (name);
  self->subject = g_strdelimit (g_strdup (subject), "\r\n", ' ');
  self->text = g_strdup (text);
  return self;
}

OofMail *
oof_mail_copy (const OofMail *self)
{
  return oof_mail_new (self->to, self->name, self->subject, self->text);
}

void
oof_mail_free (OofMail *self)
{
  g_free (self->to);
  g_free (self->name);
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

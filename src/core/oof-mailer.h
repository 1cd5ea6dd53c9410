/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One short mail to one person. */
typedef struct
{
  char *to;      /* (owned) SMTP address */
  char *name;    /* (owned) (nullable) display name */
  char *subject; /* (owned) one line */
  char *text;    /* (owned) plain text */
} OofMail;

/* @name: (nullable). Line feeds in @subject become blanks. */
OofMail *oof_mail_new (const char *to, const char *name, const char *subject, const char *text);
OofMail *oof_mail_copy (const OofMail *self);
void oof_mail_free (OofMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMail, oof_mail_free)

/* Port: mails out of one mailbox, the service mailbox, with the runner's sign-in. No copy is kept
 * in its sent items. graph/ and ews/ implement it. */
#define OOF_TYPE_MAILER (oof_mailer_get_type ())
G_DECLARE_INTERFACE (OofMailer, oof_mailer, OOF, MAILER, GObject)

struct _OofMailerInterface
{
  GTypeInterface parent_iface;

  void (*send_async) (OofMailer *self,
                      const OofMail *mail,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*send_finish) (OofMailer *self, GAsyncResult *result, GError **error);
};

/* TRUE: Exchange has taken it. Errors: those of oof_mailbox_service_write_async(); INVALID: an
 * address that is none, LIMIT. UNCERTAIN: the answer was lost, and the mail may be on its way:
 * sending it again would be a second one. */
void oof_mailer_send_async (OofMailer *self,
                            const OofMail *mail,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean oof_mailer_send_finish (OofMailer *self, GAsyncResult *result, GError **error);

G_END_DECLS

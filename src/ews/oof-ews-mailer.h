/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailer.h"
#include "ews/oof-ews-client.h"

G_BEGIN_DECLS

/* The port OofMailer over CreateItem, SendOnly. A runner's client impersonates the sender. */
#define OOF_TYPE_EWS_MAILER (oof_ews_mailer_get_type ())
G_DECLARE_FINAL_TYPE (OofEwsMailer, oof_ews_mailer, OOF, EWS_MAILER, GObject)

/* @sender: address of the mailbox that the mails come from. */
OofEwsMailer *oof_ews_mailer_new (OofEwsClient *client, const char *sender);

G_END_DECLS

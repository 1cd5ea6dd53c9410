/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_SIM_MAIL_DIRECT,
  OOF_SIM_MAIL_LIST,        /* through a mailing list: never answered */
  OOF_SIM_MAIL_JUNK,        /* never answered */
  OOF_SIM_MAIL_NULL_SENDER, /* "<>": a bounce; never answered, told as junk */
} OofSimMailKind;

/* What became of a mail. */
typedef struct
{
  gboolean answered;
  const gchar *reason;  /* static: sent, disabled, outside-window, … (cli.md) */
  gchar *from;          /* (owned) (nullable) of the reply; NULL when there is none */
  gchar *subject;       /* (owned) (nullable) */
  gchar *text;          /* (owned) (nullable) */
  gchar *html;          /* (owned) (nullable) */
  GPtrArray *delivered; /* (owned) of gchar*: in whose inboxes it lies now */
  GPtrArray
      *bounced; /* (owned) of gchar*: addresses outside, to which the tenant sends nothing on */
  GPtrArray *passed; /* (owned) of gchar*: where it has been */
} OofSimDelivery;

/* Delivers a mail inside the tenant, now, as Exchange would: the reply's state and window come
 * first, then what silences it, then the audience and the memory of answered senders. Forwarding at
 * the mailbox and inbox rules send it on, except for junk; nothing goes out of the tenant (550
 * 5.7.520). (transfer full) */
OofSimDelivery *oof_sim_mail_deliver (OofSimTenant *tenant,
                                      const gchar *from,
                                      const gchar *to,
                                      const gchar *subject,
                                      OofSimMailKind kind);
/* Takes SENT (transfer full) into the tenant's outbox and delivers it to everybody it is for. */
void oof_sim_mail_send (OofSimTenant *tenant, OofSimSent *sent);
void oof_sim_delivery_free (OofSimDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimDelivery, oof_sim_delivery_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "ews/oof-ews-client.h"

G_BEGIN_DECLS

/* The port OofItemStore over the calendars of the service mailbox (storage.md, ews.md). A runner's
 * client impersonates the service mailbox, a person's opens it as a delegate. One request at a time
 * is in flight (storage.md rule 4). */
#define OOF_TYPE_EWS_ITEMS (oof_ews_items_get_type ())
G_DECLARE_FINAL_TYPE (OofEwsItems, oof_ews_items, OOF, EWS_ITEMS, GObject)

/* @mailbox: address of the service mailbox. */
OofEwsItems *oof_ews_items_new (OofEwsClient *client, const char *mailbox);

G_END_DECLS

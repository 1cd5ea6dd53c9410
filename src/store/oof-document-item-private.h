/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "store/oof-document-private.h"

G_BEGIN_DECLS

/* A document as calendar item (storage.md rule 10), complete but for id and change key. @summary:
 * what a person reads in Outlook. Takes @stored; NULL, the end of a failed write, gives NULL. */
OofItem *
oof_document_item_new (const char *key, const OofStamp *stamp, const char *summary, char *stored);

G_END_DECLS

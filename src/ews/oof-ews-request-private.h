/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ews/oof-ews-call.h"

G_BEGIN_DECLS

struct _OofEwsRequest
{
  char *operation; /* (owned) */
  char *mailbox;   /* (owned) (nullable) */
  OofEwsCallFlags flags;
  OofXmlWriter *xml; /* (owned) */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofEwsRequest, oof_ews_request_free)

/* The name of the element that answers it. (transfer full) */
char *_oof_ews_request_dup_response_name (OofEwsRequest *self);
/* Closes the envelope. (transfer full); OOF_ERROR_INVALID for a text that XML cannot carry. */
GBytes *_oof_ews_request_finish (OofEwsRequest *self, GError **error);

OofEwsRole _oof_ews_client_get_role (OofEwsClient *self);

G_END_DECLS

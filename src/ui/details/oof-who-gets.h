/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* Who writes to somebody with an automatic reply. */
typedef enum
{
  OOF_SENDER_COLLEAGUE,
  OOF_SENDER_CONTACT,
  OOF_SENDER_STRANGER,
  OOF_SENDER_MAILING_LIST,
  OOF_SENDER_SECOND_MAIL,
  OOF_SENDER_JUNK,
  OOF_N_SENDERS
} OofSender;

const char *oof_sender_get_name (OofSender sender);
/* The text that @sender gets at @now, as HTML; else NULL, and @reason says why there is silence.
 * (transfer none) (nullable) */
const char *oof_who_gets_find (const OofReplyState *state,
                               OofSender sender,
                               OofInstant now,
                               const char **reason);

G_END_DECLS

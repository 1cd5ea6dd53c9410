/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-who-gets.h"

G_BEGIN_DECLS

/* @forward (nullable) with what the list of `doctor --mailboxes` says of this mailbox. (transfer
 * full) (nullable) */
OofForward *oof_session_see_forward (OofSession *self, const char *address, OofForward *forward);
/* To whom, by name where that is somebody known. (transfer none) (nullable): it is not told. */
const char *oof_session_get_forward_target (OofSession *self, const OofForward *forward);

/* What a mail with @subject from such a sender gets now, when the mailbox of @person holds @reply
 * and forwards as @forward (nullable) says. (transfer full) */
OofWhoGets *oof_session_who_gets (OofSession *self,
                                  const OofPerson *person,
                                  OofReplyState *reply,
                                  OofForward *forward,
                                  OofSenderKind sender,
                                  const char *subject);

G_END_DECLS

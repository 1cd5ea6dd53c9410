/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-who-gets.h"

OofWhoGets *
oof_session_who_gets (OofSession *self,
                      const OofPerson *person,
                      OofReplyState *reply,
                      OofForward *forward,
                      OofSenderKind sender,
                      const char *subject)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (person != NULL && reply != NULL, NULL);

  OofWhoGetsInput input = {
    .reply = reply,
    .forward = forward,
    .language =
        person->language != NULL ? person->language : oof_session_get_options (self)->language,
    .subject = subject,
    .now = oof_clock_now (oof_session_get_clock (self)),
  };

  return oof_who_gets (&input, sender);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-who-gets.h"

#include "core/oof-people.h"

OofForward *
oof_session_see_forward (OofSession *self, const char *address, OofForward *forward)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  const OofPerson *person = oof_session_get_person (self, address);

  return oof_forward_see (
      forward, person != NULL ? oof_person_get (person, OOF_PERSON_MAILBOX_FORWARD) : NULL);
}

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

  g_autoptr (OofForward) seen = oof_session_see_forward (self, person->address, forward);
  OofWhoGetsInput input = {
    .reply = reply,
    .forward = seen,
    .language =
        person->language != NULL ? person->language : oof_session_get_options (self)->language,
    .subject = subject,
    .now = oof_clock_now (oof_session_get_clock (self)),
  };

  return oof_who_gets (&input, sender);
}

const char *
oof_session_get_forward_target (OofSession *self, const OofForward *forward)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (forward != NULL, NULL);

  const char *address = forward->kind == OOF_FORWARD_OURS ? forward->set_to : forward->to;
  OofPerson *person = address != NULL ? oof_session_get_person (self, address) : NULL;

  return person != NULL ? person->name : address;
}

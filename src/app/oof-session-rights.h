/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-rights.h"

G_BEGIN_DECLS

/* What is left to whoever is signed in (core/oof-rights.h), by what was read last; to be used at
 * once. */
OofRights oof_session_get_rights (OofSession *self);
/* oof_rights_may_act() about the mailbox of @address. Errors: REFUSED. */
gboolean oof_session_may_act (OofSession *self, const char *address, GError **error);
/* The subjects to choose from. (transfer full) (element-type OofSubject) */
GPtrArray *oof_session_list_subjects (OofSession *self);

G_END_DECLS

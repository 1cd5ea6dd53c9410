/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-role.h"

#include <glib/gi18n.h>

#include "app/oof-session-rights.h"

char *
oof_role_explain_read_only (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofRights rights = oof_session_get_rights (session);

  if (oof_rights_is_administrator (&rights))
    return NULL;
  g_autofree char *help = oof_rights_dup_help (&rights);
  if (help == NULL)
    return g_strdup (_ ("Only administrators change this. Users says who they are."));
  /* Translators: a name, an address, or both */
  return g_strdup_printf (_ ("Only administrators change this. Help: %s."), help);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-role.h"

#include <glib/gi18n.h>

static gboolean
is_administrator (OofSession *session)
{
  GPtrArray *users = oof_session_get_users (session);
  const char *author = oof_session_get_author (session);
  gboolean any = FALSE;

  for (guint i = 0; i < users->len; i++)
    any |= ((OofUser *) g_ptr_array_index (users, i))->administrator;
  OofUser *user = author != NULL ? oof_user_find (users, author) : NULL;
  return !any || (user != NULL && user->administrator)
         || !oof_session_get_connection (session)->person.present;
}

/* "Name für Hilfe", "E-Mail für Hilfe". (transfer full) (nullable) */
static char *
make_help (OofSession *session)
{
  OofOptions *options = oof_session_get_options (session);
  gboolean has_name = *options->help_name != '\0';
  gboolean has_address = *options->help_address != '\0';

  if (has_name && has_address)
    return g_strdup_printf ("%s (%s)", options->help_name, options->help_address);
  return has_name || has_address ? g_strdup (has_name ? options->help_name : options->help_address)
                                 : NULL;
}

char *
oof_role_explain_read_only (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  if (is_administrator (session))
    return NULL;
  g_autofree char *help = make_help (session);
  if (help == NULL)
    return g_strdup (_ ("Only administrators change this. Users says who they are."));
  /* Translators: a name, an address, or both */
  return g_strdup_printf (_ ("Only administrators change this. Help: %s."), help);
}

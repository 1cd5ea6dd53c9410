/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-permissions.h"

#include <glib/gi18n.h>

#include <string.h>

#include "app/oof-session-private.h"

/* @wider: (nullable) what includes it. */
static const struct
{
  const char *feature;
  const char *application;
  const char *delegated;
  const char *wider;
  gboolean needed;
  gboolean people_agree; /* to the delegated one, each for the own account */
} table[] = {
  { "replies", "MailboxSettings.ReadWrite", NULL, NULL, TRUE },
  { "plan", "Calendars.ReadWrite", "Calendars.ReadWrite.Shared", NULL, TRUE, TRUE },
  { "people", "User.Read.All", "User.Read.All", "Directory.Read.All", TRUE },
  { "groups", "GroupMember.ReadBasic.All", "GroupMember.ReadBasic.All", "GroupMember.Read.All",
    TRUE },
  { "own-reply", NULL, "MailboxSettings.ReadWrite", NULL, FALSE, TRUE },
  { "mail", "Mail.Send", "Mail.Send", NULL, FALSE, TRUE },
};

/* Some services give the whole address of a permission. */
static gboolean
holds (const char *const *held, const char *wanted)
{
  for (; wanted != NULL && *held != NULL; held++)
    {
      const char *slash = strrchr (*held, '/');

      if (g_ascii_strcasecmp (slash != NULL ? slash + 1 : *held, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
oof_session_dup_permissions (OofSession *self, gboolean runner)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofOauthSession *tokens = self->tokens[runner ? OOF_SIGN_IN_RUNNER : OOF_SIGN_IN_PERSON];
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) held = tokens != NULL ? oof_oauth_session_dup_permissions (tokens) : NULL;

  for (gsize i = 0; tokens != NULL && i < G_N_ELEMENTS (table); i++)
    {
      const char *wanted = runner ? table[i].application : table[i].delegated;
      OofPermission *permission;

      if (wanted == NULL)
        continue;
      permission = g_new0 (OofPermission, 1);
      permission->feature = table[i].feature;
      permission->permission = wanted;
      permission->needed = table[i].needed;
      permission->by_administrator = runner || !table[i].people_agree;
      permission->verdict = held == NULL ? OOF_PERMISSION_UNKNOWN
                            : holds ((const char *const *) held, wanted)
                                    || holds ((const char *const *) held, table[i].wider)
                                ? OOF_PERMISSION_HELD
                                : OOF_PERMISSION_MISSING;
      g_ptr_array_add (list, permission);
    }
  return g_steal_pointer (&list);
}

const char *
oof_words_feature (const char *feature)
{
  if (g_str_equal (feature, "replies"))
    return _ ("other people's automatic replies and forwards");
  if (g_str_equal (feature, "plan"))
    return _ ("the plan in the service mailbox");
  if (g_str_equal (feature, "people"))
    return _ ("people with their attributes");
  if (g_str_equal (feature, "groups"))
    return _ ("members of groups");
  if (g_str_equal (feature, "own-reply"))
    return _ ("the own automatic reply");
  if (g_str_equal (feature, "mail"))
    return _ ("mails to deputies and absent people");
  return feature;
}

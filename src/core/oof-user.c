/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-user.h"

#include <string.h>

#include "core/oof-address.h"
#include "core/oof-error.h"
#include "core/oof-list-name.h"

#define ACCOUNT_LIMIT 254

G_DEFINE_BOXED_TYPE (OofUser, oof_user, oof_user_ref, oof_user_unref)

static void
user_clear (gpointer data)
{
  OofUser *self = data;

  g_free (self->account);
  g_free (self->language);
  g_free (self->alias);
  g_strfreev (self->groups);
}

OofUser *
oof_user_new (const char *account)
{
  OofUser *self = g_atomic_rc_box_new0 (OofUser);

  self->account = g_ascii_strdown (account, -1);
  self->groups = g_new0 (char *, 1);
  return self;
}

OofUser *
oof_user_ref (OofUser *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_user_unref (OofUser *self)
{
  g_atomic_rc_box_release_full (self, user_clear);
}

OofUser *
oof_user_copy (const OofUser *self)
{
  OofUser *copy = oof_user_new (self->account);

  copy->language = g_strdup (self->language);
  copy->alias = g_strdup (self->alias);
  g_strfreev (copy->groups);
  copy->groups = g_strdupv (self->groups);
  copy->administrator = self->administrator;
  return copy;
}

OofUser *
oof_user_find (GPtrArray *users, const char *account)
{
  const char *backslash = strrchr (account, '\\');
  const char *bare = backslash != NULL ? backslash + 1 : account;
  OofUser *alias = NULL;

  for (guint i = 0; i < users->len; i++)
    {
      OofUser *user = g_ptr_array_index (users, i);

      if (g_ascii_strcasecmp (user->account, account) == 0)
        return user;
      if (alias == NULL && user->alias != NULL && g_ascii_strcasecmp (user->alias, bare) == 0)
        alias = user;
    }
  return alias;
}

gboolean
oof_user_may_plan_for (const OofUser *self, const OofPerson *person)
{
  if (*self->groups == NULL || g_str_equal (self->account, person->address))
    return TRUE;
  for (char **group = self->groups; *group != NULL; group++)
    if (g_strv_contains ((const char *const *) person->groups, *group))
      return TRUE;
  return FALSE;
}

/* The shape of BCP 47, as far as it is used here: letters and figures, parts of up to eight. */
gboolean
oof_user_is_language (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  gsize first = parts[0] != NULL ? strlen (parts[0]) : 0;

  if (first < 2 || first > 3)
    return FALSE;
  for (char **part = parts; *part != NULL; part++)
    {
      gsize length =
          strspn (*part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
      if (length == 0 || length > 8 || (*part)[length] != '\0')
        return FALSE;
    }
  return TRUE;
}

gboolean
oof_users_check (GPtrArray *users, GError **error)
{
  g_autoptr (GHashTable) accounts = oof_list_names_new ();

  for (guint i = 0; i < users->len; i++)
    {
      OofUser *user = g_ptr_array_index (users, i);

      if (!oof_list_names_add (accounts, "user", user->account, ACCOUNT_LIMIT, error))
        return FALSE;
      if (!oof_address_is_valid (user->account))
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "user \"%s\": not an e-mail address",
                       user->account);
          return FALSE;
        }
      if (user->language != NULL && !oof_user_is_language (user->language))
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                       "user \"%s\": \"%.64s\" is not a language such as de or en-GB",
                       user->account, user->language);
          return FALSE;
        }
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-sign-in.h"

#include <string.h>

/* What the two app registrations list; the guide names the least of them. */
static const gchar *const application_roles[] = {
  "MailboxSettings.ReadWrite", "Calendars.ReadWrite",    "User.Read.All", "Group.ReadBasic.All",
  "GroupMember.ReadBasic.All", "MailTips.ReadBasic.All", "Mail.Send",     NULL
};
static const gchar *const delegated_scopes[] = { "User.Read",
                                                 "User.Read.All",
                                                 "Group.ReadBasic.All",
                                                 "GroupMember.ReadBasic.All",
                                                 "Calendars.Read.Shared",
                                                 "Calendars.ReadWrite",
                                                 "Calendars.ReadWrite.Shared",
                                                 "MailboxSettings.ReadWrite",
                                                 "Mail.Send",
                                                 NULL };
static const gchar *const openid_scopes[] = { "openid", "profile", "email", "offline_access",
                                              NULL };

static void
code_free (gpointer data)
{
  OofSimCode *code = data;

  g_free (code->code);
  g_free (code->user_code);
  g_free (code->scope);
  g_free (code->redirect);
  g_free (code->challenge);
  g_free (code->nonce);
  g_free (code->person);
  g_free (code);
}

static void
add_all (GHashTable *set, const gchar *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (names[i]));
}

OofSimSignIn *
oof_sim_sign_in_new (void)
{
  OofSimSignIn *self = g_new0 (OofSimSignIn, 1);

  self->application = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->delegated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_ptr_array_new_with_free_func (code_free);
  self->user_consent = TRUE;
  add_all (self->application, application_roles);
  add_all (self->delegated, delegated_scopes);
  return self;
}

void
oof_sim_sign_in_free (OofSimSignIn *self)
{
  g_hash_table_unref (self->application);
  g_hash_table_unref (self->delegated);
  g_ptr_array_unref (self->codes);
  g_free (self->certificate);
  g_free (self->scope_group);
  g_free (self);
}

const gchar *
oof_sim_sign_in_get_name (const gchar *scope)
{
  const gchar *slash = strrchr (scope, '/');

  return slash == NULL ? scope : slash + 1;
}

static gboolean
is_free (const gchar *name)
{
  return *name == '\0' || strcmp (name, ".default") == 0 || g_strv_contains (openid_scopes, name);
}

gboolean
oof_sim_sign_in_covers (OofSimSignIn *self, const gchar *scopes)
{
  g_auto (GStrv) list = g_strsplit (scopes, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      const gchar *name = oof_sim_sign_in_get_name (list[i]);

      if (!is_free (name) && !g_hash_table_contains (self->delegated, name))
        return FALSE;
    }
  return TRUE;
}

void
oof_sim_sign_in_agree (OofSimSignIn *self, const gchar *scopes)
{
  g_auto (GStrv) list = g_strsplit (scopes, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      const gchar *name = oof_sim_sign_in_get_name (list[i]);

      if (strcmp (name, ".default") == 0)
        add_all (self->delegated, delegated_scopes);
      else if (!is_free (name))
        g_hash_table_add (self->delegated, g_strdup (name));
    }
}

void
oof_sim_sign_in_agree_application (OofSimSignIn *self)
{
  add_all (self->application, application_roles);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* Everything that was agreed to for the resource comes along, whatever was asked for. */
gchar *
oof_sim_sign_in_dup_permissions (OofSimSignIn *self, const gchar *scopes)
{
  GHashTable *set = scopes == NULL ? self->application : self->delegated;
  GList *names = g_list_sort (g_hash_table_get_keys (set), compare);
  GString *text = g_string_new (NULL);

  for (GList *link = names; link != NULL; link = link->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const gchar *) link->data);
  g_list_free (names);
  return g_string_free (text, FALSE);
}

OofSimCode *
oof_sim_sign_in_add_code (OofSimSignIn *self, gint64 expires)
{
  OofSimCode *code = g_new0 (OofSimCode, 1);
  g_autofree gchar *uuid = g_uuid_string_random ();

  code->code = g_strconcat ("sim-code.", uuid, NULL);
  code->expires = expires;
  g_ptr_array_add (self->codes, code);
  return code;
}

OofSimCode *
oof_sim_sign_in_find_code (OofSimSignIn *self, const gchar *text, gboolean device)
{
  for (guint i = 0; text != NULL && i < self->codes->len; i++)
    {
      OofSimCode *code = self->codes->pdata[i];

      if (g_strcmp0 (device ? code->user_code : code->code, text) == 0)
        return code;
    }
  return NULL;
}

static void
replace_set (GHashTable *set, JsonObject *change, const gchar *member)
{
  JsonArray *list = json_object_has_member (change, member)
                        ? json_object_get_array_member (change, member)
                        : NULL;

  if (list == NULL)
    return;
  g_hash_table_remove_all (set);
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_hash_table_add (set, g_strdup (json_array_get_string_element (list, i)));
}

static void
replace_text (gchar **text, JsonObject *change, const gchar *member)
{
  if (!json_object_has_member (change, member))
    return;
  g_free (*text);
  *text = g_strdup (oof_sim_json_get_string (change, member));
}

gchar *
oof_sim_sign_in_change (OofSimSignIn *self, JsonObject *change)
{
  static const OofSimJsonMember members[] = {
    { "application", OOF_SIM_JSON_ARRAY },
    { "delegated", OOF_SIM_JSON_ARRAY },
    { "certificate", OOF_SIM_JSON_STRING },
    { "scope", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "userConsent", OOF_SIM_JSON_BOOLEAN },
    { "rotation", OOF_SIM_JSON_STRING },
    { "secret", OOF_SIM_JSON_STRING },
    { "challenge", OOF_SIM_JSON_STRING },
    { NULL, 0 },
  };
  gchar *problem = oof_sim_json_check (change, members);
  const gchar *challenge;

  if (problem != NULL)
    return problem;
  replace_set (self->application, change, "application");
  replace_set (self->delegated, change, "delegated");
  replace_text (&self->certificate, change, "certificate");
  replace_text (&self->scope_group, change, "scope");
  self->user_consent =
      json_object_get_boolean_member_with_default (change, "userConsent", self->user_consent);
  if (json_object_has_member (change, "rotation"))
    self->rotation_revokes =
        strcmp (json_object_get_string_member (change, "rotation"), "revoke") == 0;
  if (json_object_has_member (change, "secret"))
    self->secret_expired =
        strcmp (json_object_get_string_member (change, "secret"), "expired") == 0;
  if (!json_object_has_member (change, "challenge"))
    return NULL;
  challenge = json_object_get_string_member (change, "challenge");
  self->challenge = strcmp (challenge, "refresh") == 0   ? OOF_SIM_CHALLENGE_REFRESH
                    : strcmp (challenge, "sign-in") == 0 ? OOF_SIM_CHALLENGE_SIGN_IN
                                                         : OOF_SIM_CHALLENGE_NONE;
  return NULL;
}

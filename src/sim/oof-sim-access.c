/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-access.h"

#include "sim/oof-sim-sign-in.h"

#include <string.h>

#define REFRESH_SECONDS (90 * 86400)

/* What is known about a token. People are kept by id: a reset of the tenant replaces them. */
typedef struct
{
  OofSimCallerKind kind;
  gchar person[37]; /* "" for the runner */
  gchar family[37]; /* of a refresh token; "" for an access token */
  gboolean used;
  gboolean revoked;
  gboolean satisfied;
  gint64 expires;
  gchar permissions[]; /* of an access token */
} Token;

/* "MFA\\svc-oof" or "svc-oof@domain". */
static gboolean
is_runner (const OofSimTenant *tenant, const gchar *user)
{
  const gchar *name = strrchr (tenant->runner_account, '\\') + 1;
  g_autofree gchar *principal = g_strdup_printf ("%s@%s", name, tenant->domain);

  return g_ascii_strcasecmp (user, tenant->runner_account) == 0
         || g_ascii_strcasecmp (user, principal) == 0;
}

gboolean
oof_sim_access_find_account (OofSimTenant *tenant, const gchar *user, OofSimCaller *caller)
{
  OofSimPerson *person;

  if (is_runner (tenant, user))
    {
      *caller = (OofSimCaller){ OOF_SIM_CALLER_RUNNER, NULL };
      return TRUE;
    }
  person = oof_sim_tenant_find_person (tenant, user);
  *caller = (OofSimCaller){ OOF_SIM_CALLER_PERSON, person };
  return person != NULL && person->enabled && person->password != NULL;
}

gboolean
oof_sim_access_check_password (OofSimTenant *tenant,
                               const gchar *user,
                               const gchar *password,
                               OofSimCaller *caller)
{
  if (!oof_sim_access_find_account (tenant, user, caller))
    return FALSE;
  return strcmp (password, caller->kind == OOF_SIM_CALLER_RUNNER ? tenant->runner_password
                                                                 : caller->person->password)
         == 0;
}

gboolean
oof_sim_access_settings (const OofSimCaller *caller, const OofSimPerson *mailbox)
{
  if (caller->kind == OOF_SIM_CALLER_RUNNER && caller->person == NULL)
    return TRUE;
  return caller->person == mailbox;
}

gboolean
oof_sim_access_calendars (const OofSimTenant *tenant,
                          const OofSimCaller *caller,
                          const OofSimPerson *mailbox)
{
  if (oof_sim_access_settings (caller, mailbox))
    return TRUE;
  return caller->person == tenant->helpdesk && mailbox == tenant->service;
}

/* What Microsoft's permission reference asks for, the least first (graph.md 8). A ".Shared" one
 * serves the own mailbox too. */
static const struct
{
  const gchar *kind;
  gboolean other; /* also asked of a person in another mailbox: then with ".Shared" */
  const gchar *names;
} needs[] = {
  { "graph.get-settings", FALSE, "MailboxSettings.Read MailboxSettings.ReadWrite" },
  { "graph.list-rules", FALSE, "MailboxSettings.Read MailboxSettings.ReadWrite" },
  { "graph.get-rule", FALSE, "MailboxSettings.Read MailboxSettings.ReadWrite" },
  { "graph.create-rule", FALSE, "MailboxSettings.ReadWrite" },
  { "graph.update-rule", FALSE, "MailboxSettings.ReadWrite" },
  { "graph.delete-rule", FALSE, "MailboxSettings.ReadWrite" },
  { "graph.patch-settings", FALSE, "MailboxSettings.ReadWrite" },
  { "graph.get-calendars", TRUE, "Calendars.Read Calendars.ReadWrite" },
  { "graph.list-events", TRUE, "Calendars.Read Calendars.ReadWrite" },
  { "graph.delta-events", TRUE, "Calendars.Read Calendars.ReadWrite" },
  { "graph.get-event", TRUE, "Calendars.Read Calendars.ReadWrite" },
  { "graph.create-calendar", TRUE, "Calendars.ReadWrite" },
  { "graph.create-event", TRUE, "Calendars.ReadWrite" },
  { "graph.update-event", TRUE, "Calendars.ReadWrite" },
  { "graph.delete-event", TRUE, "Calendars.ReadWrite" },
  { "graph.send-mail", TRUE, "Mail.Send" },
  { "graph.list-users", FALSE, "User.ReadBasic.All User.Read.All Directory.Read.All" },
  { "graph.get-user", FALSE, "User.Read User.ReadBasic.All User.Read.All Directory.Read.All" },
  { "graph.list-groups", FALSE, "Group.ReadBasic.All Group.Read.All Directory.Read.All" },
  { "graph.list-members", FALSE,
    "GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All" },
  { "graph.organization", FALSE, "User.Read User.Read.All Organization.Read.All" },
};

gboolean
oof_sim_access_permits (const OofSimCaller *caller, const gchar *kind, gboolean other)
{
  const gchar *names = NULL;
  gboolean shared = FALSE;
  g_auto (GStrv) wanted = NULL;
  g_auto (GStrv) held = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (strcmp (needs[i].kind, kind) == 0)
      {
        names = needs[i].names;
        shared = needs[i].other && other && caller->kind == OOF_SIM_CALLER_PERSON;
      }
  if (names == NULL || caller->permissions == NULL)
    return TRUE;
  wanted = g_strsplit (names, " ", -1);
  held = g_strsplit (caller->permissions, " ", -1);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree gchar *name = g_strconcat (wanted[i], shared ? ".Shared" : "", NULL);
      g_autofree gchar *wider = g_strconcat (wanted[i], ".Shared", NULL);

      if (g_strv_contains ((const gchar *const *) held, name)
          || g_strv_contains ((const gchar *const *) held, wider))
        return TRUE;
    }
  return FALSE;
}

gboolean
oof_sim_access_in_scope (OofSimTenant *tenant, const OofSimPerson *mailbox)
{
  const gchar *name = tenant->sign_in->scope_group;
  OofSimGroup *group = name == NULL ? NULL : oof_sim_tenant_find_group (tenant, name);
  g_autoptr (GPtrArray) people = NULL;

  if (group == NULL || mailbox == tenant->service)
    return TRUE;
  people = oof_sim_group_resolve (group);
  return g_ptr_array_find (people, mailbox, NULL);
}

static gchar *
encode (const gchar *text)
{
  gchar *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  encoded[strcspn (encoded, "=")] = '\0';
  return g_strdelimit (g_strdelimit (encoded, "+", '-'), "/", '_');
}

/* A token as Entra's look: three parts, the middle one readable, the last one only random. */
static gchar *
shape (const OofSimTenant *tenant, const OofSimCaller *caller, const gchar *permissions)
{
  g_autoptr (JsonObject) claims = json_object_new ();
  gboolean person = caller->kind == OOF_SIM_CALLER_PERSON;
  g_auto (GStrv) names = g_strsplit (permissions, " ", -1);
  g_autofree gchar *header = encode ("{\"typ\":\"JWT\",\"alg\":\"RS256\"}");
  g_autofree gchar *id = g_uuid_string_random ();
  g_autofree gchar *signature = g_uuid_string_random ();
  g_autofree gchar *text = NULL;
  g_autofree gchar *body = NULL;
  JsonArray *roles = json_array_new ();

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    json_array_add_string_element (roles, names[i]);
  json_object_set_string_member (claims, "aud", "https://graph.microsoft.com");
  json_object_set_string_member (claims, "tid", tenant->id);
  json_object_set_string_member (claims, "uti", id);
  if (person)
    json_object_set_string_member (claims, "scp", permissions);
  if (!person && json_array_get_length (roles) > 0)
    json_object_set_array_member (claims, "roles", json_array_ref (roles));
  json_array_unref (roles);
  text = oof_sim_json_to_text (claims);
  body = encode (text);
  return g_strconcat (header, ".", body, ".sim-access-", signature, NULL);
}

static Token *
add_token (OofSimTenant *tenant,
           const gchar *text,
           const OofSimCaller *caller,
           const gchar *permissions,
           gint64 seconds)
{
  Token *token = g_malloc0 (sizeof (Token) + strlen (permissions) + 1);

  token->kind = caller->kind;
  token->satisfied = caller->satisfied;
  token->expires = oof_sim_tenant_now (tenant) + seconds * G_USEC_PER_SEC;
  memcpy (token->permissions, permissions, strlen (permissions));
  if (caller->person != NULL)
    g_strlcpy (token->person, caller->person->id, sizeof token->person);
  g_hash_table_insert (tenant->tokens, g_strdup (text), token);
  return token;
}

gchar *
oof_sim_access_issue (OofSimTenant *tenant, const OofSimCaller *caller)
{
  g_autofree gchar *all = oof_sim_sign_in_dup_permissions (
      tenant->sign_in, caller->kind == OOF_SIM_CALLER_PERSON ? "" : NULL);
  gchar *text = shape (tenant, caller, all);

  add_token (tenant, text, caller, all, OOF_SIM_TOKEN_SECONDS);
  return text;
}

gboolean
oof_sim_access_check_token (OofSimTenant *tenant, const gchar *text, OofSimCaller *caller)
{
  const Token *token = g_hash_table_lookup (tenant->tokens, text);

  if (token == NULL || *token->family != '\0' || token->expires <= oof_sim_tenant_now (tenant))
    return FALSE;
  caller->kind = token->kind;
  caller->permissions = token->permissions;
  caller->satisfied = token->satisfied;
  caller->person =
      *token->person == '\0' ? NULL : oof_sim_tenant_find_person (tenant, token->person);
  return token->kind == OOF_SIM_CALLER_RUNNER || caller->person != NULL;
}

static gchar *
issue_refresh (OofSimTenant *tenant, const OofSimPerson *person, const gchar *family)
{
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, (OofSimPerson *) person };
  g_autofree gchar *first = g_uuid_string_random ();
  g_autofree gchar *second = g_uuid_string_random ();
  gchar *text = g_strconcat ("sim-refresh.", first, ".", second, NULL);
  Token *token = add_token (tenant, text, &caller, "", REFRESH_SECONDS);

  g_strlcpy (token->family, family != NULL ? family : first, sizeof token->family);
  return text;
}

gchar *
oof_sim_access_issue_refresh (OofSimTenant *tenant, const OofSimPerson *person)
{
  return issue_refresh (tenant, person, NULL);
}

gchar *
oof_sim_access_rotate_refresh (OofSimTenant *tenant, const gchar *old, const OofSimPerson *person)
{
  Token *token = g_hash_table_lookup (tenant->tokens, old);

  token->used = TRUE;
  return issue_refresh (tenant, person, token->family);
}

/* FAMILY NULL: all. */
static void
revoke_family (OofSimTenant *tenant, const gchar *family)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tenant->tokens);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Token *token = value;

      if (*token->family != '\0' && (family == NULL || strcmp (token->family, family) == 0))
        token->revoked = TRUE;
    }
}

void
oof_sim_access_revoke (OofSimTenant *tenant)
{
  revoke_family (tenant, NULL);
}

OofSimPerson *
oof_sim_access_redeem_refresh (OofSimTenant *tenant, const gchar *text, gint *number)
{
  Token *token = g_hash_table_lookup (tenant->tokens, text);

  if (token != NULL && token->used && tenant->sign_in->rotation_revokes)
    revoke_family (tenant, token->family);
  *number = 70000;
  if (token == NULL || *token->family == '\0')
    return NULL;
  *number = token->revoked ? 50173 : 700082;
  if (token->revoked || token->expires <= oof_sim_tenant_now (tenant))
    return NULL;
  return oof_sim_tenant_find_person (tenant, token->person);
}

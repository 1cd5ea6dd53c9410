/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-access.h"

#include <string.h>

/* What is known about a token. People are kept by id: a reset of the tenant replaces them. */
typedef struct
{
  OofSimCallerKind kind;
  gchar person[37]; /* "" for the runner */
  gint64 expires;   /* G_MAXINT64 for a refresh token */
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
oof_sim_access_check_password (OofSimTenant *tenant,
                               const gchar *user,
                               const gchar *password,
                               OofSimCaller *caller)
{
  OofSimPerson *person;

  if (is_runner (tenant, user))
    {
      *caller = (OofSimCaller){ OOF_SIM_CALLER_RUNNER, NULL };
      return strcmp (password, tenant->runner_password) == 0;
    }
  person = oof_sim_tenant_find_person (tenant, user);
  if (person == NULL || !person->enabled || person->password == NULL
      || strcmp (password, person->password) != 0)
    return FALSE;
  *caller = (OofSimCaller){ OOF_SIM_CALLER_PERSON, person };
  return TRUE;
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

/* Opaque, and long enough that nobody stores it in a small field. (transfer full) */
static gchar *
issue (OofSimTenant *tenant, const OofSimCaller *caller, const gchar *prefix, gint64 expires)
{
  Token *token = g_new0 (Token, 1);
  g_autofree gchar *first = g_uuid_string_random ();
  g_autofree gchar *second = g_uuid_string_random ();
  gchar *text = g_strconcat (prefix, first, ".", second, NULL);

  token->kind = caller->kind;
  token->expires = expires;
  if (caller->person != NULL)
    g_strlcpy (token->person, caller->person->id, sizeof token->person);
  g_hash_table_insert (tenant->tokens, g_strdup (text), token);
  return text;
}

gchar *
oof_sim_access_issue (OofSimTenant *tenant, const OofSimCaller *caller)
{
  gint64 expires = oof_sim_tenant_now (tenant) + (gint64) OOF_SIM_TOKEN_SECONDS * G_USEC_PER_SEC;

  return issue (tenant, caller, "sim-access.", expires);
}

gboolean
oof_sim_access_check_token (OofSimTenant *tenant, const gchar *text, OofSimCaller *caller)
{
  const Token *token = g_hash_table_lookup (tenant->tokens, text);

  if (token == NULL || token->expires == G_MAXINT64
      || token->expires <= oof_sim_tenant_now (tenant))
    return FALSE;
  caller->kind = token->kind;
  caller->person =
      *token->person == '\0' ? NULL : oof_sim_tenant_find_person (tenant, token->person);
  return token->kind == OOF_SIM_CALLER_RUNNER || caller->person != NULL;
}

gchar *
oof_sim_access_issue_refresh (OofSimTenant *tenant, const OofSimPerson *person)
{
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, (OofSimPerson *) person };

  return issue (tenant, &caller, "sim-refresh.", G_MAXINT64);
}

OofSimPerson *
oof_sim_access_redeem_refresh (OofSimTenant *tenant, const gchar *text)
{
  const Token *token = g_hash_table_lookup (tenant->tokens, text);

  if (token == NULL || token->expires != G_MAXINT64)
    return NULL;
  return oof_sim_tenant_find_person (tenant, token->person);
}

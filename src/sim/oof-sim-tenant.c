/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-tenant.h"

#include "sim/oof-sim-sign-in.h"

#include <string.h>

#define YEAR_3000 (G_GINT64_CONSTANT (32503680000) * G_USEC_PER_SEC)

void
oof_sim_person_free (OofSimPerson *person)
{
  gchar **fields[] = { &person->id,           &person->upn,
                       &person->mail,         &person->account,
                       &person->alias,        &person->password,
                       &person->display_name, &person->given_name,
                       &person->surname,      &person->department,
                       &person->job_title,    &person->office,
                       &person->company,      &person->street,
                       &person->postal_code,  &person->city,
                       &person->state,        &person->country,
                       &person->phone,        &person->mobile,
                       &person->fax,          &person->extension_attribute1,
                       &person->locale,       &person->zone };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (*fields[i]);
  oof_sim_mailbox_free (person->mailbox);
  g_free (person);
}

static void
group_free (gpointer data)
{
  OofSimGroup *group = data;

  g_free (group->id);
  g_free (group->name);
  g_free (group->mail);
  g_ptr_array_unref (group->people);
  g_ptr_array_unref (group->groups);
  g_free (group);
}

OofSimSent *
oof_sim_sent_new (void)
{
  OofSimSent *sent = g_new0 (OofSimSent, 1);

  sent->to = g_ptr_array_new_with_free_func (g_free);
  return sent;
}

void
oof_sim_sent_free (OofSimSent *sent)
{
  if (sent == NULL)
    return;
  g_free (sent->from);
  g_ptr_array_unref (sent->to);
  g_free (sent->subject);
  g_free (sent->text);
  g_free (sent);
}

OofSimTenant *
oof_sim_tenant_new (void)
{
  OofSimTenant *tenant = g_new0 (OofSimTenant, 1);

  tenant->people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_person_free);
  tenant->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_person_free);
  tenant->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_sent_free);
  tenant->groups = g_ptr_array_new_with_free_func (group_free);
  tenant->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tenant->sign_in = oof_sim_sign_in_new ();
  return tenant;
}

void
oof_sim_tenant_free (OofSimTenant *tenant)
{
  if (tenant == NULL)
    return;
  g_free (tenant->id);
  g_free (tenant->name);
  g_free (tenant->domain);
  g_free (tenant->initial_domain);
  g_free (tenant->nt_domain);
  g_free (tenant->runner_id);
  g_free (tenant->runner_secret);
  g_free (tenant->person_client_id);
  g_free (tenant->runner_account);
  g_free (tenant->runner_password);
  g_free (tenant->password_part);
  g_hash_table_unref (tenant->tokens);
  oof_sim_sign_in_free (tenant->sign_in);
  g_ptr_array_unref (tenant->groups);
  g_ptr_array_unref (tenant->people);
  g_ptr_array_unref (tenant->gone);
  g_ptr_array_unref (tenant->sent);
  g_free (tenant);
}

OofSimGroup *
oof_sim_tenant_add_group (OofSimTenant *tenant,
                          const gchar *id,
                          const gchar *name,
                          const gchar *mail)
{
  OofSimGroup *group = g_new0 (OofSimGroup, 1);

  group->id = g_strdup (id);
  group->name = g_strdup (name);
  group->mail = g_strdup (mail);
  group->people = g_ptr_array_new ();
  group->groups = g_ptr_array_new ();
  g_ptr_array_add (tenant->groups, group);
  return group;
}

gint64
oof_sim_tenant_now (const OofSimTenant *tenant)
{
  return g_get_real_time () + tenant->clock_offset;
}

gboolean
oof_sim_tenant_set_now (OofSimTenant *tenant, gint64 now)
{
  if (now < 0 || now >= YEAR_3000)
    return FALSE;
  tenant->clock_offset = now - g_get_real_time ();
  return TRUE;
}

gboolean
oof_sim_person_is_primary (const OofSimPerson *person, const gchar *address)
{
  return g_ascii_strcasecmp (person->mail, address) == 0;
}

static gboolean
is_second_address (const OofSimTenant *tenant, const OofSimPerson *person, const gchar *key)
{
  gsize length = strlen (person->alias);

  return g_ascii_strncasecmp (key, person->alias, length) == 0 && key[length] == '@'
         && g_ascii_strcasecmp (key + length + 1, tenant->initial_domain) == 0;
}

OofSimPerson *
oof_sim_tenant_find_person (OofSimTenant *tenant, const gchar *key)
{
  for (guint i = 0; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];
      if (g_ascii_strcasecmp (person->id, key) == 0 || g_ascii_strcasecmp (person->upn, key) == 0
          || oof_sim_person_is_primary (person, key) || is_second_address (tenant, person, key)
          || g_ascii_strcasecmp (person->account, key) == 0)
        return person;
    }
  return NULL;
}

void
oof_sim_tenant_delete_person (OofSimTenant *tenant, OofSimPerson *person)
{
  guint index;

  for (guint i = 0; i < tenant->groups->len; i++)
    g_ptr_array_remove (((OofSimGroup *) tenant->groups->pdata[i])->people, person);
  if (g_ptr_array_find (tenant->people, person, &index))
    g_ptr_array_add (tenant->gone, g_ptr_array_steal_index (tenant->people, index));
}

OofSimGroup *
oof_sim_tenant_find_group (OofSimTenant *tenant, const gchar *key)
{
  for (guint i = 0; i < tenant->groups->len; i++)
    {
      OofSimGroup *group = tenant->groups->pdata[i];

      if (g_ascii_strcasecmp (group->id, key) == 0 || g_ascii_strcasecmp (group->name, key) == 0
          || g_ascii_strcasecmp (group->mail, key) == 0)
        return group;
    }
  return NULL;
}

static void
resolve_into (OofSimGroup *group, GHashTable *seen, GPtrArray *people)
{
  if (!g_hash_table_add (seen, group))
    return;
  for (guint i = 0; i < group->people->len; i++)
    if (g_hash_table_add (seen, group->people->pdata[i]))
      g_ptr_array_add (people, group->people->pdata[i]);
  for (guint i = 0; i < group->groups->len; i++)
    resolve_into (group->groups->pdata[i], seen, people);
}

GPtrArray *
oof_sim_group_resolve (OofSimGroup *group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *people = g_ptr_array_new ();

  resolve_into (group, seen, people);
  return people;
}

gboolean
oof_sim_tenant_is_internal (const OofSimTenant *tenant, const gchar *address)
{
  const gchar *at = strrchr (address, '@');

  return at != NULL
         && (g_ascii_strcasecmp (at + 1, tenant->domain) == 0
             || g_ascii_strcasecmp (at + 1, tenant->initial_domain) == 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-scenario.h"

#include "sim/oof-sim-people.h"
#include "sim/oof-sim-seed.h"

#include <gio/gio.h>
#include <string.h>

#define DEMO_PEOPLE   200
#define ONPREM_PEOPLE 64

/* With letters that a form, a header or a shell must escape. (transfer full) */
static gchar *
make_secret (void)
{
  g_autofree gchar *uuid = g_uuid_string_random ();

  return g_strdup_printf ("Q8~%s+/=&%%", uuid);
}

OofSimTenant *
oof_sim_scenario_new (const OofSimStart *start, GError **error)
{
  gboolean is_onprem = strcmp (start->name, "onprem") == 0;
  OofSimTenant *tenant;

  if (!is_onprem && strcmp (start->name, "demo") != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "there is no scenario \"%s\"; there are demo and onprem", start->name);
      return NULL;
    }
  tenant = oof_sim_tenant_new ();
  tenant->is_onprem = is_onprem;
  tenant->has_graph = !is_onprem;
  tenant->has_ews = TRUE;
  tenant->id = g_uuid_string_random ();
  tenant->runner_id = g_uuid_string_random ();
  tenant->runner_secret = make_secret ();
  tenant->person_client_id = g_uuid_string_random ();
  tenant->runner_password = make_secret ();
  tenant->password_part = g_uuid_string_random ();
  tenant->seed = start->seed;
  tenant->wanted_people = start->people;
  if (start->people == 0)
    tenant->wanted_people = is_onprem ? ONPREM_PEOPLE : DEMO_PEOPLE;
  if (start->now != 0)
    oof_sim_tenant_set_now (tenant, start->now);
  tenant->start_offset = tenant->clock_offset;
  oof_sim_scenario_fill (tenant);
  return tenant;
}

void
oof_sim_scenario_fill (OofSimTenant *tenant)
{
  tenant->clock_offset = tenant->start_offset;
  g_ptr_array_set_size (tenant->groups, 0);
  g_ptr_array_set_size (tenant->people, 0);
  oof_sim_people_fill (tenant, tenant->seed, tenant->wanted_people, tenant->is_onprem);
  g_free (tenant->runner_account);
  tenant->runner_account = g_strdup_printf ("%s\\svc-oof", tenant->nt_domain);
  oof_sim_seed_fill (tenant);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-scenario.h"

#include "sim/oof-sim-crowd.h"
#include "sim/oof-sim-people.h"
#include "sim/oof-sim-seed.h"

#include <gio/gio.h>
#include <string.h>

/* The directory was synchronised twelve minutes ago, as Entra Connect does each half hour. */
#define SYNC_AGE (12 * 60 * (gint64) G_USEC_PER_SEC)

static const struct
{
  const gchar *name;
  OofSimSites sites;
  OofSimLocation service; /* where the service mailbox lives */
  guint people;
} scenarios[] = {
  { "demo", OOF_SIM_SITES_HYBRID, OOF_SIM_LOCATION_CLOUD, 200 },
  { "cloud", OOF_SIM_SITES_CLOUD, OOF_SIM_LOCATION_CLOUD, 200 },
  { "hybrid-blocked", OOF_SIM_SITES_HYBRID, OOF_SIM_LOCATION_ONPREM, 200 },
  { "hybrid", OOF_SIM_SITES_HYBRID, OOF_SIM_LOCATION_CLOUD, 200 },
  { "onprem", OOF_SIM_SITES_ONPREM, OOF_SIM_LOCATION_ONPREM, 64 },
  { "large", OOF_SIM_SITES_CLOUD, OOF_SIM_LOCATION_CLOUD, 10000 },
};

/* With letters that a form, a header or a shell must escape. (transfer full) */
static gchar *
make_secret (void)
{
  g_autofree gchar *uuid = g_uuid_string_random ();

  return g_strdup_printf ("Q8~%s+/=&%%", uuid);
}

/* Its place in the list; G_N_ELEMENTS (scenarios) when there is none. */
static gsize
find_scenario (const gchar *name)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (scenarios) && strcmp (scenarios[i].name, name) != 0)
    i++;
  return i;
}

gboolean
oof_sim_scenario_is_known (const gchar *name)
{
  return find_scenario (name) < G_N_ELEMENTS (scenarios);
}

OofSimTenant *
oof_sim_scenario_new (const OofSimStart *start, GError **error)
{
  OofSimTenant *tenant;
  gsize i = find_scenario (start->name);

  if (i == G_N_ELEMENTS (scenarios))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "there is no scenario \"%s\"; there are demo, cloud, hybrid-blocked, hybrid, "
                   "onprem and large",
                   start->name);
      return NULL;
    }
  tenant = oof_sim_tenant_new ();
  tenant->sites = scenarios[i].sites;
  tenant->service_location = scenarios[i].service;
  tenant->has_graph = tenant->sites != OOF_SIM_SITES_ONPREM;
  tenant->has_ews = tenant->sites != OOF_SIM_SITES_CLOUD;
  tenant->id = g_uuid_string_random ();
  tenant->runner_id = g_uuid_string_random ();
  tenant->runner_secret = make_secret ();
  tenant->person_client_id = g_uuid_string_random ();
  tenant->runner_password = make_secret ();
  tenant->password_part = g_uuid_string_random ();
  tenant->seed = start->seed;
  tenant->wanted_people = start->people != 0 ? start->people : scenarios[i].people;
  tenant->wanted_groups = start->groups;
  if (start->now != 0 && !oof_sim_tenant_set_now (tenant, start->now))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "the clock goes from 1970 to 2999");
      oof_sim_tenant_free (tenant);
      return NULL;
    }
  tenant->start_offset = tenant->clock_offset;
  oof_sim_scenario_fill (tenant);
  return tenant;
}

void
oof_sim_scenario_fill (OofSimTenant *tenant)
{
  tenant->clock_offset = tenant->start_offset;
  tenant->sync = OOF_SIM_SYNC_ON;
  tenant->synchronised = oof_sim_tenant_now (tenant) - SYNC_AGE;
  tenant->owa_closed = FALSE;
  tenant->service_unlicensed = FALSE;
  g_ptr_array_set_size (tenant->groups, 0);
  g_ptr_array_set_size (tenant->people, 0);
  g_ptr_array_set_size (tenant->gone, 0);
  g_ptr_array_set_size (tenant->sent, 0);
  oof_sim_people_fill (tenant, tenant->seed, tenant->wanted_people, tenant->sites);
  oof_sim_crowd_add (tenant, tenant->wanted_groups);
  tenant->service->location = tenant->service_location;
  g_free (tenant->runner_account);
  tenant->runner_account = g_strdup_printf ("%s\\svc-oof", tenant->nt_domain);
  oof_sim_seed_fill (tenant);
}

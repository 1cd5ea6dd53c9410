/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-crowd.h"

#include "sim/oof-sim-random.h"

/* Every so many are named like that. */
#define LONG_NAMES  17
#define RIGHT_NAMES 23

#define LONG_NAME                                                                                  \
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "             \
  "für angewandte Überlängen in Tabellen, Listen, Köpfen und Legenden"

/* NAME, or what stands for it. (transfer full) */
static gchar *
make_name (guint index, const gchar *name)
{
  static const gchar *const right[] = { "قسم المبيعات والتسويق", "מחלקת הנדסה ותפעול" };

  if (index % LONG_NAMES == LONG_NAMES - 1)
    return g_strdup_printf ("%s %s", name, LONG_NAME);
  if (index % RIGHT_NAMES == RIGHT_NAMES - 1)
    return g_strdup_printf ("%s %u", right[index / RIGHT_NAMES % G_N_ELEMENTS (right)], index);
  return g_strdup (name);
}

static gchar *
make_mail (const OofSimTenant *tenant, guint index)
{
  return g_strdup_printf ("abteilung-%u@%s", index + 1, tenant->domain);
}

/* Who has a part in tests and pictures keeps the name: only those at the end of the list. */
static void
rename_people (OofSimTenant *tenant)
{
  for (guint i = 100; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];
      g_autofree gchar *name = make_name (i, person->display_name);

      if (person != tenant->service)
        oof_sim_set_string (&person->display_name, name);
    }
}

void
oof_sim_crowd_add (OofSimTenant *tenant, guint count)
{
  GPtrArray *groups = g_ptr_array_new ();
  OofSimRandom random = oof_sim_random_new (tenant->seed, "crowd");

  if (count > 0)
    rename_people (tenant);
  for (guint i = 0; i < count; i++)
    {
      g_autofree gchar *plain = g_strdup_printf ("Abteilung %u", i + 1);
      g_autofree gchar *name = make_name (i, plain);
      g_autofree gchar *id = oof_sim_random_uuid (&random);
      g_autofree gchar *mail = make_mail (tenant, i);
      g_ptr_array_add (groups, oof_sim_tenant_add_group (tenant, id, name, mail));
    }
  for (guint i = 0; count > 0 && i < tenant->people->len; i++)
    if (tenant->people->pdata[i] != tenant->service)
      g_ptr_array_add (((OofSimGroup *) groups->pdata[i % count])->people,
                       tenant->people->pdata[i]);
  g_ptr_array_unref (groups);
}

static JsonObject *
make_entry (const gchar *name, gint priority, const gchar *group)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "name", name);
  json_object_set_int_member (entry, "priority", priority);
  json_object_set_null_member (entry, "template");
  json_object_set_boolean_member (entry, "openEnd", FALSE);
  json_object_set_boolean_member (entry, "forwardRequired", FALSE);
  json_object_set_string_member (entry, "group", group);
  return entry;
}

void
oof_sim_crowd_list (OofSimTenant *tenant, JsonArray *groups, gint priority)
{
  for (guint i = 0; i < tenant->wanted_groups; i++)
    {
      g_autofree gchar *mail = make_mail (tenant, i);

      for (guint k = 0; k < tenant->groups->len; k++)
        {
          OofSimGroup *group = tenant->groups->pdata[k];
          if (g_strcmp0 (group->mail, mail) == 0)
            json_array_add_object_element (
                groups, make_entry (group->name, priority + (gint) i, group->name));
        }
    }
}

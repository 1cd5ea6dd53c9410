/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-group.h"

#include "sim/oof-sim-control-rules.h"
#include "sim/oof-sim-form.h"
#include "sim/oof-sim-tenant.h"

static void
answer (OofSimExchange *exchange, guint status, JsonObject *object)
{
  oof_sim_exchange_answer (exchange, status, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

static void
refuse (OofSimExchange *exchange, guint status, const gchar *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", message);
  answer (exchange, status, object);
}

/* The people of the list MEMBER. (transfer full) (nullable): NULL when it is wrong. */
static GPtrArray *
read_people (OofSimTenant *tenant, JsonObject *change, const gchar *member)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  if (!oof_sim_control_read_texts (change, member, addresses))
    return NULL;
  for (guint i = 0; i < addresses->len; i++)
    {
      OofSimPerson *person = oof_sim_tenant_find_person (tenant, addresses->pdata[i]);

      if (person == NULL)
        return NULL;
      g_ptr_array_add (people, person);
    }
  return g_steal_pointer (&people);
}

/* The groups of the list "nest". (transfer full) (nullable): NULL when it is wrong. */
static GPtrArray *
read_groups (OofSimTenant *tenant, JsonObject *change)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  if (!oof_sim_control_read_texts (change, "nest", names))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      OofSimGroup *group = oof_sim_tenant_find_group (tenant, names->pdata[i]);

      if (group == NULL)
        return NULL;
      g_ptr_array_add (groups, group);
    }
  return g_steal_pointer (&groups);
}

static void
answer_members (OofSimExchange *exchange, const OofSimGroup *group)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *members = json_array_new ();

  for (guint i = 0; i < group->people->len; i++)
    json_array_add_string_element (members, ((OofSimPerson *) group->people->pdata[i])->mail);
  json_object_set_array_member (object, "members", members);
  answer (exchange, 200, object);
}

void
oof_sim_control_change_group (OofSimExchange *exchange, const gchar *name, JsonObject *change)
{
  static const OofSimJsonMember members[] = { { "add", OOF_SIM_JSON_ARRAY },
                                              { "remove", OOF_SIM_JSON_ARRAY },
                                              { "nest", OOF_SIM_JSON_ARRAY },
                                              { NULL, 0 } };
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *plain = oof_sim_form_unescape (name);
  OofSimGroup *group = plain == NULL ? NULL : oof_sim_tenant_find_group (tenant, plain);
  g_autofree gchar *problem = oof_sim_json_check (change, members);
  g_autoptr (GPtrArray) joining = problem == NULL ? read_people (tenant, change, "add") : NULL;
  g_autoptr (GPtrArray) leaving = problem == NULL ? read_people (tenant, change, "remove") : NULL;

  g_autoptr (GPtrArray) nested = problem == NULL ? read_groups (tenant, change) : NULL;

  if (group == NULL || problem != NULL || joining == NULL || leaving == NULL || nested == NULL)
    {
      refuse (exchange, group == NULL ? 404 : 400,
              group == NULL ? "There is no such group."
              : problem != NULL
                  ? problem
                  : "\"add\" and \"remove\" are lists of addresses, \"nest\" of groups.");
      return;
    }
  for (guint i = 0; i < leaving->len; i++)
    g_ptr_array_remove (group->people, leaving->pdata[i]);
  for (guint i = 0; i < joining->len; i++)
    if (!g_ptr_array_find (group->people, joining->pdata[i], NULL))
      g_ptr_array_add (group->people, joining->pdata[i]);
  for (guint i = 0; i < nested->len; i++)
    if (!g_ptr_array_find (group->groups, nested->pdata[i], NULL))
      g_ptr_array_add (group->groups, nested->pdata[i]);
  answer_members (exchange, group);
}

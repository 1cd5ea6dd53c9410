/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-filter.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

static JsonObject *
group_to_json (const OofSimGroup *group)
{
  JsonObject *object = json_object_new ();
  const gchar *at = strchr (group->mail, '@');
  g_autofree gchar *alias = g_strndup (group->mail, (gsize) (at - group->mail));

  json_object_set_string_member (object, "id", group->id);
  json_object_set_string_member (object, "displayName", group->name);
  json_object_set_string_member (object, "mail", group->mail);
  json_object_set_string_member (object, "mailNickname", alias);
  json_object_set_boolean_member (object, "mailEnabled", TRUE);
  json_object_set_boolean_member (object, "securityEnabled", FALSE);
  json_object_set_array_member (object, "groupTypes", json_array_new ());
  json_object_set_null_member (object, "description");
  return object;
}

static const gchar *const group_names[] = { "id",           "displayName", "mail",
                                            "mailNickname", "mailEnabled", "securityEnabled",
                                            "groupTypes",   "description", NULL };

static JsonObject *
pick_group (const OofSimGroup *group, const GStrv select)
{
  g_autoptr (JsonObject) object = group_to_json (group);

  return oof_sim_json_pick (object, select == NULL ? group_names : (const gchar *const *) select);
}

/* "displayName eq '…'" or "mail eq '…'"; TRUE also when there is no filter. */
static gboolean
group_filter_holds (const OofSimFilter *filter, const OofSimGroup *group)
{
  for (guint i = 0; filter != NULL && i < filter->comparisons->len; i++)
    {
      const OofSimComparison *comparison = filter->comparisons->pdata[i];
      const gchar *value = strcmp (comparison->name, "mail") == 0 ? group->mail : group->name;

      if ((g_ascii_strcasecmp (value, comparison->value) == 0) == filter->any)
        return filter->any;
    }
  return filter == NULL || !filter->any;
}

static gboolean
group_filter_is_known (const OofSimFilter *filter)
{
  for (guint i = 0; i < filter->comparisons->len; i++)
    {
      const OofSimComparison *comparison = filter->comparisons->pdata[i];

      if (strcmp (comparison->operation, "eq") != 0 || !comparison->quoted
          || (strcmp (comparison->name, "mail") != 0
              && strcmp (comparison->name, "displayName") != 0))
        return FALSE;
    }
  return TRUE;
}

void
oof_sim_graph_list_groups (OofSimCall *call)
{
  static const gchar *const options[] = {
    "$select", "$top", "$filter", "$count", "$skiptoken", NULL
  };
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  const gchar *text = oof_sim_call_get_query (call, "$filter");
  g_autoptr (OofSimFilter) filter = text == NULL ? NULL : oof_sim_filter_parse (text);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) select = NULL;
  JsonArray *value;
  guint first, last;

  if (!oof_sim_call_check_query (call, options))
    return;
  if (text != NULL && (filter == NULL || !group_filter_is_known (filter)))
    {
      oof_sim_call_fail (call, 400, "Request_UnsupportedQuery", "Unsupported query: $filter=%s",
                         text);
      return;
    }
  select = oof_sim_call_get_select (call, group_names);
  for (guint i = 0; i < tenant->groups->len; i++)
    if (group_filter_holds (filter, tenant->groups->pdata[i]))
      g_ptr_array_add (found, tenant->groups->pdata[i]);
  if (call->status != 0 || !oof_sim_call_get_page (call, found->len, 100, 999, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    json_array_add_object_element (value, pick_group (found->pdata[i], select));
  oof_sim_call_answer_page (call, "groups", value, found->len, first, last,
                            oof_sim_call_is_advanced (call));
}

/* The group that the path names by its id, or NULL after a failure. */
static OofSimGroup *
enter_group (OofSimCall *call)
{
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);

  for (guint i = 0; i < tenant->groups->len; i++)
    {
      OofSimGroup *group = tenant->groups->pdata[i];

      if (g_ascii_strcasecmp (group->id, call->path[1]) == 0)
        return group;
    }
  oof_sim_call_fail (call, 404, "Request_ResourceNotFound",
                     "Resource '%s' does not exist or one of its queried reference-property "
                     "objects are not present.",
                     call->path[1]);
  return NULL;
}

void
oof_sim_graph_get_group (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", NULL };
  OofSimGroup *group = enter_group (call);
  g_auto (GStrv) select = NULL;
  JsonObject *answer;

  if (group == NULL || !oof_sim_call_check_query (call, options))
    return;
  select = oof_sim_call_get_select (call, group_names);
  if (call->status != 0)
    return;
  answer = pick_group (group, select);
  oof_sim_call_set_context (call, answer, "groups/$entity");
  oof_sim_call_answer (call, 200, answer);
}

/* Members of both kinds: the nested groups first, then people. */
static void
answer_members (OofSimCall *call, OofSimGroup *group, GPtrArray *people)
{
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  guint groups = group->groups->len;
  JsonArray *value;
  guint first, last;

  if (!oof_sim_call_get_page (call, groups + people->len, 100, 999, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    {
      JsonObject *member = i < groups
                               ? pick_group (group->groups->pdata[i], NULL)
                               : oof_sim_graph_pick_user (tenant, people->pdata[i - groups], NULL);

      json_object_set_string_member (
          member, "@odata.type", i < groups ? "#microsoft.graph.group" : "#microsoft.graph.user");
      json_array_add_object_element (value, member);
    }
  oof_sim_call_answer_page (call, "directoryObjects", value, groups + people->len, first, last,
                            oof_sim_call_is_advanced (call));
}

void
oof_sim_graph_list_members (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", "$top", "$count", "$skiptoken", NULL };
  OofSimGroup *group = enter_group (call);
  gboolean transitive = strcmp (call->path[2], "transitiveMembers") == 0;
  gboolean cast = call->path[3] != NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_auto (GStrv) select = NULL;

  if (group == NULL || !oof_sim_call_check_query (call, options))
    return;
  if (cast && !oof_sim_call_is_advanced (call))
    {
      oof_sim_call_fail (call, 400, "Request_UnsupportedQuery",
                         "OData cast needs the ConsistencyLevel header set to eventual and "
                         "$count=true.");
      return;
    }
  select = oof_sim_call_get_select (call, oof_sim_graph_user_names);
  if (call->status != 0)
    return;
  people = transitive ? oof_sim_group_resolve (group) : g_ptr_array_ref (group->people);
  if (cast)
    oof_sim_graph_answer_people (call, people, select);
  else
    answer_members (call, group, people);
}

static JsonArray *
make_domains (const OofSimTenant *tenant)
{
  JsonArray *domains = json_array_new ();
  const gchar *names[] = { tenant->domain, tenant->initial_domain };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *domain = json_object_new ();

      json_object_set_string_member (domain, "capabilities", "Email, OfficeCommunicationsOnline");
      json_object_set_boolean_member (domain, "isDefault", i == 0);
      json_object_set_boolean_member (domain, "isInitial", i == 1);
      json_object_set_string_member (domain, "name", names[i]);
      json_object_set_string_member (domain, "type", "Managed");
      json_array_add_object_element (domains, domain);
    }
  return domains;
}

/* onPremisesSyncEnabled: true, false: once it was, null: never. */
static void
set_sync (JsonObject *organization, const OofSimTenant *tenant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *at = oof_sim_zone_format (utc, tenant->synchronised, "%Y-%m-%dT%H:%M:%SZ");

  if (tenant->sync == OOF_SIM_SYNC_NEVER)
    json_object_set_null_member (organization, "onPremisesSyncEnabled");
  else
    json_object_set_boolean_member (organization, "onPremisesSyncEnabled",
                                    tenant->sync == OOF_SIM_SYNC_ON);
  oof_sim_json_set_text (organization, "onPremisesLastSyncDateTime",
                         tenant->sync == OOF_SIM_SYNC_NEVER ? NULL : at);
}

void
oof_sim_graph_list_organization (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", NULL };
  static const gchar *const names[] = { "id",
                                        "displayName",
                                        "verifiedDomains",
                                        "onPremisesSyncEnabled",
                                        "onPremisesLastSyncDateTime",
                                        "countryLetterCode",
                                        NULL };
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  g_autoptr (JsonObject) organization = json_object_new ();
  g_auto (GStrv) select = NULL;
  JsonArray *value;

  if (!oof_sim_call_check_query (call, options))
    return;
  select = oof_sim_call_get_select (call, names);
  if (call->status != 0)
    return;
  json_object_set_string_member (organization, "id", tenant->id);
  json_object_set_string_member (organization, "displayName", tenant->name);
  json_object_set_string_member (organization, "countryLetterCode", "DE");
  json_object_set_array_member (organization, "verifiedDomains", make_domains (tenant));
  set_sync (organization, tenant);
  value = json_array_new ();
  json_array_add_object_element (
      value,
      oof_sim_json_pick (organization, select == NULL ? names : (const gchar *const *) select));
  oof_sim_call_answer_page (call, "organization", value, 1, 0, 1, FALSE);
}

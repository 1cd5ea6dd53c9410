/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-filter.h"
#include "sim/oof-sim-graph.h"

#include <string.h>

const gchar *const oof_sim_graph_user_names[] = { "id",
                                                  "businessPhones",
                                                  "displayName",
                                                  "givenName",
                                                  "jobTitle",
                                                  "mail",
                                                  "mobilePhone",
                                                  "officeLocation",
                                                  "preferredLanguage",
                                                  "surname",
                                                  "userPrincipalName",
                                                  "accountEnabled",
                                                  "assignedPlans",
                                                  "city",
                                                  "companyName",
                                                  "country",
                                                  "department",
                                                  "faxNumber",
                                                  "mailNickname",
                                                  "onPremisesDomainName",
                                                  "onPremisesExtensionAttributes",
                                                  "onPremisesSamAccountName",
                                                  "onPremisesSyncEnabled",
                                                  "postalCode",
                                                  "proxyAddresses",
                                                  "state",
                                                  "streetAddress",
                                                  "userType",
                                                  "mailboxSettings",
                                                  NULL };

/* What comes without $select (graph.md 2). */
static const gchar *const standard_names[] = {
  "id",          "businessPhones", "displayName",       "givenName", "jobTitle",          "mail",
  "mobilePhone", "officeLocation", "preferredLanguage", "surname",   "userPrincipalName", NULL
};

static JsonArray *
make_strings (const gchar *first, const gchar *second)
{
  JsonArray *array = json_array_new ();

  if (first != NULL && *first != '\0')
    json_array_add_string_element (array, first);
  if (second != NULL)
    json_array_add_string_element (array, second);
  return array;
}

/* An Exchange plan, as licensed people in the cloud and the service mailbox have one; shared
 * mailboxes and rooms have none. */
static JsonArray *
make_plans (const OofSimTenant *tenant, const OofSimPerson *person)
{
  JsonArray *plans = json_array_new ();
  JsonObject *plan;

  gboolean licensed = person == tenant->service ? !tenant->service_unlicensed
                                                : person->purpose == OOF_SIM_PURPOSE_USER;

  if (person->location != OOF_SIM_LOCATION_CLOUD || !licensed)
    return plans;
  plan = json_object_new ();
  json_object_set_string_member (plan, "assignedDateTime", "2024-03-01T08:00:00Z");
  json_object_set_string_member (plan, "capabilityStatus", "Enabled");
  json_object_set_string_member (plan, "service", "exchange");
  json_object_set_string_member (plan, "servicePlanId", "efb87545-963c-4e0d-99df-69c6916d9eb0");
  json_array_add_object_element (plans, plan);
  return plans;
}

static JsonObject *
make_extension_attributes (const OofSimPerson *person)
{
  JsonObject *object = json_object_new ();

  oof_sim_json_set_filled (object, "extensionAttribute1", person->extension_attribute1);
  for (guint i = 2; i <= 15; i++)
    {
      g_autofree gchar *name = g_strdup_printf ("extensionAttribute%u", i);

      json_object_set_null_member (object, name);
    }
  return object;
}

static gboolean
is_one_of (const gchar *const *names, const gchar *name)
{
  return g_strv_contains (names, name);
}

/* A text, or null when there is none. */
static void
set_texts (const OofSimTenant *tenant,
           const OofSimPerson *person,
           const gchar *const *names,
           JsonObject *user)
{
  gboolean synchronised = person->location == OOF_SIM_LOCATION_ONPREM;
  const gchar *account = strrchr (person->account, '\\');
  const struct
  {
    const gchar *name;
    const gchar *value;
  } texts[] = { { "id", person->id },
                { "displayName", person->display_name },
                { "givenName", person->given_name },
                { "jobTitle", person->job_title },
                { "mail", person->mail },
                { "mobilePhone", person->mobile },
                { "officeLocation", person->office },
                { "preferredLanguage", person->locale },
                { "surname", person->surname },
                { "userPrincipalName", person->upn },
                { "city", person->city },
                { "companyName", person->company },
                { "country", person->country },
                { "department", person->department },
                { "faxNumber", person->fax },
                { "postalCode", person->postal_code },
                { "state", person->state },
                { "streetAddress", person->street },
                { "mailNickname", person->alias },
                { "onPremisesDomainName", synchronised ? tenant->domain : NULL },
                { "onPremisesSamAccountName",
                  synchronised && account != NULL ? account + 1 : NULL },
                { "userType", "Member" } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is_one_of (names, texts[i].name))
      oof_sim_json_set_filled (user, texts[i].name, texts[i].value);
}

static void
set_lists (const OofSimTenant *tenant,
           const OofSimPerson *person,
           const gchar *const *names,
           JsonObject *user)
{
  g_autofree gchar *primary = g_strconcat ("SMTP:", person->mail, NULL);
  g_autofree gchar *second = g_strdup_printf ("smtp:%s@%s", person->alias, tenant->initial_domain);

  if (is_one_of (names, "businessPhones"))
    json_object_set_array_member (user, "businessPhones", make_strings (person->phone, NULL));
  if (is_one_of (names, "assignedPlans"))
    json_object_set_array_member (user, "assignedPlans", make_plans (tenant, person));
  if (is_one_of (names, "onPremisesExtensionAttributes"))
    json_object_set_object_member (user, "onPremisesExtensionAttributes",
                                   make_extension_attributes (person));
  if (is_one_of (names, "proxyAddresses"))
    json_object_set_array_member (user, "proxyAddresses", make_strings (primary, second));
}

JsonObject *
oof_sim_graph_pick_user (const OofSimTenant *tenant, const OofSimPerson *person, const GStrv select)
{
  const gchar *const *names = select == NULL ? standard_names : (const gchar *const *) select;
  JsonObject *user = json_object_new ();

  set_texts (tenant, person, names, user);
  set_lists (tenant, person, names, user);
  if (is_one_of (names, "accountEnabled"))
    json_object_set_boolean_member (user, "accountEnabled", person->enabled);
  if (is_one_of (names, "onPremisesSyncEnabled") && person->location == OOF_SIM_LOCATION_ONPREM)
    json_object_set_boolean_member (user, "onPremisesSyncEnabled", TRUE);
  else if (is_one_of (names, "onPremisesSyncEnabled"))
    json_object_set_null_member (user, "onPremisesSyncEnabled");
  return user;
}

/* "accountEnabled eq true and userType eq 'Member' and mail eq '…'"; nothing else. */
static gboolean
filter_holds (const OofSimFilter *filter, const OofSimPerson *person)
{
  for (guint i = 0; i < filter->comparisons->len; i++)
    {
      const OofSimComparison *comparison = filter->comparisons->pdata[i];
      gboolean holds;

      if (strcmp (comparison->name, "accountEnabled") == 0)
        holds = person->enabled == (strcmp (comparison->value, "true") == 0);
      else if (strcmp (comparison->name, "userType") == 0)
        holds = g_ascii_strcasecmp (comparison->value, "Member") == 0;
      else
        holds = oof_sim_person_is_primary (person, comparison->value);
      if (holds == filter->any)
        return holds;
    }
  return !filter->any;
}

static gboolean
filter_is_known (const OofSimFilter *filter)
{
  for (guint i = 0; i < filter->comparisons->len; i++)
    {
      const OofSimComparison *comparison = filter->comparisons->pdata[i];
      gboolean is_flag = strcmp (comparison->name, "accountEnabled") == 0;
      gboolean is_text =
          strcmp (comparison->name, "userType") == 0 || strcmp (comparison->name, "mail") == 0;

      if (strcmp (comparison->operation, "eq") != 0 || (!is_flag && !is_text)
          || comparison->quoted != is_text)
        return FALSE;
    }
  return TRUE;
}

/* One "property:text" of a $search. */
static gboolean
term_holds (const gchar *term, const OofSimPerson *person, gboolean *known)
{
  const struct
  {
    const gchar *name;
    const gchar *value;
  } fields[] = { { "displayName", person->display_name }, { "mail", person->mail },
                 { "givenName", person->given_name },     { "surname", person->surname },
                 { "mailNickname", person->alias },       { "userPrincipalName", person->upn } };
  const gchar *colon = strchr (term, ':');

  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (fields); i++)
    if (strncmp (fields[i].name, term, (gsize) (colon - term)) == 0
        && fields[i].name[colon - term] == '\0')
      return g_str_match_string (colon + 1, fields[i].value, TRUE);
  *known = FALSE;
  return FALSE;
}

/* The quoted term at *AT, a quote or backslash inside it escaped by a backslash; *AT moves behind
 * it. NULL when there is none. (transfer full) */
static gchar *
read_term (const gchar **at)
{
  g_autoptr (GString) term = g_string_new (NULL);
  const gchar *p = *at + strspn (*at, " ");

  if (*p++ != '"')
    return NULL;
  for (; *p != '\0' && *p != '"'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (term, *p);
    }
  if (*p != '"')
    return NULL;
  *at = p + 1 + strspn (p + 1, " ");
  return g_string_free (g_steal_pointer (&term), FALSE);
}

/* "displayName:mei" OR "mail:mei": quoted terms, joined by OR or AND from left to right. */
static gboolean
search_holds (const gchar *search, const OofSimPerson *person, gboolean *known)
{
  const gchar *at = search;
  gboolean holds = FALSE;
  gboolean both = FALSE;

  for (;;)
    {
      g_autofree gchar *term = read_term (&at);
      gboolean own = term != NULL && term_holds (term, person, known);

      holds = both ? holds && own : holds || own;
      if (term != NULL && *at == '\0')
        return holds;
      both = g_str_has_prefix (at, "AND ");
      if (term == NULL || (!both && !g_str_has_prefix (at, "OR ")))
        break;
      at = strchr (at, ' ');
    }
  *known = FALSE;
  return FALSE;
}

/* People that $filter and $search leave, or NULL after a failure. (transfer container) */
static GPtrArray *
find_people (OofSimCall *call)
{
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  const gchar *filter_text = oof_sim_call_get_query (call, "$filter");
  const gchar *search = oof_sim_call_get_query (call, "$search");
  g_autoptr (OofSimFilter) filter = filter_text == NULL ? NULL : oof_sim_filter_parse (filter_text);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gboolean known = TRUE;

  if (filter_text != NULL && (filter == NULL || !filter_is_known (filter)))
    {
      oof_sim_call_fail (call, 400, "Request_UnsupportedQuery", "Unsupported query: $filter=%s",
                         filter_text);
      return NULL;
    }
  for (guint i = 0; known && i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];

      if ((filter == NULL || filter_holds (filter, person))
          && (search == NULL || search_holds (search, person, &known)))
        g_ptr_array_add (found, person);
    }
  if (known)
    return g_steal_pointer (&found);
  oof_sim_call_fail (call, 400, "BadRequest", "Syntax error in $search: %s", search);
  return NULL;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const OofSimPerson *const *first = a;
  const OofSimPerson *const *second = b;

  return g_utf8_collate ((*first)->display_name, (*second)->display_name);
}

static gboolean
check_advanced (OofSimCall *call)
{
  gboolean needed = oof_sim_call_get_query (call, "$search") != NULL
                    || (oof_sim_call_get_query (call, "$filter") != NULL
                        && oof_sim_call_get_query (call, "$orderby") != NULL);
  const gchar *order = oof_sim_call_get_query (call, "$orderby");

  if (order != NULL && strcmp (order, "displayName") != 0)
    oof_sim_call_fail (call, 400, "Request_UnsupportedQuery", "Sorting by '%s' is not supported.",
                       order);
  else if (needed && !oof_sim_call_is_advanced (call))
    oof_sim_call_fail (
        call, 400, "Request_UnsupportedQuery",
        "Request needs the ConsistencyLevel header set to eventual and $count=true.");
  else
    return TRUE;
  return FALSE;
}

void
oof_sim_graph_answer_people (OofSimCall *call, GPtrArray *people, const GStrv select)
{
  OofSimTenant *tenant = oof_sim_call_get_tenant (call);
  JsonArray *value;
  guint first, last;

  if (!oof_sim_call_get_page (call, people->len, 100, 999, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    json_array_add_object_element (value,
                                   oof_sim_graph_pick_user (tenant, people->pdata[i], select));
  oof_sim_call_answer_page (call, "users", value, people->len, first, last,
                            oof_sim_call_is_advanced (call));
}

void
oof_sim_graph_list_users (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", "$top",     "$filter",    "$search",
                                          "$count",  "$orderby", "$skiptoken", NULL };
  g_autoptr (GPtrArray) people = NULL;
  g_auto (GStrv) select = NULL;

  if (!oof_sim_call_check_query (call, options) || !check_advanced (call))
    return;
  select = oof_sim_call_get_select (call, oof_sim_graph_user_names);
  if (call->status == 0)
    people = find_people (call);
  if (people == NULL)
    return;
  if (oof_sim_call_get_query (call, "$orderby") != NULL)
    g_ptr_array_sort (people, compare_names);
  oof_sim_graph_answer_people (call, people, select);
}

void
oof_sim_graph_get_user (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", NULL };
  g_auto (GStrv) select = NULL;
  JsonObject *user;

  if (!oof_sim_call_check_query (call, options))
    return;
  select = oof_sim_call_get_select (call, oof_sim_graph_user_names);
  if (call->status != 0)
    return;
  /* It is returned only on $select for a single user. */
  if (select != NULL && g_strv_contains ((const gchar *const *) select, "mailboxSettings")
      && !oof_sim_graph_enter_settings (call))
    return;
  user = oof_sim_graph_pick_user (oof_sim_call_get_tenant (call), call->person, select);
  if (select != NULL && g_strv_contains ((const gchar *const *) select, "mailboxSettings"))
    json_object_set_object_member (user, "mailboxSettings", oof_sim_graph_settings_to_json (call));
  oof_sim_call_set_context (call, user, "users/$entity");
  oof_sim_call_answer (call, 200, user);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-people.h"

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-random.h"

#include <string.h>

#define PEOPLE_PATH "/io/github/oofmanager/sim/people.json"

/* A tenant in the making. */
typedef struct
{
  OofSimTenant *tenant;
  JsonObject *data;
  guint64 seed;
  OofSimRandom random;
  GHashTable *taken; /* (owned) local parts and account names in use */
  OofSimSites sites;
} Maker;

static const gchar *
get_text (JsonObject *object, const gchar *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

/* The object in the list MEMBER whose KEY is VALUE. */
static JsonObject *
find_entry (Maker *maker, const gchar *member, const gchar *key, const gchar *value)
{
  JsonArray *array = json_object_get_array_member (maker->data, member);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (strcmp (get_text (json_array_get_object_element (array, i), key), value) == 0)
      return json_array_get_object_element (array, i);
  g_assert_not_reached ();
}

static const gchar *
choose (Maker *maker, JsonArray *array)
{
  guint index = oof_sim_random_below (&maker->random, json_array_get_length (array));

  return json_array_get_string_element (array, index);
}

/* "Freiherr von Thüngen" -> "thuengen": the last word in small ASCII letters, hyphens kept. */
static gchar *
simplify (const gchar *name)
{
  const gchar *blank = strrchr (name, ' ');
  g_autoptr (GString) dotted = g_string_new (blank == NULL ? name : blank + 1);
  g_autofree gchar *ascii = NULL;
  GString *out = g_string_new (NULL);

  /* GLib's table does not know the dotless i. */
  g_string_replace (dotted, "ı", "i", 0);
  ascii = g_str_to_ascii (dotted->str, "de_DE");
  for (const gchar *at = ascii; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || *at == '-' || *at == '.')
      g_string_append_c (out, g_ascii_tolower (*at));
  return g_string_free (out, FALSE);
}

/* WANTED, or WANTED with a number behind it. (transfer full) */
static gchar *
take_name (Maker *maker, const gchar *wanted)
{
  gchar *name = g_strdup (wanted);

  for (guint i = 2; !g_hash_table_add (maker->taken, g_strdup (name)); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", wanted, i);
    }
  return name;
}

static gchar *
make_number (Maker *maker, JsonObject *office, const gchar *member, const gchar *digits_member)
{
  const gchar *prefix = get_text (office, member);
  gint digits = (gint) json_object_get_int_member (office, digits_member);
  guint limit = digits == 2 ? 100 : 1000;
  guint number = maker->tenant->people->len * 7 + 11;

  return g_strdup_printf ("%s%0*u", prefix, digits, number % limit);
}

static void
fill_place (Maker *maker, OofSimPerson *person, JsonObject *department, gboolean has_mobile)
{
  JsonObject *office = find_entry (maker, "offices", "key", get_text (department, "office"));
  gboolean onprem = maker->sites == OOF_SIM_SITES_HYBRID
                        ? strcmp (get_text (office, "location"), "onprem") == 0
                        : maker->sites == OOF_SIM_SITES_ONPREM;

  person->department = g_strdup (get_text (department, "name"));
  person->extension_attribute1 = g_strdup (get_text (department, "code"));
  person->company = g_strdup (get_text (maker->data, "company"));
  person->office = g_strdup (get_text (office, "name"));
  person->street = g_strdup (get_text (office, "street"));
  person->postal_code = g_strdup (get_text (office, "postalCode"));
  person->city = g_strdup (get_text (office, "city"));
  person->state = g_strdup (get_text (office, "state"));
  person->country = g_strdup (get_text (office, "country"));
  person->zone = g_strdup (get_text (office, "zone"));
  person->locale = g_strdup (get_text (office, "locale"));
  person->fax = g_strdup (get_text (office, "fax"));
  person->phone = make_number (maker, office, "phone", "phoneDigits");
  person->mobile =
      has_mobile ? make_number (maker, office, "mobile", "mobileDigits") : g_strdup ("");
  person->location = onprem ? OOF_SIM_LOCATION_ONPREM : OOF_SIM_LOCATION_CLOUD;
}

/* Ids, addresses and accounts from LOCAL (before the @) and ALIAS; adds the person. */
static void
add_person (Maker *maker, OofSimPerson *person, const gchar *local, const gchar *alias)
{
  OofSimTenant *tenant = maker->tenant;
  OofSimRandom random;
  g_autofree gchar *prefix = g_strdup_printf ("m%04u", tenant->people->len);
  gboolean german = g_str_has_prefix (person->locale, "de");

  person->mail = g_strdup_printf ("%s@%s", local, tenant->domain);
  /* They are often the same and need not be. */
  person->upn = tenant->people->len % 4 == 3
                    ? g_strdup_printf ("%s@%s", alias, tenant->initial_domain)
                    : g_strdup (person->mail);
  person->alias = g_strdup (alias);
  person->account = g_strdup_printf ("%s\\%s", tenant->nt_domain, alias);
  random = oof_sim_random_new (maker->seed, person->mail);
  person->id = oof_sim_random_uuid (&random);
  person->enabled = person->purpose == OOF_SIM_PURPOSE_USER;
  if (person->enabled)
    person->password = g_strdup_printf ("Sim:%s%%%s", alias, tenant->password_part);
  person->mailbox = oof_sim_mailbox_new (prefix, german ? "Kalender" : "Calendar");
  g_ptr_array_add (tenant->people, person);
}

static void
add_human (Maker *maker,
           const gchar *given,
           const gchar *surname,
           JsonObject *department,
           const gchar *title,
           gboolean has_mobile)
{
  OofSimPerson *person = g_new0 (OofSimPerson, 1);
  g_autofree gchar *first = simplify (given);
  g_autofree gchar *last = simplify (surname);
  g_autofree gchar *wanted_local = g_strdup_printf ("%s.%s", first, last);
  g_autofree gchar *wanted_alias = g_strdup_printf ("%c%s", *first, last);
  g_autofree gchar *local = take_name (maker, wanted_local);
  g_autofree gchar *alias = take_name (maker, wanted_alias);

  person->given_name = g_strdup (given);
  person->surname = g_strdup (surname);
  person->display_name = g_strdup_printf ("%s %s", given, surname);
  person->job_title = g_strdup (title);
  fill_place (maker, person, department, has_mobile);
  add_person (maker, person, local, alias);
}

static OofSimPerson *
add_special (Maker *maker, JsonObject *entry, const gchar *department, OofSimPurpose purpose)
{
  OofSimPerson *person = g_new0 (OofSimPerson, 1);
  const gchar *local = get_text (entry, "local");

  person->given_name = g_strdup ("");
  person->surname = g_strdup ("");
  person->display_name = g_strdup (get_text (entry, "name"));
  person->job_title = g_strdup ("");
  person->purpose = purpose;
  fill_place (maker, person, find_entry (maker, "departments", "name", department), FALSE);
  add_person (maker, person, local, local);
  return person;
}

/* "Konstrukteurin|Konstrukteur" for women and men. (transfer full) */
static gchar *
choose_title (Maker *maker, JsonObject *department, gboolean female)
{
  const gchar *pair = choose (maker, json_object_get_array_member (department, "titles"));
  const gchar *bar = strchr (pair, '|');

  if (bar == NULL)
    return g_strdup (pair);
  return female ? g_strndup (pair, (gsize) (bar - pair)) : g_strdup (bar + 1);
}

static JsonObject *
choose_department (Maker *maker)
{
  JsonArray *departments = json_object_get_array_member (maker->data, "departments");
  guint total = 0;
  guint chosen;

  for (guint i = 0; i < json_array_get_length (departments); i++)
    total += (guint) json_object_get_int_member (json_array_get_object_element (departments, i),
                                                 "weight");
  chosen = oof_sim_random_below (&maker->random, total);
  for (guint i = 0; i < json_array_get_length (departments); i++)
    {
      JsonObject *department = json_array_get_object_element (departments, i);
      guint weight = (guint) json_object_get_int_member (department, "weight");

      if (chosen < weight)
        return department;
      chosen -= weight;
    }
  g_assert_not_reached ();
}

static void
add_generated (Maker *maker)
{
  JsonObject *department = choose_department (maker);
  JsonObject *office = find_entry (maker, "offices", "key", get_text (department, "office"));
  const gchar *language = get_text (office, "names");
  gboolean female = oof_sim_random_below (&maker->random, 2) == 0;
  JsonObject *given = json_object_get_object_member (
      json_object_get_object_member (maker->data, "given"), language);
  JsonArray *first = json_object_get_array_member (given, female ? "f" : "m");
  JsonArray *last = json_object_get_array_member (
      json_object_get_object_member (maker->data, "surnames"), language);
  g_autofree gchar *title = choose_title (maker, department, female);

  add_human (maker, choose (maker, first), choose (maker, last), department, title,
             oof_sim_random_below (&maker->random, 5) < 3);
}

static void
add_people (Maker *maker, guint count)
{
  JsonArray *fixed = json_object_get_array_member (maker->data, "fixed");
  JsonArray *special = json_object_get_array_member (maker->data, "special");
  GPtrArray *people = maker->tenant->people;

  for (guint i = 0; i < json_array_get_length (fixed) && people->len < count; i++)
    {
      JsonObject *entry = json_array_get_object_element (fixed, i);

      add_human (maker, get_text (entry, "given"), get_text (entry, "surname"),
                 find_entry (maker, "departments", "name", get_text (entry, "department")),
                 get_text (entry, "title"), TRUE);
    }
  for (guint i = 0; i < json_array_get_length (special) && people->len < count; i++)
    {
      JsonObject *entry = json_array_get_object_element (special, i);
      gboolean shared = strcmp (get_text (entry, "purpose"), "shared") == 0;

      add_special (maker, entry, get_text (entry, "department"),
                   shared ? OOF_SIM_PURPOSE_SHARED : OOF_SIM_PURPOSE_ROOM);
    }
  while (people->len < count)
    add_generated (maker);
}

static void
add_departments (Maker *maker, OofSimGroup *group, JsonObject *entry)
{
  JsonArray *names = json_object_get_array_member (entry, "departments");
  gint64 most = json_object_get_int_member_with_default (entry, "most", G_MAXINT64);
  GPtrArray *people = maker->tenant->people;

  for (guint i = 0; i < json_array_get_length (names); i++)
    for (guint j = 0; j < people->len && group->people->len < most; j++)
      {
        OofSimPerson *person = people->pdata[j];

        if (person != maker->tenant->service
            && strcmp (person->department, json_array_get_string_element (names, i)) == 0)
          g_ptr_array_add (group->people, person);
      }
}

static void
add_nested_groups (Maker *maker, OofSimGroup *group, JsonObject *entry)
{
  JsonArray *nested = json_object_get_array_member (entry, "groups");

  for (guint i = 0; i < json_array_get_length (nested); i++)
    g_ptr_array_add (group->groups, oof_sim_tenant_find_group (
                                        maker->tenant, json_array_get_string_element (nested, i)));
}

static void
add_group (Maker *maker, JsonObject *entry)
{
  const gchar *name = get_text (entry, "name");
  OofSimRandom random = oof_sim_random_new (maker->seed, name);
  g_autofree gchar *id = oof_sim_random_uuid (&random);
  g_autofree gchar *simple = simplify (name);
  const gchar *local = json_object_get_string_member_with_default (entry, "mail", simple);
  g_autofree gchar *mail = g_strdup_printf ("%s@%s", local, maker->tenant->domain);
  OofSimGroup *group = oof_sim_tenant_add_group (maker->tenant, id, name, mail);

  add_departments (maker, group, entry);
  if (json_object_has_member (entry, "groups"))
    add_nested_groups (maker, group, entry);
}

/* Some groups are only there where there are many people ("ifPeople"). */
static void
add_groups (Maker *maker)
{
  JsonArray *groups = json_object_get_array_member (maker->data, "groups");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *entry = json_array_get_object_element (groups, i);

      if (json_object_get_int_member_with_default (entry, "ifPeople", 0)
          <= maker->tenant->people->len)
        add_group (maker, entry);
    }
}

void
oof_sim_people_fill (OofSimTenant *tenant, guint64 seed, guint count, OofSimSites sites)
{
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (PEOPLE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = oof_sim_json_parse (bytes);
  Maker maker = { .tenant = tenant, .seed = seed, .sites = sites };

  maker.data = json_node_get_object (node);
  maker.random = oof_sim_random_new (seed, "people");
  maker.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  oof_sim_set_string (&tenant->name, get_text (maker.data, "company"));
  oof_sim_set_string (&tenant->domain, get_text (maker.data, "domain"));
  oof_sim_set_string (&tenant->initial_domain, get_text (maker.data, "initialDomain"));
  oof_sim_set_string (&tenant->nt_domain, get_text (maker.data, "ntDomain"));
  add_people (&maker, count);
  tenant->helpdesk = tenant->people->pdata[0];
  tenant->service = add_special (&maker, json_object_get_object_member (maker.data, "service"),
                                 "IT", OOF_SIM_PURPOSE_SHARED);
  add_groups (&maker);
  g_hash_table_unref (maker.taken);
}

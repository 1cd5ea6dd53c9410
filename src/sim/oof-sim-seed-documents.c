/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-group.h"
#include "sim/oof-sim-crowd.h"
#include "sim/oof-sim-seed-private.h"
#include "sim/oof-sim-zone.h"

#define DAY (86400 * (gint64) G_USEC_PER_SEC)

/* When the documents were made. */
static gint64
made_at (const OofSimSeed *seed)
{
  return seed->now - 21 * DAY;
}

/* A copy of the list MEMBER. */
static JsonArray *
copy_list (OofSimSeed *seed, const gchar *member)
{
  JsonArray *list = json_object_get_array_member (seed->data, member);
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_element (copy, json_array_dup_element (list, i));
  return copy;
}

/* The lines of a template as its text. (transfer full) */
static gchar *
join_lines (JsonArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (lines); i++)
    g_string_append_printf (text, "%s\n", json_array_get_string_element (lines, i));
  return g_string_free (text, FALSE);
}

static void
add_template (OofSimSeed *seed, JsonObject *entry)
{
  const gchar *name = json_object_get_string_member (entry, "name");
  g_autofree gchar *uuid = oof_sim_random_uuid (&seed->random);
  g_autofree gchar *key = g_strconcat ("d:template:", uuid, NULL);
  g_autofree gchar *body = join_lines (json_object_get_array_member (entry, "lines"));
  g_autofree gchar *summary = g_strdup_printf ("Vorlage %s\n\n%s", name, body);
  g_autoptr (JsonObject) document = oof_sim_seed_begin (seed, key);

  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "format", "text");
  json_object_set_string_member (document, "body", body);
  json_object_set_null_member (document, "external");
  json_object_set_null_member (document, "audience");
  oof_sim_seed_add_document (seed, key, document, summary, made_at (seed));
  g_ptr_array_add (seed->templates, oof_template_new (name, FALSE, body));
}

static void
add_templates (OofSimSeed *seed)
{
  JsonArray *templates = json_object_get_array_member (seed->data, "templates");

  for (guint i = 0; i < json_array_get_length (templates); i++)
    add_template (seed, json_array_get_object_element (templates, i));
}

/* The same line as the program reads it, members resolved. */
static OofGroup *
make_group (JsonObject *entry, OofSimGroup *directory)
{
  OofGroup *group = oof_group_new (json_object_get_string_member (entry, "name"));
  g_autoptr (GPtrArray) people = directory == NULL ? NULL : oof_sim_group_resolve (directory);

  group->priority = (int) json_object_get_int_member (entry, "priority");
  group->template_name = g_strdup (oof_sim_json_get_string (entry, "template"));
  group->open_end = json_object_get_boolean_member (entry, "openEnd");
  if (people == NULL)
    return group;
  group->address = g_strdup (directory->mail);
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < people->len; i++)
    g_hash_table_add (group->members, g_strdup (((OofSimPerson *) people->pdata[i])->mail));
  return group;
}

/* Behind all that the database names itself. */
#define CROWD_PRIORITY 1000

/* Those of the database whose group the directory has. (transfer full) */
static JsonArray *
list_groups (OofSimSeed *seed)
{
  JsonArray *groups = copy_list (seed, "groups");

  for (guint i = json_array_get_length (groups); i-- > 0;)
    {
      const gchar *name =
          oof_sim_json_get_string (json_array_get_object_element (groups, i), "group");

      if (name != NULL && oof_sim_tenant_find_group (seed->tenant, name) == NULL)
        json_array_remove_element (groups, i);
    }
  oof_sim_crowd_list (seed->tenant, groups, CROWD_PRIORITY);
  return groups;
}

static void
add_groups (OofSimSeed *seed)
{
  g_autoptr (JsonObject) document = oof_sim_seed_begin (seed, "d:groups");
  g_autoptr (GString) summary = g_string_new ("Gruppen:");
  JsonArray *groups = list_groups (seed);

  seed->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *entry = json_array_get_object_element (groups, i);
      const gchar *name = oof_sim_json_get_string (entry, "group");
      OofSimGroup *directory = name == NULL ? NULL : oof_sim_tenant_find_group (seed->tenant, name);

      oof_sim_json_set_text (entry, "address", directory == NULL ? NULL : directory->mail);
      g_ptr_array_add (seed->groups, make_group (entry, directory));
      json_object_remove_member (entry, "group");
      g_string_append_printf (summary, " %s,", json_object_get_string_member (entry, "name"));
    }
  g_string_truncate (summary, summary->len - 1);
  oof_groups_sort (seed->groups);
  json_object_set_array_member (document, "groups", groups);
  oof_sim_seed_add_document (seed, "d:groups", document, summary->str, made_at (seed));
}

/* Saved once, with the defaults that the program has. */
static void
add_options (OofSimSeed *seed)
{
  g_autoptr (JsonObject) document = oof_sim_seed_begin (seed, "d:options");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *saved = oof_sim_zone_format (utc, made_at (seed), "%Y-%m-%dT%H:%M:%SZ");

  seed->options = oof_options_new ();
  json_object_set_string_member (document, "savedAt", saved);
  json_object_set_int_member (document, "leadDays", seed->options->lead_days);
  json_object_set_int_member (document, "dayDifference", seed->options->day_difference);
  json_object_set_int_member (document, "maxMonths", seed->options->max_months);
  json_object_set_int_member (document, "weekStart", seed->options->week_start);
  json_object_set_int_member (document, "workingDays", seed->options->working_days);
  json_object_set_string_member (document, "audience", "all");
  json_object_set_string_member (document, "zone", "Europe/Berlin");
  json_object_set_string_member (document, "language", "de");
  json_object_set_string_member (document, "forwardWord", "not");
  json_object_set_boolean_member (document, "setOnly", FALSE);
  json_object_set_boolean_member (document, "templateChoice", TRUE);
  json_object_set_boolean_member (document, "subjectFromList", FALSE);
  json_object_set_boolean_member (document, "timeOfDay", TRUE);
  oof_sim_seed_add_document (seed, "d:options", document, "Optionen", made_at (seed));
}

static void
add_subjects (OofSimSeed *seed)
{
  g_autoptr (JsonObject) document = oof_sim_seed_begin (seed, "d:subjects");

  json_object_set_array_member (document, "subjects", copy_list (seed, "subjects"));
  oof_sim_seed_add_document (seed, "d:subjects", document, "Betreffs", made_at (seed));
}

static void
add_users (OofSimSeed *seed)
{
  g_autoptr (JsonObject) document = oof_sim_seed_begin (seed, "d:users");
  JsonArray *users = copy_list (seed, "users");

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = json_array_get_object_element (users, i);
      g_autofree gchar *address =
          oof_sim_seed_address (seed, json_object_get_string_member (user, "person"));

      json_object_set_string_member (user, "account", address);
      json_object_remove_member (user, "person");
    }
  json_object_set_array_member (document, "users", users);
  oof_sim_seed_add_document (seed, "d:users", document, "Benutzer", made_at (seed));
}

void
oof_sim_seed_documents (OofSimSeed *seed)
{
  add_templates (seed);
  add_groups (seed);
  add_options (seed);
  add_subjects (seed);
  add_users (seed);
}

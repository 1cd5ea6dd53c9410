/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-scenario-file.h"

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-zone.h"

#include <gio/gio.h>

static const OofSimJsonMember members[] = {
  { "scenario", OOF_SIM_JSON_STRING }, { "seed", OOF_SIM_JSON_INTEGER },
  { "people", OOF_SIM_JSON_INTEGER },  { "groups", OOF_SIM_JSON_INTEGER },
  { "now", OOF_SIM_JSON_STRING },      { NULL, 0 }
};

static gboolean
refuse (GError **error, const gchar *path, const gchar *problem)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", path, problem);
  return FALSE;
}

static guint
read_count (JsonObject *object, const gchar *member, guint max)
{
  return (guint) CLAMP (json_object_get_int_member_with_default (object, member, 0), 0, max);
}

/* What START has is what the command line says. */
static gboolean
fill (JsonObject *object, OofSimStart *start)
{
  const gchar *now = oof_sim_json_get_string (object, "now");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (start->seed == 0)
    start->seed = (guint64) json_object_get_int_member_with_default (object, "seed", 0);
  if (start->people == 0)
    start->people = read_count (object, "people", OOF_SIM_MAX_PEOPLE);
  if (start->groups == 0)
    start->groups = read_count (object, "groups", OOF_SIM_MAX_GROUPS);
  return now == NULL || start->now != 0 || oof_sim_zone_parse (now, utc, &start->now);
}

gboolean
oof_sim_scenario_file_read (const gchar *path, OofSimStart *start, gchar **name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (JsonNode) node = bytes != NULL ? oof_sim_json_parse (bytes) : NULL;
  g_autofree gchar *problem = NULL;
  JsonObject *object;

  if (bytes == NULL)
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, path, "is no JSON object");
  object = json_node_get_object (node);
  problem = oof_sim_json_check (object, members);
  if (problem != NULL)
    return refuse (error, path, problem);
  *name = g_strdup (oof_sim_json_get_string (object, "scenario"));
  if (*name == NULL)
    return refuse (error, path, "\"scenario\" is missing");
  start->name = *name;
  return fill (object, start) || refuse (error, path, "\"now\" is no time");
}

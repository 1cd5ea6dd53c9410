/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-property.h"

#include "sim/oof-sim-zone.h"

#include <string.h>

static const gchar *const type_names[] = { "String",  "Integer",    "Long",
                                           "Boolean", "SystemTime", "Binary" };

OofSimPropertyId *
oof_sim_property_id_parse (const gchar *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 4);
  g_autoptr (OofSimPropertyId) id = g_new0 (OofSimPropertyId, 1);
  gsize type = 0;
  gsize length;

  if (g_strv_length (parts) != 4 || strcmp (parts[2], "Name") != 0 || *parts[3] == '\0')
    return NULL;
  while (type < G_N_ELEMENTS (type_names) && g_ascii_strcasecmp (type_names[type], parts[0]) != 0)
    type++;
  length = strlen (parts[1]);
  if (type == G_N_ELEMENTS (type_names) || length != 38 || parts[1][0] != '{'
      || parts[1][37] != '}')
    return NULL;
  id->type = (OofSimPropertyType) type;
  id->set = g_ascii_strdown (parts[1] + 1, 36);
  id->name = g_strdup (parts[3]);
  return g_uuid_string_is_valid (id->set) ? g_steal_pointer (&id) : NULL;
}

void
oof_sim_property_id_free (OofSimPropertyId *id)
{
  if (id == NULL)
    return;
  g_free (id->set);
  g_free (id->name);
  g_free (id);
}

gchar *
oof_sim_property_dup_id (const OofSimProperty *property)
{
  return g_strdup_printf ("%s {%s} Name %s", type_names[property->type], property->set,
                          property->name);
}

gboolean
oof_sim_property_value_fits (OofSimPropertyType type, const gchar *value)
{
  gint64 number;

  switch (type)
    {
    case OOF_SIM_PROPERTY_INTEGER:
      return g_ascii_string_to_signed (value, 10, G_MININT32, G_MAXINT32, &number, NULL);
    case OOF_SIM_PROPERTY_LONG:
      return g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL);
    case OOF_SIM_PROPERTY_BOOLEAN:
      return strcmp (value, "true") == 0 || strcmp (value, "false") == 0;
    case OOF_SIM_PROPERTY_SYSTEM_TIME:
      return g_str_has_suffix (value, "Z") && oof_sim_zone_parse (value, NULL, &number);
    case OOF_SIM_PROPERTY_BINARY:
      return strlen (value) % 4 == 0;
    case OOF_SIM_PROPERTY_STRING:
    default:
      return TRUE;
    }
}

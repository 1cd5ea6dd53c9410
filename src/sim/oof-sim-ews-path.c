/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-path.h"

#include "sim/oof-sim-zone.h"

#define PUBLIC_STRINGS "00020329-0000-0000-c000-000000000046"

static const gchar *const type_names[] = { /* OofSimPropertyType */
                                           "String",  "Integer",    "Long",
                                           "Boolean", "SystemTime", "Binary"
};

void
oof_sim_ews_path_clear (OofSimEwsPath *path)
{
  g_clear_pointer (&path->set, g_free);
  g_clear_pointer (&path->name, g_free);
}

static gint
find_type (const gchar *name)
{
  for (gint i = 0; i < (gint) G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (type_names[i], name))
      return i;
  return -1;
}

OofSimEwsCode
oof_sim_ews_path_read (const xmlNode *uri, OofSimEwsPath *path)
{
  g_autofree gchar *set = oof_sim_xml_attribute (uri, "PropertySetId");
  g_autofree gchar *known = oof_sim_xml_attribute (uri, "DistinguishedPropertySetId");
  g_autofree gchar *tag = oof_sim_xml_attribute (uri, "PropertyTag");
  g_autofree gchar *number = oof_sim_xml_attribute (uri, "PropertyId");
  g_autofree gchar *name = oof_sim_xml_attribute (uri, "PropertyName");
  g_autofree gchar *type = oof_sim_xml_attribute (uri, "PropertyType");
  gboolean has_set = (set != NULL) != (known != NULL);
  gboolean has_name = (name != NULL) != (number != NULL);

  path->type = find_type (type);
  if (tag != NULL)
    return set == NULL && known == NULL && name == NULL && number == NULL
               ? NULL
               : "ErrorInvalidExtendedProperty";
  if (!has_set || !has_name || g_strcmp0 (name, "") == 0)
    return "ErrorInvalidExtendedProperty";
  if (set != NULL)
    path->set = g_ascii_strdown (set, -1);
  else
    path->set = g_strdup (g_str_equal (known, "PublicStrings") ? PUBLIC_STRINGS : known);
  path->name = g_steal_pointer (&name);
  return NULL;
}

gboolean
oof_sim_ews_path_equal (const OofSimEwsPath *a, const OofSimEwsPath *b)
{
  return a->type == b->type && g_strcmp0 (a->set, b->set) == 0 && g_strcmp0 (a->name, b->name) == 0;
}

const OofSimProperty *
oof_sim_ews_path_find (const OofSimEwsPath *path, const OofSimItem *item)
{
  const OofSimProperty *property;

  if (path->name == NULL)
    return NULL;
  property = oof_sim_item_find_property (item, path->set, path->name);
  return property != NULL && (gint) property->type == path->type ? property : NULL;
}

void
oof_sim_ews_path_add (const OofSimEwsPath *path, xmlNode *parent, const gchar *value)
{
  xmlNode *property = oof_sim_xml_add (parent, "t:ExtendedProperty", NULL);
  xmlNode *uri = oof_sim_xml_add (property, "t:ExtendedFieldURI", NULL);

  if (g_str_equal (path->set, PUBLIC_STRINGS))
    oof_sim_xml_set (uri, "DistinguishedPropertySetId", "PublicStrings");
  else
    oof_sim_xml_set (uri, "PropertySetId", path->set);
  oof_sim_xml_set (uri, "PropertyName", path->name);
  oof_sim_xml_set (uri, "PropertyType", type_names[path->type]);
  oof_sim_xml_add (property, "t:Value", value);
}

/* The text form in which the tenant keeps a value of TYPE; NULL when VALUE is not one. */
static gchar *
normalize (OofSimPropertyType type, const gchar *value)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 min = type == OOF_SIM_PROPERTY_INTEGER ? G_MININT32 : G_MININT64;
  gint64 max = type == OOF_SIM_PROPERTY_INTEGER ? G_MAXINT32 : G_MAXINT64;
  gint64 number;

  switch (type)
    {
    case OOF_SIM_PROPERTY_INTEGER:
    case OOF_SIM_PROPERTY_LONG:
      if (!oof_sim_xml_read_int (value, min, max, &number))
        return NULL;
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case OOF_SIM_PROPERTY_BOOLEAN:
      return g_strdup (oof_sim_xml_is_true (value) ? "true" : "false");
    case OOF_SIM_PROPERTY_SYSTEM_TIME:
      if (!oof_sim_zone_parse (value, utc, &number))
        return NULL;
      return oof_sim_zone_format (utc, number, "%Y-%m-%dT%H:%M:%SZ");
    case OOF_SIM_PROPERTY_STRING:
    case OOF_SIM_PROPERTY_BINARY:
    default:
      return g_strdup (value);
    }
}

OofSimEwsCode
oof_sim_ews_path_set (const OofSimEwsPath *path, OofSimItem *item, const gchar *value)
{
  g_autofree gchar *text = NULL;

  /* Tags, numbers and arrays are not simulated. */
  if (path->name == NULL || path->type < 0)
    return "ErrorInternalServerError";
  text = normalize ((OofSimPropertyType) path->type, value);
  if (text == NULL)
    return "ErrorInvalidExtendedPropertyValue";
  oof_sim_item_set_property (item, path->set, path->name, (OofSimPropertyType) path->type, text);
  return NULL;
}

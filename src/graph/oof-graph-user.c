/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-user.h"

const char *const oof_graph_user_select =
    "id,displayName,givenName,surname,mail,userPrincipalName,userType,department,jobTitle,"
    "officeLocation,companyName,mobilePhone,businessPhones,faxNumber,streetAddress,postalCode,"
    "city,state,country,preferredLanguage,onPremisesExtensionAttributes,accountEnabled";

static const struct
{
  const char *member;
  const char *attribute;
} attributes[] = {
  { "givenName", "givenName" },
  { "surname", "sn" },
  { "displayName", "displayName" },
  { "jobTitle", "title" },
  { "mail", "mail" },
  { "mobilePhone", "mobile" },
  { "faxNumber", "facsimileTelephoneNumber" },
  { "department", "department" },
  { "companyName", "company" },
  { "streetAddress", "streetAddress" },
  { "postalCode", "postalCode" },
  { "city", "l" },
  { "state", "st" },
  { "country", "co" },
  { "officeLocation", "physicalDeliveryOfficeName" },
};

#define N_EXTENSIONS 14 /* xData1..14 = extensionAttribute1..14 */

static gboolean
read_attributes (const OofJson *user, OofPerson *person, GError **error)
{
  g_auto (GStrv) phones = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *value = NULL;

      if (!oof_json_read_string (user, attributes[i].member, OOF_OPTIONAL, &value, error))
        return FALSE;
      oof_person_set (person, attributes[i].attribute, value);
    }
  if (!oof_json_read_strv (user, "businessPhones", OOF_OPTIONAL, &phones, error))
    return FALSE;
  oof_person_set (person, "telephoneNumber", phones != NULL ? phones[0] : NULL);
  return TRUE;
}

static gboolean
read_extensions (const OofJson *user, OofPerson *person, GError **error)
{
  g_autoptr (OofJson) extensions = NULL;

  if (!oof_json_read_object (user, "onPremisesExtensionAttributes", OOF_OPTIONAL, &extensions,
                             error))
    return FALSE;
  for (int i = 1; extensions != NULL && i <= N_EXTENSIONS; i++)
    {
      g_autofree char *member = g_strdup_printf ("extensionAttribute%d", i);
      g_autofree char *attribute = g_strdup_printf ("xData%d", i);
      g_autofree char *value = NULL;

      if (!oof_json_read_string (extensions, member, OOF_OPTIONAL, &value, error))
        return FALSE;
      oof_person_set (person, attribute, value);
    }
  return TRUE;
}

gboolean
oof_graph_user_read (const OofJson *user, OofPerson **person, GError **error)
{
  g_autoptr (OofPerson) read = NULL;
  g_autofree char *id = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autofree char *language = NULL;
  gboolean enabled = TRUE;

  *person = NULL;
  if (!oof_json_read_string (user, "id", OOF_REQUIRED, &id, error)
      || !oof_json_read_string (user, "mail", OOF_OPTIONAL, &mail, error)
      || !oof_json_read_string (user, "displayName", OOF_OPTIONAL, &name, error)
      || !oof_json_read_string (user, "userType", OOF_OPTIONAL, &type, error)
      || !oof_json_read_string (user, "preferredLanguage", OOF_OPTIONAL, &language, error)
      || !oof_json_read_bool (user, "accountEnabled", OOF_OPTIONAL, &enabled, error))
    return FALSE;
  if (mail == NULL || mail[0] == '\0' || (type != NULL && g_ascii_strcasecmp (type, "Guest") == 0))
    return TRUE;

  read = oof_person_new (id, mail, name != NULL && name[0] != '\0' ? name : mail);
  read->route = OOF_ROUTE_GRAPH;
  read->disabled = !enabled;
  if (language != NULL && language[0] != '\0')
    read->language = g_strdup (language);
  if (!read_attributes (user, read, error) || !read_extensions (user, read, error))
    return FALSE;
  *person = g_steal_pointer (&read);
  return TRUE;
}

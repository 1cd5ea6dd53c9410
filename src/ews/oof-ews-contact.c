/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-contact.h"

#include "ews/oof-ews-answer.h"

/* Elements of t:Contact, of its Business address and of its phone numbers -> attributes as
 * templates name them (decisions 6). */
typedef struct
{
  const char *ews;
  const char *attribute;
} Attribute;

static const Attribute contact_attributes[] = {
  { "DisplayName", "displayName" },
  { "GivenName", "givenName" },
  { "Surname", "sn" },
  { "JobTitle", "title" },
  { "Department", "department" },
  { "CompanyName", "company" },
  { "OfficeLocation", "physicalDeliveryOfficeName" },
};

static const Attribute address_attributes[] = {
  { "Street", "streetAddress" }, { "PostalCode", "postalCode" }, { "City", "l" }, { "State", "st" },
  { "CountryOrRegion", "co" },
};

static const Attribute phone_attributes[] = {
  { "BusinessPhone", "telephoneNumber" },
  { "MobilePhone", "mobile" },
  { "BusinessFax", "facsimileTelephoneNumber" },
};

static char *
dup_text (const OofXml *parent, const char *name)
{
  g_autoptr (OofXml) child = oof_xml_get_child (parent, OOF_EWS_T, name);

  return child ? g_strstrip (oof_xml_dup_text (child)) : NULL;
}

static void
copy_attributes (OofPerson *person,
                 const OofXml *parent,
                 const Attribute *attributes,
                 guint n_attributes)
{
  for (guint i = 0; i < n_attributes; i++)
    {
      g_autofree char *value = dup_text (parent, attributes[i].ews);

      oof_person_set (person, attributes[i].attribute, value);
    }
}

/* The t:Entry of a dictionary with that Key, NULL when absent. */
static OofXml *
get_entry (const OofXml *contact, const char *dictionary, const char *key)
{
  g_autoptr (OofXml) parent = oof_xml_get_child (contact, OOF_EWS_T, dictionary);
  g_autoptr (GPtrArray) entries = parent ? oof_xml_get_children (parent, OOF_EWS_T, "Entry") : NULL;

  for (guint i = 0; entries && i < entries->len; i++)
    {
      g_autofree char *found = oof_xml_dup_attribute (entries->pdata[i], "Key");

      if (g_strcmp0 (found, key) == 0)
        return oof_xml_ref (entries->pdata[i]);
    }
  return NULL;
}

static void
read_contact (OofPerson *person, const OofXml *contact)
{
  g_autoptr (OofXml) business = get_entry (contact, "PhysicalAddresses", "Business");
  const char *name;

  copy_attributes (person, contact, contact_attributes, G_N_ELEMENTS (contact_attributes));
  if (business)
    copy_attributes (person, business, address_attributes, G_N_ELEMENTS (address_attributes));
  for (guint i = 0; i < G_N_ELEMENTS (phone_attributes); i++)
    {
      g_autoptr (OofXml) entry = get_entry (contact, "PhoneNumbers", phone_attributes[i].ews);
      g_autofree char *number = entry ? g_strstrip (oof_xml_dup_text (entry)) : NULL;

      oof_person_set (person, phone_attributes[i].attribute, number);
    }
  name = oof_person_get (person, "displayName");
  if (name)
    {
      g_free (person->name);
      person->name = g_strdup (name);
    }
}

OofEwsEntry
oof_ews_entry_read (const OofXml *mailbox, OofPerson **person)
{
  g_autofree char *address = dup_text (mailbox, "EmailAddress");
  g_autofree char *name = dup_text (mailbox, "Name");
  g_autofree char *type = dup_text (mailbox, "MailboxType");
  gboolean group = g_strcmp0 (type, "PublicDL") == 0;

  if (!address || !strchr (address, '@'))
    return OOF_EWS_ENTRY_OTHER;
  if (!group && type && !g_str_equal (type, "Mailbox") && !g_str_equal (type, "Unknown"))
    return OOF_EWS_ENTRY_OTHER;
  *person = oof_person_new (NULL, address, name && *name ? name : address);
  (*person)->route = OOF_ROUTE_EWS;
  oof_person_set (*person, "mail", (*person)->address);
  oof_person_set (*person, "displayName", (*person)->name);
  return group ? OOF_EWS_ENTRY_GROUP : OOF_EWS_ENTRY_PERSON;
}

static GPtrArray *
read_resolutions (const OofXml *message, OofEwsEntry wanted)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (OofXml) set = oof_xml_get_child (message, OOF_EWS_M, "ResolutionSet");
  g_autoptr (GPtrArray) found = set ? oof_xml_get_children (set, OOF_EWS_T, "Resolution") : NULL;

  for (guint i = 0; found && i < found->len; i++)
    {
      g_autoptr (OofXml) mailbox = oof_xml_get_child (found->pdata[i], OOF_EWS_T, "Mailbox");
      g_autoptr (OofXml) contact = oof_xml_get_child (found->pdata[i], OOF_EWS_T, "Contact");
      g_autoptr (OofPerson) person = NULL;

      if (!mailbox || oof_ews_entry_read (mailbox, &person) != wanted)
        continue;
      if (contact)
        read_contact (person, contact);
      g_ptr_array_add (people, g_steal_pointer (&person));
    }
  return people;
}

/* Not finding anybody is an error message of its own, which the caller of a BATCH gets unchecked.
 */
void
oof_ews_resolve_async (OofEwsClient *client,
                       const char *mailbox,
                       const char *text,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  OofEwsRequest *request = oof_ews_request_new (client, "ResolveNames", mailbox,
                                                OOF_EWS_CALL_BATCH | OOF_EWS_CALL_DIRECTORY);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  oof_xml_writer_attribute (xml, "ReturnFullContactData", "true");
  oof_xml_writer_attribute (xml, "SearchScope", "ActiveDirectory");
  oof_xml_writer_element (xml, "m", "UnresolvedEntry", text);
  oof_ews_client_call_async (client, request, cancellable, callback, user_data);
}

GPtrArray *
oof_ews_resolve_finish (OofEwsClient *client,
                        GAsyncResult *result,
                        OofEwsEntry wanted,
                        GError **error)
{
  g_autoptr (OofXml) messages = oof_ews_client_call_finish (client, result, error);
  g_autoptr (OofXml) message = NULL;
  g_autofree char *code = NULL;

  if (!messages
      || !oof_xml_read_child (messages, OOF_EWS_M, "ResolveNamesResponseMessage", OOF_REQUIRED,
                              &message, error))
    return NULL;
  code = oof_ews_message_dup_code (message);
  if (!g_str_equal (code, "ErrorNameResolutionNoResults")
      && !oof_ews_message_check (message, error))
    return NULL;
  return read_resolutions (message, wanted);
}

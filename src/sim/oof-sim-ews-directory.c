/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"

#include <string.h>

#define MOST_RESULTS 100

static gboolean
starts_with (const gchar *text, const gchar *folded)
{
  g_autofree gchar *own = g_utf8_casefold (text, -1);

  return g_str_has_prefix (own, folded);
}

static gboolean
has_word (const gchar *name, const gchar *folded)
{
  g_auto (GStrv) words = g_strsplit_set (name, " ,-.()", -1);

  for (gchar **word = words; *word != NULL; word++)
    if (starts_with (*word, folded))
      return TRUE;
  return FALSE;
}

/* Each word of the entry begins a word of the name: "kra be" finds "Bernd Krause". */
static gboolean
name_matches (const gchar *name, const gchar *folded)
{
  g_auto (GStrv) words = g_strsplit_set (folded, " ,", -1);
  gboolean any = FALSE;

  if (starts_with (name, folded))
    return TRUE;
  for (gchar **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && !has_word (name, *word))
        return FALSE;
      any = any || **word != '\0';
    }
  return any;
}

static gboolean
address_matches (const gchar *address, const gchar *folded)
{
  if (g_str_has_prefix (folded, "smtp:"))
    return g_ascii_strcasecmp (address, folded + strlen ("smtp:")) == 0;
  return starts_with (address, folded);
}

static gboolean
person_matches (const OofSimPerson *person, const gchar *folded)
{
  return name_matches (person->display_name, folded) || address_matches (person->mail, folded)
         || address_matches (person->upn, folded) || address_matches (person->alias, folded);
}

static gboolean
group_matches (const OofSimGroup *group, const gchar *folded)
{
  return name_matches (group->name, folded) || address_matches (group->mail, folded);
}

static void
add_mailbox (xmlNode *parent, const gchar *name, const gchar *address, const gchar *type)
{
  xmlNode *mailbox = oof_sim_xml_add (parent, "t:Mailbox", NULL);

  oof_sim_xml_add (mailbox, "t:Name", name);
  oof_sim_xml_add (mailbox, "t:EmailAddress", address);
  oof_sim_xml_add (mailbox, "t:RoutingType", "SMTP");
  oof_sim_xml_add (mailbox, "t:MailboxType", type);
}

static void
add_entry (xmlNode *parent, const gchar *key, const gchar *text)
{
  oof_sim_xml_set (oof_sim_xml_add (parent, "t:Entry", text), "Key", key);
}

static void
add_address (xmlNode *contact, const gchar *mail)
{
  g_autofree gchar *proxy = g_strconcat ("SMTP:", mail, NULL);

  add_entry (oof_sim_xml_add (contact, "t:EmailAddresses", NULL), "EmailAddress1", proxy);
}

/* Exchange names every key, with and without a value. */
static void
add_phones (xmlNode *contact, const OofSimPerson *person)
{
  xmlNode *numbers = oof_sim_xml_add (contact, "t:PhoneNumbers", NULL);

  add_entry (numbers, "AssistantPhone", NULL);
  add_entry (numbers, "BusinessFax", person->fax);
  add_entry (numbers, "BusinessPhone", person->phone);
  add_entry (numbers, "HomePhone", NULL);
  add_entry (numbers, "MobilePhone", person->mobile);
}

static void
add_place (xmlNode *contact, const OofSimPerson *person)
{
  xmlNode *entry =
      oof_sim_xml_add (oof_sim_xml_add (contact, "t:PhysicalAddresses", NULL), "t:Entry", NULL);

  oof_sim_xml_set (entry, "Key", "Business");
  oof_sim_xml_add (entry, "t:Street", person->street);
  oof_sim_xml_add (entry, "t:City", person->city);
  oof_sim_xml_add (entry, "t:State", person->state);
  oof_sim_xml_add (entry, "t:CountryOrRegion", person->country);
  oof_sim_xml_add (entry, "t:PostalCode", person->postal_code);
}

/* In the order of ContactItemType. */
static void
add_contact (xmlNode *resolution, const OofSimPerson *person)
{
  xmlNode *contact = oof_sim_xml_add (resolution, "t:Contact", NULL);

  oof_sim_xml_add (contact, "t:DisplayName", person->display_name);
  oof_sim_xml_add (contact, "t:GivenName", person->given_name);
  oof_sim_xml_add (contact, "t:Initials", NULL);
  oof_sim_xml_add (contact, "t:CompanyName", person->company);
  add_address (contact, person->mail);
  add_place (contact, person);
  add_phones (contact, person);
  oof_sim_xml_add (contact, "t:ContactSource", "ActiveDirectory");
  oof_sim_xml_add (contact, "t:Department", person->department);
  oof_sim_xml_add (contact, "t:JobTitle", person->job_title);
  oof_sim_xml_add (contact, "t:OfficeLocation", person->office);
  oof_sim_xml_add (contact, "t:Surname", person->surname);
}

static void
add_person (xmlNode *set, const OofSimPerson *person, gboolean full)
{
  xmlNode *resolution = oof_sim_xml_add (set, "t:Resolution", NULL);

  add_mailbox (resolution, person->display_name, person->mail, "Mailbox");
  if (full)
    add_contact (resolution, person);
}

static void
add_group (xmlNode *set, const OofSimGroup *group, gboolean full)
{
  xmlNode *resolution = oof_sim_xml_add (set, "t:Resolution", NULL);
  xmlNode *contact;

  add_mailbox (resolution, group->name, group->mail, "PublicDL");
  if (!full)
    return;
  contact = oof_sim_xml_add (resolution, "t:Contact", NULL);
  oof_sim_xml_add (contact, "t:DisplayName", group->name);
  add_address (contact, group->mail);
  oof_sim_xml_add (contact, "t:ContactSource", "ActiveDirectory");
}

/* Everybody, and every group, that ENTRY can mean. */
static void
collect (OofSimTenant *tenant, const gchar *entry, GPtrArray *people, GPtrArray *groups)
{
  g_autofree gchar *folded = g_utf8_casefold (entry, -1);

  for (guint i = 0; i < tenant->people->len; i++)
    if (person_matches (tenant->people->pdata[i], folded))
      g_ptr_array_add (people, tenant->people->pdata[i]);
  for (guint i = 0; i < tenant->groups->len; i++)
    if (group_matches (tenant->groups->pdata[i], folded))
      g_ptr_array_add (groups, tenant->groups->pdata[i]);
}

static void
add_resolutions (xmlNode *message, GPtrArray *people, GPtrArray *groups, gboolean full)
{
  xmlNode *set = oof_sim_xml_add (message, "m:ResolutionSet", NULL);
  guint count = people->len + groups->len;

  oof_sim_xml_set_int (set, "TotalItemsInView", MIN (count, MOST_RESULTS));
  oof_sim_xml_set (set, "IncludesLastItemInRange", count > MOST_RESULTS ? "false" : "true");
  for (guint i = 0; i < MIN (people->len, MOST_RESULTS); i++)
    add_person (set, people->pdata[i], full);
  for (guint i = 0; i < groups->len && people->len + i < MOST_RESULTS; i++)
    add_group (set, groups->pdata[i], full);
}

void
oof_sim_ews_resolve_names (OofSimEwsCall *call)
{
  g_autofree gchar *entry = oof_sim_xml_child_text (call->request, "m:UnresolvedEntry");
  g_autofree gchar *full = oof_sim_xml_attribute (call->request, "ReturnFullContactData");
  g_autofree gchar *scope = oof_sim_xml_attribute (call->request, "SearchScope");
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  xmlNode *messages = oof_sim_ews_begin_messages (call, "ResolveNamesResponse");
  OofSimEwsCode code = NULL;
  xmlNode *message;

  /* The contacts of a mailbox are not simulated. */
  g_strstrip (entry);
  if (*entry != '\0' && g_strcmp0 (scope, "Contacts") != 0)
    collect (call->tenant, entry, people, groups);
  if (people->len + groups->len == 0)
    code = "ErrorNameResolutionNoResults";
  else if (people->len + groups->len > 1)
    code = "ErrorNameResolutionMultipleResults";
  message = oof_sim_ews_add_message (messages, "ResolveNamesResponseMessage", code);
  if (people->len + groups->len > 0)
    add_resolutions (message, people, groups, oof_sim_xml_is_true (full));
}

static OofSimGroup *
find_group (OofSimTenant *tenant, const gchar *address)
{
  for (guint i = 0; i < tenant->groups->len; i++)
    {
      OofSimGroup *group = tenant->groups->pdata[i];

      if (g_ascii_strcasecmp (group->mail, address) == 0)
        return group;
    }
  return NULL;
}

/* Direct members: nested groups are listed, not opened. */
static void
add_members (xmlNode *message, const OofSimGroup *group)
{
  xmlNode *expansion = oof_sim_xml_add (message, "m:DLExpansion", NULL);

  oof_sim_xml_set_int (expansion, "TotalItemsInView", group->people->len + group->groups->len);
  oof_sim_xml_set (expansion, "IncludesLastItemInRange", "true");
  for (guint i = 0; i < group->people->len; i++)
    {
      const OofSimPerson *person = group->people->pdata[i];

      add_mailbox (expansion, person->display_name, person->mail, "Mailbox");
    }
  for (guint i = 0; i < group->groups->len; i++)
    {
      const OofSimGroup *nested = group->groups->pdata[i];

      add_mailbox (expansion, nested->name, nested->mail, "PublicDL");
    }
}

void
oof_sim_ews_expand_dl (OofSimEwsCall *call)
{
  const xmlNode *mailbox = oof_sim_xml_child (call->request, "m:Mailbox");
  g_autofree gchar *address = oof_sim_xml_child_text (mailbox, "t:EmailAddress");
  const OofSimGroup *group = address != NULL ? find_group (call->tenant, address) : NULL;
  xmlNode *messages = oof_sim_ews_begin_messages (call, "ExpandDLResponse");
  xmlNode *message = oof_sim_ews_add_message (
      messages, "ExpandDLResponseMessage", group != NULL ? NULL : "ErrorNameResolutionNoResults");

  if (group != NULL)
    add_members (message, group);
}

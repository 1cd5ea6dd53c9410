/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-target.h"

#include <string.h>

/* The text inside an id or change key, which oof-sim-mailbox.c and oof-sim-calendar.c make:
 * "item-PREFIX-000001", "folder-PREFIX-000001", "key-00000001-000001". (transfer full) */
static gchar *
decode (const gchar *id)
{
  gsize size = 0;
  g_autofree guchar *bytes = *id != '\0' ? g_base64_decode (id, &size) : NULL;

  return g_strndup (bytes != NULL ? (const gchar *) bytes : "", size);
}

/* Whose mailbox an id of KIND ("item", "folder") is from; NULL when it is not such an id. */
static OofSimPerson *
find_owner (OofSimTenant *tenant, const gchar *id, const gchar *kind)
{
  g_autofree gchar *plain = decode (id);

  for (guint i = 0; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];
      g_autofree gchar *start = g_strdup_printf ("%s-%s-", kind, person->mailbox->prefix);

      if (g_str_has_prefix (plain, start))
        return person;
    }
  return NULL;
}

static OofSimEwsCode
check_access (const OofSimEwsCall *call, const OofSimPerson *owner)
{
  if (owner == NULL || owner->location != OOF_SIM_LOCATION_ONPREM)
    return "ErrorNonExistentMailbox";
  if (call->caller.person == NULL || !oof_sim_access_calendars (call->tenant, &call->caller, owner))
    return "ErrorAccessDenied";
  return NULL;
}

gchar *
oof_sim_ews_root_id (const OofSimPerson *owner)
{
  g_autofree gchar *plain = g_strdup_printf ("folder-%s-root", owner->mailbox->prefix);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

static OofSimEwsCode
find_by_id (const OofSimEwsCall *call, const gchar *id, OofSimEwsFolder *folder)
{
  g_autofree gchar *root = NULL;
  OofSimEwsCode code;

  if (*id == '\0')
    return "ErrorInvalidIdEmpty";
  folder->owner = find_owner (call->tenant, id, "folder");
  if (folder->owner == NULL)
    return "ErrorInvalidFolderId";
  code = check_access (call, folder->owner);
  if (code != NULL)
    return code;
  root = oof_sim_ews_root_id (folder->owner);
  folder->calendar = oof_sim_mailbox_find_calendar (folder->owner->mailbox, id);
  if (folder->calendar != NULL)
    return NULL;
  return g_str_equal (id, root) && folder->owner == call->caller.person ? NULL
                                                                        : "ErrorFolderNotFound";
}

static OofSimEwsCode
find_by_name (const OofSimEwsCall *call,
              const gchar *name,
              const gchar *address,
              OofSimEwsFolder *folder)
{
  OofSimEwsCode code;

  folder->owner =
      address != NULL ? oof_sim_tenant_find_person (call->tenant, address) : call->caller.person;
  code = check_access (call, folder->owner);
  if (code != NULL)
    return code;
  if (address != NULL && !oof_sim_person_is_primary (folder->owner, address))
    return "ErrorNonPrimarySmtpAddress";
  if (g_str_equal (name, "calendar"))
    folder->calendar = oof_sim_mailbox_get_default_calendar (folder->owner->mailbox);
  else if (folder->owner != call->caller.person)
    return "ErrorAccessDenied"; /* a delegate has rights on calendars alone (storage.md 3.2.5) */
  else if (!g_str_equal (name, "msgfolderroot"))
    return "ErrorFolderNotFound";
  return NULL;
}

OofSimEwsCode
oof_sim_ews_find_target_folder (const OofSimEwsCall *call,
                                const xmlNode *id,
                                OofSimEwsFolder *folder)
{
  g_autofree gchar *text = oof_sim_xml_attribute (id, "Id");
  g_autofree gchar *address = NULL;

  *folder = (OofSimEwsFolder){ NULL, NULL };
  if (oof_sim_xml_is (id, "t:FolderId"))
    return find_by_id (call, text, folder);
  address = oof_sim_xml_child_text (oof_sim_xml_child (id, "t:Mailbox"), "t:EmailAddress");
  return find_by_name (call, text, address, folder);
}

OofSimEwsCode
oof_sim_ews_find_target_item (const OofSimEwsCall *call, const xmlNode *id, OofSimEwsItem *found)
{
  g_autofree gchar *text = oof_sim_xml_attribute (id, "Id");
  OofSimEwsCode code;

  *found = (OofSimEwsItem){ NULL, NULL, NULL };
  if (*text == '\0')
    return "ErrorInvalidIdEmpty";
  found->owner = find_owner (call->tenant, text, "item");
  if (found->owner == NULL)
    return "ErrorInvalidIdMalformed";
  code = check_access (call, found->owner);
  if (code != NULL)
    return code;
  found->item = oof_sim_mailbox_find_item (found->owner->mailbox, text, &found->calendar);
  return found->item != NULL ? NULL : "ErrorItemNotFound";
}

OofSimEwsKey
oof_sim_ews_check_key (const xmlNode *id, const OofSimItem *item)
{
  g_autofree gchar *key = oof_sim_xml_attribute (id, "ChangeKey");
  g_autofree gchar *plain = NULL;
  g_autofree gchar *start = NULL;

  if (key == NULL || *key == '\0')
    return OOF_SIM_EWS_KEY_MISSING;
  if (g_str_equal (key, item->change_key))
    return OOF_SIM_EWS_KEY_CURRENT;
  plain = decode (key);
  start = g_strdup_printf ("key-%08" G_GINT64_MODIFIER "x-", item->serial);
  return g_str_has_prefix (plain, start) ? OOF_SIM_EWS_KEY_STALE : OOF_SIM_EWS_KEY_INVALID;
}

/* The mailbox that NODE itself names. */
static gchar *
get_addressed (OofSimTenant *tenant, const xmlNode *node)
{
  g_autofree gchar *id = NULL;
  const OofSimPerson *owner;

  if (oof_sim_xml_is (node, "t:DistinguishedFolderId"))
    return oof_sim_xml_child_text (oof_sim_xml_child (node, "t:Mailbox"), "t:EmailAddress");
  if (!oof_sim_xml_is (node, "t:ItemId") && !oof_sim_xml_is (node, "t:FolderId"))
    return NULL;
  id = oof_sim_xml_attribute (node, "Id");
  owner = find_owner (tenant, id != NULL ? id : "",
                      oof_sim_xml_is (node, "t:ItemId") ? "item" : "folder");
  return owner != NULL ? g_strdup (owner->mail) : NULL;
}

gchar *
oof_sim_ews_find_addressed (OofSimTenant *tenant, const xmlNode *node)
{
  gchar *address = get_addressed (tenant, node);

  for (xmlNode *child = oof_sim_xml_first (node); child != NULL && address == NULL;
       child = oof_sim_xml_next (child))
    address = oof_sim_ews_find_addressed (tenant, child);
  return address;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-draft.h"
#include "sim/oof-sim-ews-envelope.h"
#include "sim/oof-sim-ews-fields.h"
#include "sim/oof-sim-ews-path.h"

#include <string.h>

/* A response message with its m:Items, which the schema wants in errors, too. */
static xmlNode *
add_items (xmlNode *messages, const gchar *name, OofSimEwsCode code)
{
  return oof_sim_xml_add (oof_sim_ews_add_message (messages, name, code), "m:Items", NULL);
}

static gboolean
has_attribute (const xmlNode *node, const gchar *name)
{
  g_autofree gchar *value = oof_sim_xml_attribute (node, name);

  return value != NULL;
}

void
oof_sim_ews_get_item (OofSimEwsCall *call)
{
  const xmlNode *ids = oof_sim_xml_child (call->request, "m:ItemIds");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "GetItemResponse");
  g_auto (OofSimEwsShape) shape = { 0 };
  OofSimEwsCode refused =
      oof_sim_ews_shape_read (&shape, oof_sim_xml_child (call->request, "m:ItemShape"), TRUE);

  for (xmlNode *id = oof_sim_xml_first (ids); id != NULL; id = oof_sim_xml_next (id))
    {
      OofSimEwsItem found;
      OofSimEwsCode code =
          refused != NULL ? refused : oof_sim_ews_find_target_item (call, id, &found);
      xmlNode *items = add_items (messages, "GetItemResponseMessage", code);

      if (code == NULL)
        oof_sim_ews_add_item (items, call, &found, &shape);
    }
}

/* The folder to create in: the caller's own calendar unless the request says another one. */
static OofSimEwsCode
find_destination (const OofSimEwsCall *call, OofSimEwsFolder *folder)
{
  const xmlNode *saved = oof_sim_xml_child (call->request, "m:SavedItemFolderId");
  OofSimEwsCode code;

  if (saved != NULL)
    {
      code = oof_sim_ews_find_target_folder (call, oof_sim_xml_first (saved), folder);
      if (code == NULL && folder->calendar == NULL)
        code = "ErrorCannotCreateCalendarItemInNonCalendarFolder";
      return code;
    }
  if (call->caller.person == NULL || call->caller.person->location != OOF_SIM_LOCATION_ONPREM)
    return "ErrorNonExistentMailbox";
  folder->owner = call->caller.person;
  folder->calendar = oof_sim_mailbox_get_default_calendar (folder->owner->mailbox);
  return NULL;
}

static OofSimEwsCode
create (const OofSimEwsCall *call,
        const OofSimEwsFolder *folder,
        const xmlNode *wanted,
        OofSimEwsItem *created)
{
  g_autoptr (OofSimEwsDraft) draft = oof_sim_ews_draft_new (NULL);
  OofSimEwsCode code = NULL;

  for (xmlNode *field = oof_sim_xml_first (wanted); field != NULL && code == NULL;
       field = oof_sim_xml_next (field))
    code = oof_sim_ews_draft_set (draft, field);
  if (code == NULL)
    code = oof_sim_ews_draft_finish (draft, call);
  if (code != NULL)
    return code;
  *created = (OofSimEwsItem){ folder->owner, folder->calendar, g_steal_pointer (&draft->item) };
  oof_sim_mailbox_add_item (folder->owner->mailbox, folder->calendar, created->item,
                            oof_sim_tenant_now (call->tenant));
  return NULL;
}

static void
create_appointment (OofSimEwsCall *call, xmlNode *messages, const xmlNode *node)
{
  OofSimEwsFolder folder;
  OofSimEwsItem item;
  OofSimEwsCode code = find_destination (call, &folder);
  xmlNode *items;

  if (!has_attribute (call->request, "SendMeetingInvitations"))
    code = "ErrorSendMeetingInvitationsRequired";
  if (code == NULL)
    code = create (call, &folder, node, &item);
  items = add_items (messages, "CreateItemResponseMessage", code);
  if (code == NULL)
    oof_sim_ews_add_item (items, call, &item, NULL);
}

void
oof_sim_ews_create_item (OofSimEwsCall *call)
{
  const xmlNode *wanted = oof_sim_xml_child (call->request, "m:Items");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "CreateItemResponse");

  for (xmlNode *node = oof_sim_xml_first (wanted); node != NULL; node = oof_sim_xml_next (node))
    if (oof_sim_xml_is (node, "t:Message"))
      add_items (messages, "CreateItemResponseMessage", oof_sim_ews_send_mail (call, node));
    else
      create_appointment (call, messages, node);
}

/* Does t:SetItemField's PATH name the one FIELD that stands in its item? */
static gboolean
path_fits (const xmlNode *path, const xmlNode *field)
{
  g_autofree gchar *uri = oof_sim_xml_attribute (path, "FieldURI");
  g_auto (OofSimEwsPath) wanted = { NULL, NULL, 0 };
  g_auto (OofSimEwsPath) given = { NULL, NULL, 0 };

  if (uri != NULL)
    return g_str_equal (strchr (uri, ':') + 1, (const gchar *) field->name);
  return oof_sim_xml_is (field, "t:ExtendedProperty")
         && oof_sim_ews_path_read (path, &wanted) == NULL
         && oof_sim_ews_path_read (oof_sim_xml_first (field), &given) == NULL
         && oof_sim_ews_path_equal (&wanted, &given);
}

static OofSimEwsCode
apply_update (OofSimEwsDraft *draft, const xmlNode *update)
{
  const xmlNode *path = oof_sim_xml_first (update);
  const xmlNode *field;

  if (oof_sim_xml_is (update, "t:DeleteItemField"))
    return oof_sim_ews_draft_remove (draft, path);
  field = oof_sim_xml_first (oof_sim_xml_next (path));
  if (field == NULL || oof_sim_xml_next (field) != NULL)
    return "ErrorIncorrectUpdatePropertyCount";
  if (!path_fits (path, field))
    return "ErrorUpdatePropertyMismatch";
  return oof_sim_ews_draft_set (draft, field);
}

/* MS-OXWSCORE 3.1.4.9.4.1: NeverOverwrite refuses a stale key, AutoResolve lets it win "in most
 * cases", AlwaysOverwrite does not look at it. */
static OofSimEwsCode
check_conflict (const OofSimEwsCall *call, const xmlNode *id, const OofSimItem *item)
{
  g_autofree gchar *resolution = oof_sim_xml_attribute (call->request, "ConflictResolution");
  OofSimEwsKey key = oof_sim_ews_check_key (id, item);

  if (key == OOF_SIM_EWS_KEY_INVALID)
    return "ErrorInvalidChangeKey";
  if (key == OOF_SIM_EWS_KEY_MISSING && g_str_equal (resolution, "AutoResolve"))
    return "ErrorChangeKeyRequired";
  if (key == OOF_SIM_EWS_KEY_MISSING && g_str_equal (resolution, "NeverOverwrite"))
    return "ErrorChangeKeyRequiredForWriteOperations";
  if (key == OOF_SIM_EWS_KEY_STALE && g_str_equal (resolution, "NeverOverwrite"))
    return "ErrorIrresolvableConflict";
  return NULL;
}

/* All changes of one item, or none. */
static OofSimEwsCode
update (const OofSimEwsCall *call, const xmlNode *change, OofSimEwsItem *found)
{
  const xmlNode *id = oof_sim_xml_child (change, "t:ItemId");
  const xmlNode *updates = oof_sim_xml_child (change, "t:Updates");
  g_autoptr (OofSimEwsDraft) draft = NULL;
  OofSimEwsCode code = oof_sim_ews_find_target_item (call, id, found);
  OofSimItem old;

  if (code == NULL && call->fault == OOF_SIM_FAULT_TOUCHED)
    {
      oof_sim_item_touch (found->item, oof_sim_tenant_now (call->tenant));
      code = "ErrorIrresolvableConflict";
    }
  if (code == NULL)
    code = check_conflict (call, id, found->item);
  if (code != NULL)
    return code;
  draft = oof_sim_ews_draft_new (found->item);
  for (xmlNode *node = oof_sim_xml_first (updates); node != NULL && code == NULL;
       node = oof_sim_xml_next (node))
    code = apply_update (draft, node);
  if (code == NULL)
    code = oof_sim_ews_draft_finish (draft, call);
  if (code != NULL)
    return code;
  /* The calendar goes on owning the same struct. */
  old = *found->item;
  *found->item = *draft->item;
  *draft->item = old;
  oof_sim_item_touch (found->item, oof_sim_tenant_now (call->tenant));
  return NULL;
}

void
oof_sim_ews_update_item (OofSimEwsCall *call)
{
  const xmlNode *changes = oof_sim_xml_child (call->request, "m:ItemChanges");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "UpdateItemResponse");
  OofSimEwsCode refused = NULL;

  if (!has_attribute (call->request, "SendMeetingInvitationsOrCancellations"))
    refused = "ErrorSendMeetingInvitationsOrCancellationsRequired";
  for (xmlNode *change = oof_sim_xml_first (changes); change != NULL;
       change = oof_sim_xml_next (change))
    {
      OofSimEwsItem found;
      OofSimEwsCode code = refused != NULL ? refused : update (call, change, &found);
      xmlNode *items = add_items (messages, "UpdateItemResponseMessage", code);

      if (code != NULL)
        continue;
      oof_sim_ews_add_item (items, call, &found, NULL);
      oof_sim_xml_add (oof_sim_xml_add (items->parent, "m:ConflictResults", NULL), "t:Count", "0");
    }
}

void
oof_sim_ews_delete_item (OofSimEwsCall *call)
{
  const xmlNode *ids = oof_sim_xml_child (call->request, "m:ItemIds");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "DeleteItemResponse");
  OofSimEwsCode refused = NULL;

  if (!has_attribute (call->request, "SendMeetingCancellations"))
    refused = "ErrorSendMeetingCancellationsRequired";
  for (xmlNode *id = oof_sim_xml_first (ids); id != NULL; id = oof_sim_xml_next (id))
    {
      OofSimEwsItem found;
      OofSimEwsCode code =
          refused != NULL ? refused : oof_sim_ews_find_target_item (call, id, &found);

      if (code == NULL)
        oof_sim_mailbox_remove_item (found.owner->mailbox, found.item);
      oof_sim_ews_add_message (messages, "DeleteItemResponseMessage", code);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"
#include "sim/oof-sim-ews-target.h"
#include "sim/oof-sim-ews-view.h"

/* Which of the five fields besides the id an answer has, in the order of BaseFolderType. */
static const gchar *const fields[] = { "ParentFolderId", "FolderClass", "DisplayName", "TotalCount",
                                       "ChildFolderCount" };

#define ALL_FIELDS     0x1F
#define DEFAULT_FIELDS 0x1C

/* Gives a bit per entry of fields. */
static guint
read_shape (const xmlNode *shape)
{
  const xmlNode *paths = oof_sim_xml_child (shape, "t:AdditionalProperties");
  g_autofree gchar *base = oof_sim_xml_child_text (shape, "t:BaseShape");
  guint bits = 0;

  if (g_str_equal (base, "AllProperties"))
    bits = ALL_FIELDS;
  else if (g_str_equal (base, "Default"))
    bits = DEFAULT_FIELDS;
  for (xmlNode *path = oof_sim_xml_first (paths); path != NULL; path = oof_sim_xml_next (path))
    {
      g_autofree gchar *name = oof_sim_xml_attribute (path, "FieldURI");

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (name != NULL && g_str_has_prefix (name, "folder:") && g_str_equal (name + 7, fields[i]))
          bits |= 1u << i;
    }
  return bits;
}

static guint
count_children (const OofSimEwsFolder *folder)
{
  if (folder->calendar == NULL)
    return 1;
  return folder->calendar->is_default ? folder->owner->mailbox->calendars->len - 1 : 0;
}

static void
add_id (xmlNode *parent, const gchar *name, const gchar *id, const gchar *change_key)
{
  xmlNode *node = oof_sim_xml_add (parent, name, NULL);

  oof_sim_xml_set (node, "Id", id);
  oof_sim_xml_set (node, "ChangeKey", change_key);
}

/* The parent of the default calendar is the root, that of the others the default calendar. */
static void
add_parent (xmlNode *node, const OofSimEwsFolder *folder)
{
  const OofSimCalendar *calendar = oof_sim_mailbox_get_default_calendar (folder->owner->mailbox);
  g_autofree gchar *root = oof_sim_ews_root_id (folder->owner);

  if (folder->calendar != NULL && !folder->calendar->is_default)
    add_id (node, "t:ParentFolderId", calendar->id, calendar->change_key);
  else
    add_id (node, "t:ParentFolderId", root, root);
}

static void
add_number (xmlNode *node, const gchar *name, guint value)
{
  g_autofree gchar *text = g_strdup_printf ("%u", value);

  oof_sim_xml_add (node, name, text);
}

static void
add_folder (xmlNode *folders, const OofSimEwsFolder *folder, guint bits)
{
  const OofSimCalendar *calendar = folder->calendar;
  g_autofree gchar *root = oof_sim_ews_root_id (folder->owner);
  xmlNode *node =
      oof_sim_xml_add (folders, calendar != NULL ? "t:CalendarFolder" : "t:Folder", NULL);

  add_id (node, "t:FolderId", calendar != NULL ? calendar->id : root,
          calendar != NULL ? calendar->change_key : root);
  if (bits & 0x01)
    add_parent (node, folder);
  if (bits & 0x02)
    oof_sim_xml_add (node, "t:FolderClass", calendar != NULL ? "IPF.Appointment" : "IPF");
  if (bits & 0x04)
    oof_sim_xml_add (node, "t:DisplayName",
                     calendar != NULL ? calendar->name : "Top of Information Store");
  if (bits & 0x08)
    add_number (node, "t:TotalCount", calendar != NULL ? calendar->items->len : 0);
  if (bits & 0x10)
    add_number (node, "t:ChildFolderCount", count_children (folder));
}

void
oof_sim_ews_get_folder (OofSimEwsCall *call)
{
  guint bits = read_shape (oof_sim_xml_child (call->request, "m:FolderShape"));
  const xmlNode *ids = oof_sim_xml_child (call->request, "m:FolderIds");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "GetFolderResponse");

  for (xmlNode *id = oof_sim_xml_first (ids); id != NULL; id = oof_sim_xml_next (id))
    {
      OofSimEwsFolder folder;
      OofSimEwsCode code = oof_sim_ews_find_target_folder (call, id, &folder);
      xmlNode *message = oof_sim_ews_add_message (messages, "GetFolderResponseMessage", code);
      xmlNode *folders = oof_sim_xml_add (message, "m:Folders", NULL);

      if (code == NULL)
        add_folder (folders, &folder, bits);
    }
}

static gchar *
get_field (gpointer object, const xmlNode *path)
{
  const OofSimCalendar *calendar = object;

  return oof_sim_xml_is (path, "t:FieldURI") ? g_strdup (calendar->name) : NULL;
}

/* The calendars below PARENT that the request asks for. */
static GPtrArray *
collect (const OofSimEwsCall *call, const OofSimEwsFolder *parent)
{
  const xmlNode *restriction = oof_sim_xml_child (call->request, "m:Restriction");
  g_autofree gchar *traversal = oof_sim_xml_attribute (call->request, "Traversal");
  GPtrArray *calendars = parent->owner->mailbox->calendars;
  GPtrArray *found = g_ptr_array_new ();
  gboolean deep = g_str_equal (traversal, "Deep");

  for (guint i = 0; i < calendars->len && !g_str_equal (traversal, "SoftDeleted"); i++)
    {
      OofSimCalendar *calendar = calendars->pdata[i];
      gboolean below = parent->calendar == NULL
                           ? calendar->is_default || deep
                           : parent->calendar->is_default && !calendar->is_default;

      if (below && oof_sim_ews_restriction_matches (restriction, get_field, calendar))
        g_ptr_array_add (found, calendar);
    }
  return found;
}

static void
add_found (const OofSimEwsCall *call, const xmlNode *id, xmlNode *messages)
{
  const xmlNode *view = oof_sim_xml_child (call->request, "m:IndexedPageFolderView");
  guint bits = read_shape (oof_sim_xml_child (call->request, "m:FolderShape"));
  g_autoptr (GPtrArray) found = NULL;
  OofSimEwsFolder parent;
  OofSimEwsPage page;
  OofSimEwsCode code = oof_sim_ews_restriction_check (
      oof_sim_xml_child (call->request, "m:Restriction"), "folder:DisplayName");
  xmlNode *message, *root, *folders;

  if (code == NULL)
    code = oof_sim_ews_find_target_folder (call, id, &parent);
  if (code == NULL)
    {
      found = collect (call, &parent);
      code = oof_sim_ews_page_read (view, found->len, &page);
    }
  message = oof_sim_ews_add_message (messages, "FindFolderResponseMessage", code);
  if (code != NULL)
    return;
  root = oof_sim_ews_page_add (&page, view != NULL, message);
  folders = oof_sim_xml_add (root, "t:Folders", NULL);
  for (guint i = 0; i < page.count; i++)
    {
      OofSimEwsFolder folder = { parent.owner, found->pdata[page.from + i] };

      add_folder (folders, &folder, bits);
    }
}

void
oof_sim_ews_find_folder (OofSimEwsCall *call)
{
  const xmlNode *ids = oof_sim_xml_child (call->request, "m:ParentFolderIds");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "FindFolderResponse");

  for (xmlNode *id = oof_sim_xml_first (ids); id != NULL; id = oof_sim_xml_next (id))
    add_found (call, id, messages);
}

/* Only calendars under the default calendar are simulated. */
static OofSimEwsCode
create (const OofSimEwsFolder *parent, const xmlNode *wanted, OofSimEwsFolder *created)
{
  g_autofree gchar *name = oof_sim_xml_child_text (wanted, "t:DisplayName");

  if (parent->calendar == NULL || !parent->calendar->is_default)
    return "ErrorInternalServerError";
  if (name == NULL || *name == '\0')
    return "ErrorFolderSave";
  created->owner = parent->owner;
  created->calendar = oof_sim_mailbox_add_calendar (parent->owner->mailbox, name);
  return created->calendar != NULL ? NULL : "ErrorFolderExists";
}

void
oof_sim_ews_create_folder (OofSimEwsCall *call)
{
  const xmlNode *id = oof_sim_xml_first (oof_sim_xml_child (call->request, "m:ParentFolderId"));
  const xmlNode *wanted = oof_sim_xml_child (call->request, "m:Folders");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "CreateFolderResponse");
  OofSimEwsFolder parent;
  OofSimEwsCode refused = oof_sim_ews_find_target_folder (call, id, &parent);

  for (xmlNode *node = oof_sim_xml_first (wanted); node != NULL; node = oof_sim_xml_next (node))
    {
      OofSimEwsFolder folder;
      OofSimEwsCode code = refused != NULL ? refused : create (&parent, node, &folder);
      xmlNode *message = oof_sim_ews_add_message (messages, "CreateFolderResponseMessage", code);
      xmlNode *folders = oof_sim_xml_add (message, "m:Folders", NULL);

      if (code == NULL)
        add_folder (folders, &folder, 0);
    }
}

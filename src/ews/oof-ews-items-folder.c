/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-items-private.h"

#include "core/oof-error.h"

typedef struct
{
  gboolean create;
  gboolean created_by_another; /* ErrorFolderExists: it must be there now */
} Opening;

static void find_folder (GTask *task);

static char *
dup_folder_id (const OofXml *folder)
{
  g_autoptr (OofXml) id = oof_xml_get_child (folder, OOF_EWS_T, "FolderId");

  return id ? oof_xml_dup_attribute (id, "Id") : NULL;
}

/* The first of the folders whose name is @name in whatever case (NULL: any). (nullable) */
static char *
dup_matching_id (const OofXml *folders, const char *name)
{
  g_autoptr (GPtrArray) all = oof_xml_get_children (folders, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (OofXml) child = oof_xml_get_child (all->pdata[i], OOF_EWS_T, "DisplayName");
      g_autofree char *found = child ? oof_xml_dup_text (child) : NULL;

      if (!name || (found && g_ascii_strcasecmp (g_strstrip (found), name) == 0))
        return dup_folder_id (all->pdata[i]);
    }
  return NULL;
}

static void
create_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (OofXml) message = NULL;
  g_autoptr (OofXml) folders = NULL;
  g_autoptr (GError) error = NULL;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_EXISTS) && !opening->created_by_another)
    {
      opening->created_by_another = TRUE;
      find_folder (task);
      return;
    }
  if (message && oof_xml_read_child (message, OOF_EWS_M, "Folders", OOF_REQUIRED, &folders, &error))
    {
      self->documents = dup_matching_id (folders, NULL);
      if (!self->documents)
        oof_xml_set_error (folders, NULL, &error, "no FolderId");
    }
  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
create_folder (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  OofEwsRequest *request = _oof_ews_items_request_new (self, "CreateFolder", OOF_EWS_CALL_WRITE);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  _oof_ews_items_write_folder (self, xml, "ParentFolderId", OOF_CALENDAR_ABSENCES);
  oof_xml_writer_begin (xml, "m", "Folders");
  oof_xml_writer_begin (xml, "t", "CalendarFolder");
  oof_xml_writer_element (xml, "t", "DisplayName", OOF_DOCUMENT_CALENDAR);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task),
                             create_answered_cb, g_object_ref (task));
}

static void
find_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = g_task_get_source_object (task);
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr (OofXml) message = NULL;
  g_autoptr (OofXml) root = NULL;
  g_autoptr (OofXml) folders = NULL;
  GError *error = NULL;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (!message)
    {
      g_task_return_error (task, error);
      return;
    }
  /* gromox leaves RootFolder out when there is no folder at all. */
  root = oof_xml_get_child (message, OOF_EWS_M, "RootFolder");
  folders = root ? oof_xml_get_child (root, OOF_EWS_T, "Folders") : NULL;
  g_clear_pointer (&self->documents, g_free);
  self->documents = folders ? dup_matching_id (folders, OOF_DOCUMENT_CALENDAR) : NULL;
  if (self->documents || !opening->create)
    g_task_return_boolean (task, self->documents != NULL);
  else if (opening->created_by_another)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_FORBIDDEN,
                             "folder \"%s\" exists, but this account does not see it",
                             OOF_DOCUMENT_CALENDAR);
  else
    create_folder (task);
}

static void
find_folder (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  OofEwsRequest *request = _oof_ews_items_request_new (self, "FindFolder", OOF_EWS_CALL_PLAIN);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  oof_xml_writer_attribute (xml, "Traversal", "Shallow");
  oof_xml_writer_begin (xml, "m", "FolderShape");
  oof_xml_writer_element (xml, "t", "BaseShape", "IdOnly");
  oof_xml_writer_begin (xml, "t", "AdditionalProperties");
  oof_xml_writer_begin (xml, "t", "FieldURI");
  oof_xml_writer_attribute (xml, "FieldURI", "folder:DisplayName");
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  _oof_ews_items_write_folder (self, xml, "ParentFolderIds", OOF_CALENDAR_ABSENCES);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task), find_answered_cb,
                             g_object_ref (task));
}

void
_oof_ews_items_open_async (OofEwsItems *self,
                           OofCalendar calendar,
                           gboolean create,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, _oof_ews_items_open_async);
  opening->create = create;
  g_task_set_task_data (task, opening, g_free);
  if (calendar == OOF_CALENDAR_ABSENCES || self->documents)
    g_task_return_boolean (task, TRUE);
  else
    find_folder (task);
}

gboolean
_oof_ews_items_open_finish (OofEwsItems *self,
                            GAsyncResult *result,
                            gboolean *there,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;

  *there = g_task_propagate_boolean (G_TASK (result), &failure);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-items.h"

#include "core/oof-error.h"
#include "ews/oof-ews-item.h"
#include "ews/oof-ews-items-private.h"
#include "ews/oof-ews-request-private.h"

static void oof_ews_items_iface_init (OofItemStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofEwsItems,
                               oof_ews_items,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE,
                                                      oof_ews_items_iface_init))

/* A list, or a search for a key. */
typedef struct
{
  OofCalendar calendar;
  OofRange range; /* for a list of absences */
  char *key;      /* (owned) (nullable) for a search */
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->key);
  g_free (reading);
}

OofEwsRequest *
_oof_ews_items_request_new (OofEwsItems *self, const char *operation, OofEwsCallFlags flags)
{
  return oof_ews_request_new (self->client, operation, self->mailbox, flags | OOF_EWS_CALL_URGENT);
}

void
_oof_ews_items_write_folder (OofEwsItems *self,
                             OofXmlWriter *xml,
                             const char *element,
                             OofCalendar calendar)
{
  oof_xml_writer_begin (xml, "m", element);
  if (calendar == OOF_CALENDAR_DOCUMENTS)
    {
      oof_xml_writer_begin (xml, "t", "FolderId");
      oof_xml_writer_attribute (xml, "Id", self->documents);
    }
  else
    {
      oof_xml_writer_begin (xml, "t", "DistinguishedFolderId");
      oof_xml_writer_attribute (xml, "Id", "calendar");
    }
  if (calendar == OOF_CALENDAR_ABSENCES
      && _oof_ews_client_get_role (self->client) == OOF_EWS_ROLE_PERSON)
    {
      oof_xml_writer_begin (xml, "t", "Mailbox");
      oof_xml_writer_element (xml, "t", "EmailAddress", self->mailbox);
      oof_xml_writer_end (xml);
    }
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

/* Whether an item was asked for. A server finds keys without regard to case, and a view was wider
 * than the range. An item without length counts with its start. */
static gboolean
is_wanted (const Reading *reading, const OofItem *item)
{
  OofRange range = { item->range.from, MAX (item->range.to, item->range.from + 1) };

  if (reading->key)
    return g_str_equal (item->key, reading->key);
  return reading->calendar == OOF_CALENDAR_DOCUMENTS || oof_range_overlaps (range, reading->range);
}

static void
read_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *wanted;

  all = _oof_ews_items_fetch_finish (OOF_EWS_ITEMS (source), result, NULL, &error);
  if (!all)
    {
      g_task_return_error (task, error);
      return;
    }
  wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  for (guint i = 0; i < all->len; i++)
    if (is_wanted (reading, all->pdata[i]))
      g_ptr_array_add (wanted, oof_item_ref (all->pdata[i]));
  g_task_return_pointer (task, wanted, (GDestroyNotify) g_ptr_array_unref);
}

void
_oof_ews_items_forget_folder (OofEwsItems *self, OofCalendar calendar, const GError *error)
{
  if (calendar == OOF_CALENDAR_DOCUMENTS && g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_clear_pointer (&self->documents, g_free);
}

static void
read_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = OOF_EWS_ITEMS (source);
  const Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) ids = _oof_ews_items_find_ids_finish (self, result, &error);

  if (!ids)
    {
      _oof_ews_items_forget_folder (self, reading->calendar, error);
      g_task_return_error (task, error);
      return;
    }
  /* A key whose item cannot be read must not look like a key that is not there. */
  _oof_ews_items_fetch_async (self, reading->calendar, ids, reading->key != NULL,
                              g_task_get_cancellable (task), read_fetched_cb, g_object_ref (task));
}

static void
read_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = OOF_EWS_ITEMS (source);
  const Reading *reading = g_task_get_task_data (task);
  gboolean view = !reading->key && reading->calendar == OOF_CALENDAR_ABSENCES;
  OofEwsQuery query = { reading->calendar, reading->key, view ? &reading->range : NULL };
  GError *error = NULL;
  gboolean there;

  if (!_oof_ews_items_open_finish (self, result, &there, &error))
    g_task_return_error (task, error);
  else if (!there)
    g_task_return_pointer (task, g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    _oof_ews_items_find_ids_async (self, &query, g_task_get_cancellable (task), read_found_cb,
                                   g_object_ref (task));
}

/* Reading makes no folder: where there is none there are no items. */
static void
read_items (OofEwsItems *self, GTask *task, OofCalendar calendar, OofRange range, const char *key)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->calendar = calendar;
  reading->range = range;
  reading->key = g_strdup (key);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  _oof_ews_items_open_async (self, calendar, FALSE, g_task_get_cancellable (task), read_opened_cb,
                             task);
}

static void
oof_ews_items_list_async (OofItemStore *store,
                          OofCalendar calendar,
                          OofRange range,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_ews_items_list_async);
  read_items (OOF_EWS_ITEMS (store), task, calendar, range, NULL);
}

static void
oof_ews_items_find_async (OofItemStore *store,
                          OofCalendar calendar,
                          const char *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_ews_items_find_async);
  read_items (OOF_EWS_ITEMS (store), task, calendar, (OofRange){ 0, 0 }, key);
}

static gpointer
oof_ews_items_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
oof_ews_items_read_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return oof_ews_items_finish (store, result, error);
}

static OofItem *
oof_ews_items_write_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return oof_ews_items_finish (store, result, error);
}

/* The write has happened, but what became of it is not known. */
static void
fail_read_back (GTask *task, GError *error)
{
  g_autofree char *message = NULL;

  if (!error)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNCERTAIN,
                             "the item was written and is not there");
  else if (error->domain != OOF_ERROR)
    g_task_return_error (task, error);
  else
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNCERTAIN,
                               "the item was written and could not be read back: %s",
                               error->message);
      g_error_free (error);
    }
}

static void
write_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      _oof_ews_items_fetch_finish (OOF_EWS_ITEMS (source), result, NULL, &error);

  if (items && items->len > 0)
    g_task_return_pointer (task, oof_item_ref (items->pdata[0]), (GDestroyNotify) oof_item_unref);
  else
    fail_read_back (task, error);
}

/* The id in the answer to a CreateItem or UpdateItem. */
static char *
dup_written_id (const OofXml *message)
{
  g_autoptr (OofXml) items = oof_xml_get_child (message, OOF_EWS_M, "Items");
  g_autoptr (OofXml) item = items ? oof_xml_get_child (items, OOF_EWS_T, "CalendarItem") : NULL;
  g_autoptr (OofXml) id = item ? oof_xml_get_child (item, OOF_EWS_T, "ItemId") : NULL;

  return id ? oof_xml_dup_attribute (id, "Id") : NULL;
}

/* Reads the item back, as only the server knows the change key and what it made of the dates. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = g_task_get_source_object (task);
  const OofItem *item = g_task_get_task_data (task);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OofXml) message = NULL;
  GError *error = NULL;
  char *id;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (!message)
    {
      if (!item->id)
        _oof_ews_items_forget_folder (self, item->calendar, error);
      g_task_return_error (task, error);
      return;
    }
  id = dup_written_id (message);
  if (!id)
    id = g_strdup (item->id);
  if (!id)
    {
      fail_read_back (task, NULL);
      return;
    }
  g_ptr_array_add (ids, id);
  _oof_ews_items_fetch_async (self, item->calendar, ids, TRUE, g_task_get_cancellable (task),
                              write_fetched_cb, g_object_ref (task));
}

static void
create_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsItems *self = OOF_EWS_ITEMS (source);
  const OofItem *item = g_task_get_task_data (task);
  OofEwsRequest *request;
  OofXmlWriter *xml;
  GError *error = NULL;
  gboolean there;

  if (!_oof_ews_items_open_finish (self, result, &there, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request = _oof_ews_items_request_new (self, "CreateItem", OOF_EWS_CALL_WRITE);
  xml = oof_ews_request_get_xml (request);
  oof_xml_writer_attribute (xml, "SendMeetingInvitations", "SendToNone");
  _oof_ews_items_write_folder (self, xml, "SavedItemFolderId", item->calendar);
  oof_xml_writer_begin (xml, "m", "Items");
  oof_ews_item_write (xml, item);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task), written_cb,
                             g_object_ref (task));
}

static void
oof_ews_items_create_async (OofItemStore *store,
                            OofItem *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  OofItem *copy = oof_item_copy (item);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_ews_items_create_async);
  g_clear_pointer (&copy->id, g_free);
  g_task_set_task_data (task, copy, (GDestroyNotify) oof_item_unref);
  if (oof_ews_item_check (item, &error))
    _oof_ews_items_open_async (OOF_EWS_ITEMS (store), item->calendar, TRUE, cancellable,
                               create_opened_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static gboolean
check_update (const OofItem *item, GError **error)
{
  if (item->id && item->change_key)
    return oof_ews_item_check (item, error);
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "item \"%s\": no id and change key to update",
               item->subject);
  return FALSE;
}

static void
oof_ews_items_update_async (OofItemStore *store,
                            OofItem *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  OofEwsItems *self = OOF_EWS_ITEMS (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofEwsRequest *request;
  OofXmlWriter *xml;
  GError *error = NULL;

  g_task_set_source_tag (task, oof_ews_items_update_async);
  g_task_set_task_data (task, oof_item_ref (item), (GDestroyNotify) oof_item_unref);
  if (!check_update (item, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request = _oof_ews_items_request_new (self, "UpdateItem", OOF_EWS_CALL_WRITE);
  xml = oof_ews_request_get_xml (request);
  oof_xml_writer_attribute (xml, "ConflictResolution", "NeverOverwrite");
  oof_xml_writer_attribute (xml, "SendMeetingInvitationsOrCancellations", "SendToNone");
  oof_xml_writer_begin (xml, "m", "ItemChanges");
  oof_ews_item_write_change (xml, item);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, cancellable, written_cb,
                             g_steal_pointer (&task));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (OofXml) message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);

  if (message)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
oof_ews_items_remove_async (OofItemStore *store,
                            OofItem *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  OofEwsItems *self = OOF_EWS_ITEMS (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofEwsRequest *request;
  OofXmlWriter *xml;

  g_task_set_source_tag (task, oof_ews_items_remove_async);
  if (!item->id)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID, "item \"%s\": no id to remove",
                               item->subject);
      return;
    }
  request = _oof_ews_items_request_new (self, "DeleteItem", OOF_EWS_CALL_WRITE);
  xml = oof_ews_request_get_xml (request);
  oof_xml_writer_attribute (xml, "DeleteType", "MoveToDeletedItems");
  oof_xml_writer_attribute (xml, "SendMeetingCancellations", "SendToNone");
  oof_xml_writer_begin (xml, "m", "ItemIds");
  oof_ews_item_write_id (xml, item->id, item->change_key);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, cancellable, removed_cb,
                             g_steal_pointer (&task));
}

static gboolean
oof_ews_items_remove_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
oof_ews_items_iface_init (OofItemStoreInterface *iface)
{
  iface->list_async = oof_ews_items_list_async;
  iface->list_finish = oof_ews_items_read_finish;
  iface->find_async = oof_ews_items_find_async;
  iface->find_finish = oof_ews_items_read_finish;
  iface->create_async = oof_ews_items_create_async;
  iface->create_finish = oof_ews_items_write_finish;
  iface->update_async = oof_ews_items_update_async;
  iface->update_finish = oof_ews_items_write_finish;
  iface->remove_async = oof_ews_items_remove_async;
  iface->remove_finish = oof_ews_items_remove_finish;
  iface->changes_async = _oof_ews_items_changes_async;
  iface->changes_finish = _oof_ews_items_changes_finish;
}

static void
oof_ews_items_finalize (GObject *object)
{
  OofEwsItems *self = OOF_EWS_ITEMS (object);

  g_object_unref (self->client);
  g_free (self->mailbox);
  g_free (self->documents);
  G_OBJECT_CLASS (oof_ews_items_parent_class)->finalize (object);
}

static void
oof_ews_items_class_init (OofEwsItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_ews_items_finalize;
}

static void
oof_ews_items_init (OofEwsItems *self)
{
}

OofEwsItems *
oof_ews_items_new (OofEwsClient *client, const char *mailbox)
{
  OofEwsItems *self;

  g_return_val_if_fail (OOF_IS_EWS_CLIENT (client), NULL);
  g_return_val_if_fail (mailbox != NULL, NULL);

  self = g_object_new (OOF_TYPE_EWS_ITEMS, NULL);
  self->client = g_object_ref (client);
  self->mailbox = g_strdup (mailbox);
  return self;
}

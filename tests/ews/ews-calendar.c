/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-calendar.h"

#include "ews/oof-ews-items.h"

#include <string.h>

static void
append_item (EwsCalendar *self, GString *messages, const char *id)
{
  const char *content = g_hash_table_lookup (self->items, id);

  if (!content)
    g_string_append (messages, "<m:GetItemResponseMessage ResponseClass=\"Error\"><m:ResponseCode>"
                               "ErrorItemNotFound</m:ResponseCode><m:Items/>"
                               "</m:GetItemResponseMessage>");
  else if (g_str_has_prefix (content, "<m:"))
    g_string_append (messages, content);
  else
    g_string_append_printf (messages,
                            "<m:GetItemResponseMessage ResponseClass=\"Success\"><m:ResponseCode>"
                            "NoError</m:ResponseCode><m:Items><t:CalendarItem>"
                            "<t:ItemId Id=\"%s\" ChangeKey=\"ck-%s\"/>%s</t:CalendarItem></m:Items>"
                            "</m:GetItemResponseMessage>",
                            id, id, content);
}

static char *
answer_get_item (EwsCalendar *self, const char *body)
{
  g_autoptr (GString) messages = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (body, "<t:ItemId Id=\"", -1);
  g_autofree char *content = NULL;

  for (guint i = 1; parts[i]; i++)
    {
      *strchr (parts[i], '"') = '\0';
      append_item (self, messages, parts[i]);
    }
  content = g_strdup_printf ("<m:GetItemResponse><m:ResponseMessages>%s</m:ResponseMessages>"
                             "</m:GetItemResponse>",
                             messages->str);
  return ews_soap (content);
}

/* With the empty Groups that gromox adds (ews.md 2.7). */
static char *
answer_find_item (EwsCalendar *self)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autofree char *content = NULL;
  g_autofree char *response = NULL;

  for (guint i = 0; i < self->ids->len; i++)
    g_string_append_printf (
        items, "<t:CalendarItem><t:ItemId Id=\"%s\" ChangeKey=\"x\"/></t:CalendarItem>",
        (const char *) self->ids->pdata[i]);
  content = g_strdup_printf ("<m:RootFolder %s><t:Items>%s</t:Items><t:Groups/></m:RootFolder>",
                             self->range, items->str);
  response = ews_response ("FindItem", "Success NoError", content);
  return ews_soap (response);
}

static char *
answer_calendar (EwsFixture *server, const char *body, gpointer user_data)
{
  EwsCalendar *self = user_data;

  if (strstr (body, "<m:GetItem>"))
    return answer_get_item (self, body);
  g_assert_nonnull (strstr (body, "<m:FindItem "));
  return answer_find_item (self);
}

void
ews_calendar_set_up (EwsCalendar *self, gconstpointer role)
{
  g_autoptr (OofEwsClient) client = NULL;

  self->server = ews_fixture_new ();
  self->server->handler = answer_calendar;
  self->server->handler_data = self;
  client = ews_fixture_client (self->server, GPOINTER_TO_INT (role));
  self->store = OOF_ITEM_STORE (oof_ews_items_new (client, EWS_SERVICE));
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->range = "IncludesLastItemInRange=\"true\"";
}

void
ews_calendar_tear_down (EwsCalendar *self, gconstpointer role)
{
  g_object_unref (self->store);
  ews_fixture_free (self->server);
  g_ptr_array_unref (self->ids);
  g_hash_table_unref (self->items);
}

void
ews_calendar_add (EwsCalendar *self, const char *id, const char *content)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  g_hash_table_replace (self->items, g_strdup (id), g_strdup (content));
}

void
ews_calendar_add_absence (EwsCalendar *self, const char *id, const char *key)
{
  g_autofree char *content = g_strdup_printf (
      "<t:Subject>S</t:Subject>" EWS_KEY (
          "%s") "<t:Start>2026-11-23T08:00:00Z</t:Start><t:End>2026-11-23T17:00:00Z</t:End>",
      key);

  ews_calendar_add (self, id, content);
}

GPtrArray *
ews_calendar_list (EwsCalendar *self, OofCalendar calendar, OofRange range, GError **e)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_list_async (self->store, calendar, range, NULL, ews_keep_cb, &result);
  return oof_item_store_list_finish (self->store, ews_wait (&result), e);
}

GPtrArray *
ews_calendar_find (EwsCalendar *self, OofCalendar calendar, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_find_async (self->store, calendar, key, NULL, ews_keep_cb, &result);
  return oof_item_store_find_finish (self->store, ews_wait (&result), error);
}

OofItem *
ews_calendar_create (EwsCalendar *self, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_create_async (self->store, item, NULL, ews_keep_cb, &result);
  return oof_item_store_create_finish (self->store, ews_wait (&result), error);
}

OofItem *
ews_calendar_update (EwsCalendar *self, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_update_async (self->store, item, NULL, ews_keep_cb, &result);
  return oof_item_store_update_finish (self->store, ews_wait (&result), error);
}

gboolean
ews_calendar_remove (EwsCalendar *self, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_remove_async (self->store, item, NULL, ews_keep_cb, &result);
  return oof_item_store_remove_finish (self->store, ews_wait (&result), error);
}

OofInstant
ews_instant (const char *text)
{
  OofInstant instant;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

OofRange
ews_range (const char *from, const char *to)
{
  return (OofRange){ ews_instant (from), ews_instant (to) };
}

guint
ews_calendar_count (EwsCalendar *self, const char *operation)
{
  g_autofree char *element = g_strdup_printf ("<soap:Body><m:%s", operation);
  guint n = 0;

  for (guint i = 0; i < self->server->bodies->len; i++)
    n += strstr (self->server->bodies->pdata[i], element) != NULL;
  return n;
}

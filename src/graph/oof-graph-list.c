/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "graph/oof-graph-call.h"

/* A tenant of 300,000 users has 301 pages of 999. */
#define MAX_PAGES 5000

typedef struct
{
  OofGraphCallFlags flags;
  const char *permission; /* static */
  GPtrArray *elements;    /* (owned) of OofJson */
  GHashTable *links;      /* (owned) those followed so far */
  char *delta;            /* (owned) (nullable) @odata.deltaLink of the last page */
} List;

static void
list_free (List *list)
{
  g_ptr_array_unref (list->elements);
  g_hash_table_unref (list->links);
  g_free (list->delta);
  g_free (list);
}

static void page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
get_page (GTask *task, const char *path)
{
  List *list = g_task_get_task_data (task);
  OofGraphCall call = {
    .method = "GET", .path = path, .flags = list->flags, .permission = list->permission
  };

  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

/* Adds the page's elements; @link: (out) (nullable) the next page. */
static gboolean
take_page (List *list, const OofJson *page, char **link, GError **error)
{
  g_autoptr (OofJson) value = NULL;
  guint length;

  g_clear_pointer (&list->delta, g_free);
  if (!oof_json_read_array (page, "value", OOF_REQUIRED, &value, error)
      || !oof_json_read_string (page, "@odata.nextLink", OOF_OPTIONAL, link, error)
      || !oof_json_read_string (page, "@odata.deltaLink", OOF_OPTIONAL, &list->delta, error))
    return FALSE;
  length = oof_json_get_length (value);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (value, i);

      if (!oof_json_expect (element, OOF_JSON_OBJECT, error))
        return FALSE;
      g_ptr_array_add (list->elements, g_steal_pointer (&element));
    }
  if (*link == NULL)
    return TRUE;
  if (!g_hash_table_add (list->links, g_strdup (*link)))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "A next page came twice");
      return FALSE;
    }
  if (g_hash_table_size (list->links) >= MAX_PAGES)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "More than %d pages", MAX_PAGES);
      return FALSE;
    }
  return TRUE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  List *list = g_task_get_task_data (task);
  g_autoptr (OofJson) page = NULL;
  g_autofree char *link = NULL;
  GError *error = NULL;

  if (!oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &page, &error)
      || !take_page (list, page, &link, &error))
    g_task_return_error (task, error);
  else if (link != NULL)
    get_page (task, link);
  else
    g_task_return_pointer (task, g_ptr_array_ref (list->elements),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
oof_graph_client_list_async (OofGraphClient *self,
                             const OofGraphCall *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  List *list;

  g_return_if_fail (OOF_IS_GRAPH_CLIENT (self));
  g_return_if_fail (call != NULL && call->path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_graph_client_list_async);
  list = g_new0 (List, 1);
  list->flags = call->flags;
  list->permission = call->permission;
  list->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_json_unref);
  list->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, list, (GDestroyNotify) list_free);
  get_page (task, call->path);
}

GPtrArray *
oof_graph_client_list_finish (OofGraphClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
oof_graph_client_list_finish_delta (OofGraphClient *self,
                                    GAsyncResult *result,
                                    char **link,
                                    GError **error)
{
  List *list = g_task_get_task_data (G_TASK (result));
  GPtrArray *elements = oof_graph_client_list_finish (self, result, error);

  if (elements != NULL && list->delta == NULL)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "A delta query ended without its link");
      g_clear_pointer (&elements, g_ptr_array_unref);
    }
  if (elements != NULL)
    *link = g_steal_pointer (&list->delta);
  return elements;
}

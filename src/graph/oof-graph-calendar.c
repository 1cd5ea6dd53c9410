/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-calendar.h"

#include "core/oof-error.h"
#include "format/oof-json-writer.h"
#include "graph/oof-graph-call.h"

#define PERMISSION "the permission Calendars.ReadWrite"

typedef struct
{
  char *path;       /* (owned) "/users/ADDRESS/calendars" */
  char *name;       /* (owned) */
  gboolean retried; /* somebody else was faster: only looking again is left */
} Ensure;

static void
ensure_free (Ensure *ensure)
{
  g_free (ensure->path);
  g_free (ensure->name);
  g_free (ensure);
}

static void look (GTask *task);

/* @id: (out) (nullable): NULL when none is called so. */
static gboolean
find_by_name (GPtrArray *calendars, const char *name, char **id, GError **error)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < calendars->len; i++)
    {
      const OofJson *calendar = g_ptr_array_index (calendars, i);
      g_autofree char *found = NULL;
      g_autofree char *folded = NULL;

      if (!oof_json_read_string (calendar, "name", OOF_OPTIONAL, &found, error))
        return FALSE;
      folded = found ? g_utf8_casefold (found, -1) : NULL;
      if (g_strcmp0 (folded, wanted) == 0)
        return oof_json_read_string (calendar, "id", OOF_REQUIRED, id, error);
    }
  return TRUE;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Ensure *ensure = g_task_get_task_data (task);
  g_autoptr (OofJson) calendar = NULL;
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &calendar, &error)
      && oof_json_read_string (calendar, "id", OOF_REQUIRED, &id, &error))
    g_task_return_pointer (task, id, g_free);
  else if (!ensure->retried
           && (g_error_matches (error, OOF_ERROR, OOF_ERROR_EXISTS)
               || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT)
               || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNCERTAIN)))
    {
      ensure->retried = TRUE;
      look (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
create (GTask *task)
{
  Ensure *ensure = g_task_get_task_data (task);
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  g_autoptr (GBytes) body = NULL;
  OofGraphCall call = { .method = "POST",
                        .path = ensure->path,
                        .flags = OOF_GRAPH_CALL_IMMUTABLE_ID,
                        .permission = PERMISSION };

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", ensure->name);
  oof_json_writer_end_object (writer);
  body = oof_json_writer_finish_bytes (writer);
  call.body = body;
  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), created_cb, g_object_ref (task));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Ensure *ensure = g_task_get_task_data (task);
  g_autoptr (GPtrArray) calendars = NULL;
  GError *error = NULL;
  char *id = NULL;

  calendars = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (calendars == NULL || !find_by_name (calendars, ensure->name, &id, &error))
    g_task_return_error (task, error);
  else if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    create (task);
}

static void
look (GTask *task)
{
  Ensure *ensure = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (ensure->path);
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_CALL_IMMUTABLE_ID,
                        .permission = PERMISSION };

  oof_graph_append_query (path, "$select", "id,name");
  oof_graph_append_query (path, "$top", "100");
  call.path = path->str;
  oof_graph_client_list_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

void
oof_graph_calendar_ensure_async (OofGraphClient *client,
                                 const char *mailbox,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *escaped = NULL;
  Ensure *ensure;

  g_return_if_fail (OOF_IS_GRAPH_CLIENT (client));
  g_return_if_fail (mailbox != NULL && name != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_graph_calendar_ensure_async);
  escaped = oof_graph_escape (mailbox);
  ensure = g_new0 (Ensure, 1);
  ensure->path = g_strconcat ("/users/", escaped, "/calendars", NULL);
  ensure->name = g_strdup (name);
  g_task_set_task_data (task, ensure, (GDestroyNotify) ensure_free);
  look (task);
}

char *
oof_graph_calendar_ensure_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

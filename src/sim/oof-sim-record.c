/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-record.h"

#include "sim/oof-sim-json.h"

struct _OofSimRecord
{
  GFileOutputStream *stream; /* (owned) */
};

OofSimRecord *
oof_sim_record_open (const gchar *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileOutputStream) stream =
      g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  OofSimRecord *record;

  if (stream == NULL)
    return NULL;
  record = g_new0 (OofSimRecord, 1);
  record->stream = g_steal_pointer (&stream);
  return record;
}

void
oof_sim_record_free (OofSimRecord *record)
{
  if (record == NULL)
    return;
  g_object_unref (record->stream);
  g_free (record);
}

static void
add_header (const char *name, const char *value, gpointer data)
{
  json_object_set_string_member (data, name, value);
}

static gchar *
get_target (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const gchar *query = g_uri_get_query (uri);

  return g_strconcat (g_uri_get_path (uri), query == NULL ? NULL : "?", query, NULL);
}

void
oof_sim_record_add (OofSimRecord *record, SoupServerMessage *message, GBytes *body)
{
  g_autoptr (JsonObject) line = json_object_new ();
  JsonObject *headers = json_object_new ();
  g_autofree gchar *target = get_target (message);
  g_autofree gchar *text = NULL;
  g_autofree gchar *terminated = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const gchar *bytes = g_bytes_get_data (body, &size);

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header,
                                headers);
  json_object_set_string_member (line, "method", soup_server_message_get_method (message));
  json_object_set_string_member (line, "target", target);
  json_object_set_object_member (line, "headers", headers);
  if (size > 0 && g_utf8_validate_len (bytes, size, NULL))
    {
      terminated = g_strndup (bytes, size);
      json_object_set_string_member (line, "body", terminated);
    }
  text = oof_sim_json_to_text (line);
  if (!g_output_stream_printf (G_OUTPUT_STREAM (record->stream), NULL, NULL, &error, "%s\n", text))
    g_error ("the record cannot be written: %s", error->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-call.h"

#include "sim/oof-sim-form.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

OofSimCall *
oof_sim_call_new (OofSimExchange *exchange, const gchar *method)
{
  OofSimCall *call = g_new0 (OofSimCall, 1);

  call->exchange = exchange;
  call->method = g_strdup (method);
  call->answer_headers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return call;
}

void
oof_sim_call_free (OofSimCall *call)
{
  if (call == NULL)
    return;
  g_free (call->method);
  g_free (call->raw_path);
  g_strfreev (call->path);
  g_clear_pointer (&call->query, g_hash_table_unref);
  g_clear_pointer (&call->headers, g_hash_table_unref);
  g_clear_pointer (&call->body, json_node_unref);
  g_clear_pointer (&call->answer, json_object_unref);
  g_hash_table_unref (call->answer_headers);
  g_free (call);
}

static GStrv
split_path (const gchar *path)
{
  g_auto (GStrv) pieces = g_strsplit (*path == '/' ? path + 1 : path, "/", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      gchar *plain = oof_sim_form_unescape (pieces[i]);

      if (plain == NULL || (*plain == '\0' && pieces[i + 1] != NULL))
        {
          g_free (plain);
          return NULL;
        }
      g_free (pieces[i]);
      pieces[i] = plain;
    }
  return g_steal_pointer (&pieces);
}

gboolean
oof_sim_call_set_url (OofSimCall *call, const gchar *url)
{
  const gchar *mark = strchr (url, '?');
  const gchar *query = mark == NULL ? "" : mark + 1;

  call->raw_path = mark == NULL ? g_strdup (url) : g_strndup (url, (gsize) (mark - url));
  call->path = split_path (call->raw_path);
  call->query = oof_sim_form_parse (query, strlen (query));
  if (call->path != NULL && call->query != NULL)
    return TRUE;
  oof_sim_call_fail (call, 400, "BadRequest", "The request URI is malformed.");
  return FALSE;
}

OofSimTenant *
oof_sim_call_get_tenant (OofSimCall *call)
{
  return oof_sim_exchange_get_tenant (call->exchange);
}

gint64
oof_sim_call_get_now (OofSimCall *call)
{
  return oof_sim_tenant_now (oof_sim_call_get_tenant (call));
}

const gchar *
oof_sim_call_get_header (OofSimCall *call, const gchar *name)
{
  g_autofree gchar *lower = g_ascii_strdown (name, -1);

  if (call->headers != NULL)
    return g_hash_table_lookup (call->headers, lower);
  return oof_sim_exchange_get_header (call->exchange, name);
}

const gchar *
oof_sim_call_get_query (OofSimCall *call, const gchar *name)
{
  return g_hash_table_lookup (call->query, name);
}

gchar *
oof_sim_call_get_preference (OofSimCall *call, const gchar *name)
{
  const gchar *header = oof_sim_call_get_header (call, "Prefer");
  g_auto (GStrv) preferences = g_strsplit (header == NULL ? "" : header, ",", -1);

  for (guint i = 0; preferences[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (preferences[i], "=", 2);
      gchar *value;

      if (parts[0] == NULL || g_ascii_strcasecmp (g_strstrip (parts[0]), name) != 0)
        continue;
      value = g_strdup (parts[1] == NULL ? "" : g_strstrip (parts[1]));
      if (*value == '"')
        memmove (value, value + 1, strlen (value));
      if (g_str_has_suffix (value, "\""))
        value[strlen (value) - 1] = '\0';
      return value;
    }
  return NULL;
}

static JsonObject *
make_inner_error (OofSimCall *call)
{
  JsonObject *inner = json_object_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *date =
      oof_sim_zone_format (utc, oof_sim_call_get_now (call), "%Y-%m-%dT%H:%M:%S");
  g_autofree gchar *request = g_uuid_string_random ();
  const gchar *client = oof_sim_call_get_header (call, "client-request-id");

  json_object_set_string_member (inner, "date", date);
  json_object_set_string_member (inner, "request-id", request);
  json_object_set_string_member (inner, "client-request-id", client == NULL ? request : client);
  return inner;
}

void
oof_sim_call_fail (OofSimCall *call, guint status, const gchar *code, const gchar *format, ...)
{
  JsonObject *answer = json_object_new ();
  JsonObject *error = json_object_new ();
  g_autofree gchar *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", message);
  json_object_set_object_member (error, "innerError", make_inner_error (call));
  json_object_set_object_member (answer, "error", error);
  oof_sim_call_answer (call, status, answer);
}

void
oof_sim_call_answer (OofSimCall *call, guint status, JsonObject *answer)
{
  g_clear_pointer (&call->answer, json_object_unref);
  call->status = status;
  call->answer = answer;
}

gboolean
oof_sim_call_check_query (OofSimCall *call, const gchar *const *allowed)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, call->query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_strv_contains (allowed, name))
        continue;
      oof_sim_call_fail (call, 400, "BadRequest",
                         "The query parameter '%s' is not supported by this resource.",
                         (const gchar *) name);
      return FALSE;
    }
  return TRUE;
}

gboolean
oof_sim_call_is_advanced (OofSimCall *call)
{
  return g_strcmp0 (oof_sim_call_get_header (call, "ConsistencyLevel"), "eventual") == 0
         && g_strcmp0 (oof_sim_call_get_query (call, "$count"), "true") == 0;
}

/* "application/json" with or without parameters. */
static gboolean
has_json_body (OofSimCall *call)
{
  const gchar *type = oof_sim_call_get_header (call, "Content-Type");
  g_autofree gchar *media = NULL;

  if (type == NULL)
    {
      oof_sim_call_fail (call, 400, "BadRequest",
                         "Write requests (excluding DELETE) must contain the Content-Type header "
                         "declaration.");
      return FALSE;
    }
  media = g_ascii_strdown (type, (gssize) strcspn (type, "; "));
  if (strcmp (media, "application/json") == 0)
    return TRUE;
  oof_sim_call_fail (call, 415, "UnsupportedMediaType",
                     "A supported MIME type could not be found that matches '%s'.", type);
  return FALSE;
}

JsonObject *
oof_sim_call_get_body (OofSimCall *call, const OofSimJsonMember *members)
{
  JsonObject *object;
  g_autofree gchar *problem = NULL;

  if (!has_json_body (call))
    return NULL;
  if (call->body == NULL || !JSON_NODE_HOLDS_OBJECT (call->body))
    {
      oof_sim_call_fail (call, 400, "RequestBodyRead",
                         "The request body is not a well-formed JSON object.");
      return NULL;
    }
  object = json_node_get_object (call->body);
  problem = oof_sim_json_check (object, members);
  if (problem == NULL)
    return object;
  oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
  return NULL;
}

GStrv
oof_sim_call_get_select (OofSimCall *call, const gchar *const *known)
{
  const gchar *select = oof_sim_call_get_query (call, "$select");
  g_auto (GStrv) names = NULL;

  if (select == NULL)
    return NULL;
  names = g_strsplit (select, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_strstrip (names[i]);
      if (g_strv_contains (known, names[i]))
        continue;
      oof_sim_call_fail (call, 400, "BadRequest",
                         "Parsing OData Select and Expand failed: Could not find a property named "
                         "'%s'.",
                         names[i]);
      return NULL;
    }
  return g_steal_pointer (&names);
}

static gboolean
read_number (OofSimCall *call, const gchar *name, guint minimum, guint maximum, guint *value)
{
  const gchar *text = oof_sim_call_get_query (call, name);
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, minimum, maximum, &number, NULL))
    {
      oof_sim_call_fail (call, 400, "BadRequest", "Invalid value '%s' for '%s': %u to %u.", text,
                         name, minimum, maximum);
      return FALSE;
    }
  *value = (guint) number;
  return TRUE;
}

/* Our own $skiptoken: base64 of "page:N". */
static gboolean
read_skip_token (OofSimCall *call, guint *skip)
{
  const gchar *token = oof_sim_call_get_query (call, "$skiptoken");
  g_autofree guchar *plain = NULL;
  g_autofree gchar *text = NULL;
  gsize size = 0;
  guint64 number;

  if (token == NULL)
    return TRUE;
  plain = g_base64_decode (token, &size);
  text = g_strndup ((const gchar *) plain, size);
  if (!g_str_has_prefix (text, "page:")
      || !g_ascii_string_to_unsigned (text + 5, 10, 0, G_MAXINT, &number, NULL))
    {
      oof_sim_call_fail (call, 400, "BadRequest", "The skip token is not valid.");
      return FALSE;
    }
  *skip = (guint) number;
  return TRUE;
}

gboolean
oof_sim_call_get_page (
    OofSimCall *call, guint total, guint standard, guint maximum, guint *first, guint *last)
{
  guint size = standard;
  guint skip = 0;

  if (!read_number (call, "$top", 1, maximum, &size)
      || !read_number (call, "$skip", 0, G_MAXINT, &skip) || !read_skip_token (call, &skip))
    return FALSE;
  *first = MIN (skip, total);
  *last = MIN (*first + size, total);
  return TRUE;
}

/* The same request again, further on. (transfer full) */
static gchar *
make_next_link (OofSimCall *call, guint next)
{
  const gchar *base = oof_sim_server_get_base (oof_sim_exchange_get_server (call->exchange));
  GString *link = g_string_new (base);
  g_autofree gchar *plain = g_strdup_printf ("page:%u", next);
  g_autofree gchar *token = g_base64_encode ((const guchar *) plain, strlen (plain));
  g_autofree gchar *escaped_token = g_uri_escape_string (token, NULL, FALSE);
  GHashTableIter iter;
  gpointer name, value;

  g_string_append_printf (link, "/v1.0%s?", call->raw_path);
  g_hash_table_iter_init (&iter, call->query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree gchar *escaped = g_uri_escape_string (value, NULL, FALSE);

      if (strcmp (name, "$skip") != 0 && strcmp (name, "$skiptoken") != 0)
        g_string_append_printf (link, "%s=%s&", (const gchar *) name, escaped);
    }
  g_string_append_printf (link, "$skiptoken=%s", escaped_token);
  return g_string_free (link, FALSE);
}

void
oof_sim_call_set_context (OofSimCall *call, JsonObject *object, const gchar *fragment)
{
  const gchar *base = oof_sim_server_get_base (oof_sim_exchange_get_server (call->exchange));
  g_autofree gchar *owner = call->person == NULL || g_str_has_prefix (fragment, "users/")
                                ? g_strdup ("")
                                : g_strdup_printf ("users('%s')/", call->person->id);
  g_autofree gchar *context = g_strdup_printf ("%s/v1.0/$metadata#%s%s", base, owner, fragment);

  json_object_set_string_member (object, "@odata.context", context);
}

void
oof_sim_call_answer_page (OofSimCall *call,
                          const gchar *context,
                          JsonArray *value,
                          guint total,
                          guint first,
                          guint last,
                          gboolean count)
{
  JsonObject *answer = json_object_new ();

  oof_sim_call_set_context (call, answer, context);
  if (count && first == 0)
    json_object_set_int_member (answer, "@odata.count", total);
  if (last < total)
    {
      g_autofree gchar *link = make_next_link (call, last);

      json_object_set_string_member (answer, "@odata.nextLink", link);
    }
  json_object_set_array_member (answer, "value", value);
  oof_sim_call_answer (call, 200, answer);
}

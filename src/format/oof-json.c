/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json-private.h"

#include "core/oof-error.h"

#include <string.h>

struct _OofJson
{
  gatomicrefcount ref_count;
  JsonNode *node; /* (owned): a reference keeps the values below it alive */
  char *path;     /* (owned): "" for the root */
};

G_DEFINE_BOXED_TYPE (OofJson, oof_json, oof_json_ref, oof_json_unref)

static const char *const kind_names[] = {
  "null", "boolean", "number", "string", "array", "object"
};

static OofJson *
json_new_take (JsonNode *node, char *path)
{
  OofJson *self = g_new0 (OofJson, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->node = node;
  self->path = path;
  return self;
}

static char *
json_member_path (const OofJson *self, const char *member)
{
  if (member == NULL)
    return g_strdup (oof_json_get_path (self));
  return *self->path == '\0' ? g_strdup (member) : g_strconcat (self->path, ".", member, NULL);
}

/* The value of a member of an object for the typed readers: FALSE with error, or TRUE with NULL
 * when an optional one is absent or null. */
static gboolean
json_find (const OofJson *self,
           const char *name,
           OofPresence presence,
           OofJsonKind kind,
           OofJson **out,
           GError **error)
{
  g_autoptr (OofJson) member = NULL;

  *out = NULL;
  if (!oof_json_expect (self, OOF_JSON_OBJECT, error))
    return FALSE;
  member = oof_json_get_member (self, name);
  if (member == NULL || oof_json_get_kind (member) == OOF_JSON_NULL)
    {
      if (presence == OOF_OPTIONAL)
        return TRUE;
      oof_json_set_error (self, name, error, "expected %s, found %s", kind_names[kind],
                          member == NULL ? "nothing" : "null");
      return FALSE;
    }
  if (!oof_json_expect (member, kind, error))
    return FALSE;
  *out = g_steal_pointer (&member);
  return TRUE;
}

OofJson *
oof_json_parse (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize limit = max_bytes > 0 ? max_bytes : OOF_JSON_DEFAULT_MAX_BYTES;
  gsize length;
  const char *text;
  JsonNode *node;

  g_return_val_if_fail (bytes != NULL, NULL);
  text = g_bytes_get_data (bytes, &length);
  if (length > limit)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                   "JSON: %" G_GSIZE_FORMAT " bytes, at most %" G_GSIZE_FORMAT " are accepted",
                   length, limit);
      return NULL;
    }
  node = oof_json_scan (length > 0 ? text : "", length, error);
  return node == NULL ? NULL : json_new_take (node, g_strdup (""));
}

OofJson *
oof_json_parse_text (const char *text, gsize max_bytes, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  bytes = g_bytes_new_static (text, strlen (text));
  return oof_json_parse (bytes, max_bytes, error);
}

OofJson *
oof_json_ref (OofJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
oof_json_unref (OofJson *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  json_node_unref (self->node);
  g_free (self->path);
  g_free (self);
}

JsonNode *
oof_json_peek (const OofJson *self)
{
  return self->node;
}

const char *
oof_json_get_path (const OofJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return *self->path == '\0' ? "document" : self->path;
}

OofJsonKind
oof_json_get_kind (const OofJson *self)
{
  g_return_val_if_fail (self != NULL, OOF_JSON_NULL);
  switch (json_node_get_node_type (self->node))
    {
    case JSON_NODE_OBJECT:
      return OOF_JSON_OBJECT;
    case JSON_NODE_ARRAY:
      return OOF_JSON_ARRAY;
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (self->node) == G_TYPE_STRING)
        return OOF_JSON_STRING;
      return json_node_get_value_type (self->node) == G_TYPE_BOOLEAN ? OOF_JSON_BOOL
                                                                     : OOF_JSON_NUMBER;
    case JSON_NODE_NULL:
    default:
      return OOF_JSON_NULL;
    }
}

gboolean
oof_json_expect (const OofJson *self, OofJsonKind kind, GError **error)
{
  OofJsonKind found = oof_json_get_kind (self);

  if (found == kind)
    return TRUE;
  oof_json_set_error (self, NULL, error, "expected %s, found %s", kind_names[kind],
                      kind_names[found]);
  return FALSE;
}

void
oof_json_set_error (
    const OofJson *self, const char *member, GError **error, const char *format, ...)
{
  g_autofree char *path = NULL;
  g_autofree char *message = NULL;
  va_list args;

  g_return_if_fail (self != NULL);
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  path = json_member_path (self, member);
  g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "%s: %s", path, message);
}

OofJson *
oof_json_get_member (const OofJson *self, const char *name)
{
  JsonNode *member;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return NULL;
  member = json_object_get_member (json_node_get_object (self->node), name);
  return member == NULL ? NULL
                        : json_new_take (json_node_ref (member), json_member_path (self, name));
}

GStrv
oof_json_dup_member_names (const OofJson *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  if (JSON_NODE_HOLDS_OBJECT (self->node))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (self->node));
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

gboolean
oof_json_read_string (
    const OofJson *self, const char *name, OofPresence presence, char **out, GError **error)
{
  g_autoptr (OofJson) member = NULL;

  if (!json_find (self, name, presence, OOF_JSON_STRING, &member, error))
    return FALSE;
  if (member != NULL)
    *out = json_node_dup_string (member->node);
  return TRUE;
}

gboolean
oof_json_read_int (
    const OofJson *self, const char *name, OofPresence presence, gint64 *out, GError **error)
{
  g_autoptr (OofJson) member = NULL;

  if (!json_find (self, name, presence, OOF_JSON_NUMBER, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  if (json_node_get_value_type (member->node) != G_TYPE_INT64)
    {
      oof_json_set_error (member, NULL, error, "expected integer, found fraction");
      return FALSE;
    }
  *out = json_node_get_int (member->node);
  return TRUE;
}

gboolean
oof_json_read_bool (
    const OofJson *self, const char *name, OofPresence presence, gboolean *out, GError **error)
{
  g_autoptr (OofJson) member = NULL;

  if (!json_find (self, name, presence, OOF_JSON_BOOL, &member, error))
    return FALSE;
  if (member != NULL)
    *out = json_node_get_boolean (member->node);
  return TRUE;
}

gboolean
oof_json_read_strv (
    const OofJson *self, const char *name, OofPresence presence, GStrv *out, GError **error)
{
  g_autoptr (OofJson) array = NULL;
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  if (!json_find (self, name, presence, OOF_JSON_ARRAY, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);

      if (!oof_json_expect (element, OOF_JSON_STRING, error))
        return FALSE;
      g_strv_builder_add (values, json_node_get_string (element->node));
    }
  *out = g_strv_builder_end (values);
  return TRUE;
}

gboolean
oof_json_read_object (
    const OofJson *self, const char *name, OofPresence presence, OofJson **out, GError **error)
{
  OofJson *member;

  if (!json_find (self, name, presence, OOF_JSON_OBJECT, &member, error))
    return FALSE;
  if (member != NULL)
    *out = member;
  return TRUE;
}

gboolean
oof_json_read_array (
    const OofJson *self, const char *name, OofPresence presence, OofJson **out, GError **error)
{
  OofJson *member;

  if (!json_find (self, name, presence, OOF_JSON_ARRAY, &member, error))
    return FALSE;
  if (member != NULL)
    *out = member;
  return TRUE;
}

guint
oof_json_get_length (const OofJson *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return JSON_NODE_HOLDS_ARRAY (self->node)
             ? json_array_get_length (json_node_get_array (self->node))
             : 0;
}

OofJson *
oof_json_get_element (const OofJson *self, guint index)
{
  JsonNode *element;

  if (index >= oof_json_get_length (self))
    return NULL;
  element = json_array_get_element (json_node_get_array (self->node), index);
  return json_new_take (json_node_ref (element), g_strdup_printf ("%s[%u]", self->path, index));
}

char *
oof_json_dup_string (const OofJson *self, GError **error)
{
  return oof_json_expect (self, OOF_JSON_STRING, error) ? json_node_dup_string (self->node) : NULL;
}

char *
oof_json_to_text (const OofJson *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);
  oof_json_append_node (out, self->node, TRUE);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

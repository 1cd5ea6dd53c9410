/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-json.h"

#include <string.h>

#define MAX_DEPTH 64

/* A walk over the text that only looks at grammar; json-glib, which is too lenient, builds the tree
 * afterwards. */
typedef struct
{
  const gchar *at;
  const gchar *end;
  guint depth;
} Scan;

static gboolean scan_value (Scan *scan);

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

static gboolean
scan_char (Scan *scan, gchar wanted)
{
  if (scan->at >= scan->end || *scan->at != wanted)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const gchar *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || strncmp (scan->at, word, length) != 0)
    return FALSE;
  scan->at += length;
  return TRUE;
}

static guint
scan_digits (Scan *scan)
{
  guint count = 0;

  for (; scan->at < scan->end && g_ascii_isdigit (*scan->at); scan->at++)
    count++;
  return count;
}

static gboolean
scan_number (Scan *scan)
{
  scan_char (scan, '-');
  if (!scan_char (scan, '0') && scan_digits (scan) == 0)
    return FALSE;
  if (scan_char (scan, '.') && scan_digits (scan) == 0)
    return FALSE;
  if (scan_char (scan, 'e') || scan_char (scan, 'E'))
    {
      if (!scan_char (scan, '+'))
        scan_char (scan, '-');
      return scan_digits (scan) > 0;
    }
  return TRUE;
}

static gboolean
scan_escape (Scan *scan)
{
  if (scan->at >= scan->end)
    return FALSE;
  if (scan_char (scan, 'u'))
    {
      for (guint i = 0; i < 4; i++, scan->at++)
        if (scan->at >= scan->end || !g_ascii_isxdigit (*scan->at))
          return FALSE;
      return strncmp (scan->at - 4, "0000", 4) != 0;
    }
  return strchr ("\"\\/bfnrt", *scan->at++) != NULL;
}

static gboolean
scan_string (Scan *scan)
{
  if (!scan_char (scan, '"'))
    return FALSE;
  while (scan->at < scan->end && *scan->at != '"')
    {
      guchar letter = (guchar) *scan->at++;

      if (letter < 0x20 || (letter == '\\' && !scan_escape (scan)))
        return FALSE;
    }
  return scan_char (scan, '"');
}

static gboolean
scan_members (Scan *scan)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  do
    {
      const gchar *name;

      skip_blanks (scan);
      name = scan->at;
      if (!scan_string (scan)
          || !g_hash_table_add (seen, g_strndup (name, (gsize) (scan->at - name))))
        return FALSE;
      skip_blanks (scan);
      if (!scan_char (scan, ':') || !scan_value (scan))
        return FALSE;
    }
  while (scan_char (scan, ','));
  return scan_char (scan, '}');
}

static gboolean
scan_elements (Scan *scan)
{
  do
    if (!scan_value (scan))
      return FALSE;
  while (scan_char (scan, ','));
  return scan_char (scan, ']');
}

/* A container after its first bracket. */
static gboolean
scan_container (Scan *scan, gchar closing, gboolean (*scan_content) (Scan *))
{
  gboolean valid;

  skip_blanks (scan);
  if (scan_char (scan, closing))
    return TRUE;
  if (++scan->depth > MAX_DEPTH)
    return FALSE;
  valid = scan_content (scan);
  scan->depth--;
  return valid;
}

/* A value and the blanks around it. */
static gboolean
scan_value (Scan *scan)
{
  gboolean valid;

  skip_blanks (scan);
  if (scan_char (scan, '{'))
    valid = scan_container (scan, '}', scan_members);
  else if (scan_char (scan, '['))
    valid = scan_container (scan, ']', scan_elements);
  else if (scan->at < scan->end && *scan->at == '"')
    valid = scan_string (scan);
  else
    valid = scan_word (scan, "true") || scan_word (scan, "false") || scan_word (scan, "null")
            || scan_number (scan);
  skip_blanks (scan);
  return valid;
}

JsonNode *
oof_sim_json_parse (GBytes *bytes)
{
  gsize size;
  const gchar *data = g_bytes_get_data (bytes, &size);
  Scan scan = { data, data + size, 0 };
  g_autofree gchar *text = NULL;

  if (size == 0 || !g_utf8_validate_len (data, size, NULL) || !scan_value (&scan)
      || scan.at != scan.end)
    return NULL;
  text = g_strndup (data, size);
  return json_from_string (text, NULL);
}

static OofSimJsonType
type_of (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return OOF_SIM_JSON_OBJECT;
    case JSON_NODE_ARRAY:
      return OOF_SIM_JSON_ARRAY;
    case JSON_NODE_NULL:
      return OOF_SIM_JSON_NULL;
    case JSON_NODE_VALUE:
    default:
      break;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return OOF_SIM_JSON_STRING;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return OOF_SIM_JSON_BOOLEAN;
  return json_node_get_value_type (node) == G_TYPE_INT64 ? OOF_SIM_JSON_INTEGER : 0;
}

gchar *
oof_sim_json_check (JsonObject *object, const OofSimJsonMember *members)
{
  JsonObjectIter iter;
  const gchar *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const OofSimJsonMember *member = members;

      if (g_str_has_prefix (name, "@odata."))
        continue;
      while (member->name != NULL && strcmp (member->name, name) != 0)
        member++;
      if (member->name == NULL)
        return g_strdup_printf ("The property '%s' does not exist on this type.", name);
      if ((type_of (node) & member->types) == 0)
        return g_strdup_printf ("Cannot convert the literal of '%s' to the expected type.", name);
    }
  return NULL;
}

JsonArray *
oof_sim_json_new_texts (const GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  return array;
}

const gchar *
oof_sim_json_get_string (JsonObject *object, const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_is_null (node) ? NULL : json_node_get_string (node);
}

gchar *
oof_sim_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

gchar *
oof_sim_json_to_ascii (JsonObject *object)
{
  g_autofree gchar *text = oof_sim_json_to_text (object);
  GString *ascii = g_string_new (NULL);

  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter < 0x7F)
        g_string_append_c (ascii, (gchar) letter);
      else if (letter < 0x10000)
        g_string_append_printf (ascii, "\\u%04x", letter);
      else
        g_string_append_printf (ascii, "\\u%04x\\u%04x", 0xD800 + ((letter - 0x10000) >> 10),
                                0xDC00 + ((letter - 0x10000) & 0x3FF));
    }
  return g_string_free (ascii, FALSE);
}

void
oof_sim_json_set_text (JsonObject *object, const gchar *name, const gchar *value)
{
  if (value == NULL)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, value);
}

void
oof_sim_json_set_filled (JsonObject *object, const gchar *name, const gchar *value)
{
  oof_sim_json_set_text (object, name, value != NULL && *value != '\0' ? value : NULL);
}

JsonObject *
oof_sim_json_pick (JsonObject *object, const gchar *const *names)
{
  JsonObject *picked = json_object_new ();
  JsonObjectIter iter;
  const gchar *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (*name == '@' || g_strv_contains (names, name))
      json_object_set_member (picked, name, json_node_copy (node));
  return picked;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json-private.h"

#include <string.h>

static void
append_escape (GString *out, gunichar c)
{
  static const char from[] = "\"\\\b\f\n\r\t";
  static const char to[] = "\"\\bfnrt";
  const char *found = c < 0x80 ? strchr (from, (int) c) : NULL;

  if (found != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, to[found - from]);
    }
  else if (c < 0x10000)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10),
                            0xDC00 + ((c - 0x10000) & 0x3FF));
}

static gboolean
needs_escape (gunichar c, gboolean ascii)
{
  return c < 0x20 || c == '"' || c == '\\' || (ascii && c > 0x7E);
}

void
oof_json_append_string (GString *out, const char *text, gboolean ascii)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *run = valid != NULL ? valid : text;

  g_string_append_c (out, '"');
  for (const char *p = run; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (needs_escape (c, ascii))
        append_escape (out, c);
      else
        g_string_append_len (out, p, next - p);
      p = next;
    }
  g_string_append_c (out, '"');
}

static void
append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (buffer, sizeof buffer, value);
  g_string_append (out, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0"); /* else it would come back as an integer */
}

static void
append_value (GString *out, JsonNode *node, gboolean ascii)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    oof_json_append_string (out, json_node_get_string (node), ascii);
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    append_double (out, json_node_get_double (node));
}

static void
append_array (GString *out, JsonArray *array, gboolean ascii)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      oof_json_append_node (out, json_array_get_element (array, i), ascii);
    }
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object, gboolean ascii)
{
  const char *separator = "";
  const char *name;
  JsonNode *value;
  JsonObjectIter iter;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_string_append (out, separator);
      oof_json_append_string (out, name, ascii);
      g_string_append_c (out, ':');
      oof_json_append_node (out, value, ascii);
      separator = ",";
    }
  g_string_append_c (out, '}');
}

void
oof_json_append_node (GString *out, JsonNode *node, gboolean ascii)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), ascii);
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node), ascii);
      break;
    case JSON_NODE_VALUE:
      append_value (out, node, ascii);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json-private.h"

#include "core/oof-error.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint depth;
  guint n_items;
} Scan;

static JsonNode *scan_value (Scan *scan, GError **error);

static gpointer
scan_fail (const Scan *scan, GError **error, const char *what)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "JSON, byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scan->p - scan->start), what);
  return NULL;
}

static void
scan_blanks (Scan *scan)
{
  while (scan->p < scan->end && *scan->p != '\0' && strchr (" \t\r\n", *scan->p) != NULL)
    scan->p++;
}

static gboolean
scan_accept (Scan *scan, char wanted)
{
  if (scan->p == scan->end || *scan->p != wanted)
    return FALSE;
  scan->p++;
  return TRUE;
}

/* The four figures after \u; -1 when they are none. */
static gint32
scan_hex (Scan *scan)
{
  gint32 code = 0;

  if (scan->end - scan->p < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (scan->p[i]);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  scan->p += 4;
  return code;
}

static gboolean
scan_unicode_escape (Scan *scan, GString *out, GError **error)
{
  gint32 code = scan_hex (scan);

  if (code < 0)
    return scan_fail (scan, error, "expected four hexadecimal digits") != NULL;
  if (code == 0)
    return scan_fail (scan, error, "a NUL character is not accepted") != NULL;
  if (code >= 0xD800 && code <= 0xDBFF)
    {
      gint32 low = scan_accept (scan, '\\') && scan_accept (scan, 'u') ? scan_hex (scan) : -1;

      if (low < 0xDC00 || low > 0xDFFF)
        return scan_fail (scan, error, "a lone surrogate is not accepted") != NULL;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
  else if (code >= 0xDC00 && code <= 0xDFFF)
    return scan_fail (scan, error, "a lone surrogate is not accepted") != NULL;
  g_string_append_unichar (out, (gunichar) code);
  return TRUE;
}

static gboolean
scan_escape (Scan *scan, GString *out, GError **error)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (scan_accept (scan, 'u'))
    return scan_unicode_escape (scan, out, error);
  if (scan->p == scan->end || *scan->p == '\0' || (found = strchr (from, *scan->p)) == NULL)
    return scan_fail (scan, error, "unknown escape sequence") != NULL;
  g_string_append_c (out, to[found - from]);
  scan->p++;
  return TRUE;
}

/* The string after its opening quote, up to and with the closing one. */
static char *
scan_string (Scan *scan, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (scan->p < scan->end && *scan->p != '"')
    {
      const char *run = scan->p;

      if ((guchar) *scan->p < 0x20)
        return scan_fail (scan, error, "a control character in a string");
      if (scan_accept (scan, '\\'))
        {
          if (!scan_escape (scan, out, error))
            return NULL;
          continue;
        }
      while (scan->p < scan->end && *scan->p != '"' && *scan->p != '\\'
             && (guchar) *scan->p >= 0x20)
        scan->p++;
      g_string_append_len (out, run, scan->p - run);
    }
  if (!scan_accept (scan, '"'))
    return scan_fail (scan, error, "the string does not end");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
scan_digits (Scan *scan)
{
  const char *run = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return scan->p > run;
}

static JsonNode *
scan_number (Scan *scan, GError **error)
{
  const char *run = scan->p;
  gboolean integer = TRUE;
  g_autofree char *literal = NULL;
  gint64 whole;
  double value;

  scan_accept (scan, '-');
  if (!scan_accept (scan, '0') && !scan_digits (scan))
    return scan_fail (scan, error, "expected a value");
  if (scan_accept (scan, '.'))
    {
      integer = FALSE;
      if (!scan_digits (scan))
        return scan_fail (scan, error, "expected a digit");
    }
  if (scan_accept (scan, 'e') || scan_accept (scan, 'E'))
    {
      integer = FALSE;
      if (!scan_accept (scan, '-'))
        scan_accept (scan, '+');
      if (!scan_digits (scan))
        return scan_fail (scan, error, "expected a digit");
    }
  literal = g_strndup (run, scan->p - run);
  if (integer)
    {
      if (!g_ascii_string_to_signed (literal, 10, G_MININT64, G_MAXINT64, &whole, NULL))
        return scan_fail (scan, error, "the number is out of range");
      return json_node_init_int (json_node_alloc (), whole);
    }
  value = g_ascii_strtod (literal, NULL);
  if (!isfinite (value))
    return scan_fail (scan, error, "the number is out of range");
  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
scan_array (Scan *scan, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  scan_blanks (scan);
  if (!scan_accept (scan, ']'))
    {
      do
        {
          JsonNode *element = scan_value (scan, error);

          if (element == NULL)
            return NULL;
          json_array_add_element (array, element);
          scan_blanks (scan);
        }
      while (scan_accept (scan, ','));
      if (!scan_accept (scan, ']'))
        return scan_fail (scan, error, "expected ',' or ']'");
    }
  return json_node_init_array (json_node_alloc (), array);
}

static gboolean
scan_member (Scan *scan, JsonObject *object, GError **error)
{
  g_autofree char *name = NULL;
  JsonNode *value;

  scan_blanks (scan);
  if (!scan_accept (scan, '"'))
    return scan_fail (scan, error, "expected a member name") != NULL;
  name = scan_string (scan, error);
  if (name == NULL)
    return FALSE;
  if (json_object_has_member (object, name))
    return scan_fail (scan, error, "the same member name twice") != NULL;
  scan_blanks (scan);
  if (!scan_accept (scan, ':'))
    return scan_fail (scan, error, "expected ':'") != NULL;
  value = scan_value (scan, error);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  return TRUE;
}

static JsonNode *
scan_object (Scan *scan, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  scan_blanks (scan);
  if (!scan_accept (scan, '}'))
    {
      do
        {
          if (!scan_member (scan, object, error))
            return NULL;
          scan_blanks (scan);
        }
      while (scan_accept (scan, ','));
      if (!scan_accept (scan, '}'))
        return scan_fail (scan, error, "expected ',' or '}'");
    }
  return json_node_init_object (json_node_alloc (), object);
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->p) < length || memcmp (scan->p, word, length) != 0)
    return FALSE;
  scan->p += length;
  return TRUE;
}

static JsonNode *
scan_string_value (Scan *scan, GError **error)
{
  g_autofree char *text = scan_string (scan, error);

  return text == NULL ? NULL : json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
scan_container (Scan *scan, gboolean object, GError **error)
{
  JsonNode *node;

  if (++scan->depth > OOF_JSON_MAX_DEPTH)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "JSON: nested deeper than %d",
                   OOF_JSON_MAX_DEPTH);
      return NULL;
    }
  node = object ? scan_object (scan, error) : scan_array (scan, error);
  scan->depth--;
  return node;
}

static JsonNode *
scan_value (Scan *scan, GError **error)
{
  if (++scan->n_items > OOF_JSON_MAX_ITEMS)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "JSON: more than %d values",
                   OOF_JSON_MAX_ITEMS);
      return NULL;
    }
  scan_blanks (scan);
  if (scan_accept (scan, '{'))
    return scan_container (scan, TRUE, error);
  if (scan_accept (scan, '['))
    return scan_container (scan, FALSE, error);
  if (scan_accept (scan, '"'))
    return scan_string_value (scan, error);
  if (scan_word (scan, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (scan_word (scan, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (scan_word (scan, "null"))
    return json_node_init_null (json_node_alloc ());
  return scan_number (scan, error);
}

JsonNode *
oof_json_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { text, text, text + length, 0, 0 };
  g_autoptr (JsonNode) root = NULL;

  if (!g_utf8_validate_len (text, length, &scan.p))
    return scan_fail (&scan, error, "not UTF-8, or a NUL character");
  scan.p = text;
  scan_word (&scan, "\xEF\xBB\xBF");
  root = scan_value (&scan, error);
  if (root == NULL)
    return NULL;
  scan_blanks (&scan);
  if (scan.p != scan.end)
    return scan_fail (&scan, error, "text after the end of the document");
  return g_steal_pointer (&root);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-private.h"

#include "core/oof-error.h"
#include "format/oof-deflate.h"

#include <string.h>

#define SCHEMA 1
/* storage.md rule 2 */
#define COMPRESS_ABOVE 8000
#define STORED_LIMIT   256000
/* A compressed state page may hold far more text than it takes; this is the guard against bombs. */
#define PLAIN_LIMIT ((gsize) 4 * 1024 * 1024)

gboolean
oof_document_check_version (OofJson *root, GError **error)
{
  gint64 version = 0;

  if (!oof_json_read_int (root, "v", OOF_REQUIRED, &version, error))
    return FALSE;
  if (version == SCHEMA)
    return TRUE;
  if (version > SCHEMA)
    g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                 "v: version %" G_GINT64_FORMAT " is newer than %d", version, SCHEMA);
  else
    oof_json_set_error (root, "v", error, "unknown version %" G_GINT64_FORMAT, version);
  return FALSE;
}

static gboolean
check_key (OofJson *root, const char *key, GError **error)
{
  g_autofree char *found = NULL;

  if (!oof_json_read_string (root, "key", OOF_REQUIRED, &found, error))
    return FALSE;
  if (g_ascii_strcasecmp (found, key) == 0)
    return TRUE;
  oof_json_set_error (root, "key", error, "\"%.64s\" is not the item's key", found);
  return FALSE;
}

static OofJson *
open_text (const char *key, const char *stored, GError **error)
{
  g_autofree char *inflated = NULL;
  g_autoptr (OofJson) root = NULL;

  if (oof_deflate_is_encoded (stored))
    {
      inflated = oof_deflate_decode (stored, PLAIN_LIMIT, error);
      if (!inflated)
        return NULL;
    }
  root = oof_json_parse_text (inflated ? inflated : stored, PLAIN_LIMIT, error);
  if (!root || !oof_json_expect (root, OOF_JSON_OBJECT, error)
      || !oof_document_check_version (root, error) || !check_key (root, key, error))
    return NULL;
  return g_steal_pointer (&root);
}

OofJson *
oof_document_open (const char *key, const char *stored, GError **error)
{
  OofJson *root = open_text (key, stored, error);

  if (!root)
    g_prefix_error (error, "%s: ", key);
  return root;
}

gboolean
oof_document_read_rev (OofJson *root, gint64 *rev, GError **error)
{
  *rev = 0;
  if (!oof_json_read_int (root, "rev", OOF_OPTIONAL, rev, error))
    return FALSE;
  if (*rev >= 0)
    return TRUE;
  oof_json_set_error (root, "rev", error, "is negative");
  return FALSE;
}

OofJsonWriter *
oof_document_begin (const char *key, const OofStamp *stamp, OofJson *base)
{
  OofJsonWriter *writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object_over (writer, NULL, base);
  oof_json_writer_add_int (writer, "v", SCHEMA);
  oof_json_writer_add_string (writer, "key", key);
  oof_json_writer_add_int (writer, "rev", stamp->rev);
  oof_json_writer_add_string (writer, "w", stamp->write_id);
  return writer;
}

char *
oof_document_store (char *text, const char *key, GError **error)
{
  g_autofree char *owned = text;
  gsize length = strlen (owned);

  if (length > COMPRESS_ABOVE && length <= PLAIN_LIMIT)
    {
      char *encoded = oof_deflate_encode (owned);

      g_free (owned);
      owned = encoded;
      length = strlen (owned);
    }
  if (length <= STORED_LIMIT)
    return g_steal_pointer (&owned);
  g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
               "%s: %" G_GSIZE_FORMAT " characters are more than %d", key, length, STORED_LIMIT);
  return NULL;
}

char *
oof_document_finish (OofJsonWriter *writer, const char *key, GError **error)
{
  g_autoptr (OofJsonWriter) owned = writer;

  oof_json_writer_end_object (owned);
  return oof_document_store (oof_json_writer_finish (owned), key, error);
}

char *
oof_document_new_write_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  /* 8 + 4 + 4 digits of the UUID that carry neither its version nor its variant. */
  return g_strdup_printf ("%.8s%.4s%.4s", uuid, uuid + 9, uuid + 24);
}

char *
oof_document_dup_write_id (const char *stored)
{
  g_autofree char *inflated = NULL;
  g_autoptr (OofJson) root = NULL;
  char *write_id = NULL;

  if (oof_deflate_is_encoded (stored))
    inflated = oof_deflate_decode (stored, PLAIN_LIMIT, NULL);
  if (oof_deflate_is_encoded (stored) && !inflated)
    return NULL;
  root = oof_json_parse_text (inflated ? inflated : stored, PLAIN_LIMIT, NULL);
  if (root)
    oof_json_read_string (root, "w", OOF_OPTIONAL, &write_id, NULL);
  return write_id;
}

gboolean
oof_document_read_instant (OofJson *json, const char *name, OofInstant *out, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (!oof_json_read_string (json, name, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (!text || oof_instant_parse (text, out, &local))
    return TRUE;
  oof_json_set_error (json, name, error, "%s", local->message);
  return FALSE;
}

gboolean
oof_document_read_range (
    OofJson *json, const char *name, int min, int max, int *out, GError **error)
{
  gint64 value = *out;

  if (!oof_json_read_int (json, name, OOF_OPTIONAL, &value, error))
    return FALSE;
  if (value >= min && value <= max)
    {
      *out = (int) value;
      return TRUE;
    }
  oof_json_set_error (json, name, error, "%" G_GINT64_FORMAT " is not within %d and %d", value, min,
                      max);
  return FALSE;
}

gboolean
oof_document_read_text (OofJson *json, const char *name, char **out, GError **error)
{
  char *text = NULL;

  if (!oof_json_read_string (json, name, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (text)
    {
      g_free (*out);
      *out = text;
    }
  return TRUE;
}

gboolean
oof_document_read_address (OofJson *json, const char *name, char **out, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (json, name, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (text)
    {
      g_free (*out);
      *out = g_ascii_strdown (text, -1);
    }
  return TRUE;
}

void
oof_document_add_instant (OofJsonWriter *writer, const char *name, OofInstant instant)
{
  g_autofree char *text = oof_instant_format (instant);

  oof_json_writer_add_string_or_null (writer, name, text);
}

const char *
oof_document_get_identity (const char *list)
{
  return g_str_equal (list, "users") ? "account" : "name";
}

OofJson *
oof_document_find_line (OofJson *array, const char *identity, const char *value)
{
  g_autofree char *wanted = g_utf8_casefold (value, -1);
  guint length = array ? oof_json_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      g_autofree char *found = NULL;

      if (oof_json_get_kind (element) == OOF_JSON_OBJECT
          && oof_json_read_string (element, identity, OOF_OPTIONAL, &found, NULL) && found)
        {
          g_autofree char *folded = g_utf8_casefold (found, -1);

          if (g_str_equal (folded, wanted))
            return g_steal_pointer (&element);
        }
    }
  return NULL;
}

gboolean
oof_document_read_texts (OofJson *json, const char *name, GStrv *out, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!oof_json_read_strv (json, name, OOF_OPTIONAL, &texts, error))
    return FALSE;
  if (texts)
    {
      g_strfreev (*out);
      *out = g_steal_pointer (&texts);
    }
  return TRUE;
}

void
oof_document_add_texts (OofJsonWriter *writer, const char *name, const GStrv texts)
{
  oof_json_writer_add_strv (writer, name, (const char *const *) texts);
}

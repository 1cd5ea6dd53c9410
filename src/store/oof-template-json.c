/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-template-json.h"

#include "store/oof-document-private.h"

static gboolean
read_format (OofJson *root, gboolean *html, GError **error)
{
  g_autofree char *format = NULL;

  if (!oof_json_read_string (root, "format", OOF_OPTIONAL, &format, error))
    return FALSE;
  *html = g_strcmp0 (format, "html") == 0;
  if (!format || *html || g_str_equal (format, "text"))
    return TRUE;
  oof_json_set_error (root, "format", error, "unknown value \"%.64s\"", format);
  return FALSE;
}

static gboolean
read_audience (OofJson *root, OofAudience *audience, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (root, "audience", OOF_OPTIONAL, &text, error))
    return FALSE;
  if (!text || oof_audience_from_string (text, audience))
    return TRUE;
  oof_json_set_error (root, "audience", error, "unknown value \"%.64s\"", text);
  return FALSE;
}

static OofTemplate *
read_root (OofJson *root, GError **error)
{
  g_autoptr (OofTemplate) self = NULL;
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  gboolean html = FALSE;

  if (!oof_json_read_string (root, "name", OOF_REQUIRED, &name, error)
      || !oof_json_read_string (root, "body", OOF_REQUIRED, &body, error)
      || !read_format (root, &html, error))
    return NULL;
  self = oof_template_new (name, html, body);
  if (!oof_json_read_string (root, "external", OOF_OPTIONAL, &self->external, error)
      || !read_audience (root, &self->audience, error)
      || !oof_document_read_rev (root, &self->rev, error))
    return NULL;
  return g_steal_pointer (&self);
}

OofTemplate *
oof_template_json_read (const char *key, const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  OofTemplate *self;

  if (!root)
    return NULL;
  self = read_root (root, error);
  if (!self)
    {
      g_prefix_error (error, "%s: ", key);
      return NULL;
    }
  g_free (self->key);
  self->key = g_ascii_strdown (key, -1);
  self->document = oof_json_to_text (root);
  return self;
}

char *
oof_template_json_write (const OofTemplate *self, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) base = NULL;
  OofJsonWriter *writer;

  if (self->document)
    {
      base = oof_document_open (self->key, self->document, error);
      if (!base)
        return NULL;
    }
  writer = oof_document_begin (self->key, &stamp, base);
  oof_json_writer_add_string (writer, "name", self->name);
  oof_json_writer_add_string (writer, "format", self->html ? "html" : "text");
  oof_json_writer_add_string (writer, "body", self->body);
  oof_json_writer_add_string_or_null (writer, "external", self->external);
  oof_json_writer_add_string_or_null (writer, "audience", oof_audience_to_string (self->audience));
  return oof_document_finish (writer, self->key, error);
}

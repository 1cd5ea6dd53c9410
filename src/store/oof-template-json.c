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

static gboolean
read_version (OofJson *element, OofTemplate *self, GError **error)
{
  OofTemplateVersion *version;

  if (!oof_json_expect (element, OOF_JSON_OBJECT, error))
    return FALSE;
  version = oof_template_add_version (self);
  return oof_json_read_int (element, "rev", OOF_REQUIRED, &version->rev, error)
         && oof_json_read_string (element, "body", OOF_REQUIRED, &version->body, error)
         && oof_json_read_string (element, "external", OOF_OPTIONAL, &version->external, error)
         && oof_json_read_string (element, "savedBy", OOF_OPTIONAL, &version->saved_by, error)
         && oof_document_read_instant (element, "savedAt", &version->saved_at, error)
         && read_format (element, &version->html, error)
         && read_audience (element, &version->audience, error);
}

static gboolean
read_versions (OofJson *root, OofTemplate *self, GError **error)
{
  g_autoptr (OofJson) versions = NULL;
  guint length;

  if (!oof_json_read_array (root, "versions", OOF_OPTIONAL, &versions, error))
    return FALSE;
  length = versions ? oof_json_get_length (versions) : 0;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (versions, i);

      if (!read_version (element, self, error))
        return FALSE;
    }
  return TRUE;
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
      || !oof_json_read_strv (root, "groups", OOF_OPTIONAL, &self->groups, error)
      || !oof_json_read_string (root, "savedBy", OOF_OPTIONAL, &self->saved_by, error)
      || !oof_document_read_instant (root, "savedAt", &self->saved_at, error)
      || !read_versions (root, self, error) || !oof_document_read_rev (root, &self->rev, error))
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

static OofJson *
find_version (OofJson *versions, gint64 rev)
{
  guint length = versions ? oof_json_get_length (versions) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (versions, i);
      gint64 found = 0;

      if (oof_json_read_int (element, "rev", OOF_REQUIRED, &found, NULL) && found == rev)
        return g_steal_pointer (&element);
    }
  return NULL;
}

/* What a newer program put into a version stays there. */
static void
write_versions (const OofTemplate *self, OofJson *base, OofJsonWriter *writer)
{
  g_autoptr (OofJson) versions = NULL;

  if (base)
    oof_json_read_array (base, "versions", OOF_OPTIONAL, &versions, NULL);
  oof_json_writer_begin_array (writer, "versions");
  for (guint i = 0; i < self->versions->len; i++)
    {
      const OofTemplateVersion *version = g_ptr_array_index (self->versions, i);
      g_autoptr (OofJson) element = find_version (versions, version->rev);

      oof_json_writer_begin_object_over (writer, NULL, element);
      oof_json_writer_add_int (writer, "rev", version->rev);
      oof_document_add_instant (writer, "savedAt", version->saved_at);
      oof_json_writer_add_string_or_null (writer, "savedBy", version->saved_by);
      oof_json_writer_add_string (writer, "format", version->html ? "html" : "text");
      oof_json_writer_add_string (writer, "body", version->body);
      oof_json_writer_add_string_or_null (writer, "external", version->external);
      oof_json_writer_add_string_or_null (writer, "audience",
                                          oof_audience_to_string (version->audience));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
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
  if (self->groups && self->groups[0])
    oof_json_writer_add_strv (writer, "groups", (const char *const *) self->groups);
  else
    oof_json_writer_add_null (writer, "groups");
  oof_document_add_instant (writer, "savedAt", self->saved_at);
  oof_json_writer_add_string_or_null (writer, "savedBy", self->saved_by);
  write_versions (self, base, writer);
  return oof_document_finish (writer, self->key, error);
}

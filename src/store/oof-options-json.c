/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-options-json.h"

#include "core/oof-option-field.h"
#include "store/oof-document-private.h"

/* Checked by the field, so that a document holds nothing that could not be set. */
static gboolean
read_text (const OofOptionField *field, OofOptions *self, OofJson *root, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) wrong = NULL;

  if (!oof_json_read_string (root, field->name, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (!text || oof_option_field_set (field, self, text, &wrong))
    return TRUE;
  oof_json_set_error (root, field->name, error, "%s", wrong->message);
  return FALSE;
}

static gboolean
read_field (const OofOptionField *field, OofOptions *self, OofJson *root, GError **error)
{
  gpointer member = G_STRUCT_MEMBER_P (self, field->offset);

  if (field->kind == OOF_OPTION_NUMBER)
    return oof_document_read_range (root, field->name, field->min, field->max, member, error);
  if (field->kind == OOF_OPTION_SWITCH)
    return oof_json_read_bool (root, field->name, OOF_OPTIONAL, member, error);
  return read_text (field, self, root, error);
}

static gboolean
read_fields (OofOptions *self, OofJson *root, GError **error)
{
  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    if (!read_field (field, self, root, error))
      return FALSE;
  return TRUE;
}

OofOptions *
oof_options_json_read (const char *stored, GError **error)
{
  g_autoptr (OofOptions) self = oof_options_new ();
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_OPTIONS, stored, error);

  if (!root)
    return NULL;
  if (!read_fields (self, root, error)
      || !oof_document_read_instant (root, "savedAt", &self->saved_at, error)
      || !oof_document_read_rev (root, &self->rev, error))
    {
      g_prefix_error (error, "%s: ", OOF_KEY_OPTIONS);
      return NULL;
    }
  self->document = oof_json_to_text (root);
  return g_steal_pointer (&self);
}

static void
write_field (const OofOptionField *field, const OofOptions *self, OofJsonWriter *writer)
{
  g_autofree char *text = oof_option_field_dup_text (field, self);

  if (field->kind == OOF_OPTION_NUMBER)
    oof_json_writer_add_int (writer, field->name, oof_option_field_get_number (field, self));
  else if (field->kind == OOF_OPTION_SWITCH)
    oof_json_writer_add_bool (writer, field->name, oof_option_field_get_switch (field, self));
  else
    oof_json_writer_add_string_or_null (writer, field->name, text);
}

char *
oof_options_json_write (const OofOptions *self, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) base = NULL;
  OofJsonWriter *writer;

  if (self->document)
    {
      base = oof_document_open (OOF_KEY_OPTIONS, self->document, error);
      if (!base)
        return NULL;
    }
  writer = oof_document_begin (OOF_KEY_OPTIONS, &stamp, base);
  oof_document_add_instant (writer, "savedAt", self->saved_at);
  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    write_field (field, self, writer);
  return oof_document_finish (writer, OOF_KEY_OPTIONS, error);
}

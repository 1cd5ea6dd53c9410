/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-options-json.h"

#include "core/oof-option-field.h"
#include "store/oof-document-private.h"

static gboolean
read_numbers (OofOptions *self, OofJson *root, GError **error)
{
  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    if (field->kind == OOF_OPTION_NUMBER
        && !oof_document_read_range (root, field->name, field->min, field->max,
                                     G_STRUCT_MEMBER_P (self, field->offset), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_switches (OofOptions *self, OofJson *root, GError **error)
{
  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    if (field->kind == OOF_OPTION_SWITCH
        && !oof_json_read_bool (root, field->name, OOF_OPTIONAL,
                                G_STRUCT_MEMBER_P (self, field->offset), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_texts (OofOptions *self, OofJson *root, GError **error)
{
  if (!oof_document_read_text (root, "zone", &self->zone, error)
      || !oof_document_read_text (root, "language", &self->language, error)
      || !oof_document_read_text (root, "forwardWord", &self->forward_word, error))
    return FALSE;
  if (oof_zone_is_known (self->zone))
    return TRUE;
  oof_json_set_error (root, "zone", error, "unknown time zone \"%.64s\"", self->zone);
  return FALSE;
}

static gboolean
read_audience (OofOptions *self, OofJson *root, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (root, "audience", OOF_OPTIONAL, &text, error))
    return FALSE;
  if (!text || oof_audience_from_string (text, &self->audience))
    return TRUE;
  oof_json_set_error (root, "audience", error, "unknown value \"%.64s\"", text);
  return FALSE;
}

OofOptions *
oof_options_json_read (const char *stored, GError **error)
{
  g_autoptr (OofOptions) self = oof_options_new ();
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_OPTIONS, stored, error);

  if (!root)
    return NULL;
  if (!read_numbers (self, root, error) || !read_switches (self, root, error)
      || !read_texts (self, root, error) || !read_audience (self, root, error)
      || !oof_document_read_instant (root, "savedAt", &self->saved_at, error)
      || !oof_document_read_rev (root, &self->rev, error))
    {
      g_prefix_error (error, "%s: ", OOF_KEY_OPTIONS);
      return NULL;
    }
  self->document = oof_json_to_text (root);
  return g_steal_pointer (&self);
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
  oof_json_writer_add_int (writer, "leadDays", self->lead_days);
  oof_json_writer_add_int (writer, "dayDifference", self->day_difference);
  oof_json_writer_add_int (writer, "maxMonths", self->max_months);
  oof_json_writer_add_int (writer, "weekStart", self->week_start);
  oof_json_writer_add_int (writer, "workingDays", self->working_days);
  oof_json_writer_add_string_or_null (writer, "audience", oof_audience_to_string (self->audience));
  oof_json_writer_add_string (writer, "zone", self->zone);
  oof_json_writer_add_string (writer, "language", self->language);
  oof_json_writer_add_string (writer, "forwardWord", self->forward_word);
  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    if (field->kind == OOF_OPTION_SWITCH)
      oof_json_writer_add_bool (writer, field->name, oof_option_field_get_switch (field, self));
  return oof_document_finish (writer, OOF_KEY_OPTIONS, error);
}

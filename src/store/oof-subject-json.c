/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-subject-json.h"

#include "store/oof-document-private.h"

static OofSubject *
read_subject (OofJson *json, GError **error)
{
  g_autoptr (OofSubject) self = NULL;
  g_autofree char *name = NULL;

  if (!oof_json_read_string (json, "name", OOF_REQUIRED, &name, error))
    return NULL;
  self = oof_subject_new (name);
  if (!oof_json_read_string (json, "color", OOF_OPTIONAL, &self->color, error)
      || !oof_json_read_string (json, "pattern", OOF_OPTIONAL, &self->pattern, error)
      || !oof_json_read_string (json, "template", OOF_OPTIONAL, &self->template_name, error)
      || !oof_json_read_bool (json, "confidential", OOF_OPTIONAL, &self->confidential, error)
      || !oof_json_read_bool (json, "administrators", OOF_OPTIONAL, &self->administrators, error)
      || !oof_json_read_bool (json, "closure", OOF_OPTIONAL, &self->closure, error))
    return NULL;
  return g_steal_pointer (&self);
}

static GPtrArray *
read_root (OofJson *root, GError **error)
{
  g_autoptr (GPtrArray) subjects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  g_autoptr (OofJson) array = NULL;

  if (!oof_json_read_array (root, "subjects", OOF_REQUIRED, &array, error))
    return NULL;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      OofSubject *subject = read_subject (element, error);

      if (!subject)
        return NULL;
      g_ptr_array_add (subjects, subject);
    }
  return g_steal_pointer (&subjects);
}

GPtrArray *
oof_subject_json_read (const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_SUBJECTS, stored, error);
  GPtrArray *subjects = root ? read_root (root, error) : NULL;

  if (root && !subjects)
    g_prefix_error (error, "%s: ", OOF_KEY_SUBJECTS);
  return subjects;
}

static void
write_subject (OofJsonWriter *writer, const OofSubject *self, OofJson *base)
{
  g_autoptr (OofJson) old = oof_document_find_line (base, "name", self->name);

  oof_json_writer_begin_object_over (writer, NULL, old);
  oof_json_writer_add_string (writer, "name", self->name);
  oof_json_writer_add_string_or_null (writer, "color", self->color);
  oof_json_writer_add_string_or_null (writer, "pattern", self->pattern);
  oof_json_writer_add_string_or_null (writer, "template", self->template_name);
  oof_json_writer_add_bool (writer, "confidential", self->confidential);
  oof_json_writer_add_bool (writer, "administrators", self->administrators);
  oof_json_writer_add_bool (writer, "closure", self->closure);
  oof_json_writer_end_object (writer);
}

char *
oof_subject_json_write (
    GPtrArray *subjects, const char *base, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) root = NULL;
  g_autoptr (OofJson) array = NULL;
  OofJsonWriter *writer;

  if (base)
    {
      root = oof_document_open (OOF_KEY_SUBJECTS, base, error);
      if (!root)
        return NULL;
      array = oof_json_get_member (root, "subjects");
    }
  writer = oof_document_begin (OOF_KEY_SUBJECTS, &stamp, root);
  oof_json_writer_begin_array (writer, "subjects");
  for (guint i = 0; i < subjects->len; i++)
    write_subject (writer, g_ptr_array_index (subjects, i), array);
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, OOF_KEY_SUBJECTS, error);
}

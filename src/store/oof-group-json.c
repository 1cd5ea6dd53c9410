/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-group-json.h"

#include "store/oof-document-private.h"

static OofGroup *
read_group (OofJson *json, GError **error)
{
  g_autoptr (OofGroup) self = NULL;
  g_autofree char *name = NULL;

  if (!oof_json_read_string (json, "name", OOF_REQUIRED, &name, error))
    return NULL;
  self = oof_group_new (name);
  if (!oof_json_read_string (json, "address", OOF_OPTIONAL, &self->address, error)
      || !oof_document_read_range (json, "priority", G_MININT, G_MAXINT, &self->priority, error)
      || !oof_json_read_string (json, "template", OOF_OPTIONAL, &self->template_name, error)
      || !oof_json_read_bool (json, "openEnd", OOF_OPTIONAL, &self->open_end, error)
      || !oof_json_read_bool (json, "forwardRequired", OOF_OPTIONAL, &self->forward_required,
                              error))
    return NULL;
  return g_steal_pointer (&self);
}

static GPtrArray *
read_root (OofJson *root, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  g_autoptr (OofJson) array = NULL;

  if (!oof_json_read_array (root, "groups", OOF_REQUIRED, &array, error))
    return NULL;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      OofGroup *group = read_group (element, error);

      if (!group)
        return NULL;
      g_ptr_array_add (groups, group);
    }
  oof_groups_sort (groups);
  return g_steal_pointer (&groups);
}

GPtrArray *
oof_group_json_read (const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_GROUPS, stored, error);
  GPtrArray *groups = root ? read_root (root, error) : NULL;

  if (root && !groups)
    g_prefix_error (error, "%s: ", OOF_KEY_GROUPS);
  return groups;
}

static void
write_group (OofJsonWriter *writer, const OofGroup *self, OofJson *base)
{
  g_autoptr (OofJson) old = oof_document_find_line (base, "name", self->name);

  oof_json_writer_begin_object_over (writer, NULL, old);
  oof_json_writer_add_string (writer, "name", self->name);
  oof_json_writer_add_string_or_null (writer, "address", self->address);
  oof_json_writer_add_int (writer, "priority", self->priority);
  oof_json_writer_add_string_or_null (writer, "template", self->template_name);
  oof_json_writer_add_bool (writer, "openEnd", self->open_end);
  oof_json_writer_add_bool (writer, "forwardRequired", self->forward_required);
  oof_json_writer_end_object (writer);
}

char *
oof_group_json_write (
    GPtrArray *groups, const char *base, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) root = NULL;
  g_autoptr (OofJson) array = NULL;
  OofJsonWriter *writer;

  if (base)
    {
      root = oof_document_open (OOF_KEY_GROUPS, base, error);
      if (!root)
        return NULL;
      array = oof_json_get_member (root, "groups");
    }
  writer = oof_document_begin (OOF_KEY_GROUPS, &stamp, root);
  oof_json_writer_begin_array (writer, "groups");
  for (guint i = 0; i < groups->len; i++)
    write_group (writer, g_ptr_array_index (groups, i), array);
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, OOF_KEY_GROUPS, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-people-json.h"

#include "store/oof-document-private.h"

guint
oof_people_json_get_page (const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lower, -1);

  return (guint) g_ascii_xdigit_value (*hash);
}

char *
oof_people_json_dup_key (guint page)
{
  return g_strdup_printf (OOF_KEY_PEOPLE "%x", page);
}

static gboolean
read_attributes (OofPerson *self, OofJson *json, GError **error)
{
  g_autoptr (OofJson) attributes = NULL;
  g_auto (GStrv) names = NULL;

  if (!oof_json_read_object (json, "attributes", OOF_OPTIONAL, &attributes, error))
    return FALSE;
  if (!attributes)
    return TRUE;
  names = oof_json_dup_member_names (attributes);
  for (char **name = names; *name; name++)
    {
      g_autofree char *value = NULL;

      if (!oof_json_read_string (attributes, *name, OOF_OPTIONAL, &value, error))
        return FALSE;
      oof_person_set (self, *name, value);
    }
  return TRUE;
}

static OofPerson *
read_person (OofJson *json, GError **error)
{
  g_autoptr (OofPerson) self = NULL;
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;

  if (!oof_json_read_string (json, "address", OOF_REQUIRED, &address, error)
      || !oof_json_read_string (json, "name", OOF_OPTIONAL, &name, error))
    return NULL;
  self = oof_person_new (NULL, address, name);
  if (!oof_json_read_string (json, "zone", OOF_OPTIONAL, &self->zone, error)
      || !oof_json_read_string (json, "language", OOF_OPTIONAL, &self->language, error)
      || !read_attributes (self, json, error))
    return NULL;
  return g_steal_pointer (&self);
}

static GPtrArray *
read_root (OofJson *root, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (OofJson) array = NULL;

  if (!oof_json_read_array (root, "people", OOF_REQUIRED, &array, error))
    return NULL;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      OofPerson *person = read_person (element, error);

      if (!person)
        return NULL;
      g_ptr_array_add (people, person);
    }
  return g_steal_pointer (&people);
}

GPtrArray *
oof_people_json_read (const char *key, const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  GPtrArray *people = root ? read_root (root, error) : NULL;

  if (root && !people)
    g_prefix_error (error, "%s: ", key);
  return people;
}

static void
write_person (OofJsonWriter *writer, const OofPerson *self)
{
  g_autoptr (GList) names = g_hash_table_get_keys (self->attributes);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "address", self->address);
  oof_json_writer_add_string_or_null (writer, "name", *self->name ? self->name : NULL);
  oof_json_writer_add_string_or_null (writer, "zone", self->zone);
  oof_json_writer_add_string_or_null (writer, "language", self->language);
  oof_json_writer_begin_object (writer, "attributes");
  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name; name = name->next)
    oof_json_writer_add_string (writer, name->data, oof_person_get (self, name->data));
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
}

char *
oof_people_json_write (GPtrArray *people,
                       guint page,
                       const char *base,
                       gint64 rev,
                       const char *write_id,
                       GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autofree char *key = oof_people_json_dup_key (page);
  g_autoptr (OofJson) root = NULL;
  OofJsonWriter *writer;

  if (base)
    {
      root = oof_document_open (key, base, error);
      if (!root)
        return NULL;
    }
  writer = oof_document_begin (key, &stamp, root);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = g_ptr_array_index (people, i);

      if (oof_people_json_get_page (person->address) == page)
        write_person (writer, person);
    }
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, key, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-user-json.h"

#include "store/oof-document-private.h"

static OofUser *
read_user (OofJson *json, GError **error)
{
  g_autoptr (OofUser) self = NULL;
  g_autofree char *account = NULL;

  if (!oof_json_read_string (json, "account", OOF_REQUIRED, &account, error))
    return NULL;
  self = oof_user_new (account);
  if (!oof_json_read_string (json, "language", OOF_OPTIONAL, &self->language, error)
      || !oof_json_read_string (json, "alias", OOF_OPTIONAL, &self->alias, error)
      || !oof_json_read_bool (json, "administrator", OOF_OPTIONAL, &self->administrator, error)
      || !oof_document_read_texts (json, "groups", &self->groups, error))
    return NULL;
  return g_steal_pointer (&self);
}

static GPtrArray *
read_root (OofJson *root, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_user_unref);
  g_autoptr (OofJson) array = NULL;

  if (!oof_json_read_array (root, "users", OOF_REQUIRED, &array, error))
    return NULL;
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      OofUser *user = read_user (element, error);

      if (!user)
        return NULL;
      g_ptr_array_add (users, user);
    }
  return g_steal_pointer (&users);
}

GPtrArray *
oof_user_json_read (const char *stored, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_USERS, stored, error);
  GPtrArray *users = root ? read_root (root, error) : NULL;

  if (root && !users)
    g_prefix_error (error, "%s: ", OOF_KEY_USERS);
  return users;
}

static void
write_user (OofJsonWriter *writer, const OofUser *self, OofJson *base)
{
  g_autoptr (OofJson) old = oof_document_find_line (base, "account", self->account);

  oof_json_writer_begin_object_over (writer, NULL, old);
  oof_json_writer_add_string (writer, "account", self->account);
  oof_json_writer_add_string_or_null (writer, "language", self->language);
  oof_json_writer_add_string_or_null (writer, "alias", self->alias);
  oof_json_writer_add_bool (writer, "administrator", self->administrator);
  oof_document_add_texts (writer, "groups", self->groups);
  oof_json_writer_end_object (writer);
}

char *
oof_user_json_write (
    GPtrArray *users, const char *base, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) root = NULL;
  g_autoptr (OofJson) array = NULL;
  OofJsonWriter *writer;

  if (base)
    {
      root = oof_document_open (OOF_KEY_USERS, base, error);
      if (!root)
        return NULL;
      array = oof_json_get_member (root, "users");
    }
  writer = oof_document_begin (OOF_KEY_USERS, &stamp, root);
  oof_json_writer_begin_array (writer, "users");
  for (guint i = 0; i < users->len; i++)
    write_user (writer, g_ptr_array_index (users, i), array);
  oof_json_writer_end_array (writer);
  return oof_document_finish (writer, OOF_KEY_USERS, error);
}

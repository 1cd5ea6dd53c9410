/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-told-private.h"

#include "store/oof-document-private.h"

static void
add_one (OofJsonWriter *writer, const OofTold *told)
{
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "absence", told->absence);
  oof_json_writer_add_string (writer, "role", oof_told_role_to_string (told->role));
  oof_json_writer_add_string (writer, "to", told->to);
  oof_json_writer_add_string (writer, "from", told->from);
  oof_json_writer_add_string_or_null (writer, "until", told->until);
  if (told->end != OOF_INSTANT_FOREVER)
    oof_document_add_instant (writer, "end", told->end);
  if (told->unsure)
    oof_json_writer_add_bool (writer, "unsure", TRUE);
  oof_json_writer_end_object (writer);
}

void
oof_document_add_told (OofJsonWriter *writer, const char *name, GPtrArray *told)
{
  if (!told)
    return;
  oof_json_writer_begin_array (writer, name);
  for (guint i = 0; i < told->len; i++)
    add_one (writer, told->pdata[i]);
  oof_json_writer_end_array (writer);
}

static gboolean
read_role (OofJson *json, OofTold *told, GError **error)
{
  g_autofree char *role = NULL;

  if (!oof_json_read_string (json, "role", OOF_REQUIRED, &role, error))
    return FALSE;
  if (oof_told_role_from_string (role, &told->role))
    return TRUE;
  oof_json_set_error (json, "role", error, "unknown value \"%.40s\"", role);
  return FALSE;
}

static OofTold *
read_one (OofJson *json, GError **error)
{
  g_autoptr (OofTold) told = g_new0 (OofTold, 1);

  told->end = OOF_INSTANT_FOREVER;
  if (!read_role (json, told, error)
      || !oof_json_read_string (json, "absence", OOF_REQUIRED, &told->absence, error)
      || !oof_json_read_string (json, "to", OOF_REQUIRED, &told->to, error)
      || !oof_json_read_string (json, "from", OOF_REQUIRED, &told->from, error)
      || !oof_json_read_string (json, "until", OOF_OPTIONAL, &told->until, error)
      || !oof_json_read_bool (json, "unsure", OOF_OPTIONAL, &told->unsure, error)
      || !oof_document_read_instant (json, "end", &told->end, error))
    return NULL;
  return g_steal_pointer (&told);
}

gboolean
oof_document_read_told (OofJson *json, const char *name, GPtrArray **told, GError **error)
{
  g_autoptr (OofJson) array = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (!oof_json_read_array (json, name, OOF_OPTIONAL, &array, error))
    return FALSE;
  if (!array)
    return TRUE;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_told_free);
  for (guint i = 0; i < oof_json_get_length (array); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      OofTold *one = read_one (element, error);

      if (!one)
        return FALSE;
      g_ptr_array_add (list, one);
    }
  *told = g_steal_pointer (&list);
  return TRUE;
}

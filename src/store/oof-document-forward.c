/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-forward-private.h"

#include "store/oof-document-private.h"

static void
add_set (OofJsonWriter *writer, const OofForward *forward)
{
  if (!forward->absence)
    {
      oof_json_writer_add_null (writer, "set");
      return;
    }
  oof_json_writer_begin_object (writer, "set");
  oof_json_writer_add_string (writer, "absence", forward->absence);
  oof_json_writer_add_string (writer, "to", forward->set_to);
  oof_json_writer_add_bool (writer, "copy", forward->set_copy);
  oof_json_writer_end_object (writer);
}

void
oof_document_add_forward (OofJsonWriter *writer, const char *name, const OofForward *forward)
{
  if (!forward)
    {
      oof_json_writer_add_null (writer, name);
      return;
    }
  oof_json_writer_begin_object (writer, name);
  oof_json_writer_add_string (writer, "kind", oof_forward_kind_to_string (forward->kind));
  oof_json_writer_add_string_or_null (writer, "to", forward->to);
  oof_json_writer_add_string_or_null (writer, "rule", forward->rule);
  oof_json_writer_add_bool (writer, "hidden", forward->hidden);
  oof_document_add_instant (writer, "readAt", forward->read_at);
  add_set (writer, forward);
  oof_json_writer_begin_array (writer, "replaced");
  for (guint i = 0; i < forward->replaced->len; i++)
    oof_json_writer_add_string (writer, NULL, forward->replaced->pdata[i]);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
}

static gboolean
read_kind (OofJson *json, OofForward *forward, GError **error)
{
  g_autofree char *kind = NULL;

  if (!oof_json_read_string (json, "kind", OOF_REQUIRED, &kind, error))
    return FALSE;
  if (oof_forward_kind_from_string (kind, &forward->kind))
    return TRUE;
  oof_json_set_error (json, "kind", error, "unknown value \"%.40s\"", kind);
  return FALSE;
}

static gboolean
read_set (OofJson *json, OofForward *forward, GError **error)
{
  g_autoptr (OofJson) set = NULL;
  g_auto (GStrv) replaced = NULL;

  if (!oof_json_read_object (json, "set", OOF_OPTIONAL, &set, error)
      || !oof_json_read_strv (json, "replaced", OOF_OPTIONAL, &replaced, error))
    return FALSE;
  for (char **id = replaced; id && *id; id++)
    g_ptr_array_add (forward->replaced, g_strdup (*id));
  return !set
         || (oof_json_read_string (set, "absence", OOF_REQUIRED, &forward->absence, error)
             && oof_json_read_string (set, "to", OOF_REQUIRED, &forward->set_to, error)
             && oof_json_read_bool (set, "copy", OOF_REQUIRED, &forward->set_copy, error));
}

gboolean
oof_document_read_forward (OofJson *json, const char *name, OofForward **out, GError **error)
{
  g_autoptr (OofForward) forward = oof_forward_new ();
  g_autoptr (OofJson) nested = NULL;

  if (!oof_json_read_object (json, name, OOF_OPTIONAL, &nested, error))
    return FALSE;
  if (!nested)
    return TRUE;
  if (!read_kind (nested, forward, error)
      || !oof_json_read_string (nested, "to", OOF_OPTIONAL, &forward->to, error)
      || !oof_json_read_string (nested, "rule", OOF_OPTIONAL, &forward->rule, error)
      || !oof_json_read_bool (nested, "hidden", OOF_OPTIONAL, &forward->hidden, error)
      || !oof_document_read_instant (nested, "readAt", &forward->read_at, error)
      || !read_set (nested, forward, error))
    return FALSE;
  *out = g_steal_pointer (&forward);
  return TRUE;
}

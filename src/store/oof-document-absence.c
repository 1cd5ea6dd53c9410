/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-absence-private.h"

#include "store/oof-absence-json.h"
#include "store/oof-document-private.h"

void
oof_document_add_absence (OofJsonWriter *writer, const char *name, const OofAbsence *absence)
{
  g_autofree char *stored = absence ? oof_absence_json_write_plain (absence, NULL) : NULL;
  g_autoptr (OofJson) json = stored ? oof_document_open (absence->key, stored, NULL) : NULL;

  if (json)
    oof_json_writer_add_json (writer, name, json);
  else
    oof_json_writer_add_null (writer, name);
}

gboolean
oof_document_read_absence (OofJson *json, const char *name, OofAbsence **out, GError **error)
{
  g_autoptr (OofJson) nested = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (!oof_json_read_object (json, name, OOF_OPTIONAL, &nested, error))
    return FALSE;
  if (!nested)
    return TRUE;
  if (!oof_json_read_string (nested, "key", OOF_REQUIRED, &key, error))
    return FALSE;
  text = oof_json_to_text (nested);
  *out = oof_absence_json_read (key, text, NULL, error);
  return *out != NULL;
}

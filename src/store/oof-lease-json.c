/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-lease-json.h"

#include "store/oof-document-private.h"

void
oof_lease_term_clear (OofLeaseTerm *self)
{
  g_clear_pointer (&self->runner, g_free);
  g_clear_pointer (&self->nonce, g_free);
}

static gboolean
read_root (OofJson *root, OofLeaseTerm *term, GError **error)
{
  if (!oof_json_read_string (root, "runner", OOF_REQUIRED, &term->runner, error)
      || !oof_json_read_string (root, "nonce", OOF_OPTIONAL, &term->nonce, error)
      || !oof_document_read_instant (root, "until", &term->until, error))
    return FALSE;
  if (term->until != OOF_INSTANT_NONE)
    return TRUE;
  oof_json_set_error (root, "until", error, "is missing");
  return FALSE;
}

gboolean
oof_lease_json_read (const char *stored, OofLeaseTerm *term, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (OOF_KEY_LEASE, stored, error);

  *term = (OofLeaseTerm){ NULL, NULL, OOF_INSTANT_NONE };
  if (!root)
    return FALSE;
  if (read_root (root, term, error))
    return TRUE;
  g_prefix_error (error, "%s: ", OOF_KEY_LEASE);
  return FALSE;
}

char *
oof_lease_json_write (
    const OofLeaseTerm *term, const char *base, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) root = base ? oof_document_open (OOF_KEY_LEASE, base, NULL) : NULL;
  OofJsonWriter *writer = oof_document_begin (OOF_KEY_LEASE, &stamp, root);

  oof_json_writer_add_string (writer, "runner", term->runner);
  oof_json_writer_add_string_or_null (writer, "nonce", term->nonce);
  oof_document_add_instant (writer, "until", term->until);
  return oof_document_finish (writer, OOF_KEY_LEASE, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "core/oof-error.h"
#include "format/oof-json-writer.h"

#define VERSION  1
#define MAX_SIZE (64 * 1024 * 1024)

static char *
seal (const char *json)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
}

static void
refuse (const char *path, const char *what, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
               _ ("%s: %s; “oofctl migrate restart” puts it aside and begins anew"), path, what);
}

/* FALSE without an error: it is not there. */
static gboolean
read_file (const char *path, char **text, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (!g_file_get_contents (path, text, &length, &cause))
    {
      if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error_literal (error, OOF_ERROR, OOF_ERROR_DISK, cause->message);
      return FALSE;
    }
  if (length <= MAX_SIZE && strlen (*text) == length)
    return TRUE;
  refuse (path, _ ("it is not a state of the migration"), error);
  g_clear_pointer (text, g_free);
  return FALSE;
}

static gboolean
check_version (const char *path, const OofJson *root, GError **error)
{
  gint64 version = 0;

  if (!oof_json_read_int (root, "oofMigration", OOF_REQUIRED, &version, NULL))
    {
      refuse (path, _ ("it is not a state of the migration"), error);
      return FALSE;
    }
  if (version == VERSION)
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
               _ ("%s: a newer version of OOF Manager wrote this (%d, this one knows %d); update "
                  "OOF Manager on this machine"),
               path, (int) version, VERSION);
  return FALSE;
}

OofMigrationState *
oof_migration_file_load (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *text = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (OofJson) content = NULL;
  OofMigrationState *state;

  if (!read_file (path, &text, error))
    return NULL;
  g_autoptr (OofJson) root = oof_json_parse_text (text, MAX_SIZE, NULL);
  if (root == NULL)
    {
      refuse (path, _ ("it is cut off"), error);
      return NULL;
    }
  if (!check_version (path, root, error))
    return NULL;
  oof_json_read_string (root, "seal", OOF_OPTIONAL, &stored, NULL);
  content = oof_json_get_member (root, "state");
  g_autofree char *json = content != NULL ? oof_json_to_text (content) : g_strdup ("");
  g_autofree char *wanted = seal (json);
  if (g_strcmp0 (stored, wanted) != 0)
    {
      refuse (path, _ ("something else than OOF Manager has changed it"), error);
      return NULL;
    }
  state = oof_migration_state_from_json (json, NULL);
  if (state == NULL)
    refuse (path, _ ("it is not a state of the migration"), error);
  return state;
}

/* As it is read back, so that the seal is over the same text. */
static char *
build (const OofMigrationState *state)
{
  g_autofree char *json = oof_migration_state_to_json (state);
  g_autoptr (OofJson) content = oof_json_parse_text (json, MAX_SIZE, NULL);
  g_autofree char *plain = oof_json_to_text (content);
  g_autofree char *sum = seal (plain);
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "oofMigration", VERSION);
  oof_json_writer_add_string (writer, "seal", sum);
  oof_json_writer_add_json (writer, "state", content);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

gboolean
oof_migration_file_save (const char *path, const OofMigrationState *state, GError **error)
{
  g_return_val_if_fail (path != NULL && state != NULL, FALSE);

  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = build (state);
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause))
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_DISK, cause->message);
  return FALSE;
}

gboolean
oof_migration_file_put_aside (const char *path, char **kept, GError **error)
{
  g_return_val_if_fail (path != NULL && kept != NULL, FALSE);

  g_autofree char *aside = g_strconcat (path, ".old", NULL);

  *kept = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_rename (path, aside) != 0)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  *kept = g_steal_pointer (&aside);
  return TRUE;
}

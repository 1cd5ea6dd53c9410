/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-connection-draft.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/oof-error.h"

struct _OofConnectionDraft
{
  GObject parent_instance;

  char *path; /* (owned) */
  GKeyFile *keys;
  OofConnectionKind kind;
  char *saved; /* (owned) the text of the file */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (OofConnectionDraft, oof_connection_draft, G_TYPE_OBJECT)

static void
oof_connection_draft_finalize (GObject *object)
{
  OofConnectionDraft *self = OOF_CONNECTION_DRAFT (object);

  g_free (self->path);
  g_key_file_unref (self->keys);
  g_free (self->saved);
  G_OBJECT_CLASS (oof_connection_draft_parent_class)->finalize (object);
}

static void
oof_connection_draft_class_init (OofConnectionDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_connection_draft_finalize;
  changed_signal = g_signal_new ("changed", OOF_TYPE_CONNECTION_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
oof_connection_draft_init (OofConnectionDraft *self)
{
  self->keys = g_key_file_new ();
}

/* connection.ini, the usual one of oofctl, else the first number that is free. (transfer full) */
static char *
find_unused_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "oof-manager", NULL);
  char *path = g_build_filename (folder, "connection.ini", NULL);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/connection-%d.ini", folder, i);
    }
  return path;
}

static OofConnectionDraft *
create (char *path)
{
  OofConnectionDraft *self = g_object_new (OOF_TYPE_CONNECTION_DRAFT, NULL);

  self->path = path;
  self->saved = g_strdup ("");
  return self;
}

OofConnectionDraft *
oof_connection_draft_new (void)
{
  return create (find_unused_path ());
}

OofConnectionDraft *
oof_connection_draft_load (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (OofConnectionDraft) self = create (g_canonicalize_filename (path, NULL));
  g_autoptr (GError) failure = NULL;

  if (!g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_KEEP_COMMENTS, &failure))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", self->path, failure->message);
      return NULL;
    }
  if (!g_key_file_has_group (self->keys, "graph"))
    self->kind = OOF_CONNECTION_LOCAL;
  else if (g_key_file_has_group (self->keys, "ews"))
    self->kind = OOF_CONNECTION_HYBRID;
  g_free (self->saved);
  self->saved = g_key_file_to_data (self->keys, NULL, NULL);
  return g_steal_pointer (&self);
}

const char *
oof_connection_draft_get_path (OofConnectionDraft *self)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  return self->path;
}

char *
oof_connection_draft_dup (OofConnectionDraft *self, const char *group, const char *key)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  char *value = g_key_file_get_string (self->keys, group, key, NULL);

  return value != NULL ? g_strstrip (value) : g_strdup ("");
}

static gboolean
is_empty (GKeyFile *keys, const char *group)
{
  gsize length = 0;
  g_auto (GStrv) names = g_key_file_get_keys (keys, group, &length, NULL);

  return length == 0;
}

void
oof_connection_draft_set (OofConnectionDraft *self,
                          const char *group,
                          const char *key,
                          const char *value)
{
  g_return_if_fail (OOF_IS_CONNECTION_DRAFT (self));

  g_autofree char *before = oof_connection_draft_dup (self, group, key);
  g_autofree char *now = g_strstrip (g_strdup (value != NULL ? value : ""));

  if (g_str_equal (before, now))
    return;
  if (*now != '\0')
    g_key_file_set_string (self->keys, group, key, now);
  else
    g_key_file_remove_key (self->keys, group, key, NULL);
  if (is_empty (self->keys, group))
    g_key_file_remove_group (self->keys, group, NULL);
  g_signal_emit (self, changed_signal, 0);
}

OofConnectionKind
oof_connection_draft_get_kind (OofConnectionDraft *self)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), OOF_CONNECTION_CLOUD);

  return self->kind;
}

void
oof_connection_draft_set_kind (OofConnectionDraft *self, OofConnectionKind kind)
{
  g_return_if_fail (OOF_IS_CONNECTION_DRAFT (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_key_file_set_string (self->keys, "service-mailbox", "route",
                         kind == OOF_CONNECTION_LOCAL ? "ews" : "graph");
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
person_is_local (OofConnectionDraft *self)
{
  g_autofree char *protocol = oof_connection_draft_dup (self, "person", "protocol");

  return g_str_equal (protocol, "ews");
}

/* What the kind has no use for would make the file say something else. (transfer full) */
static char *
write_text (OofConnectionDraft *self)
{
  g_autofree char *all = g_key_file_to_data (self->keys, NULL, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_key_file_load_from_data (keys, all, strlen (all), G_KEY_FILE_KEEP_COMMENTS, NULL);
  if (self->kind == OOF_CONNECTION_LOCAL)
    {
      g_key_file_remove_group (keys, "graph", NULL);
      g_key_file_remove_group (keys, "runner", NULL);
    }
  if (self->kind == OOF_CONNECTION_CLOUD)
    g_key_file_remove_group (keys, "ews", NULL);
  if (person_is_local (self) ? self->kind == OOF_CONNECTION_CLOUD
                             : self->kind == OOF_CONNECTION_LOCAL)
    g_key_file_remove_group (keys, "person", NULL);
  return g_key_file_to_data (keys, NULL, NULL);
}

gboolean
oof_connection_draft_is_changed (OofConnectionDraft *self)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), FALSE);

  g_autofree char *text = write_text (self);

  return !g_str_equal (text, self->saved);
}

/* The person knows the file by its own name. */
static void
rename_in_error (GError *error, const char *beside)
{
  g_autofree char *words = g_str_has_prefix (error->message, beside)
                               ? g_strdup (error->message + strlen (beside) + strlen (": "))
                               : NULL;

  if (words == NULL)
    return;
  g_free (error->message);
  error->message = g_steal_pointer (&words);
}

/* The file beside it is checked before it takes the place. */
static OofConnection *
replace (OofConnectionDraft *self, const char *text, GError **error)
{
  g_autofree char *beside = g_strconcat (self->path, ".new", NULL);
  g_autoptr (OofConnection) checked = NULL;

  if (!g_file_set_contents_full (beside, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;
  checked = oof_connection_load (beside, error);
  if (checked != NULL && g_rename (beside, self->path) == 0)
    return oof_connection_load (self->path, error);
  if (checked != NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", self->path, g_strerror (errno));
  else if (error != NULL)
    rename_in_error (*error, beside);
  g_unlink (beside);
  return NULL;
}

OofConnection *
oof_connection_draft_save (OofConnectionDraft *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  g_autofree char *text = write_text (self);
  g_autofree char *folder = g_path_get_dirname (self->path);
  OofConnection *connection;

  g_mkdir_with_parents (folder, 0700);
  connection = replace (self, text, error);
  if (connection == NULL)
    return NULL;
  g_free (self->saved);
  self->saved = g_steal_pointer (&text);
  g_signal_emit (self, changed_signal, 0);
  return connection;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-connection-draft.h"

#include <gio/gio.h>
#include <string.h>

#include "core/oof-error.h"

struct _OofConnectionDraft
{
  GObject parent_instance;

  char *path;     /* (owned) */
  GKeyFile *keys; /* (owned) */
  OofConnectionKind kind;
  GKeyFile *saved; /* (owned) what the file says */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (OofConnectionDraft, oof_connection_draft, G_TYPE_OBJECT)

static void
oof_connection_draft_finalize (GObject *object)
{
  OofConnectionDraft *self = OOF_CONNECTION_DRAFT (object);

  g_free (self->path);
  g_key_file_unref (self->keys);
  g_key_file_unref (self->saved);
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
  self->saved = g_key_file_new ();
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
  return self;
}

OofConnectionDraft *
oof_connection_draft_new (void)
{
  return create (find_unused_path ());
}

static GKeyFile *
copy_keys (GKeyFile *keys)
{
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  GKeyFile *copy = g_key_file_new ();

  g_key_file_load_from_data (copy, text, strlen (text), G_KEY_FILE_KEEP_COMMENTS, NULL);
  return copy;
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
  g_key_file_unref (self->saved);
  self->saved = copy_keys (self->keys);
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

/* A sign-in without its application or account is none. */
static void
drop_nameless (GKeyFile *keys, const char *group, const char *key)
{
  g_autofree char *name = g_key_file_get_string (keys, group, key, NULL);

  if (name == NULL || *name == '\0')
    g_key_file_remove_group (keys, group, NULL);
}

/* What is written: what the kind has no use for would make the file say something else. (transfer
 * full) */
static GKeyFile *
dup_keys (OofConnectionDraft *self)
{
  GKeyFile *keys = copy_keys (self->keys);

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
  drop_nameless (keys, "person", person_is_local (self) ? "user" : "client-id");
  drop_nameless (keys, "runner", "client-id");
  return keys;
}

OofConnection *
oof_connection_draft_parse (OofConnectionDraft *self, OofConnectionPart part, GError **error)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  static const char *const elsewhere[] = { "graph", "runner", "person" };
  g_autoptr (GKeyFile) keys = dup_keys (self);

  for (gsize i = 0; part == OOF_CONNECTION_SERVER && i < G_N_ELEMENTS (elsewhere); i++)
    g_key_file_remove_group (keys, elsewhere[i], NULL);
  if (part == OOF_CONNECTION_SERVER)
    g_key_file_set_string (keys, "service-mailbox", "route", "ews");
  return oof_connection_new_from_keys (keys, self->path, error);
}

/* A value as a person may see it. */
static void
append_change (GString *lines, const char *group, const char *key, GKeyFile *before, GKeyFile *now)
{
  g_autofree char *old = g_key_file_get_string (before, group, key, NULL);
  g_autofree char *new = g_key_file_get_string (now, group, key, NULL);

  if (g_strcmp0 (old, new) != 0)
    g_string_append_printf (lines, "%s[%s] %s: %s → %s", lines->len > 0 ? "\n" : "", group, key,
                            old != NULL ? old : "–", new != NULL ? new : "–");
}

/* @gone: those that are no longer there, else the others. */
static void
append_changes (GString *lines, GKeyFile *before, GKeyFile *now, gboolean gone)
{
  g_auto (GStrv) groups = g_key_file_get_groups (gone ? before : now, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) names = g_key_file_get_keys (gone ? before : now, *group, NULL, NULL);

      for (char **name = names; names != NULL && *name != NULL; name++)
        if (!gone || !g_key_file_has_key (now, *group, *name, NULL))
          append_change (lines, *group, *name, before, now);
    }
}

char *
oof_connection_draft_list_changes (OofConnectionDraft *self)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  g_autoptr (GKeyFile) now = dup_keys (self);
  GString *lines = g_string_new (NULL);

  append_changes (lines, self->saved, now, FALSE);
  append_changes (lines, self->saved, now, TRUE);
  return g_string_free (lines, FALSE);
}

OofConnection *
oof_connection_draft_save (OofConnectionDraft *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (self), NULL);

  g_autoptr (GKeyFile) keys = dup_keys (self);
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (OofConnection) connection = oof_connection_new_from_keys (keys, self->path, error);

  g_mkdir_with_parents (folder, 0700);
  if (connection == NULL
      || !g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                    error))
    return NULL;
  g_key_file_unref (self->saved);
  self->saved = g_steal_pointer (&keys);
  g_signal_emit (self, changed_signal, 0);
  return g_steal_pointer (&connection);
}

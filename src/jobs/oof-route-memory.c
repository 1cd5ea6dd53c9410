/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-route-memory.h"

#include <gio/gio.h>

#define GROUP "on-premises"

struct _OofRouteMemory
{
  GObject parent_instance;

  char *path;          /* (owned) (nullable) */
  GHashTable *reasons; /* (owned) address in lower case -> why it is not in the cloud */
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (OofRouteMemory, oof_route_memory, G_TYPE_OBJECT)

static void
read_file (OofRouteMemory *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_auto (GStrv) addresses = NULL;

  if (g_key_file_load_from_file (keys, self->path, G_KEY_FILE_NONE, NULL))
    addresses = g_key_file_get_keys (keys, GROUP, NULL, NULL);
  for (char **address = addresses; address && *address; address++)
    {
      char *reason = g_key_file_get_string (keys, GROUP, *address, NULL);

      if (reason)
        g_hash_table_insert (self->reasons, g_ascii_strdown (*address, -1), reason);
    }
}

static void
write_file (OofRouteMemory *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer address, reason;

  g_hash_table_iter_init (&iter, self->reasons);
  while (g_hash_table_iter_next (&iter, &address, &reason))
    g_key_file_set_string (keys, GROUP, address, reason);
  text = g_key_file_to_data (keys, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_message ("The routes of the mailboxes could not be kept: %s", error->message);
}

static void
oof_route_memory_finalize (GObject *object)
{
  OofRouteMemory *self = OOF_ROUTE_MEMORY (object);

  if (self->changed && self->path)
    write_file (self);
  g_free (self->path);
  g_hash_table_unref (self->reasons);
  G_OBJECT_CLASS (oof_route_memory_parent_class)->finalize (object);
}

static void
oof_route_memory_class_init (OofRouteMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_route_memory_finalize;
}

static void
oof_route_memory_init (OofRouteMemory *self)
{
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

OofRouteMemory *
oof_route_memory_new (const char *path)
{
  OofRouteMemory *self = g_object_new (OOF_TYPE_ROUTE_MEMORY, NULL);

  self->path = g_strdup (path);
  if (path)
    read_file (self);
  return self;
}

const char *
oof_route_memory_get_reason (OofRouteMemory *self, const char *address)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (OOF_IS_ROUTE_MEMORY (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  lower = g_ascii_strdown (address, -1);
  return g_hash_table_lookup (self->reasons, lower);
}

gboolean
oof_route_memory_is_on_premises (OofRouteMemory *self, const char *address)
{
  return oof_route_memory_get_reason (self, address) != NULL;
}

void
oof_route_memory_learn (OofRouteMemory *self, const char *address, const char *reason)
{
  g_return_if_fail (OOF_IS_ROUTE_MEMORY (self));
  g_return_if_fail (address != NULL);

  if (oof_route_memory_is_on_premises (self, address) == (reason != NULL))
    return;
  self->changed = TRUE;
  if (reason)
    g_hash_table_insert (self->reasons, g_ascii_strdown (address, -1), g_strdup (reason));
  else
    {
      g_autofree char *lower = g_ascii_strdown (address, -1);
      g_hash_table_remove (self->reasons, lower);
    }
}

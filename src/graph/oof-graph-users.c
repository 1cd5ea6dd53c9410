/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-users.h"

#include "graph/oof-graph-call.h"

#include <string.h>

#define HEAD "/users/"

struct _OofGraphUsers
{
  GHashTable *ids; /* (owned) address, lower case -> id */
};

OofGraphUsers *
oof_graph_users_new (void)
{
  OofGraphUsers *self = g_new0 (OofGraphUsers, 1);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
oof_graph_users_free (OofGraphUsers *self)
{
  g_hash_table_unref (self->ids);
  g_free (self);
}

void
oof_graph_users_learn (OofGraphUsers *self, const char *address, const char *id)
{
  g_hash_table_replace (self->ids, g_ascii_strdown (address, -1), g_strdup (id));
}

char *
oof_graph_users_dup_address (const char *path)
{
  const char *segment = path + strlen (HEAD);
  g_autofree char *user = NULL;

  if (!g_str_has_prefix (path, HEAD))
    return NULL;
  user = g_uri_unescape_segment (segment, segment + strcspn (segment, "/?"), NULL);
  return user != NULL && strchr (user, '@') != NULL ? g_ascii_strdown (user, -1) : NULL;
}

char *
oof_graph_users_translate (const OofGraphUsers *self, const char *path)
{
  g_autofree char *address = oof_graph_users_dup_address (path);
  const char *id = address != NULL ? g_hash_table_lookup (self->ids, address) : NULL;
  g_autofree char *escaped = id != NULL ? oof_graph_escape (id) : NULL;
  const char *rest = path + strlen (HEAD);

  if (escaped == NULL)
    return g_strdup (path);
  return g_strconcat (HEAD, escaped, rest + strcspn (rest, "/?"), NULL);
}

char *
oof_graph_users_build_query (const char *address)
{
  g_autoptr (GString) path = g_string_new ("/users");
  g_autofree char *quoted = oof_graph_quote (address);
  g_autofree char *filter = g_strconcat ("mail eq ", quoted, NULL);

  oof_graph_append_query (path, "$filter", filter);
  oof_graph_append_query (path, "$select", "id");
  return g_string_free (g_steal_pointer (&path), FALSE);
}

gboolean
oof_graph_users_take (OofGraphUsers *self, const char *address, const OofJson *answer)
{
  g_autoptr (OofJson) value = NULL;
  g_autoptr (OofJson) user = NULL;
  g_autofree char *id = NULL;

  if (!oof_json_read_array (answer, "value", OOF_REQUIRED, &value, NULL)
      || oof_json_get_length (value) != 1)
    return FALSE;
  user = oof_json_get_element (value, 0);
  if (!oof_json_read_string (user, "id", OOF_REQUIRED, &id, NULL))
    return FALSE;
  oof_graph_users_learn (self, address, id);
  return TRUE;
}

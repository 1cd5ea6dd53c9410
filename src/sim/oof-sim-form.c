/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-form.h"

#include <string.h>

gchar *
oof_sim_form_unescape (const gchar *text)
{
  gchar *plain = g_uri_unescape_string (text, NULL);

  if (plain != NULL && g_utf8_validate (plain, -1, NULL))
    return plain;
  g_free (plain);
  return NULL;
}

static gchar *
unescape_form (const gchar *text)
{
  g_autofree gchar *copy = g_strdup (text);

  g_strdelimit (copy, "+", ' ');
  return oof_sim_form_unescape (copy);
}

static gboolean
add_pair (GHashTable *table, const gchar *pair)
{
  const gchar *equals = strchr (pair, '=');
  g_autofree gchar *raw =
      equals == NULL ? g_strdup (pair) : g_strndup (pair, (gsize) (equals - pair));
  gchar *name = unescape_form (raw);
  gchar *value = unescape_form (equals == NULL ? "" : equals + 1);

  if (name == NULL || value == NULL || g_hash_table_contains (table, name))
    {
      g_free (name);
      g_free (value);
      return FALSE;
    }
  g_hash_table_insert (table, name, value);
  return TRUE;
}

GHashTable *
oof_sim_form_parse (const gchar *text, gsize length)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree gchar *copy = g_strndup (text, length);
  g_auto (GStrv) pairs = g_strsplit (copy, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    if (*pairs[i] != '\0' && !add_pair (table, pairs[i]))
      return NULL;
  return g_steal_pointer (&table);
}

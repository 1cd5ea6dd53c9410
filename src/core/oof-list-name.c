/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-list-name.h"

#include <string.h>

#include "core/oof-error.h"
#include "core/oof-text.h"

GHashTable *
oof_list_names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Looks the same as the name without them, and is another one. */
static gboolean
has_outer_blanks (const char *name)
{
  return g_unichar_isspace (g_utf8_get_char (name))
         || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (name + strlen (name))));
}

gboolean
oof_list_name_check (const char *kind, const char *name, glong limit, GError **error)
{
  if (!g_utf8_validate (name, -1, NULL) || oof_text_has_control (name))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: the name is not a line of text", kind);
  else if (*name == '\0' || g_utf8_strlen (name, -1) > limit)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "%s \"%.64s\": the name has not 1 to %ld characters", kind, name, limit);
  else if (has_outer_blanks (name))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                 "%s \"%.64s\": the name begins or ends with a blank", kind, name);
  else
    return TRUE;
  return FALSE;
}

gboolean
oof_list_names_add (
    GHashTable *names, const char *kind, const char *name, glong limit, GError **error)
{
  if (!oof_list_name_check (kind, name, limit, error))
    return FALSE;
  if (!g_hash_table_add (names, g_utf8_casefold (name, -1)))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s \"%.64s\": there are two", kind, name);
  else
    return TRUE;
  return FALSE;
}

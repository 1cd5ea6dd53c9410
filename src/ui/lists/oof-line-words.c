/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/oof-line-words.h"

#include <glib/gi18n.h>

static gboolean
is_taken (GPtrArray *lines, const char *(*get_name) (gconstpointer line), const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (get_name (g_ptr_array_index (lines, i)), name) == 0)
      return TRUE;
  return FALSE;
}

char *
oof_line_words_make_name (const char *base,
                          GPtrArray *lines,
                          const char *(*get_name) (gconstpointer line))
{
  char *name = g_strdup (base);

  for (guint i = 2; is_taken (lines, get_name, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, i);
    }
  return name;
}

char *
oof_line_words_join (const char *const *words)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (; *words != NULL; words++)
    if (**words != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " · " : "", *words);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

void
oof_line_words_set (char **member, const char *text, gboolean none)
{
  char *copy = none && (text == NULL || *text == '\0') ? NULL : g_strdup (text);

  g_free (*member);
  *member = copy;
}

void
oof_line_words_fill_templates (OofChoiceRow *row, OofSession *session)
{
  GPtrArray *templates = oof_session_get_templates (session);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (values, (gpointer) "");
  g_ptr_array_add (names, (gpointer) C_ ("template", "none"));
  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *tmpl = g_ptr_array_index (templates, i);
      g_ptr_array_add (values, tmpl->name);
      g_ptr_array_add (names, tmpl->name);
    }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (names, NULL);
  oof_choice_row_set_choices (row, (const char *const *) values->pdata,
                              (const char *const *) names->pdata);
}

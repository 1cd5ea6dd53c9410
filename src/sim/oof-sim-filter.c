/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-filter.h"

#include "sim/oof-sim-zone.h"

#include <string.h>

static void
comparison_free (gpointer data)
{
  OofSimComparison *comparison = data;

  g_free (comparison->name);
  g_free (comparison->operation);
  g_free (comparison->value);
  g_free (comparison->folded);
  oof_sim_property_id_free (comparison->property);
  g_free (comparison);
}

void
oof_sim_filter_free (OofSimFilter *filter)
{
  if (filter == NULL)
    return;
  g_ptr_array_unref (filter->comparisons);
  g_free (filter);
}

static void
skip_blanks (const gchar **at)
{
  while (**at == ' ')
    (*at)++;
}

/* Takes WORD at this place; a word ends where no letter follows. */
static gboolean
take_word (const gchar **at, const gchar *word)
{
  gsize length = strlen (word);

  skip_blanks (at);
  if (strncmp (*at, word, length) != 0
      || (g_ascii_isalpha (word[length - 1]) && g_ascii_isalnum ((*at)[length])))
    return FALSE;
  *at += length;
  return TRUE;
}

/* A name such as "start/dateTime". (transfer full) (nullable) */
static gchar *
take_name (const gchar **at)
{
  const gchar *start;

  skip_blanks (at);
  start = *at;
  while (g_ascii_isalnum (**at) || **at == '/' || **at == '_')
    (*at)++;
  return *at == start ? NULL : g_strndup (start, (gsize) (*at - start));
}

/* 'text' with '' for a quote inside. (transfer full) (nullable) */
static gchar *
take_quoted (const gchar **at)
{
  g_autoptr (GString) text = g_string_new (NULL);

  skip_blanks (at);
  if (**at != '\'')
    return NULL;
  for ((*at)++; **at != '\0'; (*at)++)
    {
      if (**at == '\'' && (*at)[1] != '\'')
        {
          (*at)++;
          return g_strdup (text->str);
        }
      if (**at == '\'')
        (*at)++;
      g_string_append_c (text, **at);
    }
  return NULL;
}

/* true, 12, 2026-11-23T08:00:00Z … (transfer full) (nullable) */
static gchar *
take_literal (const gchar **at)
{
  const gchar *start;

  skip_blanks (at);
  start = *at;
  while (**at != '\0' && **at != ' ' && **at != ')')
    (*at)++;
  return *at == start ? NULL : g_strndup (start, (gsize) (*at - start));
}

static gboolean
read_operation (const gchar **at, OofSimComparison *comparison)
{
  static const gchar *const operations[] = { "eq", "ge", "gt", "le", "lt" };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (take_word (at, operations[i]))
      {
        comparison->operation = g_strdup (operations[i]);
        return TRUE;
      }
  return FALSE;
}

/* any(ep: ep/id eq 'ID' and ep/value eq 'VALUE') after its opening bracket. */
static gboolean
read_any (const gchar **at, OofSimComparison *comparison)
{
  g_autofree gchar *variable = take_name (at);
  g_autofree gchar *id = NULL;
  g_autofree gchar *value = NULL;
  g_autofree gchar *property = NULL;

  if (variable == NULL || !take_word (at, ":"))
    return FALSE;
  id = g_strconcat (variable, "/id", NULL);
  value = g_strconcat (variable, "/value", NULL);
  if (!take_word (at, id) || !take_word (at, "eq"))
    return FALSE;
  property = take_quoted (at);
  if (property == NULL || !take_word (at, "and") || !take_word (at, value) || !take_word (at, "eq"))
    return FALSE;
  comparison->property = oof_sim_property_id_parse (property);
  comparison->name = g_strdup ("any");
  comparison->operation = g_strdup ("eq");
  comparison->quoted = TRUE;
  comparison->value = take_quoted (at);
  return comparison->value != NULL && take_word (at, ")");
}

static gboolean
read_comparison (const gchar **at, OofSimComparison *comparison)
{
  if (take_word (at, "singleValueExtendedProperties/any(")
      || take_word (at, "singleValueExtendedProperties/Any("))
    return read_any (at, comparison);
  comparison->name = take_name (at);
  if (comparison->name == NULL || !read_operation (at, comparison))
    return FALSE;
  comparison->value = take_quoted (at);
  comparison->quoted = comparison->value != NULL;
  if (!comparison->quoted)
    comparison->value = take_literal (at);
  return comparison->value != NULL;
}

/* Once for all items that it will be held against. */
static void
prepare (OofSimComparison *comparison)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  comparison->folded = g_utf8_casefold (comparison->value, -1);
  comparison->is_time = oof_sim_zone_parse (comparison->value, utc, &comparison->instant);
}

OofSimFilter *
oof_sim_filter_parse (const gchar *text)
{
  g_autoptr (OofSimFilter) filter = g_new0 (OofSimFilter, 1);

  filter->comparisons = g_ptr_array_new_with_free_func (comparison_free);
  for (;;)
    {
      OofSimComparison *comparison = g_new0 (OofSimComparison, 1);
      gboolean is_or;

      g_ptr_array_add (filter->comparisons, comparison);
      if (!read_comparison (&text, comparison))
        return NULL;
      prepare (comparison);
      skip_blanks (&text);
      if (*text == '\0')
        return g_steal_pointer (&filter);
      is_or = take_word (&text, "or");
      if ((!is_or && !take_word (&text, "and"))
          || (filter->comparisons->len > 1 && is_or != filter->any))
        return NULL;
      filter->any = is_or;
    }
}

gboolean
oof_sim_comparison_holds (const OofSimComparison *comparison, gint order)
{
  if (strcmp (comparison->operation, "eq") == 0)
    return order == 0;
  if (strcmp (comparison->operation, "ge") == 0)
    return order >= 0;
  if (strcmp (comparison->operation, "gt") == 0)
    return order > 0;
  if (strcmp (comparison->operation, "le") == 0)
    return order <= 0;
  return order < 0;
}

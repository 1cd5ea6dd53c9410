/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

#include "format/oof-json-writer.h"
#include "format/oof-json.h"

#define BEGINNING "{\"say\":"
#define MAX_DEPTH 8 /* sentences within sentences */

static char *say (const char *kept, guint depth);

/* Writing */

/* The values that @words ask for, as texts. */
static void
add_values (OofJsonWriter *writer, const char *words, va_list values)
{
  for (const char *p = strchr (words, '%'); p != NULL; p = strchr (p + 2, '%'))
    {
      g_autofree char *number = NULL;

      g_assert (p[1] == 's' || p[1] == 'u' || p[1] == 'd');
      if (p[1] == 's')
        {
          oof_json_writer_add_string (writer, NULL, va_arg (values, const char *));
          continue;
        }
      number = p[1] == 'u' ? g_strdup_printf ("%u", va_arg (values, guint))
                           : g_strdup_printf ("%d", va_arg (values, int));
      oof_json_writer_add_string (writer, NULL, number);
    }
}

static OofJsonWriter *
begin (const char *words)
{
  OofJsonWriter *writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "say", words);
  return writer;
}

static char *
end (OofJsonWriter *writer)
{
  char *kept;

  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  kept = oof_json_writer_finish (writer);
  oof_json_writer_free (writer);
  return kept;
}

char *
oof_sentence_new (const char *words, ...)
{
  OofJsonWriter *writer = begin (words);
  va_list values;

  oof_json_writer_begin_array (writer, "with");
  va_start (values, words);
  add_values (writer, words, values);
  va_end (values);
  return end (writer);
}

char *
oof_sentence_new_plain (const char *words)
{
  OofJsonWriter *writer = begin (words);

  g_assert (strchr (words, '%') == NULL);
  oof_json_writer_begin_array (writer, "with");
  return end (writer);
}

char *
oof_sentence_new_list (GPtrArray *sentences)
{
  g_autoptr (GString) words = g_string_new (NULL);
  OofJsonWriter *writer;

  for (guint i = 0; i < sentences->len; i++)
    g_string_append (words, i > 0 ? "; %s" : "%s");
  writer = begin (words->str);
  oof_json_writer_begin_array (writer, "with");
  for (guint i = 0; i < sentences->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (sentences, i));
  return end (writer);
}

char *
oof_sentence_new_plural (const char *one, const char *many, guint n, ...)
{
  OofJsonWriter *writer = begin (one);
  va_list values;

  oof_json_writer_add_string (writer, "many", many);
  oof_json_writer_add_int (writer, "n", n);
  oof_json_writer_begin_array (writer, "with");
  va_start (values, n);
  add_values (writer, many, values);
  va_end (values);
  return end (writer);
}

/* Saying */

/* The value for the conversion that @p points behind the "%" of, in turn or by its own number
 * ("2$s"), and moves @p behind it. (transfer none) (nullable): there is none. */
static const char *
take_value (const char **p, char **values, guint *next)
{
  guint n_values = g_strv_length (values);
  char *behind = NULL;
  guint64 number = g_ascii_strtoull (*p, &behind, 10);

  if (behind != *p && *behind == '$')
    *p = behind + 1;
  else
    number = ++*next;
  if (**p != '\0')
    (*p)++;
  return number >= 1 && number <= n_values ? values[number - 1] : NULL;
}

static char *
fill (const char *words, char **values, guint depth)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = words;
  guint next = 0;

  for (const char *mark = strchr (p, '%'); mark != NULL; mark = strchr (p, '%'))
    {
      const char *value;
      g_autofree char *said = NULL;

      g_string_append_len (text, p, mark - p);
      p = mark + 1;
      value = take_value (&p, values, &next);
      said = say (value != NULL ? value : "?", depth + 1);
      g_string_append (text, said);
    }
  g_string_append (text, p);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say (const char *kept, guint depth)
{
  g_autoptr (OofJson) root = NULL;
  g_autofree char *words = NULL;
  g_autofree char *many = NULL;
  g_auto (GStrv) values = NULL;
  gint64 n = 0;

  if (depth <= MAX_DEPTH && g_str_has_prefix (kept, BEGINNING))
    root = oof_json_parse_text (kept, 0, NULL);
  if (root == NULL || !oof_json_read_string (root, "say", OOF_REQUIRED, &words, NULL)
      || *words == '\0' || !oof_json_read_string (root, "many", OOF_OPTIONAL, &many, NULL)
      || !oof_json_read_int (root, "n", OOF_OPTIONAL, &n, NULL)
      || !oof_json_read_strv (root, "with", OOF_REQUIRED, &values, NULL))
    return g_strdup (kept);
  return fill (many != NULL ? ngettext (words, many, (gulong) MAX (n, 0)) : gettext (words), values,
               depth);
}

char *
oof_sentence_say (const char *kept)
{
  g_return_val_if_fail (kept != NULL, NULL);

  return say (kept, 0);
}

char *
oof_sentence_say_alone (const char *kept)
{
  g_autofree char *said = oof_sentence_say (kept);
  gsize first = strcspn (said, " ");
  gboolean is_word = memchr (said, '@', first) == NULL && memchr (said, '.', first) == NULL;
  gunichar letter = g_utf8_get_char (said);
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (!is_word || !g_unichar_islower (letter))
    return g_steal_pointer (&said);
  g_string_append_unichar (sentence, g_unichar_toupper (letter));
  g_string_append (sentence, g_utf8_next_char (said));
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

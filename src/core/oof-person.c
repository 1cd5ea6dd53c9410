/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-person.h"

G_DEFINE_BOXED_TYPE (OofPerson, oof_person, oof_person_ref, oof_person_unref)

static void
oof_person_clear (OofPerson *self)
{
  g_free (self->id);
  g_free (self->address);
  g_free (self->name);
  g_free (self->zone);
  g_free (self->language);
  g_hash_table_unref (self->attributes);
  g_strfreev (self->groups);
}

/* For comparing without regard to case. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal, -1);
}

OofPerson *
oof_person_new (const char *id, const char *address, const char *name)
{
  OofPerson *self;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_atomic_rc_box_new0 (OofPerson);
  self->address = g_ascii_strdown (address, -1);
  self->id = g_strdup (id ? id : self->address);
  self->name = g_strdup (name ? name : "");
  self->route = OOF_ROUTE_NONE;
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->groups = g_new0 (char *, 1);
  return self;
}

OofPerson *
oof_person_ref (OofPerson *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_person_unref (OofPerson *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_person_clear);
}

OofPerson *
oof_person_copy (const OofPerson *self)
{
  OofPerson *copy = oof_person_new (self->id, self->address, self->name);
  GHashTableIter iter;
  gpointer attribute, value;

  copy->zone = g_strdup (self->zone);
  copy->language = g_strdup (self->language);
  copy->route = self->route;
  copy->disabled = self->disabled;
  g_hash_table_iter_init (&iter, self->attributes);
  while (g_hash_table_iter_next (&iter, &attribute, &value))
    oof_person_set (copy, attribute, value);
  g_strfreev (copy->groups);
  copy->groups = g_strdupv (self->groups);
  return copy;
}

const char *
oof_person_get (const OofPerson *self, const char *attribute)
{
  return g_hash_table_lookup (self->attributes, attribute);
}

void
oof_person_set (OofPerson *self, const char *attribute, const char *value)
{
  if (value && *value)
    g_hash_table_replace (self->attributes, g_strdup (attribute), g_strdup (value));
  else
    g_hash_table_remove (self->attributes, attribute);
}

/* The words of @text that begin with a letter or figure: "Krause (IT)" has one. */
static GPtrArray *
split_words (const char *text, const char *separators)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_auto (GStrv) parts = g_strsplit_set (normal, separators, -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; parts[i]; i++)
    if (g_unichar_isalnum (g_utf8_get_char (parts[i])))
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static void
append_upper (GString *initials, const char *at)
{
  if (*at)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (at)));
}

/* First letters of the first and the last word ("Krause, Bernd" is turned round); of a single word
 * its first two; without a name those of the address. */
char *
oof_person_get_initials (const OofPerson *self)
{
  g_autoptr (GPtrArray) words = split_words (self->name, " \t\n");
  GString *initials = g_string_new (NULL);
  const char *first, *last;

  if (words->len == 0)
    {
      g_ptr_array_unref (words);
      words = split_words (self->address, ".-_@");
    }
  if (words->len == 0)
    return g_string_free (initials, FALSE);

  first = g_ptr_array_index (words, 0);
  last = g_ptr_array_index (words, words->len - 1);
  if (words->len == 1)
    {
      append_upper (initials, first);
      append_upper (initials, g_utf8_next_char (first));
    }
  else
    {
      gboolean turned = g_str_has_suffix (first, ",");

      append_upper (initials, turned ? last : first);
      append_upper (initials, turned ? first : last);
    }
  return g_string_free (initials, FALSE);
}

gboolean
oof_person_matches (const OofPerson *self, const char *text)
{
  const char *department = oof_person_get (self, "department");
  g_autofree char *all =
      g_strjoin ("\n", self->name, self->address, department ? department : "", NULL);
  g_autofree char *haystack = fold (all);
  g_autofree char *needle = fold (text);
  g_auto (GStrv) words = g_strsplit_set (needle, " \t\n", -1);

  for (int i = 0; words[i]; i++)
    if (!strstr (haystack, words[i]))
      return FALSE;
  return TRUE;
}

const char *
oof_route_to_string (OofRoute route)
{
  switch (route)
    {
    case OOF_ROUTE_GRAPH:
      return "graph";
    case OOF_ROUTE_EWS:
      return "ews";
    case OOF_ROUTE_NONE:
    default:
      return "none";
    }
}

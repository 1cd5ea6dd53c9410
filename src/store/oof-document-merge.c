/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-merge-private.h"

#include "core/oof-error.h"
#include "store/oof-document-private.h"

/* Values are (nullable) here: a member that is absent and one that is null mean the same. */

static gboolean same_value (OofJson *a, OofJson *b);

static OofJson *
get_member (OofJson *object, const char *name)
{
  g_autoptr (OofJson) member = object ? oof_json_get_member (object, name) : NULL;

  if (!member || oof_json_get_kind (member) == OOF_JSON_NULL)
    return NULL;
  return g_steal_pointer (&member);
}

static gboolean
is_stamp (const char *name)
{
  static const char *const stamps[] = { "rev", "w", "echo", NULL };

  return g_strv_contains (stamps, name);
}

/* What @a has, @b has too. */
static gboolean
holds_members (OofJson *a, OofJson *b, gboolean stamped)
{
  g_auto (GStrv) names = oof_json_dup_member_names (a);

  for (char **name = names; *name; name++)
    {
      g_autoptr (OofJson) left = get_member (a, *name);
      g_autoptr (OofJson) right = get_member (b, *name);

      if (!(stamped && is_stamp (*name)) && !same_value (left, right))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_elements (OofJson *a, OofJson *b)
{
  guint length = oof_json_get_length (a);

  if (length != oof_json_get_length (b))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) left = oof_json_get_element (a, i);
      g_autoptr (OofJson) right = oof_json_get_element (b, i);

      if (!same_value (left, right))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_value (OofJson *a, OofJson *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (!a || !b)
    return a == b;
  if (oof_json_get_kind (a) != oof_json_get_kind (b))
    return FALSE;
  if (oof_json_get_kind (a) == OOF_JSON_OBJECT)
    return holds_members (a, b, FALSE) && holds_members (b, a, FALSE);
  if (oof_json_get_kind (a) == OOF_JSON_ARRAY)
    return same_elements (a, b);
  left = oof_json_to_text (a);
  right = oof_json_to_text (b);
  return g_str_equal (left, right);
}

gboolean
oof_document_equal (OofJson *a, OofJson *b)
{
  return holds_members (a, b, TRUE) && holds_members (b, a, TRUE);
}

/* Merging */

static char *
dup_shown (OofJson *value)
{
  g_autofree char *text = value ? oof_json_to_text (value) : g_strdup ("null");

  return g_strdup_printf ("%.80s", text);
}

static gboolean
refuse (const char *name, OofJson *mine, OofJson *theirs, GError **error)
{
  g_autofree char *here = dup_shown (mine);
  g_autofree char *there = dup_shown (theirs);

  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT,
               "changed by somebody else: %s is %s there and %s here", name, there, here);
  return FALSE;
}

static void
add_value (OofJsonWriter *writer, const char *name, OofJson *value)
{
  if (value)
    oof_json_writer_add_json (writer, name, value);
}

/* The side that changed the value alone: *out is it, (nullable) and not owned. */
static gboolean
choose (OofJson *base, OofJson *mine, OofJson *theirs, OofJson **out)
{
  if (same_value (mine, base) || same_value (mine, theirs))
    *out = theirs;
  else if (same_value (theirs, base))
    *out = mine;
  else
    return FALSE;
  return TRUE;
}

/* An array of objects that all have an @identity, each another one; or nothing. */
static gboolean
is_list (OofJson *array, const char *identity)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = array ? oof_json_get_length (array) : 0;

  if (array && oof_json_get_kind (array) != OOF_JSON_ARRAY)
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) line = oof_json_get_element (array, i);
      g_autofree char *name = NULL;

      if (oof_json_get_kind (line) != OOF_JSON_OBJECT
          || !oof_json_read_string (line, identity, OOF_REQUIRED, &name, NULL)
          || !g_hash_table_add (names, g_utf8_casefold (name, -1)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_line_member (OofJsonWriter *writer,
                   const char *line,
                   const char *name,
                   OofJson *base,
                   OofJson *mine,
                   OofJson *theirs,
                   GError **error)
{
  g_autoptr (OofJson) old = get_member (base, name);
  g_autoptr (OofJson) here = get_member (mine, name);
  g_autoptr (OofJson) there = get_member (theirs, name);
  g_autofree char *path = g_strdup_printf ("%s.%s", line, name);
  OofJson *chosen = NULL;

  if (!choose (old, here, there, &chosen))
    return refuse (path, here, there, error);
  add_value (writer, name, chosen);
  return TRUE;
}

/* Names of both, each once. */
static GPtrArray *
list_names (OofJson *first, OofJson *second)
{
  g_auto (GStrv) names = oof_json_dup_member_names (first);
  g_auto (GStrv) others = oof_json_dup_member_names (second);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (char **name = names; *name; name++)
    g_ptr_array_add (all, g_strdup (*name));
  for (char **name = others; *name; name++)
    if (!g_strv_contains ((const char *const *) names, *name))
      g_ptr_array_add (all, g_strdup (*name));
  return all;
}

/* A line that both still have. */
static gboolean
merge_line (OofJsonWriter *writer,
            const char *line,
            OofJson *base,
            OofJson *mine,
            OofJson *theirs,
            GError **error)
{
  g_autoptr (GPtrArray) names = list_names (theirs, mine);

  oof_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < names->len; i++)
    if (!merge_line_member (writer, line, g_ptr_array_index (names, i), base, mine, theirs, error))
      return FALSE;
  oof_json_writer_end_object (writer);
  return TRUE;
}

static char *
dup_name (OofJson *line, const char *identity)
{
  char *name = NULL;

  oof_json_read_string (line, identity, OOF_REQUIRED, &name, NULL);
  return name;
}

/* @line stands in one array only: added there, or removed from the other one. */
static gboolean
merge_single (OofJsonWriter *writer,
              const char *identity,
              OofJson *base,
              OofJson *line,
              gboolean is_mine,
              GError **error)
{
  g_autofree char *name = dup_name (line, identity);
  g_autoptr (OofJson) old = oof_document_find_line (base, identity, name);

  if (!old)
    oof_json_writer_add_json (writer, NULL, line);
  else if (!same_value (old, line))
    return refuse (name, is_mine ? line : NULL, is_mine ? NULL : line, error);
  return TRUE;
}

static gboolean
merge_list (OofJsonWriter *writer,
            const char *member,
            OofJson *base,
            OofJson *mine,
            OofJson *theirs,
            GError **error)
{
  const char *identity = oof_document_get_identity (member);
  guint n_theirs = oof_json_get_length (theirs);
  guint n_mine = oof_json_get_length (mine);

  oof_json_writer_begin_array (writer, member);
  for (guint i = 0; i < n_theirs; i++)
    {
      g_autoptr (OofJson) there = oof_json_get_element (theirs, i);
      g_autofree char *name = dup_name (there, identity);
      g_autoptr (OofJson) here = oof_document_find_line (mine, identity, name);
      g_autoptr (OofJson) old = oof_document_find_line (base, identity, name);

      if (!(here ? merge_line (writer, name, old, here, there, error)
                 : merge_single (writer, identity, base, there, FALSE, error)))
        return FALSE;
    }
  for (guint i = 0; i < n_mine; i++)
    {
      g_autoptr (OofJson) here = oof_json_get_element (mine, i);
      g_autofree char *name = dup_name (here, identity);
      g_autoptr (OofJson) there = oof_document_find_line (theirs, identity, name);

      if (!there && !merge_single (writer, identity, base, here, TRUE, error))
        return FALSE;
    }
  oof_json_writer_end_array (writer);
  return TRUE;
}

static gboolean
merge_member (OofJsonWriter *writer,
              const char *name,
              OofJson *base,
              OofJson *mine,
              OofJson *theirs,
              GError **error)
{
  g_autoptr (OofJson) old = get_member (base, name);
  g_autoptr (OofJson) here = get_member (mine, name);
  g_autoptr (OofJson) there = get_member (theirs, name);
  const char *identity = oof_document_get_identity (name);
  OofJson *chosen = NULL;

  if (is_stamp (name))
    add_value (writer, name, there);
  else if (choose (old, here, there, &chosen))
    add_value (writer, name, chosen);
  else if (here && there && is_list (old, identity) && is_list (here, identity)
           && is_list (there, identity))
    return merge_list (writer, name, old, here, there, error);
  else
    return refuse (name, here, there, error);
  return TRUE;
}

static gboolean
differs (const char *const *names, OofJson *a, OofJson *b, const char **which)
{
  for (; *names; names++)
    {
      g_autoptr (OofJson) left = get_member (a, *names);
      g_autoptr (OofJson) right = get_member (b, *names);

      *which = *names;
      if (!same_value (left, right))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_together (
    const char *const *names, OofJson *base, OofJson *mine, OofJson *theirs, GError **error)
{
  const char *which = NULL;
  g_autoptr (OofJson) here = NULL;
  g_autoptr (OofJson) there = NULL;

  if (!names || !differs (names, mine, base, &which) || !differs (names, theirs, base, &which)
      || !differs (names, mine, theirs, &which))
    return TRUE;
  here = get_member (mine, which);
  there = get_member (theirs, which);
  return refuse (which, here, there, error);
}

static char *
merge (OofJson *base, OofJson *mine, OofJson *theirs, const char *const *together, GError **error)
{
  g_autoptr (OofJsonWriter) writer = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (!check_together (together, base, mine, theirs, error))
    return NULL;
  writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  names = list_names (theirs, mine);
  oof_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < names->len; i++)
    if (!merge_member (writer, g_ptr_array_index (names, i), base, mine, theirs, error))
      return NULL;
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

char *
oof_document_merge (const char *key,
                    const char *base,
                    const char *mine,
                    const char *theirs,
                    const char *const *together,
                    GError **error)
{
  g_autoptr (OofJson) old = oof_document_open (key, base, error);
  g_autoptr (OofJson) here = old ? oof_document_open (key, mine, error) : NULL;
  g_autoptr (OofJson) there = here ? oof_document_open (key, theirs, error) : NULL;
  char *merged = there ? merge (old, here, there, together, error) : NULL;

  if (there && !merged)
    g_prefix_error (error, "%s: ", key);
  return merged;
}

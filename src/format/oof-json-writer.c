/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json-writer.h"

#include "format/oof-json-private.h"

#include <string.h>

/* One open object or array. */
typedef struct
{
  gboolean object;
  gboolean empty;
  GHashTable *names; /* (owned) (nullable): members written or omitted, of objects */
  OofJson *base;     /* (owned) (nullable) */
} Level;

struct _OofJsonWriter
{
  GString *out;   /* (owned) */
  GArray *levels; /* (owned): Level, the innermost last */
  gboolean ascii;
};

static void
level_clear (gpointer data)
{
  Level *level = data;

  g_clear_pointer (&level->names, g_hash_table_unref);
  g_clear_pointer (&level->base, oof_json_unref);
}

static Level *
writer_level (OofJsonWriter *self)
{
  return self->levels->len == 0 ? NULL
                                : &g_array_index (self->levels, Level, self->levels->len - 1);
}

/* Writes comma and name before a value; FALSE when no value may stand here. */
static gboolean
writer_place (OofJsonWriter *self, const char *member)
{
  Level *level = writer_level (self);

  if (level == NULL)
    {
      g_return_val_if_fail (member == NULL && self->out->len == 0, FALSE);
      return TRUE;
    }
  g_return_val_if_fail (level->object == (member != NULL), FALSE);
  g_return_val_if_fail (member == NULL || g_hash_table_add (level->names, g_strdup (member)),
                        FALSE);
  if (!level->empty)
    g_string_append_c (self->out, ',');
  level->empty = FALSE;
  if (member != NULL)
    {
      oof_json_append_string (self->out, member, self->ascii);
      g_string_append_c (self->out, ':');
    }
  return TRUE;
}

static void
writer_open (OofJsonWriter *self, const char *member, gboolean object, OofJson *base)
{
  Level level = { .object = object, .empty = TRUE };

  if (!writer_place (self, member))
    return;
  if (object)
    level.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (base != NULL)
    level.base = oof_json_ref (base);
  g_string_append_c (self->out, object ? '{' : '[');
  g_array_append_val (self->levels, level);
}

static void
writer_close (OofJsonWriter *self, gboolean object)
{
  Level *level = writer_level (self);

  g_return_if_fail (level != NULL && level->object == object);
  g_string_append_c (self->out, object ? '}' : ']');
  g_array_set_size (self->levels, self->levels->len - 1);
}

/* The members of the base that were neither written nor omitted. */
static void
writer_add_rest (OofJsonWriter *self)
{
  Level *level = writer_level (self);
  g_auto (GStrv) names = NULL;

  if (level == NULL || level->base == NULL)
    return;
  names = oof_json_dup_member_names (level->base);
  for (char **name = names; *name != NULL; name++)
    if (!g_hash_table_contains (level->names, *name))
      {
        g_autoptr (OofJson) value = oof_json_get_member (level->base, *name);

        oof_json_writer_add_json (self, *name, value);
      }
}

OofJsonWriter *
oof_json_writer_new (OofJsonEncoding encoding)
{
  OofJsonWriter *self = g_new0 (OofJsonWriter, 1);

  self->out = g_string_new (NULL);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (self->levels, level_clear);
  self->ascii = encoding == OOF_JSON_WRITE_ASCII;
  return self;
}

void
oof_json_writer_free (OofJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  g_string_free (self->out, TRUE);
  g_array_unref (self->levels);
  g_free (self);
}

void
oof_json_writer_begin_object (OofJsonWriter *self, const char *member)
{
  g_return_if_fail (self != NULL);
  writer_open (self, member, TRUE, NULL);
}

void
oof_json_writer_begin_object_over (OofJsonWriter *self, const char *member, OofJson *base)
{
  g_return_if_fail (self != NULL);
  writer_open (self, member, TRUE, base);
}

void
oof_json_writer_end_object (OofJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  writer_add_rest (self);
  writer_close (self, TRUE);
}

void
oof_json_writer_begin_array (OofJsonWriter *self, const char *member)
{
  g_return_if_fail (self != NULL);
  writer_open (self, member, FALSE, NULL);
}

void
oof_json_writer_end_array (OofJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  writer_close (self, FALSE);
}

void
oof_json_writer_add_string (OofJsonWriter *self, const char *member, const char *value)
{
  g_return_if_fail (self != NULL);
  if (value == NULL)
    oof_json_writer_omit (self, member);
  else if (writer_place (self, member))
    oof_json_append_string (self->out, value, self->ascii);
}

void
oof_json_writer_add_strv (OofJsonWriter *self, const char *member, const char *const *values)
{
  g_return_if_fail (self != NULL);
  if (values == NULL)
    {
      oof_json_writer_omit (self, member);
      return;
    }
  oof_json_writer_begin_array (self, member);
  for (; *values != NULL; values++)
    oof_json_writer_add_string (self, NULL, *values);
  oof_json_writer_end_array (self);
}

void
oof_json_writer_add_json (OofJsonWriter *self, const char *member, const OofJson *value)
{
  g_return_if_fail (self != NULL);
  if (value == NULL)
    oof_json_writer_omit (self, member);
  else if (writer_place (self, member))
    oof_json_append_node (self->out, oof_json_peek (value), self->ascii);
}

void
oof_json_writer_add_string_or_null (OofJsonWriter *self, const char *member, const char *value)
{
  if (value == NULL)
    oof_json_writer_add_null (self, member);
  else
    oof_json_writer_add_string (self, member, value);
}

void
oof_json_writer_add_int (OofJsonWriter *self, const char *member, gint64 value)
{
  g_return_if_fail (self != NULL);
  if (writer_place (self, member))
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
oof_json_writer_add_bool (OofJsonWriter *self, const char *member, gboolean value)
{
  g_return_if_fail (self != NULL);
  if (writer_place (self, member))
    g_string_append (self->out, value ? "true" : "false");
}

void
oof_json_writer_add_null (OofJsonWriter *self, const char *member)
{
  g_return_if_fail (self != NULL);
  if (writer_place (self, member))
    g_string_append (self->out, "null");
}

void
oof_json_writer_omit (OofJsonWriter *self, const char *member)
{
  Level *level;

  g_return_if_fail (self != NULL);
  level = writer_level (self);
  g_return_if_fail (level != NULL && level->object == (member != NULL));
  if (member != NULL)
    g_hash_table_add (level->names, g_strdup (member));
}

char *
oof_json_writer_finish (OofJsonWriter *self)
{
  char *text;

  g_return_val_if_fail (self != NULL && self->levels->len == 0 && self->out->len > 0, NULL);
  text = g_string_free (self->out, FALSE);
  self->out = g_string_new (NULL);
  return text;
}

GBytes *
oof_json_writer_finish_bytes (OofJsonWriter *self)
{
  char *text = oof_json_writer_finish (self);

  return text == NULL ? NULL : g_bytes_new_take (text, strlen (text));
}

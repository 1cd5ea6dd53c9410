/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-table.h"

#include "cli/oof-cli-output.h"

#define GAP 2

struct _OofCliTable
{
  guint n_columns;
  guint *widths;    /* (owned) by column */
  GPtrArray *cells; /* (owned) utf8, row by row, the headings first */
};

static guint
char_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

guint
oof_cli_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

char *
oof_cli_text_cut (const char *text, guint width)
{
  const char *end = text;
  guint used = 1; /* the ellipsis */

  if (oof_cli_text_width (text) <= width)
    return g_strdup (text);
  while (used + char_width (g_utf8_get_char (end)) <= width)
    {
      used += char_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  g_autofree char *start = g_strndup (text, (gsize) (end - text));
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static void
add_cell (OofCliTable *self, const char *text)
{
  char *cell = oof_cli_dup_line (text != NULL ? text : "");
  guint column = self->cells->len % self->n_columns;

  self->widths[column] = MAX (self->widths[column], oof_cli_text_width (cell));
  g_ptr_array_add (self->cells, cell);
}

OofCliTable *
oof_cli_table_new (const char *const *headings)
{
  g_return_val_if_fail (headings != NULL && headings[0] != NULL, NULL);

  OofCliTable *self = g_new0 (OofCliTable, 1);
  self->n_columns = g_strv_length ((char **) headings);
  self->widths = g_new0 (guint, self->n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->n_columns; i++)
    add_cell (self, headings[i]);
  return self;
}

void
oof_cli_table_free (OofCliTable *self)
{
  g_free (self->widths);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
oof_cli_table_add (OofCliTable *self, ...)
{
  g_return_if_fail (self != NULL);

  va_list cells;
  va_start (cells, self);
  for (guint i = 0; i < self->n_columns; i++)
    add_cell (self, va_arg (cells, const char *));
  va_end (cells);
}

/* Blanks at the end of a line are left out. */
static void
append_row (OofCliTable *self, guint start, GString *text)
{
  guint owed = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, start + i);
      guint width = oof_cli_text_width (cell);
      if (width > 0)
        {
          g_string_append_printf (text, "%*s%s", (int) owed, "", cell);
          owed = 0;
        }
      owed += self->widths[i] - width + GAP;
    }
  g_string_append_c (text, '\n');
}

char *
oof_cli_table_to_text (OofCliTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);
  if (self->cells->len > self->n_columns)
    for (guint start = 0; start < self->cells->len; start += self->n_columns)
      append_row (self, start, text);
  return g_string_free (text, FALSE);
}

void
oof_cli_table_print (OofCliTable *self)
{
  g_autofree char *text = oof_cli_table_to_text (self);

  oof_cli_print (text);
}

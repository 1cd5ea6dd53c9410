/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/help/oof-help-page.h"

#include <string.h>

#define FOLDER "/io/github/oofmanager/OofManager/help"

static const struct
{
  const char *name;
  OofHelpKind kind;
} block_names[] = {
  { "h1", OOF_HELP_TITLE },     { "h2", OOF_HELP_HEADING }, { "p", OOF_HELP_PARAGRAPH },
  { "li", OOF_HELP_ITEM },      { "pre", OOF_HELP_CODE },   { "th", OOF_HELP_TABLE_HEAD },
  { "td", OOF_HELP_TABLE_ROW },
};

/* Elements that only hold others, or that are not shown. */
static const char *const frame_names[] = { "html", "head", "meta",  "title", "body",
                                           "ul",   "ol",   "table", "tr",    NULL };

static void
block_free (gpointer data)
{
  OofHelpBlock *block = data;

  g_ptr_array_unref (block->cells);
  g_free (block);
}

typedef struct
{
  OofHelpPage *page;
  GString *words; /* (owned) (nullable) of the open cell */
  guint number;   /* of the next item; 0 in a list with bullets */
  gboolean row;   /* the next cell begins a row of a table */
} Reader;

static OofHelpBlock *
add_block (Reader *self, OofHelpKind kind)
{
  OofHelpBlock *block = g_new0 (OofHelpBlock, 1);

  block->kind = kind;
  block->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->page->blocks, block);
  return block;
}

static int
find_block (const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (block_names); i++)
    if (strcmp (block_names[i].name, element) == 0)
      return (int) block_names[i].kind;
  return -1;
}

static void
open_block (Reader *self, OofHelpKind kind)
{
  gboolean cell = kind == OOF_HELP_TABLE_HEAD || kind == OOF_HELP_TABLE_ROW;

  if (!cell || self->row)
    {
      OofHelpBlock *block = add_block (self, kind);
      if (kind == OOF_HELP_ITEM && self->number > 0)
        block->number = self->number++;
    }
  self->row = FALSE;
  self->words = g_string_new (NULL);
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Reader *self = user_data;
  int kind = find_block (element);

  if (strcmp (element, "ol") == 0)
    self->number = values[0] != NULL ? (guint) g_ascii_strtoull (values[0], NULL, 10) : 1;
  else if (strcmp (element, "ul") == 0)
    self->number = 0;
  else if (strcmp (element, "tr") == 0)
    self->row = TRUE;

  if (kind >= 0 && self->words == NULL)
    open_block (self, (OofHelpKind) kind);
  else if (self->words != NULL && strcmp (element, "a") == 0 && values[0] != NULL)
    {
      g_autofree char *href = g_markup_escape_text (values[0], -1);
      g_string_append_printf (self->words, "<a href=\"%s\">", href);
    }
  else if (self->words != NULL && strcmp (element, "code") == 0)
    g_string_append (self->words, "<tt>");
  else if (self->words != NULL && (strcmp (element, "b") == 0 || strcmp (element, "i") == 0))
    g_string_append_printf (self->words, "<%s>", element);
  else if (!g_strv_contains (frame_names, element))
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "<%s> has no place here",
                 element);
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reader *self = user_data;

  if (self->words == NULL)
    return;
  if (find_block (element) < 0)
    {
      g_string_append_printf (self->words, "</%s>", strcmp (element, "code") == 0 ? "tt" : element);
      return;
    }
  OofHelpBlock *block = g_ptr_array_index (self->page->blocks, self->page->blocks->len - 1);
  g_ptr_array_add (block->cells, g_string_free (g_steal_pointer (&self->words), FALSE));
}

static void
text (GMarkupParseContext *context,
      const char *words,
      gsize length,
      gpointer user_data,
      GError **error)
{
  Reader *self = user_data;

  if (self->words == NULL)
    return;
  g_autofree char *escaped = g_markup_escape_text (words, (gssize) length);
  g_string_append (self->words, escaped);
}

static char *
make_path (const char *language, const char *name)
{
  return g_strdup_printf (FOLDER "/%s/%s.html", language, name);
}

gboolean
oof_help_has_page (const char *language, const char *name)
{
  g_return_val_if_fail (language != NULL && name != NULL, FALSE);

  g_autofree char *path = make_path (language, name);
  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

const char *
oof_help_get_language (void)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    if (oof_help_has_page (names[i], OOF_HELP_INDEX))
      return names[i];
  return "en";
}

OofHelpPage *
oof_help_page_load (const char *language, const char *name, GError **error)
{
  g_return_val_if_fail (language != NULL && name != NULL, NULL);

  static const GMarkupParser parser = { .start_element = start_element,
                                        .end_element = end_element,
                                        .text = text };
  g_autofree char *path = make_path (language, name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (OofHelpPage) page = g_new0 (OofHelpPage, 1);
  Reader reader = { .page = page };

  page->blocks = g_ptr_array_new_with_free_func (block_free);
  if (bytes == NULL)
    return NULL;
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean read = g_markup_parse_context_parse (context, data, (gssize) size, error)
                  && g_markup_parse_context_end_parse (context, error);
  if (reader.words != NULL)
    g_string_free (reader.words, TRUE);
  return read ? g_steal_pointer (&page) : NULL;
}

void
oof_help_page_free (OofHelpPage *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

char *
oof_help_dup_target (const char *href)
{
  g_return_val_if_fail (href != NULL, NULL);

  if (strchr (href, '/') != NULL || !g_str_has_suffix (href, ".html"))
    return NULL;
  return g_strndup (href, strlen (href) - strlen (".html"));
}

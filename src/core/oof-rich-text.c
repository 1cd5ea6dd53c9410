/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-rich-text.h"

#include <string.h>

#include "core/oof-html-private.h"

/* Deeper nesting keeps the look of the level above; more runs than these are one. */
#define MAX_DEPTH 64
#define MAX_RUNS  20000
#define MAX_VALUE 200
/* Of empty lines nobody wants to see more. */
#define MAX_BREAKS 8

G_DEFINE_BOXED_TYPE (OofRichText, oof_rich_text, oof_rich_text_ref, oof_rich_text_unref)

typedef struct
{
  char name[OOF_HTML_NAME_SIZE];
  guint style;
  char *color; /* (owned) (nullable) */
  double scale;
  char *href; /* (owned) (nullable) of a link */
} Level;

typedef struct
{
  GPtrArray *runs; /* (owned by the result) */
  GString *text;   /* (owned) of the run that is being read */
  GArray *levels;  /* (owned) Level; the first is the ground */
  guint too_deep;  /* open elements beyond MAX_DEPTH */
  gboolean begun;  /* a word has been read */
  guint breaks;    /* line ends owed before the next word */
  gboolean space;  /* a blank is owed before the next word */
} Reader;

static void
clear_level (gpointer data)
{
  Level *level = data;

  g_clear_pointer (&level->color, g_free);
  g_clear_pointer (&level->href, g_free);
}

static void
run_free (gpointer data)
{
  OofRichRun *run = data;

  g_free (run->text);
  g_free (run->color);
  g_free (run);
}

static Level *
get_level (Reader *self)
{
  return &g_array_index (self->levels, Level, self->levels->len - 1);
}

/* Ends the run; @extra: a style of this run alone. */
static void
flush (Reader *self, guint extra)
{
  Level *level = get_level (self);

  if ((self->text->len == 0 && extra == 0) || self->runs->len >= MAX_RUNS)
    return;
  OofRichRun *run = g_new0 (OofRichRun, 1);
  run->text = g_strdup (self->text->str);
  run->style = level->style | extra;
  run->color = g_strdup (level->color);
  run->scale = level->scale;
  g_ptr_array_add (self->runs, run);
  g_string_truncate (self->text, 0);
}

/* At least @count line ends before what follows. */
static void
break_line (Reader *self, guint count)
{
  self->breaks = MAX (self->breaks, count);
}

/* What is owed before a word; nothing before the first one. */
static void
begin_word (Reader *self)
{
  if (self->begun && self->breaks == 0 && self->space)
    g_string_append_c (self->text, ' ');
  for (; self->begun && self->breaks > 0; self->breaks--)
    g_string_append_c (self->text, '\n');
  self->begun = TRUE;
  self->breaks = 0;
  self->space = FALSE;
}

static void
append_char (Reader *self, gunichar c)
{
  begin_word (self);
  g_string_append_unichar (self->text, c);
}

/* Blanks run together, as a browser shows them. */
static void
append_text (Reader *self, const char *text, const char *end)
{
  while (text < end)
    {
      gsize length = 0;
      gunichar c = *text == '&' ? oof_html_read_entity (text, end, &length) : 0;
      if (c != 0)
        text += length;
      else
        {
          c = g_utf8_get_char_validated (text, end - text);
          if (c == (gunichar) -1 || c == (gunichar) -2)
            {
              c = 0xfffd;
              text++;
            }
          else
            text = g_utf8_next_char (text);
        }
      if (c < 0x80 && oof_html_is_space ((char) c))
        self->space = TRUE;
      else if (c == 0xa0)
        append_char (self, ' ');
      else if (c >= 0x20)
        append_char (self, c);
    }
}

static void
append_string (Reader *self, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    append_char (self, g_utf8_get_char (at));
}

/* Attributes. */

/* The value of @name in the tag. (transfer full) (nullable) */
static char *
find_attribute (const OofHtmlToken *tag, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = tag->start + 1; at + length + 1 < tag->end; at++)
    {
      if (g_ascii_strncasecmp (at, name, length) != 0 || !oof_html_is_space (at[-1]))
        continue;
      const char *value = at + length;
      while (value < tag->end && oof_html_is_space (*value))
        value++;
      if (value >= tag->end || *value != '=')
        continue;
      value++;
      while (value < tag->end && oof_html_is_space (*value))
        value++;
      char quote = value < tag->end && (*value == '"' || *value == '\'') ? *value++ : '\0';
      const char *stop = value;
      while (stop < tag->end && stop - value < MAX_VALUE
             && (quote != '\0' ? *stop != quote : !oof_html_is_space (*stop) && *stop != '>'))
        stop++;
      g_autofree char *raw = g_strndup (value, (gsize) (stop - value));
      return g_utf8_make_valid (raw, -1);
    }
  return NULL;
}

/* "#1a5fb4" of "#1a5fb4" and "#abc"; everything else keeps the colour of the window. */
static char *
read_color (const char *value)
{
  while (oof_html_is_space (*value))
    value++;
  gsize digits = *value == '#' ? strspn (value + 1, "0123456789abcdefABCDEF") : 0;

  if (digits >= 6)
    return g_strndup (value, 7);
  if (digits != 3)
    return NULL;
  return g_strdup_printf ("#%c%c%c%c%c%c", value[1], value[1], value[2], value[2], value[3],
                          value[3]);
}

/* The value of one property in a style attribute, from behind its colon. (nullable) */
static const char *
find_property (const char *style, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = style; at != NULL; at = strchr (at, ';'))
    {
      at += *at == ';' ? 1 : 0;
      while (oof_html_is_space (*at))
        at++;
      if (g_ascii_strncasecmp (at, name, length) == 0)
        {
          const char *colon = at + length;
          while (oof_html_is_space (*colon))
            colon++;
          if (*colon == ':')
            return colon + 1;
        }
    }
  return NULL;
}

/* Points and pixels against what mail programs take for normal; larger and smaller by a step. */
static double
read_scale (const char *value, double before)
{
  char *unit = NULL;
  double size = g_ascii_strtod (value, &unit);

  if (unit == value || size <= 0)
    return before;
  if (g_str_has_prefix (unit, "pt"))
    size /= 11.0;
  else if (g_str_has_prefix (unit, "px"))
    size /= 15.0;
  else if (*unit == '%')
    size *= before / 100.0;
  else if (g_str_has_prefix (unit, "em"))
    size *= before;
  else
    return before;
  return CLAMP (size, 0.5, 3.0);
}

static void
apply_attributes (Level *level, const OofHtmlToken *tag)
{
  g_autofree char *style = find_attribute (tag, "style");
  g_autofree char *color = strcmp (tag->name, "font") == 0 ? find_attribute (tag, "color") : NULL;
  const char *value = style != NULL ? find_property (style, "color") : NULL;
  char *read = value != NULL ? read_color (value) : color != NULL ? read_color (color) : NULL;

  if (read != NULL)
    {
      g_free (level->color);
      level->color = read;
    }
  if (style == NULL)
    return;
  if ((value = find_property (style, "font-size")) != NULL)
    level->scale = read_scale (value, level->scale);
  value = find_property (style, "font-weight");
  if (value != NULL && (strstr (value, "bold") != NULL || *value == '7'))
    level->style |= OOF_RICH_BOLD;
  value = find_property (style, "font-style");
  if (value != NULL && strstr (value, "italic") != NULL)
    level->style |= OOF_RICH_ITALIC;
}

/* Elements. */

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static const char *const bold_names[] = { "b", "strong", "th", "h1", "h2", "h3", "h4", NULL };
static const char *const italic_names[] = { "i", "em", "cite", NULL };
static const char *const paragraph_names[] = { "p",  "h1",    "h2",         "h3",  "h4", "ul",
                                               "ol", "table", "blockquote", "pre", NULL };
static const char *const line_names[] = { "div",     "li",     "tr",     "dt",     "dd", "section",
                                          "article", "header", "footer", "center", NULL };

/* The line ends that an element has before and after it. */
static guint
get_breaks (const char *name)
{
  if (is_one_of (name, paragraph_names))
    return 2;
  return is_one_of (name, line_names) ? 1 : 0;
}

static void
open_element (Reader *self, const OofHtmlToken *tag)
{
  if (self->levels->len >= MAX_DEPTH)
    {
      self->too_deep++;
      return;
    }
  flush (self, 0);
  Level level = *get_level (self);
  level.color = g_strdup (level.color);
  level.href = NULL;
  g_strlcpy (level.name, tag->name, sizeof level.name);
  if (is_one_of (tag->name, bold_names))
    level.style |= OOF_RICH_BOLD;
  if (is_one_of (tag->name, italic_names))
    level.style |= OOF_RICH_ITALIC;
  if (strcmp (tag->name, "u") == 0)
    level.style |= OOF_RICH_UNDERLINE;
  if (strcmp (tag->name, "h1") == 0 || strcmp (tag->name, "h2") == 0)
    level.scale = 1.25;
  if (strcmp (tag->name, "a") == 0)
    {
      level.href = find_attribute (tag, "href");
      level.style |= level.href != NULL ? OOF_RICH_LINK : 0;
    }
  apply_attributes (&level, tag);
  g_array_append_val (self->levels, level);
}

static void
append_picture (Reader *self, const OofHtmlToken *tag)
{
  g_autofree char *alternative = find_attribute (tag, "alt");

  begin_word (self);
  flush (self, 0);
  g_string_assign (self->text, alternative != NULL ? alternative : "");
  flush (self, OOF_RICH_PICTURE);
  g_string_truncate (self->text, 0);
}

static void
read_open (Reader *self, const OofHtmlToken *tag)
{
  guint breaks = get_breaks (tag->name);

  if (strcmp (tag->name, "br") == 0)
    {
      self->breaks = MIN (self->breaks + 1, MAX_BREAKS);
      return;
    }
  if (strcmp (tag->name, "img") == 0)
    append_picture (self, tag);
  if (strcmp (tag->name, "hr") == 0)
    break_line (self, 2);
  if (oof_html_is_void (tag->name))
    return;
  if (breaks > 0)
    break_line (self, breaks);
  if ((strcmp (tag->name, "td") == 0 || strcmp (tag->name, "th") == 0) && self->begun
      && self->breaks == 0)
    g_string_append_c (self->text, '\t');
  open_element (self, tag);
  if (strcmp (tag->name, "li") == 0)
    {
      append_string (self, "•");
      self->space = TRUE;
    }
}

/* A link that says something else than where it leads shows that too. */
static void
append_target (Reader *self, const Level *level)
{
  if (level->href == NULL || *level->href == '\0')
    return;
  if (strstr (level->href, self->text->str) != NULL && self->text->len > 0)
    return;
  self->space = TRUE;
  append_string (self, "(");
  append_string (self, level->href);
  append_string (self, ")");
}

static void
read_close (Reader *self, const OofHtmlToken *tag)
{
  guint at = self->levels->len - 1;
  guint breaks = get_breaks (tag->name);

  if (self->too_deep > 0)
    {
      self->too_deep--;
      return;
    }
  while (at > 0 && strcmp (g_array_index (self->levels, Level, at).name, tag->name) != 0)
    at--;
  if (at > 0)
    {
      append_target (self, get_level (self));
      flush (self, 0);
      g_array_set_size (self->levels, at);
    }
  if (breaks > 0)
    break_line (self, breaks);
}

OofRichText *
oof_rich_text_new_from_html (const char *html)
{
  g_return_val_if_fail (html != NULL, NULL);

  OofRichText *self = g_atomic_rc_box_new0 (OofRichText);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) levels = g_array_new (FALSE, TRUE, sizeof (Level));
  Level ground = { .scale = 1.0 };
  Reader reader = { .text = text, .levels = levels };
  const char *end = html + strlen (html);
  OofHtmlToken token;

  g_array_set_clear_func (levels, clear_level);
  g_array_append_val (levels, ground);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  reader.runs = self->runs;
  while (oof_html_next (&html, end, &token))
    {
      if (token.kind == OOF_HTML_TEXT)
        append_text (&reader, token.start, token.end);
      else if (token.kind == OOF_HTML_OPEN)
        read_open (&reader, &token);
      else if (token.kind == OOF_HTML_CLOSE)
        read_close (&reader, &token);
    }
  flush (&reader, 0);
  return self;
}

OofRichText *
oof_rich_text_ref (OofRichText *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  OofRichText *self = data;

  g_ptr_array_unref (self->runs);
}

void
oof_rich_text_unref (OofRichText *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

char *
oof_rich_text_to_string (const OofRichText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < self->runs->len; i++)
    g_string_append (text, ((OofRichRun *) g_ptr_array_index (self->runs, i))->text);
  return g_strdup (text->str);
}

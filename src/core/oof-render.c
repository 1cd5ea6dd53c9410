/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

#include "core/oof-html-private.h"
#include "core/oof-language-blocks-private.h"
#include "core/oof-render-private.h"
#include "core/oof-reply-text.h"

static const char *
current_language (const OofRenderEngine *self)
{
  const OofRenderInput *input = self->facts.input;

  if (self->language != NULL)
    return self->language;
  return input->person->language != NULL && *input->person->language != '\0'
             ? input->person->language
             : input->options->language;
}

static void
report_unknown (OofRenderEngine *self, const OofScanItem *item)
{
  g_autofree char *name = g_strndup (item->inner, item->inner_length);

  if (g_hash_table_contains (self->unknown_set, name))
    return;
  g_hash_table_add (self->unknown_set, name);
  g_ptr_array_add (self->unknown, g_steal_pointer (&name));
}

static void
add_note (OofRenderEngine *self, const OofScanItem *item, const char *value)
{
  OofRenderNote note = { .variable = item->variable,
                         .empty = *value == '\0',
                         .removes_line = item->removes_line };

  if (self->notes == NULL)
    return;
  for (; self->counted < item->start; self->counted++)
    self->line_number += *self->counted == '\n';
  note.line = self->line_number;
  g_array_append_val (self->notes, note);
}

/* The value of @item, which may end the life of @line. (transfer full) */
static char *
evaluate (OofRenderEngine *self, OofRenderLine *line, const OofScanItem *item)
{
  g_autofree char *value = NULL;

  if (item->variable == NULL)
    report_unknown (self, item);
  else
    {
      value = oof_render_facts_get (&self->facts, item->variable, current_language (self));
      add_note (self, item, value);
    }
  if (item->removes_line && (value == NULL || *value == '\0'))
    line->dropped = TRUE;
  return value != NULL ? g_steal_pointer (&value) : g_strdup ("");
}

/* Values are data: escaped where that matters, and never looked at for variables. */
static void
append_value (const OofRenderEngine *self, GString *out, const char *value, const char *newline)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  const char *end = valid + strlen (valid);

  for (const char *line = valid, *next = NULL; line != NULL; line = next)
    {
      const char *stop = oof_html_end_of_line (line, end, &next);

      if (self->html)
        oof_html_append_escaped (out, line, stop);
      else
        g_string_append_len (out, line, stop - line);
      if (next != NULL)
        g_string_append (out, newline);
    }
}

/* Bytes of the blank at @p, 0 when there is none. */
static gsize
measure_blank (const OofRenderEngine *self, const char *p, const char *end)
{
  gsize length = 0;

  if (oof_html_is_space (*p))
    return 1;
  if (self->html && *p == '&' && oof_html_read_entity (p, end, &length) == 0xa0)
    return length;
  return g_utf8_get_char (p) == 0xa0 ? 2 : 0;
}

static void
append_text (OofRenderEngine *self, OofRenderLine *line, const OofScanItem *item, GString *out)
{
  const char *p = item->start;
  gsize blank;

  while (p < item->end && (blank = measure_blank (self, p, item->end)) > 0)
    {
      line->solid |= !oof_html_is_space (*p);
      p += blank;
    }
  if (p < item->end)
    line->content = line->solid = TRUE;
  if (!line->trim)
    p = item->start;
  else if (p < item->end)
    line->trim = FALSE;
  g_string_append_len (out, p, item->end - p);
}

static void
append_variable (OofRenderEngine *self, OofRenderLine *line, const OofScanItem *item, GString *out)
{
  if (item->removes_line && item->variable != NULL && oof_variable_is_marker (item->variable))
    {
      line->dropped |= !oof_render_facts_hold (&self->facts, item->variable);
      line->trim = TRUE;
      /* A line with nothing but markers is an empty line; one with a subject behind them is none.
       */
      if (item->variable->kind == OOF_VARIABLE_NO_FORWARD_REQUIRED)
        line->steers = TRUE;
      else
        line->solid = TRUE;
      return;
    }

  g_autofree char *value = evaluate (self, line, item);
  append_value (self, out, value, self->html ? "<br>" : "\n");
  line->content = line->solid = TRUE;
  line->trim = FALSE;
}

static void
open_language (OofRenderEngine *self, OofRenderLine *line, const OofScanItem *item)
{
  g_free (self->language);
  self->language = g_strndup (item->inner, item->inner_length);
  line->steers = TRUE;
  line->trim = TRUE;
}

static void
close_language (OofRenderEngine *self, OofRenderLine *line, GString *out, gsize start)
{
  g_clear_pointer (&self->language, g_free);
  line->steers = TRUE;
  while (out->len > start && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
    g_string_truncate (out, out->len - 1);
}

/* A subject may hold variables; one that is removed by ##name leaves the preset subject. */
static void
read_subject (OofRenderEngine *self, OofRenderLine *line, const OofScanItem *item)
{
  OofRenderLine inner = { .dropped = FALSE };
  guint first_note = self->notes != NULL ? self->notes->len : 0;
  g_autoptr (GString) out = g_string_new (NULL);

  line->steers = TRUE;
  line->trim = TRUE;
  oof_render_engine_expand (self, &inner, item->inner, item->inner + item->inner_length, out);
  if (inner.dropped && self->notes != NULL)
    g_array_set_size (self->notes, first_note);
  if (inner.dropped || line->subject != NULL)
    return;
  if (self->html)
    line->subject = oof_reply_text_normalize (out->str);
  else
    line->subject = g_strdup (out->str);
  g_strdelimit (line->subject, "\r\n\t", ' ');
  g_strstrip (line->subject);
}

void
oof_render_engine_expand (
    OofRenderEngine *self, OofRenderLine *line, const char *text, const char *end, GString *out)
{
  gsize start = out->len;
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, text, end);
  while (oof_scanner_next (&scanner, &item))
    switch (item.kind)
      {
      case OOF_SCAN_VARIABLE:
        append_variable (self, line, &item, out);
        break;
      case OOF_SCAN_LANGUAGE:
        open_language (self, line, &item);
        break;
      case OOF_SCAN_LANGUAGE_END:
        close_language (self, line, out, start);
        break;
      case OOF_SCAN_SUBJECT:
        read_subject (self, line, &item);
        break;
      case OOF_SCAN_TEXT:
      default:
        append_text (self, line, &item, out);
      }
}

void
oof_render_engine_expand_tag (
    OofRenderEngine *self, OofRenderLine *line, const char *tag, const char *end, GString *out)
{
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, tag, end);
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_VARIABLE)
      {
        g_autofree char *value = evaluate (self, line, &item);
        append_value (self, out, value, " ");
      }
    else
      g_string_append_len (out, item.start, item.end - item.start);
}

gboolean
oof_render_engine_end_line (OofRenderEngine *self, OofRenderLine *line)
{
  gboolean stays = !line->dropped && (line->content || !line->steers);

  if (!line->dropped && self->subject == NULL)
    self->subject = g_steal_pointer (&line->subject);
  g_free (line->subject);
  if (line->dropped && self->notes != NULL)
    g_array_set_size (self->notes, line->first_note);
  *line = (OofRenderLine){ .first_note = self->notes != NULL ? self->notes->len : 0 };
  return stays;
}

static char *
render_text (OofRenderEngine *self, const char *body)
{
  const char *end = body + strlen (body);
  GString *out = g_string_new (NULL);
  OofRenderLine line = { .dropped = FALSE };

  for (const char *next = NULL; body != NULL; body = next)
    {
      const char *stop = oof_html_end_of_line (body, end, &next);
      gsize start = out->len;

      oof_render_engine_expand (self, &line, body, stop, out);
      if (oof_render_engine_end_line (self, &line))
        g_string_append_c (out, '\n');
      else
        g_string_truncate (out, start);
    }
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* The languages of the person, then that of the organisation. (transfer full) */
static GStrv
list_languages (const OofRenderInput *input)
{
  const char *own = input->person->language != NULL ? input->person->language : "";
  g_autofree char *all = g_strjoin (",", own, input->options->language, NULL);

  g_strdelimit (all, "; \t", ',');
  return g_strsplit (all, ",", -1);
}

/* What is rendered: valid UTF-8, with its blocks in order unless lines are to be counted. (transfer
 * full) */
static char *
prepare_body (const OofRenderEngine *self, const OofTemplate *tmpl)
{
  gboolean own = self->facts.target == OOF_RENDER_EXTERNAL && tmpl->external != NULL;
  g_autofree char *body = g_utf8_make_valid (own ? tmpl->external : tmpl->body, -1);
  g_auto (GStrv) languages = list_languages (self->facts.input);

  if (self->notes != NULL)
    return g_steal_pointer (&body);
  return oof_language_blocks_order (body, tmpl->html, (const char *const *) languages);
}

/* A character that ends a value of CSS. */
static gboolean
is_hostile (char c)
{
  return strchr (";:{}<>\\\"'()", c) != NULL || (guchar) c < 0x20;
}

/* The global font of text templates as CSS. (transfer full) (nullable): the reader's own. */
static char *
dup_style (const OofOptions *options)
{
  g_autoptr (GString) style = g_string_new (NULL);
  g_autofree char *font = g_strdup (options->font != NULL ? options->font : "");

  for (char *p = font; *p != '\0'; p++)
    if (is_hostile (*p))
      *p = ' ';
  g_strstrip (font);
  if (*font != '\0')
    g_string_append_printf (style, "font-family:%s;", font);
  if (options->font_size > 0)
    g_string_append_printf (style, "font-size:%dpt;", options->font_size);
  if (options->font_color != NULL && *options->font_color != '\0')
    g_string_append_printf (style, "color:%s;", options->font_color);
  return style->len > 0 ? g_strdup (style->str) : NULL;
}

OofRendered *
oof_render_with_notes (const OofTemplate *tmpl,
                       const OofRenderInput *input,
                       OofRenderTarget target,
                       GArray *notes)
{
  OofRendered *self = g_new0 (OofRendered, 1);
  OofRenderEngine engine = { .html = tmpl->html, .notes = notes, .line_number = 1 };

  engine.unknown = g_ptr_array_new_with_free_func (g_free);
  engine.unknown_set = g_hash_table_new (g_str_hash, g_str_equal);
  oof_render_facts_init (&engine.facts, input, target);
  g_autofree char *body = prepare_body (&engine, tmpl);
  engine.counted = body;
  if (tmpl->html)
    {
      self->html = oof_render_html (&engine, body);
      self->text = oof_reply_text_to_plain (self->html);
    }
  else
    {
      self->text = render_text (&engine, body);
      g_autofree char *style = dup_style (input->options);
      self->html = oof_reply_text_from_plain_styled (self->text, style);
    }
  self->subject = engine.subject;
  self->unknown = engine.unknown;
  g_hash_table_unref (engine.unknown_set);
  g_free (engine.language);
  return self;
}

OofRendered *
oof_render (const OofTemplate *tmpl, const OofRenderInput *input, OofRenderTarget target)
{
  g_return_val_if_fail (tmpl != NULL, NULL);
  g_return_val_if_fail (input != NULL && input->person != NULL, NULL);
  g_return_val_if_fail (input->absence != NULL && input->options != NULL, NULL);

  return oof_render_with_notes (tmpl, input, target, NULL);
}

void
oof_rendered_free (OofRendered *self)
{
  g_free (self->text);
  g_free (self->html);
  g_free (self->subject);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

#include "core/oof-html-private.h"
#include "core/oof-render-private.h"
#include "core/oof-reply-text.h"

/* The state of the check while it walks through one text. */
typedef struct
{
  GPtrArray *findings;
  guint base;        /* where the findings of this text start */
  const char *seen;  /* lines are counted up to here */
  guint line;        /* of seen */
  gboolean at_start; /* nothing but blanks and markers on this line so far */
  char *language;    /* (owned) (nullable) of the open [lang] block */
  guint language_line;
} Check;

void
oof_template_finding_free (OofTemplateFinding *self)
{
  g_free (self->code);
  g_free (self->what);
  g_free (self);
}

static void
add_finding (
    Check *self, gboolean is_error, guint line, const char *code, const char *what, gsize length)
{
  OofTemplateFinding *finding = g_new0 (OofTemplateFinding, 1);
  guint index = self->findings->len;

  finding->is_error = is_error;
  finding->line = line;
  finding->code = g_strdup (code);
  finding->what = g_strndup (what, length);
  /* A block that is never closed is noticed late and belongs where it was opened. */
  while (index > self->base
         && ((OofTemplateFinding *) g_ptr_array_index (self->findings, index - 1))->line > line)
    index--;
  g_ptr_array_insert (self->findings, (int) index, finding);
}

static guint
line_of (Check *self, const char *p)
{
  for (; self->seen < p; self->seen++)
    self->line += *self->seen == '\n';
  return self->line;
}

static gboolean
is_name (const OofScanItem *item, const char *name)
{
  return item->inner_length == strlen (name) && memcmp (item->inner, name, strlen (name)) == 0;
}

static void
check_variable (Check *self, const OofScanItem *item)
{
  guint line = line_of (self, item->start);
  gboolean marker = item->variable != NULL && oof_variable_is_marker (item->variable);
  const char *code = NULL;

  if (item->variable == NULL)
    code = "unknown-variable";
  else if (marker && !item->removes_line)
    code = "marker-without-effect";
  else if (marker && !self->at_start)
    code = "marker-not-at-start";
  if (item->variable == NULL && is_name (item, "OOFSubject"))
    code = "unclosed-subject";
  if (code != NULL)
    add_finding (self, item->variable == NULL, line, code, item->inner, item->inner_length);
  self->at_start &= marker;
}

static void
close_language (Check *self)
{
  g_clear_pointer (&self->language, g_free);
}

static void
report_unclosed (Check *self)
{
  if (self->language != NULL)
    add_finding (self, TRUE, self->language_line, "unclosed-language", self->language,
                 strlen (self->language));
  close_language (self);
}

/* "de", "en-GB" */
static gboolean
is_language_code (const char *code, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (code[i]) && code[i] != '-')
      return FALSE;
  return length >= 2;
}

static void
check_language (Check *self, const OofScanItem *item)
{
  guint line = line_of (self, item->start);

  report_unclosed (self);
  if (!is_language_code (item->inner, item->inner_length))
    add_finding (self, TRUE, line, "bad-language", item->inner, item->inner_length);
  self->language = g_strndup (item->inner, item->inner_length);
  self->language_line = line;
}

static void
check_language_end (Check *self, const OofScanItem *item)
{
  if (self->language == NULL)
    add_finding (self, TRUE, line_of (self, item->start), "stray-language-end", item->start,
                 (gsize) (item->end - item->start));
  close_language (self);
}

/* "bis@@oofto" stays as it stands, which is hardly what its author wants. */
static void
check_text (Check *self, const OofScanItem *item, gboolean html)
{
  for (const char *p = item->start; p < item->end; p++)
    {
      gsize n = 0;

      if (*p == '\n' && !html)
        self->at_start = TRUE;
      else if (!oof_html_is_space (*p))
        self->at_start = FALSE;
      if (item->end - p < 3 || p[0] != '@' || p[1] != '@')
        continue;
      while (p + 2 + n < item->end && g_ascii_isalnum (p[2 + n]))
        n++;
      if (n > 0 && oof_variable_find (p + 2, n) != NULL)
        add_finding (self, FALSE, line_of (self, p), "glued-variable", p + 2, n);
    }
}

static void
check_span (Check *self, const char *start, const char *end, gboolean html)
{
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, start, end);
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_VARIABLE)
      check_variable (self, &item);
    else if (item.kind == OOF_SCAN_LANGUAGE)
      check_language (self, &item);
    else if (item.kind == OOF_SCAN_LANGUAGE_END)
      check_language_end (self, &item);
    else if (item.kind == OOF_SCAN_SUBJECT)
      check_span (self, item.inner, item.inner + item.inner_length, html);
    else
      check_text (self, &item, html);
}

/* Variables count in attributes too, and there no line starts. */
static void
check_tag (Check *self, const OofHtmlToken *token)
{
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, token->start, token->end);
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_VARIABLE && item.variable == NULL)
      add_finding (self, TRUE, line_of (self, item.start), "unknown-variable", item.inner,
                   item.inner_length);
  if (oof_render_ends_line (token->name))
    self->at_start = TRUE;
}

static void
check_body (GPtrArray *findings, const char *body, gboolean html)
{
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  const char *cursor = valid;
  const char *end = valid + strlen (valid);
  Check self = {
    .findings = findings, .base = findings->len, .seen = valid, .line = 1, .at_start = TRUE
  };
  OofHtmlToken token;

  if (!html)
    check_span (&self, valid, end, FALSE);
  while (html && oof_html_next (&cursor, end, &token))
    if (token.kind == OOF_HTML_TEXT)
      check_span (&self, token.start, token.end, TRUE);
    else if (token.kind == OOF_HTML_OPEN || token.kind == OOF_HTML_CLOSE)
      check_tag (&self, &token);
  report_unclosed (&self);
}

/* The findings of the external text follow those of the body. */
GPtrArray *
oof_template_check (const OofTemplate *tmpl)
{
  g_return_val_if_fail (tmpl != NULL, NULL);

  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_finding_free);
  check_body (findings, tmpl->body, tmpl->html);
  if (tmpl->external != NULL)
    check_body (findings, tmpl->external, tmpl->html);
  return findings;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

#include "core/oof-language-blocks-private.h"
#include "core/oof-render-private.h"
#include "core/oof-template-check-private.h"

/* More languages than this in one text are not compared with each other. */
#define MOST_LANGUAGES 32

/* The state of the check while it walks through one text. */
typedef struct
{
  GPtrArray *findings;
  gboolean external; /* this is the external text */
  gboolean outside;  /* people outside may read it */
  const char *seen;  /* lines are counted up to here */
  guint line;        /* of seen */
  gboolean at_start; /* nothing but blanks and markers on this line so far */
  gboolean internal; /* the line is kept inside only */
  char *language;    /* (owned) (nullable) of the open [lang] block */
  guint language_line;
} Check;

static void
add_finding (
    Check *self, gboolean is_error, guint line, const char *code, const char *what, gsize length)
{
  oof_findings_add (self->findings, is_error, self->external, line, code, what, length);
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
  if (item->variable != NULL && item->removes_line && item->variable->kind == OOF_VARIABLE_INTERNAL)
    self->internal = TRUE;
  if (item->variable != NULL && oof_variable_is_private (item->variable) && self->outside
      && !self->internal)
    add_finding (self, FALSE, line, "private-number", item->inner, item->inner_length);
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

static void
start_line (Check *self)
{
  self->at_start = TRUE;
  self->internal = FALSE;
}

/* "bis@@oofto" stays as it stands, which is hardly what its author wants. */
static void
check_text (Check *self, const OofScanItem *item, gboolean html)
{
  for (const char *p = item->start; p < item->end; p++)
    {
      gsize n = 0;

      if (*p == '\n' && !html)
        start_line (self);
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
    start_line (self);
}

/* The blocks of one group, which starts at @first. @codes: of all groups. Returns: how many. */
static guint
check_group (Check *self, GArray *blocks, guint first, GPtrArray *codes)
{
  const OofLanguageBlock *start = &g_array_index (blocks, OofLanguageBlock, first);
  guint found = 0, n = 0;

  for (; first + n < blocks->len && start[n].group == start->group; n++)
    for (guint i = 0; i < codes->len; i++)
      if (strlen (g_ptr_array_index (codes, i)) == start[n].code_length
          && g_ascii_strncasecmp (start[n].code, g_ptr_array_index (codes, i), start[n].code_length)
                 == 0)
        found |= 1u << i;
  for (guint i = 0; i < codes->len; i++)
    if ((found & (1u << i)) == 0)
      add_finding (self, FALSE, line_of (self, start->start), "missing-language",
                   g_ptr_array_index (codes, i), strlen (g_ptr_array_index (codes, i)));
  return n;
}

/* A language that stands in one group of blocks and is forgotten in another. */
static void
check_groups (Check *self, const char *text, gboolean html)
{
  g_autoptr (GArray) blocks = oof_language_blocks_find (text, html);
  g_autoptr (GPtrArray) codes = oof_language_blocks_list_codes (blocks);

  self->seen = text;
  self->line = 1;
  for (guint first = 0, n; first < blocks->len && codes->len <= MOST_LANGUAGES; first += n)
    n = check_group (self, blocks, first, codes);
}

static void
check_html (Check *self, const char *cursor, const char *end)
{
  OofHtmlToken token;

  while (oof_html_next (&cursor, end, &token))
    {
      if (token.kind == OOF_HTML_TEXT)
        check_span (self, token.start, token.end, TRUE);
      else if (token.kind != OOF_HTML_OTHER)
        check_tag (self, &token);
      if (token.kind != OOF_HTML_TEXT)
        oof_findings_add_markup (self->findings, self->external, line_of (self, token.start),
                                 &token, end);
    }
}

static void
check_body (GPtrArray *findings, const OofTemplate *tmpl, gboolean external)
{
  const char *body = external ? tmpl->external : tmpl->body;
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  const char *end = valid + strlen (valid);
  Check self = {
    .findings = findings,
    .external = external,
    .outside = external || tmpl->external == NULL,
    .seen = valid,
    .line = 1,
    .at_start = TRUE,
  };
  const char *broken = strstr (valid, "\357\277\275");

  if (tmpl->html)
    check_html (&self, valid, end);
  else
    check_span (&self, valid, end, FALSE);
  report_unclosed (&self);
  check_groups (&self, valid, tmpl->html);
  if (broken != NULL)
    add_finding (&self, FALSE, oof_findings_line (valid, broken), "broken-character", "", 0);
  oof_findings_add_size (findings, external, strlen (valid));
}

GPtrArray *
oof_template_check (const OofTemplate *tmpl)
{
  g_return_val_if_fail (tmpl != NULL, NULL);

  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_finding_free);

  check_body (findings, tmpl, FALSE);
  if (tmpl->external != NULL)
    check_body (findings, tmpl, TRUE);
  oof_findings_sort (findings);
  return findings;
}

GPtrArray *
oof_template_list_languages (const OofTemplate *tmpl)
{
  g_return_val_if_fail (tmpl != NULL, NULL);

  g_autofree char *texts =
      g_strjoin ("\n", tmpl->body != NULL ? tmpl->body : "", tmpl->external, NULL);
  g_autofree char *valid = g_utf8_make_valid (texts, -1);
  g_autoptr (GArray) blocks = oof_language_blocks_find (valid, tmpl->html);

  return oof_language_blocks_list_codes (blocks);
}

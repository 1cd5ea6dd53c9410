/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-text-check.h"

#include <string.h>

#include "core/oof-language-blocks-private.h"
#include "core/oof-render-private.h"
#include "core/oof-template-check-private.h"

#define SHORTEST_NUMBER 7 /* digits of a telephone number */

/* The check of one absence while it goes on. */
typedef struct
{
  const OofTextCheckInput *input;
  OofRenderFacts facts;
  GPtrArray *findings;
  guint to_line; /* where @@oofto or @@oofback is shown, 0: nowhere */
  guint back_line;
} Check;

/* The first language of a list such as "en-GB, de". (transfer full) (nullable) */
static char *
dup_first_language (const char *languages)
{
  gsize length = languages != NULL ? strcspn (languages, ",; \t") : 0;

  return length > 0 ? g_strndup (languages, length) : NULL;
}

/* Blocks of languages, but none in @language. */
static void
check_language (
    GPtrArray *findings, const char *body, gboolean html, gboolean external, const char *language)
{
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  g_autoptr (GArray) blocks = oof_language_blocks_find (valid, html);

  for (guint i = 0; i < blocks->len; i++)
    {
      const OofLanguageBlock *block = &g_array_index (blocks, OofLanguageBlock, i);

      if (oof_language_same (block->code, block->code_length, language, strlen (language)))
        return;
    }
  if (blocks->len > 0)
    oof_findings_add (findings, FALSE, external,
                      oof_findings_line (valid, g_array_index (blocks, OofLanguageBlock, 0).start),
                      "missing-language", language, strlen (language));
}

/* @languages: (nullable): only the first of them must be there. */
static void
check_languages (GPtrArray *findings, const OofTemplate *tmpl, const char *languages)
{
  g_autofree char *language = dup_first_language (languages);

  if (language == NULL)
    return;
  check_language (findings, tmpl->body, tmpl->html, FALSE, language);
  if (tmpl->external != NULL)
    check_language (findings, tmpl->external, tmpl->html, TRUE, language);
}

/* The set-up */

static gboolean
names_end (const OofVariable *variable)
{
  return variable->kind == OOF_VARIABLE_TO || variable->kind == OOF_VARIABLE_BACK
         || variable->kind == OOF_VARIABLE_AT || variable->kind == OOF_VARIABLE_TIME_TO;
}

static void
check_open_end (GPtrArray *findings, const char *body, gboolean external, const char *group)
{
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, valid, valid + strlen (valid));
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_VARIABLE && item.variable != NULL && names_end (item.variable))
      {
        oof_findings_add (findings, FALSE, external, oof_findings_line (valid, item.start),
                          "end-in-open-end-group", group, strlen (group));
        return;
      }
}

GPtrArray *
oof_text_check_setup (const OofTemplate *tmpl, const OofOptions *options, GPtrArray *groups)
{
  g_return_val_if_fail (tmpl != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  GPtrArray *findings = oof_template_check (tmpl);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (groups, i);

      if (group->template_name == NULL || !oof_template_has_name (tmpl, group->template_name))
        continue;
      if (g_str_equal (group->name, OOF_GROUP_EVERYBODY))
        check_languages (findings, tmpl, options->language);
      if (!group->open_end)
        continue;
      check_open_end (findings, tmpl->body, FALSE, group->name);
      if (tmpl->external != NULL)
        check_open_end (findings, tmpl->external, TRUE, group->name);
    }
  oof_findings_sort (findings);
  return findings;
}

/* One absence */

static void
add (Check *self, gboolean is_error, guint line, const char *code, const char *what)
{
  oof_findings_add (self->findings, is_error, FALSE, line, code, what, strlen (what));
}

static char *
dup_date (const Check *self, OofDay day)
{
  const OofRenderInput *input = self->input->input;
  g_autofree char *language = dup_first_language (input->person->language);

  return oof_render_date (day, language != NULL ? language : input->options->language);
}

static const char *
get_zone (const Check *self)
{
  return self->input->input->absence->zone;
}

static void
check_dates (Check *self)
{
  const OofAbsence *absence = self->input->input->absence;
  OofRange range = oof_absence_get_range (absence);

  if (range.to <= self->input->now)
    {
      g_autofree char *date = dup_date (self, self->facts.last);
      add (self, TRUE, 0, "ends-in-past", date);
    }
  else if (absence->rev == 0
           && self->facts.first < oof_zone_day_of (get_zone (self), self->input->now))
    {
      g_autofree char *date = dup_date (self, self->facts.first);
      add (self, FALSE, 0, "starts-in-past", date);
    }
}

/* Somebody who is away until a Friday is not back on Saturday. */
static void
check_return (Check *self)
{
  const OofOptions *options = self->input->input->options;
  OofDay next = self->facts.last;
  guint line = self->to_line;

  if (next == OOF_DAY_NONE || self->to_line + self->back_line == 0)
    return;
  if (self->facts.minute_to < 0 || self->facts.minute_to == 24 * 60)
    next++;
  if (self->back_line > 0)
    {
      next = self->facts.back;
      line = self->back_line;
    }
  if (oof_options_is_working_day (options, next))
    return;
  g_autofree char *date = dup_date (self, next);
  add (self, FALSE, line, "return-on-day-off", date);
}

/* Bytes of the telephone number at @p, 0 when there is none. */
static gsize
measure_number (const char *p)
{
  gsize n = 0, last = 0;
  guint digits = 0;

  if (*p != '+' && *p != '0')
    return 0;
  for (; p[n] != '\0' && (g_ascii_isdigit (p[n]) || strchr ("+ /-()", p[n]) != NULL); n++)
    if (g_ascii_isdigit (p[n]))
      {
        digits++;
        last = n + 1;
      }
  return digits >= SHORTEST_NUMBER ? last : 0;
}

static void
check_note (Check *self, guint line, gboolean external)
{
  const char *note = self->input->input->absence->note;

  for (const char *p = note; *p != '\0'; p++)
    {
      gboolean starts = p == note || !g_ascii_isalnum (p[-1]);
      gsize length = starts ? measure_number (p) : 0;

      if (length == 0)
        continue;
      oof_findings_add (self->findings, FALSE, external, line, "number-in-note", p, length);
      return;
    }
}

static void
check_shown (Check *self, const OofRenderNote *note, gboolean external)
{
  OofVariableKind kind = note->variable->kind;

  if (kind == OOF_VARIABLE_TO && self->to_line == 0)
    self->to_line = note->line;
  if (kind == OOF_VARIABLE_BACK && self->back_line == 0)
    self->back_line = note->line;
  if (self->input->open_end_group && names_end (note->variable))
    oof_findings_add (self->findings, FALSE, external, note->line, "end-is-kept",
                      note->variable->name, strlen (note->variable->name));
}

static void
check_empty (Check *self, const OofRenderNote *note, gboolean external)
{
  OofVariableKind kind = note->variable->kind;
  const char *code = kind == OOF_VARIABLE_DEPUTY ? "empty-deputy" : "empty-value";

  if (note->removes_line || kind == OOF_VARIABLE_NOT_WORD || kind == OOF_VARIABLE_OTHER_NOT_WORD
      || oof_variable_is_marker (note->variable))
    return;
  oof_findings_add (self->findings, FALSE, external, note->line, code, note->variable->name,
                    strlen (note->variable->name));
}

static void
check_target (Check *self, OofRenderTarget target)
{
  const OofTemplate *tmpl = self->input->tmpl;
  gboolean outside = target == OOF_RENDER_EXTERNAL;
  gboolean external = outside && tmpl->external != NULL;
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (OofRenderNote));
  g_autoptr (OofRendered) rendered =
      oof_render_with_notes (tmpl, self->input->input, target, notes);

  for (guint i = 0; i < notes->len; i++)
    {
      const OofRenderNote *note = &g_array_index (notes, OofRenderNote, i);

      if (note->empty)
        check_empty (self, note, external);
      else
        check_shown (self, note, external);
      if (outside && !note->empty && oof_variable_is_private (note->variable))
        oof_findings_add (self->findings, FALSE, external, note->line, "private-number",
                          note->variable->name, strlen (note->variable->name));
      if (outside && !note->empty && note->variable->kind == OOF_VARIABLE_NOTE)
        check_note (self, note->line, external);
    }
  oof_findings_add_size (self->findings, external, strlen (rendered->html));
  /* A text that is left empty on purpose says that nobody outside gets a reply. */
  if (*rendered->html == '\0' && !(external && *tmpl->external == '\0'))
    add (self, !outside, 0, outside ? "empty-external" : "empty-text", "");
}

static void
check_old_dates (Check *self)
{
  const OofTemplate *tmpl = self->input->tmpl;
  const char *note = self->input->input->absence->note;
  OofDay today = oof_zone_day_of (get_zone (self), self->input->now);

  oof_findings_add_old_dates (self->findings, FALSE, tmpl->body, tmpl->html, today);
  if (tmpl->external != NULL)
    oof_findings_add_old_dates (self->findings, TRUE, tmpl->external, tmpl->html, today);
  if (note == NULL)
    return;
  guint first = self->findings->len;
  oof_findings_add_old_dates (self->findings, FALSE, note, FALSE, today);
  for (; first < self->findings->len; first++)
    ((OofTemplateFinding *) g_ptr_array_index (self->findings, first))->line = 0;
}

GPtrArray *
oof_text_check_absence (const OofTextCheckInput *input)
{
  g_return_val_if_fail (input != NULL && input->tmpl != NULL && input->input != NULL, NULL);

  Check self = { .input = input, .findings = oof_template_check (input->tmpl) };

  oof_render_facts_init (&self.facts, input->input, OOF_RENDER_INTERNAL);
  check_dates (&self);
  check_target (&self, OOF_RENDER_INTERNAL);
  if (input->audience != OOF_AUDIENCE_NONE)
    check_target (&self, OOF_RENDER_EXTERNAL);
  check_return (&self);
  check_old_dates (&self);
  check_languages (self.findings, input->tmpl, input->input->person->language);
  oof_findings_sort (self.findings);
  return self.findings;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template.h"

#include <string.h>

#include "core/oof-html-private.h"
#include "core/oof-render-private.h"

/* What is known of a line. */
typedef struct
{
  gboolean waiver;
  gboolean other; /* anything else that is seen */
  gboolean found; /* a line with the waiver alone has ended */
} Line;

static void
end_line (Line *self)
{
  self->found |= self->waiver && !self->other;
  self->waiver = self->other = FALSE;
}

static void
read_text (Line *self, const OofScanItem *item, gboolean html)
{
  gsize length;

  for (const char *p = item->start; p < item->end; p += length)
    {
      gunichar c = html && *p == '&' ? oof_html_read_entity (p, item->end, &length) : 0;

      if (c == 0)
        {
          c = g_utf8_get_char (p);
          length = (gsize) (g_utf8_next_char (p) - p);
        }
      if (c == '\n' && !html)
        end_line (self);
      self->other |= !g_unichar_isspace (c);
    }
}

static void
read_span (Line *self, const char *start, const char *end, gboolean html)
{
  OofScanner scanner;
  OofScanItem item;

  oof_scanner_init (&scanner, start, end);
  while (oof_scanner_next (&scanner, &item))
    if (item.kind == OOF_SCAN_TEXT)
      read_text (self, &item, html);
    else if (item.kind == OOF_SCAN_VARIABLE && item.removes_line && item.variable != NULL
             && item.variable->kind == OOF_VARIABLE_NO_FORWARD_REQUIRED)
      self->waiver = TRUE;
    else
      self->other |= item.kind == OOF_SCAN_VARIABLE || item.kind == OOF_SCAN_SUBJECT;
}

static gboolean
waives (const char *body, gboolean html)
{
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  const char *cursor = valid;
  const char *end = valid + strlen (valid);
  Line line = { .waiver = FALSE };
  OofHtmlToken token;

  if (!html)
    read_span (&line, valid, end, FALSE);
  while (html && oof_html_next (&cursor, end, &token))
    if (token.kind == OOF_HTML_TEXT)
      read_span (&line, token.start, token.end, TRUE);
    else if (token.kind != OOF_HTML_OTHER && oof_render_ends_line (token.name))
      end_line (&line);
  end_line (&line);
  return line.found;
}

gboolean
oof_template_waives_forward (const OofTemplate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return waives (self->body, self->html)
         || (self->external != NULL && waives (self->external, self->html));
}

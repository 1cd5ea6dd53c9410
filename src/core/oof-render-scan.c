/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render-private.h"

#include <string.h>

#define SUBJECT_OPEN     "[##OOFSubject:"
#define LANGUAGE_OPEN    "[lang:"
#define LANGUAGE_CLOSE   "[/lang]"
#define LONGEST_SUBJECT  1024 /* also keeps the search for ']' linear */
#define LONGEST_LANGUAGE 16

void
oof_scanner_init (OofScanner *self, const char *text, const char *end)
{
  *self = (OofScanner){ .begin = text, .cursor = text, .end = end };
}

static gboolean
follows_word (const OofScanner *self, const char *p)
{
  if (p == self->begin || p == self->variable_end)
    return FALSE;
  return g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

static gboolean
read_variable (const OofScanner *self, const char *p, OofScanItem *item)
{
  if (self->end - p < 3 || p[1] != p[0] || !g_ascii_isalpha (p[2]))
    return FALSE;
  /* "anna@@example.net" is somebody's slip of the pen, not a variable. */
  if (*p == '@' && follows_word (self, p))
    return FALSE;

  const char *q = p + 2;
  while (q < self->end && g_ascii_isalnum (*q))
    q++;
  *item = (OofScanItem){ .kind = OOF_SCAN_VARIABLE,
                         .start = p,
                         .end = q,
                         .inner = p + 2,
                         .inner_length = (gsize) (q - p - 2),
                         .removes_line = *p == '#' };
  item->variable = oof_variable_find (item->inner, item->inner_length);
  return TRUE;
}

static gboolean
starts_with (const OofScanner *self, const char *p, const char *prefix)
{
  return (gsize) (self->end - p) >= strlen (prefix) && memcmp (p, prefix, strlen (prefix)) == 0;
}

/* @prefix, at most @longest bytes on the same line, ']'. */
static gboolean
read_bracket (const OofScanner *self,
              const char *p,
              const char *prefix,
              gsize longest,
              OofScanKind kind,
              OofScanItem *item)
{
  if (!starts_with (self, p, prefix))
    return FALSE;

  const char *inner = p + strlen (prefix);
  gsize rest = MIN ((gsize) (self->end - inner), longest + 1);
  const char *close = memchr (inner, ']', rest);
  if (close == NULL || memchr (inner, '\n', (gsize) (close - inner)) != NULL)
    return FALSE;
  *item = (OofScanItem){ .kind = kind,
                         .start = p,
                         .end = close + 1,
                         .inner = inner,
                         .inner_length = (gsize) (close - inner) };
  return TRUE;
}

static gboolean
read_item (const OofScanner *self, const char *p, OofScanItem *item)
{
  if (*p == '@' || *p == '#')
    return read_variable (self, p, item);
  if (*p != '[')
    return FALSE;
  if (starts_with (self, p, LANGUAGE_CLOSE))
    {
      *item = (OofScanItem){ .kind = OOF_SCAN_LANGUAGE_END,
                             .start = p,
                             .end = p + strlen (LANGUAGE_CLOSE) };
      return TRUE;
    }
  return read_bracket (self, p, LANGUAGE_OPEN, LONGEST_LANGUAGE, OOF_SCAN_LANGUAGE, item)
         || read_bracket (self, p, SUBJECT_OPEN, LONGEST_SUBJECT, OOF_SCAN_SUBJECT, item);
}

gboolean
oof_scanner_next (OofScanner *self, OofScanItem *item)
{
  const char *start = self->cursor;

  if (start >= self->end)
    return FALSE;
  if (read_item (self, start, item))
    {
      if (item->kind == OOF_SCAN_VARIABLE)
        self->variable_end = item->end;
    }
  else
    {
      OofScanItem next;
      const char *p = start + 1;

      while (p < self->end && !read_item (self, p, &next))
        p++;
      *item = (OofScanItem){ .kind = OOF_SCAN_TEXT, .start = start, .end = p };
    }
  self->cursor = item->end;
  return TRUE;
}

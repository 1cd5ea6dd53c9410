/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template-check-private.h"

#include <string.h>

#include "core/oof-render-private.h"

#define LARGE_BYTES     (32 * 1024)
#define TOO_LARGE_BYTES (256 * 1024)

void
oof_template_finding_free (OofTemplateFinding *self)
{
  g_free (self->code);
  g_free (self->what);
  g_free (self);
}

void
oof_findings_add (GPtrArray *findings,
                  gboolean is_error,
                  gboolean external,
                  guint line,
                  const char *code,
                  const char *what,
                  gsize length)
{
  OofTemplateFinding *finding = g_new0 (OofTemplateFinding, 1);

  finding->is_error = is_error;
  finding->external = external;
  finding->line = line;
  finding->code = g_strdup (code);
  finding->what = g_strndup (what, length);
  g_ptr_array_add (findings, finding);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const OofTemplateFinding *one = *(const OofTemplateFinding *const *) a;
  const OofTemplateFinding *other = *(const OofTemplateFinding *const *) b;

  if (one->external != other->external)
    return one->external ? 1 : -1;
  return (one->line > other->line) - (one->line < other->line);
}

void
oof_findings_sort (GPtrArray *findings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint kept = 0;

  /* Only what is found first stays, in the order of the array: sorting is stable. */
  g_ptr_array_sort (findings, compare);
  for (guint i = 0; i < findings->len; i++)
    {
      OofTemplateFinding *finding = g_ptr_array_index (findings, i);

      if (g_hash_table_add (seen, g_strdup_printf ("%d %u %s %s", finding->external, finding->line,
                                                   finding->code, finding->what)))
        findings->pdata[kept++] = finding;
      else
        oof_template_finding_free (finding);
    }
  findings->len = kept;
}

guint
oof_findings_line (const char *text, const char *p)
{
  guint line = 1;

  for (; text < p; text++)
    line += *text == '\n';
  return line;
}

void
oof_findings_add_size (GPtrArray *findings, gboolean external, gsize bytes)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, bytes / 1024);

  if (bytes > TOO_LARGE_BYTES)
    oof_findings_add (findings, TRUE, external, 0, "too-large", size, strlen (size));
  else if (bytes > LARGE_BYTES)
    oof_findings_add (findings, FALSE, external, 0, "large", size, strlen (size));
}

/* Dates */

/* Reads 1 to @most digits. Returns: bytes, 0 when there are none or more. */
static gsize
read_number (const char *p, const char *end, gsize most, int *number)
{
  gsize n = 0;

  *number = 0;
  for (; p + n < end && g_ascii_isdigit (p[n]) && n <= most; n++)
    *number = *number * 10 + (p[n] - '0');
  return n <= most ? n : 0;
}

/* Three numbers with @separator between them. Returns: bytes, 0 when that is not there. */
static gsize
read_triple (const char *p, const char *end, char separator, int numbers[3])
{
  gsize length = 0;

  for (int i = 0; i < 3; i++)
    {
      gsize n = read_number (p + length, end, 4, &numbers[i]);

      if (n == 0)
        return 0;
      length += n;
      if (i < 2 && (p + length >= end || p[length++] != separator))
        return 0;
    }
  return length;
}

/* "24.12.2026", "2026-12-24". Returns: bytes, 0 when there is no date. */
static gsize
read_date (const char *p, const char *end, OofDay *day)
{
  int numbers[3];
  gsize length = read_triple (p, end, '.', numbers);
  int swap = numbers[0];

  if (length == 0)
    length = read_triple (p, end, '-', numbers);
  else
    {
      numbers[0] = numbers[2];
      numbers[2] = swap;
    }
  if (length == 0 || numbers[0] < 1900
      || !g_date_valid_dmy ((GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]))
    return 0;
  *day = oof_day_from_ymd (numbers[0], numbers[1], numbers[2]);
  return length;
}

static void
find_old_dates (GPtrArray *findings,
                gboolean external,
                const char *text,
                const OofHtmlToken *token,
                OofDay today,
                guint *line)
{
  for (const char *p = token->start; p < token->end; p++)
    {
      OofDay day = OOF_DAY_NONE;
      gsize length = 0;

      *line += *p == '\n';
      if (g_ascii_isdigit (*p) && (p == text || !g_ascii_isalnum (p[-1])))
        length = read_date (p, token->end, &day);
      if (length > 0 && day < today)
        oof_findings_add (findings, FALSE, external, *line, "date-in-past", p, length);
      p += length > 0 ? length - 1 : 0;
    }
}

void
oof_findings_add_old_dates (
    GPtrArray *findings, gboolean external, const char *body, gboolean html, OofDay today)
{
  g_autofree char *valid = g_utf8_make_valid (body, -1);
  const char *cursor = valid;
  const char *end = valid + strlen (valid);
  OofHtmlToken token = { .start = valid, .end = end };
  guint line = 1;

  if (!html)
    find_old_dates (findings, external, valid, &token, today, &line);
  while (html && oof_html_next (&cursor, end, &token))
    if (token.kind == OOF_HTML_TEXT)
      find_old_dates (findings, external, valid, &token, today, &line);
    else
      for (const char *p = token.start; p < token.end; p++)
        line += *p == '\n';
}

/* Markup */

static gboolean
starts_with (const OofHtmlToken *token, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (token->end - token->start) >= length
         && g_ascii_strncasecmp (token->start, prefix, length) == 0;
}

/* "onclick=", "href=javascript:" */
static gboolean
has_script (const OofHtmlToken *token)
{
  char quote = '\0';

  for (const char *p = token->start; p + 1 < token->end; p++)
    {
      gsize n = 0;

      if (token->end - p > 11 && g_ascii_strncasecmp (p, "javascript:", 11) == 0)
        return TRUE;
      if (quote != '\0' || *p == '"' || *p == '\'')
        {
          quote = quote == '\0' ? *p : *p == quote ? '\0' : quote;
          continue;
        }
      if (!oof_html_is_space (*p) || g_ascii_strncasecmp (p + 1, "on", 2) != 0)
        continue;
      while (p + 3 + n < token->end && g_ascii_isalpha (p[3 + n]))
        n++;
      if (n > 0 && p + 3 + n < token->end && p[3 + n] == '=')
        return TRUE;
    }
  return FALSE;
}

static gboolean
ends_with (const OofHtmlToken *token, const char *suffix)
{
  gsize length = strlen (suffix);

  return (gsize) (token->end - token->start) >= length
         && memcmp (token->end - length, suffix, length) == 0;
}

/* A quote counts only as the start of an attribute's value. */
static gboolean
closes_quotes (const OofHtmlToken *token)
{
  char last = '\0';

  for (const char *p = token->start; p < token->end; p++)
    {
      if (last == '=' && (*p == '"' || *p == '\''))
        {
          p = memchr (p + 1, *p, (gsize) (token->end - p - 1));
          if (p == NULL)
            return FALSE;
        }
      if (!oof_html_is_space (*p))
        last = *p;
    }
  return TRUE;
}

/* What the reader sees behind the token at the end of the text is lost when it has no end. */
static gboolean
is_closed (const OofHtmlToken *token)
{
  gsize length = (gsize) (token->end - token->start);

  if (starts_with (token, "<!--"))
    return ends_with (token, "-->");
  if (token->kind == OOF_HTML_OTHER && length > 1 && g_ascii_isalpha (token->start[1]))
    return ends_with (token, ">") && g_strstr_len (token->start, (gssize) length, "</") != NULL;
  return ends_with (token, ">") && closes_quotes (token);
}

void
oof_findings_add_markup (
    GPtrArray *findings, gboolean external, guint line, const OofHtmlToken *token, const char *end)
{
  static const char *const pictures[] = { "img", "picture", "svg", "video", NULL };
  static const char *const active[] = { "iframe", "object", "embed", "applet", "form",
                                        "input",  "button", "frame", "base",   NULL };
  gboolean open = token->kind == OOF_HTML_OPEN;
  const char *code = NULL;
  const char *what = token->name;

  if (token->end == end && !is_closed (token))
    {
      code = "unclosed-markup";
      what = token->kind == OOF_HTML_OTHER ? "<!--" : token->name;
      if (token->kind == OOF_HTML_OTHER && !starts_with (token, "<!--"))
        what = "<…";
    }
  else if (starts_with (token, "<script") || (open && has_script (token)))
    {
      code = "active-content";
      what = *token->name != '\0' ? token->name : "script";
    }
  else if (open && g_strv_contains (active, token->name))
    code = "active-content";
  else if (open && g_strv_contains (pictures, token->name))
    code = "picture";
  if (code != NULL)
    oof_findings_add (findings, !g_str_equal (code, "picture"), external, line, code, what,
                      strlen (what));
}

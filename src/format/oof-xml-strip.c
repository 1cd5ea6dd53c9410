/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-xml-strip.h"

#include "core/oof-error.h"

#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  GString *out; /* (owned by the caller) */
  guint n_elements;
  guint max_elements;
} Strip;

gboolean
oof_xml_char_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF)
         || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

static gboolean
looking_at (const Strip *strip, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (strip->end - strip->p) >= length && memcmp (strip->p, word, length) == 0;
}

static void
drop (GString *out, const char *text, gsize length)
{
  const char *run = text;
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      const char *next = g_utf8_next_char (p);

      if (!oof_xml_char_allowed (g_utf8_get_char (p)))
        {
          g_string_append_len (out, run, p - run);
          run = next;
        }
      p = next;
    }
  g_string_append_len (out, run, end - run);
}

/* Copies a section in which & and < mean nothing, up to and with its end mark. */
static void
copy_section (Strip *strip, const char *start_mark, const char *end_mark)
{
  const char *body = strip->p + strlen (start_mark);
  const char *found = g_strstr_len (body, strip->end - body, end_mark);
  const char *stop = found == NULL ? strip->end : found + strlen (end_mark);

  g_string_append_len (strip->out, strip->p, stop - strip->p);
  strip->p = stop;
}

/* At "&#": leaves the reference out when it means a forbidden character, else copies it. */
static void
copy_reference (Strip *strip)
{
  const char *p = strip->p + 2;
  gboolean hex = p < strip->end && *p == 'x';
  guint64 code = 0;
  gboolean digits = FALSE;

  if (hex)
    p++;
  for (; p < strip->end; p++)
    {
      int digit = hex ? g_ascii_xdigit_value (*p) : g_ascii_digit_value (*p);

      if (digit < 0)
        break;
      digits = TRUE;
      code = MIN (code * (hex ? 16 : 10) + (guint64) digit, (guint64) G_MAXUINT32);
    }
  if (digits && p < strip->end && *p == ';' && !oof_xml_char_allowed ((gunichar) code))
    {
      strip->p = p + 1;
      return;
    }
  g_string_append_len (strip->out, strip->p, p - strip->p);
  strip->p = p;
}

/* At "<". */
static gboolean
copy_markup (Strip *strip, GError **error)
{
  if (looking_at (strip, "<![CDATA["))
    copy_section (strip, "<![CDATA[", "]]>");
  else if (looking_at (strip, "<!--"))
    copy_section (strip, "<!--", "-->");
  else if (looking_at (strip, "<?"))
    copy_section (strip, "<?", "?>");
  else if (looking_at (strip, "<!") || looking_at (strip, "<&"))
    {
      /* "<&#1;!DOCTYPE" would become one once the reference is gone. */
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "XML: a DTD is not accepted");
      return FALSE;
    }
  else
    {
      if (!looking_at (strip, "</") && ++strip->n_elements > strip->max_elements)
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "XML: more than %u elements",
                       strip->max_elements);
          return FALSE;
        }
      g_string_append_c (strip->out, *strip->p++);
    }
  return TRUE;
}

static gboolean
copy_all (Strip *strip, GError **error)
{
  while (strip->p < strip->end)
    {
      const char *run = strip->p;

      while (strip->p < strip->end && *strip->p != '<' && !looking_at (strip, "&#"))
        strip->p++;
      g_string_append_len (strip->out, run, strip->p - run);
      if (strip->p == strip->end)
        break;
      if (*strip->p == '&')
        copy_reference (strip);
      else if (!copy_markup (strip, error))
        return FALSE;
    }
  return TRUE;
}

/* Raw forbidden characters, surrogates and NUL among them: then the rest must be UTF-8. */
static GString *
strip_raw (const char *text, gsize length, GError **error)
{
  g_autoptr (GString) loose = g_string_sized_new (length);
  g_autoptr (GString) out = NULL;
  const char *end = text + length;

  for (const char *p = text; p < end; p++)
    {
      gboolean surrogate = end - p >= 3 && (guchar) p[0] == 0xED && (guchar) p[1] >= 0xA0
                           && (guchar) p[1] <= 0xBF && ((guchar) p[2] & 0xC0) == 0x80;

      if (surrogate)
        p += 2;
      else if (*p != '\0')
        g_string_append_c (loose, *p);
    }
  if (!g_utf8_validate_len (loose->str, loose->len, NULL))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "XML: not UTF-8");
      return NULL;
    }
  out = g_string_sized_new (loose->len);
  drop (out, loose->str, loose->len);
  if (g_str_has_prefix (out->str, "\xEF\xBB\xBF"))
    g_string_erase (out, 0, 3);
  return g_steal_pointer (&out);
}

GString *
oof_xml_strip (const char *text, gsize length, guint max_elements, GError **error)
{
  g_autoptr (GString) raw = strip_raw (text, length, error);
  g_autoptr (GString) out = NULL;
  Strip strip;

  if (raw == NULL)
    return NULL;
  out = g_string_sized_new (raw->len);
  strip = (Strip){ raw->str, raw->str + raw->len, out, 0, max_elements };
  return copy_all (&strip, error) ? g_steal_pointer (&out) : NULL;
}

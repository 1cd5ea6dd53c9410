/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-reply-text.h"

typedef struct
{
  const char *html;
  const char *normal;
  const char *plain; /* NULL: the same */
} Row;

static const Row rows[] = {
  /* What comes from Exchange. */
  { "", "", NULL },
  { "plain", "plain", NULL },
  { "<html><body>Guten Tag</body></html>", "Guten Tag", NULL },
  { "<html><head><title>Betreff</title><style>p { color: red }</style></head>"
    "<body><p class=\"MsoNormal\">Guten Tag,</p>\r\n<p>&nbsp;</p>\r\n<p>ich bin "
    "weg.</p></body></html>",
    "Guten Tag,\nich bin weg.", "Guten Tag,\n\nich bin weg." },
  { "<div class=\"BodyFragment\"><font "
    "size=\"2\"><span>a<br>\nb<br>\n<br>\n<br>c</span></font></div>",
    "a\nb\nc", "a\nb\n\nc" },
  { "<div>a</div><div><br></div><div>b</div>", "a\nb", "a\n\nb" },
  { "<ul><li>a</li><li>b</li></ul>c", "a\nb\nc", NULL },
  { "<table><tr><td>Tel</td><td>123</td></tr><tr><td>Fax</td></tr></table>", "Tel 123\nFax", NULL },
  { "<h1>Weg</h1>text", "Weg\ntext", NULL },
  { "a<p>b</p>", "a\nb", NULL },
  { "<p>a</p><br><br><p>b</p>", "a\nb", "a\n\nb" },
  { "<br><br>a<br><br>", "a", NULL },
  /* Blanks. */
  { "  a \t\r\n  b  ", "a b", NULL },
  { "a&nbsp; \xc2\xa0 b&#160;<br>&nbsp;c", "a b\nc", NULL },
  { "a <b> b</b> c", "a b c", NULL },
  /* Entities. */
  { "&lt;b&gt; &amp;amp; &quot;&apos;&#39;", "<b> &amp; \"''", NULL },
  { "&auml;&ouml;&uuml;&Auml;&Ouml;&Uuml;&szlig;&eacute;&euro;&ndash;&mdash;&hellip;",
    "äöüÄÖÜßé€–—…", NULL },
  { "&#8364; &#x20AC; &#X20ac; &#65", "€ € € A", NULL },
  { "&#150;&#146;", "–’", NULL },
  { "&#0;&#xD800;&#99999999999999999999;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", NULL },
  { "AT&T & co &unknown; &; &#; &#x; &", "AT&T & co &unknown; &; &#; &#x; &", NULL },
  { "\xef\xbb\xbfText", "Text", NULL },
  /* Markup that does not count. */
  { "a<!-- <p>no</p> -->b<!---->c<!-->d", "abcd", NULL },
  { "<script>if (a < b) { \"</p>\" }</script>x<STYLE>y</STYLE>", "x", NULL },
  { "<?xml version=\"1.0\"?><!DOCTYPE html>x<![if !x]>y<![endif]>", "xy", NULL },
  { "<a title=\"a > b\" href='x>y'>link</a>", "link", NULL },
  { "<p it's>x</p>", "x", NULL },
  /* Broken. */
  { "1 < 2 <3 <", "1 < 2 <3 <", NULL },
  { "a<b", "a", NULL },
  { "a<a href=\"x>b</a>", "a", NULL },
  { "a<!-- b", "a", NULL },
  { "a<style>b", "a", NULL },
  { "</p></div>a</p></p>b", "a\nb", NULL },
  { "<head>no<body>yes", "yes", NULL },
  { "a\xff\xfe"
    "b",
    "a\xef\xbf\xbd\xef\xbf\xbd"
    "b",
    NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = oof_reply_text_normalize (rows[i].html);
      g_autofree char *plain = oof_reply_text_to_plain (rows[i].html);

      g_assert_cmpstr (normal, ==, rows[i].normal);
      g_assert_cmpstr (plain, ==, rows[i].plain != NULL ? rows[i].plain : rows[i].normal);
    }
}

static void
test_equal (void)
{
  g_assert_true (oof_reply_text_equal ("", "<html><body></body></html>"));
  g_assert_true (oof_reply_text_equal (NULL, ""));
  g_assert_true (oof_reply_text_equal ("<html><body>a<br>b &amp; c</body></html>",
                                       "<html>\n<head><meta></head>\n<body>\n<div>a</div>\n"
                                       "<div>b&nbsp;&#38; c</div>\n</body>\n</html>"));
  g_assert_false (oof_reply_text_equal ("a<br>b", "a b"));
  g_assert_false (oof_reply_text_equal ("a", "A"));
}

static void
test_from_plain (void)
{
  static const char *const texts[] = { "a", "a\nb", "a\n\nb", "Grüße & <b>\"x\" 'y'</b> &amp;",
                                       "@@oofto ##mail" };
  g_autofree char *empty = oof_reply_text_from_plain ("");
  g_autofree char *styled =
      oof_reply_text_from_plain_styled ("a & b\nc", "font-family:\"A\"; color:#1a5fb4");
  g_autofree char *none = oof_reply_text_from_plain_styled ("", "color:#1a5fb4");
  g_autofree char *html = oof_reply_text_from_plain ("a & b\r\n\nc");
  g_autofree char *broken = oof_reply_text_from_plain ("a\xff"
                                                       "b");

  g_assert_cmpstr (
      styled, ==,
      "<html><body><div style=\"font-family:&quot;A&quot;; color:#1a5fb4\">a &amp; b<br>c"
      "</div></body></html>");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (html, ==, "<html><body>a &amp; b<br><br>c</body></html>");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *there = oof_reply_text_from_plain (texts[i]);
      g_autofree char *back = oof_reply_text_to_plain (there);

      g_assert_cmpstr (back, ==, texts[i]);
    }
}

/* Normalising what is normal already changes nothing, and any bytes give some normal form. */
static void
test_any_bytes (void)
{
  static const char alphabet[] = "<>&;#/!-=\"' \nabp\xc3\xa4\xff";
  guint64 seed = 1;

  for (guint round = 0; round < 3000; round++)
    {
      char text[40];
      gsize length = round % (sizeof text - 1);

      for (gsize i = 0; i < length; i++)
        {
          seed = seed * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
          text[i] = alphabet[(seed >> 33) % (sizeof alphabet - 1)];
        }
      text[length] = '\0';

      g_autofree char *normal = oof_reply_text_normalize (text);
      g_autofree char *html = oof_reply_text_from_plain (normal);
      g_autofree char *again = oof_reply_text_normalize (html);

      g_assert_true (g_utf8_validate (normal, -1, NULL));
      g_assert_cmpstr (again, ==, normal);
    }
}

static char *
repeat (const char *part, gsize size)
{
  GString *text = g_string_sized_new (size);

  while (text->len < size)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

/* Quadratic work on a megabyte would take minutes. */
static void
test_large (void)
{
  static const char *const parts[] = { "<",    "<p>",     "</p>",    "<!--",    "&",
                                       "&amp", "<style>", "<a b=\"", "<title>", "&nbsp;<br>" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = repeat (parts[i], 1 << 20);
      g_autofree char *normal = oof_reply_text_normalize (text);

      g_assert_nonnull (normal);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-text/rows", test_rows);
  g_test_add_func ("/reply-text/equal", test_equal);
  g_test_add_func ("/reply-text/from-plain", test_from_plain);
  g_test_add_func ("/reply-text/any-bytes", test_any_bytes);
  g_test_add_func ("/reply-text/large", test_large);
  return g_test_run ();
}

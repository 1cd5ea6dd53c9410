/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "sim/oof-sim-filter.h"
#include "sim/oof-sim-form.h"
#include "sim/oof-sim-html.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-property.h"
#include "sim/oof-sim-zone.h"

#define STORED(body)                                                                               \
  "<html>\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; "                    \
  "charset=utf-8\">\r\n</head>\r\n<body>" body "</body>\r\n</html>\r\n"

static void
assert_stored (const gchar *text, const gchar *wanted)
{
  g_autofree gchar *once = oof_sim_html_store (text);
  g_autofree gchar *twice = oof_sim_html_store (once);

  g_assert_cmpstr (once, ==, wanted);
  g_assert_cmpstr (twice, ==, wanted);
}

static void
test_store (void)
{
  assert_stored ("", "");
  assert_stored ("Bin im Urlaub", STORED ("Bin im Urlaub"));
  assert_stored ("1 < 2 & 3", STORED ("1 &lt; 2 &amp; 3"));
  assert_stored ("<p>Gr&uuml;&szlig;e&nbsp;!</p>", STORED ("<p>Grüße&nbsp;!</p>"));
  assert_stored ("<P ONCLICK=x()>a<BR>b</P><script>alert (1)</script>", STORED ("<p>a<br>b</p>"));
  assert_stored ("<html><head><title>x</title></head><body lang=de>\nHallo\n</body></html>",
                 "<html>\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; "
                 "charset=utf-8\">\r\n</head>\r\n<body lang=\"de\">Hallo</body>\r\n</html>\r\n");
  assert_stored ("<a href=\"javascript:x\">a</a><!-- c -->", STORED ("<a>a</a>"));
  assert_stored ("<div>a<img src=\"x\"></div>", STORED ("<div>a<img src=\"x\"></div>"));
}

static void
assert_text (const gchar *html, const gchar *wanted)
{
  g_autofree gchar *text = oof_sim_html_to_text (html);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_to_text (void)
{
  assert_text ("", "");
  assert_text ("<html><body>a<br>b<br><br>c</body></html>", "a\nb\n\nc");
  assert_text ("<p>a</p><p>b</p>", "a\nb");
  assert_text ("<div>a</div><div><br></div><div>b</div>", "a\n\nb");
  assert_text ("text<div>more</div>end", "text\nmore\nend");
  assert_text ("  a \n  b\t c  ", "a b c");
  assert_text ("<p>a&nbsp;&nbsp;b &amp; &lt;c&gt; &euro;&nbsp;</p>", "a  b & <c> €");
  assert_text ("<ul><li>a</li><li>b<br></li></ul>", "a\nb");
  assert_text ("<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb");
  assert_text ("<head><style>p{}</style></head><body><style>x</style><b>a</b></body>", "a");
  assert_text ("<pre>a\n  b</pre>", "a\n  b");
}

static gboolean
parses (const gchar *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = oof_sim_json_parse (bytes);

  return node != NULL;
}

static void
test_json_strict (void)
{
  static const gchar *const good[] = { "{}", " [1, -2.5e+3, \"\\u00fc\\n\", true, null] ",
                                       "{\"a\":{\"b\":[]}}", "\"x\"" };
  static const gchar *const bad[] = {
    "",        "{",        "{}x",        "{\"a\":1,}",        "[1,]",
    "{'a':1}", "// c\n{}", "/* c */ {}", "{\"a\":1,\"a\":2}", "[01]",
    "[1.]",    "[+1]",     "[\"\\x\"]",  "[\"\n\"]",          "[\"\\u12\"]",
    "[nul]",   "[NaN]",    "\"\xff\"",   "[\"\\u0000\"]"
  };
  g_autofree gchar *deep = g_strnfill (200, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (parses (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (parses (bad[i]));
  g_assert_false (parses (deep));
}

static void
test_json_ascii (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree gchar *text = NULL;

  json_object_set_string_member (object, "a", "ü\x7f\xf0\x9f\x98\x80\n");
  text = oof_sim_json_to_ascii (object);
  g_assert_cmpstr (text, ==, "{\"a\":\"\\u00fc\\u007f\\ud83d\\ude00\\n\"}");
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) berlin = oof_sim_zone_new ("w. europe standard time");
  g_autofree gchar *local = NULL;
  gint64 winter, summer;

  g_assert_nonnull (berlin);
  g_assert_null (oof_sim_zone_new ("Mars Standard Time"));
  g_assert_null (oof_sim_zone_new_windows ("Europe/Berlin"));
  g_assert_cmpstr (oof_sim_zone_to_windows ("Europe/London"), ==, "GMT Standard Time");
  g_assert_cmpstr (oof_sim_zone_to_windows ("Australia/Lord_Howe"), ==, "Lord Howe Standard Time");
  g_assert_true (oof_sim_zone_parse ("2026-11-23T00:00:00", berlin, &winter));
  g_assert_true (oof_sim_zone_parse ("2026-07-01T00:00:00.0000000", berlin, &summer));
  g_assert_cmpint (winter % 86400000000, ==, 23 * (gint64) 3600000000);
  g_assert_cmpint (summer % 86400000000, ==, 22 * (gint64) 3600000000);
  g_assert_cmpint (oof_sim_zone_midnight (berlin, winter + 1), ==, winter);
  local = oof_sim_zone_format (berlin, winter, "%Y-%m-%dT%H:%M:%S.%f0");
  g_assert_cmpstr (local, ==, "2026-11-23T00:00:00.0000000");
}

static void
test_zone_parse (void)
{
  static const gchar *const bad[] = { "",
                                      "2026-11-23",
                                      "2026-11-23 08:00:00Z",
                                      "2026-13-01T00:00:00Z",
                                      "2026-02-30T00:00:00Z",
                                      "2026-11-23T08:00Z",
                                      "2026-11-23T08:00:00.Z",
                                      "2026-11-23T08:00:00.0123456789Z",
                                      "2026-11-23T08:00:00z",
                                      "2026-11-23T08:00:00 01:00",
                                      "2026-11-23T08:00:00" };
  gint64 a, b;

  g_assert_true (oof_sim_zone_parse ("2026-11-23T08:00:00.5Z", NULL, &a));
  g_assert_true (oof_sim_zone_parse ("2026-11-23T09:30:00.500000000+01:30", NULL, &b));
  g_assert_cmpint (a, ==, b);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (oof_sim_zone_parse (bad[i], NULL, &a));
}

static void
test_filter (void)
{
  g_autoptr (OofSimFilter) two =
      oof_sim_filter_parse ("accountEnabled eq true and mail eq 'o''c@x'");
  g_autoptr (OofSimFilter) any = oof_sim_filter_parse (
      "singleValueExtendedProperties/any(ep: ep/id eq 'String "
      "{78DAFF46-7F2E-494A-A88B-3C79C88EBB10} Name A B' and ep/value eq 'c')");
  static const gchar *const bad[] = { "",
                                      "mail",
                                      "mail eq",
                                      "mail eq 'x",
                                      "mail eq 'x' and",
                                      "mail eq 'x' or a eq 1 and b eq 2",
                                      "mail xx 'a'",
                                      "not (a eq 1)",
                                      "singleValueExtendedProperties/any(a: b/id eq 'x')" };
  const OofSimComparison *comparison = two->comparisons->pdata[1];

  g_assert_cmpuint (two->comparisons->len, ==, 2);
  g_assert_false (two->any);
  g_assert_cmpstr (comparison->value, ==, "o'c@x");
  g_assert_true (comparison->quoted);
  comparison = any->comparisons->pdata[0];
  g_assert_cmpstr (comparison->property->name, ==, "A B");
  g_assert_cmpstr (comparison->value, ==, "c");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (oof_sim_filter_parse (bad[i]));
}

static void
test_property_id (void)
{
  g_autoptr (OofSimPropertyId) id =
      oof_sim_property_id_parse ("String {78DAFF46-7F2E-494A-A88B-3C79C88EBB10} Name OofKey");
  static const gchar *const bad[] = { "",
                                      "String {x} Name a",
                                      "String 78daff46-7f2e-494a-a88b-3c79c88ebb10 Name a",
                                      "Strang {78daff46-7f2e-494a-a88b-3c79c88ebb10} Name a",
                                      "String {78daff46-7f2e-494a-a88b-3c79c88ebb10} name a",
                                      "String {78daff46-7f2e-494a-a88b-3c79c88ebb10} Name " };

  g_assert_cmpstr (id->set, ==, "78daff46-7f2e-494a-a88b-3c79c88ebb10");
  g_assert_cmpstr (id->name, ==, "OofKey");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (oof_sim_property_id_parse (bad[i]));
  g_assert_true (oof_sim_property_value_fits (OOF_SIM_PROPERTY_INTEGER, "-5"));
  g_assert_false (oof_sim_property_value_fits (OOF_SIM_PROPERTY_INTEGER, "5x"));
  g_assert_false (oof_sim_property_value_fits (OOF_SIM_PROPERTY_INTEGER, "5000000000"));
}

static void
test_form (void)
{
  g_autoptr (GHashTable) form = oof_sim_form_parse ("a=1%2B2&b=x+y&c", strlen ("a=1%2B2&b=x+y&c"));

  g_assert_cmpstr (g_hash_table_lookup (form, "a"), ==, "1+2");
  g_assert_cmpstr (g_hash_table_lookup (form, "b"), ==, "x y");
  g_assert_cmpstr (g_hash_table_lookup (form, "c"), ==, "");
  g_assert_null (oof_sim_form_parse ("a=1&a=2", strlen ("a=1&a=2")));
  g_assert_null (oof_sim_form_parse ("a=%zz", strlen ("a=%zz")));
  g_assert_null (oof_sim_form_parse ("a=%ff", strlen ("a=%ff")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/html/store", test_store);
  g_test_add_func ("/sim/html/to-text", test_to_text);
  g_test_add_func ("/sim/json/strict", test_json_strict);
  g_test_add_func ("/sim/json/ascii", test_json_ascii);
  g_test_add_func ("/sim/zone/names", test_zone);
  g_test_add_func ("/sim/zone/parse", test_zone_parse);
  g_test_add_func ("/sim/filter", test_filter);
  g_test_add_func ("/sim/property-id", test_property_id);
  g_test_add_func ("/sim/form", test_form);
  return g_test_run ();
}

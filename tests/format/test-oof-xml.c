/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-xml.h"

#include "core/oof-error.h"

#include <string.h>

#define NS "urn:m"

typedef struct
{
  const char *name;
  const char *text;
  const char *says;
} BadCase;

static OofXml *
try_parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return oof_xml_parse (bytes, 0, error);
}

static OofXml *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofXml *xml = try_parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (xml);
  return xml;
}

static void
assert_error (GError *error, OofError code, const char *says)
{
  g_assert_error (error, OOF_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
}

static const BadCase bad_cases[] = {
  { "empty", "", "line 1" },
  { "text", "hello", "line 1" },
  { "truncated", "<a>\n<b>\n", "line 3" },
  { "mismatch", "<a>\n</b>", "line 2" },
  { "two-roots", "<a/><b/>", "line 1" },
  { "unbound-entity", "<a>&unknown;</a>", "unknown" },
  { "latin-1", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xE4</a>", "not UTF-8" },
  { "dtd", "<!DOCTYPE a><a/>", "DTD" },
  { "dtd-after-comment", "<!-- x --><?pi <!-- ?><!DOCTYPE a><a/>", "DTD" },
  { "dtd-hidden", "<&#1;!DOCTYPE a><a/>", "DTD" },
  { "dtd-control", "<\x01!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DTD" },
  { "external", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>", "DTD" },
  { "laughs",
    "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;'>]><l>&d;&d;&d;</l>",
    "DTD" },
  { "formed-by-dropping", "<a>&&#1;#1;</a>", "line 1" },
  { "double-attribute", "<a b='1' b='2'/>", "line 1" },
  { "open-cdata", "<a><![CDATA[x</a>", "line 1" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *item = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_parse (item->text, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, item->says);
}

static void
test_forbidden_characters (void)
{
  g_autoptr (OofXml) xml = parse ("<a b='x&#x1;y'>1&#1;2&#x1f;3\x01"
                                  "4&#xFFFE;5\xEF\xBF\xBE"
                                  "6&#0;7&#xD83D;8"
                                  "\xED\xA0\xBD"
                                  "9&#x110000;&#99999999999999999999;&#9;&#x1F600;"
                                  "<![CDATA[&#1;\x02!]]></a>");
  g_autofree char *text = oof_xml_dup_text (xml);
  g_autofree char *attribute = oof_xml_dup_attribute (xml, "b");
  g_autoptr (GBytes) nul = g_bytes_new_static ("<a>x\0y</a>", 10);
  g_autoptr (OofXml) with_nul = oof_xml_parse (nul, 0, NULL);
  g_autofree char *nul_text = oof_xml_dup_text (with_nul);

  g_assert_cmpstr (text, ==, "123456789\t😀&#1;!");
  g_assert_cmpstr (attribute, ==, "xy");
  g_assert_cmpstr (nul_text, ==, "xy");
}

static void
test_lines_survive (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_parse ("<a>&#1;\n\x01\n&#2;&#3;\n</b>", &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "line 4");
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) deeper = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new ("<a>");
  g_autoptr (GBytes) small = g_bytes_new_static ("<aa/>", 5);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= OOF_XML_MAX_DEPTH; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i <= OOF_XML_MAX_DEPTH; i++)
    g_string_append (deep, "</a>");
  g_assert_null (try_parse (deep->str, &error));
  assert_error (error, OOF_ERROR_LIMIT, "deeper than 64");
  g_clear_error (&error);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deeper, "<a>");
  g_assert_null (try_parse (deeper->str, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
  g_clear_error (&error);

  for (guint i = 0; i < OOF_XML_MAX_ELEMENTS; i++)
    g_string_append (many, "<b/>");
  g_string_append (many, "</a>");
  g_assert_null (try_parse (many->str, &error));
  assert_error (error, OOF_ERROR_LIMIT, "more than 500000 elements");
  g_clear_error (&error);

  g_assert_null (oof_xml_parse (small, 4, &error));
  assert_error (error, OOF_ERROR_LIMIT, "5 bytes, at most 4");
}

static void
test_deepest (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (OofXml) xml = NULL;

  for (guint i = 0; i < OOF_XML_MAX_DEPTH; i++)
    g_string_append (text, "<a> ");
  for (guint i = 0; i < OOF_XML_MAX_DEPTH; i++)
    g_string_append (text, "</a>");
  xml = parse (text->str);
  for (guint i = 1; i < OOF_XML_MAX_DEPTH; i++)
    {
      OofXml *child = oof_xml_get_child (xml, "", "a");

      oof_xml_unref (xml);
      xml = child;
    }
  g_assert_null (oof_xml_get_child (xml, "", "a"));
  g_free (oof_xml_dup_path (xml));
}

static void
test_names (void)
{
  g_autoptr (OofXml) xml = parse ("\xEF\xBB\xBF<SOAP:Envelope xmlns:SOAP='urn:s' xmlns='urn:m'>"
                                  "<SOAP:Item>other</SOAP:Item><!-- c --><Item a='1'>first</Item>"
                                  "<Item> second </Item><x:Item xmlns:x='urn:m'/></SOAP:Envelope>");
  g_autoptr (OofXml) item = oof_xml_get_child (xml, NS, "Item");
  g_autoptr (OofXml) absent = oof_xml_get_child (xml, "", "Item");
  g_autoptr (GPtrArray) items = oof_xml_get_children (xml, NS, "Item");
  g_autoptr (GPtrArray) all = oof_xml_get_children (xml, NULL, NULL);
  g_autofree char *text = oof_xml_dup_text (item);
  g_autofree char *path = oof_xml_dup_path (g_ptr_array_index (items, 1));
  g_autofree char *attribute = oof_xml_dup_attribute (item, "a");

  g_assert_true (oof_xml_is (xml, "urn:s", "Envelope"));
  g_assert_cmpstr (oof_xml_get_namespace (item), ==, NS);
  g_assert_cmpstr (text, ==, "first");
  g_assert_cmpstr (attribute, ==, "1");
  g_assert_null (absent);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpstr (path, ==, "Envelope/Item[1]");
}

static void
test_typed (void)
{
  g_autoptr (OofXml) xml =
      parse ("<r xmlns='urn:m'><s> x &amp;<!-- c --> <![CDATA[<y>]]></s><e/><i> -5 </i>"
             "<t>true</t><f>0</f><h><p>x</p></h></r>");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;
  char *untouched = (char *) "old";
  gint64 number = 0;
  gboolean yes = FALSE;
  gboolean no = TRUE;

  g_assert_true (oof_xml_read_string (xml, NS, "s", OOF_REQUIRED, &text, &error));
  g_assert_cmpstr (text, ==, " x & <y>");
  g_assert_true (oof_xml_read_string (xml, NS, "e", OOF_REQUIRED, &empty, &error));
  g_assert_cmpstr (empty, ==, "");
  g_assert_true (oof_xml_read_int (xml, NS, "i", OOF_REQUIRED, &number, &error));
  g_assert_cmpint (number, ==, -5);
  g_assert_true (oof_xml_read_bool (xml, NS, "t", OOF_REQUIRED, &yes, &error));
  g_assert_true (oof_xml_read_bool (xml, NS, "f", OOF_REQUIRED, &no, &error));
  g_assert_true (yes && !no);
  g_assert_true (oof_xml_read_string (xml, NS, "none", OOF_OPTIONAL, &untouched, &error));
  g_assert_true (oof_xml_read_attribute (xml, "none", OOF_OPTIONAL, &untouched, &error));
  g_assert_cmpstr (untouched, ==, "old");
  g_assert_no_error (error);

  g_assert_false (oof_xml_read_string (xml, NS, "none", OOF_REQUIRED, &untouched, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "r: expected element none");
  g_clear_error (&error);
  g_assert_false (oof_xml_read_string (xml, NS, "h", OOF_OPTIONAL, &untouched, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "r/h: expected text, found element p");
  g_clear_error (&error);
  g_assert_false (oof_xml_read_int (xml, NS, "s", OOF_OPTIONAL, &number, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "r/s: expected integer");
  g_clear_error (&error);
  g_assert_false (oof_xml_read_bool (xml, NS, "i", OOF_OPTIONAL, &yes, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "r/i: expected true or false");
  g_clear_error (&error);
  g_assert_false (oof_xml_read_attribute (xml, "a", OOF_REQUIRED, &untouched, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "r: expected attribute a");
}

static void
test_language (void)
{
  g_autoptr (OofXml) xml = parse ("<a xml:lang='de' lang='x'><b lang='y'/></a>");
  g_autoptr (OofXml) child = oof_xml_get_child (xml, "", "b");
  g_autofree char *language = oof_xml_dup_language (xml);

  g_assert_cmpstr (language, ==, "de");
  g_assert_null (oof_xml_dup_language (child));
}

static void
test_outlives_document (void)
{
  OofXml *root = parse ("<a><b>deep</b></a>");
  g_autoptr (OofXml) child = oof_xml_get_child (root, "", "b");
  g_autofree char *text = NULL;

  oof_xml_unref (root);
  text = oof_xml_dup_text (child);
  g_assert_cmpstr (text, ==, "deep");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xml/bad/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/xml/forbidden-characters", test_forbidden_characters);
  g_test_add_func ("/xml/lines-survive", test_lines_survive);
  g_test_add_func ("/xml/limits", test_limits);
  g_test_add_func ("/xml/deepest", test_deepest);
  g_test_add_func ("/xml/names", test_names);
  g_test_add_func ("/xml/typed", test_typed);
  g_test_add_func ("/xml/language", test_language);
  g_test_add_func ("/xml/outlives-document", test_outlives_document);
  return g_test_run ();
}

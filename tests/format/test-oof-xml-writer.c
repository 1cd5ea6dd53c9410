/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-xml-writer.h"

#include "core/oof-error.h"
#include "format/oof-xml.h"

static void
test_round_trip (void)
{
  const char *value = "x & y <z> \"q\" ']]>' ä😀\n\t\r";
  g_autoptr (OofXmlWriter) writer = oof_xml_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (OofXml) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *attribute = NULL;
  gint64 number = 0;
  gboolean flag = FALSE;

  oof_xml_writer_begin (writer, "s", "Envelope");
  oof_xml_writer_bind (writer, "s", "urn:s");
  oof_xml_writer_bind (writer, NULL, "urn:m");
  oof_xml_writer_attribute (writer, "a", value);
  oof_xml_writer_attribute (writer, "none", NULL);
  oof_xml_writer_element (writer, "s", "Text", value);
  oof_xml_writer_element (writer, NULL, "None", NULL);
  oof_xml_writer_element (writer, NULL, "Empty", "");
  oof_xml_writer_element_int (writer, NULL, "Int", -3);
  oof_xml_writer_element_bool (writer, NULL, "Bool", TRUE);
  oof_xml_writer_end (writer);
  bytes = oof_xml_writer_finish (writer, &error);
  g_assert_no_error (error);

  root = oof_xml_parse (bytes, 0, &error);
  g_assert_no_error (error);
  g_assert_true (oof_xml_is (root, "urn:s", "Envelope"));
  g_assert_true (oof_xml_read_string (root, "urn:s", "Text", OOF_REQUIRED, &text, &error));
  g_assert_cmpstr (text, ==, value);
  attribute = oof_xml_dup_attribute (root, "a");
  g_assert_cmpstr (attribute, ==, value);
  g_assert_null (oof_xml_get_child (root, "urn:m", "None"));
  g_assert_true (oof_xml_read_int (root, "urn:m", "Int", OOF_REQUIRED, &number, &error));
  g_assert_cmpint (number, ==, -3);
  g_assert_true (oof_xml_read_bool (root, "urn:m", "Bool", OOF_REQUIRED, &flag, &error));
  g_assert_true (flag);
}

static void
test_bytes (void)
{
  g_autoptr (OofXmlWriter) writer = oof_xml_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  const char *expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<t:a xmlns:t=\"urn:t\"><t:b>ä&amp;</t:b><t:c/></t:a>\n";

  oof_xml_writer_begin (writer, "t", "a");
  oof_xml_writer_bind (writer, "t", "urn:t");
  oof_xml_writer_element (writer, "t", "b", "ä&");
  oof_xml_writer_begin (writer, "t", "c");
  oof_xml_writer_end (writer);
  oof_xml_writer_end (writer);
  bytes = oof_xml_writer_finish (writer, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_refused (void)
{
  const char *texts[] = { "a\x01", "\xEF\xBF\xBE", "a\xE4z" };
  const char *says[] = { "a/b: character U+0001 cannot be sent",
                         "a/b: character U+FFFE cannot be sent", "a/b: the text is not UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OofXmlWriter) writer = oof_xml_writer_new ();
      g_autoptr (GError) error = NULL;

      oof_xml_writer_begin (writer, NULL, "a");
      oof_xml_writer_element (writer, NULL, "b", texts[i]);
      oof_xml_writer_element (writer, NULL, "c", "\x02");
      oof_xml_writer_end (writer);
      g_assert_null (oof_xml_writer_finish (writer, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, says[i]);
    }
}

static void
test_unfinished (void)
{
  g_autoptr (OofXmlWriter) writer = oof_xml_writer_new ();

  oof_xml_writer_begin (writer, NULL, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-writer/round-trip", test_round_trip);
  g_test_add_func ("/xml-writer/bytes", test_bytes);
  g_test_add_func ("/xml-writer/refused", test_refused);
  g_test_add_func ("/xml-writer/unfinished", test_unfinished);
  return g_test_run ();
}

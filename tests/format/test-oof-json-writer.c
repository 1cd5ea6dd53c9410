/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json-writer.h"

static void
test_shape (void)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  const char *const list[] = { "p", "q", NULL };
  g_autofree char *text = NULL;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "v", 1);
  oof_json_writer_add_string (writer, "s", "ä\"\\\n\x01");
  oof_json_writer_add_string (writer, "omitted", NULL);
  oof_json_writer_add_string_or_null (writer, "n", NULL);
  oof_json_writer_add_bool (writer, "b", FALSE);
  oof_json_writer_add_strv (writer, "l", list);
  oof_json_writer_begin_object (writer, "o");
  oof_json_writer_end_object (writer);
  oof_json_writer_begin_array (writer, "a");
  oof_json_writer_add_int (writer, NULL, G_MININT64);
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_null (writer, "x");
  oof_json_writer_end_object (writer);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  text = oof_json_writer_finish (writer);
  g_assert_cmpstr (
      text, ==,
      "{\"v\":1,\"s\":\"ä\\\"\\\\\\n\\u0001\",\"n\":null,\"b\":false,\"l\":[\"p\",\"q\"],"
      "\"o\":{},\"a\":[-9223372036854775808,{\"x\":null}]}");
}

static void
test_ascii (void)
{
  const char *value = "a~\x7Fä\xE2\x80\xA8😀\xEF\xBF\xBF";
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  g_autoptr (OofJson) back = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "ü", value);
  oof_json_writer_end_object (writer);
  text = oof_json_writer_finish (writer);
  g_assert_cmpstr (text, ==, "{\"\\u00fc\":\"a~\\u007f\\u00e4\\u2028\\ud83d\\ude00\\uffff\"}");
  back = oof_json_parse_text (text, 0, NULL);
  g_assert_true (oof_json_read_string (back, "ü", OOF_REQUIRED, &again, NULL));
  g_assert_cmpstr (again, ==, value);
}

static void
test_invalid_utf8 (void)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  g_autofree char *text = NULL;

  oof_json_writer_add_string (writer, NULL, "a\xE4z");
  text = oof_json_writer_finish (writer);
  g_assert_cmpstr (text, ==, "\"a\xEF\xBF\xBDz\"");
}

static void
test_over (void)
{
  g_autoptr (OofJson) base = oof_json_parse_text (
      "{\"future\":{\"x\":[1,2.5]},\"note\":\"old\",\"rev\":1,\"zz\":\"ä\"}", 0, NULL);
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  g_autofree char *text = NULL;

  oof_json_writer_begin_object_over (writer, NULL, base);
  oof_json_writer_add_int (writer, "rev", 2);
  oof_json_writer_add_string (writer, "note", NULL);
  oof_json_writer_add_string (writer, "new", "n");
  oof_json_writer_end_object (writer);
  text = oof_json_writer_finish (writer);
  g_assert_cmpstr (text, ==,
                   "{\"rev\":2,\"new\":\"n\",\"future\":{\"x\":[1,2.5]},\"zz\":\"\\u00e4\"}");
}

static void
test_over_nothing (void)
{
  g_autoptr (OofJson) array = oof_json_parse_text ("[1]", 0, NULL);
  OofJson *bases[] = { NULL, array };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
      g_autoptr (GBytes) bytes = NULL;

      oof_json_writer_begin_object_over (writer, NULL, bases[i]);
      oof_json_writer_omit (writer, "a");
      oof_json_writer_add_json (writer, "b", array);
      oof_json_writer_end_object (writer);
      bytes = oof_json_writer_finish_bytes (writer);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "{\"b\":[1]}", 9);
    }
}

static void
test_misuse_subprocess (void)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "a", 1);
  oof_json_writer_add_int (writer, "a", 2);
}

static void
test_misuse (void)
{
  g_test_trap_subprocess ("/json-writer/misuse/subprocess", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*CRITICAL*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/shape", test_shape);
  g_test_add_func ("/json-writer/ascii", test_ascii);
  g_test_add_func ("/json-writer/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/json-writer/over", test_over);
  g_test_add_func ("/json-writer/over-nothing", test_over_nothing);
  g_test_add_func ("/json-writer/misuse", test_misuse);
  g_test_add_func ("/json-writer/misuse/subprocess", test_misuse_subprocess);
  return g_test_run ();
}

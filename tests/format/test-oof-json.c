/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-json.h"

#include "core/oof-error.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  OofError code;
  const char *says;
} BadCase;

static OofJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofJson *json = oof_json_parse_text (text, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  return json;
}

static void
assert_error (GError *error, OofError code, const char *says)
{
  g_assert_error (error, OOF_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
}

static const BadCase bad_cases[] = {
  { "empty", "", OOF_ERROR_PROTOCOL, "byte 0: expected a value" },
  { "blank", " \n", OOF_ERROR_PROTOCOL, "expected a value" },
  { "comment", "{} /* x */", OOF_ERROR_PROTOCOL, "after the end" },
  { "comment-inside", "{ // x\n \"a\":1}", OOF_ERROR_PROTOCOL, "member name" },
  { "two-documents", "{}{}", OOF_ERROR_PROTOCOL, "byte 2: text after the end" },
  { "trailing-comma", "[1,]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "trailing-comma-object", "{\"a\":1,}", OOF_ERROR_PROTOCOL, "member name" },
  { "unquoted", "{a:1}", OOF_ERROR_PROTOCOL, "member name" },
  { "single-quotes", "['a']", OOF_ERROR_PROTOCOL, "expected a value" },
  { "truncated-object", "{\"a\":", OOF_ERROR_PROTOCOL, "expected a value" },
  { "truncated-array", "[1", OOF_ERROR_PROTOCOL, "expected ',' or ']'" },
  { "truncated-string", "\"abc", OOF_ERROR_PROTOCOL, "does not end" },
  { "truncated-escape", "\"abc\\", OOF_ERROR_PROTOCOL, "escape" },
  { "truncated-unicode", "\"\\u12", OOF_ERROR_PROTOCOL, "hexadecimal" },
  { "bad-escape", "\"\\x41\"", OOF_ERROR_PROTOCOL, "escape" },
  { "raw-newline", "\"a\nb\"", OOF_ERROR_PROTOCOL, "control character" },
  { "nul-escape", "\"a\\u0000b\"", OOF_ERROR_PROTOCOL, "NUL" },
  { "nul-in-name", "{\"a\\u0000b\":1}", OOF_ERROR_PROTOCOL, "NUL" },
  { "lone-high", "\"\\ud83d\"", OOF_ERROR_PROTOCOL, "surrogate" },
  { "lone-low", "\"\\ude00\"", OOF_ERROR_PROTOCOL, "surrogate" },
  { "two-highs", "\"\\ud83d\\ud83d\"", OOF_ERROR_PROTOCOL, "surrogate" },
  { "duplicate", "{\"a\":1,\"a\":2}", OOF_ERROR_PROTOCOL, "twice" },
  { "duplicate-escaped", "{\"a\":1,\"\\u0061\":2}", OOF_ERROR_PROTOCOL, "twice" },
  { "duplicate-empty", "{\"\":1,\"\":2}", OOF_ERROR_PROTOCOL, "twice" },
  { "1e400", "[1e400]", OOF_ERROR_PROTOCOL, "out of range" },
  { "-1e400", "[-1e400]", OOF_ERROR_PROTOCOL, "out of range" },
  { "int64+1", "[9223372036854775808]", OOF_ERROR_PROTOCOL, "out of range" },
  { "leading-zero", "[01]", OOF_ERROR_PROTOCOL, "expected ',' or ']'" },
  { "plus", "[+1]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "minus-only", "[-]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "dot-only", "[1.]", OOF_ERROR_PROTOCOL, "digit" },
  { "exponent-only", "[1e]", OOF_ERROR_PROTOCOL, "digit" },
  { "hex", "[0x10]", OOF_ERROR_PROTOCOL, "expected ',' or ']'" },
  { "nan", "[NaN]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "infinity", "[-Infinity]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "capital-true", "[True]", OOF_ERROR_PROTOCOL, "expected a value" },
  { "half-word", "[tru", OOF_ERROR_PROTOCOL, "expected a value" },
  { "latin-1", "\"\xE4\"", OOF_ERROR_PROTOCOL, "byte 1: not UTF-8" },
  { "utf8-surrogate", "\"\xED\xA0\x80\"", OOF_ERROR_PROTOCOL, "not UTF-8" },
  { "overlong", "\"\xC0\xAF\"", OOF_ERROR_PROTOCOL, "not UTF-8" },
  { "form-feed-blank", "\f{}", OOF_ERROR_PROTOCOL, "expected a value" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *item = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (oof_json_parse_text (item->text, 0, &error));
  assert_error (error, item->code, item->says);
}

static void
test_raw_nul (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[\"a\0b\"]", 7);
  g_autoptr (GBytes) after = g_bytes_new_static ("[]\0", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error_after = NULL;

  g_assert_null (oof_json_parse (bytes, 0, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "byte 3: not UTF-8, or a NUL");
  g_assert_null (oof_json_parse (after, 0, &error_after));
  assert_error (error_after, OOF_ERROR_PROTOCOL, "NUL");
}

static char *
nested (guint depth, const char *open, const char *close)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nested (OOF_JSON_MAX_DEPTH, "[", "]");
  g_autofree char *over = nested (OOF_JSON_MAX_DEPTH + 1, "[", "]");
  g_autofree char *objects = nested (OOF_JSON_MAX_DEPTH + 1, "{\"a\":", "}");
  g_autofree char *far_over = nested (100000, "[", "]");
  const char *refused[] = { over, objects, far_over };
  g_autoptr (OofJson) json = parse (deepest);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_json_parse_text (refused[i], 0, &error));
      assert_error (error, OOF_ERROR_LIMIT, "deeper than 64");
    }
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error_items = NULL;
  g_autoptr (OofJson) fits = oof_json_parse_text ("[1,2]", 5, NULL);
  g_autofree char *items = g_strnfill (2 * OOF_JSON_MAX_ITEMS + 1, '0');

  g_assert_nonnull (fits);
  g_assert_null (oof_json_parse_text ("[1,22]", 5, &error));
  assert_error (error, OOF_ERROR_LIMIT, "6 bytes, at most 5");

  items[0] = '[';
  for (gsize i = 2; i <= 2 * OOF_JSON_MAX_ITEMS; i += 2)
    items[i] = ',';
  g_assert_null (oof_json_parse_text (items, 0, &error_items));
  assert_error (error_items, OOF_ERROR_LIMIT, "more than 500000 values");
}

static void
test_strings (void)
{
  g_autoptr (OofJson) json =
      parse ("\xEF\xBB\xBF [\"\\u00e4\\n\\/\\ud83d\\ude00\", \"\", \"\x7F\xC3\xA4\"]");
  const char *expected[] = { "ä\n/😀", "", "\x7Fä" };

  g_assert_cmpuint (oof_json_get_length (json), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (json, i);
      g_autofree char *text = oof_json_dup_string (element, NULL);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_null (oof_json_get_element (json, 3));
}

static void
test_typed (void)
{
  g_autoptr (OofJson) json =
      parse ("{\"s\":\"x\",\"i\":-9223372036854775808,\"b\":true,\"n\":null,"
             "\"l\":[\"p\",\"q\"],\"o\":{\"in\":1},\"d\":1.0,\"unknown\":[{}]}");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) list = NULL;
  g_autoptr (OofJson) object = NULL;
  g_autoptr (OofJson) array = NULL;
  char *untouched = (char *) "old";
  gint64 number = 7;
  gboolean flag = FALSE;

  g_assert_true (oof_json_read_string (json, "s", OOF_REQUIRED, &text, &error));
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (oof_json_read_int (json, "i", OOF_REQUIRED, &number, &error));
  g_assert_cmpint (number, ==, G_MININT64);
  g_assert_true (oof_json_read_bool (json, "b", OOF_REQUIRED, &flag, &error));
  g_assert_true (flag);
  g_assert_true (oof_json_read_strv (json, "l", OOF_REQUIRED, &list, &error));
  g_assert_cmpuint (g_strv_length (list), ==, 2);
  g_assert_true (oof_json_read_object (json, "o", OOF_REQUIRED, &object, &error));
  g_assert_cmpstr (oof_json_get_path (object), ==, "o");
  g_assert_true (oof_json_read_array (json, "unknown", OOF_REQUIRED, &array, &error));

  g_assert_true (oof_json_read_string (json, "absent", OOF_OPTIONAL, &untouched, &error));
  g_assert_true (oof_json_read_string (json, "n", OOF_OPTIONAL, &untouched, &error));
  g_assert_cmpstr (untouched, ==, "old");
  g_assert_no_error (error);
}

static void
test_typed_errors (void)
{
  g_autoptr (OofJson) root = parse ("{\"value\":[{},{\"when\":5,\"n\":null,\"d\":1.0,\"l\":[1]}]}");
  g_autoptr (OofJson) array = oof_json_get_member (root, "value");
  g_autoptr (OofJson) item = oof_json_get_element (array, 1);
  char *text = NULL;
  gint64 number;
  gboolean flag;
  GStrv list;
  OofJson *node;
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_json_read_string (item, "when", OOF_OPTIONAL, &text, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].when: expected string, found number");
  g_clear_error (&error);
  g_assert_false (oof_json_read_string (item, "gone", OOF_REQUIRED, &text, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].gone: expected string, found nothing");
  g_clear_error (&error);
  g_assert_false (oof_json_read_bool (item, "n", OOF_REQUIRED, &flag, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].n: expected boolean, found null");
  g_clear_error (&error);
  g_assert_false (oof_json_read_int (item, "d", OOF_OPTIONAL, &number, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].d: expected integer");
  g_clear_error (&error);
  g_assert_false (oof_json_read_strv (item, "l", OOF_OPTIONAL, &list, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].l[0]: expected string, found number");
  g_clear_error (&error);
  g_assert_false (oof_json_read_object (root, "value", OOF_OPTIONAL, &node, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value: expected object, found array");
  g_clear_error (&error);
  g_assert_false (oof_json_read_string (array, "x", OOF_OPTIONAL, &text, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "value: expected object, found array");
  g_clear_error (&error);
  g_assert_false (oof_json_expect (root, OOF_JSON_ARRAY, &error));
  assert_error (error, OOF_ERROR_PROTOCOL, "document: expected array, found object");
  g_clear_error (&error);
  oof_json_set_error (item, "status", &error, "unknown status %s", "x");
  assert_error (error, OOF_ERROR_PROTOCOL, "value[1].status: unknown status x");
}

static void
test_outlives_document (void)
{
  OofJson *root = parse ("{\"a\":{\"b\":[\"deep\"]}}");
  OofJson *a = oof_json_get_member (root, "a");
  OofJson *b = oof_json_get_member (a, "b");
  g_autoptr (OofJson) deep = oof_json_get_element (b, 0);
  g_autofree char *text = NULL;

  oof_json_unref (root);
  oof_json_unref (a);
  oof_json_unref (b);
  text = oof_json_dup_string (deep, NULL);
  g_assert_cmpstr (text, ==, "deep");
  g_assert_cmpstr (oof_json_get_path (deep), ==, "a.b[0]");
}

static void
test_text (void)
{
  const char *text =
      "{\"z\":1,\"a\":[true,false,null,-0.5,1.0,1e+300,\"\\u00e4\\\"\\u007f\"],\"o\":{}}";
  g_autoptr (OofJson) json = parse (text);
  g_autofree char *again = oof_json_to_text (json);
  g_auto (GStrv) names = oof_json_dup_member_names (json);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (again, ==,
                   "{\"z\":1,\"a\":[true,false,null,-0.5,1.0,1.0000000000000001e+300,"
                   "\"\\u00e4\\\"\\u007f\"],\"o\":{}}");
  g_assert_cmpstr (joined, ==, "z a o");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/bad/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/json/raw-nul", test_raw_nul);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/typed", test_typed);
  g_test_add_func ("/json/typed-errors", test_typed_errors);
  g_test_add_func ("/json/outlives-document", test_outlives_document);
  g_test_add_func ("/json/text", test_text);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-csv.h"

#include "core/oof-error.h"

#include <string.h>

static OofCsv *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return oof_csv_parse (bytes, 0, error);
}

static OofCsv *
parse_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofCsv *csv = parse (text, &error);

  g_assert_no_error (error);
  return csv;
}

static void
assert_refused (const char *text, OofError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_error (error, OOF_ERROR, (gint) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_bad_row (const OofCsv *csv, guint row, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_csv_check_row (csv, row, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

/* What Export-Csv of Windows PowerShell writes. */
static void
test_powershell (void)
{
  g_autoptr (OofCsv) csv = parse_good (
      "#TYPE Selected.Microsoft.Exchange.Data.Directory.Management.Mailbox\r\n"
      "\"PrimarySmtpAddress\",\"ForwardingSmtpAddress\",\"DeliverToMailboxAndForward\"\r\n"
      "\"bernd@example.com\",\"smtp:bernd@home.example\",\"True\"\r\n"
      "\"carla@example.com\",,\"False\"\r\n");
  gboolean copy = FALSE;
  g_autofree char *text = NULL;

  g_assert_cmpuint (oof_csv_get_n_rows (csv), ==, 2);
  g_assert_cmpstr (oof_csv_get_columns (csv)[1], ==, "ForwardingSmtpAddress");
  g_assert_null (oof_csv_get_columns (csv)[3]);
  g_assert_cmpuint (oof_csv_get_line (csv, 0), ==, 3);
  g_assert_cmpstr (oof_csv_get (csv, 0, "forwarding smtp address"), ==, "smtp:bernd@home.example");
  g_assert_cmpstr (oof_csv_get (csv, 1, "Forwarding_SMTP-Address"), ==, "");
  g_assert_null (oof_csv_get (csv, 1, "ForwardingAddress"));
  g_assert_true (
      oof_csv_read_bool (csv, 0, "DeliverToMailboxAndForward", OOF_REQUIRED, &copy, NULL));
  g_assert_true (copy);
  g_assert_true (oof_csv_read_string (csv, 1, "ForwardingSmtpAddress", OOF_OPTIONAL, &text, NULL));
  g_assert_null (text);
}

static void
test_delimiters (void)
{
  const char *texts[] = { "a,b\n1,2\n",
                          "a;b\r\n1;2",
                          "a\tb\r1\t2\r",
                          "a|b\n\n 1 | 2 \n",
                          "sep=;\na;b\n1;2\n",
                          "\"a,,\";b\n1;2\n\n;",
                          "\xEF\xBB\xBF"
                          "a;b\n1;2",
                          "sep=^\r\nA^B\r\n1^2" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OofCsv) csv = parse_good (texts[i]);

      g_assert_cmpuint (oof_csv_get_n_rows (csv), ==, 1);
      g_assert_cmpstr (oof_csv_get (csv, 0, i == 5 ? "a,," : "a"), ==, "1");
      g_assert_cmpstr (oof_csv_get (csv, 0, "b"), ==, "2");
    }
}

static void
test_quotes (void)
{
  g_autoptr (OofCsv) csv = parse_good ("name,note,last\n"
                                       "\"a \"\"b\"\"\" , \"one, two\r\nthree\" , x\n"
                                       "5\" disk,\"\",\"\n\"\n"
                                       "short\n"
                                       "äö,Ü\n");

  g_assert_cmpuint (oof_csv_get_n_rows (csv), ==, 4);
  g_assert_cmpstr (oof_csv_get (csv, 0, "name"), ==, "a \"b\"");
  g_assert_cmpstr (oof_csv_get (csv, 0, "note"), ==, "one, two\nthree");
  g_assert_cmpstr (oof_csv_get (csv, 0, "last"), ==, "x");
  g_assert_cmpuint (oof_csv_get_line (csv, 1), ==, 4);
  g_assert_cmpstr (oof_csv_get (csv, 1, "name"), ==, "5\" disk");
  g_assert_cmpuint (oof_csv_get_line (csv, 2), ==, 6);
  g_assert_cmpstr (oof_csv_get (csv, 2, "last"), ==, "");
  g_assert_true (oof_csv_check_row (csv, 2, NULL));
  g_assert_cmpstr (oof_csv_get (csv, 3, "note"), ==, "Ü");
}

/* One bad row takes no other with it. */
static void
test_bad_rows (void)
{
  g_autoptr (OofCsv) csv = parse_good ("a;b\n1;2;3\n\"x\"y;2\n1;2;;\n");

  g_assert_cmpuint (oof_csv_get_n_rows (csv), ==, 3);
  assert_bad_row (csv, 0, "line 2: more fields than the header line");
  assert_bad_row (csv, 1, "line 3: text behind a closing quote");
  g_assert_true (oof_csv_check_row (csv, 2, NULL));
}

static void
test_typed_errors (void)
{
  g_autoptr (OofCsv) csv = parse_good ("a,b\n,maybe\nx,NEIN\n");
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) none = NULL;
  gboolean value = TRUE;
  char *text = NULL;

  g_assert_false (oof_csv_read_string (csv, 0, "a", OOF_REQUIRED, &text, &missing));
  g_assert_cmpstr (missing->message, ==, "line 2, column a: missing");
  g_assert_false (oof_csv_read_bool (csv, 0, "b", OOF_OPTIONAL, &value, &wrong));
  g_assert_cmpstr (wrong->message, ==, "line 2, column b: expected true or false, found \"maybe\"");
  g_assert_true (value);
  g_assert_true (oof_csv_read_bool (csv, 1, "b", OOF_REQUIRED, &value, NULL));
  g_assert_false (value);
  g_assert_false (oof_csv_require_columns (csv, (const char *const[]){ "A", "c", NULL }, &none));
  g_assert_error (none, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_cmpstr (none->message, ==, "the file has no column \"c\"");
}

static void
test_refused (void)
{
  g_autofree char *field = g_strnfill (OOF_CSV_MAX_FIELD + 1, 'x');
  g_autofree char *long_field = g_strconcat ("a\n", field, NULL);
  g_autofree char *wide = g_strnfill (OOF_CSV_MAX_COLUMNS, ',');

  assert_refused ("", OOF_ERROR_INVALID, "the file has no header line");
  assert_refused ("\r\n\n#TYPE x", OOF_ERROR_INVALID, "the file has no header line");
  assert_refused ("a,b,A \n1,2,3", OOF_ERROR_INVALID, "line 1: the column \"A\" twice");
  assert_refused ("a,b\n1,\"2\n3\n", OOF_ERROR_INVALID, "line 2: this quote is not closed");
  assert_refused ("\"a\"b,c\n", OOF_ERROR_INVALID, "line 1: text behind a closing quote");
  assert_refused (long_field, OOF_ERROR_LIMIT, "line 2: a field is too long");
  assert_refused (wide, OOF_ERROR_LIMIT, "line 1: too many fields");
}

static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("a\n");

  for (guint i = 0; i <= OOF_CSV_MAX_ROWS; i++)
    g_string_append (text, "x\n");
  assert_refused (text->str, OOF_ERROR_LIMIT, "line 100002: too many rows");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/powershell", test_powershell);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/bad-rows", test_bad_rows);
  g_test_add_func ("/csv/typed-errors", test_typed_errors);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/many-rows", test_many_rows);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-people-file.h"

#include "core/oof-error.h"

static GPtrArray *
read_text (const char *text, GPtrArray *problems, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return oof_people_file_read (bytes, problems, error);
}

/* What Excel writes comes back, and what is written reads the same again. */
static void
test_good (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people =
      read_text ("Address;Name;Zone;Language;Region;Work Days;home-phone;xData14\r\n"
                 "Bernd@x.example;\"Krause; Bernd\";Europe/Berlin;de;BY;\"mo, di;4\";0931 1;\"a "
                 "\"\"b\"\"\"\r\n"
                 "zoe@x.example;;;;;;;\r\n",
                 problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (people->len, ==, 2);
  OofPerson *bernd = g_ptr_array_index (people, 0);
  g_assert_cmpstr (bernd->address, ==, "bernd@x.example");
  g_assert_cmpstr (bernd->name, ==, "Krause; Bernd");
  g_assert_cmpstr (oof_person_get (bernd, "workDays"), ==, "1,2,4");
  g_assert_cmpstr (oof_person_get (bernd, "homePhone"), ==, "0931 1");
  g_assert_cmpstr (oof_person_get (bernd, "xData14"), ==, "a \"b\"");
  g_assert_null (((OofPerson *) people->pdata[1])->zone);

  g_autofree char *text = oof_people_file_write (people);
  g_assert_true (g_str_has_prefix (text, "\"address\",\"name\",\"zone\",\"language\",\"region\","
                                         "\"workDays\",\"homePhone\",\"xData14\"\r\n"));
  g_autoptr (GPtrArray) again = read_text (text, problems, &error);
  g_assert_no_error (error);
  g_autofree char *second = oof_people_file_write (again);
  g_assert_cmpstr (second, ==, text);
}

/* Each bad row with line and column, and the good ones beside them. */
static void
test_bad_rows (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *longer = g_strnfill (300, 'x');
  g_autofree char *text = g_strconcat ("address,zone,language,workDays,xData1\n"
                                       "a@x.example,Europe/Berlin,de,mo,\n"
                                       "nobody,,,,\n"
                                       "b@x.example,Mars/Olympus,,,\n"
                                       "c@x.example,,deutsch deutsch,,\n"
                                       "d@x.example,,,monday,\n"
                                       "A@x.example,,,,\n"
                                       "e@x.example,,,,,x\n"
                                       "f@x.example,,,,",
                                       longer, "\n", NULL);
  g_autoptr (GPtrArray) people = read_text (text, problems, NULL);
  static const char *const expected[] = {
    "line 3, column address: \"nobody\" is no e-mail address",
    "line 4, column zone: \"Mars/Olympus\" is no time zone such as Europe/Berlin",
    "line 5, column language: \"deutsch deutsch\" is no language such as de",
    "line 6, column workDays: \"monday\" is no pattern such as mo,tu,th",
    "line 7, column address: a@x.example stands in line 2 already",
    "line 8: ",
    "line 9, column xData1: not a line of at most 255 characters",
  };

  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    if (!g_str_has_prefix (g_ptr_array_index (problems, i), expected[i]))
      g_error ("%s", (const char *) g_ptr_array_index (problems, i));
}

static void
test_no_table (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "name\nBernd\n", "address" },
    { "address,Schuhgröße\na@x.example,43\n", "unknown column \"Schuhgröße\"" },
    { "", "" },
    { "address\n\"a@x.example", "line 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (cases[i].text, problems, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-file/good", test_good);
  g_test_add_func ("/people-file/bad-rows", test_bad_rows);
  g_test_add_func ("/people-file/no-table", test_no_table);
  return g_test_run ();
}

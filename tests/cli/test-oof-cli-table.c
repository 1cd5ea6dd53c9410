/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-table.h"

static const char *const headings[] = { "Name", "Ort", NULL };

static void
test_alignment (void)
{
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  oof_cli_table_add (table, "Jörg Müßig", "Würzburg");
  oof_cli_table_add (table, "王小明", "上海");
  oof_cli_table_add (table, "Zoe\xcc\x88", NULL); /* a combining diaeresis */
  oof_cli_table_add (table, NULL, "Fulda");
  g_autofree char *text = oof_cli_table_to_text (table);

  g_assert_cmpstr (text, ==,
                   "Name        Ort\n"
                   "Jörg Müßig  Würzburg\n"
                   "王小明      上海\n"
                   "Zoe\xcc\x88\n"
                   "            Fulda\n");
}

static void
test_empty (void)
{
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  g_autofree char *text = oof_cli_table_to_text (table);

  g_assert_cmpstr (text, ==, "");
}

/* Names come from outside: none may start a new line, colour the terminal or be no UTF-8. */
static void
test_hostile (void)
{
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  oof_cli_table_add (table, "a\n\033[31mb\t", "c\xff");
  g_autofree char *text = oof_cli_table_to_text (table);

  g_assert_cmpstr (text, ==, "Name       Ort\na  [31mb   c\xef\xbf\xbd\n");
}

static void
test_cut (void)
{
  g_autofree char *whole = oof_cli_text_cut ("Urlaub", 6);
  g_autofree char *cut = oof_cli_text_cut ("Ich bin nicht da", 9);
  g_autofree char *wide = oof_cli_text_cut ("王小明", 4);

  g_assert_cmpstr (whole, ==, "Urlaub");
  g_assert_cmpstr (cut, ==, "Ich bin…");
  g_assert_cmpstr (wide, ==, "王…");
  g_assert_cmpuint (oof_cli_text_width ("王a"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/table/alignment", test_alignment);
  g_test_add_func ("/cli/table/empty", test_empty);
  g_test_add_func ("/cli/table/hostile", test_hostile);
  g_test_add_func ("/cli/table/cut", test_cut);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-text-check.h"

#include <string.h>

typedef enum
{
  BARE = 0,
  HTML = 1 << 0,
  DEPUTY = 1 << 1,
  NOBODY_OUTSIDE = 1 << 2,
  OPEN_END_GROUP = 1 << 3,
  OPEN_END = 1 << 4,
  HOURS = 1 << 5,    /* until Thursday 14:00 */
  STORED = 1 << 6,   /* saved before */
  PAST = 1 << 7,     /* ended yesterday */
  STARTED = 1 << 8,  /* a week ago */
  SATURDAY = 1 << 9, /* ends on a Friday that is the last working day, asked without "back" */
  FRENCH = 1 << 10
} Flags;

typedef struct
{
  guint flags;
  const char *body;
  const char *external; /* (nullable) */
  const char *note;     /* (nullable) */
  const char *expected; /* "ERROR LINE CODE WHAT" for each finding, ';' behind each */
} Row;

static char *
to_text (GPtrArray *findings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const OofTemplateFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (out, "%c%s%u %s %s;", finding->is_error ? 'E' : 'W',
                              finding->external ? "x" : "", finding->line, finding->code,
                              finding->what);
    }
  return g_string_free (out, FALSE);
}

static OofAbsence *
new_absence (const Row *row)
{
  OofAbsence *absence = oof_absence_new ("anna@kontor.example", "Europe/Berlin");

  /* Today is Monday 2026-11-23. */
  absence->first_day = oof_day_from_ymd (2026, 11, 24);
  absence->last_day = oof_day_from_ymd (2026, 11, 25);
  if (row->flags & PAST)
    absence->first_day = absence->last_day = oof_day_from_ymd (2026, 11, 22);
  if (row->flags & STARTED)
    absence->first_day = oof_day_from_ymd (2026, 11, 16);
  if (row->flags & SATURDAY)
    absence->last_day = oof_day_from_ymd (2026, 11, 27);
  if (row->flags & HOURS)
    {
      absence->all_day = FALSE;
      oof_instant_parse ("2026-11-24T07:00:00Z", &absence->window.from, NULL);
      oof_instant_parse ("2026-11-26T13:00:00Z", &absence->window.to, NULL);
    }
  absence->open_end = (row->flags & OPEN_END) != 0;
  absence->rev = (row->flags & STORED) != 0;
  absence->note = g_strdup (row->note);
  if (row->flags & DEPUTY)
    absence->deputy = g_strdup ("bernd@kontor.example");
  return absence;
}

static void
check_row (const Row *row)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("x", (row->flags & HTML) != 0, row->body);
  g_autoptr (OofPerson) anna = oof_person_new ("1", "anna@kontor.example", "Anna Meier");
  g_autoptr (OofPerson) bernd = oof_person_new ("2", "bernd@kontor.example", "Bernd Krause");
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofAbsence) absence = new_absence (row);
  OofRenderInput render = { .person = anna,
                            .deputy = absence->deputy != NULL ? bernd : NULL,
                            .absence = absence,
                            .options = options };
  OofTextCheckInput input = {
    .tmpl = tmpl,
    .input = &render,
    .audience = (row->flags & NOBODY_OUTSIDE) ? OOF_AUDIENCE_NONE : OOF_AUDIENCE_ALL,
    .open_end_group = (row->flags & OPEN_END_GROUP) != 0,
  };

  oof_instant_parse ("2026-11-23T09:00:00Z", &input.now, NULL);
  oof_person_set (anna, "mobile", "0171 1234567");
  anna->language = g_strdup ((row->flags & FRENCH) ? "fr-FR, de" : NULL);
  tmpl->external = g_strdup (row->external);

  g_autoptr (GPtrArray) findings = oof_text_check_absence (&input);
  g_autofree char *text = to_text (findings);
  g_assert_cmpstr (text, ==, row->expected);
}

static void
test_absence (void)
{
  static const Row rows[] = {
    { BARE, "Bis @@oofto, zurück @@oofback", NULL, NULL, "" },
    /* what oof_template_check() finds comes too, once */
    { BARE, "a\n@@oofton", NULL, NULL, "E2 unknown-variable oofton;" },
    { BARE, "a", "b @@oofton", NULL, "Ex1 unknown-variable oofton;" },
    /* gaps */
    { BARE, "a\nMobil: @@homePhone.", NULL, NULL,
      "W2 private-number homePhone;W2 empty-value homePhone;" },
    { NOBODY_OUTSIDE, "Tel @@telephoneNumber\nTel ##telephoneNumber", NULL, NULL,
      "W1 empty-value telephoneNumber;" },
    { BARE, "Bitte an @@oofforwarddisplayName", NULL, NULL,
      "W1 empty-deputy oofforwarddisplayName;" },
    { DEPUTY, "Bitte an @@oofforwarddisplayName", NULL, NULL, "" },
    { BARE, "##oofforwardusertrue Bitte an @@oofforwarddisplayName\nx", NULL, NULL, "" },
    { BARE, "x @@oofforwardornot\n[##OOFSubject:@@company ##title]", NULL, NULL, "" },
    { BARE, "x\n[##OOFSubject:@@company]", NULL, NULL, "W2 empty-value company;" },
    { BARE, "##oofexternal @@company\nx", NULL, NULL, "W1 empty-value company;" },
    { NOBODY_OUTSIDE, "##oofexternal @@company\nx", NULL, NULL, "" },
    { OPEN_END | NOBODY_OUTSIDE, "Bis @@oofto", NULL, NULL, "W1 empty-value oofto;" },
    { HTML, "<p>a</p>\n<p>@@company</p>\n<p>##title</p>", NULL, NULL, "W2 empty-value company;" },
    /* private numbers */
    { BARE, "a\nMobil ##mobile", NULL, NULL, "W2 private-number mobile;" },
    { BARE, "##oofinternal Mobil ##mobile\nb", NULL, NULL, "" },
    { BARE, "Mobil ##mobile", "b", NULL, "" },
    { BARE, "a", "b\n##mobile", NULL, "Wx2 private-number mobile;" },
    { BARE, "a\n@@personalInfo", NULL, "Ruf an: +49 (171) 12345-67!",
      "W2 number-in-note +49 (171) 12345-67;" },
    { BARE, "a\n##oofinternal @@personalInfo", NULL, "0171 1234567", "" },
    { BARE, "##personalInfo", NULL, "Zimmer 0815, 0 12, A0171 1234567", "" },
    /* dates */
    { PAST, "a", NULL, NULL, "E0 ends-in-past 22.11.2026;" },
    { STARTED, "a", NULL, NULL, "W0 starts-in-past 16.11.2026;" },
    { STARTED | STORED, "a", NULL, NULL, "" },
    { BARE, "a\nbis 22.11.2026 und 23.11.2026, 2026-1-1, 31.2.2026, 1.2.3, 12345.1.2020", NULL,
      NULL, "W2 date-in-past 22.11.2026;W2 date-in-past 2026-1-1;" },
    { HTML, "<!-- 1.1.2020 -->\n<p title='1.1.2020'>1.2.2020</p>", "<p>1.3.2020</p>", NULL,
      "W2 date-in-past 1.2.2020;Wx1 date-in-past 1.3.2020;" },
    { BARE, "a", NULL, "am 1.5.2026", "W0 date-in-past 1.5.2026;" },
    /* the return */
    { SATURDAY, "Bis @@oofto", NULL, NULL, "W1 return-on-day-off 28.11.2026;" },
    { SATURDAY, "Bis @@oofto, zurück @@oofback", NULL, NULL, "" },
    { SATURDAY, "Bin weg", NULL, NULL, "" },
    { HOURS, "Bis @@oofto", NULL, NULL, "" },
    /* no end */
    { OPEN_END_GROUP, "a\nBis @@oofto", NULL, NULL, "W2 end-is-kept oofto;" },
    { OPEN_END_GROUP, "Bin weg seit @@ooffrom", NULL, NULL, "" },
    { OPEN_END_GROUP | OPEN_END, "a\nBis ##oofto", NULL, NULL, "" },
    /* languages */
    { FRENCH, "[lang:de]a[/lang]\n[lang:en]b[/lang]", NULL, NULL, "W1 missing-language fr-FR;" },
    { FRENCH, "[lang:de]a[/lang]\n[lang:fr]b[/lang]", NULL, NULL, "" },
    { FRENCH, "a", NULL, NULL, "" },
    { FRENCH, "a", "\n[lang:de]b[/lang]", NULL, "Wx2 missing-language fr-FR;" },
    /* nothing left */
    { BARE, "##oofexternal a", NULL, NULL, "E0 empty-text ;" },
    { BARE, "##oofinternal a", NULL, NULL, "W0 empty-external ;" },
    { NOBODY_OUTSIDE, "##oofinternal a", NULL, NULL, "" },
    { BARE, "a", "", NULL, "" },
    { HTML, "<p>##title</p>", NULL, NULL, "E0 empty-text ;W0 empty-external ;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i]);
}

/* Escaping can make a text larger than it was. */
static void
test_size (void)
{
  g_autofree char *text = g_strnfill (60000, '"');
  Row row = { BARE, text, NULL, NULL, "W0 large 58;E0 too-large 351;" };

  check_row (&row);
}

static void
check_setup (const char *body, const char *external, const char *language, const char *expected)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("Lang", FALSE, body);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  static const char *const names[] = { "Alle Benutzer", "Elternzeit", "Werk" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      OofGroup *group = oof_group_new (names[i]);

      group->open_end = i > 0;
      group->template_name = g_strdup (i == 2 ? "Kurz" : "LANG");
      g_ptr_array_add (groups, group);
    }
  tmpl->external = g_strdup (external);
  g_free (options->language);
  options->language = g_strdup (language);

  g_autoptr (GPtrArray) findings = oof_text_check_setup (tmpl, options, groups);
  g_autofree char *text = to_text (findings);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_setup (void)
{
  g_autoptr (OofTemplate) tmpl = oof_template_new ("Lang", FALSE, "Bis @@oofto");
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (GPtrArray) without = oof_text_check_setup (tmpl, options, NULL);

  g_assert_cmpuint (without->len, ==, 0);
  check_setup ("Bin weg", NULL, "de", "");
  check_setup ("a\nb @@oofback", NULL, "de", "W2 end-in-open-end-group Elternzeit;");
  check_setup ("a", "\n##oofto", "de", "Wx2 end-in-open-end-group Elternzeit;");
  check_setup ("a\n[lang:en]b[/lang]", NULL, "de", "W2 missing-language de;");
  check_setup ("a\n[lang:DE-at]b[/lang]", NULL, "de", "");
  check_setup ("a", "[lang:en]b[/lang]", "de-DE", "Wx1 missing-language de-DE;");
  check_setup ("[lang:en]b[/lang]", NULL, "", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-check/absence", test_absence);
  g_test_add_func ("/text-check/size", test_size);
  g_test_add_func ("/text-check/setup", test_setup);
  return g_test_run ();
}

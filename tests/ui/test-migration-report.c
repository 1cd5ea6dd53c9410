/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a migration, as HTML and as PDF, in both languages: written to OOF_REPORT_DIR
 * (unset: a temporary folder), so that it can be looked at. */
#include <adwaita.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "app/oof-paths.h"
#include "app/oof-words.h"
#include "migration/oof-migration-pages.h"
#include "migration/oof-migration-report.h"
#include "migration/oof-migration-sentence.h"
#include "ui/migration/oof-report-print.h"

#define NOW     1795525327 /* 2026-11-24T13:02:07Z */
#define EARLIER "Alle 30 Mailboxes, 100 %"

static const char *const decided[] = {
  "step old-task",        "goal",  "answer owa", "option dayDifference",
  "subject Sonderurlaub", "rules", "cut-over",
};

static void
add_checks (OofMigrationState *state)
{
  for (const char *const *id = oof_migration_check_ids; *id != NULL; id++)
    g_ptr_array_add (state->checks,
                     oof_migration_check_new (*id, OOF_MIGRATION_OK,
                                              g_strdup ("190 <in> der Cloud"), NULL, NOW));
}

static void
add_text (OofMigrationState *state)
{
  OofMigrationText *text = g_new0 (OofMigrationText, 1);

  text->person = g_strdup ("bernd.krause@example.com");
  text->old = g_strdup ("Guten Tag,\nich bin bis Freitag nicht im Haus.");
  text->new = g_strdup ("Guten Tag,\nich bin vom 24.11.2026 bis 27.11.2026 abwesend.");
  g_ptr_array_add (state->texts, text);
}

static void
add_picture (OofMigrationState *state, const char *folder)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 400);
  g_autofree char *path = g_build_filename (folder, "kalender.png", NULL);

  gdk_pixbuf_fill (picture, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save (picture, path, "png", NULL, NULL));
  oof_migration_state_add_picture (state, "kalender", "kalender.png", "ab", 640, 400, NOW);
}

static OofMigrationState *
make_state (const char *folder)
{
  OofMigrationState *state = oof_migration_state_new ("oof-service@example.com");

  state->started_at = NOW - 86400;
  state->cut_over_at = NOW;
  state->concluded = 1;
  state->ready = TRUE;
  g_ptr_array_add (state->reasons, g_strdup ("alle 190 Postfächer liegen in Microsoft 365"));
  add_checks (state);
  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    oof_migration_state_decide (state, decided[i], "30", i == 0 ? "skipped: kein Support" : "45",
                                "anna.meier@example.com", NOW);
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    oof_migration_state_set_mark (state, step->id, OOF_STEP_SKIPPED, "kein Support", NOW);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *person = g_strdup_printf ("person%02d@example.com", i);
      oof_migration_state_add_count (state, person, "Urlaub", 3, 3);
    }
  state->rehearsal = (OofMigrationRehearsal){ NOW, 150, 40, 0, 8, 1, 12 };
  add_text (state);
  g_ptr_array_add (state->leftovers,
                   g_strdup ("Remove-InboxRule -Mailbox 'a@example.com' -Identity 'OOF alt'"));
  add_picture (state, folder);
  return state;
}

static char *
dup_folder (void)
{
  const char *wanted = g_getenv ("OOF_REPORT_DIR");
  g_autoptr (GError) error = NULL;
  char *folder = wanted != NULL ? g_strdup (wanted) : g_dir_make_tmp ("oof-report-XXXXXX", &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return folder;
}

static void
assert_has (const char *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (strstr (html, escaped) == NULL)
    g_error ("“%s” is missing", text);
}

/* Everything of the state is there, and the words of the language. */
static void
check_html (const char *html, const char *const *words)
{
  for (; *words != NULL; words++)
    assert_has (html, *words);
  assert_has (html, "190 <in> der Cloud");
  assert_has (html, "kein Support");
  assert_has (html, "person59@example.com");
  assert_has (html, "ich bin bis Freitag nicht im Haus.");
  assert_has (html, "Remove-InboxRule -Mailbox 'a@example.com' -Identity 'OOF alt'");
  assert_has (html, "Sonderurlaub");
  g_assert_null (strstr (html, "dayDifference"));
  g_assert_nonnull (strstr (html, "data:image/png;base64,"));
  g_assert_null (strstr (html, "<script"));
}

static void
write_both (const char *language, const char *const *words)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (OofMigrationState) state = make_state (folder);
  g_autofree char *name = g_strdup_printf ("%s/report-%s.html", folder, language);
  g_autofree char *pdf = g_strdup_printf ("%s/report-%s.pdf", folder, language);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  oof_paths_use_language (language);
  g_autoptr (GPtrArray) blocks = oof_migration_report_build (state, oof_words_option_title);
  g_autofree char *html = oof_migration_report_to_html (blocks, folder);
  check_html (html, words);
  g_assert_true (g_file_set_contents (name, html, -1, NULL));
  g_assert_true (oof_report_print_to_pdf (blocks, folder, pdf, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (pdf, &content, &length, NULL));
  g_assert_cmpuint (length, >, 10000);
  g_assert_cmpint (memcmp (content, "%PDF-", 5), ==, 0);
}

static void
test_english (void)
{
  const char *words[] = { "Step: Disable the task locally",
                          "Place, date",
                          "skipped",
                          "Option “Day difference”",
                          "Is OWA of your Exchange server reachable from outside?",
                          NULL };

  write_both ("en", words);
}

static void
test_german (void)
{
  const char *words[] = {
    "Schritt: Task lokal deaktivieren",   "Ort, Datum", "ausgelassen", "Option „Tagedifferenz“",
    "Es fehlen: Exchange, Administrator", NULL
  };

  write_both ("de", words);
}

/* What an organisation between the worlds is told: every sentence with a value in it. */
static OofMigrationFacts *
make_facts (void)
{
  OofMigrationFacts *facts = oof_migration_facts_new ();
  g_autoptr (OofForward) forward = oof_forward_new ();

  facts->at = NOW;
  facts->has_graph = TRUE;
  facts->service = OOF_PLACE_CLOUD;
  facts->service_licensed = OOF_KNOWN_NO;
  facts->n_cloud = 140;
  facts->n_onprem = 50;
  facts->n_unreadable = 2;
  facts->unreadable = oof_sentence_new ("%s: %s", "a@example.com", "x");
  facts->sync = OOF_KNOWN_YES;
  facts->synchronised = NOW - 3600;
  facts->owa = OOF_KNOWN_NO;
  facts->owa_evidence = g_strdup ("HTTP 503");
  facts->rights = OOF_KNOWN_NO;
  facts->rights_evidence = g_strdup ("MailboxSettings.ReadWrite");
  forward->kind = OOF_FORWARD_RULE;
  forward->rule = g_strdup ("OOF");
  forward->hidden = TRUE;
  oof_migration_facts_add_leftover (facts, "a@example.com", forward, TRUE);
  return facts;
}

/* Checked in one language, kept in the file, and read in the other one. */
static char *
report_in_the_other (const char *checked, const char *read)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (OofMigrationState) state = oof_migration_state_new ("oof-service@example.com");
  g_autoptr (OofMigrationFacts) facts = make_facts ();
  g_autoptr (OofMigrationState) again = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  oof_paths_use_language (checked);
  g_autoptr (OofConclusion) conclusion = oof_migration_conclude (facts, OOF_KNOWN_NOT);
  g_ptr_array_unref (state->checks);
  state->checks = oof_migration_judge (facts, NULL, OOF_INSTANT_NONE, NULL);
  for (guint i = 0; i < conclusion->reasons->len; i++)
    g_ptr_array_add (
        state->reasons,
        g_strdup (((OofConclusionReason *) g_ptr_array_index (conclusion->reasons, i))->text));
  /* A file of the first days holds sentences as they were said. */
  g_ptr_array_add (state->reasons, g_strdup (EARLIER));
  json = oof_migration_state_to_json (state);
  again = oof_migration_state_from_json (json, &error);
  g_assert_no_error (error);
  oof_paths_use_language (read);
  blocks = oof_migration_report_build (again, oof_words_option_title);
  return oof_migration_report_to_html (blocks, folder);
}

static void
test_other_language (void)
{
  static const char *const words[][2] = {
    { "140 in Microsoft 365, 50 on premises", "140 in Microsoft 365, 50 On-Premise" },
    { "60 minutes before this check", "60 Minuten vor dieser Prüfung" },
    { "from outside: not answered yet; seen from here: HTTP 503",
      "von extern: noch nicht beantwortet; von hier aus gesehen: HTTP 503" },
    { "1 active absence forwards", "1 aktive Abwesenheit" },
    { "Rights are missing: MailboxSettings.ReadWrite",
      "Es fehlen Rechte: MailboxSettings.ReadWrite" },
    { "Where 2 mailboxes live could not be found out, the first: a@example.com: x",
      "a@example.com: x" },
  };
  static const char *const foreign[] = { "Mailboxes auch", "beantwortet", "Szenario",
                                         "Prüfung",        "in Ordnung",  "bitte" };
  g_autofree char *english = report_in_the_other ("de", "en");
  g_autofree char *german = report_in_the_other ("en", "de");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      assert_has (english, words[i][0]);
      assert_has (german, words[i][1]);
      g_assert_null (strstr (german, words[i][0]));
    }
  assert_has (english, EARLIER);
  assert_has (german, EARLIER);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_null (strstr (english, foreign[i]));
  g_assert_null (strstr (english, "\"say\""));
  g_assert_null (strstr (german, "&quot;say&quot;"));
}

/* A folder that cannot be written to is said, not swallowed. */
static void
test_nowhere (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (OofMigrationState) state = make_state (folder);
  g_autoptr (GPtrArray) blocks = oof_migration_report_build (state, oof_words_option_title);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      oof_report_print_to_pdf (blocks, folder, "/nonexistent/report.pdf", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oof_paths_init_gettext ();
  adw_init ();
  g_test_add_func ("/migration-report/english", test_english);
  g_test_add_func ("/migration-report/german", test_german);
  g_test_add_func ("/migration-report/other-language", test_other_language);
  g_test_add_func ("/migration-report/nowhere", test_nowhere);
  return g_test_run ();
}

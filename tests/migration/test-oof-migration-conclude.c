/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-check.h"
#include "migration/oof-migration-sentence.h"

#define NOW ((OofInstant) 1764580000)

/* One organisation and what is concluded of it. */
typedef struct
{
  const char *name;
  OofPlace service;
  guint n_cloud;
  guint n_onprem;
  guint n_unreadable;
  OofKnown licensed;
  OofKnown sync;
  gint64 sync_age; /* -1: never */
  OofKnown owa_seen;
  OofKnown owa_said;
  gboolean has_server;
  OofKnown rights;
  int scenario;
  gboolean ready;
  OofConcluded reason; /* the one that must be named */
} Row;

#define YES OOF_KNOWN_YES
#define NO  OOF_KNOWN_NO
#define NOT OOF_KNOWN_NOT

/* The first row of each scenario is ready (or its stop); the ones below it differ in one thing. */
static const Row rows[] = {
  { "everything in the cloud", OOF_PLACE_CLOUD, 200, 0, 0, YES, YES, 720, NOT, NOT, FALSE, YES, 1,
    TRUE, OOF_CONCLUDED_ALL_CLOUD },
  { "one mailbox flipped", OOF_PLACE_CLOUD, 199, 1, 0, YES, YES, 720, YES, NOT, TRUE, YES, 3, TRUE,
    OOF_CONCLUDED_MIXED },
  { "the service mailbox flipped", OOF_PLACE_ONPREM, 200, 0, 0, YES, YES, 720, YES, NOT, TRUE, YES,
    2, FALSE, OOF_CONCLUDED_SERVICE_ONPREM },
  { "1: no synchronisation is needed", OOF_PLACE_CLOUD, 200, 0, 0, YES, NO, -1, NO, NO, FALSE, YES,
    1, TRUE, OOF_CONCLUDED_ALL_CLOUD },
  { "1: no licence", OOF_PLACE_CLOUD, 200, 0, 0, NO, YES, 720, NOT, NOT, FALSE, YES, 1, FALSE,
    OOF_CONCLUDED_NO_LICENCE },
  { "1: no rights", OOF_PLACE_CLOUD, 200, 0, 0, YES, YES, 720, NOT, NOT, FALSE, NO, 1, FALSE,
    OOF_CONCLUDED_NO_RIGHTS },
  { "1: one not found out", OOF_PLACE_CLOUD, 199, 0, 1, YES, YES, 720, NOT, NOT, FALSE, YES, 1,
    FALSE, OOF_CONCLUDED_UNREADABLE },
  { "nobody's mailbox was seen", OOF_PLACE_CLOUD, 0, 0, 200, YES, YES, 720, NOT, NOT, FALSE, NO, 0,
    FALSE, OOF_CONCLUDED_UNREADABLE },
  { "2: on premises with some in the cloud", OOF_PLACE_ONPREM, 190, 10, 0, NO, YES, 720, YES, YES,
    TRUE, YES, 2, FALSE, OOF_CONCLUDED_SERVICE_ONPREM },
  { "3", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, YES, YES, TRUE, YES, 3, TRUE,
    OOF_CONCLUDED_MIXED },
  { "3: the last one moved", OOF_PLACE_CLOUD, 200, 0, 0, YES, YES, 720, YES, YES, TRUE, YES, 1,
    TRUE, OOF_CONCLUDED_ALL_CLOUD },
  { "3: sync off", OOF_PLACE_CLOUD, 190, 10, 0, YES, NO, 720, YES, YES, TRUE, YES, 3, FALSE,
    OOF_CONCLUDED_SYNC_OFF },
  { "3: sync a day old", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 86401, YES, YES, TRUE, YES, 3,
    FALSE, OOF_CONCLUDED_SYNC_OLD },
  { "3: sync never ran", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, -1, YES, YES, TRUE, YES, 3, FALSE,
    OOF_CONCLUDED_SYNC_OLD },
  { "3: sync unknown", OOF_PLACE_CLOUD, 190, 10, 0, YES, NOT, 720, YES, YES, TRUE, YES, 3, FALSE,
    OOF_CONCLUDED_SYNC_UNKNOWN },
  { "3: OWA closed", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, NO, NOT, TRUE, YES, 3, FALSE,
    OOF_CONCLUDED_OWA_CLOSED },
  { "3: OWA said to be closed", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, YES, NO, TRUE, YES, 3,
    FALSE, OOF_CONCLUDED_OWA_CLOSED },
  { "3: OWA said to be open from outside", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, NO, YES,
    TRUE, YES, 3, TRUE, OOF_CONCLUDED_MIXED },
  { "3: OWA unknown", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, NOT, NOT, TRUE, YES, 3, FALSE,
    OOF_CONCLUDED_OWA_UNKNOWN },
  { "3: no server", OOF_PLACE_CLOUD, 190, 10, 0, YES, YES, 720, YES, YES, FALSE, YES, 3, FALSE,
    OOF_CONCLUDED_NO_SERVER },
  { "no service mailbox", OOF_PLACE_NOWHERE, 200, 0, 0, NO, YES, 720, NOT, NOT, FALSE, YES, 0,
    FALSE, OOF_CONCLUDED_NO_SERVICE },
  { "service mailbox not seen", OOF_PLACE_UNKNOWN, 200, 0, 0, NOT, YES, 720, NOT, NOT, FALSE, YES,
    0, FALSE, OOF_CONCLUDED_SERVICE_UNKNOWN },
};

static OofMigrationFacts *
make_facts (const Row *row)
{
  OofMigrationFacts *facts = oof_migration_facts_new ();

  facts->at = NOW;
  facts->has_graph = TRUE;
  facts->has_server = row->has_server;
  facts->service = row->service;
  facts->service_licensed = row->licensed;
  facts->n_cloud = row->n_cloud;
  facts->n_onprem = row->n_onprem;
  facts->n_unreadable = row->n_unreadable;
  facts->sync = row->sync;
  facts->synchronised = row->sync_age >= 0 ? NOW - row->sync_age : OOF_INSTANT_NONE;
  facts->owa = row->owa_seen;
  facts->rights = row->rights;
  return facts;
}

static void
test_table (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (OofMigrationFacts) facts = make_facts (row);
  g_autoptr (OofConclusion) conclusion = oof_migration_conclude (facts, row->owa_said);

  g_assert_cmpint (conclusion->scenario, ==, row->scenario);
  g_assert_cmpint (conclusion->ready, ==, row->ready);
  g_assert_true (oof_conclusion_has (conclusion, row->reason));
  /* One cause, one reason beside that of the scenario. */
  g_assert_cmpuint (conclusion->reasons->len, <=, 2);
}

static void
test_onprem_alone (void)
{
  g_autoptr (OofMigrationFacts) facts = make_facts (&rows[0]);

  facts->has_graph = FALSE;
  facts->service = OOF_PLACE_ONPREM;
  g_autoptr (OofConclusion) conclusion = oof_migration_conclude (facts, NOT);
  g_assert_cmpint (conclusion->scenario, ==, 0);
  g_assert_true (oof_conclusion_has (conclusion, OOF_CONCLUDED_NO_GRAPH));
}

static const OofMigrationCheck *
find (GPtrArray *checks, const char *id)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const OofMigrationCheck *check = g_ptr_array_index (checks, i);

      if (g_str_equal (check->id, id))
        return check;
    }
  g_assert_not_reached ();
}

static void
assert_says (const OofMigrationCheck *check, const char *expected)
{
  g_autofree char *said = oof_sentence_say (check->evidence);

  g_assert_cmpstr (said, ==, expected);
}

/* Every check is judged, each once, with evidence. */
static void
test_checks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OofMigrationFacts) facts = make_facts (&rows[i]);
      g_autoptr (GPtrArray) checks = oof_migration_judge (facts, NULL, OOF_INSTANT_NONE, NULL);

      g_assert_cmpuint (checks->len, ==, g_strv_length ((char **) oof_migration_check_ids));
      for (guint j = 0; j < checks->len; j++)
        {
          const OofMigrationCheck *check = g_ptr_array_index (checks, j);

          g_assert_cmpstr (check->id, ==, oof_migration_check_ids[j]);
          g_assert_true (check->evidence[0] != '\0');
          g_assert_cmpint (check->at, ==, NOW);
        }
    }
}

static void
test_forwards (void)
{
  g_autoptr (OofMigrationFacts) facts = make_facts (&rows[0]);
  g_autoptr (OofForward) forward = oof_forward_new ();

  forward->kind = OOF_FORWARD_RULE;
  forward->rule = g_strdup ("it's old");
  forward->hidden = TRUE;
  oof_migration_facts_add_leftover (facts, "a@example.com", forward, TRUE);
  oof_migration_facts_add_leftover (facts, "b@example.com", forward, FALSE);
  g_autoptr (GPtrArray) checks = oof_migration_judge (facts, NULL, OOF_INSTANT_NONE, NULL);
  g_assert_cmpint (find (checks, "active-forwards")->verdict, ==, OOF_MIGRATION_WARNING);
  assert_says (find (checks, "active-forwards"),
               "1 active absence forwards by a rule that was set through EWS");
  g_assert_cmpint (find (checks, "ews-cloud")->verdict, ==, OOF_MIGRATION_UNKNOWN);
  g_assert_cmpstr (find (checks, "foreign-rules")->remedy, ==,
                   "Remove-InboxRule -Mailbox 'a@example.com' -Identity 'it''s old'");
}

/* The original's task changes replies at full hours; ours are marked. */
static void
test_heartbeat (void)
{
  g_autoptr (GHashTable) look = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OofMigrationFacts) facts = make_facts (&rows[0]);

  g_hash_table_insert (look, (gpointer) "a@example.com", (gpointer) "aaaa");
  g_hash_table_insert (look, (gpointer) "b@example.com", (gpointer) "bbbb");
  g_hash_table_insert (facts->replies, g_strdup ("a@example.com"), g_strdup ("cccc"));
  g_hash_table_insert (facts->replies, g_strdup ("b@example.com"), g_strdup ("=dddd"));
  g_hash_table_insert (facts->replies, g_strdup ("new@example.com"), g_strdup ("eeee"));
  g_autoptr (GPtrArray) same = oof_migration_judge (facts, NULL, NOW, look);
  g_assert_cmpint (find (same, "old-task")->verdict, ==, OOF_MIGRATION_UNKNOWN);
  g_autoptr (GPtrArray) later = oof_migration_judge (facts, NULL, NOW - 3600, look);
  g_assert_cmpint (find (later, "old-task")->verdict, ==, OOF_MIGRATION_WARNING);
  assert_says (find (later, "old-task"), "1 reply was changed by somebody else over the full hour");
  g_hash_table_insert (facts->replies, g_strdup ("a@example.com"), g_strdup ("aaaa"));
  g_autoptr (GPtrArray) quiet = oof_migration_judge (facts, NULL, NOW - 3600, look);
  g_assert_cmpint (find (quiet, "old-task")->verdict, ==, OOF_MIGRATION_OK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/migration/conclude/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_table);
    }
  g_test_add_func ("/migration/conclude/on-premises-alone", test_onprem_alone);
  g_test_add_func ("/migration/judge/every-check", test_checks);
  g_test_add_func ("/migration/judge/forwards", test_forwards);
  g_test_add_func ("/migration/judge/heartbeat", test_heartbeat);
  return g_test_run ();
}

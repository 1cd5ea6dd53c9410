/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "store/oof-group-json.h"
#include "store/oof-holidays-json.h"
#include "store/oof-options-json.h"
#include "store/oof-record-json.h"
#include "store/oof-run-log-json.h"
#include "store/oof-subject-json.h"
#include "store/oof-template-json.h"
#include "store/oof-user-json.h"

#define TEMPLATE_KEY "d:template:1"

static void
test_template (void)
{
  const char *text =
      "{\"v\":1,\"key\":\"" TEMPLATE_KEY "\",\"rev\":2,\"w\":\"0\",\"name\":\"Standard\","
      "\"format\":\"html\",\"body\":\"<p>Gr\\u00fc\\u00dfe</p>\",\"external\":\"\","
      "\"audience\":\"none\",\"later\":true}";
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) tmpl = oof_template_json_read (TEMPLATE_KEY, text, &error);
  g_autoptr (OofTemplate) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tmpl->key, ==, TEMPLATE_KEY);
  g_assert_cmpint (tmpl->rev, ==, 2);
  g_assert_true (tmpl->html);
  g_assert_cmpstr (tmpl->body, ==, "<p>Grüße</p>");
  g_assert_cmpstr (tmpl->external, ==, "");
  g_assert_cmpint (tmpl->audience, ==, OOF_AUDIENCE_NONE);

  g_clear_pointer (&tmpl->external, g_free);
  tmpl->html = FALSE;
  tmpl->audience = OOF_AUDIENCE_UNSET;
  written = oof_template_json_write (tmpl, 3, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (written, ==,
                   "{\"v\":1,\"key\":\"" TEMPLATE_KEY
                   "\",\"rev\":3,\"w\":\"1\",\"name\":\"Standard\",\"format\":\"text\","
                   "\"body\":\"<p>Gr\\u00fc\\u00dfe</p>\",\"external\":null,\"audience\":null,"
                   "\"groups\":null,\"savedAt\":null,\"savedBy\":null,\"versions\":[],"
                   "\"later\":true}");
  again = oof_template_json_read (TEMPLATE_KEY, written, &error);
  g_assert_no_error (error);
  g_assert_null (again->external);
}

static void
test_template_versions (void)
{
  const char *text =
      "{\"v\":1,\"key\":\"" TEMPLATE_KEY "\",\"rev\":5,\"w\":\"1\",\"name\":\"A\","
      "\"format\":\"text\",\"body\":\"x\",\"external\":null,\"audience\":null,"
      "\"groups\":[\"Vertrieb\"],\"savedAt\":\"2026-11-23T08:00:00Z\",\"savedBy\":\"a@x.example\","
      "\"versions\":[{\"rev\":4,\"savedAt\":\"2026-11-22T08:00:00Z\",\"savedBy\":\"b@x.example\","
      "\"format\":\"html\",\"body\":\"<p>y</"
      "p>\",\"external\":\"z\",\"audience\":\"none\",\"later\":1},"
      "{\"rev\":1,\"savedAt\":null,\"savedBy\":null,\"format\":\"text\",\"body\":\"q\","
      "\"external\":null,\"audience\":null}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) tmpl = oof_template_json_read (TEMPLATE_KEY, text, &error);
  const OofTemplateVersion *version;
  g_autofree char *written = NULL;
  g_autofree char *saved = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tmpl->groups[0], ==, "Vertrieb");
  g_assert_cmpstr (tmpl->saved_by, ==, "a@x.example");
  saved = oof_instant_format (tmpl->saved_at);
  g_assert_cmpstr (saved, ==, "2026-11-23T08:00:00Z");
  g_assert_cmpuint (tmpl->versions->len, ==, 2);
  version = oof_template_find_version (tmpl, 4);
  g_assert_true (version->html);
  g_assert_cmpstr (version->body, ==, "<p>y</p>");
  g_assert_cmpstr (version->external, ==, "z");
  g_assert_cmpint (version->audience, ==, OOF_AUDIENCE_NONE);
  g_assert_cmpint (oof_template_find_version (tmpl, 1)->saved_at, ==, OOF_INSTANT_NONE);

  written = oof_template_json_write (tmpl, 5, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (written, ==, text);
}

static void
test_template_wrong (void)
{
  const char *const bodies[] = {
    "\"format\":\"text\",\"body\":\"x\"",                       /* no name */
    "\"name\":\"A\",\"format\":\"text\"",                       /* no body */
    "\"name\":\"A\",\"body\":\"x\",\"format\":\"rtf\"",         /* unknown format */
    "\"name\":\"A\",\"body\":5",                                /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"audience\":true",          /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"audience\":\"enemies\"",   /* unknown value */
    "\"name\":\"A\",\"body\":\"x\",\"external\":{}",            /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"groups\":\"IT\"",          /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"savedAt\":\"today\"",      /* no instant */
    "\"name\":\"A\",\"body\":\"x\",\"versions\":{}",            /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"versions\":[1]",           /* wrong type */
    "\"name\":\"A\",\"body\":\"x\",\"versions\":[{}]",          /* no rev */
    "\"name\":\"A\",\"body\":\"x\",\"versions\":[{\"rev\":1}]", /* no body */
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"v\":1,\"key\":\"" TEMPLATE_KEY "\",%s}", bodies[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_template_json_read (TEMPLATE_KEY, text, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
      g_assert_true (g_str_has_prefix (error->message, TEMPLATE_KEY ": "));
    }
}

static const char groups_text[] =
    "{\"v\":1,\"key\":\"d:groups\",\"rev\":1,\"w\":\"0\",\"owner\":\"IT\",\"groups\":["
    "{\"name\":\"Vertrieb\",\"address\":\"vertrieb@x.example\",\"priority\":20,"
    "\"template\":\"Vertrieb\",\"openEnd\":true,\"color\":\"red\"},"
    "{\"name\":\"Einkauf\",\"address\":\"einkauf@x.example\",\"priority\":10,\"template\":null},"
    "{\"name\":\"Alle Benutzer\",\"address\":null,\"priority\":99,\"template\":\"Standard\"}]}";

static void
test_groups (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = oof_group_json_read (groups_text, &error);
  g_autofree char *written = NULL;
  OofGroup *group;

  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, 3);
  group = g_ptr_array_index (groups, 0);
  g_assert_cmpstr (group->name, ==, OOF_GROUP_EVERYBODY);
  g_assert_null (group->address);
  group = g_ptr_array_index (groups, 1);
  g_assert_cmpstr (group->name, ==, "Einkauf");
  g_assert_null (group->template_name);
  g_assert_null (group->members);
  group = g_ptr_array_index (groups, 2);
  g_assert_true (group->open_end);
  g_assert_cmpint (group->priority, ==, 20);

  written = oof_group_json_write (groups, groups_text, 2, "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (written, "\"color\":\"red\""));
  g_assert_nonnull (strstr (written, "\"owner\":\"IT\""));
  g_assert_nonnull (strstr (written, "\"rev\":2"));
  g_clear_pointer (&written, g_free);
  written = oof_group_json_write (groups, NULL, 1, "1", &error);
  g_assert_no_error (error);
  g_assert_null (strstr (written, "color"));
}

static void
test_groups_wrong (void)
{
  const char *const members[] = {
    "\"groups\":{}",
    "\"groups\":[1]",
    "\"groups\":[{}]",
    "\"x\":[]",
    "\"groups\":[{\"name\":\"A\",\"priority\":\"1\"}]",
    "\"groups\":[{\"name\":\"A\",\"priority\":99999999999}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"v\":1,\"key\":\"d:groups\",%s}", members[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_group_json_read (text, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
}

static void
test_options (void)
{
  const char *text = "{\"v\":1,\"key\":\"d:options\",\"rev\":7,\"w\":\"0\","
                     "\"savedAt\":\"2026-11-02T08:00:00Z\",\"leadDays\":5,\"dayDifference\":60,"
                     "\"audience\":\"mailbox\",\"zone\":\"Asia/Kathmandu\",\"language\":\"en\","
                     "\"setOnly\":true,\"timeOfDay\":null,\"deputyMail\":true}";
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOptions) options = oof_options_json_read (text, &error);
  g_autoptr (OofOptions) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (options->rev, ==, 7);
  g_assert_cmpint (options->lead_days, ==, 5);
  g_assert_cmpint (options->day_difference, ==, 60);
  g_assert_cmpint (options->max_months, ==, 6); /* the default */
  g_assert_cmpint (options->audience, ==, OOF_AUDIENCE_MAILBOX);
  g_assert_cmpstr (options->zone, ==, "Asia/Kathmandu");
  g_assert_true (options->set_only);
  g_assert_false (options->template_choice);
  g_assert_true (options->saved_at != OOF_INSTANT_NONE);

  options->week_start = 7;
  written = oof_options_json_write (options, 8, "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (written, "\"deputyMail\":true"));
  again = oof_options_json_read (written, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->week_start, ==, 7);
  g_assert_cmpint (again->rev, ==, 8);
  g_assert_true (again->saved_at == options->saved_at);
}

static void
test_options_wrong (void)
{
  const char *const members[] = {
    "\"leadDays\":0",       "\"leadDays\":31",      "\"leadDays\":3.5",       "\"maxMonths\":7",
    "\"dayDifference\":-1", "\"weekStart\":8",      "\"workingDays\":\"5\"",  "\"zone\":\"Mars\"",
    "\"audience\":\"x\"",   "\"setOnly\":\"true\"", "\"savedAt\":\"monday\"", "\"language\":1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"v\":1,\"key\":\"d:options\",%s}", members[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_options_json_read (text, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
      g_assert_true (g_str_has_prefix (error->message, "d:options: "));
    }
}

static void
test_subjects (void)
{
  const char *text = "{\"v\":1,\"key\":\"d:subjects\",\"rev\":1,\"w\":\"0\",\"subjects\":["
                     "{\"name\":\"krank\",\"color\":\"#e01b24\",\"pattern\":\"plain\","
                     "\"confidential\":true,\"x\":2},"
                     "{\"name\":\"Betriebsruhe\",\"closure\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) subjects = oof_subject_json_read (text, &error);
  g_autofree char *written = NULL;
  OofSubject *subject;

  g_assert_no_error (error);
  g_assert_cmpuint (subjects->len, ==, 2);
  subject = g_ptr_array_index (subjects, 0);
  g_assert_true (subject->confidential);
  g_assert_cmpstr (subject->color, ==, "#e01b24");
  subject = g_ptr_array_index (subjects, 1);
  g_assert_true (subject->closure);
  g_assert_null (subject->color);
  written = oof_subject_json_write (subjects, text, 2, "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (written, "\"x\":2"));
  g_assert_null (
      oof_subject_json_read ("{\"v\":1,\"key\":\"d:subjects\",\"subjects\":[[]]}", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_users (void)
{
  const char *text = "{\"v\":1,\"key\":\"d:users\",\"rev\":1,\"w\":\"0\",\"users\":["
                     "{\"account\":\"Anna.Meier@x.example\",\"language\":\"de\",\"alias\":\"MAB\","
                     "\"administrator\":true,\"groups\":[\"Fertigung\",\"Einkauf\"],\"x\":2},"
                     "{\"account\":\"b@x.example\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = oof_user_json_read (text, &error);
  g_autofree char *written = NULL;
  g_autoptr (GPtrArray) again = NULL;
  OofUser *user;

  g_assert_no_error (error);
  g_assert_cmpuint (users->len, ==, 2);
  user = g_ptr_array_index (users, 1);
  g_assert_false (user->administrator);
  g_assert_null (user->groups[0]);
  written = oof_user_json_write (users, text, 2, "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (written, "\"x\":2"));
  again = oof_user_json_read (written, &error);
  g_assert_no_error (error);
  user = g_ptr_array_index (again, 0);
  g_assert_cmpstr (user->account, ==, "anna.meier@x.example");
  g_assert_cmpstr (user->language, ==, "de");
  g_assert_cmpstr (user->alias, ==, "MAB");
  g_assert_true (user->administrator);
  g_assert_cmpstr (user->groups[1], ==, "Einkauf");
  g_assert_null (oof_user_json_read (
      "{\"v\":1,\"key\":\"d:users\",\"users\":[{\"account\":\"a\",\"groups\":[1]}]}", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_holidays (void)
{
  g_autofree char *key = oof_holidays_json_dup_key ("Baden-Württemberg (BW)");
  g_autoptr (OofHolidays) holidays = oof_holidays_new ("Baden-Württemberg (BW)");
  g_autoptr (OofHolidays) read = NULL;
  g_autoptr (OofHolidays) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;

  g_assert_cmpstr (key, ==, "d:holidays:baden-wurttemberg-bw");
  g_assert_null (oof_holidays_json_dup_key ("…"));
  oof_holidays_add (holidays, oof_day_from_ymd (2027, 1, 6), "Heilige Drei Könige");
  text = oof_holidays_json_write (holidays, key, 1, "1", &error);
  g_assert_no_error (error);
  g_strdelimit (strstr (text, "\"places\""), "p", 'P'); /* now a member unknown here */
  read = oof_holidays_json_read (key, text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->rev, ==, 1);
  written = oof_holidays_json_write (read, key, 2, "2", &error);
  g_assert_nonnull (strstr (written, "\"Places\":[]"));
  again = oof_holidays_json_read (key, written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oof_holidays_get (again, oof_day_from_ymd (2027, 1, 6)), ==,
                   "Heilige Drei Könige");
  g_assert_null (oof_holidays_json_read ("d:holidays:x",
                                         "{\"v\":1,\"key\":\"d:holidays:x\",\"name\":\"X\","
                                         "\"days\":[{\"day\":\"1.1.2027\",\"name\":\"a\"}]}",
                                         &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static OofRecord *
sample_record (const char *address)
{
  OofRecord *record = oof_record_new (address);
  OofRange window = { 1795424400, 1796461200 };
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  record->absence = g_strdup ("a:1");
  record->run = g_strdup ("20261123T090000Z-1a2b3c4d");
  record->seen_at = 1795424404;
  record->written =
      oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, window, "<p>ä</p>", "");
  record->returned =
      oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, window, "<html>ä</html>", NULL);
  record->previous =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, none, "alt", "old");
  record->seen = oof_reply_state_ref (record->returned);
  record->outside = oof_outside_add (NULL, 1795424404);
  return record;
}

static void
test_records (void)
{
  const char *key = "s:3f";
  const char *base = "{\"v\":1,\"key\":\"s:3f\",\"rev\":4,\"w\":\"0\",\"page\":9,\"mailboxes\":{"
                     "\"other@x.example\":{\"absence\":\"a:9\",\"zone\":\"UTC\"},"
                     "\"bernd@x.example\":{\"absence\":\"a:0\",\"rules\":[1]},"
                     "\"broken@x.example\":{\"absence\":5}}}";
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_record_unref);
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  OofRecord *read;

  g_ptr_array_add (records, oof_record_new ("bernd@x.example"));
  g_ptr_array_add (records, sample_record ("Bernd@x.example"));
  text = oof_record_json_write (key, "20261123T090000Z-1a2b3c4d", records, base, 5, "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\"page\":9"));
  g_assert_nonnull (strstr (text, "\"rules\":[1]"));
  g_assert_nonnull (strstr (text, "\"zone\":\"UTC\""));
  g_assert_nonnull (strstr (text, "\"broken@x.example\":{\"absence\":5}"));

  g_assert_true (oof_record_json_read (key, text, table, broken, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (table), ==, 2);
  g_assert_cmpuint (broken->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (broken, 0), "broken@x.example"));
  read = g_hash_table_lookup (table, "bernd@x.example");
  g_assert_true (oof_record_equal (read, g_ptr_array_index (records, 1)));
  g_assert_cmpint (read->seen_at, ==, 1795424404);
}

/* A run that has only looked leaves what another one has written meanwhile. */
static void
test_records_overtaken (void)
{
  const char *key = "s:3f";
  const char *base = "{\"v\":1,\"key\":\"s:3f\",\"rev\":4,\"w\":\"0\",\"mailboxes\":{"
                     "\"looked@x\":{\"absence\":\"a:9\",\"run\":\"2\"},"
                     "\"first@x\":{\"absence\":\"a:9\",\"run\":\"2\"},"
                     "\"wrote@x\":{\"absence\":\"a:9\",\"run\":\"2\"},"
                     "\"same@x\":{\"absence\":\"a:9\",\"run\":\"1\"}}}";
  const struct
  {
    const char *address, *run, *absence;
  } cases[] = { { "looked@x", "1", "a:9" }, /* of the run before */
                { "first@x", NULL, "a:9" },
                { "wrote@x", "3", "a:1" }, /* of this run */
                { "same@x", "1", "a:1" },
                { "new@x", NULL, "a:1" } };
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_record_unref);
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofRecord *record = oof_record_new (cases[i].address);

      record->run = g_strdup (cases[i].run);
      record->absence = g_strdup ("a:1");
      g_ptr_array_add (records, record);
    }
  text = oof_record_json_write (key, "3", records, base, 5, "1", NULL);
  g_assert_true (oof_record_json_read (key, text, table, broken, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OofRecord *read = g_hash_table_lookup (table, cases[i].address);

      g_assert_cmpstr (read->absence, ==, cases[i].absence);
    }
}

static void
test_records_wrong (void)
{
  const char *const pages[] = {
    "{\"v\":1,\"key\":\"s:3f\",\"mailboxes\":[]}",
    "{\"v\":1,\"key\":\"s:3f\"}",
    "{\"v\":1,\"key\":\"s:40\",\"mailboxes\":{}}",
  };
  const char *const entries[] = {
    "[]",
    "{\"written\":{}}",
    "{\"written\":{\"state\":\"paused\"}}",
    "{\"written\":{\"state\":\"enabled\",\"audience\":\"mailbox\"}}",
    "{\"seen\":{\"state\":\"enabled\",\"internal\":7}}",
    "{\"seenAt\":\"now\"}",
    "{\"returned\":{\"state\":\"scheduled\",\"from\":\"x\"}}",
  };
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_record_unref);
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (oof_record_json_read ("s:3f", pages[i], table, broken, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"v\":1,\"key\":\"s:3f\",\"mailboxes\":{\"a@x.example\":%s}}", entries[i]);

      g_assert_true (oof_record_json_read ("s:3f", text, table, broken, NULL));
      g_assert_cmpuint (broken->len, ==, i + 1);
    }
  g_assert_cmpuint (g_hash_table_size (table), ==, 0);
}

/* The page is the first byte of the SHA-256 of the address: echo -n a@x.example | sha256sum. */
static void
test_page (void)
{
  g_autofree char *lower = oof_record_json_dup_key ("anna.meier@contoso.example");
  g_autofree char *upper = oof_record_json_dup_key ("Anna.Meier@Contoso.example");

  g_assert_cmpstr (lower, ==, "s:f5");
  g_assert_cmpstr (upper, ==, lower);
}

static void
test_run_log (void)
{
  g_autoptr (OofRunLog) log = oof_run_log_new ("20261123T090000Z-1A2B3C4D", 1795424400);
  g_autofree char *key = oof_run_log_json_dup_key (log->run, 1);
  g_autofree char *text = NULL;
  g_autoptr (OofRunLog) again = NULL;
  g_autoptr (GError) error = NULL;
  OofLogPerson *person;
  OofLogChange *change;

  log->by = g_strdup ("anna@x.example");
  log->changed = 1;
  log->unchanged = 14;
  log->failed = 2;
  log->seconds = 3;
  person = oof_run_log_add_person (log, "b@x.example", "written", NULL);
  oof_log_person_add_change (person, "state", "disabled", "scheduled", "absence-starts");
  oof_run_log_add_person (log, "c@x.example", "failed", "403 ErrorAccessDenied");
  g_assert_cmpstr (key, ==, "l:20261123t090000z-1a2b3c4d");
  text = oof_run_log_json_write (log, 1, "0", &error);
  g_assert_no_error (error);
  again = oof_run_log_json_read (key, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->run, ==, log->run);
  g_assert_cmpint (again->at, ==, log->at);
  g_assert_cmpint (again->unchanged, ==, 14);
  g_assert_cmpint (again->failed, ==, 2);
  g_assert_cmpuint (again->people->len, ==, 2);
  person = g_ptr_array_index (again->people, 0);
  change = g_ptr_array_index (person->changes, 0);
  g_assert_cmpstr (change->new_value, ==, "scheduled");
  person = g_ptr_array_index (again->people, 1);
  g_assert_cmpstr (person->error, ==, "403 ErrorAccessDenied");
}

static void
test_run_log_key (void)
{
  g_assert_cmpint (oof_run_log_json_get_time ("l:20261123t090000z-1a2b3c4d"), ==, 1795424400);
  g_assert_true (oof_run_log_json_get_time ("l:20261123t090000z") != OOF_INSTANT_NONE);
  g_assert_true (oof_run_log_json_get_time ("l:20261323t090000z-1a2b3c4d") == OOF_INSTANT_NONE);
  g_assert_true (oof_run_log_json_get_time ("l:") == OOF_INSTANT_NONE);
  g_assert_true (oof_run_log_json_get_time ("d:options") == OOF_INSTANT_NONE);
  g_assert_null (oof_run_log_json_read ("l:x", "{\"v\":1,\"key\":\"l:x\"}", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/template", test_template);
  g_test_add_func ("/documents/template-versions", test_template_versions);
  g_test_add_func ("/documents/template-wrong", test_template_wrong);
  g_test_add_func ("/documents/groups", test_groups);
  g_test_add_func ("/documents/groups-wrong", test_groups_wrong);
  g_test_add_func ("/documents/users", test_users);
  g_test_add_func ("/documents/holidays", test_holidays);
  g_test_add_func ("/documents/options", test_options);
  g_test_add_func ("/documents/options-wrong", test_options_wrong);
  g_test_add_func ("/documents/subjects", test_subjects);
  g_test_add_func ("/documents/records", test_records);
  g_test_add_func ("/documents/records-wrong", test_records_wrong);
  g_test_add_func ("/documents/records-overtaken", test_records_overtaken);
  g_test_add_func ("/documents/page", test_page);
  g_test_add_func ("/documents/run-log", test_run_log);
  g_test_add_func ("/documents/run-log-key", test_run_log_key);
  return g_test_run ();
}

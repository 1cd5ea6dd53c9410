/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"
#include "core/oof-notice.h"

#include <string.h>

/* The mails to deputies and absent people: in the language of the reader, and silent about what is
 * confidential. */

typedef struct
{
  OofRoster *roster;
  OofSnapshot *snapshot;
  OofAbsence *absence;
  GPtrArray *notices;
} World;

static OofPerson *
add_person (GPtrArray *people, const char *address, const char *name, const char *language)
{
  OofPerson *person = oof_person_new (NULL, address, name);

  person->language = g_strdup (language);
  g_ptr_array_add (people, person);
  return person;
}

static void
set_up (World *w, gconstpointer data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  OofSubject *secret = oof_subject_new ("krank");

  add_person (people, "bernd@x.example", "Bernd\nKrause", "de-DE");
  add_person (people, "carla@x.example", "Carla Wölf", "de-AT");
  add_person (people, "john@x.example", "John Doe", "en-GB");
  w->roster = oof_roster_new (people, groups);
  w->snapshot = oof_snapshot_new ();
  secret->confidential = TRUE;
  g_ptr_array_add (w->snapshot->subjects, secret);
  w->absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");
  oof_day_parse ("2026-11-23", &w->absence->first_day, NULL);
  oof_day_parse ("2026-12-04", &w->absence->last_day, NULL);
  g_free (w->absence->subject);
  w->absence->subject = g_strdup ("Urlaub");
  w->absence->note = g_strdup ("streng geheim");
  w->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_notice_free);
}

static void
tear_down (World *w, gconstpointer data)
{
  oof_roster_unref (w->roster);
  oof_snapshot_unref (w->snapshot);
  oof_absence_unref (w->absence);
  g_ptr_array_unref (w->notices);
}

static OofNotice *
add (World *w, OofNoticeKind kind, OofToldRole role, const char *to)
{
  OofNotice *notice = g_new0 (OofNotice, 1);

  notice->kind = kind;
  notice->person = g_strdup (w->absence->person);
  notice->absence = oof_absence_ref (w->absence);
  if (kind != OOF_NOTICE_NAMED)
    notice->before = oof_told_new (w->absence, role, to);
  if (kind == OOF_NOTICE_NAMED || kind == OOF_NOTICE_CHANGED)
    notice->after = oof_told_new (w->absence, role, to);
  g_ptr_array_add (w->notices, notice);
  return notice;
}

static void
assert_mail (World *w, const char *to, const char *subject, const char *first_line)
{
  g_autoptr (OofMail) mail = oof_words_mail (to, w->notices, w->roster, w->snapshot);
  g_auto (GStrv) lines = g_strsplit (mail->text, "\n", 2);

  g_assert_cmpstr (mail->to, ==, to);
  g_assert_cmpstr (mail->subject, ==, subject);
  g_assert_cmpstr (lines[0], ==, first_line);
  g_assert_null (strstr (mail->text, "geheim"));
}

static void
test_languages (World *w, gconstpointer data)
{
  add (w, OOF_NOTICE_NAMED, OOF_TOLD_DEPUTY, "carla@x.example");
  assert_mail (w, "carla@x.example", "Vertretung für BerndKrause (23.11.2026 – 04.12.2026)",
               "BerndKrause ist abwesend: 23.11.2026 – 04.12.2026 (Urlaub). Sie sind als "
               "Vertretung eingetragen.");
  assert_mail (w, "john@x.example", "Deputy for BerndKrause (23 November 2026 – 4 December 2026)",
               "BerndKrause is away: 23 November 2026 – 4 December 2026 (Urlaub). You are the "
               "deputy.");
}

/* Nobody knows the reader's language: the organisation's. */
static void
test_unknown_reader (World *w, gconstpointer data)
{
  add (w, OOF_NOTICE_ENDED, OOF_TOLD_PERSON, "fremd@y.example");
  assert_mail (w, "fremd@y.example", "Ihre Abwesenheit: beendet (23.11.2026 – 04.12.2026)",
               "Ihre Abwesenheit ist beendet: 23.11.2026 – 04.12.2026 (Urlaub).");
  g_free (w->snapshot->options->language);
  w->snapshot->options->language = g_strdup ("en");
  assert_mail (w, "fremd@y.example", "Your absence: over (23 November 2026 – 4 December 2026)",
               "Your absence is over: 23 November 2026 – 4 December 2026 (Urlaub).");
}

static void
test_confidential (World *w, gconstpointer data)
{
  g_free (w->absence->subject);
  w->absence->subject = g_strdup ("Krank");
  add (w, OOF_NOTICE_WITHDRAWN, OOF_TOLD_DEPUTY, "carla@x.example");
  assert_mail (w, "carla@x.example",
               "Vertretung für BerndKrause: entfällt (23.11.2026 – 04.12.2026)",
               "Sie sind nicht mehr als Vertretung für BerndKrause eingetragen: 23.11.2026 – "
               "04.12.2026.");
}

/* Moved, by the hour, and the mails go on to the deputy. */
static void
test_changed (World *w, gconstpointer data)
{
  OofNotice *notice;

  w->absence->forward_to = g_strdup ("Carla@x.example");
  notice = add (w, OOF_NOTICE_CHANGED, OOF_TOLD_DEPUTY, "carla@x.example");
  g_free (notice->before->from);
  g_free (notice->before->until);
  notice->before->from = g_strdup ("2026-11-20T07:00:00Z");
  notice->before->until = NULL;
  assert_mail (w, "carla@x.example",
               "Vertretung für BerndKrause: geändert (23.11.2026 – 04.12.2026)",
               "Die Abwesenheit von BerndKrause (Urlaub) hat sich geändert: jetzt 23.11.2026 – "
               "04.12.2026, vorher ab 20.11.2026, 08:00. Sie sind weiterhin als Vertretung "
               "eingetragen. Die E-Mails werden an Sie weitergeleitet.");
}

static void
test_many (World *w, gconstpointer data)
{
  g_autoptr (OofMail) mail = NULL;

  for (guint i = 0; i < 60; i++)
    add (w, OOF_NOTICE_NAMED, OOF_TOLD_DEPUTY, "john@x.example");
  g_free (w->snapshot->options->help_address);
  w->snapshot->options->help_address = g_strdup ("hilfe@x.example");
  mail = oof_words_mail ("john@x.example", w->notices, w->roster, w->snapshot);
  g_assert_cmpstr (mail->subject, ==, "Absences: 60 changes");
  g_assert_nonnull (strstr (mail->text, "And 10 more.\n"));
  g_assert_nonnull (strstr (mail->text, "questions: hilfe@x.example\n"));
}

#define TEST(path, run) g_test_add ("/app/words-mail/" path, World, NULL, set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("languages", test_languages);
  TEST ("unknown-reader", test_unknown_reader);
  TEST ("confidential", test_confidential);
  TEST ("changed", test_changed);
  TEST ("many", test_many);
  return g_test_run ();
}

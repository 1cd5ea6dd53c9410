/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-absence-planning.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"

typedef struct
{
  OofSnapshot *snapshot;
  OofRoster *roster;
  OofAbsence *draft;
  OofInstant now;
} Fixture;

static void
add_absence (Fixture *f, const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");

  absence->first_day = oof_fake_day (from);
  absence->last_day = oof_fake_day (to);
  g_ptr_array_add (f->snapshot->absences, absence);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);

  g_ptr_array_add (people, oof_person_new (NULL, "bernd@x.example", "Bernd Krause"));
  g_ptr_array_add (people, oof_person_new (NULL, "carla@x.example", "Carla Wolf"));
  f->snapshot = oof_snapshot_new ();
  g_ptr_array_add (f->snapshot->templates,
                   oof_template_new ("Standard", FALSE,
                                     "Bis @@oofto weg, zurück am @@oofback.\n"
                                     "##oofexternal Extern"));
  g_ptr_array_add (f->snapshot->templates, oof_template_new ("Kurz", FALSE, "Weg"));
  g_ptr_array_add (f->snapshot->subjects, oof_subject_new ("Urlaub"));
  f->roster = oof_roster_new (people, f->snapshot->groups);
  f->now = oof_fake_instant ("2026-11-20T09:00:00Z");
  f->draft = oof_absence_new ("bernd@x.example", "Europe/Berlin");
  f->draft->first_day = oof_fake_day ("2026-11-23");
  f->draft->last_day = oof_fake_day ("2026-11-27");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  oof_snapshot_unref (f->snapshot);
  oof_roster_unref (f->roster);
  oof_absence_unref (f->draft);
}

static void
assert_refused (Fixture *f, int code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oof_absence_planning_check (f->draft, f->snapshot, f->roster, &error));
  g_assert_error (error, OOF_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, &error));
  g_assert_no_error (error);

  replace (&f->draft->deputy, "bernd@x.example");
  assert_refused (f, OOF_ERROR_INVALID, "deputy");
  replace (&f->draft->deputy, "dora@x.example");
  assert_refused (f, OOF_ERROR_NOT_FOUND, "dora@x.example");
  replace (&f->draft->deputy, "carla@x.example");
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));

  replace (&f->draft->template_name, "Lang");
  assert_refused (f, OOF_ERROR_NOT_FOUND, "Lang");
  replace (&f->draft->template_name, "KURZ");
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));

  replace (&f->draft->subject, "Kur");
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));
  f->snapshot->options->subject_from_list = TRUE;
  assert_refused (f, OOF_ERROR_INVALID, "Kur");
  replace (&f->draft->subject, "urlaub");
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));

  replace (&f->draft->closure_id, "c1");
  assert_refused (f, OOF_ERROR_INVALID, "closure");
  ((OofSubject *) f->snapshot->subjects->pdata[0])->closure = TRUE;
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));

  f->draft->last_day = oof_fake_day ("2027-11-27");
  assert_refused (f, OOF_ERROR_INVALID, "longer");
  f->draft->last_day = f->draft->first_day - 1;
  assert_refused (f, OOF_ERROR_INVALID, "ends");
  f->draft->last_day = f->draft->first_day;
  replace (&f->draft->person, "nobody@x.example");
  assert_refused (f, OOF_ERROR_NOT_FOUND, "nobody@x.example");
}

/* /fwr for one group only; the template that the subject brings can be exempt. */
static void
test_forward_required (Fixture *f, gconstpointer data)
{
  OofGroup *group = oof_group_new ("Einkauf");
  OofSubject *subject = f->snapshot->subjects->pdata[0];
  OofTemplate *tmpl = f->snapshot->templates->pdata[1];

  group->forward_required = TRUE;
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (group->members, g_strdup ("carla@x.example"));
  g_ptr_array_add (f->roster->groups, group);
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));
  g_hash_table_add (group->members, g_strdup ("bernd@x.example"));
  assert_refused (f, OOF_ERROR_INVALID, "forwarding is required");
  f->draft->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));
  f->draft->calendar = OOF_CALENDAR_STANDARD;

  replace (&f->draft->subject, "Urlaub");
  replace (&subject->template_name, "Kurz");
  assert_refused (f, OOF_ERROR_INVALID, "forwarding is required");
  replace (&tmpl->body, "Weg\n##NoForwardRequired");
  g_assert_true (oof_absence_planning_check (f->draft, f->snapshot, f->roster, NULL));
}

static void
test_conflicts (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  add_absence (f, "2026-11-20", "2026-11-22");
  g_assert_true (oof_absence_planning_check_all (f->draft, f->snapshot, f->roster, &error));
  add_absence (f, "2026-11-27", "2026-11-29");
  g_assert_false (oof_absence_planning_check_all (f->draft, f->snapshot, f->roster, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "2026-11-27 to 2026-11-29"));
  conflicts = oof_absence_planning_find_conflicts (f->draft, f->snapshot);
  g_assert_cmpuint (conflicts->len, ==, 1);

  /* An edit does not conflict with itself; what is wrong otherwise comes first. */
  g_ptr_array_set_size (f->snapshot->absences, 0);
  g_ptr_array_add (f->snapshot->absences, oof_absence_ref (f->draft));
  g_clear_error (&error);
  g_assert_true (oof_absence_planning_check_all (f->draft, f->snapshot, f->roster, &error));
}

static OofAbsencePreview *
preview (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  OofAbsencePreview *self =
      oof_absence_planning_preview (f->draft, f->snapshot, f->roster, f->now, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsencePreview) self = preview (f);

  g_assert_cmpint (self->effect, ==, OOF_EFFECT_SCHEDULED);
  g_assert_cmpint (self->window.from, ==, oof_fake_instant ("2026-11-22T23:00:00Z"));
  g_assert_cmpint (self->window.to, ==, oof_fake_instant ("2026-11-27T23:00:00Z"));
  g_assert_cmpint (self->back_on, ==, oof_fake_day ("2026-11-30"));
  g_assert_cmpstr (self->tmpl->name, ==, "Standard");
  g_assert_cmpint (self->audience, ==, OOF_AUDIENCE_ALL);
  g_assert_nonnull (strstr (self->internal->text, "27.11.2026"));
  g_assert_nonnull (strstr (self->internal->text, "30.11.2026"));
  g_assert_null (strstr (self->internal->text, "Extern"));
  g_assert_nonnull (strstr (self->external->text, "Extern"));
}

static void
test_preview_effects (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsencePreview) covered = NULL;
  g_autoptr (OofAbsencePreview) running = NULL;
  g_autoptr (OofAbsencePreview) endless = NULL;
  g_autoptr (OofAbsencePreview) set_only = NULL;
  g_autoptr (OofAbsencePreview) entry = NULL;

  /* An absence that touches: no minute without a reply. */
  add_absence (f, "2026-11-28", "2026-12-01");
  covered = preview (f);
  g_assert_cmpint (covered->window.to, ==, oof_fake_instant ("2026-12-01T23:00:00Z"));
  g_assert_cmpint (covered->back_on, ==, oof_fake_day ("2026-11-30"));

  f->draft->first_day = oof_fake_day ("2026-11-18");
  running = preview (f);
  g_assert_cmpint (running->effect, ==, OOF_EFFECT_NOW);

  f->draft->first_day = oof_fake_day ("2026-11-23");
  f->draft->open_end = TRUE;
  endless = preview (f);
  g_assert_cmpint (endless->effect, ==, OOF_EFFECT_AT_RUN);
  g_assert_true (endless->window.to == OOF_INSTANT_FOREVER);
  g_assert_true (endless->back_on == OOF_DAY_NONE);

  f->draft->open_end = FALSE;
  f->snapshot->options->set_only = TRUE;
  set_only = preview (f);
  g_assert_cmpint (set_only->effect, ==, OOF_EFFECT_AT_RUN);

  f->draft->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  entry = preview (f);
  g_assert_cmpint (entry->effect, ==, OOF_EFFECT_NONE);
  g_assert_null (entry->internal);
}

static void
test_preview_without (Fixture *f, gconstpointer data)
{
  g_autoptr (OofAbsencePreview) none = NULL;
  g_autoptr (OofAbsencePreview) chosen = NULL;
  g_autoptr (GError) error = NULL;

  replace (&f->draft->template_name, "Kurz");
  f->draft->audience = OOF_AUDIENCE_CONTACTS;
  chosen = preview (f);
  g_assert_cmpstr (chosen->tmpl->name, ==, "Kurz");
  g_assert_cmpint (chosen->audience, ==, OOF_AUDIENCE_CONTACTS);

  g_ptr_array_set_size (f->snapshot->templates, 0);
  none = preview (f);
  g_assert_null (none->tmpl);
  g_assert_null (none->internal);

  replace (&f->draft->person, "nobody@x.example");
  g_assert_null (oof_absence_planning_preview (f->draft, f->snapshot, f->roster, f->now, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/absence-planning/check", test_check);
  ADD ("/absence-planning/forward-required", test_forward_required);
  ADD ("/absence-planning/conflicts", test_conflicts);
  ADD ("/absence-planning/preview", test_preview);
  ADD ("/absence-planning/preview-effects", test_preview_effects);
  ADD ("/absence-planning/preview-without", test_preview_without);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/oof-session-private.h"
#include "ui/editor/oof-absence-editor-private.h"
#include "ui/editor/oof-fold-box.h"

/* The dialog and its parts in this process, over a session that was never opened: what it holds is
 * put in by hand. Runs inside session.sh. */

#define BERND "bernd@example.com"
#define CARLA "carla@example.com"
#define FIRST oof_day_from_ymd (2027, 3, 1) /* a Monday */

static const char connection_file[] =
    "[service-mailbox]\naddress=service@example.com\n[graph]\nendpoint=https://graph.example/v1.0\n"
    "authority=https://login.example\ntenant=t\n[runner]\nclient-id=c\nauth=secret\n"
    "secret-file=/run/s\n";

typedef struct
{
  OofSession *session;
  OofPerson *bernd;
  OofAbsenceEditor *editor;
} Fixture;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static OofSession *
new_session (void)
{
  g_autofree char *folder = g_dir_make_tmp ("oof-editor-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, connection_file, -1, NULL));
  g_autoptr (OofConnection) connection = oof_connection_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  OofSession *session = oof_session_new (connection, NULL, NULL, TRUE);
  session->router = oof_mailbox_router_new (NULL, NULL);
  return session;
}

static void
add_absence (OofSession *session, const char *person, int first, int last, const char *subject)
{
  OofAbsence *absence = oof_absence_new (person, "Europe/Berlin");

  absence->first_day = FIRST + first;
  absence->last_day = FIRST + last;
  g_free (absence->subject);
  absence->subject = g_strdup (subject);
  g_ptr_array_add (session->snapshot->absences, absence);
}

static void
fill_session (OofSession *session, OofPerson *bernd)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);

  g_ptr_array_add (people, oof_person_ref (bernd));
  g_ptr_array_add (people, oof_person_new (CARLA, CARLA, "Carla Wolf"));
  oof_roster_unref (session->roster);
  session->roster = oof_roster_new (people, groups);
  g_ptr_array_add (session->snapshot->subjects, oof_subject_new ("Urlaub"));
  g_ptr_array_add (session->snapshot->subjects, oof_subject_new ("krank"));
  g_ptr_array_add (session->snapshot->templates,
                   oof_template_new ("Leeds", FALSE, "Away until @@oofto."));
  g_ptr_array_add (
      session->snapshot->templates,
      oof_template_new ("Standard", FALSE, "Bis @@oofto weg.\n##oofforwarduser hilft."));
  add_absence (session, BERND, 3, 4, "krank");
  add_absence (session, CARLA, 10, 11, "Urlaub");
}

static void
be_strict (OofOptions *options)
{
  options->subject_from_list = TRUE;
  options->template_choice = FALSE;
  options->time_of_day = FALSE;
  options->max_months = 1;
}

/* @data: not NULL: with options that leave little choice */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = new_session ();
  fixture->bernd = oof_person_new (BERND, BERND, "Bernd Krause");
  fixture->bernd->zone = g_strdup ("Europe/London");
  fill_session (fixture->session, fixture->bernd);
  if (data != NULL)
    be_strict (fixture->session->snapshot->options);
  GtkWidget *editor = oof_absence_editor_new (fixture->session, fixture->bernd, FIRST, FIRST);
  fixture->editor = OOF_ABSENCE_EDITOR (g_object_ref (editor));
  gtk_window_present (GTK_WINDOW (editor));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->editor));
  settle ();
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->session);
  oof_person_unref (fixture->bernd);
}

static GtkEntry *
get_entry (OofDateEntry *entry)
{
  GtkWidget *overlay = adw_bin_get_child (ADW_BIN (entry));

  return GTK_ENTRY (gtk_overlay_get_child (GTK_OVERLAY (overlay)));
}

static const char *
text_of (GtkLabel *label)
{
  return gtk_label_get_label (label);
}

static gboolean
has_problem (OofAbsenceEditor *editor)
{
  return gtk_revealer_get_reveal_child (editor->problem_revealer);
}

static void
test_whole_days (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  g_assert_nonnull (editor->draft);
  g_assert_true (editor->draft->all_day);
  g_assert_cmpint (editor->draft->first_day, ==, FIRST);
  g_assert_cmpint (editor->draft->last_day, ==, FIRST);
  g_assert_cmpstr (editor->draft->zone, ==, "Europe/London");
  g_assert_cmpstr (editor->draft->subject, ==, "Urlaub");
  g_assert_null (editor->draft->note);
  g_assert_null (editor->draft->template_name);
  g_assert_cmpint (editor->draft->audience, ==, OOF_AUDIENCE_UNSET);
  g_assert_null (editor->draft->deputy);
  g_assert_cmpstr (text_of (editor->length), ==, "1 working day");
  g_assert_cmpstr (text_of (editor->back), ==, "Back on Tuesday 2 March");
  g_assert_false (gtk_widget_get_visible (editor->conflict_box));
  g_assert_false (editor->touched);
}

static void
test_by_the_hour (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  gtk_toggle_button_set_active (editor->by_the_hour, TRUE);
  oof_time_entry_set_minute (editor->first_time, 9 * 60);
  g_assert_nonnull (editor->draft);
  g_assert_false (editor->draft->all_day);
  g_assert_cmpint (editor->draft->window.from, ==,
                   oof_zone_instant ("Europe/London", FIRST, 9 * 60));
  g_assert_cmpint (editor->draft->window.to, ==,
                   oof_zone_instant ("Europe/London", FIRST, 17 * 60));
  g_assert_cmpstr (text_of (editor->length), ==, "8 hours");
  g_assert_true (editor->touched);

  oof_time_entry_set_minute (editor->last_time, 8 * 60);
  g_assert_null (editor->draft);
  g_assert_true (has_problem (editor));
  g_assert_cmpstr (text_of (editor->problem), ==, "The end lies before the start.");
}

static void
test_no_end (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  gtk_toggle_button_set_active (editor->no_end, TRUE);
  g_assert_nonnull (editor->draft);
  g_assert_true (editor->draft->open_end);
  g_assert_cmpint (editor->draft->last_day, ==, OOF_DAY_NONE);
  g_assert_false (gtk_widget_get_visible (editor->end_box));
  g_assert_false (gtk_widget_get_visible (editor->back_box));
  g_assert_true (gtk_widget_get_visible (editor->conflict_box));
}

static void
test_moving_the_start_takes_the_end_along (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  oof_date_entry_set_day (editor->first_day, FIRST + 5);
  g_assert_cmpint (oof_date_entry_get_day (editor->last_day), ==, FIRST + 5);
  oof_date_entry_set_day (editor->last_day, FIRST + 1);
  g_assert_cmpint (oof_date_entry_get_day (editor->first_day), ==, FIRST + 5);
  g_assert_null (editor->draft);
  g_assert_true (has_problem (editor));
}

static void
test_half_typed_dates (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = { "",      "2",         "2.",           "2.3",
                                       "2.3.2", "31.2.2027", "\xef\xbc\x91", "…" };
  OofAbsenceEditor *editor = fixture->editor;

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (get_entry (editor->last_day)), typed[i]);
      g_assert_null (editor->draft);
      g_assert_false (has_problem (editor));
      g_assert_false (
          gtk_widget_has_css_class (GTK_WIDGET (get_entry (editor->last_day)), "error"));
    }
  _oof_absence_editor_save (editor);
  g_assert_null (editor->saving);
  g_assert_true (has_problem (editor));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_entry (editor->last_day)), "error"));
  gtk_editable_set_text (GTK_EDITABLE (get_entry (editor->last_day)), "2.3.2027");
  g_assert_nonnull (editor->draft);
  g_assert_false (has_problem (editor));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_entry (editor->last_day)), "error"));
}

static void
test_conflicts_and_deputy (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;
  OofPerson *carla = oof_session_get_person (fixture->session, CARLA);

  oof_date_entry_set_day (editor->last_day, FIRST + 3);
  g_assert_true (gtk_widget_get_visible (editor->conflict_box));
  g_assert_nonnull (strstr (text_of (editor->conflict), "krank (4 – 5 Mar 2027)"));
  g_assert_nonnull (strstr (text_of (editor->conflict), "the other one decides"));
  _oof_absence_editor_set_deputy (editor, carla);
  g_assert_cmpstr (editor->draft->deputy, ==, CARLA);
  g_assert_false (gtk_widget_get_visible (editor->deputy_warning_box));
  oof_date_entry_set_day (editor->last_day, FIRST + 10);
  g_assert_cmpstr (text_of (editor->deputy_warning), ==,
                   "Carla Wolf is away then too: 11 – 12 Mar 2027.");
  oof_date_entry_set_day (editor->first_day, FIRST + 4);
  g_assert_nonnull (strstr (text_of (editor->conflict), "the new one decides"));
  g_assert_nonnull (editor->draft);

  _oof_absence_editor_set_person (editor, carla);
  g_assert_null (editor->deputy);
  g_assert_cmpstr (editor->draft->person, ==, CARLA);
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  gtk_drop_down_set_selected (editor->subject, 1);
  g_assert_cmpstr (editor->draft->subject, ==, "krank");
  gtk_drop_down_set_selected (editor->subject, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (editor->other_subject)));
  g_assert_cmpstr (editor->draft->subject, ==, "");
  gtk_editable_set_text (GTK_EDITABLE (editor->other_subject), " Umzug ");
  g_assert_cmpstr (editor->draft->subject, ==, "Umzug");
  gtk_editable_set_text (GTK_EDITABLE (editor->note), " Kur ");
  g_assert_cmpstr (editor->draft->note, ==, "Kur");
  gtk_drop_down_set_selected (editor->template, 1);
  g_assert_cmpstr (editor->draft->template_name, ==, "Leeds");
  gtk_drop_down_set_selected (editor->template, 0);
  g_assert_null (editor->draft->template_name);
  gtk_drop_down_set_selected (editor->audience, 3);
  g_assert_cmpint (editor->draft->audience, ==, OOF_AUDIENCE_NONE);
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  OofAbsenceEditor *editor = fixture->editor;

  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (editor->subject)), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (editor->template)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (editor->by_the_hour)));
  oof_date_entry_set_day (editor->last_day, FIRST + 40);
  g_assert_null (editor->draft);
  g_assert_cmpstr (text_of (editor->problem), ==, "An absence lasts at most 1 month.");
}

static gboolean
shows_calendar (OofAbsenceEditor *editor)
{
  return gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (editor->calendar)));
}

/* The option "calendarOptions": off as shipped. */
static void
test_no_calendar_options (Fixture *fixture, gconstpointer data)
{
  g_assert_false (shows_calendar (fixture->editor));
  g_assert_cmpint (fixture->editor->draft->calendar, ==, OOF_CALENDAR_STANDARD);
}

static void
test_calendar_options (Fixture *fixture, gconstpointer data)
{
  static const OofCalendarMode modes[] = { OOF_CALENDAR_CALENDAR_ONLY, OOF_CALENDAR_NONE,
                                           OOF_CALENDAR_STANDARD };
  OofOptions *options = fixture->session->snapshot->options;
  OofAbsenceEditor *editor;

  options->calendar_options = TRUE;
  editor =
      OOF_ABSENCE_EDITOR (oof_absence_editor_new (fixture->session, fixture->bernd, FIRST, FIRST));
  gtk_window_present (GTK_WINDOW (editor));
  settle ();
  g_assert_true (shows_calendar (editor));
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      gtk_drop_down_set_selected (editor->calendar, modes[i]);
      g_assert_nonnull (editor->draft);
      g_assert_cmpint (editor->draft->calendar, ==, modes[i]);
    }
  gtk_window_destroy (GTK_WINDOW (editor));
  settle ();
}

/* What an absence has is always shown, whatever the option says. */
static void
test_chosen_calendar (Fixture *fixture, gconstpointer data)
{
  GPtrArray *absences = fixture->session->snapshot->absences;

  for (OofCalendarMode mode = OOF_CALENDAR_STANDARD; mode <= OOF_CALENDAR_NONE; mode++)
    {
      g_autoptr (OofAbsence) absence = oof_absence_copy (g_ptr_array_index (absences, 0));
      OofAbsenceEditor *editor;

      absence->calendar = mode;
      editor = OOF_ABSENCE_EDITOR (oof_absence_editor_new_edit (fixture->session, absence));
      gtk_window_present (GTK_WINDOW (editor));
      settle ();
      g_assert_cmpint (shows_calendar (editor), ==, mode != OOF_CALENDAR_STANDARD);
      g_assert_cmpuint (gtk_drop_down_get_selected (editor->calendar), ==, mode);
      gtk_window_destroy (GTK_WINDOW (editor));
      settle ();
    }
}

static void
test_short_form_is_completed (Fixture *fixture, gconstpointer data)
{
  OofDateEntry *entry = fixture->editor->last_day;

  gtk_editable_set_text (GTK_EDITABLE (get_entry (entry)), "5.3.");
  g_assert_cmpint (oof_date_entry_get_day (entry), ==, OOF_DAY_NONE);
  oof_date_entry_commit (entry);
  g_assert_cmpint (oof_date_entry_get_day (entry), ==, FIRST + 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (entry))), ==, "2027-03-05");
}

/* The parts. */

static GtkWidget *
new_fold_box (GtkTextDirection direction)
{
  GtkWidget *box = g_object_new (OOF_TYPE_FOLD_BOX, "fixed-width", 100, "spacing", 10,
                                 "fold-spacing", 5, "fold-width", 300, NULL);
  GtkWidget *start = gtk_label_new ("a");
  GtkWidget *end = gtk_label_new ("b");

  gtk_widget_set_direction (box, direction);
  gtk_widget_set_size_request (start, -1, 30);
  gtk_widget_set_size_request (end, 150, 40);
  gtk_widget_set_parent (start, box);
  gtk_widget_set_parent (end, box);
  return g_object_ref_sink (box);
}

static void
assert_place (GtkWidget *box, gboolean last, int width, graphene_rect_t expected)
{
  GtkWidget *child = last ? gtk_widget_get_last_child (box) : gtk_widget_get_first_child (box);
  graphene_rect_t bounds;
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (box, &(GtkAllocation){ 0, 0, width, height }, -1);
  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, expected.origin.x);
  g_assert_cmpfloat (bounds.origin.y, ==, expected.origin.y);
  g_assert_cmpfloat (bounds.size.width, ==, expected.size.width);
}

static void
test_fold_box (void)
{
  g_autoptr (GtkWidget) box = new_fold_box (GTK_TEXT_DIR_LTR);
  g_autoptr (GtkWidget) mirrored = new_fold_box (GTK_TEXT_DIR_RTL);
  int minimum, natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 150);
  g_assert_cmpint (natural, ==, 300);
  assert_place (box, FALSE, 400, GRAPHENE_RECT_INIT (0, 0, 100, 0));
  assert_place (box, TRUE, 400, GRAPHENE_RECT_INIT (110, 0, 290, 0));
  assert_place (box, FALSE, 299, GRAPHENE_RECT_INIT (0, 0, 299, 0));
  assert_place (box, TRUE, 299, GRAPHENE_RECT_INIT (0, 35, 299, 0));
  assert_place (mirrored, FALSE, 400, GRAPHENE_RECT_INIT (300, 0, 100, 0));
  assert_place (mirrored, TRUE, 400, GRAPHENE_RECT_INIT (0, 0, 290, 0));
  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  assert_place (box, TRUE, 400, GRAPHENE_RECT_INIT (0, 0, 400, 0));
}

static void
add_editor_test (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add_editor_test ("/editor/whole-days", NULL, test_whole_days);
  add_editor_test ("/editor/by-the-hour", NULL, test_by_the_hour);
  add_editor_test ("/editor/no-end", NULL, test_no_end);
  add_editor_test ("/editor/start-moves-end", NULL, test_moving_the_start_takes_the_end_along);
  add_editor_test ("/editor/half-typed", NULL, test_half_typed_dates);
  add_editor_test ("/editor/conflicts-and-deputy", NULL, test_conflicts_and_deputy);
  add_editor_test ("/editor/choices", NULL, test_choices);
  add_editor_test ("/editor/options", "strict", test_options);
  add_editor_test ("/editor/no-calendar-options", NULL, test_no_calendar_options);
  add_editor_test ("/editor/calendar-options", NULL, test_calendar_options);
  add_editor_test ("/editor/chosen-calendar", NULL, test_chosen_calendar);
  add_editor_test ("/editor/short-form", NULL, test_short_form_is_completed);
  g_test_add_func ("/fold-box/places", test_fold_box);
  return g_test_run ();
}

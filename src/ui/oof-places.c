/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-places.h"

#include <glib/gi18n.h>

#include "ui/details/oof-details-page.h"
#include "ui/lists/oof-groups-page.h"
#include "ui/lists/oof-subjects-page.h"
#include "ui/lists/oof-users-page.h"
#include "ui/migration/oof-migration-place.h"
#include "ui/oof-overview-page.h"
#include "ui/oof-window-private.h"
#include "ui/timeline/oof-timeline-page.h"
#include "ui/task/oof-task-page.h"
#include "ui/templates/oof-templates-page.h"

static void
plan_cb (GtkWidget *page, OofPerson *person, int first, int last, gpointer user_data)
{
  _oof_window_plan (OOF_WINDOW (user_data), person, first, last);
}

static void
cancel_cb (GtkWidget *page, OofAbsence *absence, gpointer user_data)
{
  _oof_window_ask_cancel (OOF_WINDOW (user_data), absence);
}

static void
cancel_all_cb (GtkWidget *page, GPtrArray *absences, gpointer user_data)
{
  _oof_window_ask_cancel_all (OOF_WINDOW (user_data), absences);
}

static void
closure_cb (
    GtkWidget *page, GPtrArray *people, int first, int last, const char *group, gpointer user_data)
{
  _oof_window_plan_closure (OOF_WINDOW (user_data), people, first, last, group);
}

static void
edit_cb (GtkWidget *page, OofAbsence *absence, gpointer user_data)
{
  _oof_window_edit (OOF_WINDOW (user_data), absence);
}

static void
person_picked_cb (GtkWidget *page, OofPerson *person, gpointer user_data)
{
  _oof_window_show_person (OOF_WINDOW (user_data), person);
}

static void
sick_cb (GtkWidget *page, OofAbsence *draft, gpointer user_data)
{
  _oof_window_set_sick (OOF_WINDOW (user_data), draft);
}

static void
act_cb (GtkWidget *page, OofPerson *person, int action, gpointer user_data)
{
  _oof_window_act (OOF_WINDOW (user_data), person, action);
}

static void
details_cb (GtkWidget *page, OofPerson *person, gpointer user_data)
{
  _oof_window_show_place (OOF_WINDOW (user_data), "details");
}

/* (nullable) The one on Home: Details are theirs, the timeline begins with them. */
static OofPerson *
get_person (OofWindow *window)
{
  return window->home != NULL ? oof_home_page_get_person (window->home) : NULL;
}

static void
details_mapped_cb (GtkWidget *page, gpointer user_data)
{
  OofPerson *person = get_person (OOF_WINDOW (user_data));

  if (person != NULL)
    oof_details_page_show_person (OOF_DETAILS_PAGE (page), person, TRUE);
}

static GtkWidget *
create_details (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_details_page_new (session);

  g_signal_connect_object (page, "map", G_CALLBACK (details_mapped_cb), window, 0);
  return page;
}

static GtkWidget *
create_home (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_home_page_new (session);

  g_signal_connect_object (page, "sick", G_CALLBACK (sick_cb), window, 0);
  g_signal_connect_object (page, "act", G_CALLBACK (act_cb), window, 0);
  g_signal_connect_object (page, "details", G_CALLBACK (details_cb), window, 0);
  g_signal_connect_object (page, "plan", G_CALLBACK (plan_cb), window, 0);
  g_signal_connect_object (page, "edit", G_CALLBACK (edit_cb), window, 0);
  g_signal_connect_object (page, "cancel", G_CALLBACK (cancel_cb), window, 0);
  return page;
}

static void
changed_cb (
    GtkWidget *page, GPtrArray *stored, GPtrArray *before, OofRunReport *report, gpointer user_data)
{
  g_autofree char *done = g_strdup_printf (
      ngettext ("%u absence changed", "%u absences changed", stored->len), stored->len);

  _oof_window_tell_stored (OOF_WINDOW (user_data), done, stored, before, report, NULL);
}

static void
apply_cb (GtkWidget *page, GStrv addresses, gpointer user_data)
{
  oof_apply_bar_apply (OOF_WINDOW (user_data)->apply_bar, (const char *const *) addresses);
}

static GtkWidget *
create_overview (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_overview_page_new (session);

  g_signal_connect_object (page, "apply", G_CALLBACK (apply_cb), window, 0);
  g_signal_connect_object (page, "changed", G_CALLBACK (changed_cb), window, 0);
  g_signal_connect_object (page, "edit", G_CALLBACK (edit_cb), window, 0);
  g_signal_connect_object (page, "cancel", G_CALLBACK (cancel_cb), window, 0);
  g_signal_connect_object (page, "person-picked", G_CALLBACK (person_picked_cb), window, 0);
  return page;
}

static void
plan_people_cb (GtkWidget *page, GPtrArray *people, int first, int last, gpointer user_data)
{
  _oof_window_plan_for (OOF_WINDOW (user_data), people, first, last);
}

static void
timeline_mapped_cb (GtkWidget *page, gpointer user_data)
{
  OofPerson *person = get_person (OOF_WINDOW (user_data));

  if (person != NULL)
    oof_timeline_page_show_person (OOF_TIMELINE_PAGE (page), person);
}

static GtkWidget *
create_timeline (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_timeline_page_new (session);

  g_signal_connect_object (page, "plan", G_CALLBACK (plan_people_cb), window, 0);
  g_signal_connect_object (page, "closure", G_CALLBACK (closure_cb), window, 0);
  g_signal_connect_object (page, "cancel-all", G_CALLBACK (cancel_all_cb), window, 0);
  g_signal_connect_object (page, "edit", G_CALLBACK (edit_cb), window, 0);
  g_signal_connect_object (page, "cancel", G_CALLBACK (cancel_cb), window, 0);
  g_signal_connect_object (page, "person-picked", G_CALLBACK (person_picked_cb), window, 0);
  g_signal_connect_object (page, "map", G_CALLBACK (timeline_mapped_cb), window, 0);
  return page;
}

/* For pages that need nothing of the window. */
#define SIMPLE(name)                                                                               \
  static GtkWidget *create_##name (OofWindow *window, OofSession *session)                         \
  {                                                                                                \
    return oof_##name##_page_new (session);                                                        \
  }

SIMPLE (templates)
SIMPLE (subjects)
SIMPLE (groups)
SIMPLE (users)

static void
run_task_cb (GtkWidget *page, gboolean run_task, gpointer user_data)
{
  _oof_window_set_run_task (OOF_WINDOW (user_data), run_task);
}

static GtkWidget *
create_task (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_task_page_new (session, window->engine);

  g_signal_connect_object (page, "run-task", G_CALLBACK (run_task_cb), window, 0);
  return page;
}

static void
connect_cb (GtkWidget *page, const char *path, OofSignedIn *entered, gpointer user_data)
{
  _oof_window_connect_to (OOF_WINDOW (user_data), path, "migration", entered);
}

static GtkWidget *
create_migration (OofWindow *window, OofSession *session)
{
  GtkWidget *page = oof_migration_place_new (session);

  g_signal_connect_object (page, "connect", G_CALLBACK (connect_cb), window, 0);
  return page;
}

/* Begins the group that the original calls "Basis Einstellungen". */
#define BASICS N_ ("Basic settings")

/* name, icon, label, heading, page, action, plans */
static const OofPlace places[] = {
  { "home", "go-home-symbolic", N_ ("Home"), NULL, create_home, NULL, TRUE },
  { "overview", "view-list-bullet-symbolic", N_ ("Overview"), NULL, create_overview, NULL, TRUE },
  { "timeline", "x-office-calendar-symbolic", N_ ("Timeline"), NULL, create_timeline, NULL, TRUE },
  { "other", "system-search-symbolic", N_ ("Other mailbox…"), NULL, NULL, "win.find-person" },
  { "details", "document-properties-symbolic", N_ ("Details"), NULL, create_details, NULL, TRUE },
  { "templates", "text-x-generic-symbolic", N_ ("Templates"), BASICS, create_templates, NULL },
  { "subjects", "user-bookmarks-symbolic", N_ ("Subjects"), NULL, create_subjects, NULL },
  { "groups", "network-workgroup-symbolic", N_ ("Groups"), NULL, create_groups, NULL },
  { "users", "system-users-symbolic", N_ ("Users"), NULL, create_users, NULL },
  { "oof-task", "alarm-symbolic", N_ ("OOF task"), "", create_task, NULL },
  { "options", "preferences-other-symbolic", N_ ("Options"), NULL, NULL, "win.options" },
  { "migration", "go-jump-symbolic", N_ ("Migration"), NULL, create_migration, NULL },
};

const OofPlace *
oof_places_get (guint *n_places)
{
  *n_places = G_N_ELEMENTS (places);
  return places;
}

const OofPlace *
oof_places_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].name, name) == 0)
      return &places[i];
  return NULL;
}

char *
oof_places_list_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", places[i].name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

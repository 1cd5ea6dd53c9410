/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-home-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-words.h"
#include "ui/migration/oof-migration-reminder.h"
#include "ui/oof-absence-list.h"
#include "ui/oof-absence-table.h"
#include "ui/oof-sick-popover.h"
#include "ui/oof-status-card.h"
#include "ui/oof-subject-swatch.h"
#include "ui/views/oof-month-view.h"
#include "ui/views/oof-year-view.h"
#include "ui/oof-wrap-box.h"

struct _OofHomePage
{
  AdwBin parent_instance;

  OofMigrationReminder *migration;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *line;
  GtkMenuButton *sick;
  OofSickPopover *sick_popover; /* (owned by the widget tree) */
  GtkLabel *reminder;
  OofStatusCard *status;
  GtkLabel *month_title;
  OofWrapBox *legend;
  GtkStack *calendars;
  GtkToggleButton *by_month;
  GtkToggleButton *by_year;
  OofMonthView *month;
  OofYearView *year;
  GtkStack *absences_stack;
  AdwBin *table_frame;
  OofAbsenceTable *table; /* (owned by the widget tree) */

  OofSession *session;       /* (owned) */
  OofPerson *person;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the read under way */
};

enum
{
  PLAN,
  EDIT,
  CANCEL,
  SICK,
  DETAILS,
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofHomePage, oof_home_page, ADW_TYPE_BIN)

static const char *
get_zone (OofHomePage *self)
{
  return self->person != NULL && self->person->zone != NULL
             ? self->person->zone
             : oof_session_get_options (self->session)->zone;
}

static OofDay
get_today (OofHomePage *self)
{
  return oof_zone_day_of (get_zone (self), oof_clock_now (oof_session_get_clock (self->session)));
}

/* The calendar and the list. */

static void
update_legend (OofHomePage *self, GPtrArray *items)
{
  GPtrArray *subjects = oof_session_get_subjects (self->session);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  oof_wrap_box_remove_all (self->legend);
  for (guint i = 0; i < items->len; i++)
    {
      OofAbsence *absence = oof_absence_entry_get_absence (g_ptr_array_index (items, i));
      if (*absence->subject == '\0' || !g_hash_table_add (seen, absence->subject))
        continue;
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *swatch = oof_subject_swatch_new ();
      GtkWidget *label = gtk_label_new (absence->subject);
      oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (swatch), subjects, absence->subject);
      gtk_widget_add_css_class (label, "dim-text");
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (GTK_BOX (box), swatch);
      gtk_box_append (GTK_BOX (box), label);
      oof_wrap_box_append (self->legend, box);
    }
}

static gboolean
is_by_year (OofHomePage *self)
{
  return gtk_toggle_button_get_active (self->by_year);
}

/* The month, or the year, that holds @day. */
static void
show_day (OofHomePage *self, OofDay day)
{
  g_autofree char *title = NULL;

  oof_month_view_show_month (self->month, day);
  oof_year_view_show_year (self->year, day);
  if (is_by_year (self))
    {
      int year, month, dom;
      oof_day_get_ymd (day, &year, &month, &dom);
      title = g_strdup_printf ("%d", year);
    }
  else
    title = oof_words_month (day);
  gtk_label_set_label (self->month_title, title);
  gtk_stack_set_visible_child (self->calendars, is_by_year (self) ? GTK_WIDGET (self->year)
                                                                  : GTK_WIDGET (self->month));
}

/* One month, or one year, on or back. */
static void
step (OofHomePage *self, int direction)
{
  OofDay month = oof_month_view_get_month (self->month);
  int year, number, dom;

  oof_day_get_ymd (month, &year, &number, &dom);
  if (is_by_year (self))
    show_day (self, oof_day_from_ymd (year + direction, number, 1));
  else
    show_day (self, direction > 0 ? month + 31 : month - 1);
}

/* An absence without end asks every 14 days whether it is still right (decisions 4). */
static void
update_reminder (OofHomePage *self, GPtrArray *absences)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  g_autofree char *words = NULL;

  for (guint i = 0; words == NULL && i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);
      OofDay first;

      if (oof_absence_get_reminder (absence, now) == OOF_DAY_NONE)
        continue;
      oof_absence_get_days (absence, &first, NULL);
      g_autofree char *since = oof_words_date (first);
      words = g_strdup_printf (_ ("This absence has no end and lasts since %s. Is that still "
                                  "right? If not, give it an end or switch it off."),
                               since);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->reminder), words != NULL);
  gtk_label_set_label (self->reminder, words != NULL ? words : "");
}

static void
update_absences (OofHomePage *self)
{
  if (self->person == NULL)
    return;
  g_autoptr (GPtrArray) absences =
      oof_session_dup_absences_of (self->session, self->person->address);
  g_autoptr (GPtrArray) items = oof_absence_list_new (self->session, absences);

  oof_month_view_set_items (self->month, items, oof_session_get_subjects (self->session),
                            oof_session_get_options (self->session), get_today (self));
  oof_year_view_set_items (self->year, items, oof_session_get_subjects (self->session),
                           oof_session_get_options (self->session), get_today (self));
  oof_absence_table_set_items (self->table, self->session, items);
  gtk_stack_set_visible_child_name (self->absences_stack, items->len > 0 ? "table" : "empty");
  update_legend (self, items);
  update_reminder (self, absences);
}

static void
update_person (OofHomePage *self)
{
  g_autofree char *line = oof_words_person_line (self->person);

  adw_avatar_set_text (self->avatar, self->person->name);
  gtk_label_set_label (self->name, self->person->name);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line), self->person->address);
}

/* The status: a job over this one mailbox. */

static void
show_report (OofHomePage *self, OofRunReport *report)
{
  OofRunRow *row = oof_run_report_find (report, self->person->address);

  if (row != NULL && row->plan != NULL)
    oof_status_card_show_plan (self->status, self->session, self->person, row->plan, report->at,
                               TRUE);
  else if (row != NULL && row->error != NULL)
    oof_status_card_show_error (self->status, row->error);
}

static void
status_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofHomePage) self = OOF_HOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    show_report (self, report);
  else
    oof_status_card_show_error (self->status, error);
}

/* What is under way for the person shown so far no longer matters. */
static GCancellable *
renew_cancellable (OofHomePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
read_status (OofHomePage *self)
{
  const char *addresses[] = { self->person->address, NULL };
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self->session, OOF_RUN_STATUS, addresses);

  oof_status_card_show_busy (self->status);
  oof_run_job_run_async (job, renew_cancellable (self), status_read_cb, g_object_ref (self));
}

void
oof_home_page_refresh_status (OofHomePage *self)
{
  g_return_if_fail (OOF_IS_HOME_PAGE (self));

  if (self->person == NULL)
    return;
  oof_status_card_show_request (self->status, self->session, self->person);
  if (oof_session_has_runner (self->session))
    {
      read_status (self);
      return;
    }
  OofInstant as_of = OOF_INSTANT_NONE;
  g_autoptr (OofPlan) plan =
      oof_session_plan_published (self->session, self->person->address, &as_of);
  if (plan != NULL)
    oof_status_card_show_plan (self->status, self->session, self->person, plan, as_of, FALSE);
  else
    oof_status_card_show_unknown (self->status);
}

/* Actions. */

static void
refresh_status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_home_page_refresh_status (OOF_HOME_PAGE (widget));
}

static void
previous_month_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);

  step (self, -1);
}

static void
next_month_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);

  step (self, 1);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);

  show_day (self, get_today (self));
}

static void
cancel_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);
  OofAbsenceEntry *item = oof_absence_table_get_selected (self->table);

  if (item != NULL)
    g_signal_emit (self, signals[CANCEL], 0, oof_absence_entry_get_absence (item));
}

static void
selected_cb (OofAbsenceTable *table, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);
  OofAbsenceEntry *item = oof_absence_table_get_selected (self->table);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.cancel-absence",
                                 item != NULL && oof_absence_entry_is_live (item));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.edit-absence",
                                 item != NULL && oof_absence_entry_is_live (item));
}

static void
range_picked_cb (GtkWidget *view, int first, int last, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);

  if (self->person != NULL)
    g_signal_emit (self, signals[PLAN], 0, self->person, first, last);
}

static void
day_wanted_cb (GtkWidget *view, int day, gpointer user_data)
{
  show_day (OOF_HOME_PAGE (user_data), day);
}

static void
month_picked_cb (OofYearView *year, int day, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);

  oof_month_view_show_month (self->month, day);
  gtk_toggle_button_set_active (self->by_month, TRUE);
}

static void
by_year_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);

  show_day (self, oof_month_view_get_month (self->month));
}

static void
absence_picked_cb (GtkWidget *view, OofAbsenceEntry *item, gpointer user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0, oof_absence_entry_get_absence (item));
}

static void
edit_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofAbsenceEntry *item = oof_absence_table_get_selected (OOF_HOME_PAGE (widget)->table);

  if (item != NULL)
    g_signal_emit (widget, signals[EDIT], 0, oof_absence_entry_get_absence (item));
}

static void
sick_cb (OofSickPopover *popover, OofAbsence *draft, gpointer user_data)
{
  g_signal_emit (user_data, signals[SICK], 0, draft);
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);

  if (self->person != NULL)
    g_signal_emit (self, signals[DETAILS], 0, self->person);
}

static void
act (OofHomePage *self, OofAction action)
{
  if (self->person == NULL)
    return;
  if (oof_session_can_act (self->session, self->person->address))
    oof_status_card_show_busy (self->status);
  g_signal_emit (self, signals[ACT], 0, self->person, (int) action);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_APPLY);
}

static void
switch_off_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_SWITCH_OFF);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_KEEP);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_RESTORE);
}

/* The absence that counts now, in the editor: its end is what one came for. */
static void
extend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  if (self->person == NULL)
    return;
  g_autoptr (GPtrArray) absences =
      oof_session_dup_absences_of (self->session, self->person->address);
  OofAbsence *counting = oof_absence_find_counting (absences, now);
  if (counting != NULL)
    g_signal_emit (self, signals[EDIT], 0, counting);
}

/* What the runner has published comes with the database. */
static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);

  update_absences (self);
  if (!oof_session_has_runner (session))
    oof_home_page_refresh_status (self);
}

static void
request_cb (OofSession *session, OofRequest *request, gpointer user_data)
{
  OofHomePage *self = OOF_HOME_PAGE (user_data);

  if (self->person != NULL && g_str_equal (self->person->address, request->person))
    oof_home_page_refresh_status (self);
}

/* The class. */

static void
oof_home_page_dispose (GObject *object)
{
  OofHomePage *self = OOF_HOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->person, oof_person_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_HOME_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_home_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.refresh-status", NULL,
                                   refresh_status_action);
  gtk_widget_class_install_action (widget_class, "page.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "page.previous-month", NULL,
                                   previous_month_action);
  gtk_widget_class_install_action (widget_class, "page.next-month", NULL, next_month_action);
  gtk_widget_class_install_action (widget_class, "page.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "page.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "page.switch-off", NULL, switch_off_action);
  gtk_widget_class_install_action (widget_class, "page.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "page.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "page.extend", NULL, extend_action);
  gtk_widget_class_install_action (widget_class, "page.edit-absence", NULL, edit_absence_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-absence", NULL,
                                   cancel_absence_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "page.previous-month", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "page.next-month", NULL);
}

static void
oof_home_page_class_init (OofHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_home_page_dispose;
  g_type_ensure (OOF_TYPE_MIGRATION_REMINDER);
  g_type_ensure (OOF_TYPE_STATUS_CARD);
  g_type_ensure (OOF_TYPE_MONTH_VIEW);
  g_type_ensure (OOF_TYPE_YEAR_VIEW);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, migration);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, name);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, line);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, sick);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, reminder);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, status);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, month_title);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, legend);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, calendars);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, by_month);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, by_year);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, month);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, year);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, absences_stack);
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, table_frame);
  install_actions (widget_class);

  signals[PLAN] = g_signal_new ("plan", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, OOF_TYPE_PERSON, G_TYPE_INT, G_TYPE_INT);
  signals[EDIT] = g_signal_new ("edit", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  signals[SICK] = g_signal_new ("sick", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  signals[DETAILS] = g_signal_new ("details", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON);
  signals[ACT] = g_signal_new ("act", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, OOF_TYPE_PERSON, G_TYPE_INT);
  signals[CANCEL] = g_signal_new ("cancel", OOF_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
}

static void
oof_home_page_init (OofHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = OOF_ABSENCE_TABLE (oof_absence_table_new (FALSE));
  adw_bin_set_child (self->table_frame, GTK_WIDGET (self->table));
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->month, "range-picked", G_CALLBACK (range_picked_cb), self, 0);
  g_signal_connect_object (self->month, "month-wanted", G_CALLBACK (day_wanted_cb), self, 0);
  g_signal_connect_object (self->month, "absence-picked", G_CALLBACK (absence_picked_cb), self, 0);
  g_signal_connect_object (self->year, "range-picked", G_CALLBACK (range_picked_cb), self, 0);
  g_signal_connect_object (self->year, "year-wanted", G_CALLBACK (day_wanted_cb), self, 0);
  g_signal_connect_object (self->year, "month-picked", G_CALLBACK (month_picked_cb), self, 0);
  g_signal_connect_object (self->year, "absence-picked", G_CALLBACK (absence_picked_cb), self, 0);
  g_signal_connect_object (self->by_year, "toggled", G_CALLBACK (by_year_toggled_cb), self, 0);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (absence_picked_cb), self, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.cancel-absence", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.edit-absence", FALSE);
}

GtkWidget *
oof_home_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofHomePage *self = g_object_new (OOF_TYPE_HOME_PAGE, NULL);
  self->session = g_object_ref (session);
  oof_migration_reminder_set_session (self->migration, session);
  self->sick_popover = OOF_SICK_POPOVER (oof_sick_popover_new (session));
  gtk_menu_button_set_popover (self->sick, GTK_WIDGET (self->sick_popover));
  g_signal_connect_object (self->sick_popover, "confirmed", G_CALLBACK (sick_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  g_signal_connect_object (session, "request", G_CALLBACK (request_cb), self, 0);
  return GTK_WIDGET (self);
}

static void
set_person (OofHomePage *self, OofPerson *person)
{
  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
  oof_sick_popover_set_person (self->sick_popover, person);
  update_person (self);
  update_absences (self);
}

/* The mailbox tells the zone in which everything here is shown; then its reply is read. */
static void
person_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofHomePage) self = OOF_HOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofPerson) person =
      oof_session_read_person_finish (OOF_SESSION (source), result, &error);

  if (person == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        oof_status_card_show_error (self->status, error);
      return;
    }
  set_person (self, person);
  oof_home_page_refresh_status (self);
}

void
oof_home_page_show_person (OofHomePage *self, OofPerson *person)
{
  g_return_if_fail (OOF_IS_HOME_PAGE (self));
  g_return_if_fail (person != NULL);

  set_person (self, person);
  show_day (self, get_today (self));
  oof_status_card_show_busy (self->status);
  oof_session_read_person_async (self->session, person->address, renew_cancellable (self),
                                 person_read_cb, g_object_ref (self));
}

OofPerson *
oof_home_page_get_person (OofHomePage *self)
{
  g_return_val_if_fail (OOF_IS_HOME_PAGE (self), NULL);

  return self->person;
}

void
oof_home_page_focus_urgent (OofHomePage *self)
{
  g_return_if_fail (OOF_IS_HOME_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->sick));
}

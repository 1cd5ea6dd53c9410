/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-home-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/oof-absence-list.h"

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

OofDay
_oof_home_page_get_today (OofHomePage *self)
{
  return oof_zone_day_of (get_zone (self), oof_clock_now (oof_session_get_clock (self->session)));
}

/* What is shown of the person. */

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

  _oof_home_page_show_items (self, items);
  oof_absence_table_set_items (self->table, self->session, items);
  gtk_stack_set_visible_child_name (self->absences_stack, items->len > 0 ? "table" : "empty");
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
  gtk_widget_set_visible (self->neighbours, oof_session_get_people (self->session)->len > 1);
}

/* Actions. */

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
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHomePage *self = OOF_HOME_PAGE (widget);

  if (self->person != NULL)
    g_signal_emit (self, signals[DETAILS], 0, self->person);
}

static void
sick_cb (OofSickPopover *popover, OofAbsence *draft, gpointer user_data)
{
  g_signal_emit (user_data, signals[SICK], 0, draft);
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

/* By name, and round. */
static void
show_neighbour (OofHomePage *self, int step)
{
  GPtrArray *people = oof_session_get_people (self->session);
  guint index = 0;

  while (index < people->len
         && !g_str_equal (((OofPerson *) people->pdata[index])->address, self->person->address))
    index++;
  if (people->len > 0)
    oof_home_page_show_person (self, people->pdata[(index + people->len + step) % people->len]);
}

static void
previous_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (OOF_HOME_PAGE (widget)->person != NULL)
    show_neighbour (OOF_HOME_PAGE (widget), -1);
}

static void
next_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (OOF_HOME_PAGE (widget)->person != NULL)
    show_neighbour (OOF_HOME_PAGE (widget), 1);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.previous-person", NULL,
                                   previous_person_action);
  gtk_widget_class_install_action (widget_class, "page.next-person", NULL, next_person_action);
  gtk_widget_class_install_action (widget_class, "page.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "page.extend", NULL, extend_action);
  gtk_widget_class_install_action (widget_class, "page.edit-absence", NULL, edit_absence_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-absence", NULL,
                                   cancel_absence_action);
  _oof_home_page_install_calendar_actions (widget_class);
  _oof_home_page_install_status_actions (widget_class);
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
  gtk_widget_class_bind_template_child (widget_class, OofHomePage, neighbours);
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
  g_signal_connect_object (self->month, "absence-picked", G_CALLBACK (absence_picked_cb), self, 0);
  g_signal_connect_object (self->year, "range-picked", G_CALLBACK (range_picked_cb), self, 0);
  g_signal_connect_object (self->year, "absence-picked", G_CALLBACK (absence_picked_cb), self, 0);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (absence_picked_cb), self, 0);
  _oof_home_page_init_calendar (self);
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

void
_oof_home_page_set_person (OofHomePage *self, OofPerson *person)
{
  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
  oof_sick_popover_set_person (self->sick_popover, person);
  update_person (self);
  update_absences (self);
}

void
oof_home_page_show_person (OofHomePage *self, OofPerson *person)
{
  g_return_if_fail (OOF_IS_HOME_PAGE (self));
  g_return_if_fail (person != NULL);

  _oof_home_page_set_person (self, person);
  _oof_home_page_show_day (self, _oof_home_page_get_today (self));
  _oof_home_page_read_person (self, person);
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

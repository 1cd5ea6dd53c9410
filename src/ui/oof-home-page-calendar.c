/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"
#include "ui/oof-home-page-private.h"
#include "ui/oof-subject-swatch.h"

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

void
_oof_home_page_show_items (OofHomePage *self, GPtrArray *items)
{
  OofDay today = _oof_home_page_get_today (self);
  GPtrArray *subjects = oof_session_get_subjects (self->session);
  OofOptions *options = oof_session_get_options (self->session);

  oof_month_view_set_items (self->month, items, subjects, options, today);
  oof_year_view_set_items (self->year, items, subjects, options, today);
  update_legend (self, items);
}

static gboolean
is_by_year (OofHomePage *self)
{
  return gtk_toggle_button_get_active (self->by_year);
}

void
_oof_home_page_show_day (OofHomePage *self, OofDay day)
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
    _oof_home_page_show_day (self, oof_day_from_ymd (year + direction, number, 1));
  else
    _oof_home_page_show_day (self, direction > 0 ? month + 31 : month - 1);
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

  _oof_home_page_show_day (self, _oof_home_page_get_today (self));
}

static void
day_wanted_cb (GtkWidget *view, int day, gpointer user_data)
{
  _oof_home_page_show_day (OOF_HOME_PAGE (user_data), day);
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

  _oof_home_page_show_day (self, oof_month_view_get_month (self->month));
}

void
_oof_home_page_install_calendar_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.previous-month", NULL,
                                   previous_month_action);
  gtk_widget_class_install_action (widget_class, "page.next-month", NULL, next_month_action);
  gtk_widget_class_install_action (widget_class, "page.today", NULL, today_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "page.previous-month", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "page.next-month", NULL);
}

void
_oof_home_page_init_calendar (OofHomePage *self)
{
  g_signal_connect_object (self->month, "month-wanted", G_CALLBACK (day_wanted_cb), self, 0);
  g_signal_connect_object (self->year, "year-wanted", G_CALLBACK (day_wanted_cb), self, 0);
  g_signal_connect_object (self->year, "month-picked", G_CALLBACK (month_picked_cb), self, 0);
  g_signal_connect_object (self->by_year, "toggled", G_CALLBACK (by_year_toggled_cb), self, 0);
}

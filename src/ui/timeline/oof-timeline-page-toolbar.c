/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui/editor/oof-choice.h"
#include "ui/parts/oof-spoken.h"
#include "ui/timeline/oof-timeline-page-private.h"

static const char *const span_names[N_SPANS] = {
  N_ ("Week"), N_ ("2 weeks"), N_ ("Month"), N_ ("Quarter"), N_ ("Year"), N_ ("Everything")
};

static const char *const layer_names[] = { NC_ ("timeline", "Both"), NC_ ("timeline", "Planned"),
                                           NC_ ("timeline", "In Exchange") };
#define N_LAYERS G_N_ELEMENTS (layer_names)

static void
span_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  OofDay first = oof_timeline_scale_get_first (self->scale),
         today = _oof_timeline_page_get_today (self);
  gboolean holds_today =
      today >= first && today < first + oof_timeline_scale_get_n_days (self->scale);

  if (!self->filling)
    _oof_timeline_page_show_day (self, holds_today ? today : first);
}

static void
group_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (!self->filling && self->view != NULL)
    _oof_timeline_page_fill_rows (self);
}

static void
layer_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (gtk_toggle_button_get_active (button))
    oof_timeline_scale_set_layer (
        self->scale, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "layer")));
}

static void
day_selected_cb (GtkCalendar *calendar, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  gtk_menu_button_popdown (self->jump);
  _oof_timeline_page_go_to (self, oof_day_from_ymd (g_date_time_get_year (date),
                                                    g_date_time_get_month (date),
                                                    g_date_time_get_day_of_month (date)));
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *label, const char *action)
{
  GtkWidget *button =
      icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  if (icon != NULL)
    {
      gtk_widget_set_tooltip_text (button, label);
      oof_spoken_set_name (button, label);
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_steps (OofTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  add_button (box, "go-previous-symbolic", _ ("Earlier"), "timeline.previous");
  add_button (box, NULL, _ ("Today"), "timeline.today");
  add_button (box, "go-next-symbolic", _ ("Later"), "timeline.next");
  oof_wrap_box_append (self->toolbar, box);
}

static void
add_jump (OofTimelinePage *self)
{
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *popover = gtk_popover_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "x-office-calendar-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Jump to date"));
  self->jump = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->jump, content);
  gtk_widget_add_css_class (GTK_WIDGET (self->jump), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->jump), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Jump to date"), -1);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_calendar_set_show_week_numbers (self->calendar, TRUE);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (self->jump, popover);
  oof_wrap_box_append (self->toolbar, GTK_WIDGET (self->jump));
}

static void
add_layers (OofTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkToggleButton *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < N_LAYERS; i++)
    {
      const char *label = g_dpgettext2 (NULL, "timeline", layer_names[i]);
      GtkToggleButton *button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (label));
      gtk_toggle_button_set_group (button, first);
      if (first == NULL)
        {
          first = button;
          gtk_toggle_button_set_active (button, TRUE);
        }
      g_object_set_data (G_OBJECT (button), "layer", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "toggled", G_CALLBACK (layer_toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (button));
    }
  oof_wrap_box_append (self->toolbar, box);
}

void
_oof_timeline_page_add_toolbar (OofTimelinePage *self)
{
  const char *names[N_SPANS + 1] = { NULL };
  GtkWidget *more = gtk_menu_button_new ();

  for (int i = 0; i < N_SPANS; i++)
    names[i] = _ (span_names[i]);
  self->spans = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  oof_choice_set_names (self->spans, _ ("Days shown"), names, NULL);
  gtk_drop_down_set_selected (self->spans, SPAN_MONTH);
  g_signal_connect_object (self->spans, "notify::selected", G_CALLBACK (span_selected_cb), self, 0);
  oof_wrap_box_append (self->toolbar, GTK_WIDGET (self->spans));
  add_steps (self);
  add_jump (self);
  self->groups = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_signal_connect_object (self->groups, "notify::selected", G_CALLBACK (group_selected_cb), self,
                           0);
  oof_wrap_box_append (self->toolbar, GTK_WIDGET (self->groups));
  add_layers (self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), self->view_menu);
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_tooltip_text (more, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More"),
                                  -1);
  oof_wrap_box_append (self->toolbar, more);
}

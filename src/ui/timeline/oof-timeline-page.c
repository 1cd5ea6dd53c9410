/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-page.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"
#include "ui/oof-subject-swatch.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-spoken.h"
#include "ui/timeline/oof-timeline-rows.h"
#include "ui/timeline/oof-timeline-view.h"

#define DAYS            7
#define MINUTES_PER_DAY (24.0 * 60.0)
/* The longest span that "everything" shows. */
#define MAX_DAYS 800

typedef enum
{
  SPAN_WEEK,
  SPAN_TWO_WEEKS,
  SPAN_MONTH,
  SPAN_QUARTER,
  SPAN_YEAR,
  SPAN_ALL,
  N_SPANS
} Span;

static const char *const span_names[N_SPANS] = {
  N_ ("Week"), N_ ("2 weeks"), N_ ("Month"), N_ ("Quarter"), N_ ("Year"), N_ ("Everything")
};

static const char *const layer_names[] = { NC_ ("timeline", "Both"), NC_ ("timeline", "Planned"),
                                           NC_ ("timeline", "In Exchange") };
#define N_LAYERS G_N_ELEMENTS (layer_names)

struct _OofTimelinePage
{
  AdwBin parent_instance;

  OofWrapBox *toolbar;
  GtkStack *stack;
  AdwBin *frame;
  OofWrapBox *legend;
  GtkWidget *plan;
  GtkLabel *selection;
  GMenuModel *range_menu;
  GMenuModel *view_menu;
  GtkDropDown *spans;    /* (owned by the widget tree) */
  GtkDropDown *groups;   /* (owned by the widget tree) */
  GtkMenuButton *jump;   /* (owned by the widget tree) */
  GtkCalendar *calendar; /* (owned by the widget tree) */
  OofTimelineView *view; /* (owned by the widget tree) */
  GtkWidget *menu;       /* (owned by the widget tree) popover of the range */

  OofSession *session;     /* (owned) */
  OofTimelineScale *scale; /* (owned) */
  GHashTable *collapsed;   /* (owned) set of names of groups */
  GStrv group_names;       /* (owned) as the drop-down has them after "all" */
  OofPerson *person;       /* (owned) (nullable) shown last by oof_timeline_page_show_person() */
  guint show_id;           /* while the row waits for the list to have its size */
  gboolean only_absent;
  gboolean filling; /* the drop-downs are being filled, nobody chose */
};

enum
{
  PLAN,
  EDIT,
  CANCEL,
  PERSON_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelinePage, oof_timeline_page, ADW_TYPE_BIN)

/* The days. */

static OofDay
get_today (OofTimelinePage *self)
{
  return oof_zone_day_of (oof_session_get_options (self->session)->zone,
                          oof_clock_now (oof_session_get_clock (self->session)));
}

static OofDay
get_week_of (OofTimelinePage *self, OofDay day)
{
  int start = oof_session_get_options (self->session)->week_start;

  return day - (oof_day_get_weekday (day) - start + DAYS) % DAYS;
}

static OofDay
add_months (OofDay day, int months)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  month += months - 1;
  year += month / 12 - (month % 12 < 0 ? 1 : 0);
  return oof_day_from_ymd (year, (month % 12 + 12) % 12 + 1, 1);
}

/* From the first to the last absence that still lives. */
static void
show_all_days (OofTimelinePage *self)
{
  GPtrArray *absences = oof_session_get_absences (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  OofDay first = get_today (self), last = first + DAYS;

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      OofAbsenceState state = oof_absence_get_state (absence, now);
      OofDay from, to;
      if (state == OOF_ABSENCE_CANCELLED || state == OOF_ABSENCE_ENDED)
        continue;
      oof_absence_get_days (absence, &from, &to);
      first = MIN (first, from);
      last = MAX (last, to);
    }
  first = get_week_of (self, first);
  oof_timeline_scale_set_days (self->scale, first, CLAMP (last - first + 1, DAYS, MAX_DAYS));
}

/* Shows the chosen span so that it holds @day. */
static void
show_day (OofTimelinePage *self, OofDay day)
{
  OofDay week = get_week_of (self, day), month = add_months (day, 0), first;
  int year, number, dom;

  switch ((Span) gtk_drop_down_get_selected (self->spans))
    {
    case SPAN_WEEK:
      oof_timeline_scale_set_days (self->scale, week, DAYS);
      break;
    case SPAN_TWO_WEEKS:
      oof_timeline_scale_set_days (self->scale, week, 2 * DAYS);
      break;
    case SPAN_QUARTER:
      oof_timeline_scale_set_days (self->scale, month, add_months (month, 3) - month);
      break;
    case SPAN_YEAR:
      oof_day_get_ymd (day, &year, &number, &dom);
      first = oof_day_from_ymd (year, 1, 1);
      oof_timeline_scale_set_days (self->scale, first, oof_day_from_ymd (year + 1, 1, 1) - first);
      break;
    case SPAN_ALL:
      show_all_days (self);
      break;
    case SPAN_MONTH:
    case N_SPANS:
    default:
      oof_timeline_scale_set_days (self->scale, week, 4 * DAYS);
      break;
    }
}

static void
step (OofTimelinePage *self, int direction)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);

  switch ((Span) gtk_drop_down_get_selected (self->spans))
    {
    case SPAN_QUARTER:
      show_day (self, add_months (first, 3 * direction));
      break;
    case SPAN_YEAR:
      show_day (self, direction > 0 ? first + n_days : first - 1);
      break;
    case SPAN_ALL:
      oof_timeline_scale_set_days (self->scale, first + direction * n_days / 2, n_days);
      break;
    case SPAN_WEEK:
    case SPAN_TWO_WEEKS:
    case SPAN_MONTH:
    case N_SPANS:
    default:
      show_day (self, first + direction * n_days);
      break;
    }
}

/* The rows. */

static const char *
get_group (OofTimelinePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->groups);

  if (selected == 0 || self->group_names == NULL || selected > g_strv_length (self->group_names))
    return NULL;
  return self->group_names[selected - 1];
}

static void
fill_rows (OofTimelinePage *self)
{
  const char *zone = oof_session_get_options (self->session)->zone;
  OofDay first = oof_timeline_scale_get_first (self->scale);
  OofRange range = { oof_zone_day_start (zone, first),
                     oof_zone_day_start (zone,
                                         first + oof_timeline_scale_get_n_days (self->scale)) };
  g_autoptr (GPtrArray) rows = oof_timeline_rows_new (self->session, get_group (self),
                                                      self->collapsed, self->only_absent, range);

  oof_timeline_view_set_rows (self->view, rows);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "view" : "empty");
}

static void
fill_groups (OofTimelinePage *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_strfreev (self->group_names);
  self->group_names = oof_timeline_rows_dup_groups (self->session);
  g_ptr_array_add (names, (gpointer) _ ("All groups"));
  for (guint i = 0; self->group_names[i] != NULL; i++)
    g_ptr_array_add (names, self->group_names[i]);
  g_ptr_array_add (names, NULL);
  self->filling = TRUE;
  oof_choice_set_names (self->groups, _ ("Group"), (const char *const *) names->pdata, NULL);
  self->filling = FALSE;
}

static void
add_legend (OofTimelinePage *self, GtkWidget *sign, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "small");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  oof_wrap_box_append (self->legend, box);
}

static void
fill_legend (OofTimelinePage *self)
{
  GPtrArray *subjects = oof_session_get_subjects (self->session);

  oof_wrap_box_remove_all (self->legend);
  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      GtkWidget *swatch = oof_subject_swatch_new ();
      oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (swatch), subjects, subject->name);
      add_legend (self, swatch, subject->name);
    }
  GtkWidget *planned = oof_subject_swatch_new ();
  oof_subject_swatch_set_only_planned (OOF_SUBJECT_SWATCH (planned));
  add_legend (self, planned, _ ("only planned"));
  add_legend (self, gtk_image_new_from_icon_name ("dialog-warning-symbolic"), _ ("look here"));
}

static void
update (OofTimelinePage *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  oof_timeline_scale_set_data (self->scale, options, oof_session_get_subjects (self->session),
                               get_today (self)
                                   + oof_zone_minute_of (options->zone, now) / MINUTES_PER_DAY);
  fill_groups (self);
  fill_legend (self);
  fill_rows (self);
}

/* What the view says. */

static void
selection_changed_cb (OofTimelineView *view, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self->view);
  OofAbsence *absence = oof_timeline_view_get_absence (self->view);
  guint first_row, last_row;
  OofDay first, last;
  gboolean has =
      oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  gboolean live = absence != NULL && !has
                  && oof_absence_get_state (absence, now) != OOF_ABSENCE_CANCELLED
                  && oof_absence_get_state (absence, now) != OOF_ABSENCE_ENDED;
  g_autofree char *text = NULL;

  if (has && people->len > 0)
    {
      int days = last - first + 1;
      g_autofree char *n_days =
          g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
      g_autofree char *n_people =
          g_strdup_printf (ngettext ("%u person", "%u people", people->len), people->len);
      text = g_strdup_printf ("%s × %s", n_days, n_people);
    }
  gtk_label_set_label (self->selection, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.plan",
                                 people->len > 0 && first != OOF_DAY_NONE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.edit", live);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.cancel", live);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.copy", people->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.show-person", people->len == 1);
}

static void
plan_cb (OofTimelineView *view, GPtrArray *people, int first, int last, gpointer user_data)
{
  g_signal_emit (user_data, signals[PLAN], 0, people, first, last);
}

static void
edit_cb (OofTimelineView *view, OofAbsence *absence, gpointer user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0, absence);
}

static void
person_picked_cb (OofTimelineView *view, OofPerson *person, gpointer user_data)
{
  g_signal_emit (user_data, signals[PERSON_PICKED], 0, person);
}

static void
fold_cb (OofTimelineView *view, const char *group, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  char *name = g_strdup (group);

  if (!g_hash_table_remove (self->collapsed, name))
    g_hash_table_add (self->collapsed, g_steal_pointer (&name));
  g_free (name);
  fill_rows (self);
}

static void
page_wanted_cb (OofTimelineView *view, int day, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  step (self, day < oof_timeline_scale_get_first (self->scale) ? -1 : 1);
}

static void
menu_cb (OofTimelineView *view, double x, double y, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
moved_cb (OofTimelineScale *scale, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (self->only_absent && !self->filling)
    fill_rows (self);
}

/* Actions. */

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_timeline_view_plan (OOF_TIMELINE_PAGE (widget)->view);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofAbsence *absence = oof_timeline_view_get_absence (OOF_TIMELINE_PAGE (widget)->view);

  if (absence != NULL)
    g_signal_emit (widget, signals[EDIT], 0, absence);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofAbsence *absence = oof_timeline_view_get_absence (OOF_TIMELINE_PAGE (widget)->view);

  if (absence != NULL)
    g_signal_emit (widget, signals[CANCEL], 0, absence);
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (OOF_TIMELINE_PAGE (widget)->view);

  if (people->len > 0)
    g_signal_emit (widget, signals[PERSON_PICKED], 0, g_ptr_array_index (people, 0));
}

/* One line for each absence of the selected people on the selected days. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self->view);
  g_autoptr (GString) text = g_string_new (NULL);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (self->session, person->address);
      for (guint k = 0; k < absences->len; k++)
        {
          OofAbsence *absence = g_ptr_array_index (absences, k);
          OofDay from, to;
          oof_absence_get_days (absence, &from, &to);
          if (from > last || (to != OOF_DAY_NONE && to < first)
              || absence->cancelled != OOF_INSTANT_NONE)
            continue;
          g_autofree char *dates = oof_words_absence_dates (absence);
          g_string_append_printf (text, "%s\t%s\t%s\n", person->name, dates, absence->subject);
        }
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (OOF_TIMELINE_PAGE (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (OOF_TIMELINE_PAGE (widget), 1);
}

static void
go_to (OofTimelinePage *self, OofDay day)
{
  show_day (self, day);
  oof_timeline_scale_clear_selection (self->scale);
  oof_timeline_scale_set_cursor (self->scale, oof_timeline_scale_get_cursor_position (self->scale),
                                 day);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to (OOF_TIMELINE_PAGE (widget), get_today (OOF_TIMELINE_PAGE (widget)));
}

static void
fold_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  for (guint i = 0; self->group_names[i] != NULL; i++)
    g_hash_table_add (self->collapsed, g_strdup (self->group_names[i]));
  fill_rows (self);
}

static void
unfold_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  g_hash_table_remove_all (self->collapsed);
  fill_rows (self);
}

static void
show_everybody_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  self->only_absent = FALSE;
  gtk_drop_down_set_selected (self->groups, 0);
  fill_rows (self);
}

/* The property behind the check mark "Only people with absences". */
typedef enum
{
  PROP_ONLY_ABSENT = 1,
  N_PROPS
} OofTimelinePageProp;

static GParamSpec *properties[N_PROPS];

static void
oof_timeline_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ONLY_ABSENT)
    g_value_set_boolean (value, OOF_TIMELINE_PAGE (object)->only_absent);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_timeline_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (object);

  if (prop_id != PROP_ONLY_ABSENT)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (self->only_absent != g_value_get_boolean (value))
    {
      self->only_absent = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      if (self->view != NULL)
        fill_rows (self);
    }
}

/* The toolbar. */

static void
span_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  OofDay first = oof_timeline_scale_get_first (self->scale), today = get_today (self);
  gboolean holds_today =
      today >= first && today < first + oof_timeline_scale_get_n_days (self->scale);

  if (!self->filling)
    show_day (self, holds_today ? today : first);
}

static void
group_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (!self->filling && self->view != NULL)
    fill_rows (self);
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
  go_to (self, oof_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
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
      oof_spoken_set_name (GTK_WIDGET (button), label);
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

static void
add_toolbar (OofTimelinePage *self)
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

/* The class. */

static void
oof_timeline_page_dispose (GObject *object)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TIMELINE_PAGE);
  g_clear_object (&self->scale);
  g_clear_object (&self->session);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  g_clear_pointer (&self->group_names, g_strfreev);

  G_OBJECT_CLASS (oof_timeline_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timeline.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "timeline.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "timeline.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "timeline.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "timeline.show-person", NULL, show_person_action);
  gtk_widget_class_install_action (widget_class, "timeline.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "timeline.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "timeline.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "timeline.fold-all", NULL, fold_all_action);
  gtk_widget_class_install_action (widget_class, "timeline.unfold-all", NULL, unfold_all_action);
  gtk_widget_class_install_action (widget_class, "timeline.show-everybody", NULL,
                                   show_everybody_action);
  gtk_widget_class_install_property_action (widget_class, "timeline.only-absent", "only-absent");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "timeline.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "timeline.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "timeline.copy",
                                       NULL);
}

static void
install_signals (void)
{
  GType type = OOF_TYPE_TIMELINE_PAGE;

  signals[PLAN] = g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_PTR_ARRAY, G_TYPE_INT, G_TYPE_INT);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, OOF_TYPE_ABSENCE);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  signals[PERSON_PICKED] = g_signal_new ("person-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON);
}

static void
oof_timeline_page_class_init (OofTimelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oof_timeline_page_dispose;
  object_class->get_property = oof_timeline_page_get_property;
  object_class->set_property = oof_timeline_page_set_property;
  properties[PROP_ONLY_ABSENT] =
      g_param_spec_boolean ("only-absent", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/timeline/oof-timeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, frame);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, legend);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, plan);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, selection);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, range_menu);
  gtk_widget_class_bind_template_child (widget_class, OofTimelinePage, view_menu);
  install_actions (widget_class);
  install_signals ();
}

static void
oof_timeline_page_init (OofTimelinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scale = oof_timeline_scale_new ();
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filling = TRUE;
  add_toolbar (self);
  self->filling = FALSE;
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  update (OOF_TIMELINE_PAGE (user_data));
}

static void
add_view (OofTimelinePage *self)
{
  self->view = OOF_TIMELINE_VIEW (oof_timeline_view_new (self->session, self->scale));
  adw_bin_set_child (self->frame, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "plan", G_CALLBACK (plan_cb), self, 0);
  g_signal_connect_object (self->view, "edit", G_CALLBACK (edit_cb), self, 0);
  g_signal_connect_object (self->view, "person-picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (self->view, "fold", G_CALLBACK (fold_cb), self, 0);
  g_signal_connect_object (self->view, "page-wanted", G_CALLBACK (page_wanted_cb), self, 0);
  g_signal_connect_object (self->view, "menu", G_CALLBACK (menu_cb), self, 0);
  g_signal_connect_object (self->view, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           0);
  g_signal_connect_object (self->scale, "moved", G_CALLBACK (moved_cb), self, 0);
  self->menu = gtk_popover_menu_new_from_model (self->range_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->frame));
}

GtkWidget *
oof_timeline_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTimelinePage *self = g_object_new (OOF_TYPE_TIMELINE_PAGE, NULL);
  self->session = g_object_ref (session);
  add_view (self);
  oof_timeline_scale_set_cursor (self->scale, 1, get_today (self));
  show_day (self, get_today (self));
  update (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

static gboolean
show_person_cb (gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  self->show_id = 0;
  oof_timeline_view_show_person (self->view, self->person, get_today (self));
  return G_SOURCE_REMOVE;
}

void
oof_timeline_page_show_person (OofTimelinePage *self, OofPerson *person)
{
  g_return_if_fail (OOF_IS_TIMELINE_PAGE (self));
  g_return_if_fail (person != NULL);

  if (self->person != NULL && g_strcmp0 (self->person->address, person->address) == 0)
    return;
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = oof_person_ref (person);
  if (self->show_id == 0)
    self->show_id = g_idle_add (show_person_cb, self);
}

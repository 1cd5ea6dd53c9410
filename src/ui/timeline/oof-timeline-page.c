/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"
#include "ui/oof-subject-swatch.h"
#include "ui/timeline/oof-timeline-rows.h"

#define MINUTES_PER_DAY (24.0 * 60.0)

enum
{
  PLAN,
  EDIT,
  CANCEL,
  CANCEL_ALL,
  CLOSURE,
  PERSON_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelinePage, oof_timeline_page, ADW_TYPE_BIN)

/* The rows. */

static const char *
get_group (OofTimelinePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->groups);

  if (selected == 0 || self->group_names == NULL || selected > g_strv_length (self->group_names))
    return NULL;
  return self->group_names[selected - 1];
}

void
_oof_timeline_page_fill_rows (OofTimelinePage *self)
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
                               _oof_timeline_page_get_today (self)
                                   + oof_zone_minute_of (options->zone, now) / MINUTES_PER_DAY);
  fill_groups (self);
  fill_legend (self);
  _oof_timeline_page_fill_rows (self);
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
  _oof_timeline_page_fill_rows (self);
}

static void
page_wanted_cb (OofTimelineView *view, int day, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  _oof_timeline_page_step (self, day < oof_timeline_scale_get_first (self->scale) ? -1 : 1);
}

static void
menu_cb (OofTimelineView *view, double x, double y, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  _oof_timeline_page_enable_menu (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The keys go on where they were. */
static void
menu_closed_cb (GtkPopover *menu, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
moved_cb (OofTimelineScale *scale, gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  if (self->only_absent && !self->filling)
    _oof_timeline_page_fill_rows (self);
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
        _oof_timeline_page_fill_rows (self);
    }
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
install_signals (void)
{
  GType type = OOF_TYPE_TIMELINE_PAGE;

  signals[PLAN] = g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_PTR_ARRAY, G_TYPE_INT, G_TYPE_INT);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, OOF_TYPE_ABSENCE);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  signals[CANCEL_ALL] = g_signal_new ("cancel-all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[CLOSURE] =
      g_signal_new ("closure", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_PTR_ARRAY, G_TYPE_INT, G_TYPE_INT, G_TYPE_STRING);
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
  _oof_timeline_page_install_actions (widget_class);
  install_signals ();
}

static void
oof_timeline_page_init (OofTimelinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scale = oof_timeline_scale_new ();
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filling = TRUE;
  _oof_timeline_page_add_toolbar (self);
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
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, 0);
}

GtkWidget *
oof_timeline_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTimelinePage *self = g_object_new (OOF_TYPE_TIMELINE_PAGE, NULL);
  self->session = g_object_ref (session);
  add_view (self);
  oof_timeline_scale_set_cursor (self->scale, 1, _oof_timeline_page_get_today (self));
  _oof_timeline_page_show_day (self, _oof_timeline_page_get_today (self));
  update (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

static gboolean
show_person_cb (gpointer user_data)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (user_data);

  self->show_id = 0;
  oof_timeline_view_show_person (self->view, self->person, _oof_timeline_page_get_today (self));
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

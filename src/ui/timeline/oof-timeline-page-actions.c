/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-rights.h"
#include "app/oof-words.h"
#include "ui/timeline/oof-timeline-page-private.h"

/* What menus and keys do. */

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
    g_signal_emit_by_name (widget, "edit", absence);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofAbsence *absence = oof_timeline_view_get_absence (OOF_TIMELINE_PAGE (widget)->view);

  if (absence != NULL)
    g_signal_emit_by_name (widget, "cancel", absence);
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (OOF_TIMELINE_PAGE (widget)->view);

  if (people->len > 0)
    g_signal_emit_by_name (widget, "person-picked", g_ptr_array_index (people, 0));
}

/* The absences of the selected people on the selected days that are not cancelled. (transfer full)
 * (element-type OofAbsence) */
static GPtrArray *
list_selected (OofTimelinePage *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self->view);
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
          if (from <= last && (to == OOF_DAY_NONE || to >= first)
              && absence->cancelled == OOF_INSTANT_NONE)
            g_ptr_array_add (selected, oof_absence_ref (absence));
        }
    }
  return selected;
}

/* Those that can be cancelled; a closure is withdrawn for everybody, not here. (transfer full)
 * (element-type OofAbsence) */
static GPtrArray *
list_live (OofTimelinePage *self)
{
  GPtrArray *selected = list_selected (self);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  for (guint i = selected->len; i > 0; i--)
    {
      const OofAbsence *absence = g_ptr_array_index (selected, i - 1);
      if (absence->closure_id != NULL || oof_absence_get_range (absence).to <= now)
        g_ptr_array_remove_index (selected, i - 1);
    }
  return selected;
}

static void
cancel_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) live = list_live (OOF_TIMELINE_PAGE (widget));

  if (live->len == 1)
    g_signal_emit_by_name (widget, "cancel", g_ptr_array_index (live, 0));
  else if (live->len > 1)
    g_signal_emit_by_name (widget, "cancel-all", live);
}

/* For the group that is shown, where one was chosen. */
static void
closure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self->view);
  guint group = gtk_drop_down_get_selected (self->groups);
  gboolean chosen = group > 0 && group <= g_strv_length (self->group_names);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  if (people->len > 0 && first != OOF_DAY_NONE)
    g_signal_emit_by_name (self, "closure", people, first, last,
                           chosen ? self->group_names[group - 1] : NULL);
}

static gboolean
may_close (OofSession *session)
{
  g_autoptr (GPtrArray) subjects = oof_session_list_subjects (session);
  OofRights rights = oof_session_get_rights (session);
  gboolean any = FALSE;

  for (guint i = 0; i < subjects->len; i++)
    any |= ((OofSubject *) g_ptr_array_index (subjects, i))->closure;
  return any && oof_rights_may_close (&rights, NULL);
}

void
_oof_timeline_page_enable_menu (OofTimelinePage *self)
{
  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self->view);
  gboolean range = oof_timeline_scale_has_selection (self->scale);
  g_autoptr (GPtrArray) live = range ? list_live (self) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.cancel-all", range && live->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.closure",
                                 people->len > 0 && may_close (self->session));
}

/* One line for each of them. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);
  g_autoptr (GPtrArray) selected = list_selected (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (selected, i);
      OofPerson *person = oof_session_get_person (self->session, absence->person);
      g_autofree char *dates = oof_words_absence_dates (absence);
      g_string_append_printf (text, "%s\t%s\t%s\n", person != NULL ? person->name : absence->person,
                              dates, absence->subject);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_timeline_page_step (OOF_TIMELINE_PAGE (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_timeline_page_step (OOF_TIMELINE_PAGE (widget), 1);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_timeline_page_go_to (OOF_TIMELINE_PAGE (widget),
                            _oof_timeline_page_get_today (OOF_TIMELINE_PAGE (widget)));
}

static void
fold_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  for (guint i = 0; self->group_names[i] != NULL; i++)
    g_hash_table_add (self->collapsed, g_strdup (self->group_names[i]));
  _oof_timeline_page_fill_rows (self);
}

static void
unfold_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  g_hash_table_remove_all (self->collapsed);
  _oof_timeline_page_fill_rows (self);
}

static void
show_everybody_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTimelinePage *self = OOF_TIMELINE_PAGE (widget);

  self->only_absent = FALSE;
  gtk_drop_down_set_selected (self->groups, 0);
  _oof_timeline_page_fill_rows (self);
}

void
_oof_timeline_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timeline.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "timeline.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "timeline.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "timeline.cancel-all", NULL, cancel_all_action);
  gtk_widget_class_install_action (widget_class, "timeline.closure", NULL, closure_action);
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

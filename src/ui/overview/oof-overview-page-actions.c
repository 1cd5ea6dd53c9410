/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-apply.h"
#include "app/oof-session-absences.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/oof-toast.h"
#include "ui/overview/oof-bulk-change.h"
#include "ui/overview/oof-overview-page-private.h"

/* What is done with the selected rows: several at once, or the one. */

static void
show_person (OofOverviewPage *self, OofAbsenceEntry *item)
{
  OofPerson *person =
      oof_session_get_person (self->session, oof_absence_entry_get_absence (item)->person);

  if (person != NULL)
    g_signal_emit_by_name (self, "person-picked", person);
}

GPtrArray *
_oof_overview_page_dup_live (OofOverviewPage *self)
{
  g_autoptr (GPtrArray) selected = oof_absence_table_dup_selected (self->table);
  GPtrArray *live = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < selected->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (selected, i);
      if (oof_absence_entry_is_live (item))
        g_ptr_array_add (live, oof_absence_ref (oof_absence_entry_get_absence (item)));
    }
  return live;
}

/* Several at once. */

static void
set_busy (OofOverviewPage *self, gboolean busy)
{
  self->busy = busy;
  if (self->session != NULL)
    _oof_overview_page_update_actions (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOverviewPage) self = OOF_OVERVIEW_PAGE (user_data);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GError) error = NULL;

  oof_bulk_change_finish (result, &stored, &report, &error);
  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    {
      g_autofree char *words = oof_words_error (error);
      oof_toast_show (GTK_WIDGET (self), words);
    }
  if (stored->len > 0)
    g_signal_emit_by_name (self, "changed", stored, self->before, report);
}

/* Takes @changed. */
static void
change (OofOverviewPage *self, GPtrArray *changed)
{
  set_busy (self, TRUE);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  self->before = oof_session_list_before (self->session, changed);
  oof_bulk_change_async (self->session, changed, self->cancellable, changed_cb,
                         g_object_ref (self));
  g_ptr_array_unref (changed);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOverviewPage) self = OOF_OVERVIEW_PAGE (user_data);

  if (!oof_alert_ask_finish (result, NULL))
    g_clear_pointer (&self->changing, g_ptr_array_unref);
  else if (self->changing != NULL && self->session != NULL)
    change (self, g_steal_pointer (&self->changing));
}

/* Takes @changed. @always: also when they are few. */
static void
ask (OofOverviewPage *self,
     GPtrArray *changed,
     gboolean always,
     char *heading,
     const char *body,
     const char *yes)
{
  g_clear_pointer (&self->changing, g_ptr_array_unref);
  if (!always && changed->len <= OOF_APPLY_MANY)
    change (self, changed);
  else
    {
      self->changing = changed;
      oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body,
                           _ ("_Keep"), yes, self->cancellable, asked_cb, g_object_ref (self));
    }
  g_free (heading);
}

static void
cancel_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (self);
  GPtrArray *changed;

  if (live->len == 1)
    {
      g_signal_emit_by_name (self, "cancel", g_ptr_array_index (live, 0));
      return;
    }
  changed = oof_bulk_change_create_cancelled (
      live, oof_clock_now (oof_session_get_clock (self->session)));
  ask (self, changed, TRUE,
       g_strdup_printf (ngettext ("Cancel %u absence?", "Cancel %u absences?", live->len),
                        live->len),
       _ ("Their automatic replies are switched off. The entries stay in the history."),
       _ ("_Cancel absences"));
}

/* @days later: days as days, instants as whole days in the absence's own zone. */
static OofAbsence *
create_moved (OofAbsence *absence, int days)
{
  OofAbsence *copy = oof_absence_copy (absence);
  const char *zone = copy->zone;

  if (copy->all_day)
    {
      copy->first_day += days;
      copy->last_day = copy->open_end ? copy->last_day : copy->last_day + days;
      return copy;
    }
  copy->window.from = oof_zone_instant (zone, oof_zone_day_of (zone, copy->window.from) + days,
                                        oof_zone_minute_of (zone, copy->window.from));
  if (!copy->open_end)
    copy->window.to = oof_zone_instant (zone, oof_zone_day_of (zone, copy->window.to) + days,
                                        oof_zone_minute_of (zone, copy->window.to));
  return copy;
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (self);
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  int days;

  gtk_spin_button_update (self->days);
  days = gtk_spin_button_get_value_as_int (self->days);
  gtk_popover_popdown (self->move_popover);
  for (guint i = 0; days != 0 && i < live->len; i++)
    g_ptr_array_add (changed, create_moved (g_ptr_array_index (live, i), days));
  if (changed->len == 0)
    {
      g_ptr_array_unref (changed);
      return;
    }
  ask (self, changed, FALSE,
       g_strdup_printf (ngettext ("Move %u absence?", "Move %u absences?", changed->len),
                        changed->len),
       _ ("The old dates are kept under Moved."), _ ("_Move"));
}

static void
change_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  GPtrArray *templates = oof_session_get_templates (self->session);
  guint selected = gtk_drop_down_get_selected (self->templates);
  OofTemplate *tmpl = selected > 0 && selected <= templates->len
                          ? g_ptr_array_index (templates, selected - 1)
                          : NULL;
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (self);
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  gtk_popover_popdown (self->template_popover);
  for (guint i = 0; i < live->len; i++)
    {
      OofAbsence *copy = oof_absence_copy (g_ptr_array_index (live, i));
      g_free (copy->template_name);
      copy->template_name = tmpl != NULL ? g_strdup (tmpl->name) : NULL;
      g_ptr_array_add (changed, copy);
    }
  ask (self, changed, TRUE,
       g_strdup_printf (ngettext ("Change the template of %u absence?",
                                  "Change the template of %u absences?", changed->len),
                        changed->len),
       _ ("Where a reply is running, earlier senders are answered once more."), _ ("_Change"));
}

/* Takes @addresses. */
static void
re_apply (OofOverviewPage *self, GStrv addresses)
{
  g_signal_emit_by_name (self, "apply", addresses);
  g_strfreev (addresses);
}

static void
re_apply_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOverviewPage) self = OOF_OVERVIEW_PAGE (user_data);

  if (oof_alert_ask_finish (result, NULL) && self->session != NULL && self->applying != NULL)
    re_apply (self, g_steal_pointer (&self->applying));
}

static void
re_apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (self);
  GStrv addresses = oof_absence_dup_people (live);
  guint n = g_strv_length (addresses);

  if (n <= OOF_APPLY_MANY)
    {
      re_apply (self, addresses);
      return;
    }
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Apply the plan to %u mailbox?", "Apply the plan to %u mailboxes?", n), n);
  g_strfreev (self->applying);
  self->applying = addresses;
  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                       _ ("Only what is not as planned is written."), _ ("_Back"), _ ("_Apply"),
                       self->cancellable, re_apply_asked_cb, g_object_ref (self));
}

/* Other actions. */

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  OofAbsenceEntry *item = oof_absence_table_get_selected (self->table);

  if (item != NULL)
    show_person (self, item);
}

static void
edit_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (OOF_OVERVIEW_PAGE (widget));

  if (live->len == 1)
    g_signal_emit_by_name (widget, "edit", g_ptr_array_index (live, 0));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOverviewPage) self = OOF_OVERVIEW_PAGE (user_data);
  g_autoptr (GFile) file = oof_file_picker_save_finish (result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->session == NULL)
    return;
  /* A spreadsheet takes UTF-8 for what it is only with the mark in front. */
  g_autofree char *csv = oof_absence_table_export (self->table);
  g_autofree char *text = g_strconcat ("\xef\xbb\xbf", csv, NULL);
  g_autofree char *name = g_file_get_basename (file);
  gboolean written = g_file_replace_contents (file, text, strlen (text), NULL, FALSE,
                                              G_FILE_CREATE_PRIVATE, NULL, NULL, &error);
  g_autofree char *words =
      written ? g_strdup_printf (
          ngettext ("%u absence written to %s", "%u absences written to %s", self->n_shown),
          self->n_shown, name)
              : g_strdup (error->message);
  oof_toast_show (GTK_WIDGET (self), words);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);

  oof_file_picker_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Export absences"),
                              _ ("absences.csv"), self->cancellable, exported_cb,
                              g_object_ref (self));
}

void
_oof_overview_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.show-person", NULL, show_person_action);
  gtk_widget_class_install_action (widget_class, "page.edit-absence", NULL, edit_absence_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-absence", NULL,
                                   cancel_absence_action);
  gtk_widget_class_install_action (widget_class, "page.move", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "page.change-template", NULL,
                                   change_template_action);
  gtk_widget_class_install_action (widget_class, "page.re-apply", NULL, re_apply_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, export_action);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-view-private.h"

#include <glib/gi18n.h>

#include "ui/timeline/oof-timeline-header.h"
#include "ui/timeline/oof-timeline-row.h"

guint _oof_timeline_view_signals[OOF_TIMELINE_VIEW_N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelineView, oof_timeline_view, GTK_TYPE_WIDGET)

OofTimelineItem *
_oof_timeline_view_get_item (OofTimelineView *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->rows), position);
}

guint
_oof_timeline_view_get_n_rows (OofTimelineView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

void
_oof_timeline_view_speak (OofTimelineView *self)
{
  g_autoptr (OofTimelineItem) item =
      _oof_timeline_view_get_item (self, oof_timeline_scale_get_cursor_position (self->scale));
  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  g_autofree char *words = item != NULL && day != OOF_DAY_NONE
                               ? oof_timeline_item_speak (item, self->session, day)
                               : g_strdup (_ ("Timeline"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
_oof_timeline_view_cursor_moved (OofTimelineView *self)
{
  _oof_timeline_view_speak (self);
  g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_SELECTION_CHANGED], 0);
}

void
_oof_timeline_view_scroll_to_cursor (OofTimelineView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              oof_timeline_scale_get_cursor_position (self->scale));
}

GPtrArray *
oof_timeline_view_dup_people (OofTimelineView *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_VIEW (self), NULL);

  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  for (guint i = first_row; i <= last_row && i < _oof_timeline_view_get_n_rows (self); i++)
    {
      g_autoptr (OofTimelineItem) item = _oof_timeline_view_get_item (self, i);
      OofPerson *person = oof_timeline_item_get_person (item);
      if (person != NULL)
        g_ptr_array_add (people, oof_person_ref (person));
    }
  return people;
}

OofAbsence *
oof_timeline_view_get_absence (OofTimelineView *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_VIEW (self), NULL);

  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  g_autoptr (OofTimelineItem) item =
      _oof_timeline_view_get_item (self, oof_timeline_scale_get_cursor_position (self->scale));

  if (item == NULL || day == OOF_DAY_NONE || oof_timeline_item_get_person (item) == NULL)
    return NULL;
  OofTimelineSpan *span = oof_timeline_item_find (item, day);
  return span != NULL && span->entry != NULL ? oof_absence_entry_get_absence (span->entry) : NULL;
}

void
oof_timeline_view_plan (OofTimelineView *self)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  if (people->len > 0 && first != OOF_DAY_NONE)
    g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PLAN], 0, people, first,
                   last);
}

/* The rows. */

static void
position_cb (GtkListItem *list_item, GParamSpec *pspec, gpointer user_data)
{
  oof_timeline_row_set_position (OOF_TIMELINE_ROW (user_data),
                                 gtk_list_item_get_position (list_item));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = oof_timeline_row_new (OOF_TIMELINE_VIEW (user_data)->scale);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
  g_signal_connect_object (list_item, "notify::position", G_CALLBACK (position_cb), row, 0);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofTimelineRow *row = OOF_TIMELINE_ROW (gtk_list_item_get_child (list_item));
  OofTimelineItem *item = OOF_TIMELINE_ITEM (gtk_list_item_get_item (list_item));
  g_autofree char *words = oof_timeline_item_speak_row (item);

  oof_timeline_row_set_item (row, item);
  oof_timeline_row_set_position (row, gtk_list_item_get_position (list_item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  oof_timeline_row_set_item (OOF_TIMELINE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
same_rows (OofTimelineView *self, GPtrArray *rows)
{
  if (rows->len != _oof_timeline_view_get_n_rows (self))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (OofTimelineItem) item = _oof_timeline_view_get_item (self, i);
      if (!oof_timeline_item_is_same (item, g_ptr_array_index (rows, i)))
        return FALSE;
    }
  return TRUE;
}

void
oof_timeline_view_set_rows (OofTimelineView *self, GPtrArray *rows)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  if (same_rows (self, rows))
    for (guint i = 0; i < rows->len; i++)
      {
        g_autoptr (OofTimelineItem) item = _oof_timeline_view_get_item (self, i);
        oof_timeline_item_update (item, g_ptr_array_index (rows, i));
      }
  else
    {
      double value = gtk_adjustment_get_value (self->vertical);
      g_list_store_splice (self->rows, 0, _oof_timeline_view_get_n_rows (self), rows->pdata,
                           rows->len);
      gtk_adjustment_set_value (self->vertical, value);
    }
  if (oof_timeline_scale_get_cursor_position (self->scale) >= rows->len)
    oof_timeline_scale_set_cursor (self->scale, rows->len > 0 ? rows->len - 1 : 0,
                                   oof_timeline_scale_get_cursor_day (self->scale));
  _oof_timeline_view_cursor_moved (self);
}

void
oof_timeline_view_show_person (OofTimelineView *self, OofPerson *person, OofDay today)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  for (guint i = 0; i < _oof_timeline_view_get_n_rows (self); i++)
    {
      g_autoptr (OofTimelineItem) item = _oof_timeline_view_get_item (self, i);
      OofPerson *shown = oof_timeline_item_get_person (item);

      if (shown == NULL || g_strcmp0 (shown->address, person->address) != 0)
        continue;
      oof_timeline_scale_clear_selection (self->scale);
      oof_timeline_scale_set_cursor (self->scale, i, today);
      _oof_timeline_view_scroll_to_cursor (self);
      _oof_timeline_view_cursor_moved (self);
      return;
    }
}

/* The class. */

static void
oof_timeline_view_dispose (GObject *object)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->scale);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_timeline_view_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  GType type = OOF_TYPE_TIMELINE_VIEW;

  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PLAN] =
      g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_PTR_ARRAY, G_TYPE_INT, G_TYPE_INT);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_EDIT] = g_signal_new (
      "edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_CANCEL] = g_signal_new (
      "cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PERSON_PICKED] =
      g_signal_new ("person-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                    OOF_TYPE_PERSON);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_FOLD] = g_signal_new (
      "fold", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PAGE_WANTED] = g_signal_new (
      "page-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_SELECTION_CHANGED] = g_signal_new (
      "selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  _oof_timeline_view_signals[OOF_TIMELINE_VIEW_MENU] =
      g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
oof_timeline_view_class_init (OofTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_timeline_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "timelineview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_signals ();
}

static void
add_list (OofTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  /* The frame of the view is the one focus; the rows are drawn. */
  gtk_widget_set_can_focus (scrolled, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People and their absences"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

static void
oof_timeline_view_init (OofTimelineView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  self->rows = g_list_store_new (OOF_TYPE_TIMELINE_ITEM);
}

GtkWidget *
oof_timeline_view_new (OofSession *session, OofTimelineScale *scale)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (scale), NULL);

  OofTimelineView *self = g_object_new (OOF_TYPE_TIMELINE_VIEW, NULL);
  self->session = g_object_ref (session);
  self->scale = g_object_ref (scale);
  gtk_widget_set_parent (oof_timeline_header_new (scale), GTK_WIDGET (self));
  add_list (self);
  _oof_timeline_view_add_controllers (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/lists/oof-list-frame-private.h"
#include "ui/oof-role.h"
#include "ui/parts/oof-spoken.h"

enum
{
  SELECTED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OofListFrame,
                               oof_list_frame,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_UNSAVED,
                                                      _oof_list_frame_unsaved_iface_init))

static int
get_selected_index (OofListFrame *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static gboolean
is_fixed (OofListFrame *self, int index)
{
  return self->kind->is_fixed != NULL
         && self->kind->is_fixed (g_ptr_array_index (self->lines, (guint) index));
}

static gboolean
can_move (OofListFrame *self, int from, int to)
{
  int n_lines = (int) self->lines->len;

  return self->editable && self->kind->ordered && from >= 0 && to >= 0 && from < n_lines
         && to < n_lines && from != to && !is_fixed (self, from) && !is_fixed (self, to);
}

/* Whether the draft differs from what it was made from. */
gboolean
_oof_list_frame_is_changed (OofListFrame *self)
{
  if (self->lines->len != self->before->len)
    return TRUE;
  for (guint i = 0; i < self->lines->len; i++)
    if (!self->kind->equal (g_ptr_array_index (self->before, i),
                            g_ptr_array_index (self->lines, i)))
      return TRUE;
  return FALSE;
}

static void
update_actions (OofListFrame *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int index = get_selected_index (self);

  gtk_widget_action_set_enabled (widget, "list.add", self->editable);
  gtk_widget_action_set_enabled (widget, "list.remove",
                                 self->editable && index >= 0 && !is_fixed (self, index));
  gtk_widget_action_set_enabled (widget, "list.move-up", can_move (self, index, index - 1));
  gtk_widget_action_set_enabled (widget, "list.move-down", can_move (self, index, index + 1));
}

/* What stands in the way of saving, or that something is not saved yet. */
void
_oof_list_frame_update_bar (OofListFrame *self)
{
  gboolean changed = _oof_list_frame_is_changed (self);
  gboolean saving = self->cancellable != NULL;
  g_autoptr (GError) error = NULL;
  gboolean fine = self->kind->check (self->lines, &error);
  g_autofree char *words = fine ? NULL : oof_words_error (error);

  oof_list_place_show_bar (self->place, changed,
                           saving ? _ ("Saving…")
                           : fine ? _ ("Changes are not saved yet.")
                                  : words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.save", changed && fine && !saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.discard", changed && !saving);
}

/* Rows. */

static GtkWidget *
create_row_child (OofListFrame *self, gpointer line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (self->kind->get_name (line));
  g_autofree char *description = self->kind->describe (self->session, line);
  GtkWidget *below = gtk_label_new (description);
  GtkWidget *picture =
      self->kind->create_picture != NULL ? self->kind->create_picture (line) : NULL;

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (below, "dim-text");
  gtk_widget_add_css_class (below, "small");
  gtk_widget_set_visible (below, *description != '\0');
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), below);
  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  if (self->kind->ordered && self->editable
      && (self->kind->is_fixed == NULL || !self->kind->is_fixed (line)))
    {
      GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
      gtk_widget_add_css_class (handle, "dim-text");
      gtk_box_append (GTK_BOX (box), handle);
    }
  return box;
}

static void
fill_row (OofListFrame *self, GtkListBoxRow *row, gpointer line)
{
  g_autofree char *description = self->kind->describe (self->session, line);
  g_autofree char *spoken =
      *description != '\0' ? g_strdup_printf ("%s, %s", self->kind->get_name (line), description)
                           : g_strdup (self->kind->get_name (line));

  gtk_list_box_row_set_child (row, create_row_child (self, line));
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
}

static void
move_line (OofListFrame *self, int from, int to)
{
  if (!can_move (self, from, to))
    return;
  gpointer line = g_ptr_array_steal_index (self->lines, (guint) from);
  g_ptr_array_insert (self->lines, to, line);
  if (self->kind->number != NULL)
    self->kind->number (self->lines);
  for (guint i = 0; i < self->lines->len; i++)
    fill_row (self, gtk_list_box_get_row_at_index (self->list, (int) i),
              g_ptr_array_index (self->lines, i));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, to);
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit (self, signals[EDITED], 0);
  update_actions (self);
  _oof_list_frame_update_bar (self);
}

/* Order by drag: what is dragged is the index of its row. */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  OofListFrame *self = OOF_LIST_FRAME (user_data);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (!self->editable || is_fixed (self, index))
    return NULL;
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_INT, index);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  OofListFrame *self = OOF_LIST_FRAME (user_data);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  int to = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  int from = g_value_get_int (value);

  if (!can_move (self, from, to))
    return FALSE;
  move_line (self, from, to);
  return TRUE;
}

static void
add_row (OofListFrame *self, gpointer line)
{
  GtkWidget *row = gtk_list_box_row_new ();

  fill_row (self, GTK_LIST_BOX_ROW (row), line);
  if (self->kind->ordered)
    {
      GtkDragSource *source = gtk_drag_source_new ();
      GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT, GDK_ACTION_MOVE);
      gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
      g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, 0);
      g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
      gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
      gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
    }
  gtk_list_box_append (self->list, row);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofListFrame *self = OOF_LIST_FRAME (user_data);

  if (self->filling)
    return;
  update_actions (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* All rows anew; the line called @name (nullable), else the first one, is selected. */
static void
fill_list (OofListFrame *self, const char *name)
{
  GtkListBoxRow *row;
  int selected = 0;

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->lines->len; i++)
    {
      gpointer line = g_ptr_array_index (self->lines, i);
      add_row (self, line);
      if (g_strcmp0 (self->kind->get_name (line), name) == 0)
        selected = (int) i;
    }
  self->filling = FALSE;
  oof_list_place_show_lines (self->place, self->lines->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->form_frame), self->lines->len > 0);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, selected));
  update_actions (self);
}

/* The draft becomes what was read last. */
void
_oof_list_frame_reset (OofListFrame *self)
{
  GPtrArray *lines = self->kind->get (self->session);
  gpointer selected = oof_list_frame_get_selected (self);
  g_autofree char *name = selected != NULL ? g_strdup (self->kind->get_name (selected)) : NULL;

  g_ptr_array_unref (self->before);
  self->before = g_ptr_array_ref (lines);
  g_ptr_array_set_size (self->lines, 0);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->lines, self->kind->copy (g_ptr_array_index (lines, i)));
  fill_list (self, name);
  _oof_list_frame_update_bar (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
update_rights (OofListFrame *self)
{
  g_autofree char *reason = oof_role_explain_read_only (self->session);

  self->editable = reason == NULL;
  oof_list_place_show_banner (self->place, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->tools), self->editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form_frame), self->editable);
}

/* Somebody's change appears at once, except where a draft is under work: it is merged when that is
 * saved. */
static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofListFrame *self = OOF_LIST_FRAME (user_data);

  update_rights (self);
  if (self->cancellable == NULL && !_oof_list_frame_is_changed (self))
    _oof_list_frame_reset (self);
}

/* Actions. */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofListFrame *self = OOF_LIST_FRAME (widget);
  gpointer line = self->kind->create (self->session, self->lines);

  g_ptr_array_add (self->lines, line);
  if (self->kind->number != NULL)
    self->kind->number (self->lines);
  fill_list (self, self->kind->get_name (line));
  oof_list_frame_edited (self);
  gtk_widget_child_focus (GTK_WIDGET (self->form_frame), GTK_DIR_TAB_FORWARD);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofListFrame *self = OOF_LIST_FRAME (widget);
  int index = get_selected_index (self);

  g_ptr_array_remove_index (self->lines, (guint) index);
  if (self->kind->number != NULL)
    self->kind->number (self->lines);
  gpointer next = self->lines->len > 0
                      ? g_ptr_array_index (self->lines, MIN ((guint) index, self->lines->len - 1))
                      : NULL;
  fill_list (self, next != NULL ? self->kind->get_name (next) : NULL);
  _oof_list_frame_update_bar (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofListFrame *self = OOF_LIST_FRAME (widget);
  int index = get_selected_index (self);

  move_line (self, index, index - 1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofListFrame *self = OOF_LIST_FRAME (widget);
  int index = get_selected_index (self);

  move_line (self, index, index + 1);
}

/* The class. */

static void
oof_list_frame_dispose (GObject *object)
{
  OofListFrame *self = OOF_LIST_FRAME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A list that goes takes its selection back. */
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_LIST_FRAME);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_list_frame_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, empty);
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, tools);
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, add);
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, remove);
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, order);
  gtk_widget_class_bind_template_child (widget_class, OofListFrame, form_frame);
}

static void
oof_list_frame_class_init (OofListFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_list_frame_dispose;
  g_type_ensure (OOF_TYPE_LIST_PLACE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/lists/oof-list-frame.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "list.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "list.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "list.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (widget_class, "list.move-down", NULL, move_down_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "list.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "list.move-down",
                                       NULL);
  _oof_list_frame_install_save_actions (widget_class);

  signals[SELECTED] = g_signal_new ("selected", OOF_TYPE_LIST_FRAME, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", OOF_TYPE_LIST_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
oof_list_frame_init (OofListFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->place = OOF_LIST_PLACE (adw_bin_get_child (ADW_BIN (self)));
  self->list = oof_list_place_get_list (self->place);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, 0);
}

static void
name_button (GtkButton *button, const char *words)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

GtkWidget *
oof_list_frame_new (OofSession *session, const OofListKind *kind, GtkWidget *form)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (form), NULL);

  OofListFrame *self = g_object_new (OOF_TYPE_LIST_FRAME, NULL);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->before = g_ptr_array_ref (kind->get (session));
  self->lines = g_ptr_array_new_with_free_func (kind->free);
  g_object_set (self->place, "title", _ (kind->title), "about", _ (kind->about), NULL);
  gtk_label_set_label (self->empty, _ (kind->empty));
  name_button (self->add, _ (kind->add));
  name_button (self->remove, _ (kind->remove));
  gtk_widget_set_visible (GTK_WIDGET (self->order), kind->ordered);
  adw_bin_set_child (self->form_frame, form);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  update_rights (self);
  _oof_list_frame_reset (self);
  return GTK_WIDGET (self);
}

gpointer
oof_list_frame_get_selected (OofListFrame *self)
{
  g_return_val_if_fail (OOF_IS_LIST_FRAME (self), NULL);

  int index = get_selected_index (self);
  return index >= 0 && (guint) index < self->lines->len
             ? g_ptr_array_index (self->lines, (guint) index)
             : NULL;
}

GPtrArray *
oof_list_frame_get_lines (OofListFrame *self)
{
  g_return_val_if_fail (OOF_IS_LIST_FRAME (self), NULL);

  return self->lines;
}

void
oof_list_frame_edited (OofListFrame *self)
{
  g_return_if_fail (OOF_IS_LIST_FRAME (self));

  int index = get_selected_index (self);
  if (index >= 0)
    fill_row (self, gtk_list_box_get_row_at_index (self->list, index),
              g_ptr_array_index (self->lines, (guint) index));
  _oof_list_frame_update_bar (self);
  g_signal_emit (self, signals[EDITED], 0);
}

gboolean
oof_list_frame_is_editable (OofListFrame *self)
{
  g_return_val_if_fail (OOF_IS_LIST_FRAME (self), FALSE);

  return self->editable;
}

OofSession *
oof_list_frame_get_session (OofListFrame *self)
{
  g_return_val_if_fail (OOF_IS_LIST_FRAME (self), NULL);

  return self->session;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui/help/oof-help-window.h"
#include "ui/oof-window-private.h"
#include "ui/options/oof-options-window.h"
#include "ui/parts/oof-list-keys.h"

/* The navigation on the left, and the page on the right that it chooses. */

static const OofPlace *
get_place (GtkListBoxRow *row)
{
  guint n_places;

  return &oof_places_get (&n_places)[gtk_list_box_row_get_index (row)];
}

static GtkListBoxRow *
find_row (OofWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    if (g_strcmp0 (get_place (row)->name, name) == 0)
      return row;
  return NULL;
}

/* Pages are made when they are first wanted. */
GtkWidget *
_oof_window_get_place_page (OofWindow *self, const char *name)
{
  const OofPlace *place = oof_places_find (name);
  GtkWidget *page = gtk_stack_get_child_by_name (self->content, name);

  if (page == NULL && place != NULL && place->create != NULL && self->session != NULL)
    {
      page = place->create (self, self->session);
      gtk_stack_add_named (self->content, page, name);
    }
  return page;
}

void
_oof_window_show_place (OofWindow *self, const char *name)
{
  const OofPlace *place = oof_places_find (name);
  GtkListBoxRow *row = find_row (self, name);

  if (place == NULL || self->session == NULL)
    return;
  if (place->create != NULL)
    gtk_list_box_select_row (self->places, row);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), place->action, NULL);
}

static void
fold_away (OofWindow *self)
{
  if (self->narrow)
    gtk_toggle_button_set_active (self->sidebar_button, FALSE);
}

/* One suggested button at a time. */
static void
suggest (OofWindow *self, gboolean planning)
{
  if (planning)
    gtk_widget_add_css_class (self->new_absence, "suggested-action");
  else
    gtk_widget_remove_css_class (self->new_absence, "suggested-action");
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  if (row == NULL)
    return;
  const char *name = get_place (row)->name;
  if (_oof_window_get_place_page (self, name) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->content, name);
  suggest (self, get_place (row)->plans);
  if (!self->opening)
    oof_settings_set_place (self->settings, name);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);
  const OofPlace *place = get_place (row);

  if (place->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), place->action, NULL);
  fold_away (self);
}

/* A line, and a caption where the group has one. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *heading = get_place (row)->heading;

  if (heading == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (box, "places-header");
  gtk_box_append (GTK_BOX (box), line);
  if (*heading != '\0')
    {
      GtkWidget *label = gtk_label_new (_ (heading));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "dim-text");
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_header (row, box);
}

static void
add_place (OofWindow *self, const OofPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (place->label));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* What opens a dialog must not open it while one walks past with the arrow keys. */
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), place->create != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->label), -1);
  gtk_list_box_append (self->places, row);
}

static void
show_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_window_show_place (OOF_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);
  const char *address = g_variant_get_string (parameter, NULL);
  OofPerson *person =
      self->session != NULL ? oof_session_get_person (self->session, address) : NULL;

  if (person != NULL)
    _oof_window_show_person (self, person);
}

static void
options_saved_cb (GtkWidget *options, gpointer user_data)
{
  _oof_window_toast (OOF_WINDOW (user_data), _ ("Options saved."));
}

static void
options_connect_cb (GtkWidget *options, const char *path, OofSignedIn *entered, gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (options));
  _oof_window_connect_to (OOF_WINDOW (user_data), path, NULL, entered);
}

static void
options_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);

  if (self->session == NULL)
    return;
  GtkWidget *options = oof_options_window_new (self->session);
  gtk_window_set_transient_for (GTK_WINDOW (options), GTK_WINDOW (self));
  g_signal_connect_object (options, "saved", G_CALLBACK (options_saved_cb), self, 0);
  g_signal_connect_object (options, "connect", G_CALLBACK (options_connect_cb), self, 0);
  gtk_window_present (GTK_WINDOW (options));
}

/* The page of the place that is shown; before there is a connection, the first steps. */
static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofWindow *self = OOF_WINDOW (widget);
  gboolean connected = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") == 0;

  oof_help_show (widget, connected ? gtk_stack_get_visible_child_name (self->content) : "start");
}

void
_oof_window_install_place_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.help", NULL);
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_action);
  gtk_widget_class_install_action (widget_class, "win.options", NULL, options_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "win.options",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "win.show-person", "s", show_person_action);
}

void
_oof_window_init_places (OofWindow *self)
{
  guint n_places;
  const OofPlace *places = oof_places_get (&n_places);

  oof_list_keys_leave_with_tab (GTK_WIDGET (self->places));
  gtk_list_box_set_header_func (self->places, header_cb, NULL, NULL);
  for (guint i = 0; i < n_places; i++)
    add_place (self, &places[i]);
  g_signal_connect_object (self->places, "row-selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->places, "row-activated", G_CALLBACK (activated_cb), self, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-variable-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "ui/parts/oof-spoken.h"

#define NAME      "oof-name"
#define SEARCHED  "oof-searched"
#define WIDTH     380
#define HEIGHT    340
#define MAX_CHARS 24

struct _OofVariablePopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry; /* (owned by the widget tree) */
  GtkListBox *list;      /* (owned by the widget tree) */
  GtkCheckButton *line;  /* (owned by the widget tree) "##" instead of "@@" */
  OofSession *session;   /* (owned) */
  OofPerson *person;     /* (owned) (nullable) */
  OofAbsence *absence;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (OofVariablePopover, oof_variable_popover, GTK_TYPE_POPOVER)

static guint picked_signal;

/* Rows. */

/* What "@@name" gives for the example, in a line. (transfer full) */
static char *
dup_value (OofVariablePopover *self, const char *name)
{
  g_autofree char *body = g_strconcat ("@@", name, NULL);
  g_autoptr (OofTemplate) tmpl = oof_template_new (name, FALSE, body);

  if (self->person == NULL || self->absence == NULL || oof_render_is_marker (name))
    return g_strdup ("");
  g_autoptr (OofRendered) rendered = oof_session_render_template (
      self->session, tmpl, self->person, self->absence, OOF_RENDER_INTERNAL);
  return g_strdup (rendered->text);
}

static GtkWidget *
create_label (const char *text, float xalign, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (dim)
    {
      gtk_widget_add_css_class (label, "dim-text");
      gtk_widget_add_css_class (label, "small");
    }
  return label;
}

static void
add_row (OofVariablePopover *self, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *meaning = oof_words_variable (name);
  g_autofree char *value = dup_value (self, name);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, meaning);
  g_autofree char *searched = g_strconcat (name, " ", meaning, NULL);
  GtkWidget *shown = create_label (value, 1, FALSE);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (shown), MAX_CHARS);
  gtk_widget_set_hexpand (shown, TRUE);
  gtk_grid_attach (GTK_GRID (grid), create_label (name, 0, FALSE), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), shown, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_label (meaning, 0, TRUE), 0, 1, 2, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
  g_object_set_data (G_OBJECT (row), NAME, (gpointer) name);
  g_object_set_data_full (G_OBJECT (row), SEARCHED, g_utf8_casefold (searched, -1), g_free);
  gtk_list_box_append (self->list, row);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  OofVariablePopover *self = OOF_VARIABLE_POPOVER (user_data);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return strstr (g_object_get_data (G_OBJECT (row), SEARCHED), wanted) != NULL;
}

static void
pick (OofVariablePopover *self, GtkListBoxRow *row)
{
  const char *name = g_object_get_data (G_OBJECT (row), NAME);
  gboolean line = oof_render_is_marker (name) || gtk_check_button_get_active (self->line);
  g_autofree char *text = g_strconcat (line ? "##" : "@@", name, NULL);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, picked_signal, 0, text);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  pick (OOF_VARIABLE_POPOVER (user_data), row);
}

/* The entry. */

static GtkListBoxRow *
find_first (OofVariablePopover *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  gtk_list_box_invalidate_filter (OOF_VARIABLE_POPOVER (user_data)->list);
}

static void
entry_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  OofVariablePopover *self = OOF_VARIABLE_POPOVER (user_data);
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (self->list);
  row = find_first (self);
  if (row != NULL)
    pick (self, row);
}

/* The entry takes Escape for itself. */
static void
stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  gtk_popover_popdown (GTK_POPOVER (user_data));
}

/* A closed popover holds no rows: they would cost every screen reader a walk through them. */
static void
visible_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofVariablePopover *self = OOF_VARIABLE_POPOVER (object);
  const char *const *names = oof_render_list_names ();
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  for (; *names != NULL; names++)
    add_row (self, *names);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* The class. */

static void
oof_variable_popover_dispose (GObject *object)
{
  OofVariablePopover *self = OOF_VARIABLE_POPOVER (object);

  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_variable_popover_parent_class)->dispose (object);
}

static void
oof_variable_popover_class_init (OofVariablePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_variable_popover_dispose;

  picked_signal = g_signal_new ("picked", OOF_TYPE_VARIABLE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (OofVariablePopover *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_ ("No variable matches."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (nothing, "dim-text");
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "person-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Variables"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, WIDTH, -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  return scrolled;
}

static void
oof_variable_popover_init (OofVariablePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->line = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_label (_ ("Remove the whole line when it is empty (##)")));
  g_object_set (self->entry, "placeholder-text", _ ("Name or meaning"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a variable"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect (self, "notify::visible", G_CALLBACK (visible_changed_cb), NULL);
}

GtkWidget *
oof_variable_popover_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofVariablePopover *self = g_object_new (OOF_TYPE_VARIABLE_POPOVER, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
oof_variable_popover_set_example (OofVariablePopover *self, OofPerson *person, OofAbsence *absence)
{
  g_return_if_fail (OOF_IS_VARIABLE_POPOVER (self));

  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  self->person = person != NULL ? oof_person_ref (person) : NULL;
  self->absence = absence != NULL ? oof_absence_ref (absence) : NULL;
}

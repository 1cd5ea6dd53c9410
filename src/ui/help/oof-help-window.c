/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/help/oof-help-window.h"

#include <glib/gi18n.h>

#include "ui/help/oof-help-page.h"
#include "ui/parts/oof-spoken.h"

#define WIDTH   640
#define HEIGHT  720
#define READING 620

struct _OofHelpWindow
{
  AdwWindow parent_instance;

  GtkWidget *back;
  GtkScrolledWindow *scroller;
  GPtrArray *history; /* (owned) char *: names of pages; the last is shown */
};

G_DEFINE_FINAL_TYPE (OofHelpWindow, oof_help_window, ADW_TYPE_WINDOW)

static void show_last (OofHelpWindow *self);

static void
go (OofHelpWindow *self, const char *name)
{
  const char *page = oof_help_has_page (oof_help_get_language (), name) ? name : OOF_HELP_INDEX;
  const char *last =
      self->history->len > 0 ? g_ptr_array_index (self->history, self->history->len - 1) : NULL;

  if (g_strcmp0 (page, last) != 0)
    g_ptr_array_add (self->history, g_strdup (page));
  show_last (self);
}

static gboolean
link_cb (GtkLabel *label, const char *href, gpointer user_data)
{
  g_autofree char *page = oof_help_dup_target (href);

  if (page == NULL)
    return FALSE; /* an address of the web: as GTK opens it */
  go (OOF_HELP_WINDOW (user_data), page);
  return TRUE;
}

static GtkWidget *
create_label (OofHelpWindow *self, const char *markup, OofHelpKind kind)
{
  static const char *const classes[] = { "title-1", "title-4", NULL, NULL, NULL, "heading", NULL };
  GtkAccessibleRole role =
      kind <= OOF_HELP_HEADING ? GTK_ACCESSIBLE_ROLE_HEADING : GTK_ACCESSIBLE_ROLE_LABEL;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", markup,
                                   "use-markup", TRUE, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);

  if (classes[kind] != NULL)
    gtk_widget_add_css_class (label, classes[kind]);
  if (kind == OOF_HELP_HEADING)
    gtk_widget_set_margin_top (label, 12);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (link_cb), self, 0);
  return label;
}

static GtkWidget *
create_item (OofHelpWindow *self, const OofHelpBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *mark =
      block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
  GtkWidget *label = gtk_label_new (mark);

  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 2);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  create_label (self, g_ptr_array_index (block->cells, 0), block->kind));
  return box;
}

/* A line of a program is not broken: it is copied. */
static GtkWidget *
create_code (OofHelpWindow *self, const OofHelpBlock *block)
{
  GtkWidget *label = create_label (self, g_ptr_array_index (block->cells, 0), block->kind);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "help-code");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

/* The head and the rows that follow it. Gives the index behind the last. */
static guint
add_table (OofHelpWindow *self, GtkBox *box, const GPtrArray *blocks, guint at)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  do
    {
      const OofHelpBlock *block = g_ptr_array_index ((GPtrArray *) blocks, at);
      for (guint i = 0; i < block->cells->len; i++)
        gtk_grid_attach (GTK_GRID (grid),
                         create_label (self, g_ptr_array_index (block->cells, i), block->kind),
                         (int) i, row, 1, 1);
      row++;
      at++;
    }
  while (at < blocks->len
         && ((OofHelpBlock *) g_ptr_array_index ((GPtrArray *) blocks, at))->kind
                == OOF_HELP_TABLE_ROW);
  gtk_box_append (box, grid);
  return at;
}

static GtkWidget *
create_page (OofHelpWindow *self, const OofHelpPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < page->blocks->len;)
    {
      const OofHelpBlock *block = g_ptr_array_index (page->blocks, i);
      if (block->kind == OOF_HELP_TABLE_HEAD || block->kind == OOF_HELP_TABLE_ROW)
        {
          i = add_table (self, GTK_BOX (box), page->blocks, i);
          continue;
        }
      if (block->kind == OOF_HELP_ITEM)
        gtk_box_append (GTK_BOX (box), create_item (self, block));
      else if (block->kind == OOF_HELP_CODE)
        gtk_box_append (GTK_BOX (box), create_code (self, block));
      else
        gtk_box_append (GTK_BOX (box),
                        create_label (self, g_ptr_array_index (block->cells, 0), block->kind));
      i++;
    }
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  return box;
}

static void
show_last (OofHelpWindow *self)
{
  const char *name = g_ptr_array_index (self->history, self->history->len - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHelpPage) page = oof_help_page_load (oof_help_get_language (), name, &error);
  GtkWidget *clamp;

  if (page == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  const OofHelpBlock *title = g_ptr_array_index (page->blocks, 0);
  g_autofree char *plain = NULL;
  pango_parse_markup (g_ptr_array_index (title->cells, 0), -1, 0, NULL, &plain, NULL, NULL);
  gtk_window_set_title (GTK_WINDOW (self), plain);
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), READING);
  adw_clamp_set_child (ADW_CLAMP (clamp), create_page (self, page));
  gtk_scrolled_window_set_child (self->scroller, clamp);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", self->history->len > 1);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofHelpWindow *self = OOF_HELP_WINDOW (widget);

  if (self->history->len < 2)
    return;
  g_ptr_array_remove_index (self->history, self->history->len - 1);
  show_last (self);
}

static void
contents_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go (OOF_HELP_WINDOW (widget), OOF_HELP_INDEX);
}

static GtkWidget *
create_button (const char *icon, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  oof_spoken_set_name (GTK_WIDGET (button), words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
oof_help_window_finalize (GObject *object)
{
  g_ptr_array_unref (OOF_HELP_WINDOW (object)->history);

  G_OBJECT_CLASS (oof_help_window_parent_class)->finalize (object);
}

static void
oof_help_window_class_init (OofHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oof_help_window_finalize;
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "help.contents", NULL, contents_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "help.contents", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
oof_help_window_init (OofHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->history = g_ptr_array_new_with_free_func (g_free);
  self->back = create_button ("go-previous-symbolic", _ ("Back"), "help.back");
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (
      ADW_HEADER_BAR (header),
      create_button ("view-list-bullet-symbolic", _ ("Contents of the help"), "help.contents"));
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scroller));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

/* (transfer none) (nullable) */
static OofHelpWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (OOF_IS_HELP_WINDOW (window))
        return OOF_HELP_WINDOW (window);
    }
  return NULL;
}

void
oof_help_show (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  OofHelpWindow *window = find_window ();
  if (window == NULL)
    {
      /* In a group of its own, so that a modal dialog does not lock it. */
      g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();
      GApplication *application = g_application_get_default ();
      window = g_object_new (OOF_TYPE_HELP_WINDOW, "application", application, NULL);
      gtk_window_group_add_window (group, GTK_WINDOW (window));
    }
  go (window, name);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
show_cb (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  oof_help_show (widget, g_variant_get_string (parameter, NULL));
  return TRUE;
}

void
oof_help_install (GtkWidgetClass *widget_class, const char *name)
{
  g_return_if_fail (name != NULL);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, show_cb, "s", name);
}

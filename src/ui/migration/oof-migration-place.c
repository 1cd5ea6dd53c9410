/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-migration-place.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/migration/oof-step-row.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-list-keys.h"

#define MAX_WIDTH   900
#define ENTRY_CHARS 18

struct _OofMigrationPlace
{
  AdwBin parent_instance;

  OofSession *session; /* (owned) */
  OofWizard *wizard;   /* (owned) (nullable) the state cannot be used */
  OofBanner *banner;
  GtkListBox *list;
  GtkStack *stack;
  GtkButton *back;
  GtkButton *next;
  GtkBox *progress_box;
  GtkProgressBar *progress;
  gboolean showing; /* the list follows the state, not the other way round */
};

G_DEFINE_FINAL_TYPE (OofMigrationPlace, oof_migration_place, ADW_TYPE_BIN)

static void build (OofMigrationPlace *self);

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A list without a step that applies would be an empty frame. */
static void
update_steps (GtkWidget *list, OofWizard *wizard)
{
  const char *page = g_object_get_data (G_OBJECT (list), "page");
  gboolean any = FALSE;

  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    any = any
          || (g_str_equal (step->page, page)
              && oof_migration_step_applies (step, oof_wizard_get_state (wizard)));
  gtk_widget_set_visible (list, any);
}

/* The steps of a page; NULL when it has none. */
static GtkWidget *
create_steps (OofMigrationPlace *self, const char *page)
{
  GtkWidget *list = NULL;

  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      if (!g_str_equal (step->page, page))
        continue;
      if (list == NULL)
        {
          list = gtk_list_box_new ();
          gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
          gtk_widget_add_css_class (list, "boxed-list");
          g_object_set_data (G_OBJECT (list), "page", (gpointer) page);
          oof_wizard_follow (self->wizard, list, update_steps);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), oof_step_row_new (self->wizard, step));
    }
  return list;
}

/* Title, why, what there is to do, the steps, and how to check. */
static GtkWidget *
create_page (OofMigrationPlace *self, const OofMigrationPage *page)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *extra = oof_wizard_extra_new (self->wizard, page->id);
  GtkWidget *steps = create_steps (self, page->id);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), create_label (_ (page->title), "title-2"));
  gtk_box_append (GTK_BOX (box), create_label (_ (page->why), "body"));
  if (extra != NULL)
    gtk_box_append (GTK_BOX (box), extra);
  if (steps != NULL)
    gtk_box_append (GTK_BOX (box), steps);
  gtk_box_append (GTK_BOX (box), create_label (_ (page->how), "dim-text"));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

/* The list on the left. */

static GtkWidget *
create_entry (const OofMigrationPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (_ (page->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), ENTRY_CHARS);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) page);
  return row;
}

static void
update_entries (OofMigrationPlace *self, const OofMigrationState *state)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const OofMigrationPage *page = g_object_get_data (G_OBJECT (row), "page");
      g_autofree char *obstacle = oof_migration_page_dup_obstacle (page->id, state);
      gboolean complete = oof_migration_page_is_complete (page->id, state);
      g_autofree char *name =
          g_strdup_printf ("%s: %s", _ (page->title),
                           oof_step_status_to_words (complete ? OOF_STEP_DONE : OOF_STEP_OPEN));

      gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (row), "icon"),
                                    obstacle != NULL ? "action-unavailable-symbolic"
                                    : complete       ? "emblem-ok-symbolic"
                                                     : "radio-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), obstacle);
      gtk_widget_set_sensitive (GTK_WIDGET (row), obstacle == NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      if (g_str_equal (page->id, state->page))
        gtk_list_box_select_row (self->list, row);
    }
}

static void
update (OofMigrationPlace *self)
{
  const OofMigrationState *state = oof_wizard_get_state (self->wizard);
  const OofMigrationPage *after = oof_migration_page_get_next (state->page, 1);
  g_autofree char *obstacle =
      after != NULL ? oof_migration_page_dup_obstacle (after->id, state) : NULL;
  double fraction;
  gboolean busy = oof_wizard_is_busy (self->wizard, &fraction);

  self->showing = TRUE;
  update_entries (self, state);
  gtk_stack_set_visible_child_name (self->stack, state->page);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->back),
                            oof_migration_page_get_next (state->page, -1) != NULL && !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), after != NULL && obstacle == NULL && !busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next), obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_box), busy);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
go_to (OofMigrationPlace *self, const OofMigrationPage *page)
{
  GError *error = NULL;

  if (page == NULL)
    return;
  oof_banner_show (self->banner, NULL, NULL);
  oof_migration_set_page (oof_wizard_get_migration (self->wizard), page->id, &error);
  oof_wizard_take_error (self->wizard, error);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofMigrationPlace *self = user_data;

  if (row != NULL && !self->showing)
    go_to (self, g_object_get_data (G_OBJECT (row), "page"));
}

static void
back_cb (OofMigrationPlace *self)
{
  go_to (self, oof_migration_page_get_next (oof_wizard_get_state (self->wizard)->page, -1));
}

static void
next_cb (OofMigrationPlace *self)
{
  go_to (self, oof_migration_page_get_next (oof_wizard_get_state (self->wizard)->page, 1));
}

static void
failed_cb (OofWizard *wizard, const char *text, gpointer user_data)
{
  oof_banner_show (OOF_MIGRATION_PLACE (user_data)->banner, text, NULL);
}

static GtkWidget *
create_navigation (OofMigrationPlace *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Back"));
  GtkWidget *next = gtk_button_new_with_mnemonic (_ ("_Next"));
  GtkWidget *progress = gtk_progress_bar_new ();
  GtkWidget *stop = gtk_button_new_with_mnemonic (_ ("_Stop"));

  self->back = GTK_BUTTON (back);
  self->next = GTK_BUTTON (next);
  self->progress = GTK_PROGRESS_BAR (progress);
  self->progress_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress_box), TRUE);
  gtk_widget_set_hexpand (progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (next, GTK_ALIGN_END);
  gtk_widget_set_hexpand (next, TRUE);
  gtk_widget_add_css_class (bar, "toolbar");
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (oof_wizard_stop), self->wizard,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->progress_box, progress);
  gtk_box_append (self->progress_box, stop);
  gtk_box_append (GTK_BOX (bar), back);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->progress_box));
  gtk_box_append (GTK_BOX (bar), next);
  return bar;
}

static GtkWidget *
create_sidebar (OofMigrationPlace *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages of the migration"), -1);
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++)
    gtk_list_box_append (self->list, create_entry (page));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
create_wizard (OofMigrationPlace *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->banner = OOF_BANNER (oof_banner_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++)
    gtk_stack_add_named (self->stack, create_page (self, page), page->id);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_box_append (GTK_BOX (middle), create_sidebar (self));
  gtk_box_append (GTK_BOX (middle), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (whole), GTK_WIDGET (self->banner));
  gtk_box_append (GTK_BOX (whole), middle);
  gtk_box_append (GTK_BOX (whole), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (whole), create_navigation (self));
  return whole;
}

/* The state cannot be used. */

static void
restart_cb (OofMigrationPlace *self)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (!oof_session_restart_migration (self->session, &kept, &error))
    g_message ("The state could not be put aside: %s", error->message);
  build (self);
}

static GtkWidget *
create_refusal (OofMigrationPlace *self, const GError *error)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Put it aside and _begin anew"));
  g_autofree char *words = oof_words_error (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page),
                             _ ("The state of the migration cannot be used"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restart_cb), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
build (OofMigrationPlace *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->wizard);
  self->wizard = oof_wizard_new (self->session, &error);
  if (self->wizard == NULL)
    {
      adw_bin_set_child (ADW_BIN (self), create_refusal (self, error));
      return;
    }
  adw_bin_set_child (ADW_BIN (self), create_wizard (self));
  g_signal_connect_object (self->wizard, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wizard, "failed", G_CALLBACK (failed_cb), self, 0);
  update (self);
}

static void
oof_migration_place_dispose (GObject *object)
{
  OofMigrationPlace *self = OOF_MIGRATION_PLACE (object);

  if (self->wizard != NULL)
    oof_wizard_stop (self->wizard);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->wizard);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (oof_migration_place_parent_class)->dispose (object);
}

static void
oof_migration_place_class_init (OofMigrationPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_migration_place_dispose;
}

static void
oof_migration_place_init (OofMigrationPlace *self)
{
}

GtkWidget *
oof_migration_place_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofMigrationPlace *self = g_object_new (OOF_TYPE_MIGRATION_PLACE, NULL);

  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-migration-place.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "migration/oof-migration-sentence.h"
#include "ui/migration/oof-step-row.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-list.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-split.h"

#define MAX_WIDTH  900
#define LIST_WIDTH 208
#define FOLD_WIDTH 760

struct _OofMigrationPlace
{
  AdwBin parent_instance;

  OofSession *session; /* (owned) */
  OofWizard *wizard;   /* (owned) (nullable) the state cannot be used */
  OofBanner *banner;
  OofSplit *split; /* the list of pages, and the page */
  GtkStack *stack;
  GtkWidget *navigation;
  GtkLabel *obstacle; /* why it does not go on */
  GtkWidget *pages;   /* back to the list, where there is no room for both */
  GtkButton *back;
  GtkButton *next;
  GtkBox *progress_box;
  GtkProgressBar *progress;
};

static guint connect_signal;

G_DEFINE_FINAL_TYPE (OofMigrationPlace, oof_migration_place, ADW_TYPE_BIN)

static void build (OofMigrationPlace *self);

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
          list = oof_wizard_card_new ();
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
  gtk_box_append (GTK_BOX (box), oof_wizard_text_new (_ (page->title), "title-2"));
  gtk_box_append (GTK_BOX (box), oof_wizard_text_new (_ (page->why), "body"));
  if (extra != NULL)
    gtk_box_append (GTK_BOX (box), extra);
  if (steps != NULL)
    gtk_box_append (GTK_BOX (box), steps);
  gtk_box_append (GTK_BOX (box), oof_wizard_text_new (_ (page->how), "dim-text"));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

/* Pages are built when they are first shown: a screen reader does not walk through the others. */
static void
show_page (OofMigrationPlace *self, const char *id)
{
  const OofMigrationPage *page = oof_migration_find_page (id);

  if (page == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), id) == 0)
    return;
  if (gtk_stack_get_child_by_name (self->stack, id) == NULL)
    gtk_stack_add_named (self->stack, create_page (self, page), id);
  gtk_stack_set_visible_child_name (self->stack, id);
  oof_banner_show (self->banner, NULL, NULL);
  oof_split_show_end (self->split, TRUE);
}

static void
update (OofMigrationPlace *self)
{
  const OofMigrationState *state = oof_wizard_get_state (self->wizard);
  const OofMigrationPage *after = oof_migration_page_get_next (state->page, 1);
  g_autofree char *obstacle =
      after != NULL ? oof_migration_page_dup_obstacle (after->id, state) : NULL;
  g_autofree char *sentence = obstacle != NULL ? oof_sentence_say_alone (obstacle) : NULL;
  double fraction;
  gboolean busy = oof_wizard_is_busy (self->wizard, &fraction);

  show_page (self, state->page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back),
                            oof_migration_page_get_next (state->page, -1) != NULL && !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), after != NULL && obstacle == NULL && !busy);
  gtk_label_set_label (self->obstacle, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL && !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_box), busy);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
go_to (OofMigrationPlace *self, const OofMigrationPage *page)
{
  GError *error = NULL;

  if (page == NULL)
    return;
  oof_migration_set_page (oof_wizard_get_migration (self->wizard), page->id, &error);
  oof_wizard_take_error (self->wizard, error);
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

static void
folded_cb (OofMigrationPlace *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pages), oof_split_is_folded (self->split));
}

static void
pages_cb (OofMigrationPlace *self)
{
  oof_split_show_end (self->split, FALSE);
}

static void
connect_cb (OofWizard *wizard, const char *path, OofSignedIn *entered, gpointer user_data)
{
  g_signal_emit (user_data, connect_signal, 0, path, entered);
}

static GtkWidget *
create_navigation (OofMigrationPlace *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Back"));
  GtkWidget *next = gtk_button_new_with_mnemonic (_ ("_Next"));
  GtkWidget *progress = gtk_progress_bar_new ();
  GtkWidget *stop = gtk_button_new_with_mnemonic (_ ("_Stop"));

  self->back = GTK_BUTTON (back);
  self->next = GTK_BUTTON (next);
  self->pages = gtk_button_new_with_mnemonic (_ ("_Pages"));
  self->progress = GTK_PROGRESS_BAR (progress);
  self->progress_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_visible (self->pages, FALSE);
  gtk_widget_set_hexpand (progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (next, GTK_ALIGN_END);
  gtk_widget_set_hexpand (next, TRUE);
  gtk_widget_add_css_class (next, "suggested-action");
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "clicked", G_CALLBACK (pages_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (oof_wizard_stop), self->wizard,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->progress_box, progress);
  gtk_box_append (self->progress_box, stop);
  gtk_box_append (GTK_BOX (bar), back);
  gtk_box_append (GTK_BOX (bar), self->pages);
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress_box), TRUE);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->progress_box));
  gtk_box_append (GTK_BOX (bar), next);
  self->obstacle = GTK_LABEL (oof_wizard_text_new (NULL, "dim-text"));
  gtk_widget_set_halign (GTK_WIDGET (self->obstacle), GTK_ALIGN_END);
  gtk_widget_add_css_class (footer, "page-footer");
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->obstacle));
  gtk_box_append (GTK_BOX (footer), bar);
  return footer;
}

static GtkWidget *
create_wizard (OofMigrationPlace *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->banner = OOF_BANNER (oof_banner_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->navigation = create_navigation (self);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (right), self->navigation);
  self->split = g_object_new (OOF_TYPE_SPLIT, "one-at-a-time", TRUE, "start-child",
                              oof_wizard_list_new (self->wizard), "end-child", right, "start-width",
                              LIST_WIDTH, "fold-below", FOLD_WIDTH, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (whole), GTK_WIDGET (self->banner));
  gtk_box_append (GTK_BOX (whole), GTK_WIDGET (self->split));
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
  g_signal_connect_object (self->wizard, "connect", G_CALLBACK (connect_cb), self, 0);
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
  connect_signal = g_signal_new ("connect", OOF_TYPE_MIGRATION_PLACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
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

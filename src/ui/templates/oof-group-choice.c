/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-group-choice.h"

#include <glib/gi18n.h>

#include "ui/templates/oof-template-words.h"

#define MAX_HEIGHT 320
#define MAX_CHARS  28

struct _OofGroupChoice
{
  AdwBin parent_instance;

  GtkMenuButton *button; /* (owned by the widget tree) */
  GtkLabel *label;       /* (owned by the widget tree) */
  GtkBox *box;           /* (owned by the widget tree) of check buttons */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (OofGroupChoice, oof_group_choice, ADW_TYPE_BIN)

static guint changed_signal;

static void
update_label (OofGroupChoice *self)
{
  g_auto (GStrv) chosen = oof_group_choice_dup_chosen (self);
  g_autofree char *words = oof_template_words_groups ((const char *const *) chosen);
  /* Translators: %s is "all groups" or names groups */
  g_autofree char *label = g_strdup_printf (_ ("For %s"), words);

  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  OofGroupChoice *self = OOF_GROUP_CHOICE (user_data);

  if (self->filling)
    return;
  update_label (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_group (OofGroupChoice *self, const char *name, gboolean chosen)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->box, check);
}

static void
oof_group_choice_class_init (OofGroupChoiceClass *klass)
{
  changed_signal = g_signal_new ("changed", OOF_TYPE_GROUP_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_popover (OofGroupChoice *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *about =
      gtk_label_new (_ ("Only people of these groups may choose it. None: everybody may."));

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (about), MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_widget_add_css_class (about, "dim-text");
  gtk_widget_add_css_class (about, "small");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (box), about);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
oof_group_choice_init (OofGroupChoice *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, MAX_CHARS);
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, create_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
oof_group_choice_new (void)
{
  return g_object_new (OOF_TYPE_GROUP_CHOICE, NULL);
}

void
oof_group_choice_show (OofGroupChoice *self, GPtrArray *groups, const char *const *chosen)
{
  g_return_if_fail (OOF_IS_GROUP_CHOICE (self));
  g_return_if_fail (groups != NULL);

  static const char *const none[] = { NULL };
  const char *const *wanted = chosen != NULL ? chosen : none;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (groups, i);
      if (g_strcmp0 (group->name, OOF_GROUP_EVERYBODY) == 0)
        continue;
      g_hash_table_add (known, group->name);
      add_group (self, group->name, g_strv_contains (wanted, group->name));
    }
  for (; *wanted != NULL; wanted++)
    if (!g_hash_table_contains (known, *wanted))
      add_group (self, *wanted, TRUE);
  self->filling = FALSE;
  update_label (self);
}

GStrv
oof_group_choice_dup_chosen (OofGroupChoice *self)
{
  g_return_val_if_fail (OOF_IS_GROUP_CHOICE (self), NULL);

  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      {
        g_strv_builder_add (chosen, gtk_check_button_get_label (GTK_CHECK_BUTTON (child)));
        any = TRUE;
      }
  return any ? g_strv_builder_end (chosen) : NULL;
}

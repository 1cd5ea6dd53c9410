/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-choice.h"

#include "core/oof-subject.h"
#include "ui/oof-subject-swatch.h"
#include "ui/parts/oof-spoken.h"

#define SUBJECTS "oof-subjects"
#define TITLE    "oof-title"
#define TICK     "oof-tick"

/* Long enough for a name, short enough for a narrow window; never so short that nothing is read. */
#define MAX_CHARS  20
#define MIN_CHARS  8
#define LIST_CHARS 32

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = oof_subject_swatch_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
set_width (GtkLabel *label, int most)
{
  gtk_label_set_width_chars (label,
                             (int) MIN (g_utf8_strlen (gtk_label_get_label (label), -1), most));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GPtrArray *subjects = g_object_get_data (user_data, SUBJECTS);
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkLabel *label = GTK_LABEL (gtk_widget_get_next_sibling (swatch));
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  gboolean listed = subjects != NULL && oof_subject_find (subjects, name) != NULL;

  gtk_widget_set_visible (swatch, FALSE);
  if (listed)
    oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (swatch), subjects, name);
  gtk_label_set_label (label, name);
  set_width (label, MIN_CHARS);
}

/* In the list the chosen one has a tick. */

static void
list_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  setup_cb (factory, item, user_data);
  gtk_box_append (GTK_BOX (gtk_list_item_get_child (item)), tick);
  g_object_set_data (G_OBJECT (item), TICK, tick);
}

static void
update_tick (GtkDropDown *drop_down, GtkListItem *item)
{
  gboolean chosen = gtk_drop_down_get_selected_item (drop_down) == gtk_list_item_get_item (item);

  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (item), TICK), chosen ? 1.0 : 0.0);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  update_tick (drop_down, user_data);
}

static void
list_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkLabel *label = GTK_LABEL (gtk_widget_get_next_sibling (swatch));

  bind_cb (factory, item, user_data);
  /* The list is as wide as it must be, not as it would like to be. */
  gtk_label_set_max_width_chars (label, LIST_CHARS);
  set_width (label, LIST_CHARS);
  update_tick (user_data, item);
  g_signal_connect_object (user_data, "notify::selected-item", G_CALLBACK (selected_cb), item, 0);
}

static void
list_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (user_data, selected_cb, item);
}

static void
set_factories (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (button, "setup", G_CALLBACK (setup_cb), drop_down, 0);
  g_signal_connect_object (button, "bind", G_CALLBACK (bind_cb), drop_down, 0);
  g_signal_connect_object (list, "setup", G_CALLBACK (list_setup_cb), drop_down, 0);
  g_signal_connect_object (list, "bind", G_CALLBACK (list_bind_cb), drop_down, 0);
  g_signal_connect_object (list, "unbind", G_CALLBACK (list_unbind_cb), drop_down, 0);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, list);
}

/* What has the focus is a button inside: GTK 4.8 leaves it without a name, 4.18 calls it what the
 * drop-down itself is called. */
static void
update_name_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (drop_down);
  const char *title = g_object_get_data (G_OBJECT (drop_down), TITLE);
  const char *value = selected != NULL ? gtk_string_object_get_string (selected) : "–";
  g_autofree char *name = g_strdup_printf ("%s: %s", title, value);

  oof_spoken_set_name (gtk_widget_get_first_child (GTK_WIDGET (drop_down)), name);
  oof_spoken_set_name (GTK_WIDGET (drop_down), name);
}

void
oof_choice_set_names (GtkDropDown *drop_down,
                      const char *title,
                      const char *const *names,
                      GPtrArray *subjects)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (title != NULL);
  g_return_if_fail (names != NULL);

  g_autoptr (GtkStringList) model = gtk_string_list_new (names);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (subjects != NULL)
    g_object_set_data_full (G_OBJECT (drop_down), SUBJECTS, g_ptr_array_ref (subjects),
                            (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (drop_down), TITLE, g_strdup (title), g_free);
  if (gtk_drop_down_get_list_factory (drop_down) == NULL)
    {
      set_factories (drop_down);
      g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (update_name_cb), NULL);
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (model));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (model)))
    gtk_drop_down_set_selected (drop_down, selected);
}

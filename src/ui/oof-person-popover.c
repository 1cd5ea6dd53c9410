/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-person-popover.h"

#include <adwaita.h>

#include "app/oof-words.h"
#include "ui/parts/oof-list-keys.h"

/* Nobody reads further than this; typing narrows the list. */
#define MAX_SHOWN 200

struct _OofPersonPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection; /* (owned) */
  GListStore *found;             /* (owned) OofPersonItem */
  GPtrArray *people;             /* (owned) OofPerson */
};

G_DEFINE_FINAL_TYPE (OofPersonPopover, oof_person_popover, GTK_TYPE_POPOVER)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
search (OofPersonPopover *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->people->len && found->len < MAX_SHOWN; i++)
    {
      OofPerson *person = g_ptr_array_index (self->people, i);
      if (oof_person_matches (person, text))
        g_ptr_array_add (found, oof_person_item_new (person));
    }
  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                       found->pdata, found->len);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : "empty");
}

static void
pick (OofPersonPopover *self, guint position)
{
  g_autoptr (OofPersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, item);
}

static void
search_changed_cb (GtkEditable *entry, gpointer user_data)
{
  search (OOF_PERSON_POPOVER (user_data));
}

/* The entry takes Escape for itself. */
static void
stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  gtk_popover_popdown (GTK_POPOVER (user_data));
}

static void
entry_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  OofPersonPopover *self = OOF_PERSON_POPOVER (user_data);

  pick (self, gtk_single_selection_get_selected (self->selection));
}

static void
list_activate_cb (GtkListView *list, guint position, gpointer user_data)
{
  pick (OOF_PERSON_POPOVER (user_data), position);
}

/* Up and down move through the list while the text keeps the focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofPersonPopover *self = OOF_PERSON_POPOVER (user_data);
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint last = g_list_model_get_n_items (G_LIST_MODEL (self->found));

  if (keyval == GDK_KEY_Down && selected + 1 < last)
    selected++;
  else if (keyval == GDK_KEY_Up && selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    selected--;
  else
    return keyval == GDK_KEY_Down || keyval == GDK_KEY_Up;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  return GDK_EVENT_STOP;
}

/* A closed popover holds no rows: they would cost every screen reader a walk through them. */
static void
visible_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  OofPersonPopover *self = OOF_PERSON_POPOVER (object);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      g_list_store_remove_all (self->found);
      return;
    }
  gtk_editable_set_text (self->entry, "");
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *avatar = adw_avatar_new (24, NULL, TRUE);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *where = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (where, TRUE);
  gtk_label_set_xalign (GTK_LABEL (where), 1);
  gtk_widget_add_css_class (where, "dim-text");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), where);
  gtk_list_item_set_child (list_item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofPerson *person = oof_person_item_get_person (gtk_list_item_get_item (list_item));
  GtkWidget *avatar = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *name = gtk_widget_get_next_sibling (avatar);
  const char *department = oof_person_get (person, "department");

  adw_avatar_set_text (ADW_AVATAR (avatar), person->name);
  gtk_label_set_label (GTK_LABEL (name), person->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)),
                       department != NULL ? department : person->address);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s", person->name, department != NULL ? department : person->address);
  oof_list_keys_name_row (gtk_list_item_get_child (list_item), spoken);
}

static void
oof_person_popover_dispose (GObject *object)
{
  OofPersonPopover *self = OOF_PERSON_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_PERSON_POPOVER);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_pointer (&self->people, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_person_popover_parent_class)->dispose (object);
}

static void
oof_person_popover_class_init (OofPersonPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_person_popover_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-person-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, OofPersonPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, OofPersonPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, OofPersonPopover, list);

  signals[PICKED] = g_signal_new ("picked", OOF_TYPE_PERSON_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON_ITEM);
}

static void
oof_person_popover_init (OofPersonPopover *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->people = g_ptr_array_new ();
  self->found = g_list_store_new (OOF_TYPE_PERSON_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (list_activate_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect (self, "notify::visible", G_CALLBACK (visible_changed_cb), NULL);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
}

GtkWidget *
oof_person_popover_new (void)
{
  return g_object_new (OOF_TYPE_PERSON_POPOVER, NULL);
}

void
oof_person_popover_set_people (OofPersonPopover *self, GPtrArray *people)
{
  g_return_if_fail (OOF_IS_PERSON_POPOVER (self));

  g_ptr_array_ref (people);
  g_ptr_array_unref (self->people);
  self->people = people;
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    search (self);
}

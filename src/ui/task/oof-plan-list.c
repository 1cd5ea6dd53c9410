/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/task/oof-plan-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-list-keys.h"
#include "ui/parts/oof-table-keys.h"
#include "ui/task/oof-change-words.h"
#include "ui/task/oof-plan-item.h"

typedef enum
{
  SHOW_CHANGES,
  SHOW_FAILED,
  SHOW_ALL,
  N_SHOWN
} Shown;

typedef enum
{
  COLUMN_CHOSEN,
  COLUMN_PERSON,
  COLUMN_CHANGES,
  COLUMN_RESULT,
  N_COLUMNS
} Column;

struct _OofPlanList
{
  AdwBin parent_instance;

  OofWrapBox *filters;
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *empty;
  GtkEditable *entry;              /* (owned by the widget tree) */
  GtkToggleButton *shown[N_SHOWN]; /* (owned by the widget tree) */
  GtkColumnViewColumn *choice;     /* (owned) */

  OofSession *session;     /* (owned) (nullable) */
  GListStore *items;       /* (owned) OofPlanItem */
  GtkCustomFilter *filter; /* (owned) */
  GListModel *model;       /* (owned) the items that pass */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (OofPlanList, oof_plan_list, ADW_TYPE_BIN)

static gboolean
is_failed (const OofRunRow *row)
{
  return row->result == OOF_RESULT_FAILED || row->result == OOF_RESULT_NOT_CONFIRMED;
}

static gboolean
has_changes (const OofRunRow *row)
{
  return row->result == OOF_RESULT_WOULD_WRITE || row->result == OOF_RESULT_WRITTEN
         || row->result == OOF_RESULT_NOT_CONFIRMED;
}

static gboolean
belongs_to (const OofRunRow *row, Shown shown)
{
  return shown == SHOW_ALL || (shown == SHOW_CHANGES ? has_changes (row) : is_failed (row));
}

static Shown
get_shown (OofPlanList *self)
{
  for (int i = 0; i < N_SHOWN; i++)
    if (gtk_toggle_button_get_active (self->shown[i]))
      return (Shown) i;
  return SHOW_ALL;
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return strstr (own, folded) != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  OofPlanList *self = OOF_PLAN_LIST (user_data);
  OofRunRow *row = oof_plan_item_get_row (item);
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->entry), -1);

  return belongs_to (row, get_shown (self))
         && (contains (row->name, folded) || contains (row->address, folded));
}

static const char *
explain_empty (OofPlanList *self)
{
  if (self->session == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return _ ("A dry run shows here what the OOF task would change, and writes nothing.");
  return get_shown (self) == SHOW_CHANGES && *gtk_editable_get_text (self->entry) == '\0'
             ? _ ("Nothing to change: Exchange agrees with the plan.")
             : _ ("Nothing matches the filter.");
}

static void
update (OofPlanList *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_label_set_label (self->empty, explain_empty (self));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->model) > 0 ? "rows" : "empty");
  g_signal_emit (self, chosen_signal, 0);
}

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  if (gtk_toggle_button_get_active (button))
    update (OOF_PLAN_LIST (user_data));
}

/* Cells. */

static char *
make_text (OofPlanList *self, const OofRunRow *row, Column column)
{
  if (column == COLUMN_PERSON)
    return g_strdup (row->name);
  if (column == COLUMN_RESULT)
    return g_strdup (oof_words_result (row->result));
  if (row->error != NULL)
    return oof_words_error (row->error);
  if (row->plan == NULL)
    return g_strdup ("–");
  if (row->plan->changes->len > 0)
    return oof_change_words_list (row->plan, oof_session_get_options (self->session)->zone);
  return g_strdup (oof_words_reason (row->plan->reason));
}

static Column
get_column (GtkSignalListItemFactory *factory)
{
  return (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Column column = get_column (factory);

  if (column == COLUMN_CHOSEN)
    {
      gtk_list_item_set_child (item, gtk_check_button_new ());
      return;
    }
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_check (GtkListItem *item, OofPlanItem *plan_item)
{
  GtkWidget *check = gtk_list_item_get_child (item);
  g_autofree char *name =
      g_strdup_printf (_ ("Apply to %s"), oof_plan_item_get_row (plan_item)->name);
  GBinding *binding = g_object_bind_property (plan_item, "chosen", check, "active",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  gtk_widget_set_visible (check, oof_plan_item_can_be_chosen (plan_item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (item), "binding", binding);
}

static void
name_row (OofPlanList *self, const OofRunRow *row, GtkWidget *cell)
{
  g_autofree char *result = make_text (self, row, COLUMN_RESULT);
  g_autofree char *changes = make_text (self, row, COLUMN_CHANGES);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", row->name, result, changes);

  oof_list_keys_name_row (cell, name);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  OofPlanList *self = OOF_PLAN_LIST (user_data);
  OofPlanItem *plan_item = gtk_list_item_get_item (item);
  Column column = get_column (factory);

  if (column == COLUMN_CHOSEN)
    {
      bind_check (item, plan_item);
      return;
    }
  g_autofree char *text = make_text (self, oof_plan_item_get_row (plan_item), column);
  if (column == COLUMN_PERSON)
    name_row (self, oof_plan_item_get_row (plan_item), gtk_list_item_get_child (item));
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item),
                               column == COLUMN_CHANGES ? text : NULL);
  if (column == COLUMN_RESULT && is_failed (oof_plan_item_get_row (plan_item)))
    gtk_widget_add_css_class (gtk_list_item_get_child (item), "error");
  else
    gtk_widget_remove_css_class (gtk_list_item_get_child (item), "error");
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GBinding *binding = g_object_get_data (G_OBJECT (item), "binding");

  g_object_set_data (G_OBJECT (item), "binding", NULL);
  if (binding != NULL)
    g_binding_unbind (binding);
}

/* (transfer full) */
static GtkColumnViewColumn *
add_column (OofPlanList *self, Column column, const char *title, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, column != COLUMN_CHOSEN);
  gtk_column_view_column_set_expand (view_column, column == COLUMN_CHANGES);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (view_column, width);
  gtk_column_view_append_column (self->view, view_column);
  return view_column;
}

/* The class. */

static void
oof_plan_list_dispose (GObject *object)
{
  OofPlanList *self = OOF_PLAN_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_PLAN_LIST);
  g_clear_object (&self->choice);
  g_clear_object (&self->model);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_plan_list_parent_class)->dispose (object);
}

static void
oof_plan_list_class_init (OofPlanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_plan_list_dispose;
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/task/oof-plan-list.ui");
  gtk_widget_class_bind_template_child (widget_class, OofPlanList, filters);
  gtk_widget_class_bind_template_child (widget_class, OofPlanList, stack);
  gtk_widget_class_bind_template_child (widget_class, OofPlanList, view);
  gtk_widget_class_bind_template_child (widget_class, OofPlanList, empty);

  chosen_signal = g_signal_new ("chosen", OOF_TYPE_PLAN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
add_filters (OofPlanList *self)
{
  GtkWidget *entry = gtk_search_entry_new ();

  g_object_set (entry, "placeholder-text", _ ("Filter by name…"), "width-request", 200, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter the differences"), -1);
  self->entry = GTK_EDITABLE (entry);
  oof_wrap_box_append (self->filters, entry);
  for (int i = 0; i < N_SHOWN; i++)
    {
      self->shown[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->shown[i]), "flat");
      gtk_toggle_button_set_group (self->shown[i], i > 0 ? self->shown[0] : NULL);
      oof_wrap_box_append (self->filters, GTK_WIDGET (self->shown[i]));
    }
  gtk_toggle_button_set_active (self->shown[SHOW_CHANGES], TRUE);
  for (int i = 0; i < N_SHOWN; i++)
    g_signal_connect_object (self->shown[i], "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
oof_plan_list_init (OofPlanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_filters (self);
  self->items = g_list_store_new (OOF_TYPE_PLAN_ITEM);
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->model = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                                         g_object_ref (GTK_FILTER (self->filter))));
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (self->model));
  self->choice = add_column (self, COLUMN_CHOSEN, "", 48);
  g_object_unref (add_column (self, COLUMN_PERSON, _ ("Person"), 180));
  g_object_unref (add_column (self, COLUMN_CHANGES, _ ("Changes"), 0));
  g_object_unref (add_column (self, COLUMN_RESULT, _ ("Result"), 140));
  oof_table_keys_install (self->view, _ ("Differences"));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  oof_plan_list_show (self, NULL, NULL);
}

static void
show_counts (OofPlanList *self, OofRunReport *report)
{
  const char *names[N_SHOWN] = { _ ("Changes"), _ ("Failed"), C_ ("mailboxes", "All") };

  for (int i = 0; i < N_SHOWN; i++)
    {
      guint n = 0;
      for (guint k = 0; report != NULL && k < report->rows->len; k++)
        n += belongs_to (g_ptr_array_index (report->rows, k), (Shown) i);
      g_autofree char *label = g_strdup_printf ("%s  %u", names[i], n);
      gtk_button_set_label (GTK_BUTTON (self->shown[i]), label);
    }
}

static void
item_chosen_cb (OofPlanItem *item, GParamSpec *pspec, gpointer user_data)
{
  g_signal_emit (user_data, chosen_signal, 0);
}

void
oof_plan_list_show (OofPlanList *self, OofSession *session, OofRunReport *report)
{
  g_return_if_fail (OOF_IS_PLAN_LIST (self));

  gboolean can_choose = FALSE;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_object (&self->session, session);
  for (guint i = 0; report != NULL && i < report->rows->len; i++)
    {
      OofPlanItem *item = oof_plan_item_new (report, g_ptr_array_index (report->rows, i));
      can_choose |= oof_plan_item_can_be_chosen (item);
      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (item_chosen_cb), self, 0);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_column_view_column_set_visible (self->choice, can_choose);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), report != NULL);
  show_counts (self, report);
  update (self);
}

GStrv
oof_plan_list_dup_chosen (OofPlanList *self)
{
  g_return_val_if_fail (OOF_IS_PLAN_LIST (self), NULL);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_items = g_list_model_get_n_items (self->model);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (OofPlanItem) item = g_list_model_get_item (self->model, i);
      if (oof_plan_item_can_be_chosen (item) && oof_plan_item_is_chosen (item))
        g_strv_builder_add (builder, oof_plan_item_get_row (item)->address);
    }
  return g_strv_builder_end (builder);
}

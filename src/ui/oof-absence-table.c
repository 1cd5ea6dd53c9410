/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-settings.h"
#include "ui/oof-absence-column.h"
#include "ui/oof-subject-swatch.h"
#include "ui/parts/oof-list-keys.h"
#include "ui/parts/oof-table-keys.h"

struct _OofAbsenceTable
{
  AdwBin parent_instance;

  gboolean of_everybody;
  OofSettings *settings;        /* (owned) */
  OofSession *session;          /* (owned) (nullable) */
  GtkColumnView *view;          /* (owned by the widget tree) */
  GListStore *items;            /* (owned) */
  GtkSelectionModel *selection; /* (owned) */
};

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofAbsenceTable, oof_absence_table, ADW_TYPE_BIN)

/* Icon and CSS class of the chip: state is never told by colour alone. */
static const struct
{
  const char *icon;
  const char *css_class;
} chips[] = {
  [OOF_ABSENCE_PLANNED] = { "alarm-symbolic", "planned" },
  [OOF_ABSENCE_RUNNING] = { "media-playback-start-symbolic", "running" },
  [OOF_ABSENCE_ENDED] = { "object-select-symbolic", "ended" },
  [OOF_ABSENCE_CANCELLED] = { "process-stop-symbolic", "ended" },
  [OOF_ABSENCE_ON_HOLD] = { "media-playback-pause-symbolic", "hold" },
};
static const struct
{
  const char *icon;
  const char *css_class;
} trouble_chip = { "dialog-warning-symbolic", "hold" };

/* Cells. */

static OofAbsenceColumn
get_column (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

/* So much of a text is always seen before the table rather scrolls; -1: all of it, since a date or
 * a state cut short says nothing. */
static int
get_most_chars (OofAbsenceColumn column)
{
  switch (column)
    {
    case OOF_ABSENCE_COLUMN_PERSON:
      return 14;
    case OOF_ABSENCE_COLUMN_SUBJECT:
      return 18;
    case OOF_ABSENCE_COLUMN_TEMPLATE:
      return 12;
    case OOF_ABSENCE_COLUMN_DEPUTY:
    case OOF_ABSENCE_COLUMN_CREATED_BY:
      return 8;
    case OOF_ABSENCE_COLUMN_STATE:
    case OOF_ABSENCE_COLUMN_DATES:
    case OOF_ABSENCE_COLUMN_FROM:
    case OOF_ABSENCE_COLUMN_TO:
    case OOF_ABSENCE_COLUMN_DAYS:
    case OOF_ABSENCE_COLUMN_FORWARD:
    case OOF_ABSENCE_COLUMN_APPLIED:
    case OOF_ABSENCE_COLUMNS:
    default:
      return -1;
    }
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofAbsenceColumn column = get_column (factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  if (column == OOF_ABSENCE_COLUMN_FROM || column == OOF_ABSENCE_COLUMN_TO
      || column == OOF_ABSENCE_COLUMN_APPLIED)
    gtk_widget_add_css_class (label, "numeric");
  if (column == OOF_ABSENCE_COLUMN_STATE)
    {
      gtk_widget_add_css_class (box, "chip");
      gtk_widget_set_halign (box, GTK_ALIGN_START);
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), gtk_image_new ());
    }
  else if (column == OOF_ABSENCE_COLUMN_SUBJECT)
    gtk_box_append (GTK_BOX (box), oof_subject_swatch_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_chip (GtkWidget *box, OofAbsenceEntry *item)
{
  OofAbsenceState state = oof_absence_entry_get_state (item);
  gboolean trouble = oof_absence_column_is_in_trouble (item);

  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    gtk_widget_remove_css_class (box, chips[i].css_class);
  gtk_widget_add_css_class (box, trouble ? trouble_chip.css_class : chips[state].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)),
                                trouble ? trouble_chip.icon : chips[state].icon);
}

/* What tells one row from the others. */
static void
name_row (OofAbsenceTable *self, OofAbsenceEntry *item, GtkWidget *cell)
{
  g_autofree char *dates =
      oof_absence_column_make_text (OOF_ABSENCE_COLUMN_DATES, self->session, item);
  g_autofree char *subject =
      oof_absence_column_make_text (OOF_ABSENCE_COLUMN_SUBJECT, self->session, item);
  g_autofree char *state =
      oof_absence_column_make_text (OOF_ABSENCE_COLUMN_STATE, self->session, item);
  g_autofree char *name = g_strdup_printf (
      "%s, %s, %s, %s", oof_absence_entry_get_person_name (item), dates, subject, state);

  oof_list_keys_name_row (cell, name);
}

static void
set_text (GtkLabel *label, OofAbsenceColumn column, const char *text)
{
  int most = get_most_chars (column);

  gtk_label_set_label (label, text);
  if (most < 0)
    return;
  gboolean is_long = g_utf8_strlen (text, -1) > most;
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? most : -1);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofAbsenceTable *self = OOF_ABSENCE_TABLE (user_data);
  OofAbsenceEntry *item = OOF_ABSENCE_ENTRY (gtk_list_item_get_item (list_item));
  GtkWidget *box = gtk_list_item_get_child (list_item);
  OofAbsenceColumn column = get_column (factory);
  g_autofree char *text = oof_absence_column_make_text (column, self->session, item);

  set_text (GTK_LABEL (gtk_widget_get_last_child (box)), column, text);
  if (column == OOF_ABSENCE_COLUMN_STATE)
    {
      bind_chip (box, item);
      name_row (self, item, box);
    }
  else if (column == OOF_ABSENCE_COLUMN_SUBJECT)
    oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (gtk_widget_get_first_child (box)),
                                    oof_session_get_subjects (self->session),
                                    oof_absence_entry_get_absence (item)->subject);
}

typedef struct
{
  OofAbsenceTable *self; /* (not owned) lives as long as its columns */
  OofAbsenceColumn column;
} SortBy;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SortBy *by = user_data;

  return oof_absence_column_compare (by->column, by->self->session,
                                     OOF_ABSENCE_ENTRY ((gpointer) a),
                                     OOF_ABSENCE_ENTRY ((gpointer) b));
}

/* Widths. */

static OofAbsenceColumn
get_view_column (GtkColumnViewColumn *column)
{
  return get_column (GTK_SIGNAL_LIST_ITEM_FACTORY (gtk_column_view_column_get_factory (column)));
}

static char *
make_setting (OofAbsenceTable *self, OofAbsenceColumn column)
{
  return g_strconcat (self->of_everybody ? "overview." : "home.",
                      oof_absence_column_get_name (column), NULL);
}

static void
width_changed_cb (GtkColumnViewColumn *view_column, GParamSpec *pspec, gpointer user_data)
{
  OofAbsenceTable *self = OOF_ABSENCE_TABLE (user_data);
  g_autofree char *setting = make_setting (self, get_view_column (view_column));

  if (self->settings != NULL) /* it goes */
    oof_settings_set_column_width (self->settings, setting,
                                   gtk_column_view_column_get_fixed_width (view_column));
}

static void
keep_width (OofAbsenceTable *self, GtkColumnViewColumn *view_column, OofAbsenceColumn column)
{
  g_autofree char *setting = make_setting (self, column);
  int width = oof_settings_get_column_width (self->settings, setting);

  if (width > 0)
    gtk_column_view_column_set_fixed_width (view_column, width);
  g_signal_connect_object (view_column, "notify::fixed-width", G_CALLBACK (width_changed_cb), self,
                           0);
}

static GtkColumnViewColumn *
add_column (OofAbsenceTable *self, OofAbsenceColumn column, const char *title, gboolean expand)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  SortBy *by = g_new0 (SortBy, 1);

  by->self = self;
  by->column = column;
  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, 0);

  g_autoptr (GtkColumnViewColumn) view_column =
      gtk_column_view_column_new (title, g_steal_pointer (&factory));
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, by, g_free));
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_expand (view_column, expand);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  keep_width (self, view_column, column);
  gtk_column_view_append_column (self->view, view_column);
  return view_column;
}

static void
add_columns (OofAbsenceTable *self)
{
  if (!self->of_everybody)
    {
      GtkColumnViewColumn *dates = add_column (self, OOF_ABSENCE_COLUMN_DATES, _ ("When"), TRUE);
      add_column (self, OOF_ABSENCE_COLUMN_DAYS, _ ("Working days"), FALSE);
      add_column (self, OOF_ABSENCE_COLUMN_SUBJECT, _ ("Subject"), TRUE);
      add_column (self, OOF_ABSENCE_COLUMN_DEPUTY, _ ("Deputy"), TRUE);
      add_column (self, OOF_ABSENCE_COLUMN_FORWARD, _ ("Forwarding"), FALSE);
      add_column (self, OOF_ABSENCE_COLUMN_STATE, _ ("State"), FALSE);
      gtk_column_view_sort_by_column (self->view, dates, GTK_SORT_DESCENDING);
      return;
    }
  GtkColumnViewColumn *state = add_column (self, OOF_ABSENCE_COLUMN_STATE, _ ("State"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_PERSON, _ ("Person"), TRUE);
  add_column (self, OOF_ABSENCE_COLUMN_FROM, _ ("From"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_TO, _ ("To"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_SUBJECT, _ ("Subject"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_TEMPLATE, _ ("Template"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_DEPUTY, _ ("Deputy"), TRUE);
  add_column (self, OOF_ABSENCE_COLUMN_FORWARD, _ ("Forwarding"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_APPLIED, _ ("Applied"), FALSE);
  add_column (self, OOF_ABSENCE_COLUMN_CREATED_BY, _ ("Created by"), TRUE);
  gtk_column_view_sort_by_column (self->view, state, GTK_SORT_ASCENDING);
}

/* The class. */

static void
activate_cb (GtkColumnView *view, guint position, gpointer user_data)
{
  OofAbsenceTable *self = OOF_ABSENCE_TABLE (user_data);
  g_autoptr (OofAbsenceEntry) item =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
selected_cb (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  g_signal_emit (user_data, signals[SELECTION_CHANGED], 0);
}

static void
oof_absence_table_dispose (GObject *object)
{
  OofAbsenceTable *self = OOF_ABSENCE_TABLE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (oof_absence_table_parent_class)->dispose (object);
}

static void
oof_absence_table_class_init (OofAbsenceTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_absence_table_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", OOF_TYPE_ABSENCE_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE_ENTRY);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", OOF_TYPE_ABSENCE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
oof_absence_table_init (OofAbsenceTable *self)
{
  self->settings = oof_settings_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "absence-table");
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

/* One on Home; several in the Overview. Takes @model. (transfer full) */
static GtkSelectionModel *
create_selection (OofAbsenceTable *self, GListModel *model)
{
  if (self->of_everybody)
    return GTK_SELECTION_MODEL (gtk_multi_selection_new (model));
  GtkSingleSelection *single = gtk_single_selection_new (model);
  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  return GTK_SELECTION_MODEL (single);
}

GtkWidget *
oof_absence_table_new (gboolean of_everybody)
{
  OofAbsenceTable *self = g_object_new (OOF_TYPE_ABSENCE_TABLE, NULL);
  GtkSortListModel *sorted;

  self->of_everybody = of_everybody;
  self->items = g_list_store_new (OOF_TYPE_ABSENCE_ENTRY);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = create_selection (self, G_LIST_MODEL (sorted));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self, 0);
  gtk_column_view_set_model (self->view, self->selection);
  add_columns (self);
  oof_table_keys_install (self->view, _ ("Absences"));
  return GTK_WIDGET (self);
}

/* Positions in the sorted list of the keys of @selected. */
static void
select_again (OofAbsenceTable *self, GPtrArray *selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; selected->len > 0 && i < n; i++)
    {
      g_autoptr (OofAbsenceEntry) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      for (guint k = 0; k < selected->len; k++)
        if (g_strcmp0 (oof_absence_entry_get_absence (g_ptr_array_index (selected, k))->key,
                       oof_absence_entry_get_absence (item)->key)
            == 0)
          gtk_selection_model_select_item (self->selection, i, FALSE);
    }
}

void
oof_absence_table_set_items (OofAbsenceTable *self, OofSession *session, GPtrArray *items)
{
  g_return_if_fail (OOF_IS_ABSENCE_TABLE (self));

  g_autoptr (GPtrArray) selected = oof_absence_table_dup_selected (self);
  g_set_object (&self->session, session);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  select_again (self, selected);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

GPtrArray *
oof_absence_table_dup_selected (OofAbsenceTable *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_TABLE (self), NULL);

  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (self->selection, i))
      g_ptr_array_add (selected, g_list_model_get_item (G_LIST_MODEL (self->selection), i));
  return selected;
}

OofAbsenceEntry *
oof_absence_table_get_selected (OofAbsenceTable *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_TABLE (self), NULL);

  g_autoptr (GPtrArray) selected = oof_absence_table_dup_selected (self);
  /* The list of items keeps it. */
  return selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;
}

/* RFC 4180: quoted where it must be. What a spreadsheet would take for a formula is text. */
static void
append_field (GString *csv, const char *text)
{
  gboolean formula = *text != '\0' && strchr ("=+-@\t", *text) != NULL;

  if (!formula && strpbrk (text, ",;\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  if (formula)
    g_string_append_c (csv, '\'');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

char *
oof_absence_table_export (OofAbsenceTable *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_TABLE (self), NULL);

  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n_columns = g_list_model_get_n_items (columns);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint row = 0; row <= n; row++)
    for (guint i = 0; i < n_columns; i++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
        g_autoptr (OofAbsenceEntry) item =
            row > 0 ? g_list_model_get_item (G_LIST_MODEL (self->selection), row - 1) : NULL;
        g_autofree char *text =
            item != NULL
                ? oof_absence_column_make_text (get_view_column (column), self->session, item)
                : g_strdup (gtk_column_view_column_get_title (column));
        append_field (csv, g_str_equal (text, "–") ? "" : text);
        g_string_append (csv, i + 1 < n_columns ? "," : "\r\n");
      }
  return g_strdup (csv->str);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-table.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/oof-subject-swatch.h"

typedef enum
{
  COLUMN_STATE,
  COLUMN_PERSON,
  COLUMN_DATES,
  COLUMN_DAYS,
  COLUMN_SUBJECT,
  COLUMN_TEMPLATE,
  COLUMN_DEPUTY,
  COLUMN_CREATED_BY,
  N_COLUMNS
} Column;

struct _OofAbsenceTable
{
  AdwBin parent_instance;

  gboolean with_person;
  OofSession *session;           /* (owned) (nullable) */
  GtkColumnView *view;           /* (owned by the widget tree) */
  GListStore *items;             /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
};

typedef enum
{
  PROP_SELECTED = 1,
  N_PROPS
} OofAbsenceTableProp;

static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATED,
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
  [OOF_ABSENCE_ENDED] = { "emblem-ok-symbolic", "ended" },
  [OOF_ABSENCE_CANCELLED] = { "process-stop-symbolic", "ended" },
  [OOF_ABSENCE_ON_HOLD] = { "media-playback-pause-symbolic", "hold" },
};

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static char *
make_days (OofAbsenceTable *self, OofAbsence *absence)
{
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  if (last == OOF_DAY_NONE)
    return g_strdup ("–");
  int days = oof_options_count_working_days (oof_session_get_options (self->session), first, last);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static const char *
get_creator (OofAbsenceTable *self, OofAbsence *absence)
{
  OofPerson *person = absence->created_by != NULL
                          ? oof_session_get_person (self->session, absence->created_by)
                          : NULL;

  return person != NULL ? person->name : or_dash (absence->created_by);
}

static char *
make_text (OofAbsenceTable *self, OofAbsenceEntry *item, Column column)
{
  OofAbsence *absence = oof_absence_entry_get_absence (item);

  switch (column)
    {
    case COLUMN_STATE:
      return g_strdup (oof_words_absence_state (oof_absence_entry_get_state (item)));
    case COLUMN_PERSON:
      return g_strdup (oof_absence_entry_get_person_name (item));
    case COLUMN_DATES:
      return oof_words_absence_dates (absence);
    case COLUMN_DAYS:
      return make_days (self, absence);
    case COLUMN_SUBJECT:
      return g_strdup (or_dash (absence->subject));
    case COLUMN_TEMPLATE:
      return g_strdup (absence->template_name != NULL ? absence->template_name
                                                      : C_ ("template", "of the group"));
    case COLUMN_DEPUTY:
      return g_strdup (or_dash (oof_absence_entry_get_deputy_name (item)));
    case COLUMN_CREATED_BY:
      return g_strdup (get_creator (self, absence));
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Cells. */

static Column
get_column (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column column = get_column (factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  if (column == COLUMN_STATE)
    {
      gtk_widget_add_css_class (box, "chip");
      gtk_widget_set_halign (box, GTK_ALIGN_START);
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), gtk_image_new ());
    }
  else if (column == COLUMN_SUBJECT)
    gtk_box_append (GTK_BOX (box), oof_subject_swatch_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_chip (GtkWidget *box, OofAbsenceState state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    gtk_widget_remove_css_class (box, chips[i].css_class);
  gtk_widget_add_css_class (box, chips[state].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)), chips[state].icon);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofAbsenceTable *self = OOF_ABSENCE_TABLE (user_data);
  OofAbsenceEntry *item = OOF_ABSENCE_ENTRY (gtk_list_item_get_item (list_item));
  GtkWidget *box = gtk_list_item_get_child (list_item);
  Column column = get_column (factory);
  g_autofree char *text = make_text (self, item, column);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  if (column == COLUMN_STATE)
    bind_chip (box, oof_absence_entry_get_state (item));
  else if (column == COLUMN_SUBJECT)
    oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (gtk_widget_get_first_child (box)),
                                    oof_session_get_subjects (self->session),
                                    oof_absence_entry_get_absence (item)->subject);
}

/* Sorting: dates by instant, everything else by its text. */

typedef struct
{
  OofAbsenceTable *self; /* (not owned) lives as long as its columns */
  Column column;
} SortBy;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SortBy *by = user_data;
  OofAbsenceEntry *left = OOF_ABSENCE_ENTRY ((gpointer) a);
  OofAbsenceEntry *right = OOF_ABSENCE_ENTRY ((gpointer) b);

  if (by->column == COLUMN_DATES)
    {
      OofInstant x = oof_absence_get_range (oof_absence_entry_get_absence (left)).from;
      OofInstant y = oof_absence_get_range (oof_absence_entry_get_absence (right)).from;
      return x < y ? GTK_ORDERING_SMALLER : x > y ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
    }
  if (by->column == COLUMN_STATE)
    return gtk_ordering_from_cmpfunc ((int) oof_absence_entry_get_state (left)
                                      - (int) oof_absence_entry_get_state (right));
  g_autofree char *x = make_text (by->self, left, by->column);
  g_autofree char *y = make_text (by->self, right, by->column);
  return gtk_ordering_from_cmpfunc (g_utf8_collate (x, y));
}

static GtkColumnViewColumn *
add_column (OofAbsenceTable *self, Column column, const char *title, gboolean expand)
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
  gtk_column_view_append_column (self->view, view_column);
  return view_column;
}

static void
add_columns (OofAbsenceTable *self)
{
  GtkColumnViewColumn *dates;

  if (self->with_person)
    {
      add_column (self, COLUMN_STATE, _ ("State"), FALSE);
      add_column (self, COLUMN_PERSON, _ ("Person"), TRUE);
    }
  dates = add_column (self, COLUMN_DATES, _ ("When"), TRUE);
  add_column (self, COLUMN_DAYS, _ ("Working days"), FALSE);
  add_column (self, COLUMN_SUBJECT, _ ("Subject"), TRUE);
  add_column (self, COLUMN_TEMPLATE, _ ("Template"), FALSE);
  add_column (self, COLUMN_DEPUTY, _ ("Deputy"), TRUE);
  if (self->with_person)
    add_column (self, COLUMN_CREATED_BY, _ ("Created by"), TRUE);
  else
    add_column (self, COLUMN_STATE, _ ("State"), FALSE);
  gtk_column_view_sort_by_column (self->view, dates, GTK_SORT_DESCENDING);
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
selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), properties[PROP_SELECTED]);
}

static void
oof_absence_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SELECTED)
    g_value_set_object (value, oof_absence_table_get_selected (OOF_ABSENCE_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
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

  G_OBJECT_CLASS (oof_absence_table_parent_class)->dispose (object);
}

static void
oof_absence_table_class_init (OofAbsenceTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oof_absence_table_dispose;
  object_class->get_property = oof_absence_table_get_property;

  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, OOF_TYPE_ABSENCE_ENTRY,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] = g_signal_new ("activated", OOF_TYPE_ABSENCE_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE_ENTRY);
}

static void
oof_absence_table_init (OofAbsenceTable *self)
{
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "absence-table");
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Absences"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

GtkWidget *
oof_absence_table_new (gboolean with_person)
{
  OofAbsenceTable *self = g_object_new (OOF_TYPE_ABSENCE_TABLE, NULL);
  GtkSortListModel *sorted;

  self->with_person = with_person;
  self->items = g_list_store_new (OOF_TYPE_ABSENCE_ENTRY);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           0);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  add_columns (self);
  return GTK_WIDGET (self);
}

void
oof_absence_table_set_items (OofAbsenceTable *self, OofSession *session, GPtrArray *items)
{
  g_return_if_fail (OOF_IS_ABSENCE_TABLE (self));

  g_set_object (&self->session, session);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

OofAbsenceEntry *
oof_absence_table_get_selected (OofAbsenceTable *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_TABLE (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

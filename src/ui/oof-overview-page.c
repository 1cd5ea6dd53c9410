/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-overview-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "ui/oof-absence-list.h"
#include "ui/oof-absence-table.h"
#include "ui/oof-log-page.h"

/* The filter buttons; ALL stands for no filter. */
#define ALL       G_MAXINT
#define N_FILTERS 5

struct _OofOverviewPage
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkBox *states;
  GtkStack *stack;
  AdwBin *table_frame;
  AdwBin *log_frame;
  GtkLabel *count;
  OofAbsenceTable *table;              /* (owned by the widget tree) */
  GtkToggleButton *filters[N_FILTERS]; /* (owned by the widget tree) */

  OofSession *session; /* (owned) */
};

enum
{
  PERSON_PICKED,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const int filter_states[N_FILTERS] = { ALL, OOF_ABSENCE_RUNNING, OOF_ABSENCE_PLANNED,
                                              OOF_ABSENCE_ENDED, OOF_ABSENCE_CANCELLED };

G_DEFINE_FINAL_TYPE (OofOverviewPage, oof_overview_page, ADW_TYPE_BIN)

static int
get_filter (OofOverviewPage *self)
{
  for (int i = 0; i < N_FILTERS; i++)
    if (gtk_toggle_button_get_active (self->filters[i]))
      return filter_states[i];
  return ALL;
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static gboolean
matches_text (OofAbsenceEntry *item, const char *folded)
{
  return *folded == '\0' || contains (oof_absence_entry_get_person_name (item), folded)
         || contains (oof_absence_entry_get_absence (item)->subject, folded)
         || contains (oof_absence_entry_get_deputy_name (item), folded);
}

static void
show_filter_counts (OofOverviewPage *self, GPtrArray *items)
{
  for (int i = 0; i < N_FILTERS; i++)
    {
      guint n = 0;
      for (guint k = 0; k < items->len; k++)
        n +=
            filter_states[i] == ALL
            || (int) oof_absence_entry_get_state (g_ptr_array_index (items, k)) == filter_states[i];
      const char *word = filter_states[i] == ALL
                             ? C_ ("absences", "all")
                             : oof_words_absence_state ((OofAbsenceState) filter_states[i]);
      g_autofree char *label = g_strdup_printf ("%s  %u", word, n);
      gtk_button_set_label (GTK_BUTTON (self->filters[i]), label);
    }
}

static void
update (OofOverviewPage *self)
{
  if (self->session == NULL)
    return;
  g_autoptr (GPtrArray) items =
      oof_absence_list_new (self->session, oof_session_get_absences (self->session));
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->entry), -1);
  int state = get_filter (self);

  for (guint i = 0; i < items->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (items, i);
      if ((state == ALL || state == (int) oof_absence_entry_get_state (item))
          && matches_text (item, folded))
        g_ptr_array_add (shown, item);
    }
  show_filter_counts (self, items);
  oof_absence_table_set_items (self->table, self->session, shown);
  gtk_stack_set_visible_child_name (self->stack, shown->len > 0 ? "table" : "empty");
  g_autofree char *count
      /* Translators: how many absences the list shows, of how many there are */
      = g_strdup_printf (_ ("%u of %u absences"), shown->len, items->len);
  gtk_label_set_label (self->count, count);
}

static void
update_cb (GObject *object, gpointer user_data)
{
  update (OOF_OVERVIEW_PAGE (user_data));
}

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  if (gtk_toggle_button_get_active (button))
    update (OOF_OVERVIEW_PAGE (user_data));
}

static void
show_person (OofOverviewPage *self, OofAbsenceEntry *item)
{
  OofPerson *person =
      oof_session_get_person (self->session, oof_absence_entry_get_absence (item)->person);

  if (person != NULL)
    g_signal_emit (self, signals[PERSON_PICKED], 0, person);
}

static void
activated_cb (OofAbsenceTable *table, OofAbsenceEntry *item, gpointer user_data)
{
  show_person (OOF_OVERVIEW_PAGE (user_data), item);
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  OofAbsenceEntry *item = oof_absence_table_get_selected (self->table);

  if (item != NULL)
    show_person (self, item);
}

static void
cancel_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (widget);
  OofAbsenceEntry *item = oof_absence_table_get_selected (self->table);

  if (item != NULL)
    g_signal_emit (self, signals[CANCEL], 0, oof_absence_entry_get_absence (item));
}

static void
selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GtkWidget *self = GTK_WIDGET (user_data);
  OofAbsenceEntry *item = oof_absence_table_get_selected (OOF_OVERVIEW_PAGE (self)->table);

  gtk_widget_action_set_enabled (self, "page.show-person", item != NULL);
  gtk_widget_action_set_enabled (self, "page.cancel-absence",
                                 item != NULL && oof_absence_entry_is_live (item));
}

static void
oof_overview_page_dispose (GObject *object)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_overview_page_parent_class)->dispose (object);
}

static void
oof_overview_page_class_init (OofOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_overview_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, entry);
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, table_frame);
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, log_frame);
  gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, count);
  gtk_widget_class_install_action (widget_class, "page.show-person", NULL, show_person_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-absence", NULL,
                                   cancel_absence_action);

  signals[PERSON_PICKED] = g_signal_new ("person-picked", OOF_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON);
  signals[CANCEL] = g_signal_new ("cancel", OOF_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
}

static void
oof_overview_page_init (OofOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = OOF_ABSENCE_TABLE (oof_absence_table_new (TRUE));
  adw_bin_set_child (self->table_frame, GTK_WIDGET (self->table));
  for (int i = 0; i < N_FILTERS; i++)
    {
      self->filters[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->filters[i]), "flat");
      if (i > 0)
        gtk_toggle_button_set_group (self->filters[i], self->filters[0]);
      gtk_box_append (self->states, GTK_WIDGET (self->filters[i]));
      g_signal_connect_object (self->filters[i], "toggled", G_CALLBACK (toggled_cb), self, 0);
    }
  gtk_toggle_button_set_active (self->filters[0], TRUE);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (update_cb), self, 0);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (self->table, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.show-person", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.cancel-absence", FALSE);
}

GtkWidget *
oof_overview_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofOverviewPage *self = g_object_new (OOF_TYPE_OVERVIEW_PAGE, NULL);
  self->session = g_object_ref (session);
  adw_bin_set_child (self->log_frame, oof_log_page_new (session));
  g_signal_connect_object (session, "changed", G_CALLBACK (update_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/oof-overview-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"
#include "ui/oof-absence-list.h"
#include "ui/oof-log-page.h"
#include "ui/overview/oof-moved-page.h"

/* The filter buttons; ALL stands for no filter, CONFLICT for what overlaps. */
#define ALL      G_MAXINT
#define CONFLICT (G_MAXINT - 1)
typedef enum
{
  PERIOD_ANY,
  PERIOD_TODAY,
  PERIOD_WEEK,
  PERIOD_MONTH,
  PERIOD_QUARTER,
  N_PERIODS
} Period;

/* How many days from today each reaches. */
static const struct
{
  const char *name;
  int days;
} periods[N_PERIODS] = {
  { N_ ("Any time"), 0 },      { N_ ("Today"), 1 },         { N_ ("Next 7 days"), 7 },
  { N_ ("Next 30 days"), 30 }, { N_ ("Next 90 days"), 90 },
};

enum
{
  PERSON_PICKED,
  EDIT,
  CANCEL,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const int filter_states[OOF_OVERVIEW_FILTERS] = { ALL,
                                                         CONFLICT,
                                                         OOF_ABSENCE_RUNNING,
                                                         OOF_ABSENCE_PLANNED,
                                                         OOF_ABSENCE_ON_HOLD,
                                                         OOF_ABSENCE_ENDED,
                                                         OOF_ABSENCE_CANCELLED };

G_DEFINE_FINAL_TYPE (OofOverviewPage, oof_overview_page, ADW_TYPE_BIN)

static int
get_filter (OofOverviewPage *self)
{
  for (int i = 0; i < OOF_OVERVIEW_FILTERS; i++)
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

static gboolean
matches_state (OofAbsenceEntry *item, int state)
{
  if (state == CONFLICT)
    return oof_absence_entry_is_live (item) && oof_absence_entry_is_in_conflict (item);
  return state == ALL || state == (int) oof_absence_entry_get_state (item);
}

static gboolean
matches_group (OofOverviewPage *self, OofAbsenceEntry *item)
{
  GPtrArray *groups = oof_session_get_groups (self->session);
  guint selected = gtk_drop_down_get_selected (self->groups);

  return selected == 0 || selected > groups->len
         || oof_group_has (g_ptr_array_index (groups, selected - 1),
                           oof_absence_entry_get_absence (item)->person);
}

static gboolean
matches_period (OofOverviewPage *self, OofAbsenceEntry *item)
{
  guint selected = MIN (gtk_drop_down_get_selected (self->period), (guint) N_PERIODS - 1);
  const char *zone = oof_session_get_options (self->session)->zone;
  OofDay today = oof_zone_day_of (zone, oof_clock_now (oof_session_get_clock (self->session)));
  OofRange range = { oof_zone_day_start (zone, today),
                     oof_zone_day_start (zone, today + periods[selected].days) };

  return selected == PERIOD_ANY
         || oof_range_overlaps (oof_absence_get_range (oof_absence_entry_get_absence (item)),
                                range);
}

/* "Running 10": a word of the table, and dim how many there are. */
static void
show_filter (GtkToggleButton *button, const char *word, guint n)
{
  g_autofree char *first = g_utf8_substring (word, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);
  const char *rest = g_utf8_offset_to_pointer (word, 1);
  g_autofree char *label = g_strdup_printf ("%s%s %u", capital, rest, n);
  g_autofree char *markup = g_markup_printf_escaped (
      "%s%s <span weight=\"normal\" alpha=\"75%%\">%u</span>", capital, rest, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_label_set_markup (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), markup);
}

static void
show_filter_counts (OofOverviewPage *self, GPtrArray *items)
{
  for (int i = 0; i < OOF_OVERVIEW_FILTERS; i++)
    {
      guint n = 0;
      for (guint k = 0; k < items->len; k++)
        n += matches_state (g_ptr_array_index (items, k), filter_states[i]) ? 1 : 0;
      const char *word = filter_states[i] == ALL ? C_ ("absences", "all")
                         : filter_states[i] == CONFLICT
                             ? C_ ("absences", "conflict")
                             : oof_words_absence_state ((OofAbsenceState) filter_states[i]);
      show_filter (self->filters[i], word, n);
    }
}

static void
show_count (OofOverviewPage *self, guint n_shown)
{
  g_autoptr (GPtrArray) selected = oof_absence_table_dup_selected (self->table);
  g_autofree char *count
      /* Translators: how many absences the list shows, of how many there are */
      = g_strdup_printf (_ ("%u of %u absences"), n_shown, self->n_all);
  g_autofree char *words = selected->len > 1
                               /* Translators: how many are selected; "12 of 148 absences" */
                               ? g_strdup_printf (_ ("%u selected · %s"), selected->len, count)
                               : g_strdup (count);

  gtk_label_set_label (self->count, words);
}

/* Those on the page now. */
static GPtrArray *
filter (OofOverviewPage *self, GPtrArray *items)
{
  GPtrArray *shown = g_ptr_array_new ();
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->entry), -1);
  int state = get_filter (self);

  for (guint i = 0; i < items->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (items, i);
      if (matches_state (item, state) && matches_text (item, folded) && matches_group (self, item)
          && matches_period (self, item))
        g_ptr_array_add (shown, item);
    }
  return shown;
}

static void
update (OofOverviewPage *self)
{
  if (self->session == NULL || self->filling)
    return;
  g_autoptr (GPtrArray) items =
      oof_absence_list_new (self->session, oof_session_get_absences (self->session));
  g_autoptr (GPtrArray) shown = filter (self, items);

  self->n_all = items->len;
  self->n_shown = shown->len;
  show_filter_counts (self, items);
  oof_absence_table_set_items (self->table, self->session, shown);
  gtk_stack_set_visible_child_name (self->stack, shown->len > 0 ? "table" : "empty");
  show_count (self, shown->len);
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
activated_cb (OofAbsenceTable *table, OofAbsenceEntry *item, gpointer user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0, oof_absence_entry_get_absence (item));
}

static void
edit_cb (GtkWidget *page, OofAbsence *absence, gpointer user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0, absence);
}

void
_oof_overview_page_update_actions (OofOverviewPage *self)
{
  g_autoptr (GPtrArray) selected = oof_absence_table_dup_selected (self->table);
  g_autoptr (GPtrArray) live = _oof_overview_page_dup_live (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can = live->len > 0 && !self->busy;

  gtk_widget_action_set_enabled (widget, "page.show-person", selected->len == 1);
  gtk_widget_action_set_enabled (widget, "page.edit-absence", can && live->len == 1);
  gtk_widget_action_set_enabled (widget, "page.cancel-absence", can);
  gtk_widget_action_set_enabled (widget, "page.move", can);
  gtk_widget_action_set_enabled (widget, "page.change-template", can);
  gtk_widget_action_set_enabled (widget, "page.re-apply", can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->move), can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->change_template), can);
  gtk_widget_set_visible (self->actions, selected->len > 0);
  gtk_widget_set_visible (self->show_person, selected->len == 1);
  gtk_widget_set_visible (self->edit, selected->len == 1);
  gtk_button_set_label (self->cancel,
                        live->len > 1 ? _ ("Cancel absences…") : _ ("Cancel absence…"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  show_count (self, self->n_shown);
}

static void
selection_changed_cb (OofAbsenceTable *table, gpointer user_data)
{
  _oof_overview_page_update_actions (OOF_OVERVIEW_PAGE (user_data));
}

static void
oof_overview_page_dispose (GObject *object)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->changing, g_ptr_array_unref);
  g_clear_pointer (&self->applying, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_overview_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, OofOverviewPage, name)
  BIND (entry);
  BIND (states);
  BIND (actions);
  BIND (show_person);
  BIND (edit);
  BIND (cancel);
  BIND (groups);
  BIND (period);
  BIND (stack);
  BIND (table_frame);
  BIND (log_frame);
  BIND (moved_frame);
  BIND (count);
  BIND (spinner);
  BIND (change_template);
  BIND (template_popover);
  BIND (templates);
  BIND (move);
  BIND (move_popover);
  BIND (days);
#undef BIND
}

static void
oof_overview_page_class_init (OofOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = OOF_TYPE_OVERVIEW_PAGE;

  G_OBJECT_CLASS (klass)->dispose = oof_overview_page_dispose;
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-overview-page.ui");
  bind_children (widget_class);
  _oof_overview_page_install_actions (widget_class);

  signals[PERSON_PICKED] = g_signal_new ("person-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, OOF_TYPE_ABSENCE);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  g_signal_new ("apply", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_PTR_ARRAY, G_TYPE_PTR_ARRAY, OOF_TYPE_RUN_REPORT);
}

static void
choice_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  update (OOF_OVERVIEW_PAGE (user_data));
}

static void
add_filters (OofOverviewPage *self)
{
  for (int i = 0; i < OOF_OVERVIEW_FILTERS; i++)
    {
      self->filters[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->filters[i]), "flat");
      gtk_widget_add_css_class (GTK_WIDGET (self->filters[i]), "filter");
      if (i > 0)
        gtk_toggle_button_set_group (self->filters[i], self->filters[0]);
      oof_wrap_box_append (self->states, GTK_WIDGET (self->filters[i]));
      g_signal_connect_object (self->filters[i], "toggled", G_CALLBACK (toggled_cb), self, 0);
    }
  gtk_toggle_button_set_active (self->filters[0], TRUE);
}

static void
oof_overview_page_init (OofOverviewPage *self)
{
  const char *names[N_PERIODS + 1] = { NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->table = OOF_ABSENCE_TABLE (oof_absence_table_new (TRUE));
  adw_bin_set_child (self->table_frame, GTK_WIDGET (self->table));
  add_filters (self);
  for (int i = 0; i < N_PERIODS; i++)
    names[i] = _ (periods[i].name);
  oof_choice_set_names (self->period, _ ("Period"), names, NULL);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (update_cb), self, 0);
  g_signal_connect_object (self->groups, "notify::selected", G_CALLBACK (choice_selected_cb), self,
                           0);
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (choice_selected_cb), self,
                           0);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, 0);
}

/* The names of groups and templates as they are now. */
static void
fill_choices (OofOverviewPage *self)
{
  GPtrArray *groups = oof_session_get_groups (self->session);
  GPtrArray *templates = oof_session_get_templates (self->session);
  g_autoptr (GPtrArray) group_names = g_ptr_array_new ();
  g_autoptr (GPtrArray) template_names = g_ptr_array_new ();

  g_ptr_array_add (group_names, (gpointer) _ ("All groups"));
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (group_names, ((OofGroup *) g_ptr_array_index (groups, i))->name);
  g_ptr_array_add (group_names, NULL);
  g_ptr_array_add (template_names, (gpointer) _ ("Of the group"));
  for (guint i = 0; i < templates->len; i++)
    g_ptr_array_add (template_names, ((OofTemplate *) g_ptr_array_index (templates, i))->name);
  g_ptr_array_add (template_names, NULL);
  self->filling = TRUE;
  oof_choice_set_names (self->groups, _ ("Group"), (const char *const *) group_names->pdata, NULL);
  oof_choice_set_names (self->templates, _ ("Template"),
                        (const char *const *) template_names->pdata, NULL);
  self->filling = FALSE;
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofOverviewPage *self = OOF_OVERVIEW_PAGE (user_data);

  fill_choices (self);
  update (self);
}

GtkWidget *
oof_overview_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofOverviewPage *self = g_object_new (OOF_TYPE_OVERVIEW_PAGE, NULL);
  GtkWidget *moved = oof_moved_page_new (session);

  self->session = g_object_ref (session);
  adw_bin_set_child (self->log_frame, oof_log_page_new (session));
  adw_bin_set_child (self->moved_frame, moved);
  g_signal_connect_object (moved, "edit", G_CALLBACK (edit_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  session_changed_cb (session, self);
  _oof_overview_page_update_actions (self);
  return GTK_WIDGET (self);
}

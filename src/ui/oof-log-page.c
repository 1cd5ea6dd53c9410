/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-log-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "ui/oof-toast.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-spoken.h"

/* Texts of replies are cut to this. */
#define MAX_VALUE 80

struct _OofLogPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *runs;
  GtkLabel *heading;
  GtkToggleButton *show_all;
  GtkToggleButton *show_changed;
  GtkToggleButton *show_failed;
  GtkListBox *people;
  GtkLabel *nothing;
  AdwStatusPage *error;
  GtkLabel *count;

  OofSession *session;       /* (owned) */
  GPtrArray *logs;           /* (owned) (nullable) OofRunLog, one a row of @runs */
  GCancellable *cancellable; /* (owned) (nullable) while it is read */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (OofLogPage, oof_log_page, ADW_TYPE_BIN)

static void refresh (OofLogPage *self);

static const char *
get_zone (OofLogPage *self)
{
  return oof_session_get_options (self->session)->zone;
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* A row that a screen reader reads whole. Texts from outside are no markup. */
static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, subtitle);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
  return row;
}

static char *
sum_up (const OofRunLog *log)
{
  return g_strdup_printf (_ ("%d changed, %d unchanged, %d failed"), (int) log->changed,
                          (int) log->unchanged, (int) log->failed);
}

static void
add_run (OofLogPage *self, const OofRunLog *log)
{
  g_autofree char *at = oof_words_instant (log->at, get_zone (self));
  g_autofree char *sum = sum_up (log);
  GtkWidget *row = create_row (at, sum);

  if (log->failed > 0)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }
  gtk_list_box_append (self->runs, row);
}

/* One line of at most MAX_VALUE characters. */
static char *
dup_value (const char *value)
{
  g_autofree char *line = g_strdup (value != NULL ? value : "");

  g_strdelimit (line, "\r\n\t", ' ');
  if (g_utf8_strlen (line, -1) <= MAX_VALUE)
    return *line != '\0' ? g_steal_pointer (&line) : g_strdup ("–");
  g_autofree char *start = g_utf8_substring (line, 0, MAX_VALUE);
  return g_strconcat (start, "…", NULL);
}

static char *
describe_person (const OofLogPerson *person)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (person->error != NULL)
    g_ptr_array_add (lines, g_strdup (person->error));
  for (guint i = 0; i < person->changes->len; i++)
    {
      OofLogChange *change = g_ptr_array_index (person->changes, i);
      g_autofree char *old_value = dup_value (change->old_value);
      g_autofree char *new_value = dup_value (change->new_value);
      g_ptr_array_add (lines, g_strdup_printf ("%s: %s → %s (%s)",
                                               oof_words_log_field (change->field), old_value,
                                               new_value, oof_words_log_reason (change->reason)));
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
add_person (OofLogPage *self, const OofLogPerson *person)
{
  OofPerson *known = oof_session_get_person (self->session, person->address);
  g_autofree char *details = describe_person (person);
  GtkWidget *row = create_row (known != NULL ? known->name : person->address, details);
  GtkWidget *result = gtk_label_new (oof_words_log_result (person->result));

  gtk_widget_set_valign (result, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (result, person->error != NULL ? "error" : "dim-text");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), result);
  gtk_list_box_append (self->people, row);
}

/* The filter by outcome. */

static gboolean
is_wanted (OofLogPage *self, const OofLogPerson *person)
{
  if (gtk_toggle_button_get_active (self->show_failed))
    return person->error != NULL;
  return !gtk_toggle_button_get_active (self->show_changed) || person->changes->len > 0;
}

static void
set_count (GtkToggleButton *button, const char *name, guint n)
{
  g_autofree char *label = g_strdup_printf ("%s  %u", name, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_counts (OofLogPage *self, const OofRunLog *log)
{
  guint n_changed = 0, n_failed = 0;

  for (guint i = 0; i < log->people->len; i++)
    {
      const OofLogPerson *person = g_ptr_array_index (log->people, i);
      n_changed += person->changes->len > 0;
      n_failed += person->error != NULL;
    }
  set_count (self->show_all, C_ ("mailboxes", "All"), log->people->len);
  set_count (self->show_changed, C_ ("mailboxes", "Changed"), n_changed);
  set_count (self->show_failed, _ ("Failed"), n_failed);
}

static OofRunLog *
get_selected (OofLogPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->runs);

  return row != NULL && self->logs != NULL
             ? g_ptr_array_index (self->logs, gtk_list_box_row_get_index (row))
             : NULL;
}

/* "Tue 24 Nov 14:00, by Anna Meier: 3 changed, …" */
static char *
make_heading (OofLogPage *self, const OofRunLog *log)
{
  g_autofree char *at = oof_words_instant (log->at, get_zone (self));
  g_autofree char *sum = sum_up (log);

  return log->by != NULL
             /* Translators: when, who, what a run did */
             ? g_strdup_printf (_ ("%s, by %s: %s"), at, log->by, sum)
             : g_strdup_printf ("%s: %s", at, sum);
}

static void
show_people (OofLogPage *self)
{
  OofRunLog *log = get_selected (self);

  clear (self->people);
  if (log == NULL)
    return;
  gtk_label_set_label (self->nothing, gtk_toggle_button_get_active (self->show_failed)
                                          ? _ ("Nothing failed in this run.")
                                          : _ ("This run changed nothing."));
  for (guint i = 0; i < log->people->len; i++)
    if (is_wanted (self, g_ptr_array_index (log->people, i)))
      add_person (self, g_ptr_array_index (log->people, i));
}

/* One of a group goes off when another comes on: that of all and that of failures tell of every
 * change. */
static void
filter_cb (GtkToggleButton *button, gpointer user_data)
{
  show_people (OOF_LOG_PAGE (user_data));
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofLogPage *self = OOF_LOG_PAGE (user_data);
  OofRunLog *log = get_selected (self);

  if (log != NULL)
    {
      g_autofree char *heading = make_heading (self, log);
      gtk_label_set_label (self->heading, heading);
      show_counts (self, log);
    }
  show_people (self);
}

/* The run as text, with what the filter lets through: for a mail to whoever has to know. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofLogPage *self = OOF_LOG_PAGE (widget);
  OofRunLog *log = get_selected (self);

  if (log == NULL)
    return;
  g_autofree char *heading = make_heading (self, log);
  g_autoptr (GString) text = g_string_new (heading);
  for (guint i = 0; i < log->people->len; i++)
    {
      const OofLogPerson *person = g_ptr_array_index (log->people, i);
      OofPerson *known = oof_session_get_person (self->session, person->address);
      g_autofree char *details = describe_person (person);
      if (is_wanted (self, person))
        g_string_append_printf (text, "\n\n%s <%s>: %s\n%s",
                                known != NULL ? known->name : person->address, person->address,
                                oof_words_log_result (person->result), details);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  oof_toast_show (widget, _ ("Report copied."));
}

static void
select_run (OofLogPage *self, const char *run)
{
  guint index = 0;

  for (guint i = 0; run != NULL && i < self->logs->len; i++)
    if (g_str_equal (((OofRunLog *) g_ptr_array_index (self->logs, i))->run, run))
      index = i;
  gtk_list_box_select_row (self->runs, gtk_list_box_get_row_at_index (self->runs, (int) index));
}

/* Takes @logs. The run that was selected stays so. */
static void
show_logs (OofLogPage *self, GPtrArray *logs)
{
  OofRunLog *selected = get_selected (self);
  g_autofree char *run = selected != NULL ? g_strdup (selected->run) : NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u run", "%u runs", logs->len), logs->len);

  g_clear_pointer (&self->logs, g_ptr_array_unref);
  clear (self->runs);
  self->logs = logs;
  for (guint i = 0; i < logs->len; i++)
    add_run (self, g_ptr_array_index (logs, i));
  gtk_label_set_label (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, logs->len > 0 ? "runs" : "empty");
  if (logs->len > 0)
    select_run (self, run);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofLogPage) self = OOF_LOG_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *logs = oof_session_list_runs_finish (OOF_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    g_clear_pointer (&logs, g_ptr_array_unref);
  else if (logs != NULL)
    show_logs (self, logs);
  else
    {
      g_autofree char *sentence = oof_words_error (error);
      g_autofree char *escaped = g_markup_escape_text (sentence, -1);
      adw_status_page_set_description (self->error, escaped);
      gtk_label_set_label (self->count, "");
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  if (self->session != NULL && self->stale)
    refresh (self);
}

/* Before the session has read anything there is nothing to ask; while it is read, once more. */
static void
refresh (OofLogPage *self)
{
  self->stale = TRUE;
  if (self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || oof_session_get_loaded_at (self->session) == OOF_INSTANT_NONE)
    return;
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  if (self->logs == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  oof_session_list_runs_async (self->session, self->cancellable, listed_cb, g_object_ref (self));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  refresh (OOF_LOG_PAGE (widget));
}

static void
oof_log_page_map (GtkWidget *widget)
{
  OofLogPage *self = OOF_LOG_PAGE (widget);

  GTK_WIDGET_CLASS (oof_log_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static void
oof_log_page_dispose (GObject *object)
{
  OofLogPage *self = OOF_LOG_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  /* A list that goes takes its selection back. */
  if (self->runs != NULL)
    g_signal_handlers_disconnect_by_func (self->runs, selected_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_LOG_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->logs, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_log_page_parent_class)->dispose (object);
}

static void
oof_log_page_class_init (OofLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_log_page_dispose;
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  widget_class->map = oof_log_page_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, runs);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, heading);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, show_all);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, show_changed);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, show_failed);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, people);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, error);
  gtk_widget_class_bind_template_child (widget_class, OofLogPage, count);
  gtk_widget_class_install_action (widget_class, "log.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "log.copy", NULL, copy_action);
}

static void
oof_log_page_init (OofLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->stale = TRUE;
  g_signal_connect_object (self->runs, "row-selected", G_CALLBACK (selected_cb), self, 0);
}

GtkWidget *
oof_log_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofLogPage *self = g_object_new (OOF_TYPE_LOG_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

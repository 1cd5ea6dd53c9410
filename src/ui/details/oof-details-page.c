/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/details/oof-details-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "app/oof-session-who-gets.h"
#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"
#include "ui/oof-rich-text-view.h"
#include "ui/oof-toast.h"
#include "ui/parts/oof-spoken.h"

#define WRITE "oof-write"

struct _OofDetailsPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *error;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *line;
  AdwPreferencesGroup *facts;
  AdwPreferencesGroup *differences;
  AdwPreferencesGroup *history;
  GtkToggleButton *as_source;
  AdwBin *internal_frame;
  AdwBin *external_frame;
  GtkDropDown *sender;
  GtkLabel *silence;
  AdwBin *answer_frame;
  OofRichTextView *internal; /* (owned by the widget tree) */
  OofRichTextView *external; /* (owned by the widget tree) */
  OofRichTextView *answer;   /* (owned by the widget tree) */
  GPtrArray *rows;           /* (owned) GtkWidget: the rows of the groups, to be taken out */

  OofSession *session;       /* (owned) */
  OofPerson *person;         /* (owned) (nullable) */
  OofPlan *plan;             /* (owned) (nullable) */
  OofForward *forward;       /* (owned) (nullable) what was seen of forwarding */
  OofInstant at;             /* when it was read */
  gboolean live;             /* read just now, not published by the runner */
  GCancellable *cancellable; /* (owned) (nullable) of what is under way */
};

G_DEFINE_FINAL_TYPE (OofDetailsPage, oof_details_page, ADW_TYPE_BIN)

static const char *
get_zone (OofDetailsPage *self)
{
  return self->person->zone != NULL ? self->person->zone
                                    : oof_session_get_options (self->session)->zone;
}

/* Rows. */

static AdwActionRow *
add_row (OofDetailsPage *self, AdwPreferencesGroup *group, const char *title, const char *value)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, value);
  adw_action_row_set_subtitle_lines (row, 6);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Of all groups, or only of @group (nullable). */
static void
remove_rows (OofDetailsPage *self, AdwPreferencesGroup *group)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i - 1);
      if (group != NULL && !gtk_widget_is_ancestor (row, GTK_WIDGET (group)))
        continue;
      GtkWidget *owner = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (owner), row);
      g_ptr_array_remove_index (self->rows, i - 1);
    }
}

static char *
words_window (OofRange window, const char *zone)
{
  g_autofree char *from = oof_words_instant (window.from, zone);
  g_autofree char *to = oof_words_instant (window.to, zone);

  return g_strdup_printf ("%s – %s", from, to);
}

/* In the person's zone, in ours, in UTC; equal ones once. */
static void
add_window (OofDetailsPage *self, OofRange window)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *here = g_time_zone_get_identifier (local);
  const char *zones[] = { get_zone (self), oof_zone_is_known (here) ? here : "UTC", "UTC" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *words = words_window (window, zones[i]);
      /* Translators: when replies are sent; %s is a time zone */
      g_autofree char *title = g_strdup_printf (_ ("Window, %s"), zones[i]);
      gboolean known = FALSE;
      for (gsize k = 0; k < i; k++)
        known = known || g_str_equal (zones[k], zones[i]);
      if (!known)
        add_row (self, self->facts, title, words);
    }
}

static void
add_found_forward (OofDetailsPage *self)
{
  g_autoptr (OofForward) seen =
      oof_session_see_forward (self->session, self->person->address, self->forward);
  g_autofree char *words =
      seen != NULL ? oof_words_forward (seen, oof_session_get_forward_target (self->session, seen))
                   : NULL;

  if (seen != NULL)
    add_row (self, self->facts, _ ("Forwarding found"), words != NULL ? words : _ ("none"));
}

static void
add_forwarding (OofDetailsPage *self)
{
  OofAbsence *absence = self->plan->absence;
  OofPerson *target = absence != NULL && absence->forward_to != NULL
                          ? oof_session_get_person (self->session, absence->forward_to)
                          : NULL;
  g_autofree char *planned =
      absence == NULL || absence->forward_to == NULL
          ? g_strdup (_ ("none planned"))
          : g_strdup_printf (absence->forward_copy ? _ ("planned: to %s, with copy")
                                                   : _ ("planned: to %s, without copy"),
                             target != NULL ? target->name : absence->forward_to);
  g_autofree char *hint = g_strdup_printf (
      /* Translators: the second line is a command to be copied */
      _ ("Cannot be seen from here. An administrator sees it with:\n%s"), "");
  g_autofree char *command =
      g_strdup_printf ("%sGet-Mailbox %s | Format-List ForwardingAddress,ForwardingSmtpAddress,"
                       "DeliverToMailboxAndForward",
                       hint, self->person->address);

  add_found_forward (self);
  add_row (self, self->facts, _ ("Forwarding by our rule"), planned);
  add_row (self, self->facts, _ ("Forwarding at the mailbox itself"), command);
}

static void
show_facts (OofDetailsPage *self)
{
  OofReplyState *state = self->plan->current;
  g_autofree char *time = oof_words_instant (self->at, get_zone (self));
  g_autofree char *verdict = oof_words_plan (self->plan);
  g_autofree char *read =
      g_strdup_printf (self->live ? _ ("%s, read live") : _ ("%s, published by the runner"), time);

  add_row (self, self->facts, _ ("As of"), read);
  add_row (self, self->facts, _ ("Automatic reply"), oof_words_reply_status (state->status));
  if (state->status == OOF_REPLY_SCHEDULED)
    add_window (self, state->window);
  add_row (self, self->facts, _ ("Outside"), oof_words_audience (state->audience));
  add_row (self, self->facts, _ ("Compared with the plan"), verdict);
  add_forwarding (self);
}

/* A long text is not told in a row: the papers show it. */
static char *
words_value (OofField field, const char *value)
{
  if (field == OOF_FIELD_INTERNAL || field == OOF_FIELD_EXTERNAL)
    {
      g_autoptr (OofRichText) rich = oof_rich_text_new_from_html (value);
      g_autofree char *words = oof_rich_text_to_string (rich);
      g_autofree char *start = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), 80));
      g_strdelimit (start, "\n\t", ' ');
      return g_strdup_printf ("“%s%s”", start, g_utf8_strlen (words, -1) > 80 ? "…" : "");
    }
  return g_strdup (*value != '\0' ? value : "–");
}

static void
show_differences (OofDetailsPage *self)
{
  GPtrArray *changes = self->plan->changes;

  gtk_widget_set_visible (GTK_WIDGET (self->differences), changes->len > 0);
  for (guint i = 0; i < changes->len; i++)
    {
      OofChange *change = g_ptr_array_index (changes, i);
      g_autofree char *before = words_value (change->field, change->old_value);
      g_autofree char *after = words_value (change->field, change->new_value);
      g_autofree char *value =
          g_strdup_printf ("%s → %s\n%s", before, after, oof_words_reason (change->reason));
      add_row (self, self->differences, oof_words_field (change->field), value);
    }
}

static void
show_texts (OofDetailsPage *self)
{
  OofReplyState *state = self->plan->current;

  if (gtk_toggle_button_get_active (self->as_source))
    {
      oof_rich_text_view_show_plain (self->internal, state->internal);
      oof_rich_text_view_show_plain (self->external, state->external);
      return;
    }
  oof_rich_text_view_show_html (self->internal, state->internal);
  oof_rich_text_view_show_html (self->external, state->external);
}

static void
show_answer (OofDetailsPage *self)
{
  OofSenderKind sender = MIN (gtk_drop_down_get_selected (self->sender), OOF_N_SENDER_KINDS - 1);
  g_autoptr (OofWhoGets) answer = NULL;

  if (self->plan == NULL)
    return;
  answer = oof_session_who_gets (self->session, self->person, self->plan->current, self->forward,
                                 sender, NULL);
  gtk_label_set_label (self->silence, oof_words_silence (answer->reason));
  gtk_widget_set_visible (GTK_WIDGET (self->silence), answer->html == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_frame), answer->html != NULL);
  if (answer->html != NULL)
    oof_rich_text_view_show_html (self->answer, answer->html);
}

/* History. */

static void restore_cb (GtkButton *button, gpointer user_data);

static void
add_write (OofDetailsPage *self, OofSessionWrite *write)
{
  g_autofree char *time = oof_words_instant (write->at, get_zone (self));
  OofPerson *author = write->by != NULL ? oof_session_get_person (self->session, write->by) : NULL;
  const char *by = author != NULL ? author->name : write->by;
  g_autofree char *value = g_strdup_printf (
      /* Translators: who wrote to the mailbox; what stood there before: "off", "scheduled" … */
      _ ("by %s; before it: replies %s"), by != NULL ? by : "–",
      write->before != NULL ? oof_words_reply_status (write->before->status) : "–");
  AdwActionRow *row = add_row (self, self->history, time, value);
  g_autofree char *label = g_strdup_printf (_ ("Restore what was there before %s"), time);

  if (write->before == NULL)
    return;
  GtkWidget *button = gtk_button_new_with_label (_ ("Restore this"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  oof_spoken_set_name (GTK_WIDGET (button), label);
  g_object_set_data_full (G_OBJECT (button), WRITE, g_strdup (write->run), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, 0);
  adw_action_row_add_suffix (row, button);
}

static void
writes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofDetailsPage) self = OOF_DETAILS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) writes =
      oof_session_list_writes_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  remove_rows (self, self->history);
  if (writes == NULL)
    {
      g_autofree char *words = oof_words_error (error);
      add_row (self, self->history, _ ("The history could not be read"), words);
      return;
    }
  for (guint i = 0; i < writes->len; i++)
    add_write (self, g_ptr_array_index (writes, i));
  if (writes->len == 0)
    add_row (self, self->history, _ ("Nothing was written to this mailbox yet"), "");
}

/* Reading. */

static void
show_error (OofDetailsPage *self, const GError *error)
{
  g_autofree char *words = oof_words_error (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_description (self->error, escaped);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* Takes @plan. @forward: (nullable) not looked at now: as far as anybody has looked for it. */
static void
show_plan (OofDetailsPage *self, OofPlan *plan, OofForward *forward, OofInstant at, gboolean live)
{
  OofForward *known =
      forward != NULL ? forward
                      : oof_session_get_published_forward (self->session, self->person->address);

  g_clear_pointer (&self->plan, oof_plan_unref);
  self->plan = plan;
  g_clear_pointer (&self->forward, oof_forward_unref);
  self->forward = known != NULL ? oof_forward_ref (known) : NULL;
  self->at = at;
  self->live = live;
  remove_rows (self, NULL);
  show_facts (self);
  show_differences (self);
  show_texts (self);
  show_answer (self);
  gtk_stack_set_visible_child_name (self->stack, "details");
  oof_session_list_writes_async (self->session, self->person->address, self->cancellable,
                                 writes_listed_cb, g_object_ref (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofDetailsPage) self = OOF_DETAILS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);
  OofRunRow *row;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  row = report != NULL ? oof_run_report_find (report, self->person->address) : NULL;
  if (row != NULL && row->plan != NULL)
    show_plan (self, oof_plan_ref (row->plan), row->forward, report->at, TRUE);
  else if (row != NULL && row->error != NULL)
    show_error (self, row->error);
  else if (error != NULL)
    show_error (self, error);
}

static void
read_mailbox (OofDetailsPage *self)
{
  const char *addresses[] = { self->person->address, NULL };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!oof_session_has_runner (self->session))
    {
      OofInstant at;
      OofPlan *plan = oof_session_plan_published (self->session, self->person->address, &at);
      if (plan != NULL)
        show_plan (self, plan, NULL, at, FALSE);
      else
        gtk_stack_set_visible_child_name (self->stack, "unknown");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "busy");
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self->session, OOF_RUN_STATUS, addresses);
  oof_run_job_run_async (job, self->cancellable, read_cb, g_object_ref (self));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofDetailsPage) self = OOF_DETAILS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_session_act_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  g_autofree char *words =
      report == NULL ? oof_words_error (error) : g_strdup (_ ("Restored and read back."));
  oof_toast_show (GTK_WIDGET (self), words);
  read_mailbox (self);
}

static void
restore_cb (GtkButton *button, gpointer user_data)
{
  OofDetailsPage *self = OOF_DETAILS_PAGE (user_data);
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_UNDO, self->person->address);

  order->run = g_strdup (g_object_get_data (G_OBJECT (button), WRITE));
  gtk_stack_set_visible_child_name (self->stack, "busy");
  oof_session_act_async (self->session, order, OOF_SESSION_REQUEST_SECONDS, self->cancellable,
                         restored_cb, g_object_ref (self));
}

static void
read_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofDetailsPage *self = OOF_DETAILS_PAGE (widget);

  if (self->person != NULL)
    read_mailbox (self);
}

static void
source_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofDetailsPage *self = OOF_DETAILS_PAGE (user_data);

  if (self->plan != NULL)
    show_texts (self);
}

static void
sender_selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  show_answer (OOF_DETAILS_PAGE (user_data));
}

/* The class. */

static void
oof_details_page_dispose (GObject *object)
{
  OofDetailsPage *self = OOF_DETAILS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_clear_pointer (&self->plan, oof_plan_unref);
  g_clear_pointer (&self->person, oof_person_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_DETAILS_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_details_page_parent_class)->dispose (object);
}

static void
oof_details_page_class_init (OofDetailsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_details_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/details/oof-details-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, OofDetailsPage, name)
  BIND (stack);
  BIND (spinner);
  BIND (error);
  BIND (avatar);
  BIND (name);
  BIND (line);
  BIND (facts);
  BIND (differences);
  BIND (history);
  BIND (as_source);
  BIND (internal_frame);
  BIND (external_frame);
  BIND (sender);
  BIND (silence);
  BIND (answer_frame);
#undef BIND
  gtk_widget_class_install_action (widget_class, "details.read-again", NULL, read_again_action);
}

static OofRichTextView *
add_paper (AdwBin *frame, const char *name)
{
  GtkWidget *view = oof_rich_text_view_new (name);

  adw_bin_set_child (frame, view);
  return OOF_RICH_TEXT_VIEW (view);
}

static void
oof_details_page_init (OofDetailsPage *self)
{
  const char *names[OOF_N_SENDER_KINDS + 1] = { NULL };

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->internal = add_paper (self->internal_frame, _ ("Internal reply"));
  self->external = add_paper (self->external_frame, _ ("External reply"));
  self->answer = add_paper (self->answer_frame, _ ("The answer"));
  for (guint i = 0; i < OOF_N_SENDER_KINDS; i++)
    names[i] = oof_words_sender (i);
  oof_choice_set_names (self->sender, _ ("Who writes"), names, NULL);
  g_signal_connect_object (self->sender, "notify::selected", G_CALLBACK (sender_selected_cb), self,
                           0);
  g_signal_connect_object (self->as_source, "toggled", G_CALLBACK (source_toggled_cb), self, 0);
}

GtkWidget *
oof_details_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofDetailsPage *self = g_object_new (OOF_TYPE_DETAILS_PAGE, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
oof_details_page_show_person (OofDetailsPage *self, OofPerson *person, gboolean again)
{
  g_return_if_fail (OOF_IS_DETAILS_PAGE (self));
  g_return_if_fail (person != NULL);

  gboolean same = self->person != NULL && g_str_equal (self->person->address, person->address);
  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
  g_autofree char *line = oof_words_person_line (person);
  adw_avatar_set_text (self->avatar, person->name);
  gtk_label_set_label (self->name, person->name);
  gtk_label_set_label (self->line, line);
  if (!same || again)
    read_mailbox (self);
}

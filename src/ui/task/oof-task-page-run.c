/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-apply.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/oof-toast.h"
#include "ui/parts/oof-progress.h"
#include "ui/task/oof-task-page-private.h"

/* In the window a run that changes more begins with so many, and then asks (decisions 8). */
#define FIRST_BATCH OOF_APPLY_MANY

static void apply (OofTaskPage *self, const char *const *addresses);

/* Progress. */

static void
show_progress (OofTaskPage *self)
{
  guint n_done, n_total;

  oof_task_engine_get_progress (self->engine, &n_done, &n_total);
  oof_progress_show (self->progress, _ ("Progress of the run"), n_done, n_total);
}

/* What the hour has begun is shown too; its result stands in the log. */
static void
changed_cb (OofTaskEngine *engine, gpointer user_data)
{
  OofTaskPage *self = OOF_TASK_PAGE (user_data);
  OofTaskActivity activity = oof_task_engine_get_activity (engine);

  if (activity == OOF_TASK_SCHEDULED && self->activity != activity)
    gtk_label_set_label (self->title, _ ("The OOF task is running, as at every full hour"));
  if (self->activity == OOF_TASK_SCHEDULED && activity == OOF_TASK_IDLE)
    {
      gtk_label_set_label (self->title, _ ("The OOF task has run"));
      _oof_task_page_read_log (self);
    }
  self->activity = activity;
  show_progress (self);
  _oof_task_page_update (self);
}

static void
begin (OofTaskPage *self, const char *title)
{
  gtk_label_set_label (self->title, title);
  oof_plan_list_show (self->list, self->session, NULL);
}

/* @error: (nullable) of the whole run. What was done before it is shown all the same. */
static void
end (OofTaskPage *self, const char *title, OofRunReport *report, const GError *error)
{
  gtk_label_set_label (self->title, title);
  oof_plan_list_show (self->list, self->session, report);
  _oof_task_page_update (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = oof_words_error (error);
      gtk_label_set_label (self->title, words);
    }
}

static char *
sum_up (OofTaskPage *self, OofRunReport *report, gboolean dry, gboolean cancelled)
{
  g_autofree char *time = oof_words_time (oof_clock_now (oof_session_get_clock (self->session)),
                                          oof_session_get_options (self->session)->zone);

  if (dry)
    /* Translators: a time, then numbers of mailboxes */
    return g_strdup_printf (_ ("Dry run at %s: %u would change, %u stay, %u cannot be read"), time,
                            report->changed, report->unchanged, report->failed);
  if (cancelled)
    return g_strdup_printf (_ ("Cancelled at %s: %u changed, %u unchanged, %u failed"), time,
                            report->changed, report->unchanged, report->failed);
  return g_strdup_printf (_ ("Run at %s: %u changed, %u unchanged, %u failed"), time,
                          report->changed, report->unchanged, report->failed);
}

/* The run itself. */

static void
go_on_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTaskPage) self = OOF_TASK_PAGE (user_data);
  g_auto (GStrv) rest = g_steal_pointer (&self->rest);

  if (oof_alert_ask_finish (result, NULL) && self->session != NULL && rest != NULL
      && oof_task_engine_get_activity (self->engine) == OOF_TASK_IDLE)
    apply (self, (const char *const *) rest);
}

/* After the first batch: how it went, and whether the others may follow. */
static void
ask_to_go_on (OofTaskPage *self, OofRunReport *report)
{
  guint n = g_strv_length (self->rest);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Change %u more mailbox?", "Change %u more mailboxes?", n), n);
  g_autofree char *body = g_strdup_printf (_ ("The first ones are written: %u changed, %u failed."),
                                           report->changed, report->failed);

  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body,
                       _ ("_Stop here"), _ ("_Change them"), NULL, go_on_cb, g_object_ref (self));
}

static void
ran (OofTaskPage *self, OofRunReport *report, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *title = report != NULL ? sum_up (self, report, FALSE, cancelled)
                                          : g_strdup (_ ("Nothing was changed"));

  end (self, title, report, error);
  _oof_task_page_read_log (self);
  if (error == NULL && self->rest != NULL && report != NULL)
    ask_to_go_on (self, report);
}

/* @addresses: (nullable) everybody whom the task looks at */
static void
apply (OofTaskPage *self, const char *const *addresses)
{
  g_autoptr (GError) error = NULL;

  self->step = OOF_TASK_STEP_APPLY;
  if (oof_task_engine_run (self->engine, addresses, &error))
    begin (self, _ ("The OOF task is running"));
  else
    {
      g_autofree char *words = oof_words_error (error);
      oof_toast_show (GTK_WIDGET (self), words);
    }
}

/* Many: ten first, the rest after a question. */
static void
apply_carefully (OofTaskPage *self, const char *const *addresses)
{
  g_autoptr (GStrvBuilder) first = g_strv_builder_new ();
  guint n = g_strv_length ((GStrv) addresses);

  g_clear_pointer (&self->rest, g_strfreev);
  for (guint i = 0; i < n && i < FIRST_BATCH; i++)
    g_strv_builder_add (first, addresses[i]);
  if (n > FIRST_BATCH)
    self->rest = g_strdupv ((GStrv) (addresses + FIRST_BATCH));
  g_auto (GStrv) batch = g_strv_builder_end (first);
  apply (self, (const char *const *) batch);
}

/* Dry run, and what "run now" looks at first. */

static void
planned (OofTaskPage *self, OofRunReport *report, const GError *error)
{
  g_autofree char *title =
      report != NULL ? sum_up (self, report, TRUE, FALSE) : g_strdup (_ ("Not looked at"));

  end (self, title, report, error);
  if (self->step == OOF_TASK_STEP_DRY || report == NULL)
    return;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      if (row->result == OOF_RESULT_WOULD_WRITE)
        g_strv_builder_add (builder, row->address);
    }
  g_auto (GStrv) changing = g_strv_builder_end (builder);
  if (report->changed > FIRST_BATCH)
    apply_carefully (self, (const char *const *) changing);
  else
    apply (self, NULL);
}

static void
finished_cb (OofTaskEngine *engine, OofRunReport *report, GError *error, gpointer user_data)
{
  OofTaskPage *self = OOF_TASK_PAGE (user_data);

  if (self->session == NULL)
    return;
  if (self->step == OOF_TASK_STEP_APPLY)
    ran (self, report, error);
  else
    planned (self, report, error);
}

static void
plan (OofTaskPage *self, OofTaskStep step)
{
  self->step = step;
  begin (self, _ ("Comparing Exchange with the plan"));
  oof_task_engine_plan (self->engine);
}

/* Actions. */

static void
dry_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (OOF_TASK_PAGE (widget), OOF_TASK_STEP_DRY);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTaskPage *self = OOF_TASK_PAGE (widget);

  g_clear_pointer (&self->rest, g_strfreev);
  plan (self, OOF_TASK_STEP_LOOK);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTaskPage *self = OOF_TASK_PAGE (widget);
  g_auto (GStrv) chosen = oof_plan_list_dup_chosen (self->list);

  apply_carefully (self, (const char *const *) chosen);
}

static void
pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTaskPage *self = OOF_TASK_PAGE (widget);

  if (oof_task_engine_is_paused (self->engine))
    oof_task_engine_resume (self->engine);
  else
    oof_task_engine_pause (self->engine);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTaskPage *self = OOF_TASK_PAGE (widget);

  gtk_label_set_label (self->title, _ ("Finishing what is in hand…"));
  oof_task_engine_cancel (self->engine);
}

void
_oof_task_page_install_run_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "task.dry-run", NULL, dry_run_action);
  gtk_widget_class_install_action (widget_class, "task.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "task.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "task.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "task.cancel", NULL, cancel_action);
}

void
_oof_task_page_follow_engine (OofTaskPage *self)
{
  g_signal_connect_object (self->engine, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->engine, "finished", G_CALLBACK (finished_cb), self, 0);
}

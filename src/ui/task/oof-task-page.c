/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "ui/parts/oof-split.h"
#include "ui/parts/oof-spoken.h"
#include "ui/task/oof-task-page-private.h"

static guint run_task_signal;

G_DEFINE_FINAL_TYPE (OofTaskPage, oof_task_page, ADW_TYPE_BIN)

/* The facts. */

static void
set_fact (AdwActionRow *row, const char *text)
{
  g_autofree char *spoken =
      g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), text);

  adw_action_row_set_subtitle (row, text);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
}

/* Scheduled runs begin at the full hour, and only once the options were saved (decisions 8). */
static void
show_next (OofTaskPage *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  OofInstant next = oof_session_get_next_run (self->session);

  if (next == OOF_INSTANT_NONE)
    {
      set_fact (self->next, _ ("Not active yet: save the options once"));
      return;
    }
  OofInstant own = oof_task_engine_get_next_run (self->engine);
  g_autofree char *time = oof_words_time (own != OOF_INSTANT_NONE ? own : next, options->zone);
  g_autofree char *text = own != OOF_INSTANT_NONE
                              /* Translators: %s is a time */
                              ? g_strdup_printf (_ ("About %s, by this window"), time)
                              : g_strdup_printf (_ ("At %s, where the task is installed"), time);
  set_fact (self->next, text);
}

/* Who has the lease, and so runs the task. */
static void
show_holder (OofTaskPage *self)
{
  g_autofree char *holder = oof_session_dup_holder (self->session);

  if (holder == NULL)
    set_fact (self->holder, _ ("Nobody at the moment"));
  else if (oof_session_is_holder (self->session))
    set_fact (self->holder, _ ("This computer"));
  else
    set_fact (self->holder, holder);
}

static void
show_scheduled (OofTaskPage *self)
{
  self->showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->scheduled_row), oof_session_has_runner (self->session));
  gtk_switch_set_active (self->scheduled, oof_task_engine_is_scheduled (self->engine));
  self->showing = FALSE;
}

static void
scheduled_cb (GtkSwitch *widget, GParamSpec *pspec, gpointer user_data)
{
  OofTaskPage *self = OOF_TASK_PAGE (user_data);

  if (!self->showing)
    g_signal_emit (self, run_task_signal, 0, gtk_switch_get_active (widget));
}

static void
show_where (OofTaskPage *self)
{
  set_fact (self->where,
            oof_session_has_runner (self->session)
                ? _ ("Are written from this machine")
                : _ ("Are written by the runner on another machine; this one asks it"));
}

static void
log_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTaskPage) self = OOF_TASK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = oof_session_list_runs_finish (OOF_SESSION (source), result, &error);

  g_clear_object (&self->reading);
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (runs == NULL)
    {
      g_autofree char *words = oof_words_error (error);
      set_fact (self->last, words);
      return;
    }
  if (runs->len == 0)
    {
      set_fact (self->last, _ ("None yet"));
      return;
    }
  OofRunLog *log = g_ptr_array_index (runs, 0);
  OofPerson *by = log->by != NULL ? oof_session_get_person (self->session, log->by) : NULL;
  g_autofree char *at = oof_words_instant (log->at, oof_session_get_options (self->session)->zone);
  g_autofree char *text = g_strdup_printf (
      /* Translators: when, who; then what the run did */
      _ ("%s by %s\n%d changed, %d unchanged, %d failed"), at,
      by != NULL        ? by->name
      : log->by != NULL ? log->by
                        : "–",
      (int) log->changed, (int) log->unchanged, (int) log->failed);
  set_fact (self->last, text);
}

void
_oof_task_page_read_log (OofTaskPage *self)
{
  if (self->reading != NULL)
    return;
  self->reading = g_cancellable_new ();
  oof_session_list_runs_async (self->session, self->reading, log_read_cb, g_object_ref (self));
}

/* What can be done now. */
void
_oof_task_page_update (OofTaskPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean running = oof_task_engine_get_activity (self->engine) != OOF_TASK_IDLE;
  gboolean can_run = oof_session_has_runner (self->session) && !running;
  g_auto (GStrv) chosen = oof_plan_list_dup_chosen (self->list);
  guint n_chosen = g_strv_length (chosen);
  g_autofree char *label = g_strdup_printf (
      ngettext ("Apply to %u mailbox", "Apply to %u mailboxes", n_chosen), n_chosen);

  gtk_widget_action_set_enabled (widget, "task.dry-run", can_run);
  gtk_widget_action_set_enabled (widget, "task.run", can_run);
  gtk_widget_action_set_enabled (widget, "task.pause", running);
  gtk_widget_action_set_enabled (widget, "task.cancel", running);
  gtk_button_set_label (self->pause,
                        oof_task_engine_is_paused (self->engine) ? _ ("_Resume") : _ ("_Pause"));
  gtk_widget_action_set_enabled (widget, "task.apply", can_run && n_chosen > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->apply), n_chosen > 0);
  gtk_button_set_label (self->apply, label);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_box), running);
  show_next (self);
  show_scheduled (self);
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofTaskPage *self = OOF_TASK_PAGE (user_data);

  show_where (self);
  show_holder (self);
  _oof_task_page_update (self);
  _oof_task_page_read_log (self);
}

/* The class. */

static void
oof_task_page_dispose (GObject *object)
{
  OofTaskPage *self = OOF_TASK_PAGE (object);

  g_cancellable_cancel (self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TASK_PAGE);
  g_clear_pointer (&self->rest, g_strfreev);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (oof_task_page_parent_class)->dispose (object);
}

static void
oof_task_page_finalize (GObject *object)
{
  OofTaskPage *self = OOF_TASK_PAGE (object);

  g_clear_object (&self->reading);

  G_OBJECT_CLASS (oof_task_page_parent_class)->finalize (object);
}

static void
oof_task_page_class_init (OofTaskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_task_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_task_page_finalize;
  g_type_ensure (OOF_TYPE_SPLIT);
  g_type_ensure (OOF_TYPE_PLAN_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/task/oof-task-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, next);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, last);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, where);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, holder);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, scheduled_row);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, scheduled);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, pause);
  run_task_signal = g_signal_new ("run-task", OOF_TYPE_TASK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, run);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, title);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, progress);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, list);
  gtk_widget_class_bind_template_child (widget_class, OofTaskPage, apply);
  _oof_task_page_install_run_actions (widget_class);
}

static void
oof_task_page_init (OofTaskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->title, _ ("Nothing has been looked at yet"));
}

GtkWidget *
oof_task_page_new (OofSession *session, OofTaskEngine *engine)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (engine), NULL);

  OofTaskPage *self = g_object_new (OOF_TYPE_TASK_PAGE, NULL);
  self->session = g_object_ref (session);
  self->engine = g_object_ref (engine);
  self->activity = oof_task_engine_get_activity (engine);
  oof_plan_list_show (self->list, session, NULL);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (_oof_task_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scheduled, "notify::active", G_CALLBACK (scheduled_cb), self, 0);
  _oof_task_page_follow_engine (self);
  set_fact (self->last, _ ("Reading the log…"));
  session_changed_cb (session, self);
  return GTK_WIDGET (self);
}

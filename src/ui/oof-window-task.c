/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-background.h"
#include "app/oof-cause.h"
#include "app/oof-paths.h"
#include "app/oof-session-notices.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "ui/oof-window-private.h"

/* Without a run for so long everybody should know (decisions 8). */
#define OVERDUE        (2 * 3600)
#define BANNER_SECONDS 60

/* The banner: the worst thing alone, with what helps. */

static void
show_banner (OofWindow *self, const char *text, const char *button, const char *remedy)
{
  self->remedy = remedy;
  oof_banner_show (self->banner, text, button);
}

static void
show_trouble (OofWindow *self)
{
  gboolean access = g_error_matches (self->trouble, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
                    || g_error_matches (self->trouble, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
  g_autofree char *words = oof_words_error (self->trouble);
  g_autofree char *time = oof_words_time (oof_session_get_loaded_at (self->session),
                                          oof_session_get_options (self->session)->zone);
  /* Translators: what went wrong, then a time */
  g_autofree char *text = g_strdup_printf (_ ("%s What is shown was read at %s."), words, time);

  if (access)
    show_banner (self, text, _ ("Sign _in again"), "win.sign-in");
  else
    show_banner (self, text, _ ("_Try again"), "win.refresh");
}

/* FALSE: it has run lately, or is not to run at all. */
static gboolean
show_overdue (OofWindow *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  OofInstant last = oof_session_get_last_run (self->session);
  g_autofree char *text = NULL;

  if (options->saved_at == OOF_INSTANT_NONE || now - MAX (last, options->saved_at) <= OVERDUE)
    return FALSE;
  if (last == OOF_INSTANT_NONE)
    text = g_strdup (_ ("The OOF task has not run yet: nothing that is planned reaches Exchange."));
  else
    {
      g_autofree char *when = oof_words_instant (last, options->zone);
      text = g_strdup_printf (_ ("The OOF task has not run since %s."), when);
    }
  show_banner (self, text, _ ("OOF _task"), "oof-task");
  return TRUE;
}

/* What waits for somebody: the first reason, and how many more. (transfer full) */
static char *
describe_causes (GPtrArray *causes)
{
  g_autofree char *words = oof_words_cause (causes->pdata[0]);

  if (causes->len == 1)
    return g_steal_pointer (&words);
  /* Translators: a reason, then how many more there are */
  return g_strdup_printf (
      ngettext ("%s, and %u more reason", "%s, and %u more reasons", causes->len - 1), words,
      causes->len - 1);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  GPtrArray *causes = user_data;

  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (((OofCause *) causes->pdata[i])->key, key))
      return FALSE;
  return TRUE;
}

/* What another runner found and nobody has looked at here. What is over would be news again.
 * (transfer full) */
static GPtrArray *
list_unseen (OofWindow *self)
{
  GPtrArray *causes = oof_session_list_open_causes (self->session);

  g_hash_table_foreach_remove (self->seen, is_over, causes);
  for (guint i = causes->len; i > 0; i--)
    if (g_hash_table_contains (self->seen, ((OofCause *) causes->pdata[i - 1])->key))
      g_ptr_array_remove_index (causes, i - 1);
  return causes;
}

/* FALSE: nothing waits. */
static gboolean
show_decisions (OofWindow *self)
{
  g_autoptr (GPtrArray) unseen = NULL;
  g_autofree char *text = NULL;

  if (self->decisions != NULL)
    {
      show_banner (self, self->decisions, _ ("_Show"), "overview");
      return TRUE;
    }
  unseen = list_unseen (self);
  if (unseen->len == 0)
    return FALSE;
  text = describe_causes (unseen);
  show_banner (self, text, _ ("_Show"), "overview");
  return TRUE;
}

static void
mark_seen (OofWindow *self)
{
  g_autoptr (GPtrArray) unseen = list_unseen (self);

  for (guint i = 0; i < unseen->len; i++)
    g_hash_table_add (self->seen, g_strdup (((OofCause *) unseen->pdata[i])->key));
  g_clear_pointer (&self->decisions, g_free);
}

void
_oof_window_update_banner (OofWindow *self)
{
  const char *obstacle;

  if (self->session == NULL || self->engine == NULL)
    return;
  obstacle = oof_session_get_obstacle (self->session);
  if (self->trouble != NULL && !g_error_matches (self->trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_trouble (self);
  else if (obstacle != NULL)
    {
      /* Translators: %s is the reason */
      g_autofree char *text = g_strdup_printf (_ ("Nothing can be changed here: %s"), obstacle);
      show_banner (self, text, NULL, NULL);
    }
  else if (!show_overdue (self) && !show_decisions (self))
    show_banner (self, NULL, NULL, NULL);
}

/* An action of the window, or a place. */
static void
pressed_cb (OofBanner *banner, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  if (self->remedy == NULL)
    return;
  if (g_str_has_prefix (self->remedy, "win."))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), self->remedy, NULL);
      return;
    }
  if (g_str_equal (self->remedy, "overview"))
    mark_seen (self);
  _oof_window_show_place (self, self->remedy);
  _oof_window_update_banner (self);
}

static gboolean
minute_cb (gpointer user_data)
{
  _oof_window_update_banner (OOF_WINDOW (user_data));
  return G_SOURCE_CONTINUE;
}

/* News of a scheduled run */

static void
notify (OofWindow *self, const OofCause *first, const char *text)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = g_notification_new (_ ("The OOF task needs somebody"));

  if (application == NULL)
    return;
  g_notification_set_body (notification, text);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (
      notification, "app.show-place", "s", first->kind == OOF_CAUSE_RUN ? "oof-task" : "overview");
  g_application_send_notification (application, "oof-task", notification);
}

static void
needs_somebody_cb (OofTaskEngine *engine, GPtrArray *causes, gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  g_free (self->decisions);
  self->decisions = describe_causes (causes);
  notify (self, causes->pdata[0], self->decisions);
  _oof_window_update_banner (self);
  _oof_window_read_now (self);
}

/* What somebody ran: the banner about a missing run goes with the next read. */
static void
finished_cb (OofTaskEngine *engine, OofRunReport *report, GError *error, gpointer user_data)
{
  _oof_window_read_now (OOF_WINDOW (user_data));
}

/* Beginning and end */

void
_oof_window_init_task (OofWindow *self)
{
  g_signal_connect_object (self->banner, "pressed", G_CALLBACK (pressed_cb), self, 0);
}

void
_oof_window_start_task (OofWindow *self)
{
  self->engine = oof_task_engine_new (self->session);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->engine, "needs-somebody", G_CALLBACK (needs_somebody_cb), self, 0);
  g_signal_connect_object (self->engine, "finished", G_CALLBACK (finished_cb), self, 0);
  self->banner_source = g_timeout_add_seconds (BANNER_SECONDS, minute_cb, self);
  if (oof_settings_get_run_task (self->settings))
    _oof_window_set_run_task (self, TRUE);
}

void
_oof_window_stop_task (OofWindow *self)
{
  g_clear_handle_id (&self->banner_source, g_source_remove);
  g_clear_pointer (&self->decisions, g_free);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_error (&self->trouble);
  self->may_stay = FALSE;
  if (self->engine == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->engine, self);
  oof_task_engine_shut_down (self->engine);
  g_clear_object (&self->engine);
}

/* Without a window */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  self->may_stay = oof_background_request_finish (result, &error) && self->engine != NULL;
  if (error != NULL && self->engine != NULL)
    {
      g_autofree char *words = oof_words_error (error);
      /* Translators: %s is the reason */
      g_autofree char *text =
          g_strdup_printf (_ ("The OOF task runs as long as this window is open. %s"), words);
      _oof_window_toast (self, text);
    }
}

void
_oof_window_set_run_task (OofWindow *self, gboolean run_task)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (self->engine == NULL || oof_task_engine_is_scheduled (self->engine) == run_task)
    return;
  oof_settings_set_run_task (self->settings, run_task);
  oof_task_engine_set_scheduled (self->engine, run_task);
  self->may_stay = FALSE;
  if (oof_task_engine_is_scheduled (self->engine) && oof_paths_is_sandboxed ())
    oof_background_request_async (
        application != NULL ? g_application_get_dbus_connection (application) : NULL,
        _ ("The OOF task keeps automatic replies as they are planned"), self->cancellable, asked_cb,
        g_object_ref (self));
}

gboolean
_oof_window_stays (OofWindow *self)
{
  return self->may_stay && self->engine != NULL && oof_task_engine_is_scheduled (self->engine);
}

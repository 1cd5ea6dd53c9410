/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-decisions.h"
#include "ui/oof-home-page-private.h"

/* Reading and writing are jobs over this one mailbox. */

static void
show_report (OofHomePage *self, OofRunReport *report)
{
  OofRunRow *row = oof_run_report_find (report, self->person->address);

  if (row != NULL && row->plan != NULL)
    oof_status_card_show_plan (self->status, self->session, self->person, row->plan, row->forward,
                               report->at, TRUE);
  else if (row != NULL && row->error != NULL)
    oof_status_card_show_error (self->status, row->error);
}

static void
status_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofHomePage) self = OOF_HOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    show_report (self, report);
  else
    oof_status_card_show_error (self->status, error);
}

/* What is under way for the person shown so far no longer matters. */
static GCancellable *
renew_cancellable (OofHomePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
read_status (OofHomePage *self)
{
  const char *addresses[] = { self->person->address, NULL };
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self->session, OOF_RUN_STATUS, addresses);

  oof_status_card_show_busy (self->status);
  oof_run_job_run_async (job, renew_cancellable (self), status_read_cb, g_object_ref (self));
}

void
oof_home_page_refresh_status (OofHomePage *self)
{
  g_return_if_fail (OOF_IS_HOME_PAGE (self));

  if (self->person == NULL)
    return;
  oof_status_card_show_request (self->status, self->session, self->person);
  if (oof_session_has_runner (self->session))
    {
      read_status (self);
      return;
    }
  OofInstant as_of = OOF_INSTANT_NONE;
  g_autoptr (OofPlan) plan =
      oof_session_plan_published (self->session, self->person->address, &as_of);
  if (plan != NULL)
    oof_status_card_show_plan (
        self->status, self->session, self->person, plan,
        oof_session_get_published_forward (self->session, self->person->address), as_of, FALSE);
  else
    oof_status_card_show_unknown (self->status, self->session, self->person);
}

/* The mailbox tells the zone in which everything here is shown; then its reply is read. */
static void
person_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofHomePage) self = OOF_HOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofPerson) person =
      oof_session_read_person_finish (OOF_SESSION (source), result, &error);

  if (person == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        oof_status_card_show_error (self->status, error);
      return;
    }
  _oof_home_page_set_person (self, person);
  oof_home_page_refresh_status (self);
}

void
_oof_home_page_read_person (OofHomePage *self, OofPerson *person)
{
  oof_status_card_show_busy (self->status);
  oof_session_read_person_async (self->session, person->address, renew_cancellable (self),
                                 person_read_cb, g_object_ref (self));
}

/* Actions. */

static void
refresh_status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_home_page_refresh_status (OOF_HOME_PAGE (widget));
}

static void
act (OofHomePage *self, OofAction action)
{
  if (self->person == NULL)
    return;
  if (oof_session_can_act (self->session, self->person->address))
    oof_status_card_show_busy (self->status);
  g_signal_emit_by_name (self, "act", self->person, (int) action);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_APPLY);
}

static void
switch_off_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_SWITCH_OFF);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_KEEP);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (OOF_HOME_PAGE (widget), OOF_ACTION_RESTORE);
}

void
_oof_home_page_install_status_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.refresh-status", NULL,
                                   refresh_status_action);
  gtk_widget_class_install_action (widget_class, "page.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "page.switch-off", NULL, switch_off_action);
  gtk_widget_class_install_action (widget_class, "page.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "page.restore", NULL, restore_action);
}

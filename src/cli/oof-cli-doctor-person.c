/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-checks.h"
#include "app/oof-words.h"
#include "cli/oof-cli-checks.h"
#include "cli/oof-cli-sync.h"

static gboolean
check_route (OofCli *cli, GPtrArray *checks, OofPerson *person)
{
  g_autoptr (GError) error = NULL;
  gboolean runner = oof_session_has_runner (cli->session);

  if (!runner || oof_session_reaches (cli->session, person, &error))
    oof_cli_checks_add (checks, "route", runner ? OOF_CHECK_OK : OOF_CHECK_UNKNOWN,
                        g_strdup (oof_route_to_string (person->route)),
                        runner ? NULL : g_strdup (_ ("Ask again where the runner is")));
  else
    oof_cli_checks_add_error (
        checks, "route", error,
        g_strdup (_ ("The connection file needs a sign-in that reaches this mailbox")));
  return error == NULL;
}

/* Live with the runner, else from the state pages. (transfer full) (nullable) */
static OofPlan *
read_plan (OofCli *cli, OofPerson *person, OofInstant *as_of, OofForward **forward, GError **error)
{
  const char *addresses[] = { person->address, NULL };

  *forward = oof_session_get_published_forward (cli->session, person->address);
  if (*forward != NULL)
    oof_forward_ref (*forward);
  if (!oof_session_has_runner (cli->session))
    return oof_session_plan_published (cli->session, person->address, as_of);
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_STATUS, addresses);
  oof_run_job_run_async (job, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (job, oof_cli_wait (cli), error);
  OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;
  if (row != NULL && row->error != NULL && row->plan == NULL)
    g_propagate_error (error, g_error_copy (row->error));
  if (row != NULL && row->forward != NULL)
    {
      g_clear_pointer (forward, oof_forward_unref);
      *forward = oof_forward_ref (row->forward);
    }
  *as_of = report != NULL ? report->at : OOF_INSTANT_NONE;
  return row != NULL && row->plan != NULL ? oof_plan_ref (row->plan) : NULL;
}

static void
add_mailbox (GPtrArray *checks, const OofPlan *plan, OofInstant as_of)
{
  g_autofree char *at = oof_instant_format (as_of);

  oof_cli_checks_add (
      checks, "mailbox", OOF_CHECK_OK,
      /* Translators: the reply is off, scheduled or on; who outside gets it; when that was read */
      g_strdup_printf (_ ("reply %s, outside: %s (as of %s)"),
                       oof_words_reply_status (plan->current->status),
                       oof_words_audience (plan->current->audience), at),
      NULL);
}

static OofCheckVerdict
judge_plan (const OofPlan *plan)
{
  if (plan->reason == OOF_REASON_NO_TEMPLATE)
    return OOF_CHECK_BLOCKED;
  if (plan->at_full_hours)
    return OOF_CHECK_WARNING;
  return plan->verdict == OOF_VERDICT_AS_PLANNED || plan->verdict == OOF_VERDICT_TO_DO
             ? OOF_CHECK_OK
             : OOF_CHECK_WARNING;
}

static void
add_plan (GPtrArray *checks, const OofPlan *plan)
{
  OofCheckVerdict verdict = judge_plan (plan);
  g_autofree char *words = oof_words_plan (plan);
  g_autofree char *dates =
      plan->absence != NULL ? oof_words_absence_dates (plan->absence) : g_strdup (_ ("no absence"));

  oof_cli_checks_add (
      checks, "plan", verdict,
      g_strdup_printf ("%s: %s", dates,
                       verdict == OOF_CHECK_BLOCKED ? oof_words_reason (plan->reason) : words),
      verdict == OOF_CHECK_BLOCKED
          ? g_strdup (_ ("Give the person's group a template, or make one called “Standard”"))
      : plan->at_full_hours
          ? g_strdup (_ ("Disable the task of the desktop version, or keep what it writes: "
                         "oofctl drift keep ADDRESS"))
          : NULL);
}

/* Whether somebody is away at @now with a reply to be expected. */
static gboolean
is_away (const OofPlan *plan, OofInstant now)
{
  return plan->absence != NULL && plan->absence->calendar != OOF_CALENDAR_CALENDAR_ONLY
         && oof_range_contains (oof_absence_get_range (plan->absence), now);
}

static void
add_silence (GPtrArray *checks, const OofPlan *plan)
{
  const char *reason = oof_words_reason (plan->reason);

  if (plan->wanted != NULL)
    oof_cli_checks_add (checks, "reply", OOF_CHECK_BLOCKED,
                        g_strdup (_ ("no reply goes out now: no run has written it yet")),
                        g_strdup (_ ("oofctl run --person ADDRESS")));
  else
    oof_cli_checks_add (
        checks, "reply", OOF_CHECK_BLOCKED,
        g_strdup_printf (_ ("no reply goes out now: %s"),
                         *reason != '\0' ? reason : oof_words_verdict (plan->verdict)),
        g_strdup (_ ("See what the mailbox holds: oofctl status ADDRESS")));
}

/* Why no reply would go out now, as far as state, window and audience decide. */
static void
add_reply (OofCli *cli, GPtrArray *checks, const OofPlan *plan)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  const OofReplyState *current = plan->current;

  if (!oof_reply_state_answers_at (current, now) && is_away (plan, now))
    add_silence (checks, plan);
  else if (!oof_reply_state_answers_at (current, now))
    oof_cli_checks_add (checks, "reply", OOF_CHECK_OK,
                        g_strdup (_ ("no reply goes out now, and none is planned for now")), NULL);
  else if (current->audience == OOF_AUDIENCE_NONE)
    oof_cli_checks_add (checks, "reply", OOF_CHECK_WARNING,
                        g_strdup (_ ("colleagues get a reply, nobody outside does")),
                        g_strdup (_ ("Choose another external audience if that is not wanted")));
  else
    oof_cli_checks_add (checks, "reply", OOF_CHECK_OK,
                        g_strdup (_ ("a reply goes out now, once to each sender; none where the "
                                     "mailbox forwards by SMTP, which cannot be seen from here")),
                        NULL);
}

void
oof_cli_doctor_check_person (OofCli *cli, GPtrArray *checks, OofPerson *person)
{
  g_autoptr (GError) error = NULL;
  OofInstant as_of = OOF_INSTANT_NONE;

  if (!check_route (cli, checks, person))
    return;
  g_autoptr (OofForward) forward = NULL;
  g_autoptr (OofPlan) plan = read_plan (cli, person, &as_of, &forward, &error);
  if (error != NULL)
    oof_cli_checks_add_error (
        checks, "mailbox", error,
        g_strdup (_ ("The runner must be allowed to read and write this mailbox")));
  else if (plan == NULL)
    oof_cli_checks_add (checks, "mailbox", OOF_CHECK_UNKNOWN,
                        g_strdup (_ ("no run has looked at this mailbox yet")), NULL);
  if (plan == NULL)
    return;
  add_mailbox (checks, plan, as_of);
  add_plan (checks, plan);
  add_reply (cli, checks, plan);
  oof_cli_doctor_check_forward (cli, checks, person, forward);
}

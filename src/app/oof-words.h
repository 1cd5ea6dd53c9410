/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-cause.h"
#include "core/oof-absence.h"
#include "core/oof-deputy.h"
#include "core/oof-person.h"
#include "core/oof-planner.h"
#include "core/oof-user.h"
#include "core/oof-template-choice.h"
#include "core/oof-who-gets.h"
#include "jobs/oof-run-job.h"
#include "jobs/oof-run-report.h"
#include "store/oof-request.h"

G_BEGIN_DECLS

/* The one place that turns codes into sentences, translated by gettext, for ui and cli. Static
 * strings are (transfer none), built ones (transfer full). */

const char *oof_words_absence_state (OofAbsenceState state); /* "planned", "running" … */
const char *oof_words_reply_status (OofReplyStatus status);  /* "off", "scheduled", "on" */
const char *
oof_words_audience (OofAudience audience);          /* "everybody", "contacts only", "nobody" … */
const char *oof_words_verdict (OofVerdict verdict); /* "as planned" … */
/* The verdict of a plan with its hint. @plan: (nullable) nobody could look. (transfer full) */
char *oof_words_plan (const OofPlan *plan);
const char *oof_words_reason (OofReason reason);
const char *oof_words_field (OofField field);
const char *oof_words_result (OofRunResult result);
/* The words of a run log, for people; a word that this version does not know stays as it is. */
const char *oof_words_log_result (const char *result);
const char *oof_words_log_field (const char *field);
const char *oof_words_log_reason (const char *reason);
const char *oof_words_calendar_mode (OofCalendarMode mode);
const char *oof_words_silence (OofSilence silence);  /* why a mail gets no reply */
const char *oof_words_sender (OofSenderKind sender); /* "A colleague" … */

/* A sentence for any OOF_ERROR or GIO error: what happened and what to do; the server's own words
 * follow in brackets where they help. (transfer full) */
char *oof_words_error (const GError *error);
/* The words of its code alone, in English, for whoever translates them later. (nullable): no
 * OOF_ERROR. */
const char *oof_words_error_source (const GError *error);
/* For errors of a sign-in or keyring: what to do, chosen by what the service or the keyring says.
 * (nullable) nothing better than what oof_words_error() says. */
const char *oof_words_sign_in_help (const GError *error);
/* Why a secret is kept for this program only: the reason of oof_signed_in_get_unkept(). */
const char *oof_words_unkept (const char *why);
/* What the portal calls a certificate: its thumbprint, and until when it is good. NULL with the
 * errors of oof_oauth_certificate_load(). (transfer full) */
char *oof_words_certificate (const char *path, GError **error);
/* To be copied for whoever helps: the version, and the server's own words with its correlation id
 * and time; never a secret. (transfer full) */
char *oof_words_error_details (const GError *error);
/* What became of a request: "applied, read back 14:02:07", "at the next run, 15:00" while it is
 * open; times in @zone. (transfer full) */
char *oof_words_request (const OofRequest *request, const char *zone);
/* "at the next run, 15:00": the one after @from, its time in @zone. (transfer full) */
char *oof_words_next_run (OofInstant from, const char *zone);
/* What the runner is asked for: "Switch off", "Apply now" … */
const char *oof_words_action (OofAction action);
/* "Switch off: asked 14:02:01", the first of its steps. (transfer full) */
char *oof_words_request_asked (const OofRequest *request, const char *zone);
/* Where an open one is as long as its answer is waited for: "waiting for the runner". */
const char *oof_words_request_waiting (const OofRequest *request);
/* The mail that tells @to what has changed, an OofMailWriter: German or English as @to reads it,
 * whatever the language of the program; confidential subjects and notes stay away. */
OofMail *
oof_words_mail (const char *to, GPtrArray *notices, OofRoster *roster, OofSnapshot *snapshot);

/* The same about runs that need somebody, to an administrator. */
OofMail *oof_words_causes_mail (const OofUser *user,
                                GPtrArray *causes,
                                OofRoster *roster,
                                OofSnapshot *snapshot);
/* A cause in a sentence, in the language of the interface. (transfer full) */
char *oof_words_cause (const OofCause *cause);

/* A finding of the text check, without its line. (transfer full) */
char *oof_words_finding (const OofTemplateFinding *finding);

/* Why it is this template: "of the group Einkauf". (transfer full) */
char *oof_words_template_by (OofTemplateBy by, const char *name);
/* What became of a template that was named: "overruled". */
const char *oof_words_template_outcome (OofTemplateOutcome outcome);

/* A finding about a deputy, times in @zone. (transfer full) */
char *oof_words_deputy (const OofDeputyFinding *finding, const char *zone);

/* How a mailbox sends mails on, to @target (nullable: not told): "Forwarded to Carla Wolf, with
 * copy". (transfer full) (nullable): not at all, as far as is known. */
char *oof_words_forward (const OofForward *forward, const char *target);

/* What an option of core/oof-option-field.h is, in a few words. */
const char *oof_words_option (const char *name);
/* What the dialog calls it: "Day difference". */
const char *oof_words_option_title (const char *name);

/* What a variable or marker of a template (core/oof-render.h) stands for, in a few words. (transfer
 * full) (nullable): no variable has that name. */
char *oof_words_variable (const char *name);
/* The languages that are offered for blocks of a template: codes, NULL-terminated. */
const char *const *oof_words_list_languages (void);
/* "German" for "de", the code itself for one that is not offered. */
const char *oof_words_language (const char *code);

/* "23 Nov – 4 Dec 2026", "23 Nov 2026, 08:00 – 12:00", "from 23 Nov 2026": the days of an absence
 * in the language of the interface. (transfer full) */
char *oof_words_absence_dates (const OofAbsence *absence);
/* How many follow in a weekly series, and until when. @following: OofAbsence by start, at least
 * one. (transfer full) */
char *oof_words_following (GPtrArray *following);
/* "Mon 23 Nov", "Monday 23 November" in the language of the interface. (transfer full) */
char *oof_words_day (OofDay day);
char *oof_words_day_long (OofDay day);
/* "1 Nov 2026". (transfer full) */
char *oof_words_date (OofDay day);
/* "1 Nov" and "November 2026". (transfer full) */
char *oof_words_day_and_month (OofDay day);
char *oof_words_month (OofDay day);
/* "Mo" … "Su" for 1 = Monday … 7. (transfer full) */
char *oof_words_weekday (int weekday);
/* "Mon 23 Nov 14:02" in @zone. (transfer full) */
char *oof_words_instant (OofInstant instant, const char *zone);
/* "14:02". (transfer full) */
char *oof_words_time (OofInstant instant, const char *zone);
/* "10 working days", "1 working day". (transfer full) */
char *oof_words_working_days (int days);
/* "Produktion · Würzburg · Europe/Berlin". (transfer full) */
char *oof_words_person_line (const OofPerson *person);

G_END_DECLS

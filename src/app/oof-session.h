/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/oof-connection.h"
#include "core/oof-absence.h"
#include "core/oof-clock.h"
#include "core/oof-group.h"
#include "core/oof-holidays.h"
#include "core/oof-options.h"
#include "core/oof-person.h"
#include "core/oof-record.h"
#include "core/oof-render.h"
#include "core/oof-subject.h"
#include "core/oof-template.h"
#include "core/oof-user.h"
#include "jobs/oof-absence-planning.h"
#include "jobs/oof-run-job.h"

G_BEGIN_DECLS

/* The composition root: builds the adapters, the database and the jobs from a connection file, and
 * holds what was read last. Windows and commands talk to this and to core and jobs, never to an
 * adapter. */
#define OOF_TYPE_SESSION (oof_session_get_type ())
G_DECLARE_FINAL_TYPE (OofSession, oof_session, OOF, SESSION, GObject)

/* What to read. */
typedef enum
{
  OOF_LOAD_DATABASE = 1 << 0, /* absences, templates, groups, options, subjects, records */
  OOF_LOAD_PEOPLE =
      1 << 1, /* the directory and the members of the listed groups; needs the groups */
  OOF_LOAD_ALL = OOF_LOAD_DATABASE | OOF_LOAD_PEOPLE
} OofLoad;

/* @connection; @secret_file: (nullable) `--secret-file`, for the sign-in that comes first
 * (runner, else ews, else person); @credentials: (nullable) $CREDENTIALS_DIRECTORY; @unattended:
 * nobody can answer a prompt. */
OofSession *oof_session_new (OofConnection *connection,
                             const char *secret_file,
                             const char *credentials,
                             gboolean unattended);
/* Finds the secrets and builds the adapters. No request to Exchange yet. Errors: AUTH_REQUIRED,
 * INVALID. */
void oof_session_open_async (OofSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean oof_session_open_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The days whose absences later loads read, both inclusive; OOF_DAY_NONE on a side: without limit
 * there. Until this is called: 400 days on both sides of today. */
void oof_session_set_days (OofSession *self, OofDay from, OofDay to);
/* Reads what @what says; a failed read keeps what was there. Emits "changed" when done. */
void oof_session_load_async (OofSession *self,
                             OofLoad what,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean oof_session_load_finish (OofSession *self, GAsyncResult *result, GError **error);

/* What was read last; empty arrays before the first load. All (transfer none). */
GPtrArray *oof_session_get_people (OofSession *self);    /* OofPerson by name */
GPtrArray *oof_session_get_absences (OofSession *self);  /* OofAbsence */
GPtrArray *oof_session_get_templates (OofSession *self); /* OofTemplate */
GPtrArray *oof_session_get_groups (OofSession *self);    /* OofGroup in processing order */
GPtrArray *oof_session_get_subjects (OofSession *self);  /* OofSubject */
GPtrArray *oof_session_get_users (OofSession *self);     /* OofUser */
GPtrArray *oof_session_get_holidays (OofSession *self);  /* OofHolidays by name */
OofOptions *oof_session_get_options (OofSession *self);
OofRecord *oof_session_get_record (OofSession *self, const char *address); /* (nullable) */
/* The listed user who acts; NULL when nobody sits here or the list does not have him.
 * (transfer none) (nullable) */
OofUser *oof_session_get_user (OofSession *self);
/* Human-readable problems of the last load (unreadable items, groups not found). (element-type
 * utf8) */
GPtrArray *oof_session_get_problems (OofSession *self);
OofInstant oof_session_get_loaded_at (OofSession *self); /* NONE before the first load */
/* Why nothing can be changed and no run writes: options or groups that this version cannot read.
 * (transfer none) (nullable): nothing is in the way. */
const char *oof_session_get_obstacle (OofSession *self);

/* By address, whatever the case. (transfer none) (nullable) */
OofPerson *oof_session_get_person (OofSession *self, const char *address);
/* By address, or by a name that only one person has. Errors: NOT_FOUND, INVALID (ambiguous, with
 * the candidates). (transfer none) */
OofPerson *oof_session_find_person (OofSession *self, const char *text, GError **error);
/* Where the mailbox lies, as far as reads have shown it: the directory of a hybrid organisation
 * does not say. */
OofRoute oof_session_get_route (OofSession *self, const OofPerson *person);
/* The absences of one person, by start. (transfer full) */
GPtrArray *oof_session_dup_absences_of (OofSession *self, const char *address);

OofClock *oof_session_get_clock (OofSession *self);
OofConnection *oof_session_get_connection (OofSession *self);
const char *oof_session_get_author (
    OofSession *self); /* who acts: the person's address, else the runner's name */
gboolean oof_session_has_runner (OofSession *self);
/* Whether the mailbox of @address can be read and written from here: with the runner's sign-in
 * every one, with the person's the own. */
gboolean oof_session_can_act (OofSession *self, const char *address);
guint oof_session_get_n_requests (OofSession *self);

/* Saves a new absence in the service mailbox (nothing is applied yet). Before calling, check it
 * with oof_absence_planning_check(). */
void oof_session_add_absence_async (OofSession *self,
                                    OofAbsence *absence,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) the absence as stored. */
OofAbsence *oof_session_add_absence_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Stores a changed copy of a loaded absence; dates that changed are kept as moved. Errors:
 * CONFLICT: somebody else changed the same meanwhile; NOT_FOUND; UNSUPPORTED (see the store). */
void oof_session_update_absence_async (OofSession *self,
                                       OofAbsence *absence,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full) the absence as stored. */
OofAbsence *
oof_session_update_absence_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The lists have to be loaded, and the people where oof_rights_needs_people(). Errors: REFUSED,
 * NOT_FOUND, UNSUPPORTED. */
void oof_session_cancel_absence_async (OofSession *self,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
OofAbsence *
oof_session_cancel_absence_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Stores a template under its name: a new one, or the next revision of the one with that name. */
void oof_session_save_template_async (OofSession *self,
                                      OofTemplate *tmpl,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
OofTemplate *
oof_session_save_template_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The zone and language of one mailbox, from a fresh read where the runner is here; else NULL
 * strings in the person that was loaded. Updates the person. */
void oof_session_read_person_async (OofSession *self,
                                    const char *address,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) the person with zone and language filled in (the organisation's where
 * the mailbox has none). */
OofPerson *oof_session_read_person_finish (OofSession *self, GAsyncResult *result, GError **error);

/* For those without the runner's sign-in: what the runner published last about this mailbox
 * (plan->current), compared with what is planned now. @as_of: (out) when it was read.
 * (transfer full) (nullable): NULL when no run has looked at it yet. */
OofPlan *oof_session_plan_published (OofSession *self, const char *address, OofInstant *as_of);
/* What the runner found and set as forwarding there. (transfer none) (nullable) */
OofForward *oof_session_get_published_forward (OofSession *self, const char *address);

/* A job over the loaded data. @addresses: (nullable) SMTP addresses; NULL: everybody the mode
 * concerns. It stays within [policy]. A
 * single mailbox is urgent: it overtakes a bulk run of the same session. Without the runner's
 * sign-in the job fails with AUTH_REQUIRED. (transfer full) */
OofRunJob *
oof_session_create_run_job (OofSession *self, OofRunMode mode, const char *const *addresses);

/* The checks and the preview of jobs/oof-absence-planning.h over the loaded data. The check looks
 * at the rights of whoever acts (REFUSED) and for a circle of deputies (INVALID), too. */
gboolean oof_session_check_absence (OofSession *self, const OofAbsence *draft, GError **error);
/* The live absences that @draft overlaps. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_session_find_conflicts (OofSession *self, const OofAbsence *draft);
/* (transfer full) */
OofAbsencePreview *oof_session_preview (OofSession *self, const OofAbsence *draft, GError **error);

G_END_DECLS

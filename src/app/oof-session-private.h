/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "app/oof-signed-in.h"
#include "core/oof-directory.h"
#include "core/oof-item-store.h"
#include "core/oof-mailer.h"
#include "auth/oof-oauth-session.h"
#include "ews/oof-ews-autodiscover.h"
#include "ews/oof-ews-client.h"
#include "graph/oof-graph-client.h"
#include "jobs/oof-mailbox-router.h"
#include "jobs/oof-roster.h"
#include "jobs/oof-workplace.h"
#include "store/oof-store.h"
#include "wire/oof-http-client.h"
#include "wire/oof-server-clock.h"

G_BEGIN_DECLS

/* The three sign-ins a connection can have; their names are those of the Secret Service and of the
 * credentials of a unit (cli.md). */
typedef enum
{
  OOF_SIGN_IN_RUNNER,
  OOF_SIGN_IN_EWS,
  OOF_SIGN_IN_PERSON
} OofSignIn;
#define OOF_N_SIGN_INS 3

struct _OofSession
{
  GObject parent_instance;

  OofConnection *connection; /* (owned) */
  char *secret_file;         /* (owned) (nullable) */
  char *credentials;         /* (owned) (nullable) */
  gboolean unattended;
  OofSignedIn *own[OOF_N_SIGN_INS]; /* (owned) (nullable) signed in or typed in this program */

  OofServerClock *clock;                   /* (owned) */
  OofHttpClient *graph_http;               /* (owned) (nullable) */
  OofHttpClient *ews_http[OOF_N_SIGN_INS]; /* (owned) (nullable): a gate for each account */
  char *ews_url;                           /* (owned) (nullable) as written, or as found */
  OofOauthSession *tokens[OOF_N_SIGN_INS]; /* (owned) (nullable) */
  OofGraphClient *graph[OOF_N_SIGN_INS];   /* (owned) (nullable) */
  OofEwsClient *ews[OOF_N_SIGN_INS];       /* (owned) (nullable) */
  OofItemStore *items;                     /* (owned) (nullable) before open */
  OofStore *store;                         /* (owned) (nullable) before open */
  OofMailboxRouter *router;                /* (owned) (nullable) before open */
  OofRunJob *bulk;                         /* (nullable) (weak) the run of a watch here */
  OofMailboxRouter *urgent_router; /* (owned) (nullable) before open; for single mailboxes */
  OofMailboxRouter *own_router;    /* (owned) (nullable) no runner: the person's own mailbox only */
  OofDirectory *directory;         /* (owned) (nullable) before open */
  OofMailer *mailer;               /* (owned) (nullable) out of the service mailbox */

  OofSnapshot *snapshot; /* (owned) */
  GPtrArray *shown;      /* (owned) OofAbsence of the snapshot as whoever acts may see them */
  OofRoster *roster;     /* (owned) */
  GPtrArray *problems;   /* (owned) utf8 */
  OofInstant loaded_at;
  OofRange range;      /* what loads read of the calendar; from NONE, to NONE: by default */
  GHashTable *asked;   /* (owned) address -> OofRequest: the newest that was asked for here */
  GHashTable *awaited; /* (owned) set of the keys of those whose answer is waited for */
};

/* The files go with the data: oof-session.c (the object), oof-session-open.c (sign-ins),
 * oof-session-build.c (ports), oof-session-load.c (reading), oof-session-data.c (what was read, and
 * what is made of it). */

/* oof-session.c: something else has been read. */
void _oof_session_tell_changed (OofSession *self);
/* What was asked of the runner has come on. */
void _oof_session_tell_request (OofSession *self, OofRequest *request);

/* oof-session-requests.c: looks at those that are open and that nobody waits for. */
void _oof_session_follow_requests (OofSession *self);

/* oof-session-build.c: from sign-ins with their secrets to the ports. */
const char *_oof_session_sign_in_name (OofSignIn which);
const OofConnectionSignIn *_oof_session_get_sign_in (OofSession *self, OofSignIn which);
/* The file that --secret-file or secret-file= names for this sign-in. (transfer none) (nullable) */
const char *_oof_session_get_secret_file (OofSession *self, OofSignIn which);
gboolean _oof_session_build_http (OofSession *self, GError **error);
/* By certificate, whose password, if it has one, is the secret. FALSE without an error: it needs
 * one and @secret is NULL. */
gboolean _oof_session_build_by_certificate (OofSession *self, const char *secret, GError **error);
/* @keep: the secret lies in the Secret Service, and a refresh token that takes its place goes there
 * too. */
gboolean _oof_session_build_client (
    OofSession *self, OofSignIn which, const char *secret, gboolean keep, GError **error);
/* Over this sign-in alone. (transfer full) (nullable): it is not there. */
OofDirectory *_oof_session_build_directory (OofSession *self, OofSignIn which);
/* The calendar of another mailbox, with the runner's sign-in. (transfer full) (nullable): the
 * runner does not reach it. */
OofItemStore *_oof_session_build_calendar (OofSession *self, const char *address);
gboolean _oof_session_build_ports (OofSession *self, GError **error);

/* oof-exchange-search.c: what Autodiscover is asked with. */
void _oof_exchange_search_fill (const OofConnection *connection,
                                const OofConnectionSignIn *sign_in,
                                const char *password,
                                OofEwsAutodiscoverOptions *options);

/* oof-signed-in.c: (transfer none) for the adapters alone. */
const char *_oof_signed_in_get_secret (OofSignedIn *self);

/* oof-session-writes.c: ends @task with @error (owned), or reads the database again and then gives
 * @stored (owned, freed by @destroy). */
void
_oof_session_finish_write (GTask *task, gpointer stored, GDestroyNotify destroy, GError *error);
/* The same, reading @what again. */
void _oof_session_finish_write_and_load (
    GTask *task, OofLoad what, gpointer stored, GDestroyNotify destroy, GError *error);

/* A task of the session, and what a finish function gives of it. */
GTask *_oof_session_begin (OofSession *self,
                           gpointer source_tag,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer _oof_session_end (OofSession *self, GAsyncResult *result, GError **error);
/* What the person is called, for the item in Outlook. (transfer none) (nullable) */
const char *_oof_session_get_name (OofSession *self, const OofAbsence *absence);

/* oof-session-decisions.c: reads the database again and then ends @task with @report (owned). */
void _oof_session_return_report (GTask *task, OofRunReport *report);

/* oof-session-rights.c */
void _oof_session_show_absences (OofSession *self);
/* Not over what is only shown in part. Errors: REFUSED. */
gboolean _oof_session_may_store (OofSession *self, const OofAbsence *absence, GError **error);
/* oof_rights_may_cancel(); what is not there is for the store to say. Errors: REFUSED. */
gboolean _oof_session_may_cancel (OofSession *self, const char *key, GError **error);

/* oof-session-runner.c */
/* Where this machine keeps what is under way, and what a file there is called for this database.
 * (transfer full) */
char *_oof_session_dup_state_folder (void);
char *_oof_session_dup_state_name (OofSession *self);
/* A journal for one run. (transfer full) */
OofJournal *_oof_session_new_journal (OofSession *self);
/* As oof_session_create_run_job(), of another state of the database than the one loaded. */
OofRunJob *_oof_session_create_run_job_of (OofSession *self,
                                           OofSnapshot *snapshot,
                                           OofRunMode mode,
                                           const char *const *addresses);
void _oof_session_init_workplace (OofWorkplaceInterface *iface);

G_END_DECLS

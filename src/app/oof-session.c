/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"
#include "app/oof-session-rights.h"

#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "jobs/oof-mailbox-plan.h"
#include "store/oof-group-json.h"
#include "store/oof-options-json.h"

/* What is read of the calendar on both sides of today: enough for a year view, and for an absence
 * that began a year ago. */
#define READ_DAYS       400
#define SECONDS_PER_DAY 86400

G_DEFINE_FINAL_TYPE_WITH_CODE (OofSession,
                               oof_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_WORKPLACE,
                                                      _oof_session_init_workplace))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
oof_session_dispose (GObject *object)
{
  OofSession *self = OOF_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->items);
  g_clear_object (&self->router);
  g_clear_weak_pointer (&self->bulk);
  g_clear_object (&self->urgent_router);
  g_clear_object (&self->own_router);
  g_clear_object (&self->directory);
  g_clear_object (&self->mailer);
  for (int i = 0; i < OOF_N_SIGN_INS; i++)
    {
      g_clear_object (&self->graph[i]);
      g_clear_object (&self->tokens[i]);
      g_clear_object (&self->ews[i]);
      g_clear_object (&self->ews_http[i]);
      g_clear_object (&self->own[i]);
    }
  g_clear_object (&self->graph_http);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (oof_session_parent_class)->dispose (object);
}

static void
oof_session_finalize (GObject *object)
{
  OofSession *self = OOF_SESSION (object);

  g_clear_pointer (&self->connection, oof_connection_unref);
  g_clear_pointer (&self->snapshot, oof_snapshot_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->roster, oof_roster_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->secret_file);
  g_free (self->credentials);
  g_free (self->ews_url);

  G_OBJECT_CLASS (oof_session_parent_class)->finalize (object);
}

static void
oof_session_class_init (OofSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oof_session_dispose;
  object_class->finalize = oof_session_finalize;

  /* What the getters give has changed. */
  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
oof_session_init (OofSession *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  self->clock = oof_server_clock_new ();
  self->snapshot = oof_snapshot_new ();
  self->shown = g_ptr_array_new ();
  self->roster = oof_roster_new (people, groups);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->loaded_at = OOF_INSTANT_NONE;
}

OofSession *
oof_session_new (OofConnection *connection,
                 const char *secret_file,
                 const char *credentials,
                 gboolean unattended)
{
  g_return_val_if_fail (connection != NULL, NULL);

  OofSession *self = g_object_new (OOF_TYPE_SESSION, NULL);
  self->connection = oof_connection_ref (connection);
  self->secret_file = g_strdup (secret_file);
  self->credentials = g_strdup (credentials);
  self->unattended = unattended;
  return self;
}

/* Opening: one sign-in after the other. */

static void open_next (GTask *task, OofSignIn which);

/* One sign-in, while the address of its server is looked for. */
typedef struct
{
  GTask *task; /* (owned) */
  OofSignIn which;
  char *secret; /* (owned) (nullable) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->task);
  oof_secret_free (opening->secret);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
build_and_go_on (GTask *task, OofSignIn which, const char *secret, gboolean keep)
{
  g_autoptr (GError) error = NULL;

  if (_oof_session_build_client (g_task_get_source_object (task), which, secret, keep, &error))
    open_next (task, which + 1);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The address is shown in the error: writing it into the connection file is how a person agrees. */
static void
exchange_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  OofSession *self = g_task_get_source_object (opening->task);
  g_autofree char *elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  self->ews_url = oof_ews_autodiscover_finish (result, &elsewhere, &error);
  if (self->ews_url != NULL)
    build_and_go_on (opening->task, opening->which, opening->secret, FALSE);
  else if (error != NULL)
    g_task_return_error (opening->task, g_steal_pointer (&error));
  else
    g_task_return_new_error (opening->task, OOF_ERROR, OOF_ERROR_INVALID,
                             "Autodiscover leads to %s; if that is your server, write "
                             "autodiscover=%s below [ews] in %s",
                             elsewhere, elsewhere, self->connection->path);
}

static void
find_exchange (GTask *task, OofSignIn which, const char *secret)
{
  OofSession *self = g_task_get_source_object (task);
  Opening *opening = g_new0 (Opening, 1);
  OofEwsAutodiscoverOptions options;

  opening->task = g_object_ref (task);
  opening->which = which;
  opening->secret = g_strdup (secret);
  _oof_exchange_search_fill (self->connection, _oof_session_get_sign_in (self, which), secret,
                             &options);
  oof_ews_autodiscover_async (&options, g_task_get_cancellable (task), exchange_found_cb, opening);
}

/* @keep: it lies in the Secret Service. */
static void
use_secret (GTask *task, OofSignIn which, const char *secret, gboolean keep)
{
  OofSession *self = g_task_get_source_object (task);

  if (_oof_session_get_sign_in (self, which)->over_ews && self->ews_url == NULL)
    find_exchange (task, which, secret);
  else
    build_and_go_on (task, which, secret, keep);
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSignIn which = GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  OofSecretOrigin origin = OOF_SECRET_FROM_FILE;
  char *secret = oof_secret_find_finish (result, &origin, &error);

  if (secret == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    use_secret (task, which, secret, origin == OOF_SECRET_FROM_SERVICE);
  oof_secret_free (secret);
}

/* What needs no look-up: a certificate without a password. TRUE when @which is settled, perhaps
 * with an error. */
static gboolean
open_at_once (OofSession *self, OofSignIn which, GError **error)
{
  /* The ticket of whoever runs this is all it takes. */
  if (_oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_NEGOTIATE
      && self->ews_url != NULL)
    {
      _oof_session_build_client (self, which, NULL, FALSE, error);
      return TRUE;
    }
  return _oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_CERTIFICATE
         && self->own[which] == NULL
         && (_oof_session_build_by_certificate (self, NULL, error) || *error != NULL);
}

static void
look_up (GTask *task, OofSignIn which)
{
  OofSession *self = g_task_get_source_object (task);
  OofSecretQuery query = {
    .file = _oof_session_get_secret_file (self, which),
    .credentials = self->credentials,
    .connection = self->connection->service_mailbox,
    .role = _oof_session_sign_in_name (which),
    .unattended = self->unattended,
  };

  g_task_set_task_data (task, GINT_TO_POINTER (which), NULL);
  oof_secret_find_async (&query, g_task_get_cancellable (task), secret_found_cb,
                         g_object_ref (task));
}

static void
open_next (GTask *task, OofSignIn which)
{
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  while (which < OOF_N_SIGN_INS
         && (!_oof_session_get_sign_in (self, which)->present || open_at_once (self, which, &error))
         && error == NULL)
    which++;
  if (error == NULL && which < OOF_N_SIGN_INS
      && _oof_session_get_sign_in (self, which)->auth == OOF_CONNECTION_AUTH_NEGOTIATE)
    find_exchange (task, which, NULL);
  else if (error == NULL && which < OOF_N_SIGN_INS && self->own[which] != NULL)
    use_secret (task, which, _oof_signed_in_get_secret (self->own[which]),
                oof_signed_in_get_unkept (self->own[which]) == NULL);
  else if (error == NULL && which < OOF_N_SIGN_INS)
    look_up (task, which);
  else if (error == NULL && _oof_session_build_ports (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
oof_session_open_async (OofSession *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store == NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, oof_session_open_async);
  if (_oof_session_build_http (self, &error))
    open_next (task, OOF_SIGN_IN_RUNNER);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

gboolean
oof_session_open_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Loading: the database, then the people that its groups name. */

static void
collect_problems (OofSession *self)
{
  g_ptr_array_set_size (self->problems, 0);
  for (guint i = 0; i < self->snapshot->problems->len; i++)
    {
      OofProblem *problem = g_ptr_array_index (self->snapshot->problems, i);
      g_ptr_array_add (self->problems,
                       g_strdup_printf ("%s: %s", problem->subject, problem->message));
    }
  g_autoptr (GPtrArray) doubtful = oof_groups_list_problems (self->snapshot->groups);
  for (guint i = 0; i < doubtful->len; i++)
    g_ptr_array_add (self->problems, g_strdup (g_ptr_array_index (doubtful, i)));
  for (guint i = 0; i < self->roster->problems->len; i++)
    g_ptr_array_add (self->problems, g_strdup (g_ptr_array_index (self->roster->problems, i)));
}

static void
loaded (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);

  self->loaded_at = oof_clock_now (OOF_CLOCK (self->clock));
  collect_problems (self);
  _oof_session_show_absences (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
roster_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  OofRoster *roster = oof_roster_load_finish (result, &error);

  if (roster == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  oof_roster_unref (self->roster);
  self->roster = roster;
  loaded (task);
}

static void
load_people (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  OofLoad what = GPOINTER_TO_INT (g_task_get_task_data (task));

  if (what & OOF_LOAD_PEOPLE)
    oof_roster_load_async (self->directory, self->snapshot,
                           self->connection->graph_endpoint == NULL, g_task_get_cancellable (task),
                           roster_loaded_cb, g_object_ref (task));
  else
    loaded (task);
}

static void
store_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  OofSnapshot *snapshot = oof_store_read_finish (OOF_STORE (source), result, &error);

  if (snapshot == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  oof_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
  load_people (task);
}

void
oof_session_load_async (OofSession *self,
                        OofLoad what,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));
  OofRange range = { now - READ_DAYS * SECONDS_PER_DAY, now + READ_DAYS * SECONDS_PER_DAY };

  g_task_set_source_tag (task, oof_session_load_async);
  g_task_set_task_data (task, GINT_TO_POINTER (what), NULL);
  if (what & OOF_LOAD_DATABASE)
    oof_store_read_async (self->store, range, cancellable, store_read_cb, g_object_ref (task));
  else
    load_people (task);
}

gboolean
oof_session_load_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One mailbox's zone and language. */

static char *
first_set (const char *first, const char *second, const char *third)
{
  return g_strdup (first != NULL ? first : second != NULL ? second : third);
}

/* @state: (nullable) */
static OofPerson *
complete_person (OofSession *self, const OofPerson *person, const OofMailboxState *state)
{
  OofPerson *copy = oof_person_copy (person);
  OofOptions *options = self->snapshot->options;

  g_free (copy->zone);
  copy->zone = first_set (state != NULL ? state->zone : NULL, person->zone, options->zone);
  g_free (copy->language);
  copy->language =
      first_set (person->language, state != NULL ? state->language : NULL, options->language);
  oof_roster_replace (self->roster, copy);
  return copy;
}

static void
mailbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);

  /* A mailbox that cannot be read has the organisation's zone; the run will say why. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, complete_person (self, g_task_get_task_data (task), state),
                           (GDestroyNotify) oof_person_unref);
}

void
oof_session_read_person_async (OofSession *self,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofPerson *person = oof_roster_get (self->roster, address);
  OofMailboxService *service =
      person != NULL ? oof_mailbox_router_find (self->router, person, NULL) : NULL;

  g_task_set_source_tag (task, oof_session_read_person_async);
  if (person == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "nobody is called “%s”",
                               address);
      return;
    }
  g_task_set_task_data (task, oof_person_ref (person), (GDestroyNotify) oof_person_unref);
  if (service == NULL)
    g_task_return_pointer (task, complete_person (self, person, NULL),
                           (GDestroyNotify) oof_person_unref);
  else
    oof_mailbox_service_read_async (service, address, cancellable, mailbox_read_cb,
                                    g_object_ref (task));
}

OofPerson *
oof_session_read_person_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What was read last. */

GPtrArray *
oof_session_get_people (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->roster->people;
}

GPtrArray *
oof_session_get_absences (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->shown;
}

GPtrArray *
oof_session_get_templates (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->templates;
}

/* Before the people are loaded the groups have no members. */
GPtrArray *
oof_session_get_groups (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->roster->groups->len > 0 ? self->roster->groups : self->snapshot->groups;
}

GPtrArray *
oof_session_get_subjects (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->subjects;
}

GPtrArray *
oof_session_get_users (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->users;
}

GPtrArray *
oof_session_get_holidays (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->holidays;
}

OofUser *
oof_session_get_user (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  const char *author = oof_session_get_author (self);
  return author != NULL ? oof_user_find (self->snapshot->users, author) : NULL;
}

OofOptions *
oof_session_get_options (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->options;
}

OofRecord *
oof_session_get_record (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_snapshot_find_record (self->snapshot, address);
}

GPtrArray *
oof_session_get_problems (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->problems;
}

OofInstant
oof_session_get_loaded_at (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), OOF_INSTANT_NONE);

  return self->loaded_at;
}

OofPerson *
oof_session_get_person (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_roster_get (self->roster, address);
}

OofPerson *
oof_session_find_person (OofSession *self, const char *text, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_roster_find (self->roster, text, error);
}

GPtrArray *
oof_session_dup_absences_of (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_absence_list_of (self->shown, address);
}

OofClock *
oof_session_get_clock (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return OOF_CLOCK (self->clock);
}

OofConnection *
oof_session_get_connection (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->connection;
}

const char *
oof_session_get_author (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofConnection *connection = self->connection;
  return connection->person.present ? connection->person.user
         : connection->ews.present  ? connection->ews.user
                                    : connection->runner.client_id;
}

gboolean
oof_session_has_runner (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  return oof_connection_has_runner (self->connection);
}

gboolean
oof_session_can_act (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  const char *author = oof_session_get_author (self);
  return oof_session_has_runner (self)
         || (self->own_router != NULL && author != NULL
             && g_ascii_strcasecmp (author, address) == 0);
}

guint
oof_session_get_n_requests (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), 0);

  guint n = self->graph_http != NULL ? oof_http_client_get_n_requests (self->graph_http) : 0;
  for (int i = 0; i < OOF_N_SIGN_INS; i++)
    n += self->ews_http[i] != NULL ? oof_http_client_get_n_requests (self->ews_http[i]) : 0;
  return n;
}

/* Jobs and checks over what was read. */

OofPlan *
oof_session_plan_published (OofSession *self, const char *address, OofInstant *as_of)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  OofPerson *person = oof_roster_get (self->roster, address);
  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);

  *as_of = record != NULL ? record->seen_at : OOF_INSTANT_NONE;
  if (person == NULL || record == NULL || record->seen == NULL)
    return NULL;
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  return oof_mailbox_plan (self->roster, self->snapshot, person, absences, record->seen,
                           oof_clock_now (OOF_CLOCK (self->clock)));
}

OofForward *
oof_session_get_published_forward (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);

  return record != NULL ? record->forward : NULL;
}

OofRunJob *
oof_session_create_run_job (OofSession *self, OofRunMode mode, const char *const *addresses)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  gboolean single = addresses != NULL && addresses[0] != NULL && addresses[1] == NULL;
  gboolean own =
      !oof_session_has_runner (self) && single && oof_session_can_act (self, addresses[0]);
  if (single && mode == OOF_RUN_APPLY && self->bulk != NULL)
    oof_run_job_leave_out_async (self->bulk, addresses[0], NULL, NULL);
  OofMailboxRouter *router = own ? self->own_router : single ? self->urgent_router : self->router;
  OofRunJob *job = oof_run_job_new (mode, self->store, router, self->roster, self->snapshot,
                                    OOF_CLOCK (self->clock));
  oof_run_job_set_scope (job, addresses);
  oof_run_job_set_policy (job, (guint) self->connection->max_changes, self->directory,
                          self->connection->policy_group);
  oof_run_job_set_others (job, oof_store_get_last_run (self->store));
  if (mode == OOF_RUN_APPLY)
    {
      g_autoptr (OofJournal) journal = _oof_session_new_journal (self);

      oof_run_job_set_journal (job, journal);
    }
  oof_run_job_set_external_forward (job, self->connection->external_forward);
  return job;
}

GPtrArray *
oof_session_find_conflicts (OofSession *self, const OofAbsence *draft)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (GPtrArray) conflicts = oof_absence_planning_find_conflicts (draft, self->snapshot);
  OofRights rights = oof_session_get_rights (self);
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (shown, oof_rights_show (&rights, g_ptr_array_index (conflicts, i)));
  return shown;
}

OofAbsencePreview *
oof_session_preview (OofSession *self, const OofAbsence *draft, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_absence_planning_preview (draft, self->snapshot, self->roster,
                                       oof_clock_now (OOF_CLOCK (self->clock)), error);
}

const char *
oof_session_get_obstacle (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofProblem *problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_OPTIONS);

  if (problem == NULL)
    problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_GROUPS);
  return problem != NULL ? problem->message : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-migration.h"

#include <glib/gi18n.h>

#include "app/oof-permissions.h"
#include "app/oof-session-private.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "graph/oof-graph-tenant.h"
#include "migration/oof-migration-file.h"
#include "migration/oof-migration-sentence.h"

static char *
dup_path (OofSession *self)
{
  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = _oof_session_dup_state_name (self);

  return g_strdup_printf ("%s/migration-%s.json", folder, name);
}

OofMigration *
oof_session_open_migration (OofSession *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autofree char *path = dup_path (self);

  return oof_migration_open (path, self->connection->service_mailbox, OOF_CLOCK (self->clock),
                             oof_session_get_author (self), error);
}

char *
oof_session_dup_migration_folder (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = _oof_session_dup_state_name (self);

  return g_strdup_printf ("%s/migration-%s", folder, name);
}

gboolean
oof_session_restart_migration (OofSession *self, char **kept, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  g_autofree char *path = dup_path (self);

  return oof_migration_file_put_aside (path, kept, error);
}

/* Looking around: tenant, database and people, every mailbox, OWA. */

typedef struct
{
  OofMigrationFacts *facts; /* (owned) (nullable) given away at the end */
  OofGraphTenant tenant;
  GPtrArray *missing; /* (owned) utf8, to be said: rights that are not there */
  gboolean loaded;    /* the service mailbox was read as a database */
  OofMigrationProgress progress;
  gpointer progress_data;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->facts, oof_migration_facts_free);
  g_ptr_array_unref (look->missing);
  g_free (look);
}

/* Takes @what. */
static void
add_missing (Look *look, char *what)
{
  g_ptr_array_add (look->missing, what);
}

/* To be said. (transfer full) */
static char *
dup_error (const GError *error)
{
  const char *source = oof_words_error_source (error);
  g_autofree char *words = source != NULL ? oof_sentence_new_plain (source) : NULL;

  return words != NULL ? oof_sentence_new ("%s (%s)", words, error->message)
                       : g_strdup (error->message);
}

static void
finish (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  OofMigrationFacts *facts = look->facts;

  facts->at = oof_clock_now (OOF_CLOCK (self->clock));
  facts->rights = look->missing->len > 0 ? OOF_KNOWN_NO : OOF_KNOWN_YES;
  if (look->missing->len > 0)
    facts->rights_evidence = oof_sentence_new_list (look->missing);
  g_task_return_pointer (task, g_steal_pointer (&look->facts),
                         (GDestroyNotify) oof_migration_facts_free);
}

/* OWA: whoever is sent to a sign-in page has found an open door. */

static void
owa_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpResponse) response =
      oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  guint status = response != NULL ? oof_http_response_get_status (response) : 0;

  look->facts->owa = (status >= 200 && status < 400) || status == 401 || status == 440
                         ? OOF_KNOWN_YES
                         : OOF_KNOWN_NO;
  look->facts->owa_evidence =
      response != NULL ? g_strdup_printf ("HTTP %u", status) : dup_error (error);
  finish (task);
}

/* A client of its own, without credentials. */
static void
try_owa (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  const OofConnection *connection = self->connection;
  OofHttpClientOptions options = { .base_url = self->ews_url, .ca_file = connection->ews_ca_file };
  g_autoptr (OofHttpClient) client = connection->has_ews && self->ews_url != NULL
                                         ? oof_http_client_new (&options, self->clock, NULL)
                                         : NULL;

  if (client == NULL)
    {
      finish (task);
      return;
    }
  g_autofree char *url = g_strconcat (oof_http_client_get_origin (client), "/owa/", NULL);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", url);
  oof_http_request_set_shows_redirects (request, TRUE);
  oof_http_client_send_async (client, request, g_task_get_cancellable (task), owa_cb,
                              g_object_ref (task));
}

/* Mailboxes */

static char *
dup_fingerprint (const OofPlan *plan)
{
  const OofReplyState *reply = plan->current;
  g_autofree char *text = g_strdup_printf (
      "%d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n%s\n%s", reply->status, reply->audience,
      reply->window.from, reply->window.to, reply->internal, reply->external);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  sum[16] = '\0';
  return g_strconcat (plan->verdict == OOF_VERDICT_AS_PLANNED && plan->absence != NULL ? "=" : "",
                      sum, NULL);
}

static void
take_answer (Look *look, const OofRunRow *row)
{
  OofMigrationFacts *facts = look->facts;
  gboolean active = row->plan != NULL && row->plan->current->status != OOF_REPLY_DISABLED;

  if (row->route == OOF_ROUTE_EWS)
    facts->n_onprem++;
  else
    facts->n_cloud++;
  facts->n_active += active;
  if (row->plan != NULL)
    g_hash_table_insert (facts->replies, g_strdup (row->address), dup_fingerprint (row->plan));
  if (row->forward != NULL && row->forward->kind == OOF_FORWARD_RULE)
    oof_migration_facts_add_leftover (facts, row->address, row->forward, active);
}

/* What Graph does not have lives on premises when the directory comes from there. */
static void
take_failure (Look *look, const OofRunRow *row)
{
  OofMigrationFacts *facts = look->facts;

  if (g_error_matches (row->error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      if (facts->sync == OOF_KNOWN_YES && !facts->has_server)
        facts->n_onprem++;
      else
        facts->n_nowhere++;
      return;
    }
  facts->n_unreadable++;
  if (facts->unreadable == NULL)
    {
      g_autofree char *words = dup_error (row->error);

      facts->unreadable = oof_sentence_new ("%s: %s", row->address, words);
    }
}

static OofPlace
find_service (Look *look, OofSession *self, const OofRunRow *row)
{
  if (row != NULL && row->error == NULL)
    return row->route == OOF_ROUTE_EWS ? OOF_PLACE_ONPREM : OOF_PLACE_CLOUD;
  if (look->loaded)
    return self->connection->database_over_ews ? OOF_PLACE_ONPREM : OOF_PLACE_CLOUD;
  if (row != NULL && !g_error_matches (row->error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    return OOF_PLACE_UNKNOWN;
  if (!look->tenant.known)
    return look->facts->has_graph ? OOF_PLACE_NOWHERE : OOF_PLACE_UNKNOWN;
  return look->facts->sync == OOF_KNOWN_YES ? OOF_PLACE_ONPREM : OOF_PLACE_NOWHERE;
}

/* @report: (nullable) */
static void
take_report (GTask *task, const OofRunReport *report)
{
  OofSession *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  const char *service = self->connection->service_mailbox;
  const OofRunRow *own = NULL;

  for (guint i = 0; report != NULL && i < report->rows->len; i++)
    {
      const OofRunRow *row = g_ptr_array_index (report->rows, i);

      if (g_str_equal (row->address, service))
        own = row;
      else if (row->error == NULL)
        take_answer (look, row);
      else
        take_failure (look, row);
    }
  look->facts->service = find_service (look, self, own);
  try_owa (task);
}

static void
mailboxes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  g_signal_handlers_disconnect_by_data (source, look);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (report == NULL)
    add_missing (look, dup_error (error));
  take_report (task, report);
}

static void
progress_cb (OofRunJob *job, GParamSpec *pspec, gpointer user_data)
{
  Look *look = user_data;
  guint done, total;

  g_object_get (job, "n-done", &done, "n-total", &total, NULL);
  look->progress (done, total, look->progress_data);
}

static void
read_mailboxes (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);

  if (!oof_session_has_runner (self))
    {
      add_missing (look,
                   oof_sentence_new (N_ ("no sign-in here may read other people's mailboxes")));
      look->facts->n_unreadable = self->roster->people->len;
      take_report (task, NULL);
      return;
    }
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self, OOF_RUN_STATUS, NULL);
  if (look->progress != NULL)
    g_signal_connect (job, "notify::n-done", G_CALLBACK (progress_cb), look);
  oof_run_job_run_async (job, g_task_get_cancellable (task), mailboxes_cb, g_object_ref (task));
}

/* Rights that a readable token does not have. */
static void
check_permissions (OofSession *self, Look *look)
{
  g_autoptr (GPtrArray) list = oof_session_dup_permissions (self, TRUE);

  for (guint i = 0; i < list->len; i++)
    {
      const OofPermission *permission = g_ptr_array_index (list, i);

      if (permission->needed && permission->verdict == OOF_PERMISSION_MISSING)
        add_missing (look, g_strdup (permission->permission));
    }
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    add_missing (look, dup_error (error));
  read_mailboxes (task);
}

/* A database that cannot be read is no reason to stop: where it lives is the question, and people
 * are found without it. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = OOF_SESSION (source);
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  look->loaded = oof_session_load_finish (self, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
      || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  check_permissions (self, look);
  if (look->loaded)
    read_mailboxes (task);
  else
    oof_session_load_async (self, OOF_LOAD_PEOPLE, g_task_get_cancellable (task), people_cb,
                            g_object_ref (task));
}

static void
tenant_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  OofMigrationFacts *facts = look->facts;
  g_autoptr (GError) error = NULL;

  if (oof_graph_tenant_read_finish (OOF_GRAPH_CLIENT (source), result, &look->tenant, &error))
    {
      facts->sync = look->tenant.sync == OOF_GRAPH_SYNC_ON ? OOF_KNOWN_YES : OOF_KNOWN_NO;
      facts->synchronised = look->tenant.synchronised;
      facts->service_licensed = look->tenant.licensed ? OOF_KNOWN_YES : OOF_KNOWN_NO;
    }
  else if (g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
           || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  else
    add_missing (look, g_strdup (error->message));
  oof_session_load_async (self, OOF_LOAD_ALL, g_task_get_cancellable (task), loaded_cb,
                          g_object_ref (task));
}

void
oof_session_look_around_async (OofSession *self,
                               OofMigrationProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);
  OofGraphClient *graph = self->graph[OOF_SIGN_IN_RUNNER] != NULL ? self->graph[OOF_SIGN_IN_RUNNER]
                                                                  : self->graph[OOF_SIGN_IN_PERSON];

  g_task_set_source_tag (task, oof_session_look_around_async);
  look->facts = oof_migration_facts_new ();
  look->facts->has_graph = self->connection->graph_endpoint != NULL;
  look->facts->has_server = self->ews[OOF_SIGN_IN_EWS] != NULL;
  look->missing = g_ptr_array_new_with_free_func (g_free);
  look->progress = progress;
  look->progress_data = progress_data;
  g_task_set_task_data (task, look, look_free);
  if (graph != NULL)
    oof_graph_tenant_read_async (graph, self->connection->service_mailbox, cancellable, tenant_cb,
                                 g_object_ref (task));
  else
    oof_session_load_async (self, OOF_LOAD_ALL, cancellable, loaded_cb, g_object_ref (task));
}

OofMigrationFacts *
oof_session_look_around_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

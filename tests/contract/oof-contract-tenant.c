/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-contract-tenant.h"

#include "wire/oof-http-gate-private.h"
#include "wire/oof-http-private.h"

#define SKIP_INTERVAL 5 /* ms */
#define SKIP          (G_USEC_PER_SEC / 2)

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stdout_stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (stdout_stream, NULL, NULL, &error);

  g_assert_no_error (error);
  if (line == NULL)
    g_error ("%s ended without a word", OOF_SIM_PROGRAM);
  return line;
}

static void
open_session (OofContractTenant *self, const char *path, guint timeout)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->connection = oof_connection_load (path, &error);
  g_assert_no_error (error);
  if (timeout > 0)
    self->connection->timeout = (int) timeout;
  self->session = oof_session_new (self->connection, NULL, NULL, TRUE);
  oof_session_open_async (self->session, NULL, oof_contract_keep_cb, &result);
  oof_session_open_finish (self->session, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
}

OofContractTenant *
oof_contract_tenant_new (const char *scenario)
{
  return oof_contract_tenant_new_with_people (scenario, "0");
}

OofContractTenant *
oof_contract_tenant_new_with_people (const char *scenario, const char *people)
{
  return oof_contract_tenant_new_with_timeout (scenario, people, 0);
}

OofContractTenant *
oof_contract_tenant_new_with_timeout (const char *scenario, const char *people, guint timeout)
{
  OofContractTenant *self = g_new0 (OofContractTenant, 1);
  const char *record = g_getenv ("OOF_CONTRACT_RECORD");
  g_autoptr (GError) error = NULL;
  g_autoptr (OofJson) ready = NULL;
  g_autofree char *line = NULL;
  g_autofree char *path = NULL;

  /* The record is the judge's (judge.py). */
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, OOF_SIM_PROGRAM,
                                    "--die-with-parent", "--listen", "127.0.0.1:0", "--scenario",
                                    scenario, "--now", OOF_CONTRACT_NOW, "--people", people,
                                    record != NULL ? "--record" : NULL, record, NULL);
  g_assert_no_error (error);
  self->http = soup_session_new ();
  line = read_line (self->process);
  ready = oof_json_parse_text (line, 0, &error);
  g_assert_no_error (error);
  oof_json_read_string (ready, "control", OOF_REQUIRED, &self->control, &error);
  g_assert_no_error (error);
  oof_json_read_string (ready, "connection", OOF_REQUIRED, &path, &error);
  g_assert_no_error (error);
  open_session (self, path, timeout);
  return self;
}

/* Pauses */

static gint64
skipping_now (gpointer data)
{
  return g_get_monotonic_time () + ((OofContractTenant *) data)->skipped;
}

static double
no_chance (gpointer data)
{
  return 0;
}

static GPtrArray *
list_gates (OofContractTenant *self)
{
  GPtrArray *gates = g_ptr_array_new ();

  if (self->session->graph_http != NULL)
    g_ptr_array_add (gates, oof_http_client_get_gate (self->session->graph_http));
  for (guint i = 0; i < OOF_N_SIGN_INS; i++)
    if (self->session->ews_http[i] != NULL)
      g_ptr_array_add (gates, oof_http_client_get_gate (self->session->ews_http[i]));
  return gates;
}

static gboolean
skip_cb (gpointer user_data)
{
  OofContractTenant *self = user_data;
  g_autoptr (GPtrArray) gates = list_gates (self);
  guint n_waiting = 0, n_in_flight = 0;

  for (guint i = 0; i < gates->len; i++)
    {
      n_waiting += oof_http_gate_get_n_waiting (gates->pdata[i]);
      n_in_flight += oof_http_gate_get_n_in_flight (gates->pdata[i]);
    }
  if (n_waiting == 0 || n_in_flight > 0)
    return G_SOURCE_CONTINUE;
  self->skipped += SKIP;
  for (guint i = 0; i < gates->len; i++)
    oof_http_gate_wake (gates->pdata[i]);
  return G_SOURCE_CONTINUE;
}

void
oof_contract_tenant_skip_pauses (OofContractTenant *self)
{
  g_autoptr (GPtrArray) gates = list_gates (self);

  for (guint i = 0; i < gates->len; i++)
    oof_http_gate_set_nature (gates->pdata[i],
                              (OofHttpGateNature){ skipping_now, no_chance, self });
  self->skipper = g_timeout_add (SKIP_INTERVAL, skip_cb, self);
}

void
oof_contract_tenant_stop (OofContractTenant *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
}

void
oof_contract_tenant_free (OofContractTenant *self)
{
  if (g_subprocess_get_identifier (self->process) != NULL)
    oof_contract_tenant_stop (self);
  g_object_unref (self->process);
  g_clear_handle_id (&self->skipper, g_source_remove);
  g_assert_finalize_object (self->session);
  oof_connection_unref (self->connection);
  g_object_unref (self->http);
  g_free (self->control);
  g_free (self);
}

static SoupMessage *
new_message (OofContractTenant *self, const char *what, const char *body)
{
  g_autofree char *uri = g_strdup_printf ("%s/%s", self->control, what);
  SoupMessage *message = soup_message_new (body != NULL ? "POST" : "GET", uri);

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

OofJson *
oof_contract_tenant_control (OofContractTenant *self, const char *what, const char *body)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  OofJson *json;

  /* With the fault "refuse" nobody listens for a while. */
  for (guint i = 0; i < 100 && answer == NULL; i++)
    {
      g_clear_object (&message);
      message = new_message (self, what, body);
      g_clear_error (&error);
      answer = soup_session_send_and_read (self->http, message, NULL, &error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
        g_usleep (G_USEC_PER_SEC / 20);
      else
        g_assert_no_error (error);
    }
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("%s %s: %.*s", what, body, (int) g_bytes_get_size (answer),
             (const char *) g_bytes_get_data (answer, NULL));
  json = oof_json_parse (answer, 0, &error);
  g_assert_no_error (error);
  return json;
}

static void
post (OofContractTenant *self, const char *what, const char *body)
{
  OofJson *answer = oof_contract_tenant_control (self, what, body);

  oof_json_unref (answer);
}

void
oof_contract_tenant_reset (OofContractTenant *self)
{
  post (self, "reset", "{}");
}

void
oof_contract_tenant_move (OofContractTenant *self, const char *address, const char *location)
{
  g_autofree char *what = g_strconcat ("mailboxes/", address, NULL);
  g_autofree char *body = g_strdup_printf ("{\"location\":\"%s\"}", location);

  post (self, what, body);
}

void
oof_contract_tenant_add_fault (OofContractTenant *self,
                               const char *match,
                               const char *kind,
                               int times)
{
  g_autofree char *body =
      g_strdup_printf ("{\"match\":\"%s\",\"kind\":\"%s\",\"times\":%d}", match, kind, times);

  post (self, "fault", body);
}

/* A number that is left out while it is 0. */
static gint64
read_number (const OofJson *object, const char *member)
{
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  oof_json_read_int (object, member, OOF_OPTIONAL, &number, &error);
  g_assert_no_error (error);
  return number;
}

gint64
oof_contract_tenant_count (OofContractTenant *self, const char *kind)
{
  g_autoptr (OofJson) requests = oof_contract_tenant_control (self, "requests", NULL);
  g_autoptr (OofJson) kinds = oof_json_get_member (requests, "byKind");

  return kind == NULL ? read_number (requests, "total") : read_number (kinds, kind);
}

gint64
oof_contract_tenant_count_writes (OofContractTenant *self, const char *address)
{
  g_autoptr (OofJson) requests = oof_contract_tenant_control (self, "requests", NULL);
  g_autoptr (OofJson) writes = oof_json_get_member (requests, "writes");

  return read_number (writes, address);
}

char *
oof_contract_tenant_mail (OofContractTenant *self, const char *from, const char *to)
{
  g_autofree char *body = g_strdup_printf (
      "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Frage\",\"text\":\"Wann?\"}", from, to);
  g_autoptr (OofJson) delivery = oof_contract_tenant_control (self, "mail", body);
  g_autoptr (GError) error = NULL;
  char *reason = NULL;

  oof_json_read_string (delivery, "reason", OOF_REQUIRED, &reason, &error);
  g_assert_no_error (error);
  return reason;
}

void
oof_contract_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

GAsyncResult *
oof_contract_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-control.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-login.h"
#include "sim/oof-sim-scenario.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

void
sim_fixture_set_up (SimFixture *fixture, gconstpointer data)
{
  OofSimStart start = { .name = "demo", .seed = 1, .people = 60 };
  OofSimCaller runner = { OOF_SIM_CALLER_RUNNER, NULL };
  OofSimCaller person = { OOF_SIM_CALLER_PERSON, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_sim_zone_parse ("2026-11-23T09:00:00Z", NULL, &start.now));
  fixture->tenant = oof_sim_scenario_new (&start, &error);
  g_assert_no_error (error);
  fixture->server = oof_sim_server_new (fixture->tenant, GPOINTER_TO_UINT (data));
  oof_sim_graph_register (fixture->server);
  oof_sim_login_register (fixture->server);
  oof_sim_control_register (fixture->server);
  oof_sim_server_listen (fixture->server, "127.0.0.1:0", NULL, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new_with_options ("max-conns-per-host", 10, NULL);
  person.person = fixture->tenant->helpdesk;
  fixture->runner = oof_sim_access_issue (fixture->tenant, &runner);
  fixture->person = oof_sim_access_issue (fixture->tenant, &person);
  fixture->service_path = g_strconcat ("/v1.0/users/", fixture->tenant->service->mail, NULL);
}

static void
forget_answer (SimFixture *fixture)
{
  g_clear_pointer (&fixture->answer, json_node_unref);
  g_clear_pointer (&fixture->received, soup_message_headers_unref);
  fixture->failed = FALSE;
  fixture->status = 0;
}

void
sim_fixture_tear_down (SimFixture *fixture, gconstpointer data)
{
  forget_answer (fixture);
  soup_session_abort (fixture->session);
  g_object_unref (fixture->session);
  oof_sim_server_free (fixture->server);
  oof_sim_tenant_free (fixture->tenant);
  g_free (fixture->runner);
  g_free (fixture->person);
  g_free (fixture->service_path);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
send_and_wait (SimFixture *fixture, SoupMessage *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, on_sent,
                                    &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = soup_session_send_and_read_finish (fixture->session, result, &error);
  fixture->failed = bytes == NULL;
  if (bytes != NULL && g_bytes_get_size (bytes) > 0
      && g_strcmp0 (soup_message_headers_get_content_type (
                        soup_message_get_response_headers (message), NULL),
                    "text/html")
             != 0)
    {
      fixture->answer = oof_sim_json_parse (bytes);
      g_assert_nonnull (fixture->answer);
    }
  fixture->status = soup_message_get_status (message);
  fixture->received = soup_message_headers_ref (soup_message_get_response_headers (message));
}

static void
add_headers (SoupMessage *message, const gchar *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      if (parts[0] != NULL && parts[1] != NULL)
        soup_message_headers_append (soup_message_get_request_headers (message), parts[0],
                                     parts[1]);
    }
}

void
sim_send (SimFixture *fixture,
          const gchar *method,
          const gchar *path,
          const gchar *headers,
          const gchar *body)
{
  const gchar *origin = oof_sim_server_get_origin (fixture->server);
  gboolean whole = g_str_has_prefix (path, "http:");
  g_autofree gchar *url = g_strconcat (whole ? "" : origin, path, NULL);
  g_autofree gchar *copy = g_strdup (url);
  g_autoptr (SoupMessage) message = NULL;

  forget_answer (fixture);
  /* Blanks and quotes are easier to read in a test when they need not be escaped. */
  g_free (url);
  url = g_uri_escape_string (copy, "%:/?&=,$()@'{};+", FALSE);
  message = soup_message_new (method, url);
  g_assert_nonnull (message);
  add_headers (message, headers);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
      gboolean typed = strstr (headers, "Content-Type: ") != NULL;
      const gchar *type = typed ? soup_message_headers_get_one (
                              soup_message_get_request_headers (message), "Content-Type")
                                : "application/json";
      g_autofree gchar *copied = g_strdup (type);

      soup_message_set_request_body_from_bytes (message, copied, bytes);
    }
  send_and_wait (fixture, message);
}

static void
send_as (SimFixture *fixture,
         const gchar *token,
         const gchar *method,
         const gchar *path,
         const gchar *body)
{
  g_autofree gchar *header = g_strconcat ("Authorization: Bearer ", token, NULL);

  sim_send (fixture, method, path, header, body);
}

void
sim_runner (SimFixture *fixture, const gchar *method, const gchar *path, const gchar *body)
{
  send_as (fixture, fixture->runner, method, path, body);
}

void
sim_person (SimFixture *fixture, const gchar *method, const gchar *path, const gchar *body)
{
  send_as (fixture, fixture->person, method, path, body);
}

JsonNode *
sim_node (SimFixture *fixture, const gchar *path)
{
  gboolean slashes = *path == '/';
  g_auto (GStrv) names = g_strsplit (slashes ? path + 1 : path, slashes ? "/" : ".", -1);
  JsonNode *node = fixture->answer;

  for (guint i = 0; names[i] != NULL && node != NULL; i++)
    {
      guint64 index = 0;

      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), names[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && g_ascii_string_to_unsigned (names[i], 10, 0, G_MAXUINT, &index, NULL)
               && index < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), (guint) index);
      else
        node = NULL;
    }
  return node;
}

const gchar *
sim_value (SimFixture *fixture, const gchar *path)
{
  static gchar *text;
  JsonNode *node = sim_node (fixture, path);

  g_clear_pointer (&text, g_free);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  text = json_to_string (node, FALSE);
  return text;
}

guint
sim_length (SimFixture *fixture, const gchar *path)
{
  JsonNode *node = sim_node (fixture, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

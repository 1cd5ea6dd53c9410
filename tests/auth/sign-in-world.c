/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign-in-world.h"

#include <string.h>

#include "script-server.h"
#include "sim/oof-sim-control.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-login.h"
#include "sim/oof-sim-scenario.h"

static OofOauthClient *
create_client (SignInWorld *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  OofOauthClient *client =
      oof_oauth_client_new (oof_sim_server_get_origin (self->server), self->tenant->id, id, &error);

  g_assert_no_error (error);
  return client;
}

void
sign_in_world_set_up (SignInWorld *self, gconstpointer data)
{
  const OofSimStart start = { .name = "cloud", .seed = 1, .people = 60 };
  g_autoptr (GError) error = NULL;

  self->tenant = oof_sim_scenario_new (&start, &error);
  g_assert_no_error (error);
  self->server = oof_sim_server_new (self->tenant, 0);
  oof_sim_control_register (self->server);
  oof_sim_graph_register (self->server);
  oof_sim_login_register (self->server);
  oof_sim_server_listen (self->server, "127.0.0.1:0", NULL, &error);
  g_assert_no_error (error);
  self->browser = soup_session_new ();
  self->person = create_client (self, self->tenant->person_client_id);
  self->runner = create_client (self, self->tenant->runner_id);
}

void
sign_in_world_tear_down (SignInWorld *self, gconstpointer data)
{
  g_assert_finalize_object (self->person);
  g_assert_finalize_object (self->runner);
  soup_session_abort (self->browser);
  g_object_unref (self->browser);
  oof_sim_server_free (self->server);
  oof_sim_tenant_free (self->tenant);
  g_free (self->link);
  g_free (self->code);
  g_free (self->page);
  g_free (self->location);
}

void
sign_in_world_show_link (const char *link, gpointer user_data)
{
  SignInWorld *self = user_data;

  g_assert_null (self->link);
  self->link = g_strdup (link);
}

void
sign_in_world_show_code (const char *code, const char *address, guint seconds, gpointer user_data)
{
  SignInWorld *self = user_data;

  g_assert_cmpuint (seconds, >, 0);
  self->code = g_strdup (code);
  self->link = g_strdup (address);
}

void
sign_in_world_await_link (SignInWorld *self)
{
  while (self->link == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
fetch (SignInWorld *self, const char *method, const char *url, const char *type, const char *body)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *text;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (body != NULL)
    {
      g_autoptr (GBytes) content = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, type, content);
    }
  soup_session_send_and_read_async (self->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    script_await_cb, &result);
  bytes = soup_session_send_and_read_finish (self->browser, script_await (&result), NULL);
  g_free (self->page);
  g_free (self->location);
  text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  self->page = text != NULL ? g_strndup (text, size) : NULL;
  self->status = bytes != NULL ? soup_message_get_status (message) : 0;
  self->location = g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
}

void
browser_fetch (SignInWorld *self, const char *url, const char *form)
{
  fetch (self, form != NULL ? "POST" : "GET", url, "application/x-www-form-urlencoded", form);
}

void
sign_in_world_change (SignInWorld *self, const char *json)
{
  g_autofree char *url =
      g_strconcat (oof_sim_server_get_origin (self->server), "/_sim/sign-in", NULL);

  fetch (self, "POST", url, "application/json", json);
  g_assert_cmpuint (self->status, ==, 200);
}

/* The fields of the page's form, as a browser would send them. */
static char *
read_form (const char *page)
{
  g_autoptr (GRegex) field =
      g_regex_new ("<input[^>]* name=\"([^\"]*)\" value=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *form = g_string_new (NULL);

  for (g_regex_match (field, page, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *escaped = g_match_info_fetch (match, 2);
      g_autoptr (GString) value = g_string_new (escaped);

      g_string_replace (value, "&quot;", "\"", 0);
      g_string_replace (value, "&#39;", "'", 0);
      g_string_replace (value, "&lt;", "<", 0);
      g_string_replace (value, "&gt;", ">", 0);
      g_string_replace (value, "&amp;", "&", 0);
      oof_oauth_client_append_field (form, name, value->str);
    }
  return g_string_free (form, FALSE);
}

void
browser_decide (SignInWorld *self, const char *decision, const char *more, gboolean back)
{
  g_autofree char *fields = NULL;
  g_autofree char *form = NULL;
  g_autofree char *target = NULL;

  sign_in_world_await_link (self);
  browser_fetch (self, self->link, NULL);
  g_assert_cmpuint (self->status, ==, 200);
  fields = read_form (self->page);
  form = g_strconcat (fields, "&decision=", decision, more, NULL);
  browser_fetch (self, self->link, form);
  target = g_strdup (self->location);
  if (back)
    {
      g_assert_cmpuint (self->status, ==, 302);
      browser_fetch (self, target, NULL);
    }
}

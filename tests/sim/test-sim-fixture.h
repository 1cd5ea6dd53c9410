/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The demo company with 60 people behind a real HTTP server; its clock starts on Monday,
 * 2026-11-23 at 09:00 UTC. */
typedef struct
{
  OofSimTenant *tenant; /* (owned) */
  OofSimServer *server; /* (owned) */
  SoupSession *session; /* (owned) */
  gchar *runner;        /* (owned) access token */
  gchar *person;        /* (owned) access token of Anna Meier */
  gchar *service_path;  /* (owned) "/v1.0/users/oof-service@…" */
  /* The last answer. */
  guint status;
  JsonNode *answer;             /* (owned) (nullable) */
  SoupMessageHeaders *received; /* (owned) (nullable) */
  gboolean failed;              /* there was none */
} SimFixture;

#define SIM_DOMAIN "mfa-wuerzburg.example"
#define SIM_BERND  "bernd.krause@" SIM_DOMAIN
#define SIM_ANNA   "anna.meier@" SIM_DOMAIN
#define SIM_PETRA  "petra.hofmann@" SIM_DOMAIN
#define SIM_ONPREM "joerg.eichhorn@" SIM_DOMAIN
#define SIM_KEY_ID "String {78daff46-7f2e-494a-a88b-3c79c88ebb10} Name OofKey"

/* DATA: milliseconds of latency, as a pointer. */
void sim_fixture_set_up (SimFixture *fixture, gconstpointer data);
void sim_fixture_tear_down (SimFixture *fixture, gconstpointer data);

/* Sends a request for PATH and waits. HEADERS: "Name: value" lines, "" for none; BODY (nullable):
 * with Content-Type application/json unless a header says otherwise. */
void sim_send (SimFixture *fixture,
               const gchar *method,
               const gchar *path,
               const gchar *headers,
               const gchar *body);
/* The same as the runner or as Anna Meier. */
void sim_runner (SimFixture *fixture, const gchar *method, const gchar *path, const gchar *body);
void sim_person (SimFixture *fixture, const gchar *method, const gchar *path, const gchar *body);

/* The node at PATH ("value.0.subject", or "/@odata.nextLink" with slashes where names have dots) of
 * the last answer, NULL when it is not there. */
JsonNode *sim_node (SimFixture *fixture, const gchar *path);
/* As text; numbers and booleans too. Until the next call. */
const gchar *sim_value (SimFixture *fixture, const gchar *path);
/* How many elements the list at PATH has. */
guint sim_length (SimFixture *fixture, const gchar *path);

#define sim_assert(fixture, path, text) g_assert_cmpstr (sim_value (fixture, path), ==, text)
#define sim_assert_error(fixture, http, code)                                                      \
  do                                                                                               \
    {                                                                                              \
      g_assert_cmpuint ((fixture)->status, ==, http);                                              \
      sim_assert (fixture, "error.code", code);                                                    \
    }                                                                                              \
  while (FALSE)

G_END_DECLS

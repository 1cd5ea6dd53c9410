/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/oof-sim-server.h"
#include "sim/oof-sim-xml.h"

G_BEGIN_DECLS

/* A small on-premises tenant behind a real HTTP server, and a client that speaks raw XML. Anna is
 * the helpdesk, Bernd and Carla are colleagues, Dora's mailbox is in the cloud. The clock is at
 * 2026-11-20 09:00 UTC. */
typedef struct
{
  OofSimTenant *tenant; /* (owned) */
  OofSimServer *server; /* (owned) */
  SoupSession *session; /* (owned) */
  OofSimPerson *anna;
  OofSimPerson *bernd;
  /* What the next request is like; ews_fixture_reset() sets the usual. */
  const gchar *method;
  const gchar *type;
  const gchar *user; /* NULL: no password is sent */
  const gchar *password;
  const gchar *version;
  const gchar *impersonated; /* (nullable) the content of ConnectingSID */
  const gchar *header;       /* (nullable) more SOAP headers */
  gboolean foreign;          /* valid for Exchange, but refused here */
  /* The last answer. */
  guint status;
  gchar *text;                  /* (owned) */
  xmlDoc *answer;               /* (owned) (nullable) */
  SoupMessageHeaders *received; /* (owned) */
} EwsFixture;

#define EWS_SERVICE "oof@mfa.example"
#define EWS_ANNA    "anna.meier@mfa.example"
#define EWS_BERND   "bernd.krause@mfa.example"
#define EWS_CARLA   "carla.wolf@mfa.example"
#define EWS_DORA    "dora.stein@mfa.example"
#define EWS_RUNNER  "MFA\\svc-oof"

void ews_fixture_set_up (EwsFixture *fixture, gconstpointer data);
void ews_fixture_tear_down (EwsFixture *fixture, gconstpointer data);
void ews_fixture_reset (EwsFixture *fixture);

/* Sends BODY as it is. */
void ews_send (EwsFixture *fixture, const gchar *body);
/* Sends the operation BODY (prefixes s, m, t) in an envelope. Request and answer are checked
 * against Microsoft's schema when the folder with it is there: what the tenant takes is valid, what
 * it refuses as a violation is not. */
void ews_call (EwsFixture *fixture, const gchar *body);
/* The same as a person, or as the runner that impersonates ADDRESS. */
void ews_call_as (EwsFixture *fixture, const gchar *user, const gchar *body);
void ews_call_for (EwsFixture *fixture, const gchar *address, const gchar *body);

/* Is Microsoft's schema there? */
gboolean ews_has_schema (void);

/* The string value of an XPath expression over the answer, with the prefixes s, m, t, e, until the
 * next call. */
const gchar *ews_value (EwsFixture *fixture, const gchar *expression);

/* The first response code in the answer, or that of the fault. */
#define ews_assert_code(fixture, code)                                                             \
  g_assert_cmpstr (ews_value (fixture, "//m:ResponseCode | //e:ResponseCode"), ==, code)
#define ews_assert_value(fixture, expression, value)                                               \
  g_assert_cmpstr (ews_value (fixture, expression), ==, value)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A server on the loopback interface and what the tests do with it. */
typedef struct
{
  SoupServer *server; /* (owned) */
  guint16 port;
  SoupHTTPVersion http_version; /* of the last request */
  guint n_received;             /* requests that reached a handler */
  GCancellable *on_stall;       /* (owned) (nullable): cancelled when /stall is asked */
  GPtrArray *held; /* (owned) of SoupServerMessage: asked for /hold, not answered yet */
  guint n_lost;    /* answers of /lost-at-first that are still to be lost */
  char *last_peer; /* (owned) (nullable): the client's end of the last connection */
  SoupMessageHeaders *last_headers; /* (owned) (nullable) */
  GBytes *last_body;                /* (owned) (nullable) */
} WireFixture;

/* certificate (nullable): speaks TLS with it. */
WireFixture *wire_fixture_new (GTlsCertificate *certificate);
void wire_fixture_free (WireFixture *self);
/* scheme://host:port/path (owned). */
char *wire_fixture_url (WireFixture *self, const char *host, const char *path);
/* Answers all that it holds. */
void wire_fixture_release (WireFixture *self);
/* A client for the server, under 127.0.0.1. */
OofHttpClient *wire_fixture_client (WireFixture *self, OofServerClock *clock);
/* ... that shares a gate. */
OofHttpClient *wire_fixture_client_at (WireFixture *self, OofHttpGate *gate);
/* For oof_http_client_send_async(): keeps the result in a GAsyncResult*. */
void wire_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Sends and waits. */
OofHttpResponse *wire_send_sync (OofHttpClient *client,
                                 OofHttpRequest *request,
                                 GCancellable *cancellable,
                                 GError **error);
/* GET or POST path of the server at 127.0.0.1. */
OofHttpRequest *wire_fixture_request (WireFixture *self, const char *method, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFixture, wire_fixture_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ews/oof-ews-call.h"
#include "ews/oof-ews-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define EWS_USER     "runner"
#define EWS_PASSWORD "Geheim!42"
#define EWS_SERVICE  "abwesenheit@example.com"

typedef struct _EwsFixture EwsFixture;

/* Makes the answer (owned) to a request whose body it is given. */
typedef char *(*EwsHandler) (EwsFixture *self, const char *body, gpointer user_data);

/* A server on the loopback interface that says what the test tells it to, and keeps what it was
 * sent. */
struct _EwsFixture
{
  SoupServer *server; /* (owned) */
  char *url;          /* (owned) */
  GQueue answers;     /* (owned) to be given in this order */
  EwsHandler handler; /* (nullable) asked when there is no answer left */
  gpointer handler_data;
  GPtrArray *bodies;  /* (owned) char*: of the requests */
  GPtrArray *headers; /* (owned) SoupMessageHeaders */
  guint in_flight;
  guint peak;
};

EwsFixture *ews_fixture_new (void);
/* Also checks every request against the EWS schema, where that lies at hand. */
void ews_fixture_free (EwsFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsFixture, ews_fixture_free)

OofEwsClient *ews_fixture_client (EwsFixture *self, OofEwsRole role);

/* The next answer, as it is. */
void ews_fixture_answer (EwsFixture *self, guint status, const char *type, const char *body);
/* HTTP 200 with ews_soap() of it. */
void ews_fixture_answer_soap (EwsFixture *self, const char *content);
/* HTTP 200 with ews_response() of it. */
void ews_fixture_answer_response (EwsFixture *self,
                                  const char *operation,
                                  const char *class_and_code,
                                  const char *content);
/* A fault as Exchange gives it: HTTP 500, code in detail. @detail: more of it, may be "". */
void ews_fixture_answer_fault (EwsFixture *self, const char *code, const char *detail);

/* An envelope as Exchange writes it, around the content of its body; prefixes m and t are bound.
 * (owned) */
char *ews_soap (const char *content);
/* A response with one message; @class_and_code like "Success NoError". (owned) */
char *ews_response (const char *operation, const char *class_and_code, const char *content);

const char *ews_fixture_get_body (EwsFixture *self, guint index);
const char *ews_fixture_get_header (EwsFixture *self, guint index, const char *name);
/* Whether the request's body has each of the texts, one behind the other; the last one is NULL. */
gboolean ews_fixture_sent (EwsFixture *self, guint index, ...) G_GNUC_NULL_TERMINATED;

/* Callback that keeps the result, and what waits for it. */
void ews_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *ews_wait (GAsyncResult **result);

/* The text of a file in the folder of the EWS schema, NULL when that is not at hand. (owned) */
char *ews_schema_text (const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "auth/oof-oauth-client.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The simulated tenant over real HTTP, the two app registrations, and a browser played by a plain
 * HTTP client. */
typedef struct
{
  OofSimTenant *tenant;   /* (owned) */
  OofSimServer *server;   /* (owned) */
  SoupSession *browser;   /* (owned) */
  OofOauthClient *person; /* (owned) */
  OofOauthClient *runner; /* (owned) */
  char *link;             /* (owned) (nullable) the last one that was shown */
  char *code;             /* (owned) (nullable) of a device */
  /* What the browser got last. */
  guint status;
  char *page;     /* (owned) (nullable) */
  char *location; /* (owned) (nullable) where it is sent, not followed */
} SignInWorld;

void sign_in_world_set_up (SignInWorld *self, gconstpointer data);
void sign_in_world_tear_down (SignInWorld *self, gconstpointer data);

/* POST /_sim/sign-in. */
void sign_in_world_change (SignInWorld *self, const char *json);

/* What the sign-in shows, for OofOauthShowLink and OofOauthShowCode. */
void sign_in_world_show_link (const char *link, gpointer user_data);
void
sign_in_world_show_code (const char *code, const char *address, guint seconds, gpointer user_data);
/* Runs the main context until a link or code was shown. */
void sign_in_world_await_link (SignInWorld *self);

/* Fetches a page; FORM (nullable) is posted. Redirects are not followed. */
void browser_fetch (SignInWorld *self, const char *url, const char *form);
/* Opens the link, sends its form with DECISION ("accept", "decline") and MORE (nullable, "&a=b"),
 * then follows back to the program unless BACK is FALSE. */
void browser_decide (SignInWorld *self, const char *decision, const char *more, gboolean back);

G_END_DECLS

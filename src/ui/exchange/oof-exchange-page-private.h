/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-settings.h"
#include "ui/exchange/oof-exchange-page.h"

G_BEGIN_DECLS

struct _OofExchangePage
{
  AdwPreferencesPage parent_instance;

  OofConnectionDraft *draft; /* (owned) */
  OofSession *session;       /* (owned) (nullable) */
  OofSettings *settings;     /* (owned) */
  GPtrArray *entered;        /* (owned) of OofSignedIn, what was entered here */
  GCancellable *cancellable; /* (owned) of checks under way; ends with the page */
  GPtrArray *allowed;        /* (owned) of char *: servers that the person has looked at */

  /* The groups whose use depends on where mailboxes live. */
  AdwPreferencesGroup *cloud;
  AdwPreferencesGroup *server;
  AdwPreferencesGroup *runner;
  AdwActionRow *changes; /* what is not saved yet */
  AdwActionRow *search;  /* what became of a search or test of the local server */
};

/* oof-exchange-server.c: Microsoft 365 and the local server. */
void _oof_exchange_page_add_servers (OofExchangePage *self);
/* How an account of the local server proves itself: [ews] or [person]. */
GtkWidget *_oof_exchange_page_add_auth (OofExchangePage *self,
                                        AdwPreferencesGroup *group,
                                        const char *section);
/* oof-exchange-sign-ins.c: person and runner. */
void _oof_exchange_page_add_sign_ins (OofExchangePage *self);
/* oof-exchange-permissions.c: what the tokens are good for. */
void _oof_exchange_page_add_permissions (OofExchangePage *self);

/* oof-exchange-page.c */
/* What was entered for "person", "runner", "ews" here. (transfer none) (nullable) */
OofSignedIn *_oof_exchange_page_get_entered (OofExchangePage *self, const char *role);
/* Shows @window over the page; when it goes, the connection is opened with what it has brought
 * ("signed-in", "entered", "agreed"), if it has. */
void _oof_exchange_page_present (OofExchangePage *self, GtkWidget *window);
/* Says what became of something, below the group it belongs to. @error: (nullable) */
void _oof_exchange_page_tell (AdwActionRow *row, const char *words, const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-connection-draft.h"
#include "app/oof-session.h"
#include "app/oof-signed-in.h"

G_BEGIN_DECLS

/* The page Exchange of the options, and the first step of whoever sets a connection up: which
 * connections there are, where mailboxes live, the servers, who signs in, what is permitted. Held
 * in the connection file on this machine and saved by itself.
 *
 * Signal "connect" (path, OofSignedIn or NULL): that connection is to be opened now, with a sign-in
 * or secret that was entered here. */
#define OOF_TYPE_EXCHANGE_PAGE (oof_exchange_page_get_type ())
G_DECLARE_FINAL_TYPE (OofExchangePage, oof_exchange_page, OOF, EXCHANGE_PAGE, AdwPreferencesPage)

/* @session: (nullable) open on that connection: without one nothing is known about sign-ins. */
GtkWidget *oof_exchange_page_new (OofConnectionDraft *draft, OofSession *session);

G_END_DECLS

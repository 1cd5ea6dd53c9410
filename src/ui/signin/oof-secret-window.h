/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-signed-in.h"

G_BEGIN_DECLS

/* Asks for the secret of a sign-in (a password, a client secret, the password of a certificate) and
 * keeps it in the keyring; without one it holds until the program is closed.
 *
 * Signal "entered" (OofSignedIn): there is one now. */
#define OOF_TYPE_SECRET_WINDOW (oof_secret_window_get_type ())
G_DECLARE_FINAL_TYPE (OofSecretWindow, oof_secret_window, OOF, SECRET_WINDOW, AdwWindow)

/* @role: "person", "runner" or "ews". */
GtkWidget *oof_secret_window_new (OofConnection *connection, const char *role);

G_END_DECLS

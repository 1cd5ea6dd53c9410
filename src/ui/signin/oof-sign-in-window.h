/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-sign-in.h"

G_BEGIN_DECLS

/* The sheet in which a person signs in at Microsoft 365, in the browser or with a code, or an
 * administrator agrees. Says what is waited for, can be cancelled, shows a refusal with what to do
 * and details to copy; never a token.
 *
 * Signal "signed-in" (OofSignedIn): the person has. Signal "agreed": an administrator has. */
#define OOF_TYPE_SIGN_IN_WINDOW (oof_sign_in_window_get_type ())
G_DECLARE_FINAL_TYPE (OofSignInWindow, oof_sign_in_window, OOF, SIGN_IN_WINDOW, AdwWindow)

/* @writing: with the permissions to change plans. */
GtkWidget *oof_sign_in_window_new (OofConnection *connection, gboolean writing);
/* @runner: to the runner's application, else to the people's. */
GtkWidget *oof_sign_in_window_new_for_consent (OofConnection *connection, gboolean runner);

G_END_DECLS

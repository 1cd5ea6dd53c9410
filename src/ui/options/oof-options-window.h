/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The dialog "Optionen". What is changed is listed, old and new, until it is saved; the first save
 * activates the OOF task. Administrators only; others look at it.
 *
 * Signals: "saved": the options are stored; "connect": see OofExchangePage. */
#define OOF_TYPE_OPTIONS_WINDOW (oof_options_window_get_type ())
G_DECLARE_FINAL_TYPE (OofOptionsWindow, oof_options_window, OOF, OPTIONS_WINDOW, AdwWindow)

GtkWidget *oof_options_window_new (OofSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-connection-draft.h"

G_BEGIN_DECLS

/* The page Exchange alone: for whoever sets a connection up, or one that cannot be opened. Signal
 * "connect": that of the page. */
#define OOF_TYPE_CONNECTION_WINDOW (oof_connection_window_get_type ())
G_DECLARE_FINAL_TYPE (OofConnectionWindow, oof_connection_window, OOF, CONNECTION_WINDOW, AdwWindow)

GtkWidget *oof_connection_window_new (OofConnectionDraft *draft);

G_END_DECLS

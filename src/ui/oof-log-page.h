/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The log of the runs: runs on one side, what the selected one did to each mailbox on the other.
 * Reads when it is shown first, and again when the session has changed. */
#define OOF_TYPE_LOG_PAGE (oof_log_page_get_type ())
G_DECLARE_FINAL_TYPE (OofLogPage, oof_log_page, OOF, LOG_PAGE, AdwBin)

GtkWidget *oof_log_page_new (OofSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* A command is written from top to bottom; the asynchronous calls of the layers below are waited
 * for here, one after the other, each in the one main loop of the program. */

/* Creates loop and cancellable; from now on SIGINT and SIGTERM cancel. */
void oof_cli_sync_init (OofCli *cli);
void oof_cli_sync_clear (OofCli *cli);

/* The callback of every asynchronous call, with the OofCli as user data. */
void oof_cli_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the loop until oof_cli_done_cb() was called. (transfer none) until the next wait. */
GAsyncResult *oof_cli_wait (OofCli *cli);

G_END_DECLS

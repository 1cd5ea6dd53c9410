/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-migration.h"
#include "cli/oof-cli-context.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* What the commands of the migration share. */

/* Opens the connection, reads @what, and goes on with the migration of this machine. (transfer
 * full) */
OofMigration *oof_cli_open_migration (OofCli *cli, OofLoad what, GError **error);
/* Writes the members "scenario", "ready" and "reasons". */
void oof_cli_write_conclusion (OofJsonWriter *writer, const OofMigrationState *state);

G_END_DECLS

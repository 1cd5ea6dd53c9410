/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

typedef GPtrArray *(*OofCliListGetter) (OofSession *session);
typedef void (*OofCliListPrinter) (GPtrArray *lines);

/* A command that shows one list of the database: reads it and prints it, as JSON where that was
 * asked for. Returns: the exit code. */
int oof_cli_show_list (OofCli *cli,
                       char **arguments,
                       OofCliListGetter get,
                       OofCliListPrinter print_json,
                       OofCliListPrinter print_table);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole of oofctl (cli.md). @argv: as main() got it, with the locale set. Returns: the exit
 * code. */
int oof_cli_main (int argc, char **argv);

G_END_DECLS

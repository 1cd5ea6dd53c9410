/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-paths.h"
#include "cli/oof-cli.h"

int
main (int argc, char **argv)
{
  oof_paths_init_gettext ();
  return oof_cli_main (argc, argv);
}

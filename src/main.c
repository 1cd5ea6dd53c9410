/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-paths.h"
#include "ui/oof-application.h"

int
main (int argc, char **argv)
{
  oof_paths_init_gettext ();

  g_autoptr (OofApplication) application = oof_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

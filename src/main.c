/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-paths.h"
#include "config.h"
#include "ui/oof-application.h"

/* GApplication learned --version with GLib 2.80; asked for before anything needs a display. */
static gboolean
wants_version (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_strcmp0 (argv[i], "--version") == 0)
      return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  oof_paths_init_gettext ();
  if (wants_version (argc, argv))
    {
      g_print ("oof-manager %s\n", OOF_VERSION);
      return 0;
    }

  g_autoptr (OofApplication) application = oof_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

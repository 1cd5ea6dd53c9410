/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-paths.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "config.h"

static char *
get_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

char *
oof_paths_find_program (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  g_autofree char *folder = get_program_folder ();
  if (folder != NULL)
    {
      g_autofree char *beside = g_build_filename (folder, name, NULL);
      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    }
  return g_find_program_in_path (name);
}

const char *
oof_paths_get_credentials (void)
{
  return g_getenv ("CREDENTIALS_DIRECTORY");
}

gboolean
oof_paths_has_display (void)
{
  return g_getenv ("WAYLAND_DISPLAY") != NULL || g_getenv ("DISPLAY") != NULL;
}

gboolean
oof_paths_is_sandboxed (void)
{
  return g_getenv ("FLATPAK_ID") != NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

gboolean
oof_paths_is_uninstalled (void)
{
  g_autofree char *folder = get_program_folder ();

  return folder != NULL && g_str_has_prefix (folder, OOF_BUILD_DIR);
}

void
oof_paths_init_gettext (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  oof_paths_is_uninstalled () ? OOF_BUILD_DIR "/po" : OOF_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* gettext looks at LANGUAGE anew, also for what it has said before, after a setlocale() that
 * changes something. */
void
oof_paths_use_language (const char *language)
{
  g_return_if_fail (language != NULL);

  g_autofree char *locale = g_strdup (setlocale (LC_MESSAGES, NULL));

  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_MESSAGES, "C");
  setlocale (LC_MESSAGES, locale);
}

gboolean
oof_paths_is_mirrored (void)
{
  return g_strcmp0 (g_getenv ("OOF_TEXT_DIRECTION"), "rtl") == 0;
}

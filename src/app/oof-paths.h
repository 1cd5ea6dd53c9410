/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a program of ours lies: beside the running one (installed, or uninstalled in build/),
 * else in PATH. (transfer full) (nullable) */
char *oof_paths_find_program (const char *name);
/* $CREDENTIALS_DIRECTORY, as systemd sets it. (transfer none) (nullable) */
const char *oof_paths_get_credentials (void);
/* Whether windows can be opened from here: a browser for a sign-in. */
gboolean oof_paths_has_display (void);
/* Whether the program runs inside Flatpak. */
gboolean oof_paths_is_sandboxed (void);
/* Whether the running program lies in its build folder. */
gboolean oof_paths_is_uninstalled (void);
/* Binds the text domain to the catalogues, uninstalled ones too, and takes the user's language.
 */
void oof_paths_init_gettext (void);
/* Takes another language for what is said from now on: "de". */
void oof_paths_use_language (const char *language);
/* Whether the window is to read from right to left: there is no such translation yet, but pictures
 * and tests of the layout need one (OOF_TEXT_DIRECTION=rtl). */
gboolean oof_paths_is_mirrored (void);

G_END_DECLS

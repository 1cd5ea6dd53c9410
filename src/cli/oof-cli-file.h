/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* The text of a file in UTF-8, without the byte order mark and the carriage returns of Windows.
 * @path "-": standard input. A file that cannot be read, is empty, no text or longer than @max
 * bytes is a usage error. (transfer full) */
char *oof_cli_read_file (OofCli *cli, const char *path, gsize max, GError **error);
/* Writes @text, readable by its owner alone; what was there before stays until it is whole.
 * @path "-": standard output. */
gboolean oof_cli_write_file (const char *path, const char *text, GError **error);

G_END_DECLS

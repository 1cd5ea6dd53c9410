/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* Files and standard input. A signal ends every wait for what they hold (G_IO_ERROR_CANCELLED). */

/* The bytes of a file. @path "-": standard input. A file that cannot be read or is longer than @max
 * is a usage error. (transfer full) */
GBytes *oof_cli_read_bytes (OofCli *cli, const char *path, gsize max, GError **error);
/* What standard input says up to the end of a line, or as much of it as @size holds: on a terminal
 * what somebody types. Nothing but @buffer has it, so that the caller can wipe it. */
gboolean oof_cli_read_line (OofCli *cli, char *buffer, gsize size, GError **error);
/* The text of a file in UTF-8, without the byte order mark and the carriage returns of Windows. One
 * that is empty or no text is a usage error, too. (transfer full) */
char *oof_cli_read_file (OofCli *cli, const char *path, gsize max, GError **error);
/* Writes @text, readable by its owner alone; what was there before stays until it is whole. A link
 * and a device stay what they are. @path "-": standard output. */
gboolean oof_cli_write_file (OofCli *cli, const char *path, const char *text, GError **error);
/* Why @path could not be written: a disk that is full is no wrong argument. */
void oof_cli_set_write_error (const char *path, const GError *cause, GError **error);

G_END_DECLS

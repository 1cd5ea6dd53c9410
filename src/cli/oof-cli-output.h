/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* Standard output and standard error, in UTF-8 whatever the locale: a script in the C locale gets
 * the same bytes as a person. */

/* Comes before everything else: whatever the three streams are, nothing but what is printed goes
 * there, and what cannot be written is an error and no signal. */
void oof_cli_output_init (void);
void oof_cli_print (const char *text);
/* @text and nothing else; on a terminal a line break after it when it has none. */
void oof_cli_print_bare (const char *text);
/* Finishes @writer and prints its object on one line. */
void oof_cli_print_json (OofJsonWriter *writer);
/* "oofctl: …" and a line break on standard error. */
void oof_cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Writes out what is buffered. FALSE, said on standard error, when standard output took it not. */
gboolean oof_cli_flush (void);

/* One line that cannot steer a terminal: control characters become blanks. (transfer full) */
char *oof_cli_dup_line (const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The switches of the old program that still mean something (cli.md): `/oof` is `run`, with
 * `/auto` `run --scheduled`; `/user:NAME` is `--person=NAME`. Letter case does not matter.
 * @arguments: the words behind the program's name. (transfer full) */
GStrv oof_cli_translate_switches (char **arguments);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* What people type, read. All errors end with exit code 2. */

/* "2026-11-23"; @option is named in the error. */
gboolean oof_cli_parse_day (const char *option, const char *text, OofDay *day, GError **error);
/* "08:30" -> minutes from 00:00. */
gboolean oof_cli_parse_minute (const char *option, const char *text, int *minute, GError **error);
/* RFC 3339, or a day: its midnight in @zone. */
gboolean oof_cli_parse_instant (
    const char *option, const char *text, const char *zone, OofInstant *instant, GError **error);

/* "yes" or "no"; @text (nullable): not said, and *value stays. */
gboolean
oof_cli_parse_switch (const char *option, const char *text, gboolean *value, GError **error);
/* A whole number; @text (nullable): not said, and *value stays. */
gboolean oof_cli_parse_number (const char *option, const char *text, int *value, GError **error);
/* Puts a copy of @text in the place of *value, NULL for an empty one; @text (nullable): not said,
 * and *value stays. */
void oof_cli_replace_text (char **value, const char *text);

/* The people meant by @texts, each once; needs the loaded people. (transfer full) (element-type
 * OofPerson) */
GPtrArray *oof_cli_find_people (OofCli *cli, char **texts, GError **error);
/* The same as addresses; @addresses is NULL when @texts is empty (everybody). */
gboolean oof_cli_find_addresses (OofCli *cli, char **texts, GStrv *addresses, GError **error);
/* The person with the zone and language of the mailbox, as the run sees it. (transfer full) */
OofPerson *oof_cli_read_person (OofCli *cli, const char *text, GError **error);
/* The loaded template of that name. (transfer none) */
OofTemplate *oof_cli_find_template (OofCli *cli, const char *name, GError **error);
/* "UUID" or "a:UUID" -> "a:UUID". (transfer full) */
char *oof_cli_dup_key (const char *id);

G_END_DECLS

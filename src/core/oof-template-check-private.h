/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-html-private.h"
#include "core/oof-render.h"

G_BEGIN_DECLS

/* What the checks of texts share. Private to core. */

/* Appends a finding; sort when all are there. @external: the line is one of the external text. */
void oof_findings_add (GPtrArray *findings,
                       gboolean is_error,
                       gboolean external,
                       guint line,
                       const char *code,
                       const char *what,
                       gsize length);
/* Body before external text, by line; what was found twice stays once. */
void oof_findings_sort (GPtrArray *findings);
/* The line of @p in @text, from 1. Linear: not to be called for each of many. */
guint oof_findings_line (const char *text, const char *p);

/* What makes a reply too large for the rules of a mailbox (peers.md: the rules quota is 256 kB at
 * most, 32 kB in old mailboxes). */
void oof_findings_add_size (GPtrArray *findings, gboolean external, gsize bytes);
/* Dates written out in @body ("24.12.2026", "2026-12-24") that lie before @today. */
void oof_findings_add_old_dates (
    GPtrArray *findings, gboolean external, const char *body, gboolean html, OofDay today);
/* What Exchange does not send or nobody should: pictures, scripts; markup that is never closed.
 * @end: of the text. */
void oof_findings_add_markup (
    GPtrArray *findings, gboolean external, guint line, const OofHtmlToken *token, const char *end);

G_END_DECLS

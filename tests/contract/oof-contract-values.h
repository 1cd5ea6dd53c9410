/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-error.h"
#include "core/oof-inbox-rule.h"
#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* RFC 3339, and a date. */
OofInstant oof_contract_instant (const char *text);
OofDay oof_contract_day (const char *text);
OofRange oof_contract_range (const char *from, const char *to);

/* Absences as store/ makes them (storage.md rule 3), all-day or from an instant to another, and a
 * document (rule 10). (transfer full) */
OofItem *
oof_contract_days_new (const char *key, const char *zone, const char *first, const char *last);
OofItem *
oof_contract_hours_new (const char *key, const char *zone, const char *from, const char *to);
OofItem *oof_contract_document_new (const char *key, const char *document);

/* ASCII JSON of exactly @length characters. (transfer full) */
char *oof_contract_value (gsize length);

/* Everything but ids, change keys, creation time and body is the same. */
void oof_contract_assert_same_item (const OofItem *is, const OofItem *wanted);
/* There is an error, and it has that code; it is cleared. */
void oof_contract_take_error (GError **error, OofError code);

/* The creation of a forward to @to, with copy, for the absence OOF_CONTRACT_KEY. */
OofRuleChange *oof_contract_forward_new (const char *to);

G_END_DECLS

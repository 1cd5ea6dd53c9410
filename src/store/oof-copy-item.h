/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* The copy of an absence in the calendar of a resource mailbox ("in Ressourcen Mailbox setzen"):
 * what a person may see there and nothing else, under a key of its own, so that no copy is ever
 * taken for the absence. */

/* "c:UUID" of "a:UUID". (transfer full) */
char *oof_copy_item_dup_key (const char *absence_key);
/* "a:UUID" of "c:UUID". (transfer full) (nullable): not the key of a copy. */
char *oof_copy_item_dup_absence_key (const char *key);

/* @person_name: (nullable) the address is shown instead. @confidential: neither subject nor note.
 * @base: (nullable) the copy that it replaces. Without id and change key, or with those of @base.
 * (transfer full) (nullable): one that cannot be written. */
OofItem *oof_copy_item_new (const OofAbsence *absence,
                            const char *person_name,
                            gboolean confidential,
                            const OofItem *base,
                            OofInstant now);
/* Whether @there shows what @wanted would: nothing to write. */
gboolean oof_copy_item_is_same (const OofItem *there, const OofItem *wanted);

G_END_DECLS

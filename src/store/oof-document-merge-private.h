/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* Whether two documents say the same: rev, w and echo do not count, nor does the order. */
gboolean oof_document_equal (OofJson *a, OofJson *b);

/* What becomes of document @key when two people changed it at the same time (storage.md rule 6):
 * member by member, in arrays of objects with names line by line. Members of @together (nullable)
 * make sense only as one. All texts as stored. Returns: (transfer full) plain JSON with rev, w and
 * echo of @theirs; CONFLICT naming the member and both values where both changed the same one
 * differently. */
char *oof_document_merge (const char *key,
                          const char *base,
                          const char *mine,
                          const char *theirs,
                          const char *const *together,
                          GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"

G_BEGIN_DECLS

#define OOF_KEY_LEASE "d:lease"

/* Document d:lease (docs/storage-format.md). */
typedef struct
{
  char *runner;     /* (owned) who holds it, or held it last */
  char *nonce;      /* (owned) (nullable) NULL: released */
  OofInstant until; /* in the server's time */
} OofLeaseTerm;

void oof_lease_term_clear (OofLeaseTerm *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofLeaseTerm, oof_lease_term_clear)

/* @term: (out caller-allocates), to be cleared in any case. Errors as in
 * store/oof-absence-json.h. */
gboolean oof_lease_json_read (const char *stored, OofLeaseTerm *term, GError **error);
/* @base: (nullable) the stored document that is replaced; what is damaged in it is forgotten. */
char *oof_lease_json_write (
    const OofLeaseTerm *term, const char *base, gint64 rev, const char *write_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-record.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* State pages s:00 … s:ff (docs/storage-format.md) <-> OofRecord values. */

/* The key of the page that holds @address. (transfer full) */
char *oof_record_json_dup_key (const char *address);

/* Adds what page @key holds to @records (address -> OofRecord, owned). A mailbox that cannot be
 * read is left out and becomes a message (utf8, owned) in @broken. Errors as in
 * store/oof-absence-json.h: the page as a whole cannot be read. */
gboolean oof_record_json_read (
    const char *key, const char *stored, GHashTable *records, GPtrArray *broken, GError **error);

/* Groups @records (OofRecord) by page. Returns: (transfer full) key -> GPtrArray of OofRecord */
GHashTable *oof_record_json_group (GPtrArray *records);

/* The page @key with @records (OofRecord, all of this page) put into @base: (nullable) the stored
 * page as it is. Other mailboxes and unknown members survive, and so does what another run has
 * written to a mailbox at which @run has only looked. */
char *oof_record_json_write (const char *key,
                             const char *run,
                             GPtrArray *records,
                             const char *base,
                             gint64 rev,
                             const char *write_id,
                             GError **error);

/* The value of one mailbox on its own: @base (nullable) as in oof_json_writer_begin_object_over().
 */
void oof_record_json_add (OofJsonWriter *writer,
                          const char *member,
                          const OofRecord *self,
                          OofJson *base);
/* (transfer full) Errors: PROTOCOL. */
OofRecord *oof_record_json_read_one (OofJson *json, const char *address, GError **error);

G_END_DECLS
